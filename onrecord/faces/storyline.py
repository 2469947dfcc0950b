"""The command for articles that are copies of one text: stories."""

from __future__ import annotations

import typer

from onrecord.faces.application import FAILED, OK, app, command
from onrecord.faces.desk import (
    DEFAULT,
    Db,
    Form,
    Limit,
    Outlet,
    Since,
    Sort,
    Until,
    Versions,
    Words,
    check_form,
    show,
    write_objects,
)


@app.command()
def stories(
    words: Words = None,
    *,
    db: Db = DEFAULT,
    outlet: Outlet = "",
    since: Since = "",
    until: Until = "",
    sort: Sort = "best",
    limit: Limit = 20,
    versions: Versions = False,
    form: Form = "text",
) -> None:
    """List articles that are copies of one text, with the likely original.

    Those of most articles come first. WORDS are looked for in what is said in an article, and in its
    headline; one article of a story has to hold all that is asked.

    \b
    Examples:
      onrecord stories
      onrecord stories barrier --outlet "Northwater Wire" --sort newest
    """
    with command():
        from onrecord.faces import traced
        from onrecord.scale import tracing
        from onrecord.store import queries
        from onrecord.store import stories as kept
        from onrecord.store.store import open_store

        said, order = " ".join(words or ()), queries.order(sort)
        asked = queries.Question(
            said, outlet=outlet, since=since, until=until, order=order, versions=versions
        )
        check_form(form)
        with open_store(db) as store:
            found = tracing.stories(store, asked, limit=limit)
            if form == "jsonl":
                write_objects(map(traced.traced_json, found))
            else:
                show(traced.list_lines(found, kept.count(store, asked)))
    raise typer.Exit(OK if found else FAILED)
