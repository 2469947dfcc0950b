"""What a line is by its form alone: a byline, a dateline, a caption, a line of the page's furniture.

The forms are tables in ``data/``; the rules here hold for plain text and for HTML alike.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_CLOSED = re.compile(r"[.!?…。！？؟][\s'\"’”»)\]]*$")
_PARTICLES = "de|da|van|von|der|den|bin|al|la|le|di|du"
_NAME = rf"(?:(?:[A-Z]\.){{1,3}}|(?:[Mm]c|O['’]|[DdLl]['’])?[^\W\d_a-z][\w'’-]*\.?|{_PARTICLES})"
_NAMES = rf"(?:{_NAME} ){{0,4}}{_NAME}"
_LIST = rf"{_NAMES}(?:(?:, | (?i:and) | & |; |, (?i:and) ){_NAMES}){{0,6}}"
_AFTER = r"(?:\s*(?:[,|–—•·/]|-|\bfor\b|\bin\b|\bat\b|\bof\b)\s*(?P<after>.{1,120}))?"
_URL = re.compile(r"(?:https?://|www\.)\S+")
_BETWEEN = re.compile(r",?\s+(?:and|et|und)\s+|\s+&\s+|[,;|]\s*", re.IGNORECASE)
_SITE = re.compile(r"\.(?:com|org|net|co|info|tv)\b", re.IGNORECASE)
_LONGEST_LINE = 400


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    lines = (_DATA / "forms.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t", 1) for line in lines if line and not line.startswith("#"))
    return tuple(re.compile(pattern, re.IGNORECASE) for name, pattern in rows if name == kind)


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of ``data/words.tsv``."""
    lines = (_DATA / "words.tsv").read_text("utf-8").splitlines()
    rows = dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))
    return frozenset(rows[name].split("|") if "|" in rows[name] else rows[name].split())


@cache
def _byline() -> re.Pattern[str]:
    opening = "|".join(sorted(words("by"), key=len, reverse=True))
    return re.compile(rf"(?i:{opening})(?:\s*:\s*|\s+)(?P<names>{_LIST}){_AFTER}$")


@cache
def _signature() -> re.Pattern[str]:
    return re.compile(rf"(?P<names>{_LIST})(?:,\s+|\s*[|•·/]\s*|\s+[–—-]\s+)(?P<after>.{{1,80}})$")


def is_closed(text: str) -> bool:
    """Whether ``text`` ends as a sentence does, closing marks aside."""
    return _CLOSED.search(text[-12:]) is not None


def is_other(line: str) -> bool:
    """Whether the line is furniture of the page: "Share this", a copyright line, an address."""
    return _is("other", line, 200)


def is_caption(line: str) -> bool:
    """Whether the line says that it is a caption or a picture credit."""
    return _is("caption", line, _LONGEST_LINE)


def is_dateline(line: str) -> bool:
    """Whether the line says when, or where and when, and nothing else."""
    return len(line) <= 120 and any(c.isdigit() for c in line) and _is("dateline", line, 120)


def authors(line: str) -> tuple[str, ...]:
    """The names in a byline, "By Ann Lee and Bob Ray, Political Editor"; none if it is no byline."""
    line = " ".join(line.split())
    if not 3 < len(line) <= 160 or (is_closed(line) and not line.endswith(".")):
        return ()
    found = _byline().match(line)
    if found is None:
        found = None if is_closed(line) else _signature().match(line)
        if found is None or not set(re.findall(r"[a-z]+", found["after"].lower())) & (
            words("position") | words("collective")
        ):
            return ()
    return split_names(found["names"])


def split_names(names: str) -> tuple[str, ...]:
    """The names of a line, three of "Ann Lee, Bob Ray and Cy Dee"; what is no name is left out."""
    parts = (part.strip(" .,;") for part in _BETWEEN.split(names))
    return tuple(dict.fromkeys(part for part in parts if is_name(part)))


def is_name(text: str) -> bool:
    """Whether ``text`` may be the name of an author: one to six words, no digits, no address."""
    parts = text.split()
    if not 1 <= len(parts) <= 6 or len(text) > 60 or _URL.search(text) or "@" in text or _SITE.search(text):
        return False
    lowered = {part.lower().strip(".,") for part in parts}
    return (
        not any(c.isdigit() for c in text)
        and not lowered & (words("no_name") | words("position"))
        and not lowered <= words("collective")
    )


def is_outlet(line: str) -> bool:
    """Whether the line may be the name of an outlet by its words: "The Harbour Courier", "News24"."""
    parts = line.split()
    if not 1 <= len(parts) <= 5 or len(line) > 40 or is_closed(line):
        return False
    lowered = [part.lower().strip(",.") for part in parts]
    if any(
        part[:1].islower() and part not in ("of", "and", "the", "&") and "." not in part for part in parts
    ):
        return False
    if re.fullmatch(r"(?:www\.)?[\w-]+\.(?:com|org|net|co\.uk|news|tv|info)", lowered[-1]):
        return len(parts) == 1
    return any(part in words("outlet") for part in lowered) or _run_together(line)


def _run_together(line: str) -> bool:
    """ "London24NEWS": one word in which a known one is written in capitals or after a digit."""
    pieces = re.findall(r"[A-Z]{2,}|[A-Z]?[a-z]+|\d+", line)
    return " " not in line and len(pieces) > 1 and any(piece.lower() in words("outlet") for piece in pieces)


def _is(kind: str, line: str, longest: int) -> bool:
    line = " ".join(line.split())
    return 0 < len(line) <= longest and any(pattern.fullmatch(line) for pattern in _patterns(kind))
