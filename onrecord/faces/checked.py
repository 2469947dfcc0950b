"""What was found in one page: does its headline say what its text says, and what is printed twice?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from onrecord.faces.beside import Beside, contrast_lines
from onrecord.faces.contrasts import Contrast, difference_json, swaps
from onrecord.faces.findings import shortened
from onrecord.faces.phrasing import day, one_line
from onrecord.faces.sides import Side
from onrecord.faces.terminal import INDENT, Line
from onrecord.model import Article, Reading, Span
from onrecord.record.checks import Finding

NAMES = {
    "headline": "Headline",
    "standfirst": "Standfirst",
    "caption": "Caption",
    "quote": "Quote box",
    "repeat": "Printed twice",
    "quotation": "Quoted twice",
}
LISTED = 12  # passages printed again word for word that are listed
NOT_RETOLD = "no sentence was found that it retells"
SHOWN = frozenset({"headline", "quotation"})  # what is shown even where the meaning is kept
TRIVIAL = frozenset({"typography"})


def lines(found: Sequence[tuple[Reading, Sequence[Finding]]], *, brief: bool) -> Iterator[Line | Beside]:
    """What was found in pages, one behind the other."""
    shown = [each for each in found if each[0].article is not None]
    for n, (reading, findings) in enumerate(shown):
        yield from [Line(), Line()] * bool(n)
        yield from _page_lines(reading, findings, brief)


def _page_lines(reading: Reading, found: Sequence[Finding], brief: bool) -> Iterator[Line | Beside]:
    """What was found in a page, what changes the meaning first."""
    article = reading.article
    if article is None:
        return
    yield Line(((one_line(article.headline or "Without a headline"), "headline"),))
    yield Line(((about(article, reading.page.source), "about"),))
    for each in sorted(found, key=order):
        if each.dangerous or each.kind in SHOWN:
            yield Line()
            yield from _finding(each, brief)
    yield from _again(found)
    yield Line()
    yield Line(((verdict(found), "headline"),))


def order(found: Finding) -> tuple[bool, bool]:
    """What changes the meaning first, then the headline."""
    return not found.dangerous, found.kind != "headline"


def about(article: Article, source: str) -> str:
    """Where a page stands, in a line."""
    parts = [article.outlet, article.published and day(article.published)]
    parts.append("standard input" if source == "-" else source)
    return " · ".join(one_line(part) for part in parts if part)


def is_same(found: Finding) -> bool:
    """Is it printed again word for word, but for marks, capitals and spaces?"""
    return found.kind == "repeat" and all(each.type in TRIVIAL for each in found.differences)


def _finding(found: Finding, brief: bool) -> Iterator[Line | Beside]:
    contrast = of_finding(found)
    yield Line(((NAMES[found.kind], "speaker"), (f"  {said(found)}", "does" if found.dangerous else "about")))
    if contrast is not None:
        yield from contrast_lines(contrast, labels(found), brief=brief)


def said(found: Finding) -> str:
    """What a finding comes to, in a few words."""
    if found.original is None:
        return NOT_RETOLD
    if found.kind == "repeat":
        return "with a change of meaning" if found.dangerous else "with harmless changes"
    if found.kind == "quotation":
        return "with a change of meaning" if found.dangerous else "in other words"
    return "changes what the text says" if found.dangerous else "no change of meaning was found"


def labels(found: Finding) -> tuple[str, str]:
    """What the two sides are called."""
    return ("first", "then") if found.kind in ("repeat", "quotation") else ("text", NAMES[found.kind].lower())


def of_finding(found: Finding) -> Contrast | None:
    """A finding as two wordings, each with its own offsets; None where it has one side."""
    if found.original is None:
        return None
    one, other = found.original.start, found.copy.start
    differences = tuple(
        replace(each, original=_back(each.original, one), copy=_back(each.copy, other))
        for each in found.differences
    )
    original, copy = (
        Side(span.text, "words", is_quoted=found.kind == "quotation") for span in (found.original, found.copy)
    )
    return Contrast(original, copy, differences)


def _back(span: Span, by: int) -> Span:
    return Span(span.start - by, span.end - by, span.text)


def again(found: Sequence[Finding]) -> dict[str, list[Finding]]:
    """What is printed again without a change of meaning, by its words, each with how it first stood."""
    printed: dict[str, list[Finding]] = {}
    for each in found:
        if each.kind == "repeat" and not each.dangerous and each.original is not None:
            key = each.original.text if is_same(each) else each.copy.text
            printed.setdefault(one_line(key), []).append(each)
    return printed


def counted(found: Sequence[Finding]) -> str:
    """How often a passage is printed, and whether with changes."""
    number = len(found) + is_same(found[0])
    times = {1: "once more", 2: "twice"}.get(number, f"{number} times")
    return times if is_same(found[0]) else f"{times}, with harmless changes"


def _again(found: Sequence[Finding]) -> Iterator[Line]:
    every = again(found)
    if every:
        yield Line()
        yield Line((("Printed again", "speaker"), ("  no change of meaning was found", "about")))
    for words, these in list(every.items())[:LISTED]:
        yield Line(((shortened(words), "words"),), INDENT)
        contrast = of_finding(these[0])
        kept = [] if contrast is None else swaps(contrast.harmless)
        yield Line(((" · ".join([counted(these), *kept]), "about"),), INDENT)
    if len(every) > LISTED:
        yield Line(((f"and {len(every) - LISTED} more: --format json", "about"),), INDENT)


def verdict(found: Sequence[Finding]) -> str:
    """What a page comes to, in a line."""
    changed = sum(len(each.dangerous) for each in found)
    meaning = "1 change of meaning" if changed == 1 else f"{changed or 'No'} changes of meaning"
    again = sum(each.kind in ("repeat", "quotation") for each in found)
    printed = "1 passage printed again" if again == 1 else f"{again or 'no'} passages printed again"
    return f"{meaning}; {printed}."


def page_json(reading: Reading, found: Sequence[Finding]) -> dict[str, Any]:
    """What was found in a page as plain values for JSON."""
    article = reading.article
    about = {"source": reading.page.source, "article": article and article.id}
    about |= {"headline": article and article.headline, "outlet": article and article.outlet}
    error = reading.error and {
        "kind": reading.error.kind,
        "message": reading.error.message,
        "hint": reading.error.hint,
    }
    return about | {
        "error": error,
        "changed": sum(len(each.dangerous) for each in found),
        "findings": [_json(each) for each in sorted(found, key=order)],
    }


def _json(found: Finding) -> dict[str, Any]:
    contrast, original = of_finding(found), found.original
    differences: list[dict[str, Any]] = []
    if contrast is not None and original is not None:
        every = [*contrast.dangerous, *contrast.harmless]
        places = {"mine": original.start, "theirs": found.copy.start}
        differences = [difference_json(contrast, each, **places) for each in every]
    return {
        "kind": found.kind,
        "of": "headline" if found.is_apart else "text",
        "original": original and _span(original),
        "copy": _span(found.copy),
        "differences": differences,
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}
