"""The commands for what a record folds: sayings, people, judge."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.application import FAILED, OK, app, command
from onrecord.faces.desk import (
    DEFAULT,
    About,
    Act,
    Db,
    Form,
    Least,
    Limit,
    Outlet,
    Since,
    Sort,
    Speaker,
    Until,
    Versions,
    Words,
    check_form,
    show,
    write_objects,
)

if TYPE_CHECKING:
    from onrecord.model import Verdict
    from onrecord.store.store import Store

_Judged = Annotated[
    list[str] | None,
    typer.Argument(metavar="SPEAKER SPEAKER", help="Names as the record prints them, or ids of statements."),
]
_Same = Annotated[bool, typer.Option("--same", help="The two are one speaker.")]
_Different = Annotated[bool, typer.Option("--different", help="The two are two speakers.")]
_Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="What the judgement rests on.")]
_As = Annotated[str, typer.Option("--as", metavar="NAME", help="Who judges. [default: the system's user]")]
_Withdraw = Annotated[
    str, typer.Option("--withdraw", metavar="ID", help="Take this judgement back, a person's or a rule's.")
]
_Rules = Annotated[bool, typer.Option("--rules", help="List what rules joined, too.")]


@app.command()
def sayings(
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
    limit: Limit = 20,
    versions: Versions = False,
    form: Form = "text",
) -> None:
    """List what is printed in several articles, each thing said once.

    Those in most articles come first. WORDS and the rest are as with search; one witness has to answer.

    \b
    Examples:
      onrecord sayings
      onrecord sayings barrier --speaker Ostwick --sort oldest
    """
    with command():
        from onrecord.faces import retold
        from onrecord.scale import persons
        from onrecord.store import queries
        from onrecord.store import sayings as kept
        from onrecord.store.store import open_store

        said, order = " ".join(words or ()), queries.order(sort)
        asked = queries.Question(said, speaker, about, act, outlet, since, until, least, order, versions)
        check_form(form)
        with open_store(db) as store:
            asked = persons.widened(store, asked)
            found = kept.sayings(store, asked, limit=limit)
            if form == "jsonl":
                write_objects(map(retold.told_json, found))
            else:
                show(retold.saying_lines(found, kept.count(store, asked)))
    raise typer.Exit(OK if found else FAILED)


@app.command()
def people(*, db: Db = DEFAULT, limit: Limit = 50) -> None:
    """List those who speak in a record, the most frequent first."""
    with command():
        from onrecord.faces import retold
        from onrecord.scale import persons
        from onrecord.store.store import open_store

        with open_store(db) as store:
            show(retold.person_lines(persons.people(store, limit=limit)))


@app.command()
def judge(
    speakers: _Judged = None,
    *,
    db: Db = DEFAULT,
    same: _Same = False,
    different: _Different = False,
    why: _Why = "",
    author: _As = "",
    withdraw: _Withdraw = "",
    rules: _Rules = False,
) -> None:
    """Say that two speakers are one or are not, take that back, or list what was judged.

    A judgement is kept as a row that can be withdrawn, and holds again after every re-reading.

    \b
    Examples:
      onrecord judge "Lena Ostwick" "the harbour minister" --same
      onrecord judge "Tom Reedle" 4f1a22c0 --different --why "father and son"
      onrecord judge --withdraw 9c0d11ab
    """
    with command():
        from onrecord.faces import retold
        from onrecord.scale import judging
        from onrecord.store.store import open_store

        verdict = _verdict(list(speakers or ()), same, different, withdraw)
        with open_store(db) as store:
            if withdraw:
                row = judging.withdraw(store, withdraw)
                typer.echo(f"{store.name}: judgement {row.id} is withdrawn.")
            elif verdict is None:
                show(retold.judgement_lines(*judging.made(store, rules=rules)))
            else:
                _judge(store, list(speakers or ()), verdict, author or getpass.getuser(), why)


def _verdict(speakers: list[str], same: bool, different: bool, withdraw: str) -> Verdict | None:
    """What is judged; None where nothing is. OptionError where it is half said."""
    from onrecord.errors import OptionError

    if not speakers and not same and not different:
        return None
    if len(speakers) != 2 or same == different or withdraw:
        raise OptionError(
            f"Cannot judge {len(speakers)} speakers{' in one with --withdraw' if withdraw else ''}.",
            hint="Name two, and either --same or --different: onrecord judge A B --same",
        )
    return "same" if same else "different"


def _judge(store: Store, speakers: list[str], verdict: Verdict, author: str, why: str) -> None:
    from onrecord.scale import judging

    one, other = speakers
    judged = judging.judge(store, one, other, verdict, author=author, why=why)
    key = judged.judgement.id
    typer.echo(f"{store.name}: '{one}' and '{other}' are {verdict}; judgement {key}.")
    if not judged.holds:
        typer.echo(
            "It is kept but does not hold: another judgement keeps the two apart. See: onrecord judge",
            err=True,
        )
        raise typer.Exit(FAILED)
