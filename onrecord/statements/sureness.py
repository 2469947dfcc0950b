"""How sure the model is of the words of a span: the logarithms of the chances of their tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.model import Words

if TYPE_CHECKING:
    from onrecord.language.tags import SpanRole

LEAST = 1e-6  # no chance is nought: its logarithm would drown the other signs


@dataclass(frozen=True, slots=True)
class Segment:
    """The words ``start`` to ``end`` (exclusive) that the tags join to one span."""

    role: SpanRole
    start: int
    end: int


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
