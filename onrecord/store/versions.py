"""Which pages are versions of one another: those of one address whose articles say different things.

Bytes change at every fetch where a page carries advertisements; a version is new only where the text or the
headline is. The current version is the one that was fetched last, whichever came to be read last. When that
was is told by the visit to its address; a page that came in a file was had when it was added.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, delete, false, insert, or_, select, true, update

from onrecord.model import digest
from onrecord.store import tables
from onrecord.store.rows import Row, encodable, plain

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.model import Page
    from onrecord.store.store import Store

_v, _a, _p = tables.versions.c, tables.articles.c, tables.pages.c


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a page: its id, when it was fetched last, and whether none was fetched later."""

    id: str
    fetched: str
    is_current: bool


def note(connection: Connection, key: str, page: Page, article: Row) -> str | None:
    """Notes a page that has just been read as a version of what stands at its address.

    The id of another that says the same, where there is one: that one has been fetched again, and this page
    is let go.
    """
    if page.url is None:
        return None
    address, fetched = digest(encodable(page.url)), _fetched(connection, key, page)
    if connection.scalar(select(_v.page).where(_v.page == key)) is None:
        same: str | None = connection.scalar(_saying_the_same(address, article))
        if same is not None:
            _let_go(connection, key, same)
            _seen(connection, same, fetched)
            return same
        row = {"page": key, "address": address, "fetched": fetched, "is_current": False}
        connection.execute(insert(tables.versions).values(row))
    _settle(connection, address)
    return None


def met_again(connection: Connection, key: str, page: Page) -> None:
    """Notes that a page that is kept already was fetched again, if it was."""
    if page.url is not None and connection.scalar(select(_v.page).where(_v.page == key)):
        _seen(connection, key, _fetched(connection, key, page))


def drop(connection: Connection, key: str) -> None:
    """A page that holds no article is no version of anything, though an older model may have found one."""
    address = connection.scalar(select(_v.address).where(_v.page == key))
    if address is not None:
        connection.execute(delete(tables.versions).where(_v.page == key))
        _settle(connection, address)


def is_counted(page: ColumnElement[str]) -> ColumnElement[bool]:
    """Is a page, by its id, no earlier version of another? Where there are none, no row is looked at."""
    earlier = select(_v.page).where(_v.is_current == false())
    return or_(~earlier.exists(), page.not_in(earlier))


def current(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    """Of those of some pages that are earlier versions, which page is the current one."""
    now = tables.versions.alias()
    query = select(_v.page, now.c.page).join(now, now.c.address == _v.address)
    query = query.where(now.c.is_current == true(), _v.is_current == false(), _v.page.in_(keys))
    return {row[0]: row[1] for row in connection.execute(query)}


def versions(store: Store, key: str) -> list[Version]:
    """All versions of a page, the one that was fetched last in front; none where it has no address."""
    address = select(_v.address).where(_v.page == key).scalar_subquery()
    query = select(_v.page, _v.fetched, _v.is_current).where(_v.address == address)
    with store.reading() as connection:
        rows = connection.execute(query.order_by(_v.fetched.desc(), _v.page.desc()))
        return [Version(*row) for row in rows]


def _fetched(connection: Connection, key: str, page: Page) -> str:
    """When a page was fetched last; of one that came in a file, when it was added."""
    visit = tables.visits.c
    query = select(visit.checked).where(visit.address == plain(page.source), visit.page == key)
    found: str | None = connection.scalar(query)
    return found or connection.execute(select(_p.added).where(_p.id == key)).scalar_one()


def _saying_the_same(address: str, article: Row) -> Select[Any]:
    headline = article["headline"]
    same = _a.headline.is_(None) if headline is None else _a.headline == headline
    query = select(_v.page).join(tables.articles, _a.id == _v.page)
    return query.where(_v.address == address, _a.text == article["text"], same).order_by(_v.page).limit(1)


def _let_go(connection: Connection, key: str, same: str) -> None:
    connection.execute(update(tables.visits).where(tables.visits.c.page == key).values(page=same))
    connection.execute(delete(tables.pages).where(_p.id == key))


def _seen(connection: Connection, key: str, fetched: str) -> None:
    later = update(tables.versions).where(_v.page == key, _v.fetched < fetched).values(fetched=fetched)
    if connection.execute(later).rowcount:
        _settle(connection, connection.execute(select(_v.address).where(_v.page == key)).scalar_one())


def _settle(connection: Connection, address: str) -> None:
    """Makes the version of an address that was fetched last the current one."""
    query = select(_v.page).where(_v.address == address).order_by(_v.fetched.desc(), _v.page.desc())
    last = connection.scalar(query.limit(1))
    settled = update(tables.versions).where(_v.address == address)
    connection.execute(settled.values(is_current=_v.page == last))
