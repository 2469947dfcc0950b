"""Web archives, WARC (ISO 28500) and ARC, become a stream of Pages, one record at a time.

A record is a page if it answered with 200 and its body is HTML or plain text; pictures, scripts,
requests and redirects are passed over. A record that cannot be read stands in the stream as an Unread,
and the next one is looked for behind it. An archive that was packed as a whole, not record by record as the
standard asks, is unpacked on the way.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.errors import SourceError
from onrecord.intake import media
from onrecord.model import Page, Unread

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

SUFFIXES = (".warc", ".arc", ".warc.gz", ".arc.gz")
MAX_BYTES = 64 * 1024 * 1024
_PIECE = 1 << 20
_BLOCK = 1 << 14
_GZIP = b"\x1f\x8b\x08"
# Where a record may begin: a member of gzip, a WARC header, or the first line of an ARC record.
_BEGINS = re.compile(rb"\x1f\x8b\x08|WARC/\d\.\d\r?\n|(?<=\n)https?://\S+ [\d.]+ \d{14} ")
_KINDS = frozenset(("response", "resource", "conversion"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
# What warcio raises over damaged records: a header without an address, a number that is none, cut bytes.
_BROKEN = (OSError, EOFError, ValueError, LookupError, AttributeError, TypeError, zlib.error)
_WHOLE = "non-chunked gzip"  # in what warcio says of them
_HINT = "The records before and behind it are read; to have this one, get the archive again."


def is_archive(head: bytes, name: str) -> bool:
    """Do the first bytes of a file, or its name where they are compressed, say that it is an archive?"""
    if head.startswith((b"WARC/", b"filedesc://")):
        return True
    return head.startswith(_GZIP) and name.lower().endswith(SUFFIXES)


def archive(stream: BinaryIO, source: str) -> Iterator[Page | Unread]:
    """The pages of an archive that can be wound back and forth, in order; nothing of it is read whole.

    ``Page.source`` is ``source:address``.
    """
    at: int | None = 0
    while at is not None:
        stream.seek(at)
        try:
            at = yield from _records(stream, at, source)
        except _PackedWholeError as found:
            stream = cast(BinaryIO, _Unpacked(stream))
            at = yield from _records(stream, 0, source, known=found.read)


class _PackedWholeError(Exception):
    """A member of gzip goes on behind its record; ``read`` is how many records were read before."""

    def __init__(self, read: int) -> None:
        super().__init__()
        self.read = read


class _Unpacked:
    """An archive that was packed as a whole, as it was before that; wound back by unpacking it again.

    Unlike ``gzip``, it gives all that stands before damage, and EOFError or zlib.error only then.
    """

    def __init__(self, packed: BinaryIO) -> None:
        self.packed = packed
        self._begin()

    def _begin(self) -> None:
        self.packed.seek(0)
        self.at, self.rest, self.member = 0, b"", zlib.decompressobj(31)
        self.is_between = False  # members: a good place to end

    def tell(self) -> int:
        """How many bytes stand before the next."""
        return self.at

    def seek(self, offset: int) -> int:
        """Goes to a byte, or to the last before the damage that is in the way."""
        if offset < self.at:
            self._begin()
        while self.at < offset and (piece := _piece(cast(BinaryIO, self), offset - self.at)):
            del piece
        return self.at

    def read(self, size: int = -1) -> bytes:
        """Some bytes, as many as ``size`` at the most; none behind the last."""
        while True:
            given = self.rest or self.packed.read(_BLOCK)
            if not given and self.is_between:
                return b""
            piece = self.member.decompress(given, size if size > 0 else _PIECE)
            if not given and not piece:
                raise EOFError("it breaks off")
            self.rest, self.is_between = self.member.unconsumed_tail, self.member.eof
            if self.member.eof:
                self.rest, self.member = self.member.unused_data, zlib.decompressobj(31)
            if piece:
                self.at += len(piece)
                return piece


def _records(
    stream: BinaryIO, start: int, source: str, *, known: int = 0
) -> Generator[Page | Unread, None, int | None]:
    """The pages from an offset on, behind the records that are ``known``; in the end, where to go on behind
    a record that cannot be read.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    records = ArchiveIterator(stream, arc2warc=True)
    records.INC_RECORD = ""  # what it would write to standard error of a record with a wrong length
    number = 0
    while True:
        try:
            record = next(records, None)
            if record is None:
                return None
            number += 1
            if number > known:
                yield from _pages(record, source)
        except (ArchiveLoadFailed, *_BROKEN) as error:
            if start == 0 and not known and _WHOLE in str(error):
                raise _PackedWholeError(number) from error
            here = max(start, records.offset)
            reason = str(error).strip().splitlines()[:1] or [type(error).__name__]
            message = f"A record of '{source}' behind byte {here:,} cannot be read: {reason[0]}"
            yield Unread(f"{source}:{here}", SourceError(message, hint=_HINT))
            return _next_record(stream, here + 1)


def _next_record(stream: BinaryIO, start: int) -> int | None:
    """The offset of the next place where a record may begin; None behind the last."""
    stream.seek(start)
    kept, at = b"", start
    while piece := _piece(stream):
        window = kept + piece
        if found := _BEGINS.search(window):
            return at - len(kept) + found.start()
        at += len(piece)
        kept = window[-200:]
    return None


def _piece(stream: BinaryIO, most: int = _PIECE) -> bytes:
    """The next bytes; none where what packs them breaks off."""
    try:
        return stream.read(min(most, _PIECE))
    except (EOFError, zlib.error):
        return b""


def _pages(record: ArcWarcRecord, source: str) -> Iterator[Page | Unread]:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    address = address.strip("<>").strip()
    if record.rec_type not in _KINDS or not address.startswith(("http://", "https://")):
        return
    headers = record.http_headers
    declared = (headers.get_header("Content-Type") if headers else record.content_type) or ""
    if headers is not None and headers.get_statuscode() not in ("200", "203"):
        return
    if not _may_be_page(declared):
        return
    content = record.content_stream().read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        message = f"'{address}' in '{source}' has more than {MAX_BYTES:,} bytes: that is no page."
        yield Unread(f"{source}:{address}", SourceError(message, hint="It is passed over."))
        return
    kind = media.sniff(content, address)
    if kind in (media.HTML, media.PLAIN) and content.strip():
        charset = _CHARSET.search(declared)
        yield Page(content, f"{source}:{address}", kind, address, charset and charset[1].lower())


def _may_be_page(declared: str) -> bool:
    kind = declared.partition(";")[0].strip().lower()
    return kind in ("", "text/html", "application/xhtml+xml", "text/plain", "unknown", "no-type")
