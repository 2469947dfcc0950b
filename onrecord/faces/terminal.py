"""The text format: an article's headline, and under it who said what, as a person reads it.

``write_text`` writes plain lines for files and pipes; ``write_terminal`` lays the same lines out for a
screen: wrapped to its width and, where it can show them, in colours. Both show one reading at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from onrecord.faces.phrasing import day, described, does, joined, one_line, percent, printed, reason, who
from onrecord.model import Article, Reading, Statement

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

INDENT = 4
MEASURE = 92  # columns; longer lines than a book's are hard to read, however wide the screen
UNSURE = 0.5
NAMED = 5  # speakers listed under the headline
STYLES = {
    "headline": "bold",
    "about": "dim",
    "speaker": "bold",
    "does": "cyan",
    "words": "",
    "label": "dim",
    "detail": "italic dim",
    "sure": "dim",
    "unsure": "yellow",
    "rule": "dim",
    "gone": "bold underline red",
    "new": "bold underline green",
    "kept": "dim",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line before it is wrapped, in styled parts.

    ``hanging`` is how far wrapped lines stand in; ``aside`` stands at the right edge.
    """

    parts: tuple[tuple[str, str], ...] = ()
    indent: int = 0
    hanging: int = 0
    aside: tuple[str, str] | None = None


def write_text(readings: Iterable[Reading], output: TextIO) -> None:
    """Write every reading as plain text: no colours, no wrapping; flushed page by page."""
    shown = 0
    for reading in readings:
        if reading.article is None:
            continue
        text = "".join(_plain(line) + "\n" for line in lines(reading))
        output.write("\n\n" * bool(shown) + text)
        output.flush()
        shown += 1


def write_terminal(readings: Iterable[Reading], output: TextIO) -> None:
    """Write every reading for the screen that ``output`` is."""
    from rich.console import Console

    console = Console(file=output, highlight=False, emoji=False, markup=False)
    width = min(MEASURE, console.width)
    for reading in readings:
        if reading.article is None:
            continue
        console.print()
        _print(lines(reading, rule=width), width, console)
        console.print()
        output.flush()


def write_lines(shown: Iterable[Line], output: TextIO) -> None:
    """Write lines for the screen that ``output`` is, or plainly where it is none."""
    if not output.isatty():
        output.writelines(_plain(line) + "\n" for line in shown)
        return
    from rich.console import Console

    console = Console(file=output, highlight=False, emoji=False, markup=False)
    _print(shown, min(MEASURE, console.width), console)


def _print(shown: Iterable[Line], width: int, console: Console) -> None:
    for line in shown:
        for row in _rows(line, width, console):
            console.print(row, no_wrap=True, overflow="ignore", crop=False)


def lines(reading: Reading, *, rule: int = 0) -> Iterator[Line]:
    """The lines that show a reading; ``rule`` is the width of the line under its head, 0 for none."""
    article = reading.article
    if article is None:
        return
    yield Line(((one_line(article.headline or "Without a headline"), "headline"),))
    yield Line(((" · ".join(_about(article, reading.page.source)), "about"),))
    yield Line(((_speakers(reading.statements), "about"),))
    for notice in reading.notices:
        yield Line((("Note  ", "label"), (one_line(notice), "detail")), hanging=6)
    if rule:
        yield Line((("─" * rule, "rule"),))
    for statement in reading.statements:
        yield Line()
        yield from _statement(article, statement)


def _about(article: Article, source: str) -> Iterator[str]:
    if article.outlet:
        yield one_line(article.outlet)
    if article.published:
        yield day(article.published)
    if article.authors:
        yield one_line(", ".join(article.authors))
    yield "standard input" if source == "-" else one_line(source)


def _speakers(statements: tuple[Statement, ...]) -> str:
    if not statements:
        return "No statements."
    counts = Counter(who(statement.speaker) for statement in statements)
    named = [name if count == 1 else f"{name} ({count})" for name, count in counts.most_common(NAMED)]
    others = len(counts) - len(named)
    if others:
        named.append("1 other" if others == 1 else f"{others} others")
    total = "1 statement" if len(statements) == 1 else f"{len(statements)} statements"
    return f"{total}: {', '.join(named)}"


def _statement(article: Article, statement: Statement) -> Iterator[Line]:
    sure = "unsure" if statement.confidence < UNSURE else "sure"
    yield Line(
        ((who(statement.speaker), "speaker"), (" ", ""), (does(statement), "does")),
        aside=(percent(statement.confidence), sure),
        hanging=INDENT,
    )
    for paragraph in printed(article, statement):
        yield Line(((paragraph, "words"),), INDENT)
    details = {
        "is": reason(statement.speaker) and described(statement.speaker),
        "why": reason(statement.speaker),
        "to": statement.addressee and one_line(statement.addressee.name),
        "answers": statement.prompt and joined(span.text for span in statement.prompt),
        "when": statement.when and joined(span.text for span in statement.when),
        "where": statement.where and joined(span.text for span in statement.where),
    }
    for label, detail in details.items():
        if detail:
            yield Line(((f"{label:<9}", "label"), (detail, "detail")), INDENT, 9)


def _plain(line: Line) -> str:
    text = " " * line.indent + "".join(text for text, _ in line.parts)
    return text if line.aside is None else f"{text}  ({line.aside[0]})"


def _rows(line: Line, width: int, console: Console) -> Iterator[Text]:
    """The line, wrapped to ``width`` columns."""
    from rich.text import Text

    text = Text.assemble(*((part, STYLES[style] if style else "") for part, style in line.parts))
    aside = Text(line.aside[0], STYLES[line.aside[1]]) if line.aside else Text()
    room = max(20, width - line.indent - line.hanging - (aside.cell_len + 2 if line.aside else 0))
    for number, row in enumerate(text.wrap(console, room) or [Text()]):
        row.rstrip()
        row.pad_left(line.indent + (line.hanging if number else 0))
        if number == 0 and line.aside:
            row.append(" " * max(2, width - row.cell_len - aside.cell_len)).append_text(aside)
        yield row
