"""Feeds, RSS, Atom and JSON Feed, become a stream of Pages: one for each entry.

An entry that only names an address is fetched where the feed itself was; else it is an Unread that says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from urllib.parse import urljoin

from onrecord.errors import SourceError
from onrecord.intake import media
from onrecord.model import Page, Unread

LEAST = 200  # characters of text: less is a teaser
_TAG = re.compile(r"<[^>]*>")
PERIODS = {"hourly": 3600.0, "daily": 86400.0, "weekly": 7 * 86400.0, "monthly": 30 * 86400.0}
_NUMBER = re.compile(r"[0-9]{1,7}")
_JSON_FEED = "https://jsonfeed.org/version/"


def feed(
    content: bytes, source: str, *, fetch: Callable[[str], Page | Unread] | None = None, base: str = ""
) -> Iterator[Page | Unread]:
    """The entries of a feed: pages of media type JSON, with ``source:address`` as their source. What has
    no text of its own is had with ``fetch``, where that is given; ``base`` is where the feed was found.
    """
    for number, fields in enumerate(parsed(content, source, base=base).entries, start=1):
        yield _entry(fields, source, number, fetch)


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says: its title, its entries (each under the names of a page in JSON), and for how many
    seconds it need not be asked again (0 where it does not say).
    """

    source: str
    title: str
    entries: list[dict[str, Any]]
    patience: float = 0.0


def parsed(content: bytes, source: str, *, base: str = "") -> Feed:
    """A feed from its bytes; ``base`` is where it was found. SourceError where it is too broken."""
    feed = _json_feed(json.loads(content), source) if _is_json_feed(content) else _xml_feed(content, source)
    for fields in feed.entries:
        if base and fields["url"]:
            fields["url"] = _joined(base, fields["url"])
    return feed


def news(
    feed: Feed, fetch: Callable[[str], Page | Unread], known: Callable[[str], bool]
) -> Iterator[Page | Unread]:
    """The entries of a feed whose addresses are not known: the page of each, or where that cannot be had,
    the text that the feed itself has of it.
    """
    for number, fields in enumerate(feed.entries, start=1):
        address = fields["url"]
        if not address.startswith(("http://", "https://")):
            yield _entry(fields, feed.source, number, None)
        elif not known(address):
            found = fetch(address)
            own = _entry(fields, feed.source, number, None) if isinstance(found, Unread) else found
            yield own if isinstance(own, Page) else found


def _xml_feed(content: bytes, source: str) -> Feed:
    import feedparser

    try:
        found = feedparser.parse(content)
    except (ValueError, LookupError, RecursionError, AssertionError) as error:  # of thousands, some break it
        message = f"'{source}' is a feed that cannot be read: {error}."
        raise SourceError(message, hint="Get the feed again.") from error
    about = found.get("feed", {})
    title = _plain(about.get("title"))
    entries = [_fields(entry, title) for entry in found.get("entries", ())]
    return Feed(source, title, entries, _patience(about))


def _fields(entry: dict[str, Any], outlet: str) -> dict[str, Any]:
    texts = [each.get("value") or "" for each in entry.get("content", ())] + [entry.get("summary") or ""]
    return {
        "html": max(texts, key=len),
        "whole": bool(entry.get("content")),
        "url": _text(entry.get("link")),
        "headline": _plain(entry.get("title")),
        "outlet": outlet,
        "authors": [name for each in entry.get("authors", ()) if (name := _plain(each.get("name")))],
        "published": _date(_time(entry)),
    }


def _patience(about: Mapping[str, Any]) -> float:
    """RSS: minutes in ``ttl``; or so many times in a period, of which an hour is the shortest."""
    often = _text(about.get("sy_updatefrequency"))
    times = max(1, int(often)) if _NUMBER.fullmatch(often) else 1
    minutes = _text(about.get("ttl"))
    return max(
        PERIODS.get(_text(about.get("sy_updateperiod")).lower(), 0.0) / times,
        60.0 * int(minutes) if _NUMBER.fullmatch(minutes) else 0.0,
    )


def is_feed(content: bytes) -> bool:
    """Are the bytes a feed with entries, and no site map?"""
    site_map = re.search(rb"<(?:urlset|sitemapindex)[\s>]", content[:4096])
    return (media.is_feed(content) and site_map is None) or _is_json_feed(content)


def may_be_json_feed(head: bytes) -> bool:
    """Do the first bytes of a file name the standard of JSON feeds?"""
    return _JSON_FEED.encode() in head.replace(b"\\/", b"/")


def _is_json_feed(content: bytes) -> bool:
    if not may_be_json_feed(content[:4096]):
        return False
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and isinstance(found.get("items"), list)


def _json_feed(found: Mapping[str, Any], source: str) -> Feed:
    return Feed(source, _text(found.get("title")), list(_items(found)))


def _items(found: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for item in found["items"]:
        if not isinstance(item, dict):
            continue
        authors = item.get("authors") or found.get("authors") or [item.get("author") or {}]
        names = [each.get("name") for each in authors if isinstance(each, dict)]
        yield {
            "whole": True,
            "html": _text(item.get("content_html")) or _paragraphs(_text(item.get("content_text"))),
            "url": _text(item.get("url") or item.get("external_url")),
            "headline": _text(item.get("title")),
            "outlet": _text(found.get("title")),
            "authors": [name for name in names if isinstance(name, str) and name],
            "published": _text(item.get("date_published")),
        }


def _entry(
    fields: dict[str, Any], source: str, number: int, fetch: Callable[[str], Page | Unread] | None
) -> Page | Unread:
    name = f"{source}:{fields['url'] or number}"
    long = len(_TAG.sub("", fields["html"]).strip()) >= LEAST
    # Of a summary nobody can tell whether it is the whole: where the page can be had, it is.
    if not long or (fetch is not None and not fields["whole"]):
        if fetch is not None and fields["url"].startswith(("http://", "https://")):
            return fetch(fields["url"])
        hint = (
            "Save the page that it points at, and add that." if fields["url"] else "There is nothing to read."
        )
        return Unread(
            name, SourceError(f"'{name}' is an entry of a feed without the article's text.", hint=hint)
        )
    kept = {key: value for key, value in fields.items() if value and key != "whole"}
    content = json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace")
    return Page(content, name, media.JSON, fields["url"] or None)


def _time(entry: dict[str, Any]) -> struct_time | None:
    # Not entry.get("updated_parsed"): feedparser complains where there is none.
    return next(
        (entry[name] for name in ("published_parsed", "updated_parsed") if name in dict.keys(entry)), None
    )


def _joined(base: str, link: str) -> str:
    """Where a link of the feed leads; the link itself where it leads nowhere."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _plain(value: object) -> str:
    return " ".join(_TAG.sub("", _text(value)).split())


def _paragraphs(text: str) -> str:
    """Plain text as HTML, a paragraph for each line."""
    from html import escape

    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _date(given: struct_time | None) -> str:
    """A time in UTC, as feedparser reads it, in ISO 8601; empty where there is none, or an impossible one."""
    if given is None:
        return ""
    try:
        return datetime(*given[:6], tzinfo=UTC).isoformat()
    except (ValueError, TypeError):
        return ""
