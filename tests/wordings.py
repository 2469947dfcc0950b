"""Pairs of wordings of our own in ``wordings.tsv``, and the words that hold their changes of meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Difference

PATH = Path(__file__).parent / "wordings.tsv"


@dataclass(frozen=True)
class Wanted:
    """A change of meaning: its type, and words that it holds on either side."""

    type: str
    words: tuple[frozenset[str], frozenset[str]]

    def is_met_by(self, found: Difference) -> bool:
        """Is a difference of this type, and does it hold one of the words?"""
        sides = zip(self.words, (found.original.text, found.copy.text), strict=True)
        return found.type == self.type and any(not words.isdisjoint(words_of(text)) for words, text in sides)


def words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w.'’%]*\w|%", text.lower()))


def pairs() -> list[tuple[str, str, tuple[Wanted, ...]]]:
    """An original, a copy, and the changes of meaning between them."""
    rows = [line.split("\t") for line in PATH.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(original, copy, tuple(_wanted(told))) for original, copy, told in rows]


def _wanted(told: str) -> list[Wanted]:
    found: list[Wanted] = []
    for each in told.split(" | ") if told != "-" else ():
        kind, _, words = each.partition(": ")
        one, _, other = words.partition("=>")
        found.append(Wanted(kind, (words_of(one), words_of(other))))
    return found
