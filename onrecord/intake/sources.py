"""Files, folders, addresses, standard input, JSONL, feeds, site maps and archives become a stream of Pages.

What cannot be read stands in the stream as an Unread, so that one bad source stops nothing. Nothing
is opened before it is asked for. In a folder only files that look like pages by their suffix are
taken (hidden ones are not); a file that is named is always tried.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import SourceError
from onrecord.intake import archives, feeds, media, sitemaps
from onrecord.model import Page, Unread

if TYPE_CHECKING:
    from onrecord.intake.fetch import Visits

STANDARD_INPUT = "-"
MAX_BYTES = 64 * 1024 * 1024
HEAD = 4096  # bytes that tell an archive or a site map
_SUFFIXES = (
    *sorted(media.HTML_SUFFIXES | (media.PLAIN_SUFFIXES - {".md", ".markdown"}) | media.JSON_SUFFIXES),
    *sorted(media.FEED_SUFFIXES),
    *archives.SUFFIXES,
)
_SEVERAL = (*sorted(media.JSON_SUFFIXES | media.FEED_SUFFIXES), *archives.SUFFIXES)
_JSON_HINT = 'Give one object a line, each with a field "text" or "html".'


Fetch = Callable[[str], Page | Unread]


def pages(
    sources: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
    visits: Visits | None = None,
) -> Iterator[Page | Unread]:
    """The pages of ``sources`` in the order given; ``-`` is ``stdin``. Files of a folder are sorted.

    ``Page.source`` is the path as given (a file of a folder: the folder as given, and the way to the
    file), ``path:line`` for a line of JSONL, which is a Page of media type ``application/json``. What
    begins with ``http://`` or ``https://`` is fetched; of a feed that was fetched, and of a site map, the
    entries as well. Of ``visits`` to the same addresses, what they gave is given again if nothing is new.
    """
    fetch = _fetching(allow_private, visits)
    for source in sources:
        if str(source) == STANDARD_INPUT:
            yield from safely(STANDARD_INPUT, _stream(stdin if stdin is not None else _standard_input()))
        elif str(source).lower().startswith(("http://", "https://")):
            yield from safely(str(source), _address(str(source), fetch, visits))
        elif _is_folder(Path(source)):
            yield from _folder(Path(source))
        else:
            yield from safely(str(source), _file(Path(source), named=True, fetch=fetch, visits=visits))


def count(sources: Iterable[str | Path]) -> int | None:
    """How many pages there are, where their files tell it by their names alone; None where some may hold
    several (JSONL, feeds, archives), or none can be counted (addresses, standard input).
    """
    total = 0
    for source in map(str, sources):
        if source == STANDARD_INPUT or source.lower().startswith(("http://", "https://")):
            return None
        is_folder = _is_folder(Path(source))
        for name in _names(source) if is_folder else [source]:
            if name.lower().endswith(_SEVERAL):
                return None
            total += not is_folder or name.lower().endswith(_SUFFIXES)
    return total


def _names(folder: str) -> Iterator[str]:
    """The names of all files below a folder, but of hidden ones."""
    for _, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (name for name in names if not name.startswith("."))


def _fetching(allow_private: bool, visits: Visits | None) -> Fetch:
    """Fetches addresses; what that takes is loaded by the first one."""
    made: list[Fetch] = []

    def fetch(address: str) -> Page | Unread:
        if not made:
            from onrecord.intake.fetch import fetcher

            made.append(fetcher(allow_private=allow_private, visits=visits).fetch)
        return made[0](address)

    return fetch


def _address(address: str, fetch: Fetch, visits: Visits | None) -> Iterator[Page | Unread]:
    found = fetch(address)
    if isinstance(found, Unread):
        yield found
    else:
        yield from within(found, fetch, visits)


def within(
    found: Page, fetch: Fetch, visits: Visits | None = None, *, known: Callable[[str], bool] | None = None
) -> Iterator[Page | Unread]:
    """The pages of what was fetched: those that it holds or names, or itself. Of a site map, addresses that
    are ``known`` are passed over.
    """
    address, base = found.source, found.url or found.source
    if archives.is_archive(found.content[:HEAD], address):
        yield from archives.archive(io.BytesIO(found.content), address)
    elif sitemaps.is_site_map(found.content[:HEAD]):
        stream = io.BufferedReader(io.BytesIO(found.content))
        entries = sitemaps.entries(stream, address, fetch=fetch, base=base)
        yield from _entries(entries, fetch, visits, known)
    elif feeds.is_feed(found.content):
        yield from feeds.feed(found.content, address, fetch=fetch, base=base)
    else:
        yield found


def _entries(
    entries: Iterable[sitemaps.Entry | Unread],
    fetch: Fetch,
    visits: Visits | None,
    known: Callable[[str], bool] | None = None,
) -> Iterator[Page | Unread]:
    """The pages that a site map names. One that, so the map says, has not changed since it was visited is
    what it was then.
    """
    for entry in entries:
        if isinstance(entry, Unread):
            yield entry
        elif known is None or not known(entry.address):
            before = visits.get(entry.address) if visits and entry.changed else None
            if before is not None and entry.is_older(before.checked):
                yield replace(before.page, source=entry.address)
            else:
                yield fetch(entry.address)


def _standard_input() -> BinaryIO:
    import sys

    return sys.stdin.buffer


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a NUL in the name, a name too long: opening it will say so
        return False


def safely(source: str, found: Iterator[Page | Unread]) -> Iterator[Page | Unread]:
    """``found``, with what goes wrong while it is read turned into an Unread."""
    try:
        yield from found
    except SourceError as error:
        yield Unread(source, error)
    except (OSError, ValueError) as error:
        yield Unread(source, _os_error(source, error))


def _os_error(source: str, error: OSError | ValueError) -> SourceError:
    if isinstance(error, FileNotFoundError):
        return SourceError(f"No file or folder '{source}'.", hint="Check the path; '-' reads standard input.")
    if isinstance(error, PermissionError):
        return SourceError(
            f"'{source}' may not be read.", hint="Give yourself the right to read it: chmod u+r"
        )
    reason = getattr(error, "strerror", None) or str(error)
    return SourceError(f"'{source}' cannot be read: {reason}.", hint="Check the path and the disk it is on.")


def _folder(folder: Path) -> Iterator[Page | Unread]:
    """All pages below ``folder``, files of one folder before its folders, each sorted by name."""
    try:
        entries = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        yield Unread(str(folder), _os_error(str(folder), error))
        return
    for path in entries:
        if path.name.lower().endswith(_SUFFIXES) and not _is_folder(path):
            yield from safely(str(path), _file(path, named=False))
    for path in entries:
        # A link to a folder may lead back to where it stands.
        if _is_folder(path) and not path.is_symlink():
            yield from _folder(path)


def _file(
    path: Path, *, named: bool, fetch: Fetch | None = None, visits: Visits | None = None
) -> Iterator[Page | Unread]:
    """The pages of a file. A site map leads to the web where it is named, and there is ``fetch``."""
    with path.open("rb") as stream:
        if fetch is not None and sitemaps.is_site_map(stream.peek(HEAD)[:HEAD]):
            yield from _entries(sitemaps.entries(stream, str(path), fetch=fetch), fetch, visits)
            return
        if archives.is_archive(stream.peek(HEAD), path.name):
            yield from archives.archive(stream, str(path))
            return
        if path.suffix.lower() in media.JSON_SUFFIXES and not feeds.may_be_json_feed(stream.peek(HEAD)):
            yield from _json(stream, str(path), named=named)
            return
        content = _whole(stream, str(path))
    if feeds.is_feed(content):
        yield from feeds.feed(content, str(path))
        return
    if not named and path.suffix.lower() in media.FEED_SUFFIXES:
        return  # some other XML
    media_type = media.sniff(content, path.name)
    if media_type == media.JSON and path.suffix.lower() not in media.PLAIN_SUFFIXES:
        yield from _json(io.BytesIO(content), str(path), named=named)
    else:
        yield Page(content, str(path), media_type)


def _stream(stream: BinaryIO) -> Iterator[Page | Unread]:
    """Standard input: JSONL is passed on line by line as it comes, anything else is one Page."""
    first = stream.readline(MAX_BYTES + 1)
    if _fields(first) is not None:
        yield from _lines(first, stream, STANDARD_INPUT)
        return
    content = first + _whole(stream, STANDARD_INPUT)
    if media.sniff(content) == media.JSON:
        yield from _json(io.BytesIO(content), STANDARD_INPUT, named=True)
    else:
        yield Page(content, STANDARD_INPUT, media.sniff(content))


def _whole(stream: BinaryIO, source: str) -> bytes:
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise SourceError(
            f"'{source}' has more than {MAX_BYTES:,} bytes: that is no page.",
            hint="Split it into one file a page, or into JSONL with one page a line.",
        )
    return content


def _json(stream: BinaryIO, source: str, *, named: bool) -> Iterator[Page | Unread]:
    """JSONL, or one object or one list of objects over several lines."""
    first = stream.readline(MAX_BYTES + 1)
    if _fields(first) is not None:
        if named or _has_words(first):
            yield from _lines(first, stream, source)
        return
    content = first + _whole(stream, source)
    yield from _objects(content, source, named=named)


def _objects(content: bytes, source: str, *, named: bool) -> Iterator[Page | Unread]:
    try:
        found = json.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        if content.count(b"\n") > 1 and named:  # JSONL whose first line is damaged
            stream = io.BytesIO(content)
            yield from _lines(stream.readline(), stream, source)
        elif named:
            raise SourceError(f"'{source}' is not JSON.", hint=_JSON_HINT) from None
        return
    if isinstance(found, list):
        for number, item in enumerate(found, start=1):
            line = json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass")
            if named or _has_words(line):
                yield _json_page(line, f"{source}:{number}")
    elif named or _has_words(content):
        yield _json_page(content, source)


def _lines(first: bytes, rest: BinaryIO, source: str) -> Iterator[Page | Unread]:
    line, number = first, 1
    while line:
        if line.strip():
            yield _json_page(line, f"{source}:{number}")
        line, number = rest.readline(MAX_BYTES + 1), number + 1


def _json_page(line: bytes, source: str) -> Page | Unread:
    fields = _fields(line)
    if fields is None:
        return Unread(source, SourceError(f"'{source}' is not a JSON object.", hint=_JSON_HINT))
    if not _has_words(line):
        there = ", ".join(f'"{name}"' for name in list(fields)[:8]) or "none"
        message = f'\'{source}\' has no field "text" or "html" with text in it. Its fields: {there}.'
        return Unread(source, SourceError(message, hint=_JSON_HINT))
    url = fields.get("url")
    return Page(line.strip(), source, media.JSON, url if isinstance(url, str) and url else None)


def _fields(line: bytes) -> dict[str, object] | None:
    """The JSON object that ``line`` is, or None."""
    line = line.removeprefix(b"\xef\xbb\xbf").strip()
    if not line.startswith(b"{"):
        return None
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _has_words(line: bytes) -> bool:
    fields = _fields(line) or {}
    found = (fields.get(name) for name in ("text", "html"))
    return any(isinstance(value, str) and value.strip() for value in found)
