"""What the docs say is so: their commands run, their output is the real one, and nothing is left out."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

import onrecord
from onrecord.faces.cli import app
from onrecord.faces.exports import FORMATS
from onrecord.faces.table import TABLES
from onrecord.model import ACTS, DIFFERENCES, ROLES

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
PERCENT = re.compile(r"\(\d+\N{NO-BREAK SPACE}?\s?%\)")


@dataclass(frozen=True)
class Block:
    language: str
    text: str

    def commands(self) -> Iterator[tuple[str, str | None]]:
        """Each command with the output shown for it, None where none can be (``sh`` shows none)."""
        if self.language == "sh":
            yield from ((line.partition("  #")[0].strip(), None) for line in self.text.splitlines() if line)
            return
        for part in re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown or None


def blocks(path: Path) -> list[Block]:
    return [Block(*match.groups()) for match in FENCE.finditer(path.read_text("utf-8"))]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder like a fresh clone, with the command ``onrecord`` on the way to it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    command = tmp_path / "bin" / "onrecord"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m onrecord "$@"\n')
    command.chmod(0o755)
    return tmp_path


def run(command: str | list[str], desk: Path) -> str:
    environment = {"PATH": f"{desk / 'bin'}:/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["bash", "-c", command] if isinstance(command, str) else command,
        cwd=desk,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    shows_changes = isinstance(command, str) and command.startswith(("onrecord compare", "onrecord check"))
    assert done.returncode in (0, int(shows_changes)), f"{command}: {done.stderr.decode()}"
    return done.stdout.decode("utf-8")


def matches(shown: str, printed: str) -> bool:
    """Is ``printed`` what is ``shown``, with any lines for ``...`` and any figure for a percentage?"""
    parts = [
        re.escape(PERCENT.sub("(%)", part)) for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE)
    ]
    return re.fullmatch(r"(?:.*\n)*?".join(parts), PERCENT.sub("(%)", printed)) is not None


def test_what_the_readme_shows_is_what_is_printed(desk: Path) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for block in blocks(ROOT / "README.md"):
        if block.language == "python":
            assert run([sys.executable, "-c", block.text], desk)
        if block.language not in {"sh", "console"}:
            continue
        for command, shown in block.commands():
            if command.startswith("make "):
                assert command.split()[1] in targets
                continue
            printed = run(command, desk)
            assert shown is None or matches(shown, printed), f"{command} prints\n{printed}"


def test_the_python_page_runs(desk: Path) -> None:
    for block in blocks(ROOT / "docs/python.md"):
        assert run([sys.executable, "-c", block.text], desk)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_make_target_that_a_page_names_is_there(path: Path) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:^|`|\$ )make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE)) <= {*targets}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    for link in LINK.findall(path.read_text("utf-8")):
        assert (path.parent / link).exists(), link


def options() -> Iterator[tuple[str, list[str]]]:
    """Each command by its name, with the names of each of its options; a group with none for itself."""
    top = get_command(app)
    assert isinstance(top, TyperGroup)
    for name, command in {"onrecord": top, **top.commands}.items():
        yield from ((name, p.opts) for p in command.params if p.param_type_name == "option")


def test_every_command_and_option_is_documented() -> None:
    text = (ROOT / "docs/command-line.md").read_text("utf-8")
    for command, names in options():
        assert command == "onrecord" or f"## onrecord {command}\n" in text
        shown = ", ".join(f"`{name}`" for name in sorted(names, key=len, reverse=True))
        assert f"| {shown} |" in text, f"{command} {shown}"


def test_every_format_is_documented() -> None:
    text = (ROOT / "docs/command-line.md").read_text("utf-8")
    for form in FORMATS:
        assert f"| `{form}` |" in text


def test_no_option_is_documented_that_does_not_exist() -> None:
    text = (ROOT / "docs/command-line.md").read_text("utf-8")
    real = {"--help", *(name for _, names in options() for name in names)}
    assert set(re.findall(r"(--[a-z]+(?:-[a-z]+)*)", text)) <= real


def test_the_python_page_lists_the_public_door() -> None:
    text = (ROOT / "docs/python.md").read_text("utf-8")
    listed = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert sorted([*listed, "__version__"]) == sorted(onrecord.__all__)
    assert "`__version__`" in text


def test_every_field_act_and_role_of_the_data_is_documented() -> None:
    text = (ROOT / "docs/data.md").read_text("utf-8")
    for name in (*ACTS, *ROLES):
        assert f"`{name}`" in text
    schema = json.loads((ROOT / "docs/statements.schema.json").read_text("utf-8"))
    for field in set(fields(schema)):
        assert f"`{field}`" in text


def test_the_columns_of_tables_are_documented_in_their_order() -> None:
    text = (ROOT / "docs/data.md").read_text("utf-8")
    for name, (columns, _) in TABLES.items():
        part = text.partition(f"### The table of {name}\n")[2].partition("\n#")[0]
        shown = [each for row in re.findall(r"^\| (`.+?) \|", part, re.MULTILINE) for each in row.split(", ")]
        assert shown == [f"`{column}`" for column in columns]


def test_every_type_of_difference_is_documented() -> None:
    text = (ROOT / "docs/differences.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) >= set(DIFFERENCES)


def fields(schema: object) -> Iterator[str]:
    """The names of all fields of a JSON Schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
        for part in schema.values():
            yield from fields(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from fields(part)


def test_the_changelog_knows_the_version() -> None:
    assert re.search(
        rf"^## {re.escape(onrecord.__version__)}\b", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M
    )


def test_any_lines_may_be_left_out_of_what_is_shown() -> None:
    assert matches("a (97 %)\n...\nd\n", "a (90\N{NO-BREAK SPACE}%)\nb\nc\nd\n")
    assert matches("a\n...\n", "a\n")
    assert not matches("a\n...\nd\n", "a\nb\n")
    assert not matches("a\n", "a\nb\n")
