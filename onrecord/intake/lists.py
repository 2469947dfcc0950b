"""Lists of addresses that somebody follows: OPML, as feed readers write it, or plain text, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from onrecord.errors import SourceError

MAX_BYTES = 16 * 1024 * 1024
_HINT = "Give an OPML file, a text file with an address a line, or an address that begins with https://"


@dataclass(frozen=True, slots=True)
class Followed:
    """An address that is followed, and what the list calls it."""

    address: str
    name: str = ""


def followed(sources: Iterable[str | Path]) -> list[Followed]:
    """All that some addresses and lists name, each address once; SourceError where a list cannot be read."""
    found: dict[str, Followed] = {}
    for source in sources:
        is_address = str(source).lower().startswith(("http://", "https://"))
        for each in [Followed(str(source))] if is_address else _file(Path(source)):
            found.setdefault(each.address, each)
    return list(found.values())


def _file(path: Path) -> list[Followed]:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"'{path}' cannot be read: {reason}.", hint=_HINT) from error
    if len(content) > MAX_BYTES:
        raise SourceError(f"'{path}' has more than {MAX_BYTES:,} bytes: that is no list.", hint=_HINT)
    is_markup = content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")
    found = list(_opml(content, str(path)) if is_markup else _lines(content, str(path)))
    if not found:
        raise SourceError(f"'{path}' names no address.", hint=_HINT)
    return found


def _opml(content: bytes, source: str) -> Iterator[Followed]:
    """The outlines of OPML that have an address, however deep they stand, in order."""
    if b"<!ENTITY" in content.replace(b"\0", b""):
        raise SourceError(
            f"'{source}' declares entities, which no OPML needs.", hint="Do not trust it; write it again."
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(
            f"'{source}' is broken OPML: {error}.", hint="Export it again from the reader that wrote it."
        ) from error
    for outline in root.iter("{*}outline"):
        given = {str(name).lower(): str(value).strip() for name, value in outline.attrib.items()}
        address = _address(given.get("xmlurl", ""))
        if address is not None:
            yield Followed(address, " ".join((given.get("title") or given.get("text") or "").split()))


def _lines(content: bytes, source: str) -> Iterator[Followed]:
    """The addresses of a text; what stands behind ``#`` at the beginning of a line is no address."""
    for number, line in enumerate(content.decode("utf-8-sig", "replace").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        address = _address(line.strip())
        if address is None or " " in address:
            shown = line.strip()[:80]
            raise SourceError(f"Line {number} of '{source}' is no address: '{shown}'.", hint=_HINT)
        yield Followed(address)


def _address(given: str) -> str | None:
    """An address of the web as it was meant; None where it is none."""
    if given.lower().startswith("feed:"):  # as some readers write it: feed://, or feed:https://
        rest = given[len("feed:") :]
        given = rest if rest.lower().startswith("http") else f"http:{rest}"
    return given if given.lower().startswith(("http://", "https://")) else None
