"""Whom an article credits with the text that it prints: an agency, or another outlet.

Names are taken as they stand beside a phrase of ``data/credits.tsv``; whether one is the name of an outlet
is for whoever knows the outlets (``credits_outlet``). What an article owes and does not say is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from onrecord.model import Article

EDGE = 250  # characters at the beginning of a text in which a dateline may stand
_PARTS = re.compile(r"[,;/|()]| (?:and|of|for|from|with) |\b[Bb]y ")
_NAME = (
    r"(?:[Tt]he )?((?:[A-Z][\w&.’'-]*|of|and|[a-z]+\.(?:com|org|net))(?: (?:[A-Z][\w&.’'-]*|of|and|the))*)"
)


def credits(article: Article) -> tuple[str, ...]:
    """The names of those whom an article credits; agencies by the first of their names."""
    found = dict.fromkeys(_by_phrases(article.text))
    found.update(dict.fromkeys(_agencies(_edges(article))))
    return tuple(sorted(known_as(name) for name in found))


def is_agency(name: str) -> bool:
    """Is it a news agency?"""
    return _plain(name) in _agency_names()


def known_as(name: str) -> str:
    """A name, or the first of its names where it is an agency's."""
    return _agency_names().get(_plain(name), name)


def credits_outlet(named: str, outlet: str) -> bool:
    """May a name that an article credits be that of an outlet?"""
    one, other = _plain(known_as(named)), _plain(known_as(outlet))
    return bool(one) and (one == other or one.startswith(f"{other} ") or f" {other} " in f" {one} ")


def _by_phrases(text: str) -> Iterator[str]:
    before, behind = _phrases("before"), _phrases("behind")
    for pattern in (
        re.compile(rf"\b(?i:{before})\s+{_NAME}"),
        re.compile(rf"{_NAME},? (?:{behind})\b"),
    ):
        yield from (match.group(1) for match in pattern.finditer(text))


def _edges(article: Article) -> Iterator[str]:
    """What may be an agency's name: parts of bylines, brackets before a dash as datelines have them, lines
    that are a name alone. “Scranton, PA” is none.
    """
    bylines = (article.text[block.start : block.end] for block in article.blocks if block.role == "byline")
    for byline in (*bylines, *article.authors):
        yield from _PARTS.split(byline)
    yield from re.findall(r"\(([^()\n]{2,40})\)\s*[-–—]", article.text[:EDGE])
    yield from re.findall(
        r"^\W*(?:Source:|Copyright|By )?[\W\d]*([^\n]{2,40}?)\W*$", article.text, re.MULTILINE
    )
    for helped in re.findall(r"\b([^\n.]{2,80}) contributed to this", article.text):
        yield from _PARTS.split(helped)


def _agencies(places: Iterable[str]) -> Iterator[str]:
    """The agencies among some names; their initials only in capitals."""
    for place in places:
        first = _agency_names().get(_plain(place))
        if first and (place.strip()[:1].isupper() or first.islower()):
            yield first


def _plain(name: str) -> str:
    return re.sub(r"[^\w&]+", " ", name.casefold()).strip().removeprefix("the ")


@cache
def _agency_names() -> dict[str, str]:
    return {
        _plain(name): first
        for kind, first, *others in _rows()
        if kind == "agency"
        for name in (first, *(each for some in others for each in some.split("; ")))
    }


@cache
def _phrases(kind: str) -> str:
    phrases = sorted((row[1] for row in _rows() if row[0] == kind), key=len, reverse=True)
    return "|".join(map(re.escape, phrases))


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    lines = (files("onrecord.record") / "data" / "credits.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))
