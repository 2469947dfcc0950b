"""The stories of a record: articles of one text, how much of each stands in the others, whom each credits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from onrecord.model import Article
from onrecord.store import copies, tables, versions
from onrecord.store.queries import Question, asked_of, holding
from onrecord.store.rows import article_of
from onrecord.store.store import Store
from onrecord.store.words import LAST, Asked

_a, _g, _n, _t = tables.articles.c, tables.stories.c, tables.told_in.c, tables.texts.c


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of one text, the earliest published first. ``shares`` are how much of the words of one article
    stand in another, by their ids; ``credits`` whom each article credits.
    """

    id: str
    articles: tuple[Article, ...]
    shares: Mapping[tuple[str, str], float]
    credits: Mapping[str, tuple[str, ...]]


def stories(store: Store, question: Question, *, limit: int = 20) -> list[Group]:
    """The stories of which an article answers a question: those of most articles first, or the oldest or
    newest, as the question orders. Versions of one page alone are no story, unless they are asked for.
    """
    with store.reading() as connection:
        query = _answering(connection, question, select(_g.id))
        if question.order == "oldest":
            query = query.order_by(_g.first.nulls_last(), _g.id)
        elif question.order == "newest":
            query = query.order_by(_g.last.desc().nulls_last(), _g.id)
        else:
            query = query.order_by(_g.articles.desc(), _g.first.nulls_last(), _g.id)
        keys = connection.scalars(query.limit(limit)).all()
        return [_group(connection, key, versions_too=question.versions) for key in keys]


def count(store: Store, question: Question) -> int:
    """How many stories have an article that answers a question."""
    with store.reading() as connection:
        query = _answering(connection, question, select(func.count()).select_from(tables.stories))
        return connection.scalar(query) or 0


def group(connection: Connection, key: str) -> Group:
    """The story of an id, without the earlier versions of pages where that leaves two articles."""
    found = _group(connection, key)
    return found if len(found.articles) > 1 else _group(connection, key, versions_too=True)


def stories_of(store: Store, article: str) -> list[str]:
    """The ids of the stories that an article is told in."""
    query = select(_n.story).join(tables.texts, _t.row == _n.text).where(_t.article == article)
    with store.reading() as connection:
        return list(connection.scalars(query.order_by(_n.story)))


def _answering(connection: Connection, question: Question, query: Select[Any]) -> Select[Any]:
    asked = asked_of(question)
    told = select(_n.story).join(tables.texts, _t.row == _n.text)
    counted = told if question.versions else told.where(versions.is_counted(_t.article))
    query = query.where(_g.id.in_(counted.group_by(_n.story).having(func.count() > 1)))
    if question == Question(order=question.order, versions=question.versions):
        return query
    return query.where(_g.id.in_(_holding(connection, counted, question, asked)))


def _holding(connection: Connection, told: Select[Any], question: Question, asked: Asked) -> Select[Any]:
    """The stories with an article of that outlet and time which holds the words, said or in its headline."""
    told = told.join(tables.articles, _a.id == _t.article)
    if question.outlet:
        told = told.where(func.lower(_a.outlet) == question.outlet.lower())
    if asked.since:
        told = told.where(_a.published >= asked.since)
    if asked.until:
        told = told.where(_a.published <= asked.until + LAST)
    if not asked.terms:
        return told
    words = asked_of(Question(words=question.words, versions=question.versions))
    said = holding(connection, select(tables.statements.c.article), words)
    headline = [_a.headline.icontains(term.words, autoescape=True) for term in asked.terms]
    every = headline[0]
    for each in headline[1:]:
        every &= each
    return told.where(or_(_a.id.in_(said), every))


def _group(connection: Connection, key: str, *, versions_too: bool = False) -> Group:
    query = select(_t.row, _t.credits, tables.articles).join(tables.texts, _t.article == _a.id)
    query = query.join(tables.told_in, _n.text == _t.row).where(_n.story == key)
    if not versions_too:
        query = query.where(versions.is_counted(_a.id))
    rows = connection.execute(query.order_by(_a.published.nulls_last(), _a.id)).mappings().all()
    credited = {row["id"]: tuple(row["credits"]) for row in rows}
    names = {row["row"]: row["id"] for row in rows}
    return Group(key, tuple(map(article_of, rows)), _shares(connection, names), credited)


def _shares(connection: Connection, names: Mapping[int, str]) -> dict[tuple[str, str], float]:
    shares: dict[tuple[str, str], float] = {}
    for each in copies.among(connection, names.keys()):
        if each.other in names:
            one, other = names[each.one], names[each.other]
            shares |= {(one, other): each.of_one, (other, one): each.of_other}
    return shares
