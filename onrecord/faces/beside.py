"""Two wordings on a screen: what changed the meaning first, then both texts side by side.

A wide screen has two columns, a narrow one and a file have one text above the other. Where there are no
styles, words that change the meaning stand in brackets.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from onrecord.faces.contrasts import Contrast, Row, kinds, sure, swaps
from onrecord.faces.phrasing import one_line
from onrecord.faces.terminal import STYLES, Line, write_lines
from onrecord.model import Difference, Span

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Parts = tuple[tuple[str, str], ...]
LABEL = 13  # columns of what stands before a line
WIDE = 110  # columns from which two fit side by side
WIDEST = 160
GAP = 3
CARET = "‸"  # where words were put in or left out
QUOTED = "These words stand in quotation marks: they were claimed to be verbatim."


@dataclass(frozen=True, slots=True)
class Beside:
    """Two texts that stand side by side; their labels stand over the ``first`` columns alone."""

    labels: tuple[str, str]
    texts: tuple[Parts, Parts]
    first: bool


def contrast_lines(found: Contrast, labels: tuple[str, str], *, brief: bool) -> Iterator[Line | Beside]:
    """What differs between two wordings."""
    yield from danger_lines(found)
    if found.harmless:
        yield _labelled("harmless", kinds(found.harmless), "about")
    if kept := swaps(found.harmless):
        yield _labelled("kept", " · ".join(kept), "about")
    if not brief and (found.differences or found.original.text != found.copy.text):
        yield from _rows(found, labels)


def danger_lines(found: Contrast) -> Iterator[Line]:
    """Each difference that changes the meaning, and why it does."""
    for each in found.dangerous:
        yield Line(
            ((f"{each.type:<{LABEL}}", "speaker"), (one_line(each.why), "words")),
            hanging=LABEL,
            aside=(sure(each), "sure"),
        )
        if found.is_quoted(each):
            yield Line(((QUOTED, "detail"),), LABEL)


def _labelled(label: str, words: str, style: str) -> Line:
    return Line(((f"{label:<{LABEL}}", "label"), (one_line(words), style)), hanging=LABEL)


def _rows(found: Contrast, labels: tuple[str, str]) -> Iterator[Line | Beside]:
    """The sentences that differ, and how many lie between them."""
    first = True
    for alike, rows in groupby(found.rows, key=lambda row: row.alike):
        group = list(rows)
        if alike:
            counted = "1 sentence" if len(group) == 1 else f"{len(group)} sentences"
            yield Line()
            yield Line(((f"… {counted} alike …", "about"),), LABEL)
            continue
        for row in group:
            yield Line()
            yield Beside(labels, _texts(found, row), first)
            first = False


def _texts(found: Contrast, row: Row) -> tuple[Parts, Parts]:
    differences = found.of_row(row)
    mine, theirs = (
        [(each, each.original) for each in differences],
        [(each, each.copy) for each in differences],
    )
    return (
        _parts(found.original.text, row.original, mine, "gone"),
        _parts(found.copy.text, row.copy, theirs, "new"),
    )


def _parts(
    text: str, place: tuple[int, int] | None, marks: Iterable[tuple[Difference, Span]], style: str
) -> Parts:
    """A stretch of text with the words marked that differ."""
    if place is None:
        return (("—", "about"),)
    at, parts = place[0], list[tuple[str, str]]()
    for found, span in sorted(marks, key=lambda each: each[1]):
        start, end = max(span.start, at), min(span.end, place[1])
        if start > end or span.end < place[0]:
            continue
        if start > at:
            parts.append((text[at:start], "words"))
        if found.meaning == "changed":
            marked = bool(parts) and parts[-1][1] == style and start == at
            parts.append((text[start:end] or CARET * (not marked), style))
        else:
            parts.append((text[start:end], "kept"))
        at = end
    parts.append((text[at : place[1]], "words"))
    shown = [(_safe(words), kind) for words, kind in parts if words]
    if shown and not shown[-1][0].strip():
        shown.pop()
    return tuple(shown)


def _safe(words: str) -> str:
    """Words on one line that are safe to show, with the spaces at their ends."""
    plain = one_line(words)
    if not plain:
        return " " * bool(words)
    return " " * words[0].isspace() + plain + " " * words[-1].isspace()


def write(shown: Iterable[Line | Beside], output: TextIO) -> None:
    """Lines and pairs of texts for the screen that ``output`` is, or plainly where it is none."""
    console = _console(output)
    wide = console is not None and console.width >= WIDE
    for is_pair, group in groupby(shown, key=lambda each: isinstance(each, Beside)):
        if is_pair and wide and console is not None:
            _print([each for each in group if isinstance(each, Beside)], console)
        else:
            write_lines((line for each in group for line in _above(each, console is None)), output)


def _console(output: TextIO) -> Console | None:
    """The screen; None where there is none, or one without styles."""
    if not output.isatty() or os.environ.get("TERM") in ("dumb", "unknown"):
        return None
    from rich.console import Console

    return Console(file=output, highlight=False, emoji=False, markup=False)


def _above(shown: Line | Beside, plain: bool) -> Iterator[Line]:
    """Two texts one above the other."""
    if isinstance(shown, Line):
        yield shown
        return
    for label, parts in zip(shown.labels, shown.texts, strict=True):
        words = _bracketed(parts) if plain else parts
        yield Line(((f"{label:<{LABEL}}", "label"), *words), hanging=LABEL)


def _bracketed(parts: Parts) -> Parts:
    return tuple((f"[{words}]" if style in ("gone", "new") else words, style) for words, style in parts)


def _print(pairs: Sequence[Beside], console: Console) -> None:
    """Two texts beside each other."""
    width = (min(WIDEST, console.width) - GAP) // 2
    for pair in pairs:
        columns = [
            _column(label * pair.first, parts, width, console)
            for label, parts in zip(pair.labels, pair.texts, strict=True)
        ]
        for n in range(max(map(len, columns))):
            left, right = (column[n] if n < len(column) else _blank() for column in columns)
            left.pad_right(max(0, width + GAP - left.cell_len))
            console.print(left + right, no_wrap=True, overflow="ignore", crop=False)


def _blank() -> Text:
    from rich.text import Text

    return Text()


def _column(label: str, parts: Parts, width: int, console: Console) -> list[Text]:
    from rich.text import Text

    text = Text.assemble(*((words, STYLES[style]) for words, style in parts))
    rows = list(text.wrap(console, width))
    for row in rows:
        row.rstrip()
    return [Text(label, STYLES["label"])] * bool(label) + rows
