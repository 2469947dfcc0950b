"""Dates as pages write them, to ISO 8601. What is ambiguous, such as 03/04/2024, stays unknown."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})\b"
_ISO = re.compile(
    r"(?<!\d)((?:18|19|20)\d{2}-\d{2}-\d{2})"
    r"(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?\s?(Z|[+-]\d{2}:?\d{2}|UTC|GMT)?)?"
)
_COMPACT = re.compile(r"(?:19|20)\d{6}$")
_WRITTEN = (
    re.compile(rf"\b{_DAY}(?: of)? {_MONTH},? {_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH} {_DAY},? {_YEAR}", re.IGNORECASE),
)
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})\s?([ap]\.?m\b)?", re.IGNORECASE)


def iso(text: str) -> str | None:
    """The first date in ``text`` as ISO 8601, with time and offset as far as they are given; or None.

    Reads ISO 8601, RFC 2822 and dates with English names of months.
    """
    text = " ".join(text[:200].split())
    return _from_iso(text) or _from_mail(text) or _from_words(text)


def _from_iso(text: str) -> str | None:
    found = _ISO.search(text)
    if found is None:
        return _real(f"{text[:4]}-{text[4:6]}-{text[6:]}") if _COMPACT.match(text) else None
    day, clock, seconds, zone = found.groups()
    if clock is None or _real(day) is None:
        return _real(day)
    zone = {"UTC": "Z", "GMT": "Z", None: ""}.get(zone, zone)
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    written = f"{day}T{clock}{seconds or ''}{zone}"
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return day
    return written


def _from_mail(text: str) -> str | None:
    if not re.match(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d", text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (TypeError, ValueError, IndexError):
        return None


def _from_words(text: str) -> str | None:
    for pattern in _WRITTEN:
        found = pattern.search(text)
        if found:
            month = _MONTHS[found["month"].lower()]
            day = _real(f"{found['year']}-{month:02}-{int(found['day']):02}")
            return day and day + _clock(text[: found.start()], text[found.end() :])
    return None


def _clock(before: str, after: str) -> str:
    """The time of day beside a date, ``T10:30``, or nothing where there is none; the zone is not read."""
    found = _CLOCK.search(after[:20]) or _CLOCK.search(before[-20:])
    if found is None:
        return ""
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower().startswith("p") else 0)
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def _real(day: str) -> str | None:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return None
