"""A comparison in lines for a person: of a pair, or of all wordings of a saying with the earliest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.faces.beside import Beside, contrast_lines
from onrecord.faces.contrasts import Contrast, contrast_json, summary
from onrecord.faces.phrasing import one_line
from onrecord.faces.terminal import INDENT, Line

if TYPE_CHECKING:
    from onrecord.store.sayings import Told

SIDES = ("original", "copy")
FIRST = "The earliest, with which the others are compared; those without a date count as later."


def pair_lines(found: Contrast, *, brief: bool) -> Iterator[Line | Beside]:
    """Two sides, as what each was taken, and where they part."""
    for label, side in zip(SIDES, (found.original, found.copy), strict=True):
        yield Line(((f"{label:<13}", "label"), (side.about, "words")), hanging=13)
    yield Line()
    yield from contrast_lines(found, SIDES, brief=brief)
    if found.differences:
        yield Line()
    yield _summary([found])


def saying_lines(told: Told, found: Sequence[Contrast], *, brief: bool) -> Iterator[Line | Beside]:
    """All wordings of a saying: the earliest, and who changed what of it, those that change most first."""
    if not found:
        yield Line(((f"Saying {told.id} is printed once: there is nothing to compare.", "label"),))
        return
    first = found[0].original
    yield Line(((first.about, "speaker"),))
    yield Line(((one_line(first.text), "words"),), INDENT)
    yield Line(((FIRST, "detail"),), INDENT)
    for each in sorted(found, key=lambda each: -len(each.dangerous)):
        yield Line()
        yield Line(((each.copy.about, "speaker"),), hanging=INDENT)
        if not each.differences:
            yield Line((("word for word the same", "about"),), INDENT)
        yield from contrast_lines(each, ("earliest", "here"), brief=brief)
    yield Line()
    yield _summary(found)


def saying_json(told: Told, found: Sequence[Contrast]) -> dict[str, Any]:
    """All wordings of a saying against the earliest, as plain values for JSON."""
    return {"saying": told.id, "comparisons": [contrast_json(each) for each in found]}


def _summary(found: Sequence[Contrast]) -> Line:
    return Line(((summary(found), "headline"),))
