"""Where readings go: to the screen, through a pipe, into a file or into a folder."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO

from onrecord.errors import OptionError
from onrecord.faces.exports import (
    BINARY_FORMAT,
    FOLDER_FORMAT,
    STREAM_FORMATS,
    TABLE_FORMATS,
    Writer,
    check_format,
    write_csv,
)
from onrecord.faces.table import check_table
from onrecord.model import Reading

Total = Callable[[], int | None]


def unknown() -> None:
    """The total of what cannot be counted beforehand."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where readings go (None: standard output), in which format, and for tables which, and how."""

    form: str
    path: Path | None = None
    table: str = ""
    excel: bool = False


def check_output(to: Output) -> None:
    """OptionError where there is no such format, or it cannot be written there."""
    form, path = check_format(to.form), to.path
    _check_table(to)
    if form == FOLDER_FORMAT:
        if path is None:
            raise OptionError(
                f"The format {form} is written into a folder.", hint="Name one with --output FOLDER."
            )
    else:
        check_file(path, form)
    if form == BINARY_FORMAT:
        from onrecord.faces.parquet import check_parquet

        check_parquet()
        if path is None and sys.stdout.isatty():
            raise OptionError(f"The format {form} is not for a screen.", hint="Name a file with --output.")


def check_file(path: Path | None, form: str) -> None:
    """OptionError where a format cannot be written into a file of that name."""
    if path is not None and path.is_dir():
        raise OptionError(f"'{path}' is a folder.", hint=f"Name a file: --output {path / ('out.' + form)}")
    if path is not None and not path.absolute().parent.is_dir():
        raise OptionError(f"No folder '{path.parent}' to write in.", hint="Make it first, with mkdir -p.")


def _check_table(to: Output) -> None:
    if to.table and check_table(to.table) and to.form not in TABLE_FORMATS:
        raise OptionError(
            f"The format {to.form} has no tables.", hint=f"--table is for {' and '.join(TABLE_FORMATS)}."
        )
    if to.excel and to.form != "csv":
        raise OptionError(f"The format {to.form} has no form for Excel.", hint="--excel is for csv.")


def write_readings(readings: Iterable[Reading], to: Output, *, total: Total = unknown) -> None:
    """Write ``readings`` where they go; ``total`` says how many there will be, where that can be known."""
    if to.path is None and sys.stdout.isatty() and to.form == "text":
        from onrecord.faces.terminal import write_terminal

        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a screen that knows only ASCII
        write_terminal(readings, sys.stdout)
        return
    if sys.stderr.isatty() and (to.path is not None or not sys.stdout.isatty()):
        from onrecord.faces.progress import with_progress

        readings = with_progress(readings, total=total())
    if to.form == FOLDER_FORMAT and to.path is not None:
        from onrecord.faces.brat import write_brat

        write_brat(readings, to.path)
    elif to.form == BINARY_FORMAT:
        from onrecord.faces.parquet import write_parquet

        with _opened_for_bytes(to.path) as binary:
            write_parquet(readings, binary, table=to.table or "statements")
    else:
        with opened(to.path) as stream:
            try:
                _writer(to)(readings, stream)
            finally:
                stream.flush()  # stopped in the middle of a page: what was written of it is made whole


def _writer(to: Output) -> Writer:
    if to.form == "csv":
        return partial(write_csv, table=to.table or "statements", excel=to.excel)
    return STREAM_FORMATS[to.form]


@contextmanager
def _opened_for_bytes(path: Path | None) -> Iterator[BinaryIO]:
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with _safely(path):
        stream = path.open("wb")
    with stream:
        yield stream


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """A stream to write to, by default standard output: UTF-8 whatever the locale, line ends as written."""
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")
        yield sys.stdout
        return
    with _safely(path):
        stream = path.open("w", encoding="utf-8", errors="replace", newline="")
    with stream:
        yield stream


@contextmanager
def _safely(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OptionError(
            f"'{path}' cannot be written: {error.strerror}.", hint="Name another file with --output."
        ) from error
