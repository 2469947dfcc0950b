"""Which cue a piece of content belongs to, and which source a cue has.

The network's pointers know what words mean but are poor at distance; so each possible link is weighed
by the pointer together with where the two stand: which comes first, what lies between, how far apart
they are. "None of them" is weighed by how sure the model is of the span that asks: a piece of content
that belongs to no cue was mostly tagged in error. The weights (a conditional logit; McFadden 1974) are
fitted by ``training.calibrate``.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.model import Words
from onrecord.statements.sureness import Segment, Sureness

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    "none, sureness of what asks",
    "none, sureness of its edges",
    "none, length of it",
)
NEAR = (1, 3, 8)  # words
MANY = 3  # as many between are as good as more
LEAST = -12.0  # of a pointer's logarithm: what is out of the question need not be more so
BEFORE, NONE = LINK_SIGNS.index("stands before"), LINK_SIGNS.index("none of them")
ASKS_CUE, OFFERS_CUE, ASKS_SOURCE, OFFERS_SOURCE = range(4)  # rows of ``Words.vectors``
NO_CUE, NO_SOURCE = range(2)  # columns of ``Words.none``


@dataclass(frozen=True)
class Links:
    """For each asking segment the number of the offered one that it belongs to (-1: none), and the
    logarithm of the chance of that.
    """

    to: list[int]
    sureness: list[float]


def to_cues(
    words: Words,
    contents: Sequence[Segment],
    cues: Sequence[Segment],
    weights: Sequence[float],
    *,
    said: Collection[int] = (),
) -> Links:
    """The cue of each piece of content, or none. What stands in the blocks numbered in ``said`` is
    somebody's words for sure: it has a cue as long as there is any.
    """
    scores = cue_signs(words, contents, cues) @ np.array(weights)
    if cues and said:
        sure = [n for n, content in enumerate(contents) if int(words.blocks[content.start]) in said]
        scores[sure, -1] = -np.inf
    return _choose(scores)


def to_sources(
    words: Words, cues: Sequence[Segment], sources: Sequence[Segment], weights: Sequence[float]
) -> Links:
    """The source of each cue, or none."""
    return _choose(source_signs(words, cues, sources) @ np.array(weights))


def cue_signs(words: Words, contents: Sequence[Segment], cues: Sequence[Segment]) -> NDArray[np.float64]:
    """The signs of every possible link, float64 (contents, cues + 1, signs); the last is "none".

    The pointer has no say in "none": it learned to say it of content whose cue stands in another window.
    """
    signs = _signs(words, contents, cues, ASKS_CUE, NO_CUE)
    signs[:, -1, :2] = 0.0
    return signs


def source_signs(words: Words, cues: Sequence[Segment], sources: Sequence[Segment]) -> NDArray[np.float64]:
    """The signs of every possible link, float64 (cues, sources + 1, signs); the last is "none"."""
    return _signs(words, cues, sources, ASKS_SOURCE, NO_SOURCE)


def _choose(scores: NDArray[np.float64]) -> Links:
    """The likeliest link of each row of ``scores`` (asking, offered + 1); the last is "none"."""
    scores = scores - scores.max(axis=1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    best, none = scores.argmax(axis=1), scores.shape[1] - 1
    return Links(np.where(best == none, -1, best).tolist(), scores.max(axis=1).tolist())


def _signs(
    words: Words, asking: Sequence[Segment], offered: Sequence[Segment], row: int, none: int
) -> NDArray[np.float64]:
    signs = np.zeros((len(asking), len(offered) + 1, len(LINK_SIGNS)))
    if asking:
        _add_pointers(signs, words, asking, offered, row, none)
        _add_none(signs[:, -1], words, asking)
    if asking and offered:
        _add_places(signs[:, :-1], words, asking, offered)
    return signs


def _add_none(signs: NDArray[np.float64], words: Words, asking: Sequence[Segment]) -> None:
    sure = Sureness(words)
    signs[:, NONE] = 1.0
    signs[:, NONE + 1 :] = [
        (sure.of(each), sure.of_edges(each), math.log(each.end - each.start)) for each in asking
    ]


def _add_pointers(
    signs: NDArray[np.float64],
    words: Words,
    asking: Sequence[Segment],
    offered: Sequence[Segment],
    row: int,
    none: int,
) -> None:
    starts, ends = _edges(asking)
    heads, _ = _edges(offered)
    sizes = ends - starts
    begins = np.cumsum(sizes) - sizes
    at = np.repeat(starts - begins, sizes) + np.arange(sizes.sum())
    pointed = words.vectors[at, row] @ words.vectors[heads, row + 1].T
    scores = np.concatenate([pointed, words.none[at, none, None]], axis=1)
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
