from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies

from onrecord.errors import SourceError
from onrecord.intake.article import read_article
from onrecord.intake.feeds import feed, is_feed
from onrecord.intake.sources import pages
from onrecord.model import Page, Unread

LONG = "<p>“The gates will hold,” said Mara Holt, the harbour minister.</p>" * 5
RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Corran Courier</title>
<item><title>Gates &amp; tides</title><link>https://corran.example/1</link><dc:creator>Jo Tarn</dc:creator>
<pubDate>Wed, 05 Mar 2025 09:20:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[{LONG}]]></content:encoded></item>
<item><title>Only a teaser</title><link>https://corran.example/2</link>
<description>Read on.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>Gates</title>
<link href="https://corran.example/1"/><updated>2025-03-05T09:20:00Z</updated>
<content type="html"><![CDATA[{LONG}]]></content></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Courier",
        "items": [
            {"id": "1", "url": "https://corran.example/1", "title": "Gates", "content_html": LONG},
            {"id": "2", "content_text": "The gates will hold.\n" * 20, "date_published": "2025-03-05"},
        ],
    }
)


def test_an_entry_with_its_text_is_a_page() -> None:
    page, teaser = feed(RSS.encode(), "a.xml")
    assert isinstance(page, Page)
    assert (page.url, page.source) == ("https://corran.example/1", "a.xml:https://corran.example/1")
    article, _ = read_article(page)
    assert (article.headline, article.outlet, article.authors) == (
        "Gates & tides",
        "The Corran Courier",
        ("Jo Tarn",),
    )
    assert article.published == "2025-03-05T09:20:00+00:00"
    assert "The gates will hold" in article.text
    assert isinstance(teaser, Unread)
    assert "without the article's text" in teaser.error.message


@pytest.mark.parametrize("text", [ATOM, JSON])
def test_atom_and_json_feeds_are_read_alike(text: str) -> None:
    page, *_ = feed(text.encode(), "a")
    assert isinstance(page, Page)
    article, _ = read_article(page)
    assert (article.headline, article.outlet) == ("Gates", "Courier")


def test_the_lines_of_a_json_feeds_text_are_paragraphs() -> None:
    _, page = feed(JSON.encode(), "a")
    assert isinstance(page, Page)
    article, _ = read_article(page)
    assert article.published == "2025-03-05"
    assert article.text.count("The gates will hold.") == 20


def test_a_site_map_and_a_page_are_no_feeds() -> None:
    assert is_feed(RSS.encode())
    assert is_feed(JSON.encode())
    assert not is_feed(b'<?xml version="1.0"?><urlset><url><loc>https://a.example/</loc></url></urlset>')
    assert not is_feed(b"<html><body>rss</body></html>")
    assert not is_feed(b'{"version": "https://jsonfeed.org/version/1", "items": 3}')


def test_a_folder_takes_feeds_and_leaves_other_xml(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS)
    (tmp_path / "other.xml").write_text("<settings><colour>blue</colour></settings>")
    (tmp_path / "feed.json").write_text(JSON)
    found = list(pages([tmp_path]))
    assert [type(each) for each in found] == [Page, Page, Page, Unread]


@given(strategies.binary(max_size=300), strategies.integers(0, len(RSS)))
def test_no_feed_is_broken_enough_to_stop(noise: bytes, at: int) -> None:
    whole = RSS.encode()
    try:
        found = list(feed(whole[:at] + noise + whole[at:], "a.xml"))
    except SourceError:
        return
    assert all(isinstance(each, Page | Unread) for each in found)
