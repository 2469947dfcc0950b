from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import onrecord
from onrecord.errors import SourceError
from onrecord.faces.cli import app
from onrecord.faces.lookout import look_line, summary
from onrecord.scale import watching
from onrecord.scale.watching import Look, Watched
from tests.site import Site
from tests.told import Reader

AT = datetime(2025, 3, 5, 9, 20).timestamp()
LOOK = Look("https://corran.example/feed", "The Courier", 1, AT, AT + 900)


@pytest.fixture
def feed(site: Site, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a feed of two entries, one of which cannot be had."""
    del reader
    monkeypatch.setattr("onrecord.intake.fetch.Fetcher._wait", lambda *_: None)
    site.says("/1", b"It rained.")
    items = "<item><link>/1</link></item><item><link>/gone</link></item>"
    return site.says("/feed", f"<rss><channel><title>The Courier</title>{items}</channel></rss>".encode())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["watch", "--allow-private", *arguments])


def test_a_look_is_a_line() -> None:
    assert look_line(replace(LOOK, read=3, statements=41)) == "09:20  The Courier  3 new pages, 41 statements"
    assert look_line(replace(LOOK, read=1, statements=1, failed=2)).endswith(
        "  1 new page, 1 statement, 2 not read"
    )
    broken = replace(LOOK, name="The\x1b[31mCourier", error=SourceError("It answered 500.", hint="Wait."))
    assert look_line(broken).endswith("It answered 500. Asked again at 09:35.")
    assert "\x1b" not in look_line(broken)


def test_nothing_new_is_said_once() -> None:
    assert look_line(LOOK) == "09:20  The Courier  nothing new"
    assert look_line(replace(LOOK, number=2)) == ""
    assert look_line(replace(LOOK, number=2, is_mended=True)) == "09:20  The Courier  nothing new"


def test_in_the_end_it_is_said_how_it_went() -> None:
    assert summary(Watched(1, 1, 1, 0), "a.db") == "a.db: 1 new page with 1 statement in 1 look."
    assert summary(Watched(2, 3, 4, 1), "a.db") == (
        "a.db: 3 new pages with 4 statements in 2 looks, 1 not read (see: onrecord errors)."
    )


def test_once_adds_what_is_new(feed: str, tmp_path: Path) -> None:
    db = str(tmp_path / "a.db")
    done = run("--once", "--db", db, feed)
    assert done.exit_code == 1
    first, last = done.stdout.splitlines()
    assert first.endswith("  The Courier  1 new page, 1 statement, 1 not read")
    assert last == f"{db}: 1 new page with 1 statement in 1 look, 1 not read (see: onrecord errors)."


def test_it_is_stopped_with_a_line_that_says_how_it_went(
    feed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*given: object, total: Watched, **_: object) -> Iterator[Look]:
        del given
        total.looks += 1
        yield LOOK
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "watch", stopped)
    done = run("--db", str(tmp_path / "a.db"), feed)
    assert done.exit_code == 130
    assert done.stdout.endswith("a.db: 0 new pages with 0 statements in 1 look.\n")


def test_a_list_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    done = run("--db", str(tmp_path / "a.db"), str(tmp_path / "feeds.opml"))
    assert done.exit_code == 1
    assert "cannot be read: No such file" in done.stderr


def test_the_same_in_python(feed: str, tmp_path: Path) -> None:
    with onrecord.Record(tmp_path / "a.db") as record:
        (look,) = record.watch(feed, once=True)
        assert look.error is not None  # an address of this machine
        assert "not on the public internet" in look.error.message
