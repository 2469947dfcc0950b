"""The index over words in PostgreSQL: the column ``facets`` is a tsvector of words and facets together.

Its lexemes are made here, not by the server, so that the same words are found as in SQLite: no language's
stems and stop words, no letter with a diacritic, nothing that the server takes for an address or a tag. A
word has the weight B where it stands in the speaker's name, C in the headline, A in what was said; a facet
begins with a mark that no word has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, cast, func, literal, select, true
from sqlalchemy.dialects.postgresql import ARRAY, REAL, TSQUERY

from onrecord.store import tables
from onrecord.store.rows import Row, facets
from onrecord.store.words import Asked, Term, Where, folded, in_order, narrowed

LABELS: dict[Where, str] = {"anywhere": "", "words": ":A", "speaker": ":B"}
# How much a word counts that stands in what was said (the last), in the speaker's name and in the headline.
WEIGHTS = (0.0, 0.1, 0.5, 1.0)
BY_LENGTH = 1  # the rank is divided by 1 + the logarithm of how many words there are
# What PostgreSQL takes: the last place it counts, and bytes of a tsvector, 2**20 with each word's entry.
LAST_PLACE, ROOM, ENTRY, PLACE = 16_383, 1_000_000, 8, 2
LONGEST = 250  # characters of a word that are compared

_s = tables.statements.c


def indexed(rows: list[Row]) -> list[Row]:
    """The rows with what is searched for in place of the words for facets."""
    return [{**row, "facets": _vector(row)} for row in rows]


def holds(asked: Asked) -> ColumnElement[bool]:
    """That a statement has the words and facets."""
    parts = [_said(asked), *(f"'={word}'" for word in asked.facets)]
    wanted = " & ".join(part for part in parts if part)
    return _s.facets.bool_op("@@")(_query(wanted)) if wanted else true()


def search(connection: Connection, asked: Asked, limit: int, offset: int) -> Sequence[RowMapping]:
    """The rows that have the words, in the order that is asked for."""
    query = narrowed(select(tables.statements).where(holds(asked)), asked)
    wanted = _said(asked)
    if asked.order != "best" or not wanted:
        query = in_order(query, asked.order)
    else:
        last = in_order(query, "best").limit(None if asked.is_narrowed else asked.ranked).subquery()
        weights = cast(list(WEIGHTS), ARRAY(REAL))
        rank = func.ts_rank_cd(weights, last.c.facets, _query(wanted), BY_LENGTH)
        query = select(last).order_by(rank.desc(), last.c.row.desc())
    return connection.execute(query.limit(limit).offset(offset)).mappings().all()


def _said(asked: Asked) -> str:
    """All that is asked of words and names, in the language of tsquery; empty where that is nothing."""
    names = (" & ".join(filter(None, map(_phrase, each))) for each in asked.speakers)
    known = " | ".join(f"({name})" for name in names if name)
    parts = [*map(_phrase, asked.terms), f"({known})" if known else ""]
    return " & ".join(part for part in parts if part)


def _query(wanted: str) -> ColumnElement[Any]:
    return cast(literal(wanted), TSQUERY)


def _phrase(term: Term) -> str:
    """Words that stand together, in the language of tsquery; empty where there is no letter in them."""
    words = [f"'{word[:LONGEST]}'{LABELS[term.where]}" for word in folded(term.words)]
    return f"({' <-> '.join(words)})" if words else ""


def _vector(row: Row) -> str:
    """The tsvector of a row, as text. What was said comes last, since it alone may be longer than counts."""
    places: dict[str, list[str]] = {}
    room = ROOM
    for number, word, label in _places(row):
        room -= PLACE if word in places else ENTRY + PLACE + len(word.encode())
        if room < 0:
            break
        places.setdefault(word, []).append(f"{number}{label}")
    known = [f"'={word}'" for word in facets(row["act"], row["outlet"])]
    return " ".join(known + [f"'{word}':{','.join(found)}" for word, found in places.items()])


def _places(row: Row) -> Iterator[tuple[int, str, str]]:
    """Each word with its place and weight; a place is left out between two texts, which no phrase joins."""
    number = 0
    for name, label in (("speaker", "B"), ("headline", "C"), ("words", "A")):
        number += 1
        for word in folded(row[name] or ""):
            number += 1
            yield min(number, LAST_PLACE), word[:LONGEST], label
