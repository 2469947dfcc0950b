"""Fetching, from a server in this process; its clock stands still unless somebody sleeps."""

from __future__ import annotations

import gzip
import ipaddress
import socket
from functools import partial
from typing import Any

import httpcore
import pytest

from onrecord.intake.addresses import Guard, is_any, is_public
from onrecord.intake.fetch import AGENT, Fetcher
from onrecord.intake.sources import pages
from onrecord.model import Page, Unread, Visit
from tests.site import HTML, Clock, Site


def why(found: Page | Unread) -> str:
    assert isinstance(found, Unread)
    return found.error.message


def test_a_page_comes_as_it_was_sent(site: Site, fetcher: Fetcher) -> None:
    address = site.says("/news", HTML, 200, ("Content-Type", "text/html; charset=windows-1252"))
    page = fetcher.fetch(address + "#top")
    assert isinstance(page, Page)
    assert (page.content, page.url, page.encoding) == (HTML, address, "windows-1252")
    assert site.agents == {AGENT}


def test_a_redirect_is_followed_to_where_the_page_is(site: Site, fetcher: Fetcher) -> None:
    there = site.says("/new")
    page = fetcher.fetch(site.says("/old", b"", 301, ("Location", "/new")))
    assert isinstance(page, Page)
    assert page.url == there


def test_redirects_without_end_are_ended(site: Site, fetcher: Fetcher) -> None:
    assert "more than 10 times" in why(fetcher.fetch(site.says("/a", b"", 302, ("Location", "/a"))))


def test_robots_txt_is_heeded(site: Site, fetcher: Fetcher) -> None:
    site.says("/robots.txt", b"User-agent: *\nDisallow: /private\n")
    assert isinstance(fetcher.fetch(site.says("/public")), Page)
    assert "asks programs not to read" in why(fetcher.fetch(site.says("/private/1")))
    assert "/private/1" not in site.asked
    assert site.asked.count("/robots.txt") == 1


def test_a_site_whose_robots_txt_breaks_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.says("/robots.txt", b"", 503)
    assert "asks programs not to read" in why(fetcher.fetch(site.says("/news")))


def test_a_host_is_asked_at_its_own_pace(site: Site) -> None:
    clock = Clock()
    fetcher = Fetcher(allowed=is_any, pause=1.0, clock=clock.time, sleep=clock.sleep)
    site.says("/robots.txt", b"User-agent: *\nCrawl-delay: 5\n")
    for _ in range(3):
        fetcher.fetch(site.says("/news"))
    fetcher.client.close()
    assert clock.now == pytest.approx(15.0)  # a request behind robots.txt, and two more


@pytest.mark.parametrize(("status", "body"), [(404, b"gone"), (500, b""), (204, b"")])
def test_what_is_no_page_is_said_with_its_number(
    site: Site, fetcher: Fetcher, status: int, body: bytes
) -> None:
    assert f"answered {status}" in why(fetcher.fetch(site.says("/x", body, status)))


def test_an_answer_that_is_too_large_is_cut_off(site: Site, fetcher: Fetcher) -> None:
    fetcher.most = 1000
    assert "more than 1,000 bytes" in why(fetcher.fetch(site.says("/x", b"x" * 5000)))


def test_an_answer_without_end_is_cut_off(site: Site, fetcher: Fetcher) -> None:
    ticks = iter(range(0, 10**6, 40))
    fetcher.clock = lambda: float(next(ticks))
    assert "more than 60 seconds" in why(fetcher.fetch(site.says("/x", b"x" * 10**6)))


def test_a_small_answer_that_unpacks_to_a_large_one_is_cut_off(site: Site, fetcher: Fetcher) -> None:
    fetcher.most = 10**6
    bomb = gzip.compress(bytes(10**8))
    address = site.says("/x", bomb, 200, ("Content-Encoding", "gzip"))
    assert "more than 1,000,000 bytes" in why(fetcher.fetch(address))
    twice = site.says("/y", gzip.compress(bomb), 200, ("Content-Encoding", "gzip, gzip"))
    assert "was not asked for" in why(fetcher.fetch(twice))
    page = fetcher.fetch(site.says("/z", gzip.compress(HTML), 200, ("Content-Encoding", "gzip")))
    assert isinstance(page, Page)
    assert page.content == HTML


def test_a_connection_ends_at_its_deadline(site: Site) -> None:
    fetcher = Fetcher(allowed=is_any, pause=0, seconds=0)
    assert "too long" in why(fetcher.fetch(site.says("/x")))
    fetcher.client.close()


def test_a_robots_txt_of_any_length_is_read_as_far_as_it_must_be(site: Site, fetcher: Fetcher) -> None:
    rules = b"User-agent: *\nDisallow: /private\n" + b"# nothing\n" * 100_000
    site.says("/robots.txt", rules)
    assert isinstance(fetcher.fetch(site.says("/public")), Page)
    assert "asks programs not to read" in why(fetcher.fetch(site.says("/private/1")))


def test_an_answer_that_breaks_off_is_an_error(site: Site, fetcher: Fetcher) -> None:
    assert "/x'" in why(fetcher.fetch(site.says("/x", b"short", 200, ("Content-Length", "100"))))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "[::1]",
        "2130706433",  # 127.0.0.1 as one number
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "169.254.169.254",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "0.0.0.0",
        "[fe80::1]",
        "[fd00::1]",
        "224.0.0.1",
        "localhost",
    ],
)
def test_what_is_not_on_the_public_internet_is_refused(host: str) -> None:
    fetcher = Fetcher(pause=0)
    message = why(fetcher.fetch(f"http://{host}/"))
    fetcher.client.close()
    assert "not on the public internet" in message or "Invalid IPv4 address" in message


def test_a_redirect_to_a_private_address_is_refused(site: Site) -> None:
    only = ipaddress.ip_address("127.0.0.1")
    fetcher = Fetcher(allowed=lambda address: address == only, pause=0)
    for target in ("http://127.0.0.2/", "http://[::1]/", "http://169.254.169.254/latest/meta-data"):
        found = fetcher.fetch(site.says("/go", b"", 302, ("Location", target)))
        assert "not on the public internet" in why(found)
    fetcher.client.close()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://a.example/", "http://", "https:///x"])
def test_what_is_no_address_of_the_web_is_refused(fetcher: Fetcher, address: str) -> None:
    assert "no address of a web page" in why(fetcher.fetch(address))


def test_a_redirect_to_another_scheme_is_refused(site: Site, fetcher: Fetcher) -> None:
    found = fetcher.fetch(site.says("/go", b"", 302, ("Location", "file:///etc/passwd")))
    assert "no address of a web page" in why(found)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("::ffff:93.184.216.34", True),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b:1::7f00:1", False),
        ("fec0::1", False),
        ("::127.0.0.1", False),
        ("::ffff:0:7f00:1", False),
    ],
)
def test_an_address_is_public_however_it_is_written(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_an_address_that_is_none_is_an_error_like_any_other(fetcher: Fetcher) -> None:
    assert isinstance(fetcher.fetch("http://[bad/"), Unread)


def test_addresses_are_sources_and_a_feed_leads_to_its_entries(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.intake.fetch.Fetcher._wait", lambda *_: None)
    one = site.says("/1")
    rss = f"<rss><channel><item><link>{one}</link></item><item><link>/2</link></item>"
    rss += "<item><link>http://[bad/</link></item></channel></rss>"
    site.says("/2")
    feed = site.says("/feed", rss.encode(), 200, ("Content-Type", "application/rss+xml"))
    found = list(pages([one, feed], allow_private=True))
    assert [type(each) for each in found] == [Page, Page, Page, Unread]
    (refused,) = pages([one])
    assert isinstance(refused, Unread)


class Memory(dict[str, Visit]):
    """Visits, remembered as long as a test runs."""

    def set(self, address: str, visit: Visit) -> None:
        self[address] = visit


def test_what_has_not_changed_is_what_it_was(site: Site, fetcher: Fetcher) -> None:
    fetcher.visits = Memory()
    address = site.says(
        "/news", HTML, 200, ("ETag", '"1"'), ("Last-Modified", "Wed, 05 Mar 2025 09:20:00 GMT")
    )
    first, second = fetcher.fetch(address), fetcher.fetch(address)
    assert first == second
    assert site.statuses == {"/news": [200, 304], "/robots.txt": [404]}
    site.says("/news", HTML + b"<p>It froze.</p>", 200, ("ETag", '"2"'))
    changed = fetcher.fetch(address)
    assert isinstance(changed, Page)
    assert b"froze" in changed.content
    assert fetcher.visits.get(address) == Visit(changed, '"2"')


def test_behind_a_redirect_it_is_the_same(site: Site, fetcher: Fetcher) -> None:
    fetcher.visits = Memory()
    site.says("/new", HTML, 200, ("ETag", '"1"'))
    address = site.says("/old", b"", 301, ("Location", "/new"))
    first, second = fetcher.fetch(address), fetcher.fetch(address)
    assert first == second
    assert site.statuses["/new"] == [200, 304]
    assert isinstance(first, Page)
    assert fetcher.visits.get(address) == Visit(first)


def test_nothing_new_where_nobody_asked_for_news_is_an_error(site: Site, fetcher: Fetcher) -> None:
    fetcher.visits = Memory()
    address = site.says("/news", b"", 304)
    assert "answered 304" in why(fetcher.fetch(address))
    fetcher.visits.set(address, Visit(Page(HTML, address, "text/html", address)))
    assert "answered 304" in why(fetcher.fetch(address))


def test_how_long_an_address_wants_to_be_left_alone_is_kept(site: Site, fetcher: Fetcher) -> None:
    address = site.says("/news", b"", 503, ("Retry-After", "120"))
    fetcher.fetch(address)
    assert fetcher.wished == {address: 120.0}
    fetcher.fetch(site.says("/news"))
    assert fetcher.wished == {}


def test_where_the_first_address_of_a_name_takes_no_connection_the_next_is_tried(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.address.rpartition(":")[2])
    tcp = partial(socket.getaddrinfo, type=socket.SOCK_STREAM)
    named = ["127.0.0.9", "127.0.0.1"]  # at the first of them nobody listens

    def answers(host: str, port: int, *_: object, **__: object) -> list[Any]:
        return [each for name in (named if host == "corran.example" else [host]) for each in tcp(name, port)]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    Guard(is_any).connect_tcp("corran.example", port).close()
    named.pop()
    with pytest.raises(httpcore.ConnectError):
        Guard(is_any).connect_tcp("corran.example", port)
