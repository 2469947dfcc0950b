"""A quotation and a shorter form of it: what was left out as a whole changes nothing that was kept.

Outlets print as much of a quotation as they have room for. A clause of which nothing is left says no more
what it said, so that a “not” in it is no “not” that was dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Difference, DifferenceType, Span
from onrecord.record.differences import compare

KEPT = 0.4  # share of the words of a clause that stand on the other side, if anything of it was kept
LEFT = 0.8  # how sure it is that a clause left out does no harm
_CLAUSE = re.compile(r"[^.!?;:,—–…\n]+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")

Range = tuple[int, int]


def compare_excerpts(original: str, copy: str) -> tuple[Difference, ...]:
    """The differences of two wordings either of which may be a part of the other."""
    found = compare(original, copy)
    taken = ([_place(each.original) for each in found], [_place(each.copy) for each in found])
    gone = list(_left_out(original, taken[0])), list(_left_out(copy, taken[1]))
    return tuple(_explained(each, gone) for each in found)


def _place(span: Span) -> Range:
    return span.start, span.end


def _left_out(text: str, taken: Sequence[Range]) -> Iterator[Range]:
    """The clauses of which the other side has nothing to speak of."""
    for clause in _CLAUSE.finditer(text):
        words = [word.span() for word in _WORD.finditer(text, *clause.span())]
        kept = [word for word in words if not any(start <= word[0] < end for start, end in taken)]
        if words and len(kept) < KEPT * len(words):
            yield clause.span()


def _explained(found: Difference, gone: tuple[Sequence[Range], Sequence[Range]]) -> Difference:
    """The difference; a danger that one side alone has, in a clause of its own, is a cut."""
    one, other = found.original, found.copy
    if found.meaning == "kept" or (one.text and other.text):
        return found
    kind: DifferenceType = "cut" if one.text else "added"
    span, places = (one, gone[0]) if one.text else (other, gone[1])
    if not any(start <= span.start and span.end <= end for start, end in places):
        return found
    why = f"“{span.text}” was {'left out' if one.text else 'put in'}, with its whole clause"
    return replace(found, type=kind, meaning="kept", confidence=LEFT, why=why)


__all__ = ["compare_excerpts"]
