from onrecord.model import Words
from onrecord.statements.links import NONE
from tests.test_find import TEXT, words
from training.linking import UNFITTED, choices, decided
from training.polnear import GoldAttribution
from training.windows import NOWHERE

READ = words({2: 1, 3: 1, 1: 0, 6: 8, 10: 8})
SIZE = len(READ.tags)


def at(*parts: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.index(part), TEXT.index(part) + len(part)) for part in parts)


def rights(read: Words, *gold: GoldAttribution) -> tuple[list[int], list[int]]:
    to_cue, to_source = choices(read, gold)
    return [choice.right for choice in to_cue], [choice.right for choice in to_source]


FIRST = GoldAttribution("E1", at("rain fell"), at("said"), at("Ann"))
SECOND = GoldAttribution("E2", at("snow", "melts"), ((TEXT.rindex("said"), TEXT.rindex("said") + 4),), ())


def test_the_annotators_attributions_decide_among_the_spans_that_were_tagged() -> None:
    assert rights(READ, FIRST, SECOND) == ([0, 1, 1], [0, 1])


def test_content_that_the_annotator_does_not_have_belongs_to_none() -> None:
    contents, sources = rights(READ, FIRST)
    assert contents == [0, 2, 2]
    assert sources == [0]


def test_the_last_choice_of_a_cue_is_none() -> None:
    for choice in choices(READ, [FIRST, SECOND])[0]:
        assert choice.signs[:, NONE].tolist() == [0, 0, 1]


def test_what_is_decided_reads_like_an_annotation() -> None:
    marked = decided(READ, UNFITTED)
    assert marked.tags.tolist() == READ.tags.tolist()
    assert [marked.cues[n] for n in (2, 3, 6, 10)] == [1, 1, 8, 8]
    assert (marked.sources[1], marked.sources[8]) == (0, SIZE)
    assert (marked.cues[0], marked.sources[0]) == (NOWHERE, NOWHERE)
