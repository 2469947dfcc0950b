"""A page becomes an article or a clear error, whatever its bytes are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import PageError
from onrecord.intake import media
from onrecord.intake.article import MAX_CHARACTERS, article, read_article
from onrecord.model import Article, Page

PAGES = Path(__file__).parent / "pages"
PARAGRAPH = (
    "The harbour master said on Monday that the channel was safe for every ship, and nobody asked more."
)

TEXT = [
    "said",
    "Ann Lee",
    "By",
    "the",
    "\n",
    "\n\n",
    "\r\n",
    "“",
    "”",
    ".",
    "'",
    "\u202e",
    "\u200f",
    "é",
    "漢",
    "-",
]
MARKUP = ["<p>", "</p>", "<div>", "<br>", "<li>", "<h1>", "<figure>", "<!--", "&amp;", "<"]
words = st.sampled_from([*TEXT, *MARKUP, "\ud800", "\0", "12 May 2003", " "])
texts = st.lists(words, max_size=60).map(" ".join)


def page(content: bytes | str, media_type: str | None = None) -> Page:
    encoded = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return Page(encoded, "page", media_type or media.sniff(encoded))


def html(body: str) -> Page:
    return page(f"<!DOCTYPE html><html><head></head><body>{body}</body></html>")


def texts_of(found: Article) -> list[tuple[str, str, int | None]]:
    return [(block.role, found.text[block.start : block.end], block.repeats) for block in found.blocks]


def assert_sound(found: Article) -> None:
    last = 0
    for index, block in enumerate(found.blocks):
        assert last <= block.start < block.end <= len(found.text)
        assert found.text[block.start : block.end].strip()
        assert block.repeats is None or 0 <= block.repeats < index
        last = block.end
    found.text.encode("utf-8")


@pytest.mark.parametrize("name", ["ferry-strike.html", "mill-fire.html", "harbour-wrapped.txt"])
def test_a_saved_page_is_read_as_a_careful_reader_reads_it(name: str) -> None:
    content = (PAGES / name).read_bytes()
    expected = json.loads((PAGES / name).with_suffix(".json").read_text("utf-8"))
    found = article(Page(content, name, media.sniff(content, name)))
    assert texts_of(found) == [tuple(row) for row in expected.pop("blocks")]
    assert {key: getattr(found, key) for key in expected} == {
        **expected,
        "authors": tuple(expected["authors"]),
    }


def test_a_plain_text_is_its_file_character_for_character() -> None:
    text = "Port opens\r\n\r\n" + PARAGRAPH + "\xa0\r\n\tHe left.\r\n"
    found = article(page(text))
    assert found.text == text


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    found = article(page(b"\xef\xbb\xbf" + PARAGRAPH.encode()))
    assert found.text == PARAGRAPH


def test_the_text_of_html_is_its_blocks_joined_by_a_blank_line() -> None:
    found = article(html(f"<p>{PARAGRAPH}</p><p>She  said:\n  “{PARAGRAPH}”</p>"))
    assert found.text == f"{PARAGRAPH}\n\nShe said: “{PARAGRAPH}”"


def test_a_json_line_is_its_text_with_what_it_says_about_it() -> None:
    fields = {"text": PARAGRAPH, "headline": "Safe", "outlet": "Herald", "authors": ["Una Creel"]}
    line = json.dumps({**fields, "published": "12 March 2019", "language": "en-GB"})
    found = article(page(line, media.JSON))
    assert found.text == PARAGRAPH
    assert (found.headline, found.outlet, found.authors) == ("Safe", "Herald", ("Una Creel",))
    assert (found.published, found.language) == ("2019-03-12", "en")


def test_a_json_line_may_hold_html() -> None:
    found = article(page(json.dumps({"html": f"<p>{PARAGRAPH}</p><p>{PARAGRAPH} Again.</p>"}), media.JSON))
    assert found.text.startswith(PARAGRAPH)
    assert found.blocks[0].place is not None


def test_moving_a_file_does_not_change_its_id() -> None:
    one, other = Page(b"Some text.", "a.txt", media.PLAIN), Page(b"Some text.", "b/c.txt", media.PLAIN)
    assert article(one).id == article(other).id


def test_the_same_bytes_at_another_address_are_another_article() -> None:
    one = Page(b"Some text.", "a", media.PLAIN, url="https://one.example/")
    other = Page(b"Some text.", "a", media.PLAIN, url="https://other.example/")
    assert article(one).id != article(other).id


def test_lone_surrogates_are_replaced_one_for_one_and_said_so() -> None:
    found, notices = read_article(page("he said \ud800\udbff no"))
    assert found.text == "he said \ufffd\ufffd no"
    assert "2 halves" in notices[0]


def test_a_wrongly_declared_encoding_is_said() -> None:
    content = (PAGES / "mill-fire.html").read_bytes()
    assert read_article(page(content))[1] == ("Declared as UTF-8 but is not: read as windows-1252.",)


def test_a_language_that_the_page_declares_wrongly_is_told_from_its_text() -> None:
    text = "<p>La ministre a déclaré que le pont resterait fermé et que personne ne pourrait le passer.</p>"
    assert article(page(f'<!DOCTYPE html><html lang="en"><body>{text * 3}</body></html>')).language == "fr"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n...", "is a PNG picture"),
        (b"PK\x03\x04...", "is a ZIP archive"),
        (bytes(range(32)) * 40, "is not text"),
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', "is a feed"),
        (b"<html><body></body></html>", "has no article text"),
        (b"word" * 5_000_000, "20,000,000 characters"),
        (b"<p>" + b"word" * 5_000_000, "characters of HTML"),
        (b"a\n" * 900_000, "lines"),
        (b"<div>" * 1_500_000, "no article text"),
        (b"<html><body>" + b"<p>a</p>" * 60_000, "elements"),
        (b'{"text": 3}', "no JSON object"),
    ],
)
def test_what_is_no_page_is_named_with_what_to_do_next(content: bytes, said: str) -> None:
    with pytest.raises(PageError, match=said) as caught:
        article(page(content))
    assert caught.value.hint


def test_a_text_at_the_limit_is_read() -> None:
    assert len(article(page(b"a" * MAX_CHARACTERS)).blocks) == 1


def test_deep_nesting_is_read() -> None:
    nested = "<div>" * 1000 + f"<p>{PARAGRAPH}</p>" * 3 + "</div>" * 1000
    assert PARAGRAPH in article(html(nested)).text


@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_a_clear_error(content: bytes) -> None:
    error = None
    try:
        assert_sound(article(page(content)))
    except PageError as raised:
        error = raised
    assert error is None or error.hint


@given(texts, st.sampled_from([media.PLAIN, media.HTML]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_sound_blocks_and_the_same_ones_twice(text: str, media_type: str) -> None:
    given_page = page(text, media_type)
    try:
        found = article(given_page)
    except PageError:
        return
    assert_sound(found)
    assert found == article(given_page)


@given(texts)
@settings(max_examples=60, deadline=None)
def test_a_plain_text_in_any_form_stays_as_it_is(text: str) -> None:
    whole = text.replace("\ud800", "").replace("\0", "") + " x"
    assert article(page(whole, media.PLAIN)).text == whole


def test_a_long_page_of_equal_paragraphs_is_refused_and_not_read_for_ever() -> None:
    with pytest.raises(PageError, match="pieces of text"):
        article(html(f"<p>{PARAGRAPH}</p>" * 25_000))
