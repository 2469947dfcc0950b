"""What all commands share: the application, its exit codes, and the one place where errors become words.

Exit codes: 0 all went well; 1 some page could not be read, or nothing was found; 2 the command was not
understood; 130 stopped with Ctrl-C; 141 whoever read our output has gone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from onrecord.errors import OnrecordError, OptionError, SourceError

OK, FAILED, MISUSED, STOPPED, UNHEARD = 0, 1, 2, 130, 141

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: half the time to show, and the same on every terminal
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


Private = Annotated[
    bool, typer.Option("--allow-private", help="Fetch addresses of this machine and network, too.")
]
Table = Annotated[
    str,
    typer.Option(
        "--table", metavar="TABLE", help="For csv and parquet: statements (the default) or articles."
    ),
]
Excel = Annotated[
    bool, typer.Option("--excel", help="For csv: as Excel opens it right, and runs no cell as a formula.")
]


@contextmanager
def command() -> Iterator[None]:
    """Around the work of a command: what goes wrong in it becomes a line for the person and an exit code."""
    try:
        yield
    except KeyboardInterrupt:
        raise typer.Exit(STOPPED) from None
    except BrokenPipeError:
        _close_output()
        raise typer.Exit(UNHEARD) from None
    except OSError as error:
        complain(
            OptionError(f"Stopped: {error.strerror or error}.", hint="Check the disk, and what was named.")
        )
        raise typer.Exit(FAILED) from None
    except OnrecordError as error:
        complain(error)
        raise typer.Exit(MISUSED if isinstance(error, OptionError) else FAILED) from None


def no_pages(sources: Iterable[str]) -> SourceError:
    """The error of sources that hold no page at all."""
    named = ", ".join(f"'{source}'" for source in sources)
    return SourceError(
        f"No pages in {named}.",
        hint="Of a folder, files that end in .html, .txt, .jsonl, .warc.gz or the like are read.",
    )


def complain(error: OnrecordError, source: str = "") -> None:
    """Says on standard error what went wrong, with which page, and what to do next."""
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
