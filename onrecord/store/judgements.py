"""Judgements on who is the same as whom, and the speakers of articles that they are about.

Like ``folds``, within a transaction that the caller has begun.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, literal_column, or_, select, update

from onrecord.model import Judge, Judgement, Verdict, digest
from onrecord.store import tables

TOGETHER = 500  # values in one question to the database

_j, _k, _a = tables.judgements.c, tables.speakers.c, tables.articles.c


@dataclass(frozen=True, slots=True)
class Known:
    """A named speaker of one article: whom a rule may join to others of the name's node."""

    id: str
    article: str
    name: str
    node: str
    is_full: bool
    party: str | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """A speaker of one article, and where that was printed."""

    name: str
    outlet: str | None
    published: str | None
    headline: str | None


def bearers(connection: Connection, nodes: Iterable[str]) -> dict[str, Bearer]:
    """Those of some nodes that are a single article's speaker, by node."""
    ids = sorted({node.removeprefix("speaker:") for node in nodes if node.startswith("speaker:")})
    found = dict[str, Bearer]()
    for start in range(0, len(ids), TOGETHER):
        query = select(_k.id, _k.name, _a.outlet, _a.published, _a.headline).join_from(
            tables.speakers, tables.articles, _a.id == _k.article
        )
        for key, *fields in connection.execute(query.where(_k.id.in_(ids[start : start + TOGETHER]))):
            found[f"speaker:{key}"] = Bearer(*fields)
    return found


def speakers_of(connection: Connection, article: str) -> list[Known]:
    """The named speakers of an article."""
    return [Known(*row) for row in connection.execute(select(tables.speakers).where(_k.article == article))]


def speakers_named(connection: Connection, node: str) -> list[Known]:
    """The speakers of all articles whose name is that of a node."""
    return [Known(*row) for row in connection.execute(select(tables.speakers).where(_k.node == node))]


def parties_of(connection: Connection, nodes: Collection[str]) -> dict[str, set[str]]:
    """The parties that stand beside each of some names."""
    found = dict[str, set[str]]((node, set()) for node in nodes)
    query = select(_k.node, _k.party).where(_k.node.in_(nodes), _k.party.is_not(None)).distinct()
    for node, party in connection.execute(query):
        found[node].add(party)
    return found


def nodes_of(connection: Connection, name: str) -> set[str]:
    """The nodes of a name as it is printed, in capitals or not."""
    lower = func.lower(_k.name) == name.lower()
    return set(connection.scalars(select(_k.node).where(lower).distinct()))


def names_of(connection: Connection, nodes: Collection[str]) -> list[str]:
    """The names, as they are printed, of some nodes: of names, and of single articles' speakers."""
    ids = [node.removeprefix("speaker:") for node in nodes]
    found = select(_k.name).where(or_(_k.node.in_(nodes), _k.id.in_(ids)))
    return list(connection.scalars(found.distinct().order_by(_k.name)))


def articles_of(connection: Connection, nodes: Collection[str]) -> list[str]:
    """The articles in which somebody of these nodes speaks."""
    ids = [node.removeprefix("speaker:") for node in nodes]
    found = select(_k.article).where(or_(_k.node.in_(nodes), _k.id.in_(ids)))
    return list(connection.scalars(found.distinct().order_by(_k.article)))


def keep_speakers(connection: Connection, article: str, speakers: Iterable[Known]) -> None:
    """Puts the named speakers of an article in the place of those that were there."""
    connection.execute(delete(tables.speakers).where(_k.article == article))
    if rows := [asdict(each) for each in speakers]:
        connection.execute(insert(tables.speakers), rows)


def judgements(connection: Connection, by: Sequence[Judge] = ("person", "model")) -> list[Judgement]:
    """All judgements of some ranks, the first made in front; those withdrawn too."""
    query = select(tables.judgements).where(_j.by.in_(by)).order_by(_j.made, _j.id)
    if "rule" not in by:  # said in these words there is an index, without the many rows of rules
        query = query.where(_j.by != literal_column("'rule'"))
    return [Judgement(**row) for row in connection.execute(query).mappings()]


def judgements_on(connection: Connection, left: Collection[str], by: Judge) -> list[Judgement]:
    """The judgements of one rank on some left nodes; those withdrawn too."""
    query = select(tables.judgements).where(_j.left.in_(left), _j.by == by)
    return [Judgement(**row) for row in connection.execute(query).mappings()]


def beginning(connection: Connection, key: str) -> list[Judgement]:
    """Two judgements at the most whose ids begin with a key."""
    query = select(tables.judgements).where(_j.id >= key, _j.id < key + "\uffff").limit(2)
    return [Judgement(**row) for row in connection.execute(query).mappings()]


def judge(
    connection: Connection, left: str, right: str, verdict: Verdict, *, by: Judge, author: str, why: str
) -> Judgement:
    """Adds a judgement."""
    row = _row(left, right, verdict, by, author, why)
    connection.execute(insert(tables.judgements).values(asdict(row)))
    return row


def _row(left: str, right: str, verdict: Verdict, by: Judge, author: str, why: str) -> Judgement:
    made = datetime.now(UTC).isoformat(timespec="microseconds")
    key = digest("judgement", left, right, verdict, by, author, made)
    return Judgement(key, left, right, verdict, by, author, why, made)


def withdraw(connection: Connection, keys: Collection[str], by: Judge) -> None:
    """Marks judgements as withdrawn; those that are already stay as they are."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    rows = update(tables.judgements).where(_j.id.in_(keys), _j.withdrawn.is_(None))
    connection.execute(rows.values(withdrawn=now, withdrawn_by=by))


def rule(connection: Connection, joins: Iterable[tuple[str, str]], author: str) -> None:
    """Adds a rule's judgements that left nodes are the same as right ones."""
    why = "the same full name, and nothing known that parts them"
    rows = [asdict(_row(left, right, "same", "rule", author, why)) for left, right in joins]
    if rows:
        connection.execute(insert(tables.judgements), rows)
