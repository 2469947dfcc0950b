"""Adding pages to a record, over a pipeline whose reading is told and not found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord
from onrecord.model import Page, Reading
from onrecord.scale.keeping import Added, add
from onrecord.store import queries
from onrecord.store.store import Store, open_store
from tests.site import Site
from tests.told import Reader


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(5):
        (pages / f"{number}.txt").write_text(f"It rained on day {number}.")
    return pages


def run(store: Store, *sources: Path) -> Added:
    added = Added()
    for _ in add(store, sources, added=added):
        pass
    return added


def content(store: Store) -> list[Reading]:
    found = [replace(reading, error=None) for reading in queries.readings(store)]
    return sorted(found, key=lambda reading: reading.page.source)


def test_pages_are_kept_and_read(folder: Path, reader: Reader, where: Path | str) -> None:
    with open_store(where, create=True) as store:
        added = run(store, folder)
        assert (added.new, added.read, added.statements, added.known) == (5, 5, 5, 0)
        assert len(reader.read) == 5
        assert [each.article and each.article.text for each in content(store)] == [
            f"It rained on day {number}." for number in range(5)
        ]


def test_adding_them_again_changes_nothing(folder: Path, reader: Reader, where: Path | str) -> None:
    with open_store(where, create=True) as store:
        run(store, folder)
        before, read = content(store), len(reader.read)
        added = run(store, folder)
        assert (added.new, added.read, added.known) == (0, 0, 5)
        assert content(store) == before
        assert len(reader.read) == read


@pytest.mark.parametrize("most", range(5))
def test_a_run_that_was_stopped_is_completed_by_the_next(
    folder: Path, reader: Reader, most: int, place: Callable[[str], Path | str]
) -> None:
    with open_store(place("whole"), create=True) as store:
        run(store, folder)
        whole = content(store)
    reader.read, reader.most = [], most
    with open_store(place("a"), create=True) as store:
        with pytest.raises(KeyboardInterrupt):
            run(store, folder)
        reader.most = 10**6
        run(store, folder)
        assert content(store) == whole
        assert store.counts()["waiting"] == 0


def test_what_was_kept_is_read_though_its_source_is_not_named_again(
    folder: Path, reader: Reader, where: Path | str
) -> None:
    with open_store(where, create=True) as store:
        store.keep(Page(b"It snowed.", "gone.txt", "text/plain"))
        assert run(store, folder).read == 6
    assert "gone.txt" in reader.read


def test_a_newer_model_reads_again_what_is_added_again(
    folder: Path, reader: Reader, where: Path | str
) -> None:
    with open_store(where, create=True) as store:
        run(store, folder)
        reader.version = "2"
        assert run(store, folder / "1.txt").read == 1
        added = run(store, folder)
        assert (added.new, added.read) == (0, 4)
        assert store.counts()["statements"] == 5


def test_a_changed_page_is_kept_beside_the_old_one(folder: Path, reader: Reader, where: Path | str) -> None:
    del reader
    with open_store(where, create=True) as store:
        run(store, folder)
        (folder / "0.txt").write_text("It never rained.")
        assert run(store, folder).new == 1
        assert store.counts()["pages"] == 6


def test_one_bad_page_stops_nothing(tmp_path: Path, folder: Path, reader: Reader, where: Path | str) -> None:
    del reader
    (folder / "2.txt").write_text("")
    with open_store(where, create=True) as store:
        added = run(store, folder, tmp_path / "nowhere")
        assert (added.read, len(added.failed)) == (4, 2)
        assert {each.kind for each in queries.errors(store)} == {"PageError", "SourceError"}


def test_a_page_that_could_not_be_had_and_now_can_is_no_error_any_more(
    tmp_path: Path, folder: Path, reader: Reader, where: Path | str
) -> None:
    del reader
    (folder / "2.txt").write_text("")
    with open_store(where, create=True) as store:
        run(store, folder, tmp_path / "late.txt")
        assert len(queries.errors(store)) == 2
        (folder / "2.txt").write_text("It thawed.")
        (tmp_path / "late.txt").write_text("It froze.")
        run(store, folder, tmp_path / "late.txt")
        assert queries.errors(store) == []


def test_the_same_in_python(folder: Path, reader: Reader, where: Path | str) -> None:
    del reader
    with onrecord.Record(where) as record:
        assert record.add(folder).read == 5
        (hit,) = record.search("day 3", speaker="Holt")
        assert hit.statement.words == "It rained on day 3."
        assert len(list(record.readings())) == 5
        (found,) = record.readings("day 3", speaker="Holt")
        assert [each.words for each in found.statements] == ["It rained on day 3."]


def test_an_address_is_asked_for_what_is_new(
    tmp_path: Path, site: Site, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.intake.fetch.Fetcher._wait", lambda *_: None)
    page = site.says("/1", b"It rained.", 200, ("ETag", '"1"'))
    rss = f"<rss><channel><item><link>{page}</link></item></channel></rss>"
    feed = site.says("/feed", rss.encode(), 200, ("ETag", '"2"'))
    with open_store(tmp_path / "a.db", create=True) as store:
        assert fetched(store, feed).new == 1
        assert (fetched(store, feed).known, fetched(store, page).known) == (1, 1)
        assert (site.statuses["/feed"], site.statuses["/1"]) == ([200, 304], [200, 304, 304])
        reader.version = "2"
        assert fetched(store, page).read == 1  # from what was kept
        assert site.statuses["/1"][-1] == 304
        assert queries.errors(store) == []


def test_a_page_whose_bytes_alone_have_changed_is_known(
    tmp_path: Path, site: Site, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    del reader
    monkeypatch.setattr("onrecord.intake.fetch.Fetcher._wait", lambda *_: None)
    with open_store(tmp_path / "a.db", create=True) as store:
        address = site.says("/1", b"It rained.<!-- one -->")
        assert fetched(store, address).new == 1
        site.says("/1", b"It rained.<!-- two -->")
        again = fetched(store, address)
        assert (again.new, again.known, again.read, again.statements) == (0, 1, 0, 0)
        assert store.counts()["pages"] == 1


def fetched(store: Store, address: str) -> Added:
    added = Added()
    for _ in add(store, [address], added=added, allow_private=True):
        pass
    return added
