import random

from onrecord.language.pieces import Pieces, Window, pieces
from onrecord.language.tags import TAGS
from onrecord.text import paragraphs
from tests.stand_in import tokenizer
from training.polnear import Document, GoldAttribution
from training.windows import NOWHERE, Marked, lesson, lessons, mark

TEXT = "Ann Lee said it rains. No.\n“It rains,” said no one."


def piece(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


FIRST = GoldAttribution("E1", piece("it rains"), piece("said"), piece("Ann Lee"))
SECOND = GoldAttribution("E2", piece("“It rains,”"), piece("said no"), ())
DOCUMENT = Document("a", TEXT, ((FIRST, SECOND), ()))


def marked() -> tuple[Pieces, Marked]:
    of = pieces(tokenizer(), TEXT, [(a, b, n) for n, (a, b) in enumerate(paragraphs(TEXT))])
    return of, mark(of, DOCUMENT.attributions)


def test_spans_become_tags_of_words() -> None:
    _, answers = marked()
    tags = [TAGS[tag] for tag in answers.tags]
    assert tags[:6] == ["B-source", "I-source", "B-cue", "B-content", "I-content", "O"]


def test_content_points_at_its_cue_and_the_cue_at_its_source() -> None:
    _, answers = marked()
    assert answers.cues[3:5].tolist() == [2, 2]
    assert answers.sources[2] == 0
    assert answers.cues[0] == answers.sources[0] == NOWHERE


def test_a_cue_without_source_points_at_none() -> None:
    of, answers = marked()
    said = TEXT.index("said no")
    (cue,) = (n for n, start in enumerate(of.starts) if start == said)
    assert answers.sources[cue] == len(of.starts)


def test_what_is_pointed_at_outside_of_the_window_is_none() -> None:
    of, answers = marked()
    cut = lesson(of, answers, Window(3, 7))
    assert cut.cues[:2].tolist() == [4, 4]
    assert cut.begins.tolist()[0] is False


def test_the_same_seed_gives_the_same_lessons() -> None:
    one, other = (lessons(tokenizer(), [DOCUMENT] * 5, random.Random(7)) for _ in range(2))
    assert [each.tags.tolist() for each in one] == [each.tags.tolist() for each in other]


def test_every_annotator_is_learned_from() -> None:
    found = lessons(tokenizer(), [DOCUMENT] * 20, random.Random(1))
    assert {bool(each.tags.any()) for each in found} == {True, False}
