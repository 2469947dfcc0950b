"""What is compared: two pages, two things of a record, all wordings of a saying, or two strings as given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from onrecord.errors import OnrecordError, OptionError, RecordError
from onrecord.faces.phrasing import day, one_line, who
from onrecord.model import Article, Reading

if TYPE_CHECKING:
    from onrecord.store.queries import Hit
    from onrecord.store.sayings import Told

Taken = Literal["page", "article", "statement", "words"]

READ = frozenset({"headline", "standfirst", "body", "heading", "quote", "caption"})
STANDARD_INPUT = "-"
WEB = ("http://", "https://")
_KEY = re.compile(r"[0-9a-f]{4,16}")
_FILE = re.compile(r"\S+\.(?:html?|txt|jsonl?|xml|gz)|\S*/\S*\.\S+")
_FORCE = "Words are compared as they are with --strings."


@dataclass(frozen=True, slots=True)
class Side:
    """One of two wordings: its ``text``, and as what it was ``taken``.

    ``source`` is what was given (of a thing of a record its id); ``speaker`` who said it. ``is_quoted`` holds
    where all of it was claimed to be somebody's own words.
    """

    text: str
    taken: Taken
    source: str = ""
    headline: str | None = None
    outlet: str | None = None
    published: str | None = None
    speaker: str | None = None
    is_quoted: bool = False

    @property
    def about(self) -> str:
        """What it is, in a line."""
        parts = [self.speaker, self.outlet, self.published and day(self.published), self.headline]
        facts = " · ".join(one_line(part) for part in parts if part)
        source = "standard input" if self.source == STANDARD_INPUT else one_line(self.source)
        named = f"{self.taken} {source}".strip() if self.taken != "words" else "words as given"
        return f"{named}: {facts}" if facts else named


def words_of(article: Article) -> str:
    """What an article says: headline, paragraphs and captions, each once."""
    shown = [
        article.text[block.start : block.end]
        for block in article.blocks
        if block.role in READ and block.repeats is None
    ]
    apart = article.headline and not any(block.role == "headline" for block in article.blocks)
    return "\n\n".join(([article.headline] if apart and article.headline else []) + shown)


def two(one: str, other: str, *, db: str, strings: bool = False, allow_private: bool = False) -> list[Side]:
    """Both sides; OptionError where one of them is words and the other is not."""
    given = (one, other)
    if strings:
        return [Side(each, "words") for each in given]
    if given == (STANDARD_INPUT, STANDARD_INPUT):
        raise OptionError("Standard input is one page.", hint="Name a file for the other side.")
    errors: list[OnrecordError] = []
    found = [_page(each, allow_private) or _kept(each, db, errors) for each in given]
    sides = [side for side in found if side is not None]
    if len(sides) == len(given):
        return sides
    if errors and any(any(letter.isdigit() for letter in each) for each in given if _KEY.fullmatch(each)):
        raise errors[0]
    missing = [each for each, side in zip(given, found, strict=True) if side is None]
    if sides or any(map(_FILE.fullmatch, missing)):
        raise OptionError(f"No file, address or id '{_brief(missing[0])}'.", hint=_FORCE)
    return [Side(each, "words") for each in given]


def saying(key: str, db: str) -> Told:
    """A saying of a record by its id; OptionError where the id is one of something else."""
    from onrecord.store import sayings
    from onrecord.store.store import open_store

    hint = "Name two things, or the id of a saying: onrecord sayings"
    if not _KEY.fullmatch(key):
        raise OptionError(f"'{_brief(key)}' alone cannot be compared.", hint=hint)
    with open_store(db) as store:
        found = sayings.find(store, key)
    if not isinstance(found, sayings.Told):
        raise OptionError(f"'{key}' is no saying.", hint=hint)
    return found


def tellings(told: Told) -> list[Side]:
    """The wordings of a saying, the earliest first, and then those of other articles."""
    first, *others = told.hits
    return [_said(first)] + [_said(hit) for hit in others if hit.article.id != first.article.id]


def _brief(given: str) -> str:
    given = one_line(given)
    return given if len(given) <= 60 else given[:59] + "…"


def _page(given: str, allow_private: bool) -> Side | None:
    """The page of a file, an address or standard input; None where it is none of these."""
    if given != STANDARD_INPUT and not given.lower().startswith(WEB) and not _is_there(given):
        return None
    from onrecord import pipeline
    from onrecord.intake import sources

    pages = list(islice(sources.pages([given], allow_private=allow_private), 2))
    if len(pages) != 1:
        held = "more than one page" if pages else "no page"
        raise OptionError(f"'{given}' holds {held}.", hint="Compare two pages, each in a file of its own.")
    return _read(pipeline.draft(pages[0]), "page", given)


def _is_there(given: str) -> bool:
    try:
        return bool(given) and Path(given).exists() and not Path(given).is_dir()
    except (OSError, ValueError):  # words may be longer than any name, or hold what no name may
        return False


def _read(reading: Reading, taken: Taken, source: str) -> Side:
    article = reading.article
    if article is None:
        raise reading.error or OptionError(f"'{source}' has no article.", hint=_FORCE)
    text = words_of(article)
    return Side(text, taken, source, article.headline, article.outlet, article.published)


def _kept(given: str, db: str, errors: list[OnrecordError]) -> Side | None:
    """What an id of a record stands for; None where there is none, with the reason in ``errors``."""
    if not _KEY.fullmatch(given):
        return None
    from onrecord.store import sayings
    from onrecord.store.store import open_store

    try:
        with open_store(db) as store:
            found = sayings.find(store, given)
    except RecordError as error:
        errors.append(error)
        return None
    if isinstance(found, Reading):
        return _read(found, "article", given)
    return _said(found.own if isinstance(found, sayings.Told) else found)


def _said(hit: Hit) -> Side:
    statement, article = hit.statement, hit.article
    about = (article.headline, article.outlet, article.published, who(statement.speaker))
    return Side(statement.words, "statement", statement.id, *about, statement.kind == "direct")
