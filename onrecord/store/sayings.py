"""The sayings of a record, each with its witnesses where they stand; and what an id stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from onrecord.errors import RecordError
from onrecord.model import Reading
from onrecord.store import tables, versions
from onrecord.store.queries import Hit, Question, asked_of, hits, holding, reading
from onrecord.store.store import Store
from onrecord.store.stories import Group, group
from onrecord.store.words import LAST

_g, _p, _s, _w = tables.sayings.c, tables.pages.c, tables.statements.c, tables.witnesses.c


@dataclass(frozen=True, slots=True)
class Told:
    """A saying with its witnesses, the earliest printed first; ``own`` is the fullest of those that are
    witnesses of as few other sayings as any.
    """

    id: str
    hits: tuple[Hit, ...]
    own: Hit

    @property
    def articles(self) -> int:
        """In how many articles it is printed."""
        return len({hit.article.id for hit in self.hits})


def sayings(store: Store, question: Question, *, limit: int = 20) -> list[Told]:
    """The sayings of which a witness answers a question: those printed in most articles first, or the
    oldest or newest, as the question orders. What is printed once is no saying of these.
    """
    with store.reading() as connection:
        query = _answering(connection, question, select(tables.sayings.c.id))
        if question.order == "oldest":
            query = query.order_by(_g.first.nulls_last(), _g.id)
        elif question.order == "newest":
            query = query.order_by(_g.last.desc().nulls_last(), _g.id)
        else:
            query = query.order_by(_g.articles.desc(), _g.first.nulls_last(), _g.id)
        found = [_told(connection, key, question) for key in connection.scalars(query.limit(limit))]
    return [each for each in found if each]


def count(store: Store, question: Question) -> int:
    """How many sayings have a witness that answers a question."""
    with store.reading() as connection:
        query = _answering(connection, question, select(func.count()).select_from(tables.sayings))
        return connection.scalar(query) or 0


def _answering(connection: Connection, question: Question, query: Select[Any]) -> Select[Any]:
    asked = asked_of(question)
    # Of two articles at the least: what one page prints twice is no reprint.
    query = query.where(_g.articles > 1)
    if question == Question(order=question.order, versions=question.versions):
        return query
    witness = select(_w.saying).join(tables.statements, _s.row == _w.statement)
    return query.where(_g.id.in_(holding(connection, witness, asked)))


def _told(connection: Connection, key: str, question: Question) -> Told | None:
    """A saying; None where only earlier versions of pages print it, and those are not asked for."""
    rows = select(tables.statements).join(tables.witnesses, _s.row == _w.statement).where(_w.saying == key)
    if not question.versions:
        rows = rows.where(versions.is_counted(_s.article))
    rows = rows.order_by(_s.published.nulls_last(), _s.article, _s.number)
    found = connection.execute(rows).mappings().all()
    if not found:
        return None
    also = select(_w.statement, func.count()).where(_w.statement.in_([row["row"] for row in found]))
    sayings = {row[0]: row[1] for row in connection.execute(also.group_by(_w.statement))}
    witnesses = hits(connection, found)
    ranked = zip(found, witnesses, strict=True)
    own = min(ranked, key=lambda pair: (sayings[pair[0]["row"]], -len(pair[0]["words"]), pair[0]["id"]))
    return Told(key, tuple(witnesses), own[1])


def sayings_of(store: Store, statement: str) -> list[Told]:
    """The sayings that a statement, by its id, is a witness of."""
    query = select(_w.saying).join(tables.statements, _s.row == _w.statement).where(_s.id == statement)
    with store.reading() as connection:
        keys = connection.scalars(query.order_by(_w.saying)).all()
        return [told for key in keys if (told := _told(connection, key, Question(versions=True)))]


def find(store: Store, key: str) -> Reading | Hit | Told | Group:
    """What an id stands for: an article, a statement, a saying or a story; its first characters are enough
    where they are those of one thing alone. RecordError where there is none, or there are several.
    """
    ids = (_p.id, _s.id, _g.id, tables.stories.c.id)
    with store.reading() as connection:
        pages, statements, told, stories = (_beginning(connection, each, key) for each in ids)
        if not key or len(pages) + len(statements) + len(told) + len(stories) != 1:
            many = "Several ids begin" if pages or statements or told or stories else "No id begins"
            raise RecordError(
                f"{many} with '{key}' in {store.name}.", hint="Find ids with: onrecord search WORDS"
            )
        if stories:
            return group(connection, stories[0])
        if told and (found := _told(connection, told[0], Question(versions=True))):
            return found
        if statements:
            row = select(tables.statements).where(_s.id == statements[0])
            return hits(connection, connection.execute(row).mappings().all())[0]
    return reading(store, pages[0])


def _beginning(connection: Connection, ids: ColumnElement[str], key: str) -> Sequence[str]:
    """Two ids at the most that begin with a key. A range, since LIKE would read all there are."""
    return connection.scalars(select(ids).where(ids >= key, ids < key + LAST).limit(2)).all()
