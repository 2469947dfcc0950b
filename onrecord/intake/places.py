"""Places: where in an HTML page a block stands, made, checked and read back.

A path is an XPath of the page as ``lxml.html.document_fromstring`` parses the decoded bytes. Nothing
is guessed: a place that does not read back the characters of its block is no place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import PageError
from onrecord.intake import markup
from onrecord.model import Page, Place

if TYPE_CHECKING:
    from lxml.etree import _ElementTree
    from lxml.html import HtmlElement

_HINT = "Read the page again: it is another one than the place was made for."


class Places:
    """Makes the places of one page; keeps what it has to count only once."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree: _ElementTree[HtmlElement] = tree.getroottree()
        self._texts: dict[str, str] = {}

    def of(self, passage: markup.Passage) -> Place | None:
        """Where ``passage`` stands, or None where its characters cannot be read there."""
        if not passage.exact:
            return None
        path = self._tree.getpath(passage.element)
        place = Place(path, passage.start, passage.end)
        return place if self._read(place) == passage.text else None

    def _read(self, place: Place) -> str | None:
        if place.path not in self._texts:
            text = _content(self._tree, place.path)
            if text is None:
                return None
            self._texts[place.path] = text
        return " ".join(self._texts[place.path][place.start : place.end].split())


def read(page: Page, place: Place) -> str:
    """The characters at ``place`` in ``page``, white space collapsed.

    PageError where the page has no such element.
    """
    from onrecord.intake.article import characters

    tree = markup.parse(characters(page).text).getroottree()
    text = _content(tree, place.path)
    if text is None or not 0 <= place.start <= place.end <= len(text):
        raise PageError(
            f"No characters {place.start} to {place.end} in {place.path} of '{page.source}'.", hint=_HINT
        )
    return " ".join(text[place.start : place.end].split())


def _content(tree: _ElementTree[HtmlElement], path: str) -> str | None:
    """The text content of the element at ``path``, comments left out; None where there is none."""
    from lxml import etree

    try:
        found = tree.xpath(path)
    except etree.XPathError:  # tags with a colon, such as Word's o:p, have no path
        return None
    if not isinstance(found, list) or len(found) != 1:
        return None
    return str(found[0].xpath("string()"))
