"""What an article says of a person beside the name: roles, a party, a body that he or she belongs to.

Everything is a stretch of the article: “harbour minister” before the name, “a lawyer for the miners”
set beside it, what the person is said to be; the party is a word of such a role, or the letter of
“(R-Ohio)”. What it does not know: roles told elsewhere than beside the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Span
from onrecord.statements import tables
from onrecord.statements.cast import Cast, Figure, Named
from onrecord.statements.evidence import places_beside
from onrecord.statements.mentions import roles_begin
from onrecord.statements.passage import Passage

_MOST = 3  # roles that are told of one person
_LETTER = re.compile(r"[RDI](?:-[A-Z][\w.]*)?\b\.?(?=[),])")


@dataclass(frozen=True, slots=True)
class Profile:
    """The roles of a person, the fullest printing of each, in reading order; a party and a body."""

    roles: tuple[Span, ...] = ()
    party: Span | None = None
    organisation: Span | None = None


NOTHING = Profile()


def profile(passage: Passage, cast: Cast, figure: Figure) -> Profile:
    """What the article says of a figure; nothing of what is no person."""
    if figure.kind != "person":
        return NOTHING
    named = [cast.at[place] for place in figure.places if place in cast.at]
    roles = _distinct(passage, [places for one in named for places in _roles(passage, one)])
    party = next((p for one in named for p in _parties(passage, one)), None)
    # “a columnist for the Post”: a body behind the noun says more than one before it.
    body = next((found[-1] for places in roles if (found := _bodies(cast, places, figure))), None)
    return Profile(
        tuple(_span(passage, places) for places in roles[:_MOST]),
        party,
        None if body is None else _span(passage, range(body.start, body.end)),
    )


def _roles(passage: Passage, named: Named) -> Iterator[range]:
    """The stretches beside one naming that say what the person is."""
    before = _from_noun_phrase(passage, range(roles_begin(passage, named.start), named.core))
    if any(_tells(passage.keys[place]) for place in before):
        yield before
    for beside in places_beside(passage, named.start, named.end):
        places = _without_determiner(passage, beside)
        if _heads_with_person(passage, places):
            yield places


def _tells(key: str) -> bool:
    """Does a word before a name say more than "Mr"?"""
    title, noun = tables.titles().get(key), tables.noun_of(key)
    return (title is not None and title.role != "-") or (noun is not None and noun.kind in tables.PEOPLE)


def _from_noun_phrase(passage: Passage, before: range) -> range:
    """What stands before a name from its noun phrase on: not the “slamming” of “slamming candidate Holt”."""
    edges = tables.words("determiners") | {"that"}
    begins = max((place + 1 for place in before if passage.keys[place] in edges), default=before.start)
    while begins + 1 < before.stop and passage.keys[begins].endswith("ing") and passage.capital[begins + 1]:
        begins += 1
    return range(begins, before.stop)


def _without_determiner(passage: Passage, places: range) -> range:
    opens = len(places) > 1 and passage.keys[places[0]] in ("a", "an", "the")
    return places[1:] if opens else places


def _heads_with_person(passage: Passage, places: range) -> bool:
    """Is the word before the first preposition one for a person: “lawyer for …”, not “film about …”?"""
    keys = passage.keys[places.start : places.stop]
    if keys[:2] == ["one", "of"]:
        keys = keys[2:]
    stops = tables.words("prepositions")
    end = next((n for n, key in enumerate(keys) if key in stops), len(keys))
    noun = tables.noun_of(keys[end - 1]) if end else None
    verbs = tables.words("speech") | tables.words("finite_verbs") | tables.words("auxiliaries")
    clause = any(
        one.endswith("ed") and (two in tables.words("determiners") or two in tables.words("quantifiers"))
        for one, two in pairwise(keys)
    )
    return noun is not None and noun.kind in tables.PEOPLE and verbs.isdisjoint(keys) and not clause


def _distinct(passage: Passage, found: list[range]) -> list[range]:
    """The roles, those left out whose words another one holds."""
    words = [frozenset(passage.keys[places.start : places.stop]) for places in found]
    return [
        places
        for n, places in enumerate(found)
        if not any(words[n] < other or (words[n] == other and m < n) for m, other in enumerate(words))
    ]


def _parties(passage: Passage, named: Named) -> Iterator[Span]:
    """Where a party is told: a word of a role, or the letter behind the name."""
    for places in _roles(passage, named):
        yield from (_span(passage, range(p, p + 1)) for p in places if _is_party(passage, p))
    if passage.words[named.end : named.end + 1] in (["("], [","]) and named.end + 1 < len(passage.words):
        letter = _LETTER.match(passage.text, passage.starts[named.end + 1])
        if letter and (passage.words[named.end] == "(" or "-" in letter.group()):
            yield Span.of(passage.text, *letter.span())


def _is_party(passage: Passage, place: int) -> bool:
    return passage.keys[place] in tables.parties() and passage.capital[place]


def _bodies(cast: Cast, places: range, figure: Figure) -> list[Named]:
    """The bodies named inside a role."""
    return [
        named
        for named in cast.within(places)
        if named.figure.kind == "organisation"
        and named.figure is not figure
        and named.end <= places.stop
        and tables.parties().keys().isdisjoint(named.figure.keys)
    ]


def _span(passage: Passage, places: range) -> Span:
    return Span.of(passage.text, passage.starts[places[0]], passage.ends[places[-1]])
