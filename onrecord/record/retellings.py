"""Which sentence of a text a headline, a standfirst or a caption retells, and what it makes of it.

The sentence is the one that shares most with it. What it takes from other sentences, and what it leaves out
because it is short, is not held against it: only what speaks against the text is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from onrecord.model import Difference, Span
from onrecord.record import lexicon, tokens
from onrecord.record.differences import compare
from onrecord.record.likeness import Likeness, likeness
from onrecord.record.stems import Stem, stems

RetellingKind = Literal["headline", "standfirst", "caption", "quote"]

NEAR = 0.5  # share of the weight of a headline that its sentence has, too
WHOLE = 0.8  # the same of a headline that has fewer words than FEW
FEW = 5
COMPARABLE = 0.4  # share of the longer of a headline and a sentence that are near with less
NEARER = 0.65  # share of what need not retell a sentence: standfirsts, captions, quote boxes
SMALLEST = 0.3  # share of the longer of these and a sentence
LEAST = 2.0  # weight that two wordings share to be near: two long words
ALSO = 0.4  # share of a headline that another sentence has, to speak for it
WITNESSES = 6  # sentences that are asked
BESIDE = 2  # words of a headline that stand beside a name or figure of it in a sentence that has it
LONGER = 0.75  # share of a sentence: what has less of it leaves out much, and that is no change
HALF = 0.5  # share of a sentence
ORDERED = 0.7  # share of the words whose order is kept: with less of both, nothing is known of who did what
INITIALS = 3  # letters that a short form of a name has from it
SMALL = 2  # words without a meaning of their own in what is written out: tables and signatures have none

STATED = frozenset({"number", "name", "tone"})  # what a question states
LOOSE = frozenset({"number", "name", "tone"})  # what is seen whatever the order of the words
ELSEWHERE = frozenset(
    {"number", "name", "tone", "certainty"}
)  # what a headline may have from another sentence


@dataclass(frozen=True)
class Passage:
    """A stretch of the text with its words as they are compared; ``block`` is the index of its block."""

    span: Span
    block: int = -1
    speaker: str | None = field(default=None, compare=False)

    @cached_property
    def stems(self) -> tuple[Stem, ...]:
        """Its words."""
        return stems(self.span.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The words that say something."""
        return frozenset(stem.key for stem in self.stems if stem.is_content)

    @cached_property
    def is_prose(self) -> bool:
        """Is it a sentence, and no row of a table, signature or list of names?"""
        return sum(not stem.is_content for stem in self.stems) >= SMALL

    @property
    def asks(self) -> bool:
        """Does it end with a question mark?"""
        return self.span.text.rstrip("\"”’') ").endswith("?")

    @cached_property
    def weight(self) -> float:
        """How much its words say."""
        return sum(stem.weight for stem in self.stems)


@dataclass(frozen=True, slots=True)
class Retelling:
    """Words that retell a sentence, and the differences that count."""

    original: Passage
    differences: tuple[Difference, ...]


def retelling(kind: RetellingKind, told: Passage, sentences: Sequence[Passage]) -> Retelling | None:
    """What is told against the sentence that it retells; None where none is near."""
    ranked = sorted(
        ((like, each) for each in sentences if (like := alike(each, told))),
        key=lambda pair: (-pair[0].shared, pair[1].span),
    )
    if not ranked or not _is_near(kind, ranked[0][0], told):
        return None
    like, best = ranked[0]
    others = [each for like, each in ranked[1:WITNESSES] if like.shared >= ALSO * told.weight]
    every = [compared(each.span, told.span) for each in others]
    return Retelling(
        best,
        tuple(
            each
            for each in compared(best.span, told.span)
            if each.meaning == "kept"
            or not (
                _is_shortened(each, told, like)
                or _is_said(each, told, sentences)
                or any(_speaks_for(each, these) for these in every)
            )
        ),
    )


def alike(one: Passage, other: Passage) -> Likeness | None:
    """How alike two passages are; None where they share nothing to speak of."""
    return likeness(one.stems, other.stems) if len(one.keys & other.keys) > 1 else None


def _is_near(kind: RetellingKind, like: Likeness, told: Passage) -> bool:
    share = like.shared / told.weight
    if like.shared < LEAST:
        return False
    if kind != "headline":
        return told.is_prose and share >= NEARER and like.outer >= SMALLEST
    if len(told.keys) < FEW:
        return share >= WHOLE
    return share >= NEAR or like.outer >= COMPARABLE


def compared(original: Span, copy: Span) -> list[Difference]:
    """The differences of two spans, in the places of the text that these are of."""
    return [
        replace(each, original=_moved(each.original, original.start), copy=_moved(each.copy, copy.start))
        for each in compare(original.text, copy.text)
    ]


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.text)


def _is_shortened(found: Difference, told: Passage, like: Likeness) -> bool:
    """Is a danger none in words that are short, that ask, or that have another order?"""
    one, other = found.original.text, found.copy.text
    return (
        (found.type == "scope" and like.outer < LONGER and not (one and other))
        or (found.type == "tone" and like.outer < LONGER and not _judges(other))
        or (told.asks and found.type not in STATED)
        or (like.ordered < ORDERED and like.outer < HALF and found.type not in LOOSE)
        or (found.type == "name" and _is_short_name(one, other))
    )


def _is_short_name(one: str, other: str) -> bool:
    """Are two names forms of one: “Isles” for “New York Islanders”?"""
    openings = [{word[:INITIALS].casefold() for word in each.split()} for each in (one, other)]
    return not openings[0].isdisjoint(openings[1])


def _judges(words: str) -> bool:
    """Is a word among them that judges?"""
    table = lexicon.judging()
    return any(not table.keys().isdisjoint({each.norm, *each.lemmas}) for each in tokens.read(words).tokens)


def _is_said(found: Difference, told: Passage, sentences: Iterable[Passage]) -> bool:
    """Has the text the new words elsewhere: a word that judges anywhere, others beside words told, too?"""
    if found.type not in ELSEWHERE:
        return False
    new = {stem.key for stem in stems(found.copy.text) if stem.is_content}
    beside = 0 if found.type == "tone" else BESIDE
    return bool(new) and any(
        new <= each.keys and len((each.keys & told.keys) - new) >= beside for each in sentences
    )


def _speaks_for(danger: Difference, others: Iterable[Difference]) -> bool:
    """Do the words around a danger stand unaltered where the text is told from another sentence?"""
    return all(
        each.type == "typography" or each.copy.end < danger.copy.start or danger.copy.end < each.copy.start
        for each in others
    )


__all__ = ["Passage", "Retelling", "RetellingKind", "alike", "compared", "retelling"]
