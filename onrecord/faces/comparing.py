"""The commands that show changed words: compare and check."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.errors import OnrecordError, OptionError
from onrecord.faces.application import FAILED, MISUSED, OK, Private, app, command, complain, no_pages
from onrecord.faces.desk import DEFAULT, Db

if TYPE_CHECKING:
    from onrecord.faces.beside import Beside
    from onrecord.faces.terminal import Line
    from onrecord.model import Reading
    from onrecord.record.checks import Finding

FORMS = ("text", "json", "html")

_Original = Annotated[
    str, typer.Argument(metavar="A", help="A page, an id of a record, or words; alone, the id of a saying.")
]
_Copy = Annotated[str | None, typer.Argument(metavar="B", help="What A is compared with: the same.")]
_Pages = Annotated[
    list[str], typer.Argument(metavar="PAGE", help="Files, folders, addresses, or - for standard input.")
]
_Strings = Annotated[bool, typer.Option("--strings", help="Take both for the words themselves.")]
_Brief = Annotated[bool, typer.Option("--brief", help="Leave the texts out: what differs alone.")]
_Form = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text, json or html.")]
_Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="PATH", help="Write into this file.")]


@app.command()
def compare(
    original: _Original,
    copy: _Copy = None,
    *,
    db: Db = DEFAULT,
    strings: _Strings = False,
    brief: _Brief = False,
    form: _Form = "text",
    output: _Output = None,
    allow_private: Private = False,
) -> None:
    """Compare two wordings: which words changed, and does the meaning?

    A and B are two pages, two ids of a record, or two strings. The id of a saying alone compares all its
    wordings with the earliest. Ends with 0 where no meaning changed, 1 where some did, 2 where it could not
    be told.

    \b
    Examples:
      onrecord compare old.html new.html
      onrecord compare "The gates rose." "The gates fell."
      onrecord compare a6ddb2bb --format html --output changes.html
    """
    with _told():
        from onrecord.faces import altered, contrasts, pairs, sides

        _check(form, output)
        if strings or copy is not None:
            pair = sides.two(original, copy or "", db=db, strings=strings, allow_private=allow_private)
            found = [contrasts.contrast(*pair)]
            shown = _Shown(
                lambda: pairs.pair_lines(found[0], brief=brief),
                lambda: contrasts.contrast_json(found[0]),
                lambda: altered.pair_page(found[0]),
            )
        else:
            told = sides.saying(original, db)
            first, *others = sides.tellings(told)
            found = [contrasts.contrast(first, each) for each in others]
            shown = _Shown(
                lambda: pairs.saying_lines(told, found, brief=brief),
                lambda: pairs.saying_json(told, found),
                lambda: altered.saying_page(found),
            )
        _write(shown, form, output)
    raise typer.Exit(FAILED if any(each.dangerous for each in found) else OK)


@app.command()
def check(
    pages: _Pages,
    *,
    brief: _Brief = False,
    form: _Form = "text",
    output: _Output = None,
    allow_private: Private = False,
) -> None:
    """Check a page by itself: does its headline say what its text says, and what is printed twice?

    Headline, standfirst, captions and quote boxes are compared with the sentence that they retell; paragraphs
    and quotations that are printed again, with the first. Ends with 0 where no meaning changed, 1 where some
    did, 2 where a page could not be read.

    \b
    Examples:
      onrecord check page.html
      onrecord check pages/ --format json
    """
    with _told():
        from onrecord import pipeline
        from onrecord.faces import altered, checked
        from onrecord.record.checks import check

        _check(form, output)
        found: list[tuple[Reading, tuple[Finding, ...]]] = []
        for reading in pipeline.read(pages, allow_private=allow_private):
            if reading.error is not None:
                complain(reading.error, reading.page.source)
            article = reading.article
            found.append((reading, check(article, reading.statements) if article else ()))
        if not found:
            raise no_pages(pages)
        shown = _Shown(
            lambda: checked.lines(found, brief=brief),
            lambda: {"pages": [checked.page_json(*each) for each in found]},
            lambda: altered.check_page(found),
        )
        _write(shown, form, output)
    if any(reading.error for reading, _ in found):
        raise typer.Exit(MISUSED)
    raise typer.Exit(FAILED if any(each.dangerous for _, these in found for each in these) else OK)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was found, in each of the formats."""

    text: Callable[[], Iterable[Line | Beside]]
    json: Callable[[], dict[str, Any]]
    html: Callable[[], str]


def _check(form: str, path: Path | None) -> None:
    """OptionError where there is no such format, or it cannot be written there."""
    from onrecord.faces.output import check_file

    if form not in FORMS:
        raise OptionError(
            f"No format '{form}'. There are: {', '.join(FORMS)}", hint="Choose one with --format."
        )
    check_file(path, form)


def _write(shown: _Shown, form: str, path: Path | None) -> None:
    from onrecord.faces import beside
    from onrecord.faces.output import opened

    with opened(path) as stream:
        if form == "json":
            stream.write(json.dumps(shown.json(), ensure_ascii=False, indent=1) + "\n")
        elif form == "html":
            stream.write(shown.html())
        else:
            beside.write(shown.text(), stream)


@contextmanager
def _told() -> Iterator[None]:
    """Around a command whose exit code 1 says that a meaning changed: what goes wrong ends with 2."""
    with command():
        try:
            yield
        except OnrecordError as error:
            complain(error)
            raise typer.Exit(MISUSED) from None
