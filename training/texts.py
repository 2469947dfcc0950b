"""Texts without labels, for a teacher to read: plain files, JSON objects and CSV tables."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.intake.encoding import decode

COLUMNS = ("text", "articleBody")  # where JSON objects and CSV tables hold it
TITLES = ("title",)
LEAST = 400  # characters: shorter ones are notes, not articles
HEAD = 200  # characters: two texts that begin alike are one


def texts(paths: Iterable[Path]) -> Iterator[str]:
    """The texts of files and of all files in folders, each once, in the order of their paths."""
    seen: set[str] = set()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            for text in _texts(file):
                head = "".join(text.split())[:HEAD]
                if len(text) >= LEAST and head not in seen:
                    seen.add(head)
                    yield text


def _texts(file: Path) -> Iterator[str]:
    if file.suffix == ".txt":
        yield decode(file.read_bytes()).text
    elif file.suffix == ".json":
        row = json.loads(file.read_text("utf-8"))
        yield from _found(row) if isinstance(row, dict) else ()
    elif file.suffix == ".csv":
        csv.field_size_limit(sys.maxsize)
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield from _found(row)


def _found(row: dict[str, object]) -> Iterator[str]:
    """A row's text, its title on a line before it."""
    text = next((value for name in COLUMNS if isinstance(value := row.get(name), str)), None)
    title = next((value for name in TITLES if isinstance(value := row.get(name), str)), None)
    if text and title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    if text:
        yield text
