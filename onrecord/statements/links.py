"""Which cue a piece of content belongs to, and which source a cue has.

The network's pointers know what words mean but are poor at distance; so each possible link is weighed
by the pointer together with where the two stand: which comes first, what lies between, how far apart
they are. The weights (a conditional logit; McFadden 1974) are fitted by ``training.calibrate``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.model import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.language.tags import SpanRole

LINK_SIGNS = (
    "pointer, mean over the words",
    "pointer of the first word",
    "stands before",
    "as many of its kind between, before",
    "as many of its kind between, behind",
    "as many of the asking kind between, before",
    "as many of the asking kind between, behind",
    "in the same block",
    "distance, before",
    "distance, behind",
    "next to it",
    "within three words",
    "within eight words",
    "none of them",
)
NEAR = (1, 3, 8)  # words
MANY = 3  # as many between are as good as more
LEAST = -12.0  # of a pointer's logarithm: what is out of the question need not be more so
BEFORE, NONE = LINK_SIGNS.index("stands before"), LINK_SIGNS.index("none of them")
ASKS_CUE, OFFERS_CUE, ASKS_SOURCE, OFFERS_SOURCE = range(4)  # rows of ``Words.vectors``
NO_CUE, NO_SOURCE = range(2)  # columns of ``Words.none``


@dataclass(frozen=True, slots=True)
class Segment:
    """The words ``start`` to ``end`` (exclusive) that the tags join to one span."""

    role: SpanRole
    start: int
    end: int


@dataclass(frozen=True)
class Links:
    """For each asking segment the number of the offered one that it belongs to (-1: none), and the
    logarithm of the chance of that.
    """

    to: list[int]
    sureness: list[float]


def to_cues(
    words: Words, contents: Sequence[Segment], cues: Sequence[Segment], weights: Sequence[float]
) -> Links:
    """The cue of each piece of content; every piece has one as long as there is any."""
    return _choose(cue_signs(words, contents, cues), weights)


def to_sources(
    words: Words, cues: Sequence[Segment], sources: Sequence[Segment], weights: Sequence[float]
) -> Links:
    """The source of each cue, or none."""
    return _choose(source_signs(words, cues, sources), weights)


def cue_signs(words: Words, contents: Sequence[Segment], cues: Sequence[Segment]) -> NDArray[np.float64]:
    """The signs of every possible link, float64 (contents, cues, signs)."""
    return _signs(words, contents, cues, ASKS_CUE)


def source_signs(words: Words, cues: Sequence[Segment], sources: Sequence[Segment]) -> NDArray[np.float64]:
    """The signs of every possible link, float64 (cues, sources + 1, signs); the last is "none"."""
    signs = _signs(words, cues, sources, ASKS_SOURCE, none=NO_SOURCE)
    signs[:, -1, 2:] = 0.0
    signs[:, -1, NONE] = 1.0
    return signs


def _choose(signs: NDArray[np.float64], weights: Sequence[float]) -> Links:
    asking, offered, _ = signs.shape
    if not offered:
        return Links([-1] * asking, [0.0] * asking)
    scores = signs @ np.array(weights)
    scores -= scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    best = scores.argmax(axis=1)
    is_none = signs[np.arange(asking), best, NONE] == 1.0
    return Links(np.where(is_none, -1, best).tolist(), scores.max(axis=1).tolist())


def _signs(
    words: Words,
    asking: Sequence[Segment],
    offered: Sequence[Segment],
    row: int,
    none: int | None = None,
) -> NDArray[np.float64]:
    extra = 0 if none is None else 1
    signs = np.zeros((len(asking), len(offered) + extra, len(LINK_SIGNS)))
    if not asking or not signs.shape[1]:
        return signs
    _add_pointers(signs, words, asking, offered, row, none)
    if offered:
        _add_places(signs[:, : len(offered)], words, asking, offered)
    return signs


def _add_pointers(
    signs: NDArray[np.float64],
    words: Words,
    asking: Sequence[Segment],
    offered: Sequence[Segment],
    row: int,
    none: int | None,
) -> None:
    starts, ends = _edges(asking)
    heads, _ = _edges(offered)
    sizes = ends - starts
    begins = np.cumsum(sizes) - sizes
    at = np.repeat(starts - begins, sizes) + np.arange(sizes.sum())
    scores = words.vectors[at, row] @ words.vectors[heads, row + 1].T
    if none is not None:
        scores = np.concatenate([scores, words.none[at, none, None]], axis=1)
    scores -= scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    signs[:, :, 0] = np.add.reduceat(scores, begins, axis=0) / sizes[:, None]
    signs[:, :, 1] = scores[begins]
    np.maximum(signs[:, :, :2], LEAST, out=signs[:, :, :2])


def _add_places(
    signs: NDArray[np.float64],
    words: Words,
    asking: Sequence[Segment],
    offered: Sequence[Segment],
) -> None:
    start, end = _edges(asking)
    begins, ends = _edges(offered)
    before = begins < start[:, None]
    behind = ~before
    gap = np.where(before, start[:, None] - ends, begins - end[:, None])
    numbers = np.arange(len(offered))
    between = np.where(
        before,
        np.searchsorted(begins, start)[:, None] - numbers - 1,
        numbers - np.searchsorted(begins, end)[:, None],
    )
    rivals = np.where(
        before,
        np.searchsorted(start, start)[:, None] - np.searchsorted(start, ends),
        np.searchsorted(start, begins) - np.searchsorted(start, end)[:, None],
    )
    between, rivals = np.minimum(between, MANY), np.minimum(rivals, MANY)
    distance = np.log1p(np.maximum(gap, 0))
    signs[:, :, BEFORE] = before
    signs[:, :, 3], signs[:, :, 4] = between * before, between * behind
    signs[:, :, 5], signs[:, :, 6] = rivals * before, rivals * behind
    signs[:, :, 7] = words.blocks[start][:, None] == words.blocks[begins]
    signs[:, :, 8], signs[:, :, 9] = distance * before, distance * behind
    for column, words_away in enumerate(NEAR, start=10):
        signs[:, :, column] = gap <= words_away


def _edges(segments: Sequence[Segment]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    starts = np.array([segment.start for segment in segments], dtype=np.intp)
    return starts, np.array([segment.end for segment in segments], dtype=np.intp)
