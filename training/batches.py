"""From windows to padded batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.language.tags import TAGS
from training.windows import NOWHERE, Lesson


@dataclass(frozen=True)
class Batch:
    """b windows, padded to m pieces and k words.

    ``ids``, ``features`` int64 (b, m), ``mask`` bool (b, m); ``firsts`` int64 (b, k), the piece that
    begins each word; ``real`` bool (b, k), False is padding; ``begins`` bool (b, k), first of a block;
    ``tags`` int64 (b, k); ``cues`` and ``sources`` int64 (b, k): the word pointed at, k for "none of
    these", -1 for a word that points nowhere. ``taught`` float32 (b, k, tags): the tag scores that a
    teacher gave; ``is_taught`` bool (b, k): it gave any.
    """

    ids: Tensor
    features: Tensor
    mask: Tensor
    firsts: Tensor
    real: Tensor
    begins: Tensor
    tags: Tensor
    cues: Tensor
    sources: Tensor
    taught: Tensor
    is_taught: Tensor


def batches(found: Sequence[Lesson], size: int, draw: random.Random, *, pool: int = 20) -> Iterator[Batch]:
    """The lessons in random order, batches of like length together to save padding."""
    order = list(range(len(found)))
    draw.shuffle(order)
    groups: list[list[int]] = []
    for n in range(0, len(order), size * pool):
        near = sorted(order[n : n + size * pool], key=lambda i: len(found[i].input.ids))
        groups += [near[m : m + size] for m in range(0, len(near), size)]
    draw.shuffle(groups)
    for group in groups:
        yield batch([found[i] for i in group])


def batch(found: Sequence[Lesson]) -> Batch:
    """Lessons padded to one length; "none" points behind the last padded word."""
    length = max(len(each.input.ids) for each in found)
    words = max(len(each.tags) for each in found)
    table = {
        "ids": (length, [each.input.ids for each in found], 0),
        "features": (length, [each.input.features for each in found], 0),
        "mask": (length, [np.ones(len(each.input.ids), np.int64) for each in found], 0),
        "firsts": (words, [each.input.firsts for each in found], 0),
        "real": (words, [np.ones(len(each.tags), np.int64) for each in found], 0),
        "begins": (words, [each.begins.astype(np.int64) for each in found], 0),
        "tags": (words, [each.tags for each in found], 0),
        "cues": (words, [_none_last(each.cues, words) for each in found], NOWHERE),
        "sources": (words, [_none_last(each.sources, words) for each in found], NOWHERE),
    }
    padded = {name: _pad(rows, width, fill) for name, (width, rows, fill) in table.items()}
    for name in ("mask", "real", "begins"):
        padded[name] = padded[name].bool()
    taught = torch.zeros(len(found), words, len(TAGS))
    is_taught = torch.zeros(len(found), words, dtype=torch.bool)
    for row, each in enumerate(found):
        if each.taught is not None:
            taught[row, : len(each.taught)] = torch.from_numpy(each.taught)
            is_taught[row, : len(each.taught)] = True
    return Batch(**padded, taught=taught, is_taught=is_taught)


def _none_last(targets: NDArray[np.int64], words: int) -> NDArray[np.int64]:
    return np.where(targets == len(targets), words, targets)


def _pad(rows: Sequence[NDArray[np.int64]], width: int, fill: int) -> torch.Tensor:
    table = np.full((len(rows), width), fill, dtype=np.int64)
    for n, row in enumerate(rows):
        table[n, : len(row)] = row
    return torch.from_numpy(table)
