"""What the bytes of a page are: told from how they begin, with the name of the file as a lesser witness.

The marks of HTML are those of the WHATWG MIME Sniffing Standard, section 7.1. Bytes without any
mark are plain text unless they hold control characters that no text holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

HTML: Final = "text/html"
PLAIN: Final = "text/plain"
JSON: Final = "application/json"
BINARY: Final = "application/octet-stream"

HTML_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml", ".mhtml"})
PLAIN_SUFFIXES: Final = frozenset({".txt", ".text", ".md", ".markdown"})
JSON_SUFFIXES: Final = frozenset({".json", ".jsonl", ".ndjson"})
FEED_SUFFIXES: Final = frozenset({".xml", ".rss", ".atom"})

BYTE_ORDER_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_HEAD = 4096
_STRONG = re.compile(rb"<(?:!doctype html|html|head|body|meta|title|article)[\s>]", re.IGNORECASE)
_WEAK = re.compile(
    rb"<(?:script|iframe|h[1-6]|div|p|a|b|br|table|style|ul|ol|section|main)[\s>/]", re.IGNORECASE
)
_OPENING = re.compile(rb"(?:\s|<!--.*?-->|<\?xml.*?\?>)*", re.DOTALL)
_FEED = re.compile(rb"(?:\s|<!--.*?-->|<[?!].*?>)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]", re.DOTALL)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Signature:
    """How one type of file begins, what it is called, and what its owner can do."""

    begins: bytes
    offset: int
    media_type: str
    name: str
    hint: str

    def fits(self, content: bytes) -> bool:
        """Whether ``content`` begins so."""
        return content.startswith(self.begins, self.offset)


@cache
def signatures() -> tuple[Signature, ...]:
    """The table of files that are no page."""
    lines = (Path(__file__).parent / "data" / "signatures.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(Signature(bytes.fromhex(a), int(b), *rest) for a, b, *rest in rows)


def signature(content: bytes) -> Signature | None:
    """The signature of a file that is no page, or None."""
    return next((known for known in signatures() if known.fits(content)), None)


def is_feed(content: bytes) -> bool:
    """Whether the bytes are a feed or a site map, which are XML but no page."""
    return (
        content[:1] in b"<\xef \n\r\t"
        and _FEED.match(content[:_HEAD].removeprefix(b"\xef\xbb\xbf")) is not None
    )


def sniff(content: bytes, name: str = "") -> str:
    """The media type of ``content``; ``name`` is the path it came from, if it has one."""
    known = signature(content)
    if known is not None:
        return known.media_type
    if is_feed(content):
        return "application/xml"
    head = _ascii(content)
    if _is_html(head, Path(name).suffix.lower()):
        return HTML
    if _is_json(head):
        return JSON
    return BINARY if _is_binary(content) else PLAIN


def utf_16_without_mark(content: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` where every second byte is a NUL, as in English text without a mark."""
    head = content[:_HEAD]
    half = len(head) // 2
    if half < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None


def _ascii(content: bytes) -> bytes:
    """The head of the bytes as ASCII: without its mark, and without the NULs of UTF-16."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            head = content[len(mark) : _HEAD]
            return head if encoding == "utf-8" else head.replace(b"\0", b"")
    head = content[:_HEAD]
    return head.replace(b"\0", b"") if utf_16_without_mark(content) else head


def _is_html(head: bytes, suffix: str) -> bool:
    opening = _OPENING.match(head)
    start = opening.end() if opening else 0
    if _STRONG.match(head, start):
        return True
    if suffix in PLAIN_SUFFIXES or suffix in JSON_SUFFIXES:
        return False
    if suffix in HTML_SUFFIXES and b"<" in head:
        return True
    return bool(_WEAK.match(head, start) or _STRONG.search(head[:1024]))


def _is_json(head: bytes) -> bool:
    return re.match(rb'\s*(?:\[\s*)?\{\s*(?:"|\})', head) is not None


def _is_binary(content: bytes) -> bool:
    """More than one control character in a hundred bytes, as no text has; a few are damage."""
    if any(content.startswith(mark) for mark, _ in BYTE_ORDER_MARKS) or utf_16_without_mark(content):
        return False
    head = content[: 16 * _HEAD]
    return len(_CONTROL.findall(head)) > 4 + len(head) // 100
