"""What the search for copies keeps: fingerprints of articles, which are copies of which, and the stories.

All functions work within a transaction that the caller has begun, like those of ``folds``. Articles are
named by the numbers that they have in ``texts``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, union

from onrecord.model import Article
from onrecord.store import tables
from onrecord.store.rows import article_of

TOGETHER = 500  # values in one question to the database

_a, _t, _c, _n, _h = (
    table.c for table in (tables.articles, tables.texts, tables.copies, tables.told_in, tables.article_prints)
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Two articles that are copies as they are kept: their numbers, the one with the smaller id first."""

    one: int
    other: int
    of_one: float
    of_other: float
    in_one: int
    in_other: int


def article(connection: Connection, key: str) -> Article | None:
    """The article of an id; None where there is none."""
    row = connection.execute(select(tables.articles).where(_a.id == key)).mappings().first()
    return article_of(row) if row else None


def articles(connection: Connection, rows: Iterable[int]) -> Iterator[tuple[int, Article]]:
    """The articles of some numbers."""
    for part in _parts(rows):
        query = select(_t.row, tables.articles).join(tables.articles, _a.id == _t.article)
        for found in connection.execute(query.where(_t.row.in_(part))).mappings():
            yield found["row"], article_of(found)


def ids(connection: Connection, rows: Iterable[int]) -> dict[str, int]:
    """The ids of the articles of some numbers, and the numbers."""
    return {
        key: row
        for part in _parts(rows)
        for key, row in connection.execute(select(_t.article, _t.row).where(_t.row.in_(part)))
    }


def number(connection: Connection, key: str) -> int | None:
    """The number of an article; None where its copies have not been looked for."""
    return connection.scalar(select(_t.row).where(_t.article == key))


def missing(connection: Connection) -> list[str]:
    """The articles whose copies have not been looked for yet."""
    known = exists().where(_t.article == _a.id)
    return list(connection.scalars(select(_a.id).where(~known).order_by(_a.id)))


def keep(connection: Connection, key: str, credited: Sequence[str], prints: Collection[int]) -> int:
    """Keeps an article's fingerprints and whom it credits; its number."""
    made = connection.execute(insert(tables.texts).values(article=key, credits=list(credited)))
    (row,) = made.inserted_primary_key or (0,)
    if prints:
        rows = [{"hash": each, "text": row} for each in prints]
        connection.execute(insert(tables.article_prints), rows)
    return int(row)


def candidates(connection: Connection, prints: Collection[int], least: int) -> set[int]:
    """The articles that share so many fingerprints at the least."""
    found = select(_h.text).where(_h.hash.in_(prints)).group_by(_h.text)
    return set(connection.scalars(found.having(func.count() >= least)))


def drop(connection: Connection, row: int, prints: Collection[int]) -> None:
    """Takes away all that the search for an article's copies has left."""
    connection.execute(delete(tables.article_prints).where(_h.hash.in_(prints), _h.text == row))
    connection.execute(delete(tables.copies).where(or_(_c.one == row, _c.other == row)))
    _drop_stories(connection, [row])
    connection.execute(delete(tables.texts).where(_t.row == row))


def _drop_stories(connection: Connection, rows: Collection[int]) -> None:
    old = select(_n.story).where(_n.text.in_(rows))
    connection.execute(delete(tables.stories).where(tables.stories.c.id.in_(old)))


def keep_copies(connection: Connection, found: Sequence[Kept]) -> None:
    """Keeps pairs that were not there."""
    if found:
        rows = [
            {
                "one": each.one,
                "other": each.other,
                "of_one": each.of_one,
                "of_other": each.of_other,
                "in_one": f"{each.in_one:x}",
                "in_other": f"{each.in_other:x}",
            }
            for each in found
        ]
        connection.execute(insert(tables.copies), rows)


def neighbours(connection: Connection, rows: Iterable[int]) -> set[int]:
    """The articles that are copies of one of these, or it of them."""
    found = set[int]()
    for part in _parts(rows):
        there = select(_c.other).where(_c.one.in_(part))
        found |= set(connection.scalars(union(there, select(_c.one).where(_c.other.in_(part)))))
    return found


def connected(connection: Connection, rows: Iterable[int]) -> list[set[int]]:
    """The articles that copies join with these, however many lie between: a set for each."""
    left, found = set(rows), list[set[int]]()
    while left:
        whole = new = {left.pop()}
        while new := neighbours(connection, new) - whole:
            whole = whole | new
        left -= whole
        found.append(whole)
    return found


def among(connection: Connection, rows: Collection[int]) -> list[Kept]:
    """All pairs of a set of articles that hangs together."""
    columns = (_c.one, _c.other, _c.of_one, _c.of_other, _c.in_one, _c.in_other)
    return [
        Kept(*found[:4], int(found[4], 16), int(found[5], 16))
        for part in _parts(rows)
        for found in connection.execute(select(*columns).where(_c.one.in_(part)))
    ]


def replace(connection: Connection, rows: Collection[int], stories: Mapping[str, Collection[int]]) -> None:
    """Puts stories, each by its id with its articles, in the place of those that these articles were in."""
    for part in _parts(rows):
        _drop_stories(connection, part)
    for key, told in stories.items():
        dated = select(func.min(_a.published), func.max(_a.published)).join(tables.texts, _t.article == _a.id)
        first, last = connection.execute(dated.where(_t.row.in_(told))).one()
        row = {"id": key, "articles": len(told), "first": first, "last": last}
        connection.execute(insert(tables.stories).values(row))
        connection.execute(insert(tables.told_in), [{"story": key, "text": each} for each in sorted(told)])


def _parts(rows: Iterable[int]) -> Iterator[list[int]]:
    every = sorted(rows)
    for start in range(0, len(every), TOGETHER):
        yield every[start : start + TOGETHER]
