"""Which sentence a headline retells, and what is not held against it."""

from __future__ import annotations

import pytest

from onrecord.model import Span
from onrecord.record.retellings import Passage, RetellingKind, retelling

GATES = "Two gates of the barrier may close in a storm, the engineers of Corran said on Monday."


def passages(*sentences: str) -> list[Passage]:
    return [Passage(Span.of(each, 0, len(each)), n) for n, each in enumerate(sentences)]


def dangers(headline: str, *sentences: str, kind: RetellingKind = "headline") -> list[str] | None:
    (told,) = passages(headline)
    found = retelling(kind, told, passages(*sentences))
    return None if found is None else [each.type for each in found.differences if each.meaning == "changed"]


def test_the_sentence_that_shares_most_is_the_one() -> None:
    (told,) = passages("Engineers say two gates of barrier will close in a storm")
    found = retelling("headline", told, passages("The ferry was late again on Monday.", GATES))
    assert found is not None
    assert found.original.span.text == GATES


def test_a_grade_of_certainty_that_was_dropped_counts() -> None:
    assert dangers("Two gates of the barrier will close in a storm, engineers say", GATES) == ["certainty"]


def test_what_another_sentence_says_in_these_words_is_said() -> None:
    other = "But in the end two gates of the barrier will close in a storm, they added."
    assert dangers("Two gates of the barrier will close in a storm, engineers say", GATES, other) == []


def test_a_question_claims_nothing() -> None:
    assert dangers("Will two gates of the barrier close in a storm, engineers of Corran?", GATES) == []


def test_a_word_that_judges_counts_where_the_text_has_none() -> None:
    text = "Lena Ostwick has declined to answer the council about the gates of the barrier."
    headline = "Embattled Lena Ostwick declines to answer council about the gates of the barrier"
    assert dangers(headline, text) == ["tone"]
    assert dangers(headline, text, "The embattled minister left early.") == []


@pytest.mark.parametrize("kind", ["standfirst", "caption", "quote"])
def test_a_caption_is_only_compared_with_a_sentence_that_is_much_like_it(kind: RetellingKind) -> None:
    assert dangers("The gates of the barrier in the harbour of Baltry last June", GATES, kind=kind) is None
    assert dangers(GATES.replace("may", "will"), GATES, kind=kind) == ["certainty"]


def test_two_words_are_no_headline_of_a_sentence() -> None:
    assert dangers("Monday storm", GATES) is None
