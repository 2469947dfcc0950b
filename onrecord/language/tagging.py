"""From the scores of single words to the best sequence of tags (Viterbi), each block by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.language.tags import TAGS

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Transitions:
    """``steps`` float32 (tags, tags): the score of going from one tag to another; ``first`` float32
    (tags,): of beginning a block with it.
    """

    steps: NDArray[np.float32]
    first: NDArray[np.float32]

    def eager(self, bonus: float) -> Transitions:
        """The same with a bonus for beginning a span: more are found, and more of them wrongly."""
        begins = np.array([tag.startswith("B-") for tag in TAGS], dtype=np.float32) * bonus
        return Transitions((self.steps + begins).astype(np.float32), (self.first + begins).astype(np.float32))


def best_tags(
    scores: NDArray[np.float32], blocks: NDArray[np.int32], transitions: Transitions
) -> NDArray[np.int8]:
    """The best tag of each word, int8 (n,), from ``scores`` (n, tags) and each word's block (n,).

    All blocks are walked at once, one word of each at a step: an article of a thousand words takes
    as many steps as its longest block has words.
    """
    if not len(blocks):
        return np.zeros(0, dtype=np.int8)
    begins = np.flatnonzero(np.diff(blocks, prepend=blocks[0] - 1))
    lengths = np.diff(np.append(begins, len(blocks)))
    order = np.argsort(-lengths, kind="stable")
    begins, lengths = begins[order], lengths[order]
    # alive[t] blocks, the longest ones, still have a word at step t.
    alive = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
    best = transitions.first + scores[begins]
    back = np.zeros((lengths[0], len(begins), scores.shape[1]), dtype=np.int8)
    into = np.ascontiguousarray(transitions.steps.T)
    for t in range(1, int(lengths[0])):
        n = alive[t]
        through = best[:n, None, :] + into
        back[t, :n] = through.argmax(axis=2)
        best[:n] = through.max(axis=2) + scores[begins[:n] + t]
    tags = np.zeros(len(blocks), dtype=np.int8)
    current = best.argmax(axis=1).astype(np.int8)
    every = np.arange(len(begins))
    for t in range(int(lengths[0]) - 1, -1, -1):
        n = alive[t]
        tags[begins[:n] + t] = current[:n]
        if t:
            current[:n] = back[t, every[:n], current[:n]]
    return tags


def chances(scores: NDArray[np.float32], tags: NDArray[np.int8]) -> NDArray[np.float32]:
    """How likely each word's tag is by its own scores alone (softmax), float32 (n,)."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    picked = np.take_along_axis(shifted, tags[:, None].astype(np.intp), axis=1)[:, 0]
    return np.asarray(picked / shifted.sum(axis=1), dtype=np.float32)
