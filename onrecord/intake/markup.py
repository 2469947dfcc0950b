"""An HTML page to passages: every run of text between two boundaries of blocks, and where it stands.

What a browser shows as one paragraph is one passage: inline elements are part of it, white space is
collapsed, and a line break ends it where the line ends as a sentence does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import PageError
from onrecord.intake import forms

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Labels = frozenset[str]

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "picture",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_WHOLE = frozenset({"html", "body", "main", "article"})
_ATTRIBUTES = ("class", "id", "itemprop", "role", "data-component", "data-testid")
_NO_LABELS: Labels = frozenset()
_LONGEST_CLASS = 300
_LAST_PIECES = 8
_LONGEST_ATTRIBUTE = 2000
_NOTHING_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text of a page.

    ``start`` and ``end`` count code points of the text content of ``element``; ``exact`` says that
    exactly ``text`` stands there, white space collapsed. ``linked`` is the share of it inside links.
    """

    text: str
    element: HtmlElement
    start: int
    end: int
    exact: bool
    labels: Labels
    linked: float


def parse(text: str) -> HtmlElement:
    """The tree of a decoded page. PageError where there is no element in it at all."""
    from lxml import etree, html  # loaded for HTML pages only

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PageError(
            "The page has no text: its HTML is empty.", hint="Save the page again, whole, from a browser."
        ) from error


def shorten_attributes(tree: HtmlElement) -> None:
    """Empty attributes of more than 2,000 characters, such as pictures in data addresses: they cost time."""
    for element in tree.xpath("//*[@*[string-length() > 2000]]"):
        for name, value in element.attrib.items():
            if len(value) > _LONGEST_ATTRIBUTE:
                element.attrib[name] = ""


@cache
def _table() -> tuple[dict[str, frozenset[str]], tuple[tuple[str, re.Pattern[str]], ...]]:
    lines = (Path(__file__).parent / "data" / "labels.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    tags: dict[str, frozenset[str]] = {}
    for _, label, names in (row for row in rows if row[0] == "tag"):
        for name in names.split():
            tags[name] = tags.get(name, frozenset()) | {label}
    return tags, tuple(
        (label, re.compile(what, re.IGNORECASE)) for kind, label, what in rows if kind == "class"
    )


@cache
def _labels_of_class(names: str) -> Labels:
    return frozenset(label for label, pattern in _table()[1] if pattern.search(names))


def labels(element: HtmlElement) -> Labels:
    """What an element is for, by its tag and its names."""
    tag = element.tag
    found = _table()[0].get(tag, _NO_LABELS)
    attributes = element.attrib
    if not attributes or tag in _WHOLE:
        return found
    names = " ".join(attributes[name] for name in _ATTRIBUTES if name in attributes)
    if names and len(names) <= _LONGEST_CLASS:
        found |= _labels_of_class(names)
    if "hidden" in attributes or _NOTHING_SHOWN.search(attributes.get("style", "")):
        found |= {"hidden"}
    return found


@dataclass(slots=True)
class _Run:
    """Pieces of text since the last boundary: text and position; a line break has position -1."""

    pieces: list[tuple[str, int]] = field(default_factory=list)
    linked: int = 0


def passages(tree: HtmlElement) -> list[Passage]:
    """All passages of the page in document order."""
    return list(_Walk().over(tree))


class _Walk:
    """One pass over a tree. Positions count all text of the page; skipped elements' text counts too."""

    def __init__(self) -> None:
        self.position = 0
        self.run = _Run()
        self.blocks: list[tuple[HtmlElement, int]] = []
        self.labels: list[Labels] = [_NO_LABELS]
        self.links = 0

    def over(self, tree: HtmlElement) -> Iterator[Passage]:
        from lxml import etree

        for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
            tag = element.tag
            if event == "start":
                if tag in _BLOCKS or not self.blocks:
                    yield from self.flush()
                    self.blocks.append((element, self.position))
                self.open(tag, element)
            elif event == "end":
                if self.blocks[-1][0] is element:
                    yield from self.flush()
                    self.blocks.pop()
                self.labels.pop()
                self.links -= tag == "a"
            if event != "start" and element.tail and self.blocks:
                self.add(element.tail)

    def open(self, tag: str, element: HtmlElement) -> None:
        own = labels(element)
        above = self.labels[-1]
        self.labels.append(above | own if own else above)
        self.links += tag == "a"
        if tag == "br":
            self.run.pieces.append(("\n", -1))
        if element.text:
            self.add(element.text)

    def add(self, text: str) -> None:
        if "skipped" not in self.labels[-1]:
            self.run.pieces.append((text, self.position))
            if self.links:
                self.run.linked += len(text)
        self.position += len(text)

    def flush(self) -> Iterator[Passage]:
        if not self.run.pieces:
            return
        pieces, self.run.pieces = self.run.pieces, []
        linked, self.run.linked = self.run.linked, 0
        element, origin = self.blocks[-1]
        total = sum(len(text) for text, _ in pieces) or 1
        for line in _lines(pieces):
            found = _passage(line, element, origin, self.labels[-1], linked / total)
            if found is not None:
                yield found


def _lines(pieces: list[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    """The pieces up to each line break that ends a paragraph."""
    if all(position >= 0 for _, position in pieces):
        yield pieces
        return
    line: list[tuple[str, int]] = []
    broken = False
    for text, position in pieces:
        if position < 0:
            if broken or _ends(line):
                yield line
                line = []
            broken = True
        elif text.strip():
            broken = False
        line.append((text, position))
    yield line


def _ends(line: list[tuple[str, int]]) -> bool:
    text = "".join(text for text, _ in line[-_LAST_PIECES:]).rstrip()
    if not text or forms.is_closed(text) or text.endswith(":"):
        return True
    words = " ".join(text.split())
    whole = len(line) <= _LAST_PIECES and len(words) <= 80
    return whole and bool(forms.authors(words) or forms.is_dateline(words))


def _passage(
    pieces: list[tuple[str, int]], element: HtmlElement, origin: int, own: Labels, linked: float
) -> Passage | None:
    text = " ".join("".join(text for text, _ in pieces).split())
    if not text:
        return None
    placed = [(piece, position) for piece, position in pieces if position >= 0 and piece.strip()]
    first, last = placed[0], placed[-1]
    start = first[1] + len(first[0]) - len(first[0].lstrip())
    end = last[1] + len(last[0].rstrip())
    exact = end - start == _length(pieces, start, end) and not _joins(pieces, start, end)
    return Passage(text, element, start - origin, end - origin, exact, own, min(1.0, linked))


def _length(pieces: list[tuple[str, int]], start: int, end: int) -> int:
    """How many characters of the pieces stand between two positions: fewer if something was skipped."""
    within = (
        min(end, position + len(text)) - max(start, position) for text, position in pieces if position >= 0
    )
    return sum(count for count in within if count > 0)


def _joins(pieces: list[tuple[str, int]], start: int, end: int) -> bool:
    """Whether a line break is all that parts two words: the text content runs them together."""
    inner = [
        (text, position)
        for text, position in pieces
        if position < 0 or (start <= position + len(text) and position < end)
    ]
    for index, (_, position) in enumerate(inner):
        if position >= 0 or not 0 < index < len(inner) - 1:
            continue
        before, after = inner[index - 1][0], inner[index + 1][0]
        if before and after and not before[-1].isspace() and not after[0].isspace():
            return True
    return False
