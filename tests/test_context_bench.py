from pathlib import Path

import pytest

from bench.context import LEAST_OVERLAP, Read, errors, labels, main, overlap, score
from onrecord.model import ACTS
from tests.attributed import attributed, read

TEXT = "[Ann Lee] <said> on Tuesday {that it rained}."


def reading(**label: object) -> Read:
    article, attribution = attributed(TEXT)
    gold = {"doc": "a", "id": "E1", "sample": "random", "act": "say", "polarity": "positive", **label}
    return Read(gold, article, attribution, read(TEXT))


def test_what_was_read_as_labelled_is_all_right() -> None:
    figures = score([reading(when=[[13, 23]])])
    assert figures["act"] == figures["polarity"] == figures["when F1"] == 1.0
    assert figures["where F1"] == 0.0


def test_half_of_the_words_are_enough() -> None:
    article, _ = attributed(TEXT)
    assert overlap((article.span(13, 23),), (article.span(16, 23),)) >= LEAST_OVERLAP
    assert overlap((article.span(13, 23),), ()) == 0.0


def test_what_was_read_otherwise_is_listed_with_its_cue() -> None:
    found = list(errors([reading(act="deny")]))
    assert found[0].startswith("act: wants deny, read say; random a E1 «said»")
    assert any(line.startswith("when: wants []") for line in found)


def test_the_labels_hold_offsets_and_no_text() -> None:
    rows = labels(None, None)
    assert {row["act"] for row in rows} <= set(ACTS)
    halves = [{row["doc"] for row in rows if row["half"] == half} for half in ("develop", "measure")]
    assert not halves[0] & halves[1]
    assert len(labels("measure", "random")) == len(labels("develop", "random")) == 100
    names = ("addressee", "prompt", "when", "where")
    assert all(
        isinstance(offset, int) for row in rows for name in names for offset in row.get(name, [[0]])[0]
    )


def test_a_folder_that_is_no_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        main([str(tmp_path)])
