"""Site maps, from a server in this process and from files."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, strategies

from onrecord.intake import sitemaps
from onrecord.intake.fetch import Fetcher
from onrecord.intake.sitemaps import Entry, entries, is_site_map
from onrecord.intake.sources import pages, within
from onrecord.model import Page, Unread, Visit
from tests.site import Site

HOST = "https://corran.example"
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def urls(*addresses: str, kind: str = "url", more: str = "") -> bytes:
    """A site map, or with ``sitemap`` an index, that names some addresses."""
    top = {"url": "urlset", "sitemap": "sitemapindex"}[kind]
    named = "".join(f"<{kind}><loc> {each} </loc>{more}</{kind}>" for each in addresses)
    space = f'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {NEWS}'
    return f'<?xml version="1.0"?>\n<{top} {space}>{named}</{top}>'.encode()


def nothing(address: str) -> Page | Unread:
    raise AssertionError(address)


def found(content: bytes, base: str = HOST + "/sitemap.xml") -> list[Entry | Unread]:
    return list(entries(io.BufferedReader(io.BytesIO(content)), "a.xml", fetch=nothing, base=base))


def names(given: list[Entry | Unread]) -> list[str]:
    return [each.address if isinstance(each, Entry) else each.error.message for each in given]


def test_pages_come_in_order_with_the_time_of_their_last_change() -> None:
    one, two = found(urls(HOST + "/1", "/2", more="<lastmod>2025-03-05</lastmod>"))
    assert one == Entry(HOST + "/1", "2025-03-05", False)
    assert isinstance(two, Entry)
    assert two.address == HOST + "/2"


def test_of_a_map_of_news_the_time_of_publication_counts() -> None:
    more = "<news:news><news:publication_date>2025-03-05T09:20Z</news:publication_date></news:news>"
    assert found(urls(HOST + "/1", more=more)) == [Entry(HOST + "/1", "2025-03-05T09:20Z", False)]


def test_a_packed_map_is_unpacked_on_the_way() -> None:
    packed = gzip.compress(urls(HOST + "/1"))
    assert is_site_map(packed)
    assert names(found(packed)) == [HOST + "/1"]
    assert not is_site_map(gzip.compress(b"<html></html>"))
    assert not is_site_map(b"\x1f\x8b\x08damaged")


def test_a_map_speaks_for_its_own_host_only() -> None:
    content = urls(HOST + "/1", "https://ostwick.example/1", "http://corran.example:80/2", "http://[bad/")
    *own, skipped = found(content)
    assert names(own) == [HOST + "/1", "http://corran.example:80/2"]
    assert isinstance(skipped, Unread)
    assert "names 2 addresses of other hosts, the first of them 'https://ostwick.example/1'" in str(
        skipped.error
    )


def test_of_a_map_in_a_file_the_first_address_says_whose_it_is() -> None:
    assert len(found(urls(HOST + "/1", HOST + "/2", "https://ostwick.example/1"), base="")) == 3


@pytest.mark.parametrize(
    ("limit", "most", "said"),
    [("MAX_ENTRIES", 2, "more than 2 entries"), ("MAX_BYTES", 20_000, "more than 20,000 bytes")],
)
def test_a_map_beyond_the_limits_is_read_up_to_them(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, said: str
) -> None:
    monkeypatch.setattr(sitemaps, limit, most)
    content = urls(*(f"{HOST}/{number}" for number in range(2000)))
    for each in (content, gzip.compress(content)):
        *_, last = found(each)
        assert isinstance(last, Unread)
        assert said in last.error.message


def test_a_large_map_is_read_as_it_comes() -> None:
    content = gzip.compress(urls(*(f"{HOST}/{number}" + "x" * 500 for number in range(40_000))))
    tracemalloc.start()
    stream = io.BufferedReader(io.BytesIO(content))
    number = sum(1 for _ in entries(stream, "a.xml", fetch=nothing, base=HOST))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number == 40_000
    assert most < 5_000_000  # of 21 million bytes


def test_nothing_is_made_of_what_a_map_declares() -> None:
    bomb = b'<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    content = bomb + b"<urlset><url><loc>https://corran.example/&f;</loc></url></urlset>"
    assert all("root" not in name for name in names(found(content)))


@given(strategies.binary(max_size=200), strategies.integers(0, 400))
def test_no_map_is_broken_enough_to_stop(noise: bytes, at: int) -> None:
    whole = urls(HOST + "/1", HOST + "/2")
    for content in (
        whole[:at] + noise + whole[at:],
        (packed := gzip.compress(whole))[:at] + noise + packed[at:],
    ):
        assert all(isinstance(each, Entry | Unread) for each in found(content))


@pytest.mark.parametrize(
    ("changed", "older"),
    [
        ("2025-03-01", True),
        ("2025-03-04", False),  # it may have been later on that day
        ("2025-03-05T08:00:00Z", True),
        ("2025-03-05T08:00:00-05:00", False),
        ("2025", False),
        ("soon", False),
        ("9999-12-31", False),
    ],
)
def test_a_map_may_say_that_nothing_has_changed(changed: str, older: bool) -> None:
    assert Entry(HOST, changed, False).is_older("2025-03-05T09:00:00+00:00") is older


def test_an_index_leads_to_its_maps_and_they_to_their_pages(site: Site, fetcher: Fetcher) -> None:
    for name in ("/1", "/2"):
        site.says(name)
        site.says(f"/map{name}.xml", urls(site.address + name))
    named = [
        f"{site.address}{name}" for name in ("/map/1.xml", "/map/2.xml", "/index.xml", "/gone.xml", "/1")
    ]
    index = fetcher.fetch(site.says("/index.xml", urls(*named, kind="sitemap")))
    assert isinstance(index, Page)
    one, two, gone, other = within(index, fetcher.fetch)
    assert [one.url, two.url] == [f"{site.address}/1", f"{site.address}/2"]
    assert isinstance(gone, Unread)
    assert "answered 404" in gone.error.message
    assert isinstance(other, Unread)
    assert "is no site map" in other.error.message


def test_indexes_have_an_end(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(9):
        site.says(f"/{number}", urls(f"{site.address}/{number + 1}", kind="sitemap"))
    index = fetcher.fetch(f"{site.address}/0")
    assert isinstance(index, Page)
    (deep,) = within(index, fetcher.fetch)
    assert isinstance(deep, Unread)
    assert "more than 3 deep" in deep.error.message
    monkeypatch.setattr(sitemaps, "MAX_MAPS", 3)
    wide = fetcher.fetch(
        site.says("/wide", urls(*(f"/none/{number}" for number in range(9)), kind="sitemap"))
    )
    assert isinstance(wide, Page)
    *_, last = within(wide, fetcher.fetch)
    assert isinstance(last, Unread)
    assert "more than 3 site maps" in last.error.message


class Before(dict[str, Visit]):
    def set(self, address: str, visit: Visit) -> None:
        self[address] = visit


def test_what_has_not_changed_since_it_was_visited_is_not_asked_for(site: Site, fetcher: Fetcher) -> None:
    old, new = f"{site.address}/old", site.says("/new")
    page = Page(b"It rained.", old, "text/html", old)
    visits = Before({old: Visit(page, checked="2025-03-05T09:00:00+00:00")})
    content = urls(old, new, more="<lastmod>2025-03-01</lastmod>")
    found = fetcher.fetch(site.says("/sitemap.xml", content))
    assert isinstance(found, Page)
    assert [each.url for each in within(found, fetcher.fetch, visits)] == [old, new]
    assert [each.url for each in within(found, fetcher.fetch, known={old}.__contains__)] == [new]
    assert "/old" not in site.asked


def test_a_map_in_a_file_leads_to_the_web_where_it_is_named(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.intake.fetch.Fetcher._wait", lambda *_: None)
    address = site.says("/1")
    (tmp_path / "sitemap.xml").write_bytes(urls(address))
    (tmp_path / "sitemap.xml.gz").write_bytes(gzip.compress(urls(address)))
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (page,) = pages([tmp_path / name], allow_private=True)
        assert page.url == address
    assert list(pages([tmp_path], allow_private=True)) == []
