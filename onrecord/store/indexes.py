"""Which index over words a database has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, RowMapping

from onrecord.store import fts5, tsvector
from onrecord.store.rows import Row
from onrecord.store.words import Asked


class Index(Protocol):
    """What is asked of an index over words; each is a module of these functions."""

    def indexed(self, rows: list[Row]) -> list[Row]:
        """Rows of ``statements`` as they are to be kept."""

    def holds(self, asked: Asked) -> ColumnElement[bool]:
        """That a statement has the words and facets that are asked for."""

    def search(self, connection: Connection, asked: Asked, limit: int, offset: int) -> Sequence[RowMapping]:
        """The rows that answer a question about words, in its order."""


INDEXES: Mapping[str, Index] = {"sqlite": fts5, "postgresql": tsvector}


def index_of(connection: Connection) -> Index:
    """The index over words of the database behind a connection."""
    return INDEXES[connection.dialect.name]
