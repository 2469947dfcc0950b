import random
from pathlib import Path

import numpy as np
import pytest

from onrecord.language.tags import TAGS
from tests.stand_in import tokenizer
from training.polnear import Document
from training.taught import read_taught, write_taught
from training.windows import Marked, Taught, lessons

TEXT = "Ann Lee said it rains.\n“It rains,” said Bo."
SIZE = 14  # words and marks


def taught(size: int = SIZE) -> Taught:
    numbers = np.arange(size)
    scores = (numbers[:, None] + np.arange(len(TAGS)) / 8).astype(np.float16)
    return Taught(scores, Marked(numbers % len(TAGS), numbers - 1, numbers))


def test_what_was_written_is_what_is_read(tmp_path: Path) -> None:
    given = {TEXT: taught(), "Rain.": taught(2)}
    write_taught(tmp_path / "new" / "taught.npz", given)
    found = read_taught(tmp_path / "new" / "taught.npz")
    assert list(found) == list(given)
    for text, each in found.items():
        assert np.array_equal(each.scores, given[text].scores)
        assert each.marked.sources.tolist() == given[text].marked.sources.tolist()


def test_a_text_without_annotators_is_learned_from_its_teacher() -> None:
    (window,) = lessons(
        tokenizer(), [Document("a", TEXT, ())], random.Random(1), varied=1.0, taught={TEXT: taught()}
    )
    assert window.tags.tolist() == taught().marked.tags.tolist()
    assert window.taught is not None
    assert np.array_equal(window.taught, taught().scores.astype(np.float32))


def test_every_window_has_its_own_part_of_the_scores() -> None:
    cut = lessons(
        tokenizer(), [Document("a", TEXT, ())], random.Random(1), varied=0, limit=8, taught={TEXT: taught()}
    )
    assert len(cut) > 1
    parts = [window.taught for window in cut if window.taught is not None]
    assert np.array_equal(np.concatenate(parts), taught().scores.astype(np.float32))


def test_a_text_that_nobody_read_is_refused() -> None:
    with pytest.raises(ValueError, match="no annotation, no teacher"):
        lessons(tokenizer(), [Document("a", TEXT, ())], random.Random(1))


def test_a_teacher_who_read_other_words_is_refused() -> None:
    with pytest.raises(ValueError, match="read 3 words where 14 are"):
        lessons(tokenizer(), [Document("a", TEXT, ((),))], random.Random(1), taught={TEXT: taught(3)})
