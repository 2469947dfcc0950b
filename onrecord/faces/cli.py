"""The command ``onrecord``: its entrance, and ``onrecord read``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import OnrecordError
from onrecord.faces import comparing, desk, ledger, lookout
from onrecord.faces.application import FAILED, OK, Excel, Private, Table, app, command, complain, no_pages

if TYPE_CHECKING:
    from onrecord.faces.output import Output
    from onrecord.model import Reading

View = Callable[["Reading"], "Reading"]

__all__ = ["app", "comparing", "desk", "ledger", "lookout", "main"]


def main() -> None:
    """Run the command line."""
    # The few small products around the model gain nothing from numpy's threads, which spin while they
    # wait: on two cores they took as much time as all the rest together. Windows have threads of ours.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    app(prog_name="onrecord")


def _show_version(asked: bool) -> None:
    if asked:
        from onrecord import __version__

        typer.echo(f"onrecord {__version__}")
        raise typer.Exit(OK)


_Version = Annotated[
    bool,
    typer.Option("--version", help="Show the version and stop.", callback=_show_version, is_eager=True),
]
_Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE", help="Files, folders, addresses, or - for standard input.")
]
_Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="text, jsonl, csv, parquet, brat, html, webannotation, schemaorg.",
    ),
]
_Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH", help="Write into this file; for brat, this folder."),
]
_Threads = Annotated[
    int | None,
    typer.Option("--threads", "-t", metavar="N", min=1, help="Threads to use. [default: one a core]"),
]
_Speech = Annotated[
    bool, typer.Option("--speech", help="Leave out what people only believe, want, plan or fear.")
]
_Explain = Annotated[
    bool, typer.Option("--explain", help="Say of each statement what the speaker is, and why it is that one.")
]


@app.callback()
def onrecord(*, version: _Version = False) -> None:
    """Read news pages and keep the record of what was said: by whom, in which words.

    Each command has its own help: onrecord read --help
    """


@app.command()
def read(
    sources: _Sources,
    *,
    form: _Format = "text",
    output: _Output = None,
    table: Table = "",
    excel: Excel = False,
    threads: _Threads = None,
    speech: _Speech = False,
    explain: _Explain = False,
    allow_private: Private = False,
) -> None:
    """Read news pages and print who said what.

    A SOURCE is a page (HTML or plain text), a web archive, a feed, a JSONL file with a page a line, a folder
    of them, or the address of one on the web.

    \b
    Examples:
      onrecord read page.html
      onrecord read --format jsonl pages/ > statements.jsonl
      onrecord read --format html --output marked.html page.html
      onrecord read --format csv --table articles --output articles.csv pages/
      onrecord read --explain page.html
      cat page.html | onrecord read --speech -
    """
    with command():
        from onrecord.faces.output import Output, check_output

        to = Output(form, output, table, excel)
        check_output(to)
        from onrecord import pipeline

        found = pipeline.read(sources, threads=threads, allow_private=allow_private)
        all_is_read = _read(found, sources, to, _views(speech, explain))
    raise typer.Exit(OK if all_is_read else FAILED)


def _views(speech: bool, explain: bool) -> list[View]:
    """What is done to each reading before it is shown."""
    from onrecord.faces.phrasing import speech_only, unexplained

    return [*([speech_only] if speech else ()), *(() if explain else [unexplained])]


def _read(readings: Iterable[Reading], sources: list[str], to: Output, views: Sequence[View]) -> bool:
    """Write what is read; False where some page could not be read, SourceError where there was none."""
    from onrecord.faces.output import write_readings
    from onrecord.intake.sources import count

    errors: list[OnrecordError | None] = []
    write_readings(_watched(readings, errors, views), to, total=lambda: count(sources))
    if not errors:
        raise no_pages(sources)
    return not any(errors)


def _watched(
    readings: Iterable[Reading], errors: list[OnrecordError | None], views: Sequence[View]
) -> Iterator[Reading]:
    """The readings as they come; the error of each, or None, goes into ``errors``, and is said at once."""
    for reading in readings:
        errors.append(reading.error)
        if reading.error is not None:
            complain(reading.error, reading.page.source)
        yield reduce(lambda shown, view: view(shown), views, reading)


# The commands of the desk are registered when it is imported; in the help, reading comes before them.
app.registered_commands.insert(0, app.registered_commands.pop())
