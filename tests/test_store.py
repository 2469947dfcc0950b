from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import randbytes

import pytest
from sqlalchemy import text

from onrecord.errors import RecordError, SourceError
from onrecord.model import Page, Reading, Unread
from onrecord.store import queries, tables
from onrecord.store.files import LONGEST_LOG, MARK
from onrecord.store.store import Store, open_store, page_id


@pytest.fixture
def store(where: Path | str) -> Iterator[Store]:
    with open_store(where, create=True) as made:
        yield made


def kept(store: Store, reading: Reading, reader: str = "1") -> str:
    assert isinstance(reading.page, Page)
    key, _ = store.keep(reading.page)
    if reading.article is not None:
        object.__setattr__(reading.article, "id", key)
    store.save(reading, reader)
    return key


def test_a_page_comes_back_byte_for_byte(store: Store) -> None:
    page = Page(b"\x00\xff\xfe news", "a/b.html", "text/html", "https://corran.example/1", "latin-1")
    key, new = store.keep(page)
    assert new
    assert store.page(key) == page


def test_the_same_page_is_kept_once(store: Store) -> None:
    one, other = Page(b"news", "a.txt", "text/plain"), Page(b"news", "b.txt", "text/plain")
    assert store.keep(one) == (page_id(one), True)
    assert store.keep(other) == (page_id(one), False)
    assert store.counts()["pages"] == 1


def test_the_same_bytes_at_two_addresses_are_two_pages(store: Store) -> None:
    for address in ("https://one.example/", "https://two.example/"):
        store.keep(Page(b"news", "a.txt", "text/plain", address))
    assert store.counts()["pages"] == 2


def test_a_reading_comes_back_as_it_was(store: Store, reading: Reading) -> None:
    key = kept(store, reading)
    assert queries.reading(store, key) == reading


def test_a_page_without_an_article_keeps_its_error(store: Store, failure: Reading) -> None:
    key = kept(store, failure)
    found = queries.reading(store, key)
    assert found.article is None
    assert found.error is not None
    assert failure.error is not None
    assert (found.error.kind, found.error.message) == ("PageError", failure.error.message)


def test_a_newer_model_replaces_what_was_read(store: Store, reading: Reading) -> None:
    key = kept(store, reading)
    kept(store, Reading(reading.page, reading.article, reading.statements[:1]), "2")
    assert len(queries.reading(store, key).statements) == 1
    assert not list(store.waiting())
    assert store.counts() == {
        "pages": 1,
        "articles": 1,
        "statements": 1,
        "errors": 0,
        "unread": 0,
        "waiting": 0,
    }


def write(store: Store, *lines: str) -> None:
    with store.writing() as connection:
        for line in lines:
            connection.execute(text(line))


def test_what_fails_half_way_changes_nothing(store: Store, reading: Reading) -> None:
    key = kept(store, reading)
    with pytest.raises(RecordError, match="cannot be written"):
        write(store, "DELETE FROM statements", "INSERT INTO statements (row) VALUES (1)")  # lacks all else
    assert queries.reading(store, key) == reading


def test_a_source_without_a_page_is_noted_until_it_has_one(store: Store) -> None:
    gone = Unread("a.txt", SourceError("No file 'a.txt'.", hint="Check the path."))
    store.refuse(gone)
    store.refuse(gone)
    assert [each.message for each in queries.errors(store)] == ["No file 'a.txt'."]
    store.keep(Page(b"news", "a.txt", "text/plain"))
    assert queries.errors(store) == []


def test_a_record_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"No record at .*a\.db") as caught:
        open_store(tmp_path / "a.db")
    assert "onrecord add" in caught.value.hint
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_record_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html>no record, but longer than the head of a database would be</html>" * 20)
    before = path.read_bytes()
    with pytest.raises(RecordError, match="is no record"):
        open_store(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE pages (name TEXT)")
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(RecordError, match="is no record"):
            open_store(path, create=create)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["other.db"]


@pytest.mark.parametrize("name", ["x?y.db", "a?b=c.db", "x%20#y.db", ":memory:", "é b.db"])
def test_a_record_is_the_file_that_was_named(tmp_path: Path, name: str) -> None:
    open_store(tmp_path / name, create=True).close()
    assert (tmp_path / name).is_file()
    open_store(tmp_path / name).close()


def test_a_record_that_was_begun_and_no_more_is_completed(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()  # killed before the first byte
    open_store(path, create=True).close()
    path = tmp_path / "b.db"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA application_id={MARK}")  # killed before the first table
    connection.close()
    with open_store(path) as store:
        assert store.counts()["pages"] == 0


def test_names_that_are_no_text_are_kept_as_far_as_they_are(store: Store) -> None:
    odd = "na\udcffme.txt"
    store.keep(Page(b"news", odd, "text/plain", "https://corran.example/\ud800"))
    store.refuse(Unread(odd, SourceError(f"No file '{odd}'.", hint="Check the path.")))
    assert [each.source for each in queries.errors(store)] == ["na?me.txt"]


def test_a_record_of_a_newer_version_is_not_opened(where: Path | str) -> None:
    with open_store(where, create=True) as store:
        write(store, "UPDATE schema SET version = 99")
    with pytest.raises(RecordError, match="version 99"):
        open_store(where)


def test_a_record_of_an_older_version_is_brought_to_the_newest(tmp_path: Path, reading: Reading) -> None:
    path = tmp_path / "a.db"
    with open_store(path, create=True) as store:
        key = kept(store, reading)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE schema SET version = 1")
        first = ("schema", "pages", "unread", "articles", "statements")
        for table in reversed(tables.metadata.sorted_tables):
            if table.name not in first:
                connection.execute(f"DROP TABLE {table.name}")
    connection.close()
    with open_store(path) as store:
        assert queries.reading(store, key) == reading
        with store.reading() as opened:
            assert opened.scalar(text("SELECT count(*) FROM visits")) == 0


def test_a_record_opens_again_with_all_that_was_in_it(where: Path | str, reading: Reading) -> None:
    with open_store(where, create=True) as store:
        key = kept(store, reading)
    with open_store(where) as store:
        assert queries.reading(store, key) == reading


def test_a_disk_that_is_full_is_said_so(tmp_path: Path) -> None:
    grow = "INSERT INTO unread VALUES ('a', 'k', hex(zeroblob(1000000)), 'h', 't')"
    with open_store(tmp_path / "a.db", create=True) as store:
        with pytest.raises(RecordError, match="disk is full"):
            write(store, "PRAGMA max_page_count=1", grow)
        assert store.counts()["unread"] == 0


def test_whoever_asks_does_not_wait_for_whoever_writes(
    where: Path | str, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.store.files.WAIT", 0)
    with open_store(where, create=True) as store:
        key = kept(store, reading)
        with store.writing() as connection, open_store(where) as other:
            connection.execute(text("DELETE FROM statements"))
            assert queries.reading(other, key) == reading  # as it stood before


def test_a_long_log_is_cut_once_nobody_reads_beside_it(tmp_path: Path) -> None:
    log = tmp_path / "a.db-wal"
    with open_store(tmp_path / "a.db", create=True) as store:
        with store.reading() as connection:
            connection.execute(text("SELECT count(*) FROM pages")).all()
            for number in range(5):
                store.keep(Page(randbytes(5_000_000), f"{number}.txt", "text/plain"))
        assert log.stat().st_size > LONGEST_LOG
        for number in range(2):
            store.keep(Page(b"news", "a.txt", "text/plain", f"https://corran.example/{number}"))
        assert log.stat().st_size <= LONGEST_LOG
