"""One page by itself: do its headline, captions and repetitions say what its text says?

Each of them is compared with the sentence of the body that it retells, if there is one that is near. Where
none is, nothing is guessed; what a headline takes from other sentences is not held against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from onrecord.model import Article, Difference, Span, Statement
from onrecord.record import tokens
from onrecord.record.likeness import likeness
from onrecord.record.retellings import Passage, RetellingKind, alike, compared, retelling

FindingKind = Literal[RetellingKind, "repeat", "quotation"]

ENGLISH = "en"  # the language that wordings are compared in
READ = ("body", "quote", "other")  # roles whose sentences are retold
AGAIN = 0.75  # share of the weight of the longer of two passages that both print
SHORTEST = 6  # words of a paragraph that may be printed twice
INSIDE = 0.75  # share of the shorter of two quotations that both print
ORDERED = 0.8  # share of that whose order is kept
SHARED = 2.0  # weight that two quotations share
RUN = 3  # words in a row that they share
QUOTED = 5  # words of a quotation that may be printed twice
_CLOSED = re.compile(r"[.!?…][\s\"”’')]*$")


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of an article that print other words of it again, and where the two part.

    ``kind`` is what prints them again: the headline, a standfirst, a caption or a quote box that retells a
    sentence; a "repeat" of a whole block; a "quotation" of the same speaker. ``original`` is None where no
    sentence was found that a headline retells. Spans are of ``Article.text``; where ``is_apart``, ``copy``
    and that side of the differences are of ``Article.headline``, which the text does not hold.
    """

    kind: FindingKind
    original: Span | None
    copy: Span
    differences: tuple[Difference, ...] = ()
    is_apart: bool = False

    @property
    def dangerous(self) -> tuple[Difference, ...]:
        """The differences that change the meaning."""
        return tuple(each for each in self.differences if each.meaning == "changed")


def check(article: Article, statements: Sequence[Statement] = ()) -> tuple[Finding, ...]:
    """What an article prints twice, the second time maybe in other words, in the order of the text."""
    if article.language not in (None, ENGLISH):
        return tuple(_repeats(article, near=False))
    sentences, repeats = list(_sentences(article)), list(_repeats(article))
    again = {found.copy.start for found in repeats}
    found = [*_retellings(article, sentences, again), *repeats]
    found += _quotations(article, statements, found)
    return tuple(sorted(found, key=lambda each: (not each.is_apart, each.copy)))


def _sentences(article: Article) -> Iterator[Passage]:
    """The sentences that a headline may retell."""
    for n, block in enumerate(article.blocks):
        if block.role in READ and block.repeats is None:
            yield from _cut(article, n, block.start, block.end)


def _cut(article: Article, block: int, start: int, end: int) -> Iterator[Passage]:
    """The sentences between two places."""
    text = article.text[start:end]
    read = tokens.read(text)
    if not read.tokens:
        return
    places = [_opening(text, read.tokens[edge].start) for edge in read.edges]
    for one, other in zip(places, [*places[1:], len(text)], strict=True):
        inner = text[one:other].rstrip()
        if inner:
            yield Passage(article.span(start + one, start + one + len(inner)), block)


def _opening(text: str, at: int) -> int:
    """The place of the marks before a word."""
    while at and not text[at - 1].isspace():
        at -= 1
    return at


def _retellings(article: Article, sentences: Sequence[Passage], again: set[int]) -> Iterator[Finding]:
    """What retells a sentence; a headline without one, too."""
    if article.headline and not any(block.role == "headline" for block in article.blocks):
        apart = Passage(Span.of(article.headline, 0, len(article.headline)))
        yield replace(_retold("headline", apart, sentences), is_apart=True)
    for n, block in enumerate(article.blocks):
        others = [each for each in sentences if each.block != n]
        if block.role == "headline" and block.repeats is None:
            yield _retold("headline", Passage(article.span(block.start, block.end), n), others)
        for kind in get_args(RetellingKind):
            if kind == block.role != "headline" and block.start not in again:
                parts = (_retold(kind, part, others) for part in _cut(article, n, block.start, block.end))
                yield from (found for found in parts if found.original is not None)


def _retold(kind: RetellingKind, told: Passage, sentences: Sequence[Passage]) -> Finding:
    found = retelling(kind, told, sentences)
    if found is None:
        return Finding(kind, None, told.span)
    return Finding(kind, found.original.span, told.span, found.differences)


def _repeats(article: Article, *, near: bool = True) -> Iterator[Finding]:
    """The blocks that print an earlier one again, and with ``near`` those that do so with changes."""
    passages = [Passage(article.span(block.start, block.end), n) for n, block in enumerate(article.blocks)]
    titles = [n for n, block in enumerate(article.blocks) if block.role == "headline"]
    for n, block in enumerate(article.blocks):
        earlier = None
        if block.repeats is not None:
            earlier = _first(article, n)
        elif near and (block.role in ("caption", "quote") or _CLOSED.search(passages[n].span.text)):
            earlier = _nearest([each for each in passages[:n] if each.block not in titles], passages[n])
        if earlier is not None:
            yield _repeat(passages[earlier].span, passages[n].span)


def _repeat(one: Span, other: Span) -> Finding:
    """Two blocks; the number before each picture of a gallery is none of what it says."""
    found = compared(one, other)
    counted = [each for each in found if each.type == "number" and each.copy.start == other.start]
    return Finding("repeat", one, other, tuple(each for each in found if each not in counted))


def _first(article: Article, n: int) -> int:
    """The block that a block prints again, by way of others."""
    while (earlier := article.blocks[n].repeats) is not None:
        n = earlier
    return n


def _nearest(earlier: Sequence[Passage], told: Passage) -> int | None:
    """The earlier passage that has nearly the same words, if any."""
    if len(told.stems) < SHORTEST or not told.is_prose:
        return None
    best, found = AGAIN, None
    for each in earlier:
        if len(each.keys & told.keys) < AGAIN * max(len(each.keys), len(told.keys)):
            continue
        like = likeness(each.stems, told.stems)
        if like.outer > best and like.ordered > AGAIN:
            best, found = like.outer, each.block
    return found


def _quotations(
    article: Article, statements: Sequence[Statement], known: Sequence[Finding]
) -> Iterator[Finding]:
    """What is quoted of one speaker twice, in other words."""
    quoted = [
        Passage(span, speaker=each.speaker.name)
        for each in statements
        if each.kind == "direct" and each.speaker.name
        for span in each.content
    ]
    pieces = [piece for each in quoted for piece in _pieces(article, each)]
    for n, told in enumerate(pieces):
        for earlier in pieces[:n]:
            if earlier.speaker == told.speaker and _is_altered(earlier, told):
                found = Finding("quotation", earlier.span, told.span)
                if not any(_covers(each, found) for each in known):
                    yield replace(found, differences=tuple(compared(earlier.span, told.span)))


def _pieces(article: Article, quoted: Passage) -> Iterator[Passage]:
    """The sentences of a quotation, each with its speaker."""
    for piece in _cut(article, quoted.block, quoted.span.start, quoted.span.end):
        if len(piece.stems) >= QUOTED and piece.is_prose:
            yield replace(piece, speaker=quoted.speaker)


def _is_altered(one: Passage, other: Passage) -> bool:
    """Are two quotations one, in other words?"""
    if one.span.end > other.span.start or one.asks != other.asks:
        return False
    like = alike(one, other)
    if (
        like is None
        or like.inner < INSIDE
        or like.shared < SHARED
        or like.ordered < ORDERED
        or like.run < RUN
    ):
        return False
    short, long = sorted(([stem.key for stem in each.stems] for each in (one, other)), key=len)
    return f" {' '.join(short)} " not in f" {' '.join(long)} "


def _covers(known: Finding, found: Finding) -> bool:
    """Does a finding say it already?"""
    return known.original is not None and any(
        _holds(known.copy, one) and _holds(known.original, other)
        for one, other in ((found.copy, found.original), (found.original, found.copy))
    )


def _holds(outer: Span, inner: Span | None) -> bool:
    return inner is not None and outer.start <= inner.start and inner.end <= outer.end


__all__ = ["Finding", "FindingKind", "check"]
