from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import Page, Visit
from onrecord.store import visits as module
from onrecord.store.store import Store, open_store
from onrecord.store.visits import Visits

ADDRESS = "https://corran.example/1"
PAGE = Page(b"It rained.", ADDRESS, "text/html", ADDRESS, "latin-1")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "a.db", create=True)


def test_a_visit_comes_back_with_its_page(store: Store) -> None:
    visits = Visits(store)
    store.keep(PAGE)
    visits.set(ADDRESS + "#top", Visit(PAGE, '"1"', "Wed, 05 Mar 2025 09:20:00 GMT"))
    found = visits.get(ADDRESS)
    assert found is not None
    assert (found.page, found.etag, found.modified) == (PAGE, '"1"', "Wed, 05 Mar 2025 09:20:00 GMT")
    assert found.checked
    assert visits.get("https://corran.example/2") is None


def test_a_visit_whose_page_was_never_kept_is_none(store: Store) -> None:
    visits = Visits(store)
    visits.set(ADDRESS, Visit(PAGE, '"1"'))
    assert visits.get(ADDRESS) is None
    assert not visits.knows(ADDRESS)


def test_the_last_visit_counts(store: Store) -> None:
    visits = Visits(store)
    store.keep(PAGE)
    for mark in ('"1"', '"2"'):
        visits.set(ADDRESS, Visit(PAGE, mark))
    found = visits.get(ADDRESS)
    assert found is not None
    assert found.etag == '"2"'


def test_a_feed_is_kept_with_its_address_unless_it_is_large(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = Page(b"<rss></rss>", ADDRESS, "application/xml", ADDRESS)
    visits = Visits(store)
    visits.set(ADDRESS, Visit(feed, '"1"'))
    assert visits.get(ADDRESS) is not None
    assert not visits.knows(ADDRESS)
    monkeypatch.setattr(module, "MAX_BYTES", 5)
    visits.set(ADDRESS, Visit(feed, '"1"'))
    assert visits.get(ADDRESS) is None


def test_a_page_is_known_by_where_it_stands_and_by_what_leads_there(store: Store) -> None:
    visits = Visits(store)
    store.keep(PAGE)
    visits.set("https://short.example/x", Visit(PAGE))
    assert visits.knows(ADDRESS + "#comments")
    assert visits.knows("https://short.example/x")
    assert not visits.knows("https://short.example/y")
    assert not visits.knows("https://short.example/\ud800")


def test_an_address_too_long_to_look_up_is_not_remembered(store: Store) -> None:
    long = ADDRESS + "x" * 3000
    store.keep(PAGE)
    Visits(store).set(long, Visit(PAGE))
    assert Visits(store).get(long) is None
