"""The command ``onrecord``: what is typed, and the one place where errors become words.

Exit codes: 0 all was read; 1 some page could not be read; 2 the command was not understood; 130 stopped
with Ctrl-C; 141 whoever read our output has gone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import OnrecordError, OptionError, SourceError

if TYPE_CHECKING:
    from onrecord.model import Reading

View = Callable[["Reading"], "Reading"]

OK, FAILED, MISUSED, STOPPED, UNHEARD = 0, 1, 2, 130, 141

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: half the time to show, and the same on every terminal
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


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
    list[str], typer.Argument(metavar="SOURCE", help="Files, folders, or - for standard input.")
]
_Format = Annotated[
    str, typer.Option("--format", "-f", metavar="FORMAT", help="text, jsonl, csv, brat or html.")
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
    threads: _Threads = None,
    speech: _Speech = False,
    explain: _Explain = False,
) -> None:
    """Read news pages and print who said what.

    A SOURCE is a saved page (HTML or plain text), a JSONL file with a page a line, or a folder of them.

    \b
    Examples:
      onrecord read page.html
      onrecord read --format jsonl pages/ > statements.jsonl
      onrecord read --format html --output marked.html page.html
      onrecord read --explain page.html
      cat page.html | onrecord read --speech -
    """
    try:
        all_is_read = _read(sources, form, output, threads, _views(speech, explain))
    except KeyboardInterrupt:
        raise typer.Exit(STOPPED) from None
    except BrokenPipeError:
        _close_output()
        raise typer.Exit(UNHEARD) from None
    except OnrecordError as error:
        _complain(error)
        raise typer.Exit(MISUSED if isinstance(error, OptionError) else FAILED) from None
    raise typer.Exit(OK if all_is_read else FAILED)


def _views(speech: bool, explain: bool) -> list[View]:
    """What is done to each reading before it is shown."""
    from onrecord.faces.phrasing import speech_only, unexplained

    return [*([speech_only] if speech else ()), *(() if explain else [unexplained])]


def _read(
    sources: list[str], form: str, output: Path | None, threads: int | None, views: Sequence[View]
) -> bool:
    """Do what the command says; False where some page could not be read, or there was none."""
    from onrecord.faces.output import check_output, write_readings

    check_output(form, output)
    from onrecord import pipeline

    errors: list[OnrecordError | None] = []
    write_readings(_watched(pipeline.read(sources, threads=threads), errors, views), form, output)
    if not errors:
        named = ", ".join(f"'{source}'" for source in sources)
        raise SourceError(
            f"No pages in {named}.", hint="Of a folder, files that end in .html, .txt or .jsonl are read."
        )
    return not any(errors)


def _watched(
    readings: Iterable[Reading], errors: list[OnrecordError | None], views: Sequence[View]
) -> Iterator[Reading]:
    """The readings as they come; the error of each, or None, goes into ``errors``, and is said at once."""
    for reading in readings:
        errors.append(reading.error)
        if reading.error is not None:
            _complain(reading.error, reading.page.source)
        yield reduce(lambda shown, view: view(shown), views, reading)


def _complain(error: OnrecordError, source: str = "") -> None:
    from onrecord.faces.phrasing import one_line

    where = "" if not source or source in error.message else f"{source}: "
    stop = "" if error.message.endswith((".", "!", "?")) else "."
    line = one_line(f"onrecord: {where}{error.message}{stop} {error.hint}")
    sys.stderr.write(line + "\n")  # not typer.echo: it would write through the count of pages on the screen


def _close_output() -> None:
    """Whoever read our output has gone: what Python flushes when it ends must not find the pipe again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
