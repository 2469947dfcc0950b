"""Who is who: people as a pure function of the judgements that stand.

A person's judgement outranks a rule's, a rule's a model's. At equal rank “different” goes first. A “same”
that would join what is held apart is not applied but given back as a conflict, for somebody to decide.
The order in which judgements were made does not matter, and taking one away undoes it exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.model import Judge, Judgement

RANKS: tuple[Judge, ...] = ("person", "rule", "model")


@dataclass
class Identities:
    """Groups of nodes that are one speaker, and pairs of groups that are not.

    A node of which nothing was judged is a group of its own.
    """

    conflicts: list[Judgement] = field(default_factory=list)
    _groups: dict[str, frozenset[str]] = field(default_factory=dict)
    _apart: set[tuple[str, str]] = field(default_factory=set)

    def group(self, node: str) -> frozenset[str]:
        """All nodes that are the same speaker as this one, itself among them."""
        return self._groups.get(node, frozenset([node]))

    @property
    def groups(self) -> set[frozenset[str]]:
        """All groups of two nodes or more."""
        return set(self._groups.values())

    def are_same(self, one: str, other: str) -> bool:
        """Are two nodes judged to be one speaker?"""
        return other in self.group(one)

    def are_apart(self, one: str, other: str) -> bool:
        """Are two nodes judged to be two speakers, themselves or by those who are the same as they?"""
        return bool(self._apart) and any(
            (a, b) in self._apart for a in self.group(one) for b in self.group(other)
        )

    def _hold_apart(self, row: Judgement) -> None:
        if not self.are_same(row.left, row.right):  # else whoever joined them has a higher rank
            self._apart |= {(row.left, row.right), (row.right, row.left)}

    def _join(self, row: Judgement) -> None:
        if self.are_apart(row.left, row.right):
            self.conflicts.append(row)
            return
        whole = self.group(row.left) | self.group(row.right)
        self._groups.update(dict.fromkeys(whole, whole))


def identities(judgements: Iterable[Judgement]) -> Identities:
    """Who is who by all judgements that were not withdrawn."""
    made = Identities()
    standing = sorted((row for row in judgements if row.withdrawn is None), key=_order)
    for rank in RANKS:
        rows = [row for row in standing if row.by == rank]
        for row in _of(rows, "different"):
            made._hold_apart(row)
        for row in _of(rows, "same"):
            made._join(row)
    return made


def _of(rows: Sequence[Judgement], verdict: str) -> list[Judgement]:
    return [row for row in rows if row.verdict == verdict]


def _order(row: Judgement) -> tuple[float, str, str, str]:
    """The surest first, then by what is judged: never by when."""
    low, high = sorted((row.left, row.right))
    return (-(1.0 if row.score is None else row.score), low, high, row.id)
