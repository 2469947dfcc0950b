"""Sources followed over time: feeds, site maps and pages are asked again and again for what is new.

Each is asked at its own pace: not more often than the person says, and not more often than it wishes, within
a day. One that cannot be had is asked at ever longer intervals and stops none of the others.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError, SourceError
from onrecord.intake import feeds, lists, sources
from onrecord.model import Page, Unread
from onrecord.scale.keeping import Added, read_into
from onrecord.store.visits import Visits

if TYPE_CHECKING:
    from onrecord.intake.fetch import Fetcher
    from onrecord.intake.lists import Followed
    from onrecord.store.store import Store

EVERY = 15.0  # minutes
DAY = 24 * 60 * 60.0  # seconds: nothing is left alone for longer because it asked for that, or failed
NAP = 60.0  # seconds that are slept at once: a machine that was asleep itself is not late by more


@dataclass(frozen=True, slots=True)
class Look:
    """One look at an address that is followed, and what was new there.

    ``number`` counts the looks at it, from 1. ``error`` says why it could not be had; ``is_mended`` that it
    can be again. ``at`` is when that was and ``again`` when the next look is due, in seconds since 1970.
    """

    address: str
    name: str
    number: int
    at: float
    again: float
    read: int = 0
    statements: int = 0
    failed: int = 0
    error: OnrecordError | None = None
    is_mended: bool = False


@dataclass
class Watched:
    """How far the watching of sources has come."""

    looks: int = 0
    read: int = 0
    statements: int = 0
    failed: int = 0

    def count(self, added: Added) -> None:
        """Counts what one look has added."""
        self.read += added.read
        self.statements += added.statements
        self.failed += len(added.failed)


@dataclass
class _Found:
    """What stands at an address that is followed: what it calls itself, and the pages behind it."""

    name: str
    patience: float
    pages: Iterator[Page | Unread]


@dataclass
class _Watcher:
    store: Store
    fetcher: Fetcher
    every: float
    threads: int | None
    clock: Callable[[], float]
    total: Watched
    visits: Visits
    # Of addresses that could not be had: how often in a row, and when they are asked again.
    failures: dict[str, int] = field(default_factory=dict)
    again: dict[str, float] = field(default_factory=dict)

    def look(self, followed: Followed, number: int) -> Look:
        """Adds what is new at an address."""
        at, address = self.clock(), followed.address
        failed_before = address in self.failures
        found = self._open(address)
        if isinstance(found, Unread):
            self.store.refuse(found)
            self.total.failed += 1
            name = followed.name or address
            return Look(address, name, number, at, self.again[address], error=found.error)
        added = Added()
        try:
            for _ in read_into(self.store, found.pages, added, threads=self.threads):
                pass
        finally:
            self.total.count(added)
        again = at + max(self.every, min(DAY, found.patience))
        counts = added.read, added.statements, len(added.failed)
        name = followed.name or found.name or address
        return Look(address, name, number, at, again, *counts, is_mended=failed_before)

    def _open(self, address: str) -> _Found | Unread:
        page = self.fetcher.fetch(address)
        found = self._behind(page) if isinstance(page, Page) else page
        self._note(address, is_there=not isinstance(found, Unread))
        if isinstance(found, _Found):
            self.store.forget(address)
        return found

    def _behind(self, found: Page) -> _Found | Unread:
        address, wish = found.source, self.fetcher.wished.get(found.source, 0.0)
        if not feeds.is_feed(found.content):
            pages = sources.within(found, self._fetch, self.visits, known=self._is_passed_over)
            return _Found("", wish, sources.safely(address, pages))
        try:
            feed = feeds.parsed(found.content, address, base=found.url or address)
        except SourceError as error:
            return Unread(address, error)
        except Exception as error:  # a fault of ours over one feed: it must not stop the others
            reason = f"'{address}' is a feed that cannot be read: {type(error).__name__}: {error}."
            return Unread(address, SourceError(reason, hint="Please report it, with the feed."))
        pages = feeds.news(feed, self._fetch, self._is_passed_over)
        return _Found(feed.title, max(wish, feed.patience), sources.safely(address, pages))

    def _fetch(self, address: str) -> Page | Unread:
        found = self.fetcher.fetch(address)
        self._note(address, is_there=isinstance(found, Page))
        return found

    def _is_passed_over(self, address: str) -> bool:
        """Is the page of an address kept already, or was it asked in vain just now?"""
        return self.clock() < self.again.get(address, 0.0) or self.visits.knows(address)

    def _note(self, address: str, *, is_there: bool) -> None:
        """Notes whether an address could be had; one that could not is left alone longer each time."""
        if is_there:
            self.failures.pop(address, None)
            self.again.pop(address, None)
            return
        times = self.failures[address] = self.failures.get(address, 0) + 1
        wait = max(self.every * 2 ** min(times, 10), self.fetcher.wished.get(address, 0.0))
        self.again[address] = self.clock() + max(self.every, min(DAY, wait))


def watch(
    store: Store,
    given: Iterable[str | Path],
    *,
    every: float = EVERY,
    once: bool = False,
    threads: int | None = None,
    allow_private: bool = False,
    total: Watched | None = None,
    fetcher: Fetcher | None = None,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Look]:
    """Follows some sources and adds what is new to a record: a Look each time, for ever or ``once`` each.

    A source is the address of a feed, a site map or a page, or a file that lists such addresses. ``every``
    is in minutes; ``total`` counts, for whoever is stopped. SourceError where a list cannot be read.
    """
    from onrecord.intake import fetch

    followed = lists.followed(given)
    visits = Visits(store)
    asking = fetcher or fetch.fetcher(allow_private=allow_private)
    asking.visits = visits
    counted = Watched() if total is None else total
    watcher = _Watcher(store, asking, every * 60, threads, clock, counted, visits)
    waiting = [(clock(), place, 1) for place in range(len(followed))]
    while waiting:
        due, place, number = heappop(waiting)
        while (left := due - clock()) > 0:
            sleep(min(left, NAP))
        counted.looks += 1
        look = watcher.look(followed[place], number)
        yield look
        if not once:
            heappush(waiting, (look.again, place, number + 1))
