"""What the folding of statements into sayings keeps: fingerprints, pairs, and the sayings themselves.

All functions work within a transaction that the caller has begun, so that a page and the sayings that it
touches are kept together or not at all. Statements are named by their rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, or_, select, union

from onrecord.model import Saying, Wording
from onrecord.store import tables

TOGETHER = 500  # values in one question to the database

_a, _s, _p, _w = tables.articles.c, tables.statements.c, tables.pairs.c, tables.witnesses.c
_h = tables.prints.c


@dataclass(frozen=True, slots=True)
class Kept:
    """A pair as it is kept: the rows of two statements, the one with the smaller id first."""

    one: int
    other: int
    strength: float
    is_equal: bool


def wordings_of(connection: Connection, article: str) -> dict[int, Wording]:
    """The wordings of an article's statements, by row."""
    return _wordings(connection, _s.article == article)


def wordings(connection: Connection, rows: Iterable[int]) -> dict[int, Wording]:
    """The wordings of some statements, by row."""
    found: dict[int, Wording] = {}
    for part in _parts(rows):
        found |= _wordings(connection, _s.row.in_(part))
    return found


def _wordings(connection: Connection, where: ColumnElement[bool]) -> dict[int, Wording]:
    columns = (_s.row, _s.id, _s.article, _s.words, _s.kind, _s.act, _s.polarity)
    query = select(*columns, _s.speaker, _s.speaker_type, _s.published).where(where).order_by(_s.row)
    return {row: Wording(*fields) for row, *fields in connection.execute(query)}


def around(connection: Connection, row: int, reach: int) -> str:
    """What stands in the article within ``reach`` code points of a statement, its own words too."""
    query = select(_a.text, _s.spans).join_from(tables.statements, tables.articles, _a.id == _s.article)
    text, spans = connection.execute(query.where(_s.row == row)).one()
    places = [place for span in spans["content"] for place in span]
    return str(text[max(0, min(places) - reach) : max(places) + reach])


def unfolded(connection: Connection) -> list[str]:
    """The articles whose statements have not been folded yet."""
    folded = exists().where(tables.folded.c.article == _a.id)
    return list(connection.scalars(select(_a.id).where(~folded).order_by(_a.id)))


def candidates(connection: Connection, prints: Mapping[int, Collection[int]]) -> set[tuple[int, int]]:
    """Of some statements, by row with their prints, those that share a print with another: both rows, the
    smaller in front.
    """
    owners: dict[int, list[int]] = {}
    for row, found in prints.items():
        for each in found:
            owners.setdefault(each, []).append(row)
    pairs = set[tuple[int, int]]()
    for part in _parts(owners):
        for hashed, row in connection.execute(select(_h.hash, _h.statement).where(_h.hash.in_(part))):
            pairs |= {(min(row, mine), max(row, mine)) for mine in owners[hashed] if mine != row}
    return pairs


def keep_prints(connection: Connection, prints: Mapping[int, Collection[int]]) -> None:
    """Keeps the fingerprints of statements."""
    rows = [{"hash": each, "statement": row} for row, found in prints.items() for each in found]
    if rows:
        connection.execute(insert(tables.prints), rows)


def drop(connection: Connection, article: str, prints: Mapping[int, Collection[int]]) -> None:
    """Takes away all that the folding of an article's statements, by row with their prints, has left."""
    for row, found in prints.items():
        connection.execute(delete(tables.prints).where(_h.hash.in_(found), _h.statement == row))
    for part in _parts(prints):
        connection.execute(delete(tables.pairs).where(or_(_p.one.in_(part), _p.other.in_(part))))
        _drop_sayings(connection, part)
    connection.execute(delete(tables.folded).where(tables.folded.c.article == article))


def _drop_sayings(connection: Connection, rows: Collection[int]) -> None:
    old = select(_w.saying).where(_w.statement.in_(rows))
    connection.execute(delete(tables.sayings).where(tables.sayings.c.id.in_(old)))


def keep_pairs(connection: Connection, pairs: Sequence[Kept]) -> None:
    """Keeps pairs that were not there."""
    if pairs:
        rows = [
            {"one": each.one, "other": each.other, "strength": each.strength, "is_equal": each.is_equal}
            for each in pairs
        ]
        connection.execute(insert(tables.pairs), rows)


def neighbours(connection: Connection, rows: Iterable[int]) -> set[int]:
    """The statements that are in a pair with one of these."""
    found = set[int]()
    for part in _parts(rows):
        there = select(_p.other).where(_p.one.in_(part))
        found |= set(connection.scalars(union(there, select(_p.one).where(_p.other.in_(part)))))
    return found


def connected(connection: Connection, rows: Iterable[int]) -> set[int]:
    """These statements and all that pairs join with them, however many lie between."""
    whole = new = set(rows)
    while new := neighbours(connection, new) - whole:
        whole = whole | new
    return whole


def pairs_among(connection: Connection, rows: Collection[int]) -> list[Kept]:
    """All pairs of statements none of which is in a pair with another than these."""
    columns = (_p.one, _p.other, _p.strength, _p.is_equal)
    return [
        Kept(*found)
        for part in _parts(rows)
        for found in connection.execute(select(*columns).where(_p.one.in_(part)))
    ]


def replace(connection: Connection, known: Mapping[str, int], sayings: Iterable[Saying]) -> None:
    """Puts sayings in the place of those that some statements, by id with their rows, were in."""
    for part in _parts(known.values()):
        _drop_sayings(connection, part)
    told, witnesses = list[dict[str, object]](), list[dict[str, object]]()
    for saying in sayings:
        dates = sorted(each.published for each in saying.witnesses if each.published)
        articles = len({each.article for each in saying.witnesses})
        first, last = (dates[0], dates[-1]) if dates else (None, None)
        told.append({"id": saying.id, "articles": articles, "first": first, "last": last})
        witnesses += [{"saying": saying.id, "statement": known[each.id]} for each in saying.witnesses]
    if told:
        connection.execute(insert(tables.sayings), told)
        connection.execute(insert(tables.witnesses), witnesses)


def mark_folded(connection: Connection, article: str) -> None:
    """Notes that an article's statements have been folded."""
    connection.execute(insert(tables.folded).values(article=article))


def _parts(rows: Iterable[int]) -> Iterator[list[int]]:
    every = sorted(rows)
    for start in range(0, len(every), TOGETHER):
        yield every[start : start + TOGETHER]
