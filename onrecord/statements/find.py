"""From tagged and linked words to attributions.

Every attribution has one cue; each piece of content belongs to the cue that its words point at, and a
cue takes the source that it points at, or none. What it does not know: a statement without any cue.
"""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Segment:
    """The words ``start`` to ``end`` (exclusive) that the tags join to one span."""

    role: SpanRole
    start: int
    end: int


def find(article: Article, words: Words) -> tuple[Attribution, ...]:
    """The attributions of an article, in the order of their content."""
    parts = segments(words.tags)
    cues = [part for part in parts if part.role == "cue"]
    contents = [part for part in parts if part.role == "content"]
    sources = [part for part in parts if part.role == "source"]
    if not cues or not contents:
        return ()
    belongs, cue_chance = _points(words, contents, cues, ASKS_CUE, none=None)
    spoken, source_chance = _points(words, cues, sources, ASKS_SOURCE, none=1)
    found = []
    for n, cue in enumerate(cues):
        mine = [m for m in range(len(contents)) if belongs[m] == n]
        if not mine:
            continue
        pieces = [contents[m] for m in mine]
        source = [sources[spoken[n]]] if spoken[n] >= 0 else []
        links = min(float(cue_chance[mine].min()), float(source_chance[n]))
        chance = _confidence(words, [*pieces, cue, *source], links)
        found.append(
            Attribution(
                content=_spans(article, words, pieces),
                cue=_spans(article, words, [cue]),
                source=_spans(article, words, source),
                confidence=chance,
            )
        )
    return tuple(sorted(found, key=lambda each: each.content))


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


def _confidence(words: Words, parts: Sequence[Segment], links: float) -> float:
    least = min(float(words.chances[part.start : part.end].mean()) for part in parts)
    return round(least * links, 3)


def _spans(article: Article, words: Words, parts: Sequence[Segment]) -> tuple[Span, ...]:
    return tuple(article.span(int(words.starts[part.start]), int(words.ends[part.end - 1])) for part in parts)
