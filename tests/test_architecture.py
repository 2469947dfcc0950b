"""The plan of the house, checked: who imports whom, where heavy libraries live, how long things are."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "onrecord"
BASE = frozenset({"model", "text", "errors", "settings"})

# room: the rooms it may import. The base imports nothing but itself, and everybody may import the base.
MAY_IMPORT = {
    "base": set[str](),
    "intake": set[str](),
    "language": set[str](),
    "statements": {"language"},
    "pipeline": {"intake", "language", "statements"},
    "people": {"statements"},
    "record": {"people", "statements"},
    "store": set[str](),
    "scale": {"pipeline", "intake", "people", "record", "store"},
    "faces": {"door", "pipeline", "intake", "language", "statements", "people", "record", "store", "scale"},
    "door": {"pipeline", "record", "scale"},
    "__main__": {"faces"},
}
# A library whose name on the index of packages is another than that of its module.
NAMED = {"Stemmer": "pystemmer"}
HEAVY = {
    "lxml": {"intake"},
    "trafilatura": {"intake"},
    "charset_normalizer": {"intake"},
    "feedparser": {"intake"},
    "warcio": {"intake"},
    "httpx": {"intake"},
    "httpcore": {"intake"},
    "protego": {"intake"},
    "onnxruntime": {"language"},
    "tokenizers": {"language"},
    "rapidfuzz": {"people", "record"},
    "Stemmer": {"record"},
    "sqlalchemy": {"store"},
    "typer": {"faces"},
    "rich": {"faces"},
    "pyarrow": {"faces"},
    # Arrays may pass through every room that works on Words.
    "numpy": {"base", "intake", "language", "statements", "pipeline"},
}
MAX_MODULE = 400
MAX_FUNCTION = 50


def modules(folder: Path = PACKAGE) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return {"__init__": "door"}.get(first, "base" if first in BASE else first)


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, in functions too; ``from a import b`` gives ``a.b``."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by dots; write the whole name"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def imported_room(name: str) -> str | None:
    """The room of ours that a dotted name belongs to, None where it is not ours."""
    first, *rest = name.split(".")
    if first != "onrecord":
        return None
    if not rest or rest[0] in {*onrecord.__all__, "*"}:
        return "door"
    return "base" if rest[0] in BASE else rest[0]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    here = room(path)
    assert here in MAY_IMPORT, f"{path} stands in no room of the plan"
    found = {imported_room(name) for name in imports(path)} - {None, here, "base"}
    assert found <= MAY_IMPORT[here]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_live_in_their_rooms(path: Path) -> None:
    for name in imports(path):
        library = name.split(".")[0]
        assert room(path) in HEAVY.get(library, {room(path)}), f"{library} in {path}"


def test_the_package_imports_nothing_that_makes_or_measures_it() -> None:
    ours = {name.split(".")[0] for path in modules() for name in imports(path)}
    assert not ours & {"training", "bench", "tests", "torch", "onnx"}


def test_every_library_that_is_imported_is_declared() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    # What everybody needs, and the extra for one format.
    declared = text.partition("\ndependencies = [")[2].partition("]\n")[0]
    declared += text.partition("\nparquet = [")[2].partition("]\n")[0]
    names = {name.split(".")[0] for path in modules() for name in imports(path)}
    for name in names - set(sys.stdlib_module_names) - {"onrecord"}:
        assert f'"{NAMED.get(name, name).replace("_", "-")}>=' in declared


def sources() -> list[Path]:
    return [path for folder in ("onrecord", "training", "bench", "tests") for path in modules(ROOT / folder)]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= MAX_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MAX_FUNCTION, f"{node.name} has {length} lines"


def test_folders_are_one_level_deep_and_no_module_is_a_drawer() -> None:
    for path in modules():
        assert len(path.relative_to(PACKAGE).parts) <= 2, path
        assert path.stem not in {"utils", "util", "helpers", "common", "misc"}, path


def test_the_library_prints_nothing() -> None:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            assert not (isinstance(called, ast.Name) and called.id == "print"), path


def test_opening_the_door_loads_nothing_heavy() -> None:
    code = "import onrecord, sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & HEAVY.keys()
