"""The commands that work on a record: add, search, show, outlets, errors, export."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from onrecord.faces.application import FAILED, OK, Excel, Private, Table, app, command, complain, no_pages

if TYPE_CHECKING:
    from onrecord.faces.output import Output
    from onrecord.faces.terminal import Line
    from onrecord.model import Reading
    from onrecord.scale.keeping import Added
    from onrecord.store.queries import Question
    from onrecord.store.store import Store

DEFAULT = "onrecord.db"

Db = Annotated[
    str,
    typer.Option(
        "--db",
        metavar="RECORD",
        envvar="ONRECORD_DB",
        help="The record: a file, or postgresql://USER@HOST/NAME.",
        show_default=True,
    ),
]
_Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE", help="Files, folders, addresses, or - for standard input.")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Threads to use. [default: one a core]")
]
Words = Annotated[
    list[str] | None, typer.Argument(metavar="WORDS", help="What was said, in words or “whole phrases”.")
]
Speaker = Annotated[str, typer.Option("--speaker", metavar="NAME", help="Who said it: any word of the name.")]
About = Annotated[str, typer.Option("--about", metavar="WORDS", help="Words that what was said holds.")]
Act = Annotated[str, typer.Option("--act", metavar="ACT", help="What the speaker does: say, deny, promise …")]
Outlet = Annotated[str, typer.Option("--outlet", metavar="NAME", help="Where it was printed.")]
Since = Annotated[str, typer.Option("--since", metavar="DATE", help="Printed then or later: 2024-10-01.")]
Until = Annotated[str, typer.Option("--until", metavar="DATE", help="Printed then or earlier.")]
Least = Annotated[
    float, typer.Option("--least", metavar="SHARE", min=0, max=1, help="How sure it must be, 0 to 1.")
]
Sort = Annotated[str, typer.Option("--sort", metavar="ORDER", help="best, oldest or newest.")]
_Count = Annotated[str, typer.Option("--count", metavar="BY", help="Count by speaker, outlet, act or month.")]
Limit = Annotated[
    int, typer.Option("--limit", "-n", metavar="N", min=1, max=1_000_000, help="How many at the most.")
]
Versions = Annotated[bool, typer.Option("--versions", help="Earlier versions of pages as well.")]
Form = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text or jsonl.")]
_Export = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="jsonl, csv, parquet, brat, html, webannotation, schemaorg, text.",
    ),
]
_Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH", help="Write into this file; for brat, this folder."),
]


@app.command()
def add(sources: _Sources, *, db: Db = DEFAULT, jobs: Jobs = None, allow_private: Private = False) -> None:
    """Read news pages into a record.

    Pages that the record holds already are passed over. Stopped in the middle, the same command goes on.

    \b
    Examples:
      onrecord add pages/
      onrecord add --db news.db page.html more.jsonl archive.warc.gz
      onrecord add https://corran.example/feed.xml
    """
    with command():
        from onrecord.scale.keeping import Added, add
        from onrecord.store.store import open_store

        added = Added()
        with open_store(db, create=True) as store:
            found = add(store, sources, threads=jobs, added=added, allow_private=allow_private)
            end = " Stopped; the same command goes on from here."
            try:
                for reading in _counted(found, sources, added):
                    if reading.error is not None:
                        complain(reading.error, reading.page.source)
                end = ""
            finally:
                typer.echo(_summary(added, store.name) + end)
            if not (added.read or added.known or added.failed):
                raise no_pages(sources)
    raise typer.Exit(FAILED if added.failed else OK)


def _counted(readings: Iterator[Reading], sources: list[str], added: Added) -> Iterable[Reading]:
    if not sys.stderr.isatty():
        return readings
    from onrecord.faces.progress import with_progress
    from onrecord.intake.sources import count

    return with_progress(readings, total=count(sources), passed=lambda: added.known)


def _summary(added: Added, record: str) -> str:
    pages = "1 page" if added.read == 1 else f"{added.read:,} pages"
    known = f", {added.known:,} known already" if added.known else ""
    failed = f", {len(added.failed):,} not read (see: onrecord errors)" if added.failed else ""
    return f"{record}: {pages} read with {added.statements:,} statements{known}{failed}."


@app.command()
def search(
    words: Words = None,
    *,
    db: Db = DEFAULT,
    speaker: Speaker = "",
    about: About = "",
    act: Act = "",
    outlet: Outlet = "",
    since: Since = "",
    until: Until = "",
    least: Least = 0.0,
    sort: Sort = "best",
    count: _Count = "",
    limit: Limit = 20,
    versions: Versions = False,
    form: Form = "text",
) -> None:
    """Find statements in a record.

    Everything that is given has to hold. WORDS may stand apart; “in quotation marks” they stand together.

    \b
    Examples:
      onrecord search "flood barrier" --speaker Ostwick --act deny
      onrecord search --about minister --since 2025-03 --sort oldest
      onrecord search barrier --count speaker
    """
    with command():
        from onrecord.faces import findings
        from onrecord.scale import persons
        from onrecord.store import queries
        from onrecord.store.store import open_store

        said = " ".join(words or ())
        order = queries.order(sort)
        asked = queries.Question(said, speaker, about, act, outlet, since, until, least, order, versions)
        check_form(form)
        with open_store(db) as store:
            asked = persons.widened(store, asked)
            if count:
                by = queries.counted_by(count)
                raise typer.Exit(OK if _counts(queries.count(store, asked, by), by, form) else FAILED)
            hits = queries.search(store, asked, limit=limit)
            if form == "jsonl":
                write_objects(map(findings.hit_json, hits))
            else:
                total = queries.count(store, asked)[None]
                show(findings.hit_lines(hits, total))
    raise typer.Exit(OK if hits else FAILED)


@app.command("show")
def show_one(
    key: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Of a statement, a saying, a story or an article; its beginning is enough."
        ),
    ],
    *,
    db: Db = DEFAULT,
) -> None:
    """Show a statement in its page, a saying with its wordings, a story with its copies, or an article."""
    with command():
        from onrecord.faces import findings, retold, terminal, traced
        from onrecord.faces.phrasing import unexplained
        from onrecord.scale import tracing
        from onrecord.store import queries, sayings, stories, versions
        from onrecord.store.store import open_store

        with open_store(db) as store:
            found = sayings.find(store, key)
            if isinstance(found, queries.Hit):
                page = store.page(found.article.id)
                known = versions.versions(store, found.article.id)
                show(findings.place_lines(found, page.source, page.url, known))
                show(retold.elsewhere_lines(sayings.sayings_of(store, found.statement.id), found))
            elif isinstance(found, sayings.Told):
                show(retold.witness_lines(found))
            elif isinstance(found, stories.Group):
                show(traced.story_lines(tracing.traced(found)))
            elif found.error is not None:
                raise found.error
            else:
                show(terminal.lines(unexplained(found)))
                if found.article is not None:
                    key = found.article.id
                    show(findings.version_lines(key, versions.versions(store, key)))
                    show(traced.elsewhere_lines(stories.stories_of(store, key)))


@app.command()
def outlets(*, db: Db = DEFAULT, limit: Limit = 50) -> None:
    """List the outlets of a record."""
    with command():
        from onrecord.faces import findings
        from onrecord.store import queries
        from onrecord.store.store import open_store

        with open_store(db) as store:
            show(findings.tally_lines(queries.outlets(store, limit=limit)))


@app.command()
def errors(*, db: Db = DEFAULT) -> None:
    """List the pages of a record that could not be read, and why."""
    with command():
        from onrecord.faces import findings
        from onrecord.store import queries
        from onrecord.store.store import open_store

        with open_store(db) as store:
            show(findings.failure_lines(queries.errors(store)))


@app.command()
def export(
    words: Words = None,
    *,
    db: Db = DEFAULT,
    form: _Export = "jsonl",
    output: _Output = None,
    table: Table = "",
    excel: Excel = False,
    speaker: Speaker = "",
    about: About = "",
    act: Act = "",
    outlet: Outlet = "",
    since: Since = "",
    until: Until = "",
    least: Least = 0.0,
    versions: Versions = False,
) -> None:
    """Write what a record holds in a format for other programs: all of it, or what answers a question.

    \b
    Examples:
      onrecord export --format csv --output statements.csv
      onrecord export --format parquet --table articles --output articles.parquet
      onrecord export "flood barrier" --speaker Ostwick --since 2025 > o.jsonl
    """
    with command():
        from onrecord.faces.output import Output, check_output
        from onrecord.store.queries import Question
        from onrecord.store.store import open_store

        to = Output(form, output, table, excel)
        check_output(to)
        asked = Question(
            " ".join(words or ()), speaker, about, act, outlet, since, until, least, versions=versions
        )
        with open_store(db) as store:
            found = _exported(store, asked, to)
    raise typer.Exit(OK if found else FAILED)


def _exported(store: Store, asked: Question, to: Output) -> bool:
    """Write what answers a question, or all where nothing is asked; False where nothing does."""
    from onrecord.faces.output import write_readings
    from onrecord.faces.phrasing import unexplained
    from onrecord.scale import persons
    from onrecord.store import queries

    if asked == queries.Question(versions=asked.versions):
        counts = store.counts
        whole = map(unexplained, queries.readings(store, earlier=asked.versions))
        write_readings(whole, to, total=lambda: counts()["pages"] - counts()["waiting"])
        return True
    answers = queries.answers(store, persons.widened(store, asked))
    first = next(answers, None)
    write_readings(map(unexplained, chain([first] if first else [], answers)), to)
    if first is None:
        sys.stderr.write("onrecord: Nothing found.\n")
    return first is not None


def show(lines: Iterable[Line]) -> None:
    """Lines on standard output."""
    from onrecord.faces.terminal import write_lines

    write_lines(lines, _output())


def _counts(counts: dict[str | None, int], by: str, form: str) -> bool:
    """Writes how many statements there are of each; False where there are none."""
    from onrecord.faces import findings

    if form == "jsonl":
        write_objects(findings.count_json(counts, by))
    else:
        show(findings.count_lines(counts))
    return bool(counts)


def write_objects(found: Iterable[dict[str, Any]]) -> None:
    """Objects as JSONL on standard output."""
    _output().writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in found)


def _output() -> TextIO:
    """Standard output: UTF-8 whatever the locale, but for a screen, which shows what it can."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="replace")
    return sys.stdout


def check_form(form: str) -> None:
    """OptionError where a list of findings has no such format."""
    from onrecord.errors import OptionError

    if form not in ("text", "jsonl"):
        raise OptionError(f"No format '{form}'. There are: text, jsonl", hint="Choose one with --format.")
