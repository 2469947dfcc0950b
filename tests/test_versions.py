"""Versions of pages: what stands at one address at different times."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model import Article, Block, Page, Reading, Span, Speaker, Statement, Visit, digest
from onrecord.store import queries, sayings, versions
from onrecord.store.queries import Question
from onrecord.store.store import Store, open_store, page_id
from onrecord.store.visits import Visits

ADDRESS = "https://corran.example/gates"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.db", create=True) as made:
        yield made


def page(text: str, token: str = "", address: str | None = ADDRESS, source: str = ADDRESS) -> Page:
    """A page that says ``text``, in bytes that hold a token beside it."""
    return Page(f"{text} <!-- {token} -->".encode(), source, "text/html", address)


def read(given: Page, headline: str | None = "Gates") -> Reading:
    text = given.content.decode().partition(" <!--")[0]
    article = Article(page_id(given), text, (Block("body", 0, len(text)),), headline)
    span = (Span.of(text, 0, len(text)),)
    said = Statement(
        digest(article.id, "said"), "indirect", "say", span, (), (), Speaker("Mara Holt", "person")
    )
    return Reading(given, article, (said,))


def add(store: Store, given: Page, headline: str | None = "Gates") -> bool:
    """Fetches and reads a page; False where it is a version that is known."""
    if given.source == given.url:
        Visits(store).set(given.source, Visit(given))
    key, new = store.keep(given)
    return new and store.save(read(given, headline), "1") and key == page_id(given)


def words(store: Store, *, versions: bool = False) -> list[str]:
    found = queries.search(store, Question(order="oldest", versions=versions))
    return sorted(hit.statement.words for hit in found)


def test_new_bytes_that_say_the_same_are_the_same_version(store: Store) -> None:
    assert add(store, page("It rained.", "one"))
    assert not add(store, page("It rained.", "two"))
    assert store.counts()["pages"] == store.counts()["statements"] == 1
    assert store.page(page_id(page("It rained.", "one")))
    visit = Visits(store).get(ADDRESS)
    assert visit is not None
    assert visit.page == page("It rained.", "one")


def test_a_changed_text_or_headline_is_a_new_version_and_both_are_kept(store: Store) -> None:
    add(store, page("It rained."))
    assert add(store, page("It froze."))
    assert add(store, page("It froze.", "new headline"), "Ice")
    assert words(store) == ["It froze."]
    assert words(store, versions=True) == ["It froze.", "It froze.", "It rained."]
    first = queries.reading(store, page_id(page("It rained.")))
    assert first.article is not None
    assert first.article.text == "It rained."


def test_a_page_without_a_headline_is_compared_by_its_text(store: Store) -> None:
    assert add(store, page("It rained.", "one"), None)
    assert not add(store, page("It rained.", "two"), None)


def test_nothing_is_counted_twice(store: Store) -> None:
    add(store, page("It rained."))
    add(store, page("It froze."))
    assert queries.count(store, Question()) == {None: 1}
    assert queries.count(store, Question("rained"), "speaker") == {}
    assert queries.count(store, Question("rained", versions=True), "speaker") == {"Mara Holt": 1}
    assert [each.statements for each in queries.speakers(store)] == [1]
    assert len(list(queries.readings(store))) == 1
    assert len(list(queries.readings(store, earlier=True))) == 2


def test_a_page_that_goes_back_to_what_it_said_has_its_first_version_again(store: Store) -> None:
    for token, text in enumerate(("It rained.", "It froze.", "It rained.")):
        add(store, page(text, str(token)))
    assert words(store) == ["It rained."]
    add(store, page("It froze.", "1"))  # the very bytes
    assert words(store) == ["It froze."]
    assert [each.is_current for each in versions.versions(store, page_id(page("It froze.", "1")))] == [
        True,
        False,
    ]


def test_an_earlier_version_says_which_is_the_current_one(store: Store) -> None:
    add(store, page("It rained."))
    add(store, page("It froze."))
    old, new = page_id(page("It rained.")), page_id(page("It froze."))
    found = {hit.article.id: hit.current for hit in queries.search(store, Question(versions=True))}
    assert found == {old: new, new: None}
    hit = sayings.find(store, digest(old, "said"))
    assert isinstance(hit, queries.Hit)
    assert hit.current == new


def test_what_was_read_last_is_not_current_if_it_was_fetched_first(store: Store) -> None:
    first, second = page("It rained."), page("It froze.")
    for each in (first, second):
        store.keep(each)
    for each in (second, first):
        store.save(read(each), "1")
    assert words(store) == ["It froze."]


def test_adding_an_old_file_again_does_not_make_it_current(store: Store) -> None:
    saved = page("It rained.", source="old.warc:" + ADDRESS)
    add(store, saved)
    add(store, page("It froze."))
    store.keep(saved)
    assert words(store) == ["It froze."]


def test_pages_without_an_address_and_of_others_are_pages_of_their_own(store: Store) -> None:
    for token in "ab":
        add(store, page("It rained.", token, None, "a.html"))
        add(store, page("It rained.", token, f"{ADDRESS}/{token}"))
    assert len(words(store)) == 4


def test_a_page_that_holds_no_article_is_no_version(store: Store, failure: Reading) -> None:
    add(store, page("It rained."))
    wall = replace(failure, page=page("", "a wall"))
    assert isinstance(wall.page, Page)
    store.keep(wall.page)
    store.save(wall, "1")
    assert words(store) == ["It rained."]
    add(store, page("It froze."))
    store.save(replace(wall, page=page("It froze.")), "2")  # a newer model finds nothing in it
    assert words(store) == ["It rained."]


def test_reading_again_with_a_newer_model_keeps_every_version(store: Store) -> None:
    for text in ("It rained.", "It froze."):
        add(store, page(text))
    for text in ("It froze.", "It rained."):
        assert store.save(read(page(text)), "2")
    assert words(store) == ["It froze."]
    assert len(words(store, versions=True)) == 2


def test_in_an_older_record_the_last_page_of_an_address_is_the_current_one(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with open_store(path, create=True) as store:
        for text in ("It rained.", "It froze.", "It thawed."):
            add(store, page(text, source="a.jsonl:1"))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE schema SET version = 1")
        for name in ("visits", "versions"):
            connection.execute(f"DROP TABLE {name}")
    connection.close()
    with open_store(path) as store:
        assert words(store) == ["It thawed."]
        assert len(words(store, versions=True)) == 3
