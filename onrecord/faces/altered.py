"""The html format of compare and check: one page, both texts beside each other, changed words marked.

It asks nothing of any other place and runs no script; on a phone the texts stand one above the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from onrecord.faces import checked
from onrecord.faces.beside import CARET, QUOTED
from onrecord.faces.contrasts import Contrast, Row, kinds, summary, sure, swaps
from onrecord.faces.marked import POLICY, safe
from onrecord.model import Difference, Reading, Span
from onrecord.record.checks import Finding

Labels = tuple[str, str]


def pair_page(found: Contrast) -> str:
    """Two wordings."""
    sides = "".join(
        f'<p class="about"><b>{label}</b> {safe(side.about)}</p>\n'
        for label, side in (("original", found.original), ("copy", found.copy))
    )
    body = f"{sides}{_contrast(found, ('original', 'copy'))}"
    return _page(summary([found]), f'<section class="reading">\n{body}</section>\n')


def saying_page(found: Sequence[Contrast]) -> str:
    """All wordings of a saying against the earliest."""
    parts = []
    for each in sorted(found, key=lambda each: -len(each.dangerous)):
        about = f'<p class="about"><b>{safe(each.copy.about)}</b></p>\n'
        same = "" if each.differences else '<p class="notice">Word for word the same.</p>\n'
        parts.append(
            f'<section class="reading">\n{about}{same}{_contrast(each, ("earliest", "here"))}</section>\n'
        )
    first = f'<p class="about">earliest: {safe(found[0].original.about)}</p>\n' if found else ""
    return _page(summary(found), first + "".join(parts))


def check_page(found: Sequence[tuple[Reading, Sequence[Finding]]]) -> str:
    """What was found in pages."""
    every = [each for _, these in found for each in these]
    return _page(checked.verdict(every), "".join(_reading(*each) for each in found))


def _reading(reading: Reading, found: Sequence[Finding]) -> str:
    article = reading.article
    if article is None:
        text = "This page has no article." if reading.error is None else reading.error.message
        return f'<section class="reading"><p class="problem">{safe(text)}</p></section>\n'
    parts = [f'<h2 class="text headline" dir="auto">{safe(article.headline or "Without a headline")}</h2>\n']
    parts.append(f'<p class="about">{safe(checked.about(article, reading.page.source))}</p>\n')
    shown = [each for each in found if each.dangerous or each.kind in checked.SHOWN]
    parts += [*map(_finding, sorted(shown, key=checked.order)), _again(found)]
    parts.append(f'<p class="about"><b>{safe(checked.verdict(found))}</b></p>\n')
    return f'<section class="reading">\n{"".join(parts)}</section>\n'


def _finding(found: Finding) -> str:
    name = "changed" if found.dangerous else "kept"
    head = f'<h3 class="{name}">{checked.NAMES[found.kind]} <small>{safe(checked.said(found))}</small></h3>\n'
    contrast = checked.of_finding(found)
    return head + (_contrast(contrast, checked.labels(found)) if contrast else "")


def _again(found: Sequence[Finding]) -> str:
    rows = "".join(
        f"<li>{safe(words)} <small>{safe(checked.counted(these))}</small></li>\n"
        for words, these in checked.again(found).items()
    )
    head = "<h3>Printed again <small>no change of meaning was found</small></h3>"
    return f"{head}\n<ul>\n{rows}</ul>\n" if rows else ""


def _contrast(found: Contrast, labels: Labels) -> str:
    cards = "".join(_card(found, each) for each in found.dangerous)
    kept = " · ".join(swaps(found.harmless))
    harmless = f'<p class="notice">harmless: {safe(kinds(found.harmless))}' if found.harmless else ""
    harmless += (f"<br>{safe(kept)}" if kept else "") + ("</p>\n" if harmless else "")
    rows = "".join(_row(found, row, labels) for row in found.rows) if found.differences else ""
    return f'{cards}{harmless}<div class="texts">\n{rows}</div>\n'


def _card(found: Contrast, each: Difference) -> str:
    quoted = f"<p>{safe(QUOTED)}</p>" if found.is_quoted(each) else ""
    return (
        f'<div class="note changed"><p><b>{each.type}</b> {safe(each.why)}</p>{quoted}'
        f'<span class="sure">{safe(sure(each))}</span></div>\n'
    )


def _row(found: Contrast, row: Row, labels: Labels) -> str:
    differences = found.of_row(row)
    mine, theirs = (
        [(each, each.original) for each in differences],
        [(each, each.copy) for each in differences],
    )
    one = _side(found.original.text, row.original, mine, labels[0], "gone")
    other = _side(found.copy.text, row.copy, theirs, labels[1], "new")
    alike = " alike" if row.alike else ""
    return f'<div class="pair{alike}">\n{one}{other}</div>\n'


def _side(
    text: str,
    place: tuple[int, int] | None,
    marks: Iterable[tuple[Difference, Span]],
    label: str,
    name: str,
) -> str:
    words = "" if place is None else marked(text, place, marks, name)
    return f'<p class="text" dir="auto"><span class="label">{label}</span> {words or "—"}</p>\n'


def marked(text: str, place: tuple[int, int], marks: Iterable[tuple[Difference, Span]], name: str) -> str:
    """A stretch of text, the words marked that differ."""
    at, parts = place[0], list[str]()
    for found, span in sorted(marks, key=lambda each: each[1]):
        start, end = max(span.start, at), min(span.end, place[1])
        if start > end or span.end < place[0]:
            continue
        changed = found.meaning == "changed"
        words = text[start:end] or CARET * (changed and not (parts and start == at and "<mark" in parts[-1]))
        if start > at:
            parts.append(safe(text[at:start]))
        if words:
            parts.append(f'<mark class="{name if changed else "kept"}">{safe(words)}</mark>')
        at = end
    return ("".join(parts) + safe(text[at : place[1]])).strip()


def _page(title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{safe(POLICY)}">
<title>Changed words</title>
<style>
{_style()}</style>
</head>
<body>
<header class="top"><strong>{safe(title)}</strong>
<mark class="gone">changes the meaning</mark> <mark class="new">to this</mark>
<mark class="kept">harmless</mark></header>
<main>
{body}</main>
</body>
</html>
"""


@cache
def _style() -> str:
    data = files("onrecord.faces") / "data"
    return "".join((data / f"{name}.css").read_text(encoding="utf-8") for name in ("page", "altered"))
