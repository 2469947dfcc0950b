"""From tagged and linked words to attributions.

Every attribution has one cue; each piece of content belongs to the cue that its words point at, and a
cue takes the source that it points at, or none. What it does not know: a statement without any cue.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.language.tags import SPAN_ROLES, TAGS, SpanRole
from onrecord.model import Article, Attribution, Span, Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

ASKS_CUE, OFFERS_CUE, ASKS_SOURCE, OFFERS_SOURCE = range(4)
REACH = 400  # words: how far a piece of content may stand from its cue
FAR = -1e4  # the affinity of two words that are out of each other's reach
LEAST = 1e-6  # no chance is nought: its logarithm would drown the other signs
SIGNS = (
    "always one",
    "sureness of the content",
    "sureness of its edges",
    "sureness of the cue",
    "sureness of the source",
    "no source",
    "sureness of the link to the cue",
    "sureness of the link to the source",
    "length of the content",
    "further pieces of content",
)


@dataclass(frozen=True, slots=True)
class Segment:
    """The words ``start`` to ``end`` (exclusive) that the tags join to one span."""

    role: SpanRole
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """The segments of one attribution, and the signs (see ``SIGNS``) of how sure the model is of it."""

    content: tuple[Segment, ...]
    cue: Segment
    source: Segment | None
    signs: tuple[float, ...]


def find(article: Article, words: Words, weights: Sequence[float]) -> tuple[Attribution, ...]:
    """The attributions of an article, in the order of their content.

    ``weights`` are the logistic weights of ``SIGNS``, for the confidence.
    """
    found = (attribution(article, words, each, weights) for each in candidates(words))
    return tuple(sorted(found, key=lambda each: each.content))


def attribution(
    article: Article, words: Words, candidate: Candidate, weights: Sequence[float]
) -> Attribution:
    """A candidate as spans of the article's text."""
    return Attribution(
        content=_spans(article, words, candidate.content),
        cue=_spans(article, words, [candidate.cue]),
        source=_spans(article, words, [candidate.source] if candidate.source else []),
        confidence=confidence(candidate.signs, weights),
    )


def candidates(words: Words) -> list[Candidate]:
    """The attributions that the words' tags and vectors give, in the order of their cues."""
    parts = segments(words.tags)
    cues = [part for part in parts if part.role == "cue"]
    contents = [part for part in parts if part.role == "content"]
    sources = [part for part in parts if part.role == "source"]
    if not cues or not contents:
        return []
    sure = Sureness(words)
    belongs, cue_chance = _points(words, contents, cues, ASKS_CUE, none=None)
    spoken, source_chance = _points(words, cues, sources, ASKS_SOURCE, none=1)
    mine: list[list[int]] = [[] for _ in cues]
    for m, n in enumerate(belongs):
        if n >= 0:
            mine[n].append(m)
    found = []
    for n, cue in enumerate(cues):
        if mine[n]:
            content = tuple(contents[m] for m in mine[n])
            source = sources[spoken[n]] if spoken[n] >= 0 else None
            links = (min(cue_chance[m] for m in mine[n]), source_chance[n])
            found.append(Candidate(content, cue, source, _signs(sure, content, cue, source, links)))
    return found


def confidence(signs: Sequence[float], weights: Sequence[float]) -> float:
    """The chance that an attribution is right end to end, from its signs (logistic regression)."""
    total = sum(sign * weight for sign, weight in zip(signs, weights, strict=True))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)


class Sureness:
    """The logarithms of the chances of the words' tags, ready to be averaged over spans."""

    def __init__(self, words: Words) -> None:
        logarithms = np.log(words.chances + LEAST)
        self.each: list[float] = logarithms.tolist()
        self.sums: list[float] = [0.0, *np.cumsum(logarithms, dtype=np.float64).tolist()]

    def of(self, segment: Segment) -> float:
        """The mean over a segment's words."""
        return (self.sums[segment.end] - self.sums[segment.start]) / (segment.end - segment.start)

    def of_edges(self, segment: Segment) -> float:
        """The lesser of a segment's first and last word."""
        return min(self.each[segment.start], self.each[segment.end - 1])


def _signs(
    sure: Sureness,
    content: Sequence[Segment],
    cue: Segment,
    source: Segment | None,
    links: tuple[float, float],
) -> tuple[float, ...]:
    return (
        1.0,
        min(map(sure.of, content)),
        min(map(sure.of_edges, content)),
        sure.of(cue),
        sure.of(source) if source else 0.0,
        0.0 if source else 1.0,
        *links,
        math.log(sum(part.end - part.start for part in content)),
        float(len(content) - 1),
    )


def segments(tags: NDArray[np.int8]) -> list[Segment]:
    """The spans that the tags spell, in reading order."""
    found: list[Segment] = []
    for n in np.flatnonzero(tags):
        where, role = TAGS[tags[n]].split("-")
        last = found[-1] if found else None
        if where == "I" and last and last.role == role and last.end == n:
            found[-1] = Segment(last.role, last.start, int(n) + 1)
        else:
            found.append(Segment(SPAN_ROLES[(int(tags[n]) - 1) // 2], int(n), int(n) + 1))
    return found


def _points(
    words: Words, asking: Sequence[Segment], offered: Sequence[Segment], row: int, none: int | None
) -> tuple[list[int], list[float]]:
    """For each asking segment the offered one that it points at (-1: none), and the logarithm of how
    surely: the mean over its words.
    """
    if not asking or not (offered or none is not None):
        return [-1] * len(asking), [0.0] * len(asking)
    sizes = [segment.end - segment.start for segment in asking]
    at = np.concatenate([np.arange(segment.start, segment.end) for segment in asking])
    heads = np.array([segment.start for segment in offered], dtype=np.intp)
    scores = words.vectors[at, row] @ words.vectors[heads, row + 1].T
    scores[np.abs(at[:, None] - heads) > REACH] = FAR
    if none is not None:
        scores = np.concatenate([scores, words.none[at, none, None]], axis=1)
    scores -= scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    means = np.add.reduceat(scores, starts, axis=0) / np.array(sizes)[:, None]
    best = means.argmax(axis=1)
    sure = np.take_along_axis(means, best[:, None], axis=1)[:, 0]
    lost = (best == len(offered)) | (sure <= FAR / 2)
    return np.where(lost, -1, best).tolist(), np.maximum(sure, math.log(LEAST)).tolist()


def _spans(article: Article, words: Words, parts: Sequence[Segment]) -> tuple[Span, ...]:
    return tuple(article.span(int(words.starts[part.start]), int(words.ends[part.end - 1])) for part in parts)
