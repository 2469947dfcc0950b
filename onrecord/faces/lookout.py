"""The command that follows sources over time: watch."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.application import FAILED, OK, Private, app, command
from onrecord.faces.desk import DEFAULT, Db, Jobs

if TYPE_CHECKING:
    from onrecord.scale.watching import Look, Watched

_Followed = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE", help="Addresses of feeds, site maps and pages; files that list them (OPML, text)."
    ),
]
_Every = Annotated[
    float, typer.Option("--every", metavar="MINUTES", min=1, max=10_000, help="How often each is asked.")
]
_Once = Annotated[bool, typer.Option("--once", help="Ask each once, then stop.")]


@app.command()
def watch(
    sources: _Followed,
    *,
    db: Db = DEFAULT,
    every: _Every = 15,
    once: _Once = False,
    jobs: Jobs = None,
    allow_private: Private = False,
) -> None:
    """Follow feeds and add what is new to a record, until stopped with Ctrl-C.

    Each is asked no more often than it wishes. One that cannot be had is asked again later, and the others
    go on.

    \b
    Examples:
      onrecord watch feeds.opml
      onrecord watch --every 60 --db news.db https://corran.example/feed.xml
      onrecord watch --once feeds.txt
    """
    with command():
        from onrecord.scale import watching
        from onrecord.store.store import open_store

        total = watching.Watched()
        with open_store(db, create=True) as store:
            looks = watching.watch(
                store, sources, every=every, once=once, threads=jobs, allow_private=allow_private, total=total
            )
            try:
                for look in looks:
                    if line := look_line(look):
                        typer.echo(line)
            finally:
                typer.echo(summary(total, db))
    raise typer.Exit(FAILED if total.failed else OK)


def look_line(look: Look) -> str:
    """What a person wants to know of a look: when, where, how much; empty where that is nothing again."""
    from onrecord.faces.phrasing import one_line

    when = f"{datetime.fromtimestamp(look.at):%H:%M}  {one_line(look.name)}  "
    if look.error is not None:
        again = datetime.fromtimestamp(look.again)
        return f"{when}{one_line(look.error.message)} Asked again at {again:%H:%M}."
    parts = [_number(look.read, "new page"), _number(look.statements, "statement")] if look.read else []
    parts += [f"{look.failed:,} not read"] if look.failed else []
    if not parts and (look.number == 1 or look.is_mended):
        parts = ["nothing new"]
    return when + ", ".join(parts) if parts else ""


def summary(total: Watched, db: str) -> str:
    """How it went, in a line."""
    failed = f", {total.failed:,} not read (see: onrecord errors)" if total.failed else ""
    found = f"{_number(total.read, 'new page')} with {_number(total.statements, 'statement')}"
    return f"{db}: {found} in {_number(total.looks, 'look')}{failed}."


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
