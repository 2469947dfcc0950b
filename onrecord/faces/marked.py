"""The html format: one page that holds everything, the articles with their statements marked.

Words that were said are tinted by kind, cue and source underlined; a card beside the paragraph says who
speaks, and each leads to the other. The page asks nothing of any other place and runs no script.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import TextIO

from onrecord.faces.phrasing import day, described, does, joined, percent, reason, who, with_marks
from onrecord.model import Article, Block, Reading, Statement

UNSURE = 0.5
NAMED = 8  # speakers listed under the headline
TAGS = {"headline": "h2", "heading": "h3", "quote": "blockquote"}
LABELS = {"caption": "Caption"}
# Nothing is loaded and no script runs, whatever a page smuggles in.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of one statement to be marked.

    The pieces of a content have an ``anchor``, the place of the statement's number: before the quotation
    mark, if one opens there. ``first`` is the first of them.
    """

    number: int
    role: str
    start: int
    end: int
    anchor: int | None = None
    first: bool = False


def write_html(readings: Iterable[Reading], output: TextIO) -> None:
    """Write all readings as the sections of one HTML page, each as soon as it is read."""
    entries: list[str] = []
    output.write(_head())
    for number, reading in enumerate(readings, start=1):
        output.write(_section(number, reading))
        output.flush()
        entries.append(_entry(number, reading))
    output.write("</main>\n" + (_contents(entries) if len(entries) > 1 else "") + "</body>\n</html>\n")
    output.flush()


def _head() -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{safe(POLICY)}">
<title>Who said what</title>
<style>
{_style()}</style>
</head>
<body>
<header class="top"><strong>Who said what</strong>
<mark class="direct">quoted</mark> <mark class="mixed">partly quoted</mark>
<mark class="indirect">reported</mark>
<span class="source">who</span> <span class="cue">does what</span> <span>% how sure</span></header>
<main>
"""


def _section(number: int, reading: Reading) -> str:
    body = _problem(reading) if reading.article is None else _article(number, reading.article, reading)
    language = reading.article and reading.article.language
    spoken = f' lang="{safe(language)}"' if language else ""
    return f'<section class="reading" id="p{number}"{spoken}>\n{body}</section>\n'


def _problem(reading: Reading) -> str:
    error = reading.error
    text = "This page has no article." if error is None else f"{error.message} {error.hint}"
    return f'<p class="about">{safe(reading.page.source)}</p>\n<p class="problem">{safe(text)}</p>\n'


def _article(number: int, article: Article, reading: Reading) -> str:
    parts = [_about(article, reading.page.source)]
    if article.headline and not any(block.role == "headline" for block in article.blocks):
        parts.append(f'<h2 class="text headline" dir="auto">{safe(article.headline)}</h2>\n')
    parts += [f'<p class="notice">{safe(notice)}</p>\n' for notice in reading.notices]
    parts.append(_speakers(reading.statements))
    marks = _marks_by_block(article, reading.statements)
    cards = _cards_by_block(number, article, reading.statements)
    for block, inside, beside in zip(article.blocks, marks, cards, strict=True):
        text = _block(number, article, block, inside, reading.statements)
        parts.append(f'<div class="row">\n{text}\n<aside class="notes">{beside}</aside>\n</div>\n')
    return "".join(parts)


def _about(article: Article, source: str) -> str:
    in_text = any(block.role == "outlet" for block in article.blocks)
    facts = [f"<b>{safe(article.outlet)}</b>"] if article.outlet and not in_text else []
    facts += [safe(day(article.published))] if article.published else []
    facts += [safe(", ".join(article.authors))] if article.authors else []
    facts.append("standard input" if source == "-" else safe(source))
    return f'<p class="about">{" · ".join(facts)}</p>\n'


def _speakers(statements: tuple[Statement, ...]) -> str:
    """Who speaks, in how many statements and how many words, with a bar for the share of words."""
    if not statements:
        return '<p class="notice">No statements.</p>\n'
    words: Counter[str] = Counter()
    for statement in statements:
        words[who(statement.speaker)] += len(_WORD.findall(statement.words))
    times = Counter(who(statement.speaker) for statement in statements)
    most = max(words.values()) or 1
    rows = "".join(
        f'<li><b>{safe(name)}</b><span class="share" style="width:{100 * count / most:.0f}%"></span>'
        f"<small>{_count(times[name], 'statement')}, {_count(count, 'word')}</small></li>\n"
        for name, count in words.most_common(NAMED)
    )
    others = len(words) - NAMED
    rest = f'<li class="rest"><small>and {_count(others, "other")}</small></li>\n' if others > 0 else ""
    return f'<ul class="speakers">\n{rows}{rest}</ul>\n'


def _marks(article: Article, statements: tuple[Statement, ...]) -> Iterator[Mark]:
    for number, statement in enumerate(statements, start=1):
        for place, span in enumerate(statement.content):
            anchor, _ = with_marks(article.text, span.start, span.end)
            yield Mark(number, "content", span.start, span.end, anchor, first=place == 0)
        for role, spans in (
            ("cue", statement.cue),
            ("source", statement.source),
            ("prompt", statement.prompt or ()),
        ):
            for span in spans:
                yield Mark(number, role, span.start, span.end)


def _marks_by_block(article: Article, statements: tuple[Statement, ...]) -> list[list[Mark]]:
    """The marks that lie in each block, or reach into it, in reading order."""
    starts = [block.start for block in article.blocks]
    ends = [block.end for block in article.blocks]
    found: list[list[Mark]] = [[] for _ in starts]
    for mark in sorted(_marks(article, statements), key=lambda mark: (mark.start, mark.end)):
        for place in range(bisect_right(ends, mark.start), bisect_left(starts, mark.end)):
            found[place].append(mark)
    return found


def _block(
    number: int, article: Article, block: Block, marks: list[Mark], statements: tuple[Statement, ...]
) -> str:
    tag = TAGS.get(block.role, "p")
    repeats = "" if block.repeats is None else " repeats"
    label = "Printed again" if repeats else LABELS.get(block.role)
    text = f'<span class="label">{label}</span>' if label else ""
    cuts = {block.start, block.end}
    cuts.update(cut for mark in marks for cut in (mark.start, mark.end) if block.start < cut < block.end)
    numbers = [(max(mark.anchor, block.start), mark) for mark in marks if mark.anchor is not None]
    cuts.update(anchor for anchor, _ in numbers)
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        inside = [mark for mark in marks if mark.start <= start and mark.end >= end]
        text += "".join(_number(number, mark) for anchor, mark in numbers if anchor == start)
        text += _piece(article.text[start:end], inside, statements)
    return f'<{tag} class="text {block.role}{repeats}" dir="auto">{text}</{tag}>'


def _number(number: int, mark: Mark) -> str:
    name = f' id="p{number}m{mark.number}"' if mark.first else ""
    again = "" if mark.first else " again"
    return f'<a class="number{again}"{name} href="#p{number}s{mark.number}">{mark.number}</a>'


def _piece(text: str, inside: list[Mark], statements: tuple[Statement, ...]) -> str:
    """Characters that all belong to the same marks."""
    if not inside:
        return safe(text)
    contents = [mark for mark in inside if mark.role == "content"]
    classes = {mark.role for mark in inside} - {"content"}
    if contents:
        # Of statements within statements the innermost gives the colour.
        innermost = min(contents, key=lambda mark: mark.end - mark.start)
        classes.add(statements[innermost.number - 1].kind)
        if len(contents) > 1:
            classes.add("nested")
    tag = "mark" if contents else "span"
    speakers = {f"{m.number} {who(statements[m.number - 1].speaker)}": None for m in inside}
    title = safe(", ".join(speakers))
    return f'<{tag} class="{" ".join(sorted(classes))}" title="{title}">{safe(text)}</{tag}>'


def _cards_by_block(number: int, article: Article, statements: tuple[Statement, ...]) -> list[str]:
    """The cards beside each block: of the statements whose words begin in it."""
    ends = [block.end for block in article.blocks]
    cards = [""] * len(ends)
    for count, statement in sorted(enumerate(statements, start=1), key=lambda pair: pair[1].content):
        place = min(bisect_right(ends, statement.content[0].start), len(ends) - 1)
        cards[place] += _card(number, count, statement)
    return cards


def _card(number: int, count: int, statement: Statement) -> str:
    unsure = " unsure" if statement.confidence < UNSURE else ""
    details = "".join(f"<dt>{label}</dt><dd>{safe(text)}</dd>" for label, text in _details(statement))
    return (
        f'<div class="note {statement.kind}{unsure}" id="p{number}s{count}">'
        f'<p><a class="number" href="#p{number}m{count}">{count}</a> '
        f"<b>{safe(who(statement.speaker))}</b> {does(statement)}</p>"
        f'<span class="sure">{percent(statement.confidence)}</span>'
        + (f"<dl>{details}</dl>" if details else "")
        + "</div>\n"
    )


def _details(statement: Statement) -> Iterator[tuple[str, str]]:
    if reason(statement.speaker):
        if statement.speaker.roles:
            yield "is", described(statement.speaker)
        yield "why", reason(statement.speaker)
    if statement.addressee:
        yield "to", statement.addressee.name
    for label, spans in (
        ("answers", statement.prompt),
        ("when", statement.when),
        ("where", statement.where),
    ):
        if spans:
            yield label, joined(span.text for span in spans)


def _entry(number: int, reading: Reading) -> str:
    article = reading.article
    title = (article and article.headline) or reading.page.source
    said = "not read" if article is None else _count(len(reading.statements), "statement")
    outlet = f"{safe(article.outlet)}, " if article and article.outlet else ""
    return f'<li><a href="#p{number}">{safe(title)}</a> <small>{outlet}{said}</small></li>\n'


def _contents(entries: list[str]) -> str:
    return f'<nav class="contents"><ol>\n{"".join(entries)}</ol></nav>\n'


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def safe(text: str) -> str:
    """Text as HTML has it, without the characters that HTML has not."""
    return escape(_NOT_IN_HTML.sub("\N{REPLACEMENT CHARACTER}", text))


@cache
def _style() -> str:
    return (files("onrecord.faces") / "data/page.css").read_text(encoding="utf-8")
