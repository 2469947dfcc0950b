"""Where readings go: to the screen, through a pipe, into a file or into a folder."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from onrecord.errors import OptionError
from onrecord.faces.exports import FOLDER_FORMAT, STREAM_FORMATS, check_format
from onrecord.model import Reading


def check_output(form: str, path: Path | None) -> None:
    """OptionError where there is no such format, or it cannot be written to ``path`` (None: the screen)."""
    check_format(form)
    if form == FOLDER_FORMAT:
        if path is None:
            raise OptionError(
                f"The format {form} is written into a folder.", hint="Name one with --output FOLDER."
            )
    elif path is not None and path.is_dir():
        raise OptionError(f"'{path}' is a folder.", hint=f"Name a file: --output {path / ('out.' + form)}")
    elif path is not None and not path.absolute().parent.is_dir():
        raise OptionError(f"No folder '{path.parent}' to write in.", hint="Make it first, with mkdir -p.")


def write_readings(readings: Iterable[Reading], form: str, path: Path | None) -> None:
    """Write ``readings`` in the format ``form`` to ``path``, or to standard output where that is None."""
    if path is None and sys.stdout.isatty() and form == "text":
        from onrecord.faces.terminal import write_terminal

        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a screen that knows only ASCII
        write_terminal(readings, sys.stdout)
        return
    if sys.stderr.isatty() and (path is not None or not sys.stdout.isatty()):
        from onrecord.faces.progress import with_progress

        readings = with_progress(readings)
    if form == FOLDER_FORMAT and path is not None:
        from onrecord.faces.brat import write_brat

        write_brat(readings, path)
        return
    with _opened(path) as stream:
        try:
            STREAM_FORMATS[form](readings, stream)
        finally:
            stream.flush()  # stopped in the middle of a page: what was written of it is made whole


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO]:
    """The stream to write to: UTF-8 whatever the locale, and line ends as they are written."""
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")
        yield sys.stdout
        return
    try:
        stream = path.open("w", encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise OptionError(
            f"'{path}' cannot be written: {error.strerror}.", hint="Name another file with --output."
        ) from error
    with stream:
        yield stream
