"""What the headers of an answer say: how it is written, how to ask again, and when (RFC 9110 and 9111)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from onrecord.model import Page, Visit

LONGEST = 1000  # characters of a mark that is sent back
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)


def charset(headers: Mapping[str, str]) -> str | None:
    """The encoding that an answer declares."""
    found = _CHARSET.search(headers.get("content-type", ""))
    return found and found[1].lower()


def visit(page: Page, headers: Mapping[str, str]) -> Visit:
    """The visit that gave a page, with the marks by which its address knows it again."""
    return Visit(page, _mark(headers.get("etag", "")), _mark(headers.get("last-modified", "")))


def conditions(before: Visit | None) -> dict[str, str]:
    """The headers that ask for what is newer than a visit only; none where it left no mark."""
    if before is None:
        return {}
    asked = {"If-None-Match": before.etag, "If-Modified-Since": before.modified}
    return {name: value for name, value in asked.items() if value}


def patience(status: int, headers: Mapping[str, str]) -> float:
    """For how many seconds an address asks to be left alone; 0 where it does not say."""
    if status in (200, 304):
        age = _AGE.search(headers.get("cache-control", ""))
        return float(age[1]) if age else 0.0
    after = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,10}", after, re.ASCII):
        return float(after)
    until, now = _time(after), _time(headers.get("date", ""))
    return max(0.0, (until - now).total_seconds()) if until and now else 0.0


def _time(given: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(given)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else None


def _mark(given: str) -> str:
    """A mark as it can be sent back; empty where it cannot."""
    return given if given.isascii() and given.isprintable() and len(given) <= LONGEST else ""
