"""Questions to a record: which statements say something, by whom, in which outlet, since when.

Words are looked up in an index over words, speakers and headlines: each database has its own, which
``indexes.py`` knows. Words apart must all be there, in any order; words in quotation marks stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, exists, func, select

from onrecord.errors import OptionError
from onrecord.model import ACTS, Act, Article, Reading, Statement
from onrecord.store import tables, versions
from onrecord.store.indexes import index_of
from onrecord.store.rows import article_of, error_of, facets, statement_of
from onrecord.store.store import Store
from onrecord.store.words import Asked, Term, in_order, narrowed, terms

Order = Literal["best", "oldest", "newest"]
ORDERS: tuple[Order, ...] = ("best", "oldest", "newest")
Count = Literal["speaker", "outlet", "act", "month"]
COUNTS: tuple[Count, ...] = ("speaker", "outlet", "act", "month")
RANKED = 3000  # statements that are ranked at the most, those added last

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_s, _a = tables.statements.c, tables.articles.c


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for; everything that is given has to hold.

    ``words`` are looked for in what was said, ``about`` as well, but only there; ``speaker`` is any part of
    a speaker's name. ``since`` and ``until`` are ISO dates, a year or month is enough; both are included.
    ``versions`` asks for the earlier versions of pages as well; ``names`` are other names of the speaker.
    """

    words: str = ""
    speaker: str = ""
    about: str = ""
    act: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    least: float = 0.0
    order: Order = "best"
    versions: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that answers a question, and the article it stands in; ``current`` is the id of the page's
    current version where this is an earlier one.
    """

    statement: Statement
    article: Article
    current: str | None = None


def search(store: Store, question: Question, *, limit: int = 20, offset: int = 0) -> list[Hit]:
    """The statements that answer a question. OptionError for an act or date that does not exist.

    Of very many, the best are looked for among the ``RANKED`` that were added last.
    """
    asked = asked_of(question)
    with store.reading() as connection:
        if asked.is_of_words:
            rows = index_of(connection).search(connection, asked, limit, offset)
        else:
            query = in_order(narrowed(select(tables.statements), asked), asked.order)
            rows = connection.execute(query.limit(limit).offset(offset)).mappings().all()
        return hits(connection, rows)


def hits(connection: Connection, rows: Sequence[RowMapping]) -> list[Hit]:
    """Rows of statements, each with its article."""
    keys = {row["article"] for row in rows}
    known = connection.execute(select(tables.articles).where(_a.id.in_(keys))).mappings()
    articles = {row["id"]: article_of(row) for row in known}
    current = versions.current(connection, keys)
    found = ((row, articles[row["article"]]) for row in rows)
    return [Hit(statement_of(row, article), article, current.get(article.id)) for row, article in found]


def count(store: Store, question: Question, by: Count | None = None) -> dict[str | None, int]:
    """How many statements answer a question: in all (under ``None``), or by speaker, outlet, act or month."""
    asked = asked_of(question)
    month = func.substr(_s.published, 1, 7)
    columns = {"speaker": _s.speaker, "outlet": _s.outlet, "act": _s.act, "month": month}
    query: Select[Any] = select(func.count()) if by is None else select(columns[by].label("counted"))
    query = query.select_from(tables.statements)
    with store.reading() as connection:
        query = holding(connection, query, asked)
        if by is None:
            return {None: connection.scalar(query) or 0}
        found, number = query.subquery().c.counted, func.count()
        grouped = select(found, number).group_by(found).order_by(number.desc(), found.nulls_first())
        return {row[0]: row[1] for row in connection.execute(grouped)}


def holding(connection: Connection, query: Select[Any], asked: Asked) -> Select[Any]:
    """The query, of statements that answer a question and no others."""
    query = narrowed(query, asked)
    return query.where(index_of(connection).holds(asked)) if asked.is_of_words else query


def order(name: str) -> Order:
    """The order of that name; OptionError where there is none."""
    found: Order | None = next((each for each in ORDERS if each == name), None)
    if found is None:
        raise OptionError(
            f"No order '{name}'. There are: {', '.join(ORDERS)}", hint="Choose one with --sort."
        )
    return found


def counted_by(name: str) -> Count:
    """What may be counted by, of that name; OptionError where there is none."""
    found: Count | None = next((each for each in COUNTS if each == name), None)
    if found is None:
        raise OptionError(f"No count by '{name}'. There are: {', '.join(COUNTS)}", hint="Choose one.")
    return found


def _known_act(name: str) -> Act:
    act: Act | None = next((act for act in ACTS if act == name), None)
    if act is None:
        raise OptionError(f"No act '{name}'. There are: {', '.join(ACTS)}", hint="Choose one with --act.")
    return act


def _date(given: str) -> str:
    """A date as it was given; OptionError for one that is in no calendar."""
    try:
        date.fromisoformat((given + "-01-01")[:10] if len(given) in (4, 7) else given)
        if _DATE.fullmatch(given):
            return given
    except ValueError:
        pass
    raise OptionError(f"No date '{given}'.", hint="Write it as 2024-10-01, 2024-10 or 2024.")


def asked_of(question: Question) -> Asked:
    """A question as the index over words takes it; OptionError for what does not exist."""
    found = [*terms(question.words, "anywhere"), *terms(question.about, "words")]
    speaker = terms(question.speaker, "speaker")
    names = [(Term(name, "speaker"),) for name in question.names] if speaker else []
    act = _known_act(question.act) if question.act else ""
    return Asked(
        terms=tuple(found),
        speakers=(tuple(speaker), *names) if speaker else (),
        facets=tuple(facets(act, question.outlet)),
        since=question.since and _date(question.since),
        until=question.until and _date(question.until),
        least=question.least,
        order=order(question.order),  # from Python it may be any text
        ranked=RANKED,
        versions=question.versions,
    )


def reading(store: Store, key: str) -> Reading:
    """All that was read from one page, by its id; RecordError where there is none."""
    page = store.page(key)
    with store.reading() as connection:
        kept = connection.execute(select(tables.articles).where(_a.id == key)).mappings().first()
        query = select(tables.statements).where(_s.article == key).order_by(_s.number)
        rows = connection.execute(query).mappings().all()
        about = connection.execute(select(tables.pages).where(tables.pages.c.id == key)).mappings().one()
    error = None
    if about["error_kind"]:
        error = error_of(about["error_kind"], about["error_message"], about["error_hint"])
    if kept is None:
        return Reading(page, None, error=error)
    article = article_of(kept)
    found = tuple(statement_of(row, article) for row in rows)
    return Reading(page, article, found, tuple(kept["notices"]), error)


def readings(store: Store, *, earlier: bool = False) -> Iterator[Reading]:
    """All readings of a record, in the order in which their pages came; of pages that have versions, of the
    current ones, or of the ``earlier`` as well.
    """
    with store.reading() as connection:
        query = select(tables.pages.c.id).where(tables.pages.c.reader.is_not(None))
        if not earlier:
            query = query.where(versions.is_counted(tables.pages.c.id))
        keys = list(connection.scalars(query.order_by(tables.pages.c.added, tables.pages.c.id)))
    return (reading(store, key) for key in keys)


def answers(store: Store, question: Question) -> Iterator[Reading]:
    """The readings that hold what is asked for, each with those statements alone, in the order in which
    their pages came. Of the whole answer only ids are in memory.
    """
    asked, p = asked_of(question), tables.pages.c
    query = select(_s.article, _s.id).join(tables.pages, p.id == _s.article)
    with store.reading() as connection:
        rows = connection.execute(holding(connection, query, asked).order_by(p.added, p.id))
        kept = [(key, frozenset(row[1] for row in group)) for key, group in groupby(rows, lambda row: row[0])]
    for key, ids in kept:
        whole = reading(store, key)
        yield replace(whole, statements=tuple(each for each in whole.statements if each.id in ids))


@dataclass(frozen=True, slots=True)
class Tally:
    """Somebody or something in a record: how many statements and articles, and the first and last date."""

    name: str
    statements: int
    articles: int
    first: str | None
    last: str | None


def speakers(store: Store, *, limit: int = 50) -> list[Tally]:
    """Those who are named as speakers, the most frequent first."""
    return _tally(store, _s.speaker, limit)


def outlets(store: Store, *, limit: int = 50) -> list[Tally]:
    """The outlets, those with most statements first."""
    return _tally(store, _s.outlet, limit)


def together(store: Store, names: Sequence[str]) -> Tally:
    """Those of some names, counted as one."""
    dates = func.min(_s.published), func.max(_s.published)
    query = select(func.count(), func.count(func.distinct(_s.article)), *dates)
    query = query.where(_s.speaker.in_(names), versions.is_counted(_s.article))
    with store.reading() as connection:
        return Tally(names[0], *connection.execute(query).one())


def _tally(store: Store, by: ColumnElement[Any], limit: int) -> list[Tally]:
    number = func.count().label("number")
    articles = func.count(func.distinct(_s.article))
    dates = func.min(_s.published), func.max(_s.published)
    query = select(by, number, articles, *dates).where(by.is_not(None), versions.is_counted(_s.article))
    query = query.group_by(by).order_by(number.desc(), by).limit(limit)
    with store.reading() as connection:
        return [Tally(*row) for row in connection.execute(query)]


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that holds no article, or a source of which no page could be had."""

    source: str
    kind: str
    message: str
    hint: str


def errors(store: Store) -> list[Failure]:
    """What could not be read, and why."""
    p, u = tables.pages.c, tables.unread.c
    again = tables.pages.alias().c
    mended = exists().where(again.source == p.source, again.error_kind.is_(None), again.reader.is_not(None))
    failed = select(p.source, p.error_kind, p.error_message, p.error_hint)
    failed = failed.where(p.error_kind.is_not(None), ~mended)
    missing = select(u.source, u.kind, u.message, u.hint)
    with store.reading() as connection:
        found = [*connection.execute(failed), *connection.execute(missing)]
    return sorted((Failure(*row) for row in found), key=lambda each: each.source)
