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
    belongs, cue_chance = _points(words, contents, cues, ASKS_CUE, none=None)
    spoken, source_chance = _points(words, cues, sources, ASKS_SOURCE, none=1)
    found = []
    for n, cue in enumerate(cues):
        mine = np.flatnonzero(belongs == n)
        if not len(mine):
            continue
        content = tuple(contents[m] for m in mine)
        source = sources[spoken[n]] if spoken[n] >= 0 else None
        links = (float(cue_chance[mine].min()), float(source_chance[n]))
        found.append(Candidate(content, cue, source, _signs(words, content, cue, source, links)))
    return found


def confidence(signs: Sequence[float], weights: Sequence[float]) -> float:
    """The chance that an attribution is right end to end, from its signs (logistic regression)."""
    total = sum(sign * weight for sign, weight in zip(signs, weights, strict=True))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)


def _signs(
    words: Words,
    content: Sequence[Segment],
    cue: Segment,
    source: Segment | None,
    links: tuple[float, float],
) -> tuple[float, ...]:
    edges = [at for part in content for at in (part.start, part.end - 1)]
    return (
        1.0,
        min(_sureness(words, part.start, part.end) for part in content),
        _log(float(words.chances[edges].min())),
        _sureness(words, cue.start, cue.end),
        _sureness(words, source.start, source.end) if source else 0.0,
        0.0 if source else 1.0,
        _log(links[0]),
        _log(links[1]),
        math.log(sum(part.end - part.start for part in content)),
        float(len(content) - 1),
    )


def _sureness(words: Words, start: int, end: int) -> float:
    """The mean logarithm of the chances of the words' tags."""
    return float(np.log(words.chances[start:end] + LEAST).mean())


def _log(chance: float) -> float:
    return math.log(chance + LEAST)


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
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """For each asking segment the offered one that it points at (-1: none), and how surely."""
    heads = [segment.start for segment in offered]
    offers = words.vectors[heads, row + 1]
    chosen = np.full(len(asking), -1)
    chance = np.ones(len(asking))
    for n, segment in enumerate(asking):
        scores = words.vectors[segment.start : segment.end, row] @ offers.T
        distance = np.abs(np.array(heads) - segment.start) if heads else np.zeros(0)
        scores = np.where(distance > REACH, -np.inf, scores)
        if none is not None:
            nothing = words.none[segment.start : segment.end, none, None]
            scores = np.concatenate([scores, nothing], axis=1)
        if not scores.shape[1] or np.isinf(scores).all():
            continue
        logarithms = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
        mean = logarithms.mean(axis=0)
        best = int(mean.argmax())
        chosen[n] = best if best < len(offered) else -1
        chance[n] = np.exp(mean[best])
    return chosen, chance


def _spans(article: Article, words: Words, parts: Sequence[Segment]) -> tuple[Span, ...]:
    return tuple(article.span(int(words.starts[part.start]), int(words.ends[part.end - 1])) for part in parts)
