"""Questions to a record: which statements say something, by whom, in which outlet, since when.

Words are looked up in an index over words, speakers and headlines (SQLite's FTS5). Words apart must all
be there, in any order; words in quotation marks stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    column,
    exists,
    func,
    select,
    table,
    text,
)

from onrecord.errors import OptionError, RecordError
from onrecord.model import ACTS, Act, Article, Reading, Statement
from onrecord.store import tables, versions
from onrecord.store.rows import UNDATED, article_of, error_of, facets, statement_of
from onrecord.store.store import Store

Order = Literal["best", "oldest", "newest"]
ORDERS: tuple[Order, ...] = ("best", "oldest", "newest")
Count = Literal["speaker", "outlet", "act", "month"]
COUNTS: tuple[Count, ...] = ("speaker", "outlet", "act", "month")
RANKED = 3000  # statements that are ranked at the most, those added last
LAST = "\uffff"  # behind everything that begins alike
NO_MONTH = "nomonth"  # a word that stands in no row

_PHRASE = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|(\S+)")
_WORD = re.compile(r"\w+")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_found = table("statement_words", column("rowid"))
_MATCHES = text("statement_words MATCH :match")
# How much a word counts in what was said, in the speaker's name and in the headline; facets do not.
_RANK = text("bm25(statement_words, 10.0, 5.0, 1.0, 0.0)")
_s, _a = tables.statements.c, tables.articles.c


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for; everything that is given has to hold.

    ``words`` are looked for in what was said, ``about`` as well, but only there; ``speaker`` is any part of
    a speaker's name. ``since`` and ``until`` are ISO dates, a year or month is enough; both are included.
    ``versions`` asks for the earlier versions of pages as well.
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
    match = _match(question)
    order(question.order)  # from Python it may be any text
    with store.reading() as connection:
        if not match:
            query = _in_order(select(tables.statements), question.order)
            rows = connection.execute(_narrowed(query, question).limit(limit).offset(offset)).mappings().all()
        else:
            rows = _matching(connection, question, match, limit, offset)
        keys = {row["article"] for row in rows}
        known = connection.execute(select(tables.articles).where(_a.id.in_(keys))).mappings()
        articles = {row["id"]: article_of(row) for row in known}
        current = versions.current(connection, keys) if question.versions else {}
    found = ((row, articles[row["article"]]) for row in rows)
    return [Hit(statement_of(row, article), article, current.get(article.id)) for row, article in found]


def _matching(
    connection: Connection, question: Question, match: str, limit: int, offset: int
) -> Sequence[RowMapping]:
    """The rows that the index over words gives, in the order that is asked for."""
    query = select(tables.statements).select_from(_found.join(tables.statements, _s.row == _found.c.rowid))
    query = _narrowed(query.where(_MATCHES), question)
    least = _cut(connection, match)
    if least is not None and (period := _period(connection, question)):
        match += f" AND ({' OR '.join(f'facets : {word}' for word in period)})"
        least = _cut(connection, match)
    if _is_narrowed(question):
        least = None
    if question.order == "best":
        best = query.where(_found.c.rowid > (least or 0)).order_by(_RANK).limit(limit).offset(offset)
        return connection.execute(best, {"match": match}).mappings().all()
    if least is None:
        some = _in_order(query, question.order).limit(limit).offset(offset)
        return connection.execute(some, {"match": match}).mappings().all()
    found: list[RowMapping] = []
    for month in (*_months(connection, question.order), UNDATED):
        part = _in_order(query, question.order).limit(limit + offset - len(found))
        found += connection.execute(part, {"match": f"({match}) AND facets : {month}"}).mappings()
        if len(found) >= limit + offset:
            break
    return found[offset:]


def _cut(connection: Connection, match: str) -> int | None:
    """The row behind which ``RANKED`` statements match; None where there are no more than that."""
    last = select(_found.c.rowid).where(_MATCHES).order_by(_found.c.rowid.desc()).limit(1).offset(RANKED)
    return connection.scalar(last, {"match": match})


def _is_narrowed(question: Question) -> bool:
    """Is more asked than the index over words can tell: a day, or how sure a statement is?"""
    return (
        bool(question.least) or len(question.since) > len("2025-01") or len(question.until) > len("2025-01")
    )


def _period(connection: Connection, question: Question) -> list[str]:
    """The words for the time that a question is about: its whole years, and the months beside them; none
    where it names no date.
    """
    if not (question.since or question.until):
        return []
    since, until = _date(question.since or "0001"), _date(question.until or "9999") + "~"
    low, high = _month(since[:7] if len(since) > 4 else since + "-01"), _month(until[:7])
    months = [word for word in _months(connection, "oldest") if low <= word <= high]
    by_year = {word[5:9]: [each for each in months if each[5:9] == word[5:9]] for word in months}
    found = [[f"year{year}"] if len(each) == 12 else each for year, each in by_year.items()]
    return [word for words in found for word in words] or [NO_MONTH]


def _month(date: str) -> str:
    return "month" + date.replace("-", "").replace("~", "99")


def _months(connection: Connection, order: Order) -> Iterator[str]:
    """The words for all months of a record, the first or the last of them in front."""
    dates = connection.execute(select(func.min(_s.published), func.max(_s.published))).one()
    if dates[0] is None:
        return
    first, last = (int(day[:4]) * 12 + int(day[5:7] or 1) - 1 for day in dates)
    months = range(first, last + 1)
    for month in months if order == "oldest" else reversed(months):
        (word,) = list(facets(published=f"{month // 12:04}-{month % 12 + 1:02}"))[1:]
        yield word


def count(store: Store, question: Question, by: Count | None = None) -> dict[str | None, int]:
    """How many statements answer a question: in all (under ``None``), or by speaker, outlet, act or month."""
    match = _match(question)
    month = func.substr(_s.published, 1, 7)
    columns = {"speaker": _s.speaker, "outlet": _s.outlet, "act": _s.act, "month": month}
    query: Select[Any] = select(func.count()) if by is None else select(columns[by], func.count().label("n"))
    query = query.select_from(tables.statements)
    if match:
        query = query.where(_s.row.in_(select(_found.c.rowid).where(_MATCHES)))
    query = _narrowed(query, question)
    with store.reading() as connection:
        if by is None:
            return {None: connection.scalar(query, {"match": match} if match else {}) or 0}
        grouped = query.group_by(columns[by]).order_by(text("n DESC"), columns[by])
        return {row[0]: row[1] for row in connection.execute(grouped, {"match": match} if match else {})}


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


def _in_order(query: Select[Any], order: Order) -> Select[Any]:
    if order == "best":
        return query.order_by(_s.row.desc())
    by = _s.published.asc() if order == "oldest" else _s.published.desc()
    return query.order_by(_s.published.is_(None), by, _s.row)


def _narrowed(query: Select[Any], question: Question) -> Select[Any]:
    """What the index over words does not tell: versions, days, and how sure a statement is."""
    if not question.versions:
        query = query.where(versions.is_counted(_s.article))
    if question.since:
        query = query.where(_s.published >= _date(question.since))
    if question.until:
        # “2024” holds all its days: the last text that begins with it.
        query = query.where(_s.published <= _date(question.until) + LAST)
    if question.least:
        query = query.where(_s.confidence >= question.least)
    return query


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


def _match(question: Question) -> str:
    """The question in the language of FTS5; empty where the index over words has nothing to tell."""
    parts = [_terms(question.words, "{words speaker headline}")]
    parts += [_terms(question.about, "words"), _terms(question.speaker, "speaker")]
    act = _known_act(question.act) if question.act else ""
    parts += [f"facets : {word}" for word in facets(act, question.outlet)]
    return " AND ".join(part for part in parts if part)


def _terms(given: str, where: str) -> str:
    if given.strip() and not _WORD.search(given):
        raise OptionError(f"No word in '{given}'.", hint="Give a word or a number, or leave it out.")
    phrases = [quoted or bare for quoted, bare in _PHRASE.findall(given)]
    words = [" ".join(_WORD.findall(phrase)) for phrase in phrases]
    return " AND ".join(f'{where} : "{each}"' for each in words if each)


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
    match = _match(question)
    p = tables.pages.c
    query = _narrowed(select(_s.article, _s.id).join(tables.pages, p.id == _s.article), question)
    if match:
        query = query.where(_s.row.in_(select(_found.c.rowid).where(_MATCHES)))
    with store.reading() as connection:
        rows = connection.execute(query.order_by(p.added, p.id), {"match": match} if match else {})
        kept = [(key, frozenset(row[1] for row in group)) for key, group in groupby(rows, lambda row: row[0])]
    for key, ids in kept:
        whole = reading(store, key)
        yield replace(whole, statements=tuple(each for each in whole.statements if each.id in ids))


def find(store: Store, key: str) -> Reading | Hit:
    """What an id stands for, an article or a statement; its first characters are enough where they are
    those of one thing alone. RecordError where there is none, or there are several.
    """
    with store.reading() as connection:
        pages = _beginning(connection, tables.pages.c.id, key)
        statements = _beginning(connection, _s.id, key)
        if not key or len(pages) + len(statements) != 1:
            many = "Several ids begin" if pages or statements else "No id begins"
            raise RecordError(
                f"{many} with '{key}' in {store.name}.", hint="Find ids with: onrecord search WORDS"
            )
        if pages:
            return reading(store, pages[0])
        article = connection.scalars(select(_s.article).where(_s.id == statements[0])).one()
    read = reading(store, article)
    assert read.article is not None
    with store.reading() as connection:
        current = versions.current(connection, [article]).get(article)
    return next(Hit(each, read.article, current) for each in read.statements if each.id == statements[0])


def _beginning(connection: Connection, ids: ColumnElement[str], key: str) -> Sequence[str]:
    """Two ids at the most that begin with a key. A range, since LIKE would read all there are."""
    return connection.scalars(select(ids).where(ids >= key, ids < key + LAST).limit(2)).all()


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
