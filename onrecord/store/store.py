"""A record, in a file or on a server: pages as they came, and what was read in them.

Bytes are kept before they are read, and what was read of a page is written at once, so a process that
is killed at any moment leaves a record without a half page.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from onrecord.errors import OnrecordError, RecordError
from onrecord.model import Page, Reading, Unread, digest
from onrecord.store import files, servers, tables, versions
from onrecord.store.indexes import index_of
from onrecord.store.rows import article_row, page_of, statement_rows

Transaction: TypeAlias = Connection  # what is open while a record is written

KEPT_IN = {"sqlite": files, "postgresql": servers}


class Store:
    """An open record. Use it in one thread; ``with`` closes it."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name
        self._kept_in = KEPT_IN[engine.dialect.name]

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file or server; what was written stays."""
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is kept, or nothing; RecordError where it cannot be written."""
        try:
            with self.engine.execution_options(writes=True).begin() as connection:
                yield connection
        except DBAPIError as error:
            raise self._kept_in.unwritable(self.name, error.orig) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A view of the record; RecordError where it cannot be read."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise self._kept_in.unreadable(self.name, error.orig) from error

    def keep(self, page: Page) -> tuple[str, bool]:
        """Keeps a page's bytes; its id, and whether it is new. A page that is kept already is not changed."""
        key = page_id(page)
        with self.writing() as connection:
            connection.execute(delete(tables.unread).where(tables.unread.c.source == _shown(page.source)))
            if connection.scalar(select(tables.pages.c.id).where(tables.pages.c.id == key)):
                versions.met_again(connection, key, page)
                return key, False
            connection.execute(insert(tables.pages).values(_page_row(key, page)))
        return key, True

    def refuse(self, unread: Unread) -> None:
        """Notes a source of which no page could be had, and why."""
        row = {"source": _shown(unread.source), "tried": now(), **_error_row(unread.error)}
        with self.writing() as connection:
            connection.execute(delete(tables.unread).where(tables.unread.c.source == row["source"]))
            connection.execute(insert(tables.unread).values(row))

    def save_all(self, readings: Iterable[Reading], reader: str) -> None:
        """Keeps pages that were read elsewhere, with what was read in them, all in one transaction."""
        kept = list(readings)
        with self.writing() as connection:
            keep_all(connection, kept)
            for reading in kept:
                save(connection, reading, reader)

    def save(self, reading: Reading, reader: str) -> bool:
        """Keeps what ``reader`` (a model's version) read in a page, in place of what was read before.

        False where a page of the same address says the same: it stands for both, and this one is let go.
        """
        with self.writing() as connection:
            return save(connection, reading, reader)

    def is_read(self, key: str, reader: str) -> bool:
        """Has this reader read the page?"""
        with self.reading() as connection:
            query = select(tables.pages.c.reader).where(tables.pages.c.id == key)
            return connection.scalar(query) == reader

    def waiting(self) -> Iterator[Page]:
        """The pages that were kept and never read, in the order in which they came."""
        query = select(tables.pages.c.id).where(tables.pages.c.reader.is_(None))
        with self.reading() as connection:
            keys = list(connection.scalars(query.order_by(tables.pages.c.added, tables.pages.c.id)))
        for key in keys:
            yield self.page(key)

    def forget(self, source: str) -> None:
        """Takes back that no page could be had of a source, since it is asked again."""
        with self.writing() as connection:
            connection.execute(delete(tables.unread).where(tables.unread.c.source == _shown(source)))

    def page(self, key: str) -> Page:
        """The page of an id; RecordError where there is none."""
        with self.reading() as connection:
            row = connection.execute(select(tables.pages).where(tables.pages.c.id == key)).mappings().first()
        if row is None:
            raise RecordError(f"No page '{key}' in {self.name}.", hint="See which there are: onrecord search")
        return page_of(row, zlib.decompress(row["content"]))

    def counts(self) -> dict[str, int]:
        """How many pages, articles, statements, pages in error and sources unread there are."""
        every = {
            "pages": select(func.count()).select_from(tables.pages),
            "articles": select(func.count()).select_from(tables.articles),
            "statements": select(func.count()).select_from(tables.statements),
            "errors": select(func.count()).where(tables.pages.c.error_kind.is_not(None)),
            "unread": select(func.count()).select_from(tables.unread),
            "waiting": select(func.count()).where(tables.pages.c.reader.is_(None)),
        }
        with self.reading() as connection:
            return {name: connection.scalar(query) or 0 for name, query in every.items()}


def keep_all(connection: Transaction, readings: Iterable[Reading]) -> None:
    """Keeps the pages of readings, none of which is kept yet."""
    found = [reading.page for reading in readings if isinstance(reading.page, Page)]
    connection.execute(insert(tables.pages), [_page_row(page_id(page), page) for page in found])


def save(connection: Transaction, reading: Reading, reader: str) -> bool:
    """Keeps what ``reader`` (a model's version) read in a page, in place of what was read before.

    False where a page of the same address says the same: it stands for both, and this one is let go.
    """
    assert isinstance(reading.page, Page)
    key, error = page_id(reading.page), reading.error
    outcome: dict[str, str | None] = {"error_kind": None, "error_message": None, "error_hint": None}
    if error is not None:
        outcome = {f"error_{name}": value for name, value in _error_row(error).items()}
    connection.execute(delete(tables.statements).where(tables.statements.c.article == key))
    connection.execute(delete(tables.articles).where(tables.articles.c.id == key))
    if reading.article is None:
        versions.drop(connection, key)
    else:
        row = article_row(reading.article, reading.notices)
        if versions.note(connection, key, reading.page, row):
            return False
        connection.execute(insert(tables.articles).values(row))
    if rows := statement_rows(reading):
        connection.execute(insert(tables.statements), index_of(connection).indexed(rows))
    connection.execute(update(tables.pages).where(tables.pages.c.id == key).values(reader=reader, **outcome))
    return True


def open_store(where: str | Path, *, create: bool = False) -> Store:
    """The record in a file or, by its address, on a server; made anew with ``create`` where there is none.

    RecordError where there is none, it is no record, or it comes from a newer Onrecord. What is not ours
    is not written into.
    """
    kept_in = servers if servers.is_address(where) else files
    engine, name = kept_in.engine_of(where, create=create)
    store = Store(engine, name)
    try:
        with store.reading() as connection:
            is_current = tables.is_current(connection)
        if not is_current:  # whoever only asks does not wait for whoever writes
            with store.writing() as connection:
                tables.migrate(connection)
    except RecordError:
        store.close()
        raise
    return store


def page_id(page: Page) -> str:
    """Bytes and address: the same page in another folder is the same page."""
    return digest(page.sha256, page.url or "")


def _page_row(key: str, page: Page) -> dict[str, Any]:
    return {
        "id": key,
        "sha256": page.sha256,
        "source": _shown(page.source),
        "url": page.url and _shown(page.url),
        "media_type": page.media_type,
        "encoding": page.encoding,
        "content": zlib.compress(page.content),
        "added": now(),
    }


def _shown(source: str) -> str:
    """A path as text: bytes of a file's name that are no UTF-8 as marks."""
    return source.encode("utf-8", "replace").decode("utf-8")


def _error_row(error: OnrecordError) -> dict[str, str]:
    return {"kind": error.kind, "message": _shown(error.message), "hint": _shown(error.hint)}


def now() -> str:
    """The time in UTC as ISO 8601, to the microsecond, so that it sorts as text."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
