"""Long work on a terminal: what a person sees of it, and what Ctrl-C leaves behind; a process of its own."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onrecord.store.store import open_store

# A pipeline that reads a few pages and then none any more, until it is stopped.
STAND_IN = """
import sys, threading
from onrecord import pipeline
from onrecord.model import Article, Block, Page, Reading, Span, Speaker, Statement
from onrecord.store.store import page_id

most = int(sys.argv.pop(1))

def read_pages(pages, *, threads=None):
    for number, page in enumerate(pages):
        if number == most:
            threading.Event().wait()
        text = page.content.decode()
        said = Statement(page_id(page), "direct", "say", (Span.of(text, 0, len(text)),), (), (), Speaker())
        yield Reading(page, Article(page_id(page), text, (Block("body", 0, len(text)),)), (said,))

pipeline.read_pages, pipeline.reader = read_pages, lambda: "1"
from onrecord.faces.cli import main
main()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of nine pages, and a record to come beside it."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(9):
        (pages / f"{number}.txt").write_text(f"It rained on day {number}.")
    return tmp_path


class Terminal:
    """The other side of a terminal that a command has for standard error."""

    def __init__(self, process: subprocess.Popen[str], side: int) -> None:
        self.process, self.side, self.seen = process, side, ""

    def until(self, shown: str) -> str:
        """All that was shown until something is."""
        while shown not in self.seen:
            self.seen += os.read(self.side, 4096).decode()
        return self.seen

    def ended(self) -> tuple[int, str]:
        """The exit code, and what was printed on standard output."""
        printed, _ = self.process.communicate(timeout=60)
        return self.process.returncode, printed


@contextmanager
def on_terminal(folder: Path, most: int, *arguments: str) -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "CI"}},
        "PYTHONPATH": str(Path(__file__).parent.parent),
        "TERM": "xterm",
        "COLUMNS": "100",
    }
    command = [sys.executable, "-c", STAND_IN, str(most), *arguments]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=theirs, text=True
    ) as process:
        try:
            yield Terminal(process, ours)
        finally:
            process.kill()
            os.close(theirs)
            os.close(ours)


def add(folder: Path, most: int) -> tuple[str, str]:
    """Adds the pages until they are stopped: what was shown, and the line printed at the end."""
    with on_terminal(folder, most, "add", "--db", "a.db", "pages") as terminal:
        terminal.until(f"{most} of 9 pages")
        terminal.process.send_signal(signal.SIGINT)
        code, printed = terminal.ended()
        assert code == 130
        return terminal.seen, printed


def test_a_terminal_shows_how_many_pages_of_how_many_are_read(folder: Path) -> None:
    shown, _ = add(folder, 5)
    assert "5 of 9 pages · 5 statements" in shown


def test_once_stopped_it_says_what_is_kept_and_keeps_it(folder: Path) -> None:
    shown, printed = add(folder, 4)
    assert printed == "a.db: 4 pages read with 4 statements. Stopped; the same command goes on from here.\n"
    assert "Traceback" not in shown
    with open_store(folder / "a.db") as store:
        counts = store.counts()
        assert counts["statements"] == 4
        assert counts["pages"] - counts["waiting"] == 4


def test_the_same_command_goes_on_from_there(folder: Path) -> None:
    add(folder, 4)
    with on_terminal(folder, 100, "add", "--db", "a.db", "pages") as terminal:
        assert terminal.ended() == (0, "a.db: 5 pages read with 5 statements, 4 known already.\n")
    with open_store(folder / "a.db") as store:
        assert (store.counts()["pages"], store.counts()["waiting"]) == (9, 0)


def test_what_is_written_elsewhere_is_counted_too_and_ends_with_a_whole_line(folder: Path) -> None:
    with on_terminal(folder, 3, "read", "--format", "jsonl", "--output", "a.jsonl", "pages") as terminal:
        terminal.until("3 of 9 pages")
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.ended() == (130, "")
    assert (folder / "a.jsonl").read_text("utf-8").count("\n") == 3
