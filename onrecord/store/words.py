"""What an index over words is asked for, whichever database keeps it; and what all of them do alike."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Select

from onrecord.errors import OptionError
from onrecord.store import tables
from onrecord.store.versions import is_counted

Where = Literal["anywhere", "words", "speaker"]
LAST = "\uffff"  # behind everything that begins alike
WORD = re.compile(r"\w+")

_PHRASE = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|(\S+)")
_LETTERS = re.compile(r"[^\W_]+")
_s = tables.statements.c


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together, as they were given: in what was said, in the speaker's name, or in these or
    the headline.
    """

    words: str
    where: Where = "anywhere"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, every part of it known to be possible.

    One of ``speakers`` has to hold, all the terms of it, where there are any.
    ``facets`` are the words for an act and an outlet; ``versions`` where earlier versions
    of pages count; ``ranked`` is how many are ranked at the most, those added last.
    """

    terms: tuple[Term, ...]
    speakers: tuple[tuple[Term, ...], ...]
    facets: tuple[str, ...]
    since: str
    until: str
    least: float
    order: str
    ranked: int
    versions: bool

    @property
    def is_of_words(self) -> bool:
        """Has the index over words anything to tell?"""
        return bool(self.terms or self.speakers or self.facets)

    @property
    def is_narrowed(self) -> bool:
        """Is a day asked for, or how sure a statement is? All that match are looked at then."""
        month = len("2025-01")
        return bool(self.least) or len(self.since) > month or len(self.until) > month


def terms(given: str, where: Where) -> list[Term]:
    """The words of a question, those in quotation marks together. OptionError where it holds none."""
    if given.strip() and not WORD.search(given):
        raise OptionError(f"No word in '{given}'.", hint="Give a word or a number, or leave it out.")
    phrases = (quoted or bare for quoted, bare in _PHRASE.findall(given))
    return [Term(phrase, where) for phrase in phrases if WORD.search(phrase)]


def folded(text: str) -> list[str]:
    """The words of a text as they are compared: small letters without diacritics, as FTS5 has them (which
    leaves Greek and Cyrillic letters theirs).
    """
    text = text.lower()
    if not text.isascii():
        parts = unicodedata.normalize("NFD", text)
        text = "".join(each for each in parts if unicodedata.category(each) != "Mn")
    return _LETTERS.findall(text)


def in_order(query: Select[Any], order: str) -> Select[Any]:
    """By date, those without one last; for the best, where nothing tells them apart, those added last."""
    if order == "best":
        return query.order_by(_s.row.desc())
    by = _s.published.asc() if order == "oldest" else _s.published.desc()
    return query.order_by(by.nulls_last(), _s.row)


def narrowed(query: Select[Any], asked: Asked) -> Select[Any]:
    """What the index over words does not tell: versions, days, and how sure a statement is."""
    if not asked.versions:
        query = query.where(is_counted(_s.article))
    if asked.since:
        query = query.where(_s.published >= asked.since)
    if asked.until:
        # “2024” holds all its days: the last text that begins with it.
        query = query.where(_s.published <= asked.until + LAST)
    if asked.least:
        query = query.where(_s.confidence >= asked.least)
    return query
