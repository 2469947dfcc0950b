"""What a record remembers of the addresses that were asked: what they gave, and by which marks they know it.

Of a page the record has the bytes; what is no page itself, a feed or a site map, is kept with its address.
A visit whose bytes are not there, since somebody was stopped between the two, counts as none.
"""

from __future__ import annotations

import zlib

from sqlalchemy import delete, insert, select

from onrecord.model import Page, Visit
from onrecord.store import tables
from onrecord.store.rows import page_of, plain
from onrecord.store.store import Store, now, page_id

LONGEST = 2000  # bytes of an address that is remembered: no index holds much longer ones
MAX_BYTES = 4 * 1024 * 1024  # of what is no page: what is larger is asked for whole each time
_NO_PAGE = ("application/xml", "application/json", "application/gzip")
_v, _p = tables.visits.c, tables.pages.c


class Visits:
    """The visits that a record remembers, by address."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def get(self, address: str) -> Visit | None:
        """The last visit to an address; None where it, or what it gave, is not kept."""
        key = plain(address)
        with self.store.reading() as connection:
            row = connection.execute(select(tables.visits).where(_v.address == key)).mappings().first()
            if row is None:
                return None
            marks = row["etag"], row["modified"], row["checked"]
            if row["content"] is not None:
                return Visit(Page(zlib.decompress(row["content"]), key, row["media_type"], key), *marks)
            kept = connection.execute(select(tables.pages).where(_p.id == row["page"])).mappings().first()
        return None if kept is None else Visit(page_of(kept, zlib.decompress(kept["content"])), *marks)

    def set(self, address: str, visit: Visit) -> None:
        """Remembers a visit in place of the last one."""
        key, page = plain(address), visit.page
        if len(key.encode()) > LONGEST:
            return
        is_here = page.media_type in _NO_PAGE and page.url == key and len(page.content) <= MAX_BYTES
        row = {
            "address": key,
            "etag": visit.etag,
            "modified": visit.modified,
            "checked": now(),
            "page": page_id(page),
            "media_type": page.media_type,
            "content": zlib.compress(page.content) if is_here else None,
        }
        with self.store.writing() as connection:
            connection.execute(delete(tables.visits).where(_v.address == key))
            connection.execute(insert(tables.visits).values(row))

    def knows(self, address: str) -> bool:
        """Does the record hold a page from an address, or one to which that address led?"""
        key = plain(address)
        led = select(_p.id).join(tables.visits, _v.page == _p.id).where(_v.address == key)
        with self.store.reading() as connection:
            there = connection.scalar(select(_p.id).where(_p.url == key).limit(1))
            return there is not None or connection.scalar(led.limit(1)) is not None
