"""Two wordings with what was found to differ: which words changed, and where both stand beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from onrecord.faces.phrasing import one_line, percent
from onrecord.faces.sides import Side
from onrecord.model import Difference, Span
from onrecord.record import tokens
from onrecord.record.alignment import align
from onrecord.record.differences import compare, dangerous_first
from onrecord.record.excerpts import compare_excerpts
from onrecord.record.stems import stems
from onrecord.text import quotations

Range = tuple[int, int]
SHOWN = frozenset({"synonym", "expansion", "form", "typo"})  # harmless changes that are worth a look
LISTED = 12  # of them at the most
WORDS = 4  # of each side: longer ones are seen in the text


@dataclass(frozen=True)
class Contrast:
    """Two wordings and their differences, in the order of the original."""

    original: Side
    copy: Side
    differences: tuple[Difference, ...]

    @cached_property
    def dangerous(self) -> list[Difference]:
        """Those that change the meaning, the surest first."""
        return [each for each in dangerous_first(self.differences) if each.meaning == "changed"]

    @cached_property
    def harmless(self) -> list[Difference]:
        """The others."""
        return [each for each in self.differences if each.meaning == "kept"]

    @cached_property
    def rows(self) -> list[Row]:
        """Both texts in sentences, each beside its counterpart."""
        return list(_rows(self))

    @cached_property
    def _quoted(self) -> list[Range]:
        whole = [(0, len(self.copy.text))] * self.copy.is_quoted
        return whole + [(each.start, each.end) for each in quotations(self.copy.text) if each.closed]

    def is_quoted(self, found: Difference) -> bool:
        """Do the words of the copy stand in quotation marks, so that they are claimed to be verbatim?"""
        return any(start <= found.copy.start and found.copy.end <= end for start, end in self._quoted)

    def of_row(self, row: Row) -> list[Difference]:
        """The differences of a sentence: words put in or left out stand in the row that has them."""
        return [
            each
            for each in self.differences
            if (
                _touches(each.original, row.original) if each.original.text else _touches(each.copy, row.copy)
            )
        ]


@dataclass(frozen=True, slots=True)
class Row:
    """The places of a sentence on both sides; None where one has it alone. ``alike`` holds of those
    without a difference.
    """

    original: Range | None
    copy: Range | None
    alike: bool


def contrast(original: Side, copy: Side) -> Contrast:
    """Two sides compared; two statements as what may be a part of one another."""
    both = original.taken == copy.taken == "statement"
    found = compare_excerpts if both else compare
    return Contrast(original, copy, found(original.text, copy.text))


def _rows(found: Contrast) -> Iterator[Row]:
    one, other = tokens.read(found.original.text), tokens.read(found.copy.text)
    pairs = list(align(one, other)) if one.tokens and other.tokens else []
    if not pairs:
        yield Row((0, len(one.text)), (0, len(other.text)), not found.differences)
        return
    mine = _ends(one, [p.original.first for p in pairs if p.original.first < p.original.last])
    theirs = _ends(other, [p.copy.first for p in pairs if p.copy.first < p.copy.last])
    for pair in pairs:
        left = mine[pair.original.first] if pair.original.first < pair.original.last else None
        right = theirs[pair.copy.first] if pair.copy.first < pair.copy.last else None
        row = Row(left, right, alike=False)
        yield replace(row, alike=not found.of_row(row))


def _ends(text: tokens.Text, firsts: Sequence[int]) -> dict[int, Range]:
    """Where each sentence begins and ends, by its first word; all but the space between them."""
    order = sorted(set(firsts))
    places = [_opening(text.text, text.tokens[first].start) for first in order]
    places = [0, *places[1:], len(text.text)] if places else []
    ends = [len(text.text[: places[n + 1]].rstrip()) for n in range(len(order))]
    return {first: (places[n], ends[n]) for n, first in enumerate(order)}


def _opening(text: str, at: int) -> int:
    while at and not text[at - 1].isspace():
        at -= 1
    return at


def _touches(span: Span, place: Range | None) -> bool:
    return place is not None and span.start < place[1] and place[0] < span.end


def summary(found: Sequence[Contrast]) -> str:
    """How many differences there are of either kind."""
    changed = sum(len(each.dangerous) for each in found)
    kept = sum(len(each.harmless) for each in found)
    if not changed + kept:
        return "No difference."
    meaning = "1 change of meaning" if changed == 1 else f"{changed or 'No'} changes of meaning"
    return f"{meaning}, {kept or 'none'} harmless."


def kinds(found: Iterable[Difference]) -> str:
    """How many there are of each type: “3 synonym, 1 form”."""
    counted = Counter(each.type for each in found)
    return ", ".join(f"{number} {kind}" for kind, number in counted.most_common())


def swaps(found: Iterable[Difference]) -> list[str]:
    """The harmless changes in which words stand for other words: “explain → elucidate”."""
    shown = dict.fromkeys(
        f"{one_line(each.original.text)} → {one_line(each.copy.text)}"
        for each in found
        if each.type in SHOWN and _tells(each.original.text) and _tells(each.copy.text)
    )
    return list(shown)[:LISTED]


def _tells(words: str) -> bool:
    """Are they few words, and one of them more than an article or a preposition?"""
    return len(words.split()) <= WORDS and any(stem.is_content for stem in stems(words))


def sure(found: Difference) -> str:
    """How sure it is that the meaning changed."""
    return percent(found.confidence)


def side_json(side: Side) -> dict[str, Any]:
    """A side as plain values for JSON."""
    about = {"taken": side.taken, "source": side.source or None, "speaker": side.speaker}
    about |= {"headline": side.headline, "outlet": side.outlet, "published": side.published}
    return about | {"text": side.text}


def contrast_json(found: Contrast) -> dict[str, Any]:
    """A comparison as plain values for JSON, the differences that change the meaning first."""
    return {
        "original": side_json(found.original),
        "copy": side_json(found.copy),
        "changed": len(found.dangerous),
        "kept": len(found.harmless),
        "differences": [difference_json(found, each) for each in dangerous_first(found.differences)],
    }


def difference_json(found: Contrast, each: Difference, *, mine: int = 0, theirs: int = 0) -> dict[str, Any]:
    """A difference as plain values, its spans moved by so many characters."""
    return {
        "type": each.type,
        "meaning": each.meaning,
        "confidence": each.confidence,
        "why": each.why,
        "in_quotation": found.is_quoted(each),
        "original": _span(each.original, mine),
        "copy": _span(each.copy, theirs),
    }


def _span(span: Span, by: int) -> dict[str, Any]:
    return {"start": span.start + by, "end": span.end + by, "text": span.text}
