"""The index over words in SQLite: FTS5, over words, speakers, headlines and facets.

It knows no dates, so months and years stand in it as words; ``tables.py`` makes it, and keeps it in step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, column, func, select, table, text

from onrecord.store import tables
from onrecord.store.rows import UNDATED, Row, facets
from onrecord.store.words import WORD, Asked, Term, Where, in_order, narrowed

NO_MONTH = "nomonth"  # a word that stands in no row
COLUMNS: dict[Where, str] = {"anywhere": "{words speaker headline}", "words": "words", "speaker": "speaker"}

_found = table("statement_words", column("rowid"))
_MATCHES = text("statement_words MATCH :match")
# How much a word counts in what was said, in the speaker's name and in the headline; facets do not.
_RANK = text("bm25(statement_words, 10.0, 5.0, 1.0, 0.0)")
_s = tables.statements.c


def indexed(rows: list[Row]) -> list[Row]:
    """The rows as they are kept; triggers put them into the index."""
    return rows


def holds(asked: Asked) -> ColumnElement[bool]:
    """That a statement has the words and facets."""
    matches = _MATCHES.bindparams(match=_match(asked))
    return _s.row.in_(select(_found.c.rowid).where(matches))


def search(connection: Connection, asked: Asked, limit: int, offset: int) -> Sequence[RowMapping]:
    """The rows that the index gives, in the order that is asked for."""
    query = select(tables.statements).select_from(_found.join(tables.statements, _s.row == _found.c.rowid))
    query, match = narrowed(query.where(_MATCHES), asked), _match(asked)
    least = _cut(connection, match, asked.ranked)
    if least is not None and (period := _period(connection, asked)):
        match += f" AND ({' OR '.join(f'facets : {word}' for word in period)})"
        least = _cut(connection, match, asked.ranked)
    if asked.is_narrowed:
        least = None
    if asked.order == "best":
        best = query.where(_found.c.rowid > (least or 0)).order_by(_RANK).limit(limit).offset(offset)
        return connection.execute(best, {"match": match}).mappings().all()
    if least is None:
        some = in_order(query, asked.order).limit(limit).offset(offset)
        return connection.execute(some, {"match": match}).mappings().all()
    found: list[RowMapping] = []
    for month in (*_months(connection, asked.order), UNDATED):
        part = in_order(query, asked.order).limit(limit + offset - len(found))
        found += connection.execute(part, {"match": f"({match}) AND facets : {month}"}).mappings()
        if len(found) >= limit + offset:
            break
    return found[offset:]


def _match(asked: Asked) -> str:
    """The question in the language of FTS5."""
    parts = [_phrase(term) for term in asked.terms] + [f"facets : {word}" for word in asked.facets]
    if asked.speakers:
        names = (" AND ".join(map(_phrase, each)) for each in asked.speakers)
        parts.append(f"({' OR '.join(f'({name})' for name in names)})")
    return " AND ".join(parts)


def _phrase(term: Term) -> str:
    return f'{COLUMNS[term.where]} : "{" ".join(WORD.findall(term.words))}"'


def _cut(connection: Connection, match: str, ranked: int) -> int | None:
    """The row behind which ``ranked`` statements match; None where there are no more than that."""
    last = select(_found.c.rowid).where(_MATCHES).order_by(_found.c.rowid.desc()).limit(1).offset(ranked)
    return connection.scalar(last, {"match": match})


def _period(connection: Connection, asked: Asked) -> list[str]:
    """The words for the time that a question is about: its whole years, and the months beside them; none
    where it names no date.
    """
    if not (asked.since or asked.until):
        return []
    since, until = asked.since or "0001", (asked.until or "9999") + "~"
    low, high = _month(since[:7] if len(since) > 4 else since + "-01"), _month(until[:7])
    months = [word for word in _months(connection, "oldest") if low <= word <= high]
    by_year = {word[5:9]: [each for each in months if each[5:9] == word[5:9]] for word in months}
    found = [[f"year{year}"] if len(each) == 12 else each for year, each in by_year.items()]
    return [word for words in found for word in words] or [NO_MONTH]


def _month(date: str) -> str:
    return "month" + date.replace("-", "").replace("~", "99")


def _months(connection: Connection, order: str) -> Iterator[str]:
    """The words for all months of a record, the first or the last of them in front."""
    dates = connection.execute(select(func.min(_s.published), func.max(_s.published))).one()
    if dates[0] is None:
        return
    first, last = (_number(day) for day in dates)
    months: Sequence[Any] = range(first, last + 1)
    for month in months if order == "oldest" else reversed(months):
        (word,) = list(facets(published=f"{month // 12:04}-{month % 12 + 1:02}"))[1:]
        yield word


def _number(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7] or 1) - 1
