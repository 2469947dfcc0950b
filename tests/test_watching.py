"""Watching, over a server in this process, a clock that only sleep moves, and a reading that is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from onrecord.intake.fetch import Fetcher
from onrecord.scale.watching import Look, Watched, watch
from onrecord.store import queries
from onrecord.store.store import Store, open_store
from tests.site import Clock, Site
from tests.test_feeds import LONG
from tests.told import Reader

MINUTE = 60.0


def rss(*links: str, more: str = "", text: str = "") -> bytes:
    items = "".join(f"<item><link>{link}</link><description>{text}</description></item>" for link in links)
    return f"<rss version='2.0'><channel><title>The Courier</title>{more}{items}</channel></rss>".encode()


class Desk:
    """A record, and a watch over a site that begins at 1,000 seconds and sleeps by moving its clock."""

    def __init__(self, store: Store, site: Site, fetcher: Fetcher) -> None:
        self.store, self.site, self.fetcher = store, site, fetcher
        self.clock = Clock(1000.0)
        self.total = Watched()

    def looks(self, *paths: str | Path, every: float = 15, once: bool = False) -> Iterator[Look]:
        given = [f"{self.site.address}{each}" if isinstance(each, str) else each for each in paths]
        return watch(
            self.store,
            given,
            every=every,
            once=once,
            total=self.total,
            fetcher=self.fetcher,
            clock=self.clock.time,
            sleep=self.clock.sleep,
        )

    def texts(self) -> list[str]:
        return sorted(each.article.text for each in queries.readings(self.store) if each.article)


@pytest.fixture
def desk(tmp_path: Path, site: Site, fetcher: Fetcher, reader: Reader) -> Iterator[Desk]:
    del reader
    with open_store(tmp_path / "a.db", create=True) as store:
        yield Desk(store, site, fetcher)


def test_what_is_new_is_added_and_what_is_known_is_not_asked_for(desk: Desk, site: Site) -> None:
    site.says("/1", b"It rained.")
    site.says("/2", b"It froze.")
    site.says("/feed", rss("/1"), 200, ("ETag", '"1"'))
    looks = desk.looks("/feed")
    first, second = next(looks), next(looks)
    assert (first.name, first.read, first.statements, first.number) == ("The Courier", 1, 1, 1)
    assert (second.read, second.failed, second.error) == (0, 0, None)
    assert site.statuses["/feed"] == [200, 304]
    site.says("/feed", rss("/2", "/1"), 200, ("ETag", '"2"'))
    assert next(looks).read == 1
    assert desk.texts() == ["It froze.", "It rained."]
    assert site.asked.count("/1") == site.asked.count("/2") == 1
    assert (desk.total.looks, desk.total.read, desk.total.failed) == (3, 2, 0)


def test_what_was_added_by_itself_is_known(desk: Desk, site: Site) -> None:
    site.says("/1", b"It rained.")
    site.says("/feed", rss("/1#top"))
    assert [each.read for each in desk.looks("/1", "/feed", once=True)] == [1, 0]
    assert site.asked.count("/1") == 1


def test_once_is_once_each(desk: Desk, site: Site) -> None:
    for name in ("/a", "/b"):
        site.says(name, rss())
    assert [each.number for each in desk.looks("/a", "/b", once=True)] == [1, 1]
    assert desk.clock.now == 1000.0


@pytest.mark.parametrize(
    ("more", "headers", "minutes"),
    [
        ("", (), 15),
        ("<ttl>60</ttl>", (), 60),
        ("<ttl>5</ttl>", (), 15),
        ("<ttl>999999</ttl>", (), 24 * 60),
        ("<ttl>soon</ttl>", (), 15),
        ("", (("Cache-Control", "max-age=3600"),), 60),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", (), 30),
        ("<sy:updatePeriod>weekly</sy:updatePeriod>", (), 24 * 60),
    ],
)
def test_a_feed_is_asked_as_often_as_it_wishes_within_limits(
    desk: Desk, site: Site, more: str, headers: tuple[tuple[str, str], ...], minutes: float
) -> None:
    content = rss(more=more).replace(
        b"<rss ", b'<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    )
    site.says("/feed", content, 200, *headers)
    first, second = islice(desk.looks("/feed"), 2)
    assert first.again - first.at == minutes * MINUTE
    assert second.at == first.again == desk.clock.now


def test_a_feed_that_cannot_be_had_is_asked_at_longer_intervals_and_stops_no_other(
    desk: Desk, site: Site
) -> None:
    site.says("/bad", b"", 500)
    site.says("/good", rss())
    looks = list(islice(desk.looks("/bad", "/good"), 12))
    bad = [each for each in looks if each.error]
    assert [each.again - each.at for each in bad[:3]] == [30 * MINUTE, 60 * MINUTE, 120 * MINUTE]
    assert len(looks) - len(bad) > 6
    (failure,) = queries.errors(desk.store)
    assert (failure.source, "answered 500" in failure.message) == (f"{site.address}/bad", True)


def test_when_it_works_again_it_is_no_error_any_more(desk: Desk, site: Site) -> None:
    site.says("/feed", b"", 503, ("Retry-After", "7200"))
    looks = desk.looks("/feed")
    assert next(looks).again == 1000.0 + 7200
    site.says("/feed", rss())
    mended = next(looks)
    assert (mended.at, mended.is_mended, mended.error) == (8200.0, True, None)
    assert mended.again == mended.at + 15 * MINUTE
    assert queries.errors(desk.store) == []


def test_where_a_page_cannot_be_had_the_text_of_its_entry_is_kept(desk: Desk, site: Site) -> None:
    text = LONG.replace("<", "&lt;")
    site.says("/feed", rss("/gone", text=text))
    looks = desk.looks("/feed")
    assert next(looks).read == 1
    assert next(looks).read == 0
    assert site.asked.count("/gone") == 1
    assert queries.errors(desk.store) == []


def test_where_there_is_a_page_it_counts_for_more_than_the_entry(desk: Desk, site: Site) -> None:
    site.says("/1", b"It rained.")
    site.says("/feed", rss("/1", text=LONG.replace("<", "&lt;")))
    list(desk.looks("/feed", once=True))
    assert desk.texts() == ["It rained."]


def test_an_entry_that_cannot_be_had_is_asked_for_again_later(desk: Desk, site: Site) -> None:
    site.says("/feed", rss("/late"))
    looks = desk.looks("/feed")
    assert [each.failed for each in islice(looks, 2)] == [1, 0]
    site.says("/late", b"It thawed.")
    assert next(looks).read == 1
    assert site.asked.count("/late") == 2
    assert queries.errors(desk.store) == []


def test_a_feed_over_which_we_stumble_is_an_error_like_any_other(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("onrecord.intake.feeds.parsed", stumble)
    site.says("/feed", rss())
    (look,) = desk.looks("/feed", once=True)
    assert look.error is not None
    assert "ZeroDivisionError" in look.error.message


def test_site_maps_and_pages_are_followed_too(desk: Desk, site: Site) -> None:
    one = site.says("/1", b"It rained.")
    site.says("/map", f"<urlset><url><loc>{one}</loc></url></urlset>".encode())
    looks = desk.looks("/map", "/page")
    site.says("/page", b"It froze.")
    assert [each.read for each in islice(looks, 4)] == [1, 1, 0, 0]
    site.says("/page", b"It thawed.")
    assert [each.read for each in islice(looks, 2)] == [0, 1]
    assert site.asked.count("/1") == 1


def test_a_list_names_what_is_followed(desk: Desk, site: Site, tmp_path: Path) -> None:
    address = site.says("/feed", rss())
    path = tmp_path / "feeds.opml"
    path.write_text(f'<opml><body><outline text="My Courier" xmlUrl="{address}"/></body></opml>')
    (look,) = desk.looks(path, once=True)
    assert look.name == "My Courier"


def test_stopped_in_the_middle_it_has_counted_and_goes_on_where_it_was(
    desk: Desk, site: Site, reader: Reader
) -> None:
    for number in range(3):
        site.says(f"/{number}", f"It rained on day {number}.".encode())
    site.says("/feed", rss("/0", "/1", "/2"), 200, ("ETag", '"1"'))
    reader.most = 1
    with pytest.raises(KeyboardInterrupt):
        next(desk.looks("/feed"))
    assert desk.total.read == 1
    reader.most = 100
    assert next(desk.looks("/feed")).read == 2
    assert len(desk.texts()) == 3
    assert site.statuses["/feed"] == [200, 304]
