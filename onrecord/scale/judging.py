"""A person judges who is the same as whom, and takes it back; sayings follow at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.errors import OptionError, RecordError
from onrecord.model import Judge, Judgement, Verdict
from onrecord.people.evidence import speaker_node
from onrecord.people.identity import Identities
from onrecord.scale.folding import fold_in, fold_out, refold
from onrecord.scale.joining import known_identities
from onrecord.store import judgements, sayings
from onrecord.store.judgements import Bearer
from onrecord.store.queries import Hit
from onrecord.store.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement, and whether it holds: a “same” does not where a “different” keeps the two apart."""

    judgement: Judgement
    holds: bool


def judge(store: Store, one: str, other: str, verdict: Verdict, *, author: str, why: str = "") -> Judged:
    """Adds a person's judgement that two speakers are one, or two.

    A speaker is named by a name as the record prints it, or by the id of a statement: that article's
    speaker alone. RecordError where there is no such speaker, OptionError where both are the same node.
    """
    left, right = sorted((node(store, one), node(store, other)))
    if left == right:
        raise OptionError(f"'{one}' and '{other}' are one name.", hint="Name two that are to be judged.")
    made: list[Judgement] = []

    def act(connection: Transaction) -> None:
        row = judgements.judge(connection, left, right, verdict, by="person", author=author, why=why)
        made.append(row)

    after = _changing(store, [left, right], act)
    return Judged(made[0], made[0].id not in {row.id for row in after.conflicts})


def withdraw(store: Store, key: str) -> Judgement:
    """Takes a judgement back, a person's or a rule's, by the beginning of its id."""
    with store.reading() as connection:
        found = judgements.beginning(connection, key)
    if len(found) != 1 or not key:
        many = "Several judgements begin" if found else "No judgement begins"
        raise RecordError(f"{many} with '{key}' in {store.name}.", hint="See them all: onrecord judge")
    (row,) = found
    if row.withdrawn:
        raise RecordError(f"Judgement '{row.id}' was withdrawn already.", hint="See: onrecord judge")
    _changing(
        store, [row.left, row.right], lambda connection: judgements.withdraw(connection, [row.id], "person")
    )
    return row


def made(store: Store, *, rules: bool = False) -> tuple[list[Judgement], dict[str, Bearer]]:
    """All judgements of people and models, and with ``rules`` those of rules, the first made in front; and
    who the single articles' speakers are that they speak of, by node.
    """
    ranks: list[Judge] = ["person", "model", "rule"] if rules else ["person", "model"]
    with store.reading() as connection:
        rows = judgements.judgements(connection, ranks)
        return rows, judgements.bearers(connection, (node for row in rows for node in (row.left, row.right)))


def node(store: Store, given: str) -> str:
    """The node of a name that the record prints, or of the speaker of a statement by its id."""
    with store.reading() as connection:
        nodes = judgements.nodes_of(connection, given)
    if len(nodes) == 1:
        return nodes.pop()
    found = sayings.find(store, given) if given.isalnum() and given == given.lower() else None
    if isinstance(found, Hit) and found.statement.speaker.name:
        return speaker_node(found.article.id, found.statement.speaker.name)
    raise RecordError(
        f"No speaker '{given}' in {store.name}.",
        hint="Give a name as printed (see: onrecord people), or the id of a statement.",
    )


def _changing(store: Store, nodes: Iterable[str], act: Callable[[Transaction], None]) -> Identities:
    """Does something to judgements, and folds anew the articles whose speakers these are or become."""
    with store.writing() as connection:
        before = known_identities(connection)
        names = {name for each in nodes for name in before.group(each)}
        articles = judgements.articles_of(connection, names)
        touched = {row for article in articles for row in fold_out(connection, article, before)}
        act(connection)
        after = known_identities(connection)
        refold(connection, touched, after)
        for article in articles:
            fold_in(connection, article, after)
        return after
