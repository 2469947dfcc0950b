"""Onrecord reads news pages and keeps the record of what was said.

This is the public door: everything named in ``__all__`` may be relied on, nothing else. Importing it
loads nothing heavy; the model and the parsers are loaded by the first ``read``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import ModelError, OnrecordError, OptionError, PageError, RecordError, SourceError
from onrecord.model import (
    Article,
    Block,
    Difference,
    Mention,
    Page,
    Place,
    Reading,
    Span,
    Speaker,
    Statement,
    Unread,
)

if TYPE_CHECKING:
    from onrecord.record.checks import Finding
    from onrecord.scale.keeping import Record

__all__ = [
    "Article",
    "Block",
    "Difference",
    "Finding",
    "Mention",
    "ModelError",
    "OnrecordError",
    "OptionError",
    "Page",
    "PageError",
    "Place",
    "Reading",
    "Record",
    "RecordError",
    "SourceError",
    "Span",
    "Speaker",
    "Statement",
    "Unread",
    "__version__",
    "check",
    "compare",
    "read",
    "read_all",
]

__version__ = "0.1.0"


def read(source: str | Path, *, threads: int | None = None) -> Reading:
    """Read one page: a file, or ``"-"`` for standard input.

    Raises SourceError where it cannot be opened, PageError where no article can be made of it, and
    OptionError where ``source`` holds more than one page (a folder, say): ``read_all`` reads those.
    ``threads`` is how many threads the model may use; all cores when not given.
    """
    readings = read_all([source], threads=threads)
    reading = next(readings, None)
    if reading is None:
        raise SourceError(f"No page in '{source}'.", hint="Name a file that holds a news page.")
    if reading.error is not None:
        raise reading.error
    if next(readings, None) is not None:
        raise OptionError(
            f"'{source}' holds more than one page.", hint=f"Read them with onrecord.read_all(['{source}'])."
        )
    return reading


def read_all(sources: Iterable[str | Path], *, threads: int | None = None) -> Iterator[Reading]:
    """Read every page of files, folders and ``"-"`` (standard input), one Reading a page, in order.

    A page that cannot be read is a Reading whose ``error`` says why; the others are still read.
    """
    from onrecord import pipeline

    return pipeline.read(sources, threads=threads)


def compare(original: str, copy: str) -> tuple[Difference, ...]:
    """Each place where two wordings of one text differ, with its type and whether the meaning changed.

    In the order of the original. It needs no model; the tables of words are loaded by the first call.
    """
    from onrecord.record import differences

    return differences.compare(original, copy)


def check(reading: Reading) -> tuple[Finding, ...]:
    """Where one page by itself changes its words: its headline against its text, and what it prints twice.

    In the order of the text; of a page without an article, nothing.
    """
    from onrecord.record import checks

    return checks.check(reading.article, reading.statements) if reading.article else ()


def __getattr__(name: str) -> object:
    """``Record`` and ``Finding`` bring much with them, so they are fetched when they are asked for."""
    if name == "Finding":
        from onrecord.record.checks import Finding

        return Finding
    if name == "Record":
        from onrecord.scale.keeping import Record

        return Record
    raise AttributeError(f"module 'onrecord' has no attribute '{name}'")
