"""The command line, over a stand-in for the pipeline; a few tests run the command as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner, Result

import onrecord
from onrecord.errors import ModelError
from onrecord.faces.cli import app
from onrecord.faces.exports import FORMATS
from onrecord.model import Reading

Run = Callable[..., Result]

# A pipeline in a process of its own: a page a source; "stop" ends it as Ctrl-C does.
STAND_IN = """
import os, signal, sys, types
from onrecord.errors import PageError
from onrecord.model import Article, Block, Page, Reading, Span, Speaker, Statement

def read(sources, *, threads=None, allow_private=False):
    for source in sources:
        if source == "stop":
            os.kill(os.getpid(), signal.SIGINT)
        text = "\\u201cYes \\u00e9,\\u201d she said. " * 500
        said = Statement("s", "direct", "say", (Span.of(text, 1, 6),), (), (), Speaker("Ines Fallow"))
        page = Page(b"x", source, "text/plain")
        if source == "bad":
            yield Reading(page, None, error=PageError("Nothing in 'bad'.", hint="Save it again."))
        else:
            yield Reading(page, Article("a", text, (Block("body", 0, len(text)),)), (said,))

import onrecord
onrecord.pipeline = sys.modules["onrecord.pipeline"] = types.ModuleType("onrecord.pipeline")
onrecord.pipeline.read = read
from onrecord.faces.cli import main
main()
"""


@pytest.fixture
def run(reading: Reading, failure: Reading, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command over a pipeline that knows "good", "bad", "empty" and "broken"."""

    def read(
        sources: Iterable[str], *, threads: int | None = None, allow_private: bool = False
    ) -> Iterator[Reading]:
        assert not allow_private
        for source in sources:
            if source == "empty":
                continue
            if source == "broken":
                raise ModelError("No model.", hint=f"Asked for {threads} threads.")
            yield failure if source == "bad" else reading

    pipeline = ModuleType("onrecord.pipeline")
    pipeline.__dict__["read"] = read
    monkeypatch.setitem(sys.modules, "onrecord.pipeline", pipeline)
    monkeypatch.setattr(onrecord, "pipeline", pipeline, raising=False)
    return lambda *arguments: CliRunner().invoke(app, arguments, prog_name="onrecord")


def process(*arguments: str, **options: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **options}
    return subprocess.Popen(
        [sys.executable, "-c", STAND_IN, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )


def test_a_page_read_is_printed_and_all_is_well(run: Run) -> None:
    result = run("read", "good")
    assert result.exit_code == 0
    assert result.stdout.startswith("Mayor denies plan to sell the pier\nThe Wexcombe Argus")
    assert result.stderr == ""


def test_one_bad_page_stops_nothing_and_is_said(run: Run) -> None:
    result = run("read", "good", "bad", "good")
    assert result.exit_code == 1
    assert result.stdout.count("Mayor denies plan") == 2
    assert result.stderr == "onrecord: 'pages/empty.html' holds no text. Save the page again.\n"


def test_jsonl_keeps_the_bad_page_in_its_place(run: Run) -> None:
    result = run("read", "--format", "jsonl", "good", "bad", "good")
    found = [json.loads(line)["error"] for line in result.stdout.splitlines()]
    assert [error and error["kind"] for error in found] == [None, "PageError", None]
    assert result.exit_code == 1


def test_no_page_at_all_is_no_success(run: Run) -> None:
    result = run("read", "empty")
    assert result.exit_code == 1
    assert result.stderr.startswith("onrecord: No pages in 'empty'. Of a folder, files that end in .html")


def test_what_stops_everything_is_said_in_one_line(run: Run) -> None:
    result = run("read", "--threads", "3", "broken")
    assert result.exit_code == 1
    assert result.stderr == "onrecord: No model. Asked for 3 threads.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--format", "xls", "x"),
            "No format 'xls'. There are: text, jsonl, csv, parquet, brat, html, webannotation, schemaorg.",
        ),
        (("--format", "brat", "x"), "The format brat is written into a folder."),
        (("--output", "no/such/file", "x"), "No folder 'no/such' to write in."),
        (("--output", ".", "x"), "'.' is a folder."),
        (("--threads", "0", "x"), "--threads"),
        (("--colour", "x"), "No such option"),
        ((), "Usage: onrecord read"),
    ],
)
def test_what_is_not_understood_is_explained(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("read", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_be_written_to_a_place(run: Run, form: str, tmp_path: Path) -> None:
    place = tmp_path / "out"
    result = run("read", "--format", form, "--output", str(place), "good")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    written = place / "pier.txt" if form == "brat" else place
    assert b"We will keep it." in written.read_bytes()


def test_speech_alone_has_no_attitudes(run: Run) -> None:
    result = run("read", "--speech", "--format", "jsonl", "good")
    assert [said["act"] for said in json.loads(result.stdout)["statements"]] == ["deny", "say"]


def test_version_and_help_are_told(run: Run) -> None:
    assert run("--version").stdout == f"onrecord {onrecord.__version__}\n"
    assert "Examples:\n    onrecord read page.html\n" in run("read", "--help").stdout
    assert run().exit_code == 2


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["read", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom onrecord.faces.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('numpy', 'onnxruntime', 'lxml', 'rich', 'trafilatura') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_is_piped_is_utf8_whatever_the_locale() -> None:
    for form in ("text", "jsonl", "csv", "html"):
        with process(
            "read", "--format", form, "x", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
        ) as run:
            out, err = run.communicate()
        assert err == b""
        assert "Yes é".encode() in out


def test_ctrl_c_ends_quietly_after_whole_lines() -> None:
    with process("read", "--format", "jsonl", "one", "two", "stop", "three") as run:
        out, err = run.communicate()
    assert run.returncode == 130
    assert err == b""
    assert [json.loads(line)["page"]["source"] for line in out.splitlines()] == ["one", "two"]


def test_a_reader_that_has_gone_is_no_error() -> None:
    with process("read", "--format", "jsonl", *["page"] * 200) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 141


def test_python_m_onrecord_is_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"onrecord {onrecord.__version__}\n"
