"""A place reads back the characters of its block, or there is no place."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import PageError
from onrecord.intake import media, places
from onrecord.intake.article import article
from onrecord.model import Page, Place

PAGES = Path(__file__).parent / "pages"
PARAGRAPH = (
    "The harbour master said on Monday that the channel was safe for every ship, and nobody asked more."
)
TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<br>",
    "<figure>",
    "</figure>",
    "<a href='#'>link</a>",
    "<o:p>w</o:p>",
]
pieces = st.sampled_from(
    [*TAGS, "<b>x</b>", "<script>y</script>", "<!-- z -->", "A word.", "two", " ", "\n", "&nbsp;"]
)


def test_a_place_reads_back_the_characters_of_its_block() -> None:
    content = (PAGES / "ferry-strike.html").read_bytes()
    page = Page(content, "page", media.HTML)
    found = article(page)
    for block in found.blocks:
        assert block.place is not None
        assert places.read(page, block.place) == found.text[block.start : block.end]


def test_a_place_can_be_read_with_lxml_alone() -> None:
    content = (PAGES / "mill-fire.html").read_bytes()
    found = article(Page(content, "page", media.HTML))
    tree = lxml.html.document_fromstring(
        content.decode("cp1252").encode(), parser=lxml.html.HTMLParser(encoding="utf-8")
    )
    for block in found.blocks:
        assert block.place is not None
        (element,) = tree.xpath(block.place.path)
        characters = element.text_content()[block.place.start : block.place.end]
        assert " ".join(characters.split()) == found.text[block.start : block.end]


def test_a_block_that_cannot_be_placed_has_no_place() -> None:
    page = Page(
        f"<html><body><p>{PARAGRAPH} <script>x</script>And so on.</p></body></html>".encode(), "p", media.HTML
    )
    assert article(page).blocks[-1].place is None


@pytest.mark.parametrize(
    "place", [Place("/html/body/p[9]", 0, 1), Place("/html/body", 5, 5000), Place("//[", 0, 1)]
)
def test_a_place_of_another_page_is_an_error(place: Place) -> None:
    page = Page(f"<html><body><p>{PARAGRAPH}</p></body></html>".encode(), "page.html", media.HTML)
    with pytest.raises(PageError, match=r"page\.html") as caught:
        places.read(page, place)
    assert caught.value.hint


@given(st.lists(pieces, max_size=25).map("".join))
@settings(max_examples=80, deadline=None)
def test_no_place_reads_back_anything_else(body: str) -> None:
    page = Page(
        f"<html><body><p>{PARAGRAPH}</p>{body}<p>{PARAGRAPH}</p></body></html>".encode(), "p", media.HTML
    )
    found = article(page)
    for block in found.blocks:
        if block.place is not None:
            assert places.read(page, block.place) == found.text[block.start : block.end]
