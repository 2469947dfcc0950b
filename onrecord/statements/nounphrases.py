"""Noun phrases that name nobody: what opens one, who owns it, which word heads it, and its type."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.model import SpeakerType
from onrecord.statements import tables
from onrecord.statements.cast import Cast, Named
from onrecord.statements.passage import Passage


class Part(NamedTuple):
    """One party of a source. Places are words of the passage.

    A pronoun has only ``pronoun``; a name ``named``; a description its words from ``start`` to ``end``,
    its ``head``, and an ``owner``: the place of a possessive pronoun or name that stands before it;
    ``one_of`` is "one of them".
    """

    start: int
    end: int
    head: int
    pronoun: str | None = None
    named: Named | None = None
    definite: bool = False
    owner: int | None = None
    relative: bool = False
    one_of: bool = False


def described_part(passage: Passage, cast: Cast, start: int, main: int) -> Part:
    """A description from its words: what opens it, who owns it, which word heads it."""
    definite = passage.keys[start] in tables.words("definite")
    owner: int | None = None
    first = start
    while first < main - 1 and _only_counts(passage, first):
        first += 1
    if passage.keys[first] in tables.words("possessives") | {"whose"} and first < main - 1:
        owner, definite = first, True
        first += 1
    head = _head(passage, first, main)
    if owner is None:
        for named in cast.within(range(first, head)):
            if passage.possessive[named.end - 1]:
                owner, definite = named.start, True
                break
    if owner is None and definite:
        owner = next((place for place in range(first, head) if passage.possessive[place]), None)
    one_of = passage.keys[start : start + 2] == ["one", "of"]
    if head + 1 < main and passage.keys[head + 1] in tables.words("asides"):
        main = head + 1  # that a newspaper has seen a report is no part of what it is
    return Part(first, main, head, definite=definite and not one_of, owner=owner, one_of=one_of)


def describes_on(passage: Passage, place: int) -> bool:
    """Is a word after a noun a participle that goes on describing: "the report seen by the Courier"?"""
    key = passage.keys[place]
    if key in tables.words("participles"):
        return True
    return key.endswith(("ed", "ing")) and tables.noun_of(passage.keys[place - 1]) is not None


def _back_to_noun(passage: Passage, first: int, place: int) -> int:
    """The noun at or before a word: over marks and "a delegate not" on the list."""
    over = tables.words("adverbs_after_nouns")
    while place > first and (not passage.keys[place][0].isalnum() or passage.keys[place] in over):
        place -= 1
    return place


def _only_counts(passage: Passage, place: int) -> bool:
    """Is a word before a noun no part of what it is called: "many", "a number of"?"""
    key = passage.keys[place]
    if key in tables.words("quantifiers") or key == "of":
        return True
    return key in tables.words("counting_nouns") and passage.keys[place + 1] == "of"


def _head(passage: Passage, first: int, main: int) -> int:
    """The last word before a preposition or a participle that goes on describing."""
    for place in range(first + 1, main):
        key = passage.keys[place]
        if (
            describes_on(passage, place)
            or key in tables.words("prepositions")
            or (not key[0].isalnum() and key not in "“\"'‘")
        ):
            return _back_to_noun(passage, first, place - 1)
    last = main - 1
    if last > first and passage.keys[last].isdigit() and passage.keys[last - 1] in tables.words("numbered"):
        last -= 1  # "Figure 10"
    while last > first and not passage.words[last][0].isalnum():
        last -= 1
    return last


def description_type(passage: Passage, part: Part) -> SpeakerType:
    """What kind of source a description is, by its head."""
    key = passage.keys[part.head]
    noun, plural = tables.noun_of(key), tables.is_plural(key) and not part.one_of
    if part.one_of or (noun is not None and noun.kind in tables.PEOPLE):
        return "group" if plural else "unnamed"
    if noun is not None and noun.kind == "organisation":
        return "group" if plural else "organisation"
    if noun is not None:
        return "group" if noun.kind == "group" else "document"
    if plural:
        return "group"
    if key in ("one", "another"):
        return "unnamed"
    if passage.words[part.head][0].isupper():
        return "organisation"
    return "unnamed" if key.endswith(("er", "or", "ist", "man", "woman", "ian")) else "document"
