"""Site maps (sitemaps.org, protocol 0.9) name the pages of a site: read as they come, their indexes followed.

Gzip is unpacked on the way. A map speaks for its own host only; a map in a file, for the host of the first
address that it names.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from lxml import etree

from onrecord.errors import SourceError
from onrecord.intake import media
from onrecord.model import Page, Unread

MAX_BYTES = 50 * 1024 * 1024  # of one map, unpacked: what the protocol allows
MAX_ENTRIES = 50_000
MAX_DEPTH = 3  # indexes above a map; the protocol knows one
MAX_MAPS = 1000  # behind one address
HEAD = 4096  # bytes that tell one
_GZIP = b"\x1f\x8b\x08"
_BEGINS = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
_PORTS = {"http": 80, "https": 443}


class Stream(Protocol):
    """Bytes of which the first can be looked at before they are read."""

    def peek(self, size: int = 0, /) -> bytes:
        """What comes next, without taking it."""

    def read(self, size: int = -1, /) -> bytes:
        """Takes some bytes."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Goes elsewhere."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page or a map that a map names; ``changed`` is when it last changed, or was published, if it says."""

    address: str
    changed: str
    is_map: bool

    def is_older(self, moment: str) -> bool:
        """Has the page, so the map says, not changed since a moment, an ISO time in UTC?"""
        try:
            latest = datetime.fromisoformat(self.changed)
            if latest.tzinfo is None:  # a day somewhere in the world, or a time of its own
                latest = latest.replace(tzinfo=UTC) + timedelta(days=2)
            return latest < datetime.fromisoformat(moment)
        except (ValueError, OverflowError):
            return False


@dataclass
class _Map:
    """A map, or an index of maps, that is being read."""

    stream: Stream
    source: str
    base: str
    depth: int = 0
    elsewhere: list[str] = field(default_factory=list)


def is_site_map(head: bytes) -> bool:
    """Do the first bytes, unpacked if need be, begin a site map?"""
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(47).decompress(head, HEAD)
        except zlib.error:
            return False
    return _BEGINS.search(head) is not None and media.is_feed(head)


def entries(
    stream: Stream, source: str, *, fetch: Callable[[str], Page | Unread], base: str = ""
) -> Iterator[Entry | Unread]:
    """The pages that a site map names, and those of the maps that it names, in order.

    ``base`` is where the map was found. What is broken, too large or on another host is an Unread.
    """
    return _read(_Map(stream, source, base), fetch, {base or source})


def _read(here: _Map, fetch: Callable[[str], Page | Unread], seen: set[str]) -> Iterator[Entry | Unread]:
    try:
        for entry in _own(here):
            if not entry.is_map:
                yield entry
            elif entry.address not in seen:
                if len(seen) >= MAX_MAPS:
                    raise _error(here, f"leads to more than {MAX_MAPS:,} site maps")
                seen.add(entry.address)
                yield from _named(entry.address, here, fetch, seen)
    except SourceError as error:
        yield Unread(here.source, error)
    if here.elsewhere:
        number, first = len(here.elsewhere), here.elsewhere[0]
        message = f"'{here.source}' names {number:,} addresses of other hosts, the first of them '{first}'."
        hint = "A site map speaks for its own host, so they are passed over. Add them by themselves."
        yield Unread(here.source, SourceError(message, hint=hint))


def _named(
    address: str, index: _Map, fetch: Callable[[str], Page | Unread], seen: set[str]
) -> Iterator[Entry | Unread]:
    """What the map says that an index names."""
    if index.depth >= MAX_DEPTH:
        raise _error(index, f"is the index of an index, more than {MAX_DEPTH} deep")
    found = fetch(address)
    if isinstance(found, Unread):
        yield found
    elif not is_site_map(found.content[:HEAD]):
        error = SourceError(f"'{address}' is no site map.", hint="Its index is wrong: tell its owner.")
        yield Unread(address, error)
    else:
        stream = io.BufferedReader(io.BytesIO(found.content))
        yield from _read(_Map(stream, address, found.url or address, index.depth + 1), fetch, seen)


def _own(here: _Map) -> Iterator[Entry]:
    """The entries of a map that are on its own host; SourceError where it breaks or goes on too long."""
    number = 0
    for number, entry in enumerate(_parsed(here), start=1):
        if number > MAX_ENTRIES:
            raise _error(here, f"has more than {MAX_ENTRIES:,} entries")
        here.base = here.base or entry.address
        if _host(entry.address) == _host(here.base):
            yield entry
        else:
            here.elsewhere.append(entry.address)


def _parsed(here: _Map) -> Iterator[Entry]:
    """All entries of a map, each let go of before the next is read."""
    options = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
    try:
        stream = _Limited(here)
        tags = ("{*}url", "{*}sitemap")
        for _, element in etree.iterparse(stream, events=("end",), tag=tags, **options):
            address = (element.findtext("{*}loc") or "").strip()
            changed = element.findtext("{*}lastmod") or element.findtext(
                f"{_NEWS}news/{_NEWS}publication_date"
            )
            if address:
                is_map = etree.QName(element).localname == "sitemap"
                yield Entry(_joined(here.base, address), (changed or "").strip(), is_map)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, zlib.error, EOFError, gzip.BadGzipFile) as error:
        raise _error(here, f"is a broken site map: {error}") from error


class _Limited:
    """The bytes of a map, unpacked; SourceError behind the most that it may have."""

    def __init__(self, here: _Map) -> None:
        packed = here.stream.peek(len(_GZIP)).startswith(_GZIP)
        self.stream = gzip.GzipFile(fileobj=here.stream) if packed else here.stream
        self.here, self.left = here, MAX_BYTES

    def read(self, size: int) -> bytes:
        """Some bytes."""
        piece = self.stream.read(size)
        self.left -= len(piece)
        if self.left < 0:
            raise _error(self.here, f"has more than {MAX_BYTES:,} bytes")
        return piece


def _host(address: str) -> tuple[str | None, int | None]:
    """The host of an address and its port, where that is not the usual one."""
    try:
        parts = urlsplit(address)
        return parts.hostname, parts.port if parts.port != _PORTS.get(parts.scheme) else None
    except ValueError:
        return None, None


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _error(here: _Map, what: str) -> SourceError:
    return SourceError(f"'{here.source}' {what}.", hint="What it names before that is read.")
