"""The antecedent of "who", "whom", "which" and "that": mostly the phrase right before, not always.

"Rep. Ada Finch of Ohio, who" is no Ohio, "Ned Oake, the casino owner and donor who" no second man, and
in "She is a lawyer who" the lawyer is she.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.statements import tables
from onrecord.statements.cast import Named
from onrecord.statements.descriptions import Found, described, phrase_start
from onrecord.statements.nounphrases import Part, described_part
from onrecord.statements.parties import figure_party

if TYPE_CHECKING:
    from onrecord.statements.discourse import Discourse


_NO_ANTECEDENTS = frozenset({"at", "by", "for", "from", "in", "of", "on", "there", "to", "with"})


def relative(discourse: Discourse, number: int, part: Part) -> Found:
    """The party that a relative pronoun stands for."""
    passage, pronoun = discourse.passage, part.pronoun
    first = passage.sentence_starts[passage.sentence[part.start]]
    place = _before(discourse, part.start, first)
    if place < first or not passage.keys[place][0].isalnum() or passage.keys[place] in _NO_ANTECEDENTS:
        return None, f"‘{pronoun}’: nothing stands before it"
    named = _ending_at(discourse, place)
    if pronoun in ("who", "whom", "whose"):
        person = _person(discourse, part, place, first, named)
        if person is not None:
            return figure_party(
                person.figure
            ), f"‘{pronoun}’: {person.figure.name}, of whom that clause tells"
    elif named is not None:
        return figure_party(named.figure), f"‘{pronoun}’: {named.figure.name}, right before it"
    begins = phrase_start(passage, place, first)
    definite = begins > first and passage.keys[begins - 1] == "the"
    phrase = described_part(passage, discourse.cast, begins - definite, place + 1)
    return described(discourse, number, phrase)


def _before(discourse: Discourse, pronoun: int, first: int) -> int:
    """The last word before the clause: over commas, dashes and "many of"."""
    passage, place = discourse.passage, pronoun - 1
    over = tables.words("before_relatives")
    days = tables.words("calendar")
    while place > first and (passage.keys[place] in over or not passage.keys[place][0].isalnum()):
        place -= 1
    if place > first and passage.keys[place] in days and passage.keys[place - 1] in ("on", "in"):
        place -= 2  # "the doctor he saw on Monday, who"
    return place


def _person(discourse: Discourse, part: Part, place: int, first: int, named: Named | None) -> Named | None:
    """The person whom "who" stands for, if one is named."""
    if named is not None and named.figure.kind == "person":
        return named
    over = _over_apposition(discourse, place, first)
    if over is not None:
        return over
    if discourse.passage.keys[part.start - 1] != ",":
        return _subject_of_predicate(discourse, place, first)
    noun = tables.noun_of(discourse.passage.keys[place])
    if (noun is None or noun.kind in ("organisation", "document")) or named is not None:
        return _last_person(discourse, place, first)
    return None


def _ending_at(discourse: Discourse, place: int) -> Named | None:
    """The name whose last word stands at a place and owns nothing after it."""
    named = discourse.cast.ends.get(place + 1)
    return None if named is None or discourse.passage.possessive[place] else named


def _over_apposition(discourse: Discourse, place: int, first: int) -> Named | None:
    """The person before ", a professor of law at Westmere," when the clause follows that."""
    passage = discourse.passage
    for comma in range(place, max(first, place - 16), -1):
        if passage.keys[comma] != ",":
            continue
        named = _ending_at(discourse, comma - 1)
        if named is None or named.figure.kind != "person":
            continue
        opens = passage.keys[comma + 1]
        if opens in tables.words("determiners") or opens.isdigit() or tables.noun_of(opens) is not None:
            return named
    return None


def _subject_of_predicate(discourse: Discourse, place: int, first: int) -> Named | None:
    """The subject of "X is a former lawyer who": X, not the lawyer."""
    keys = discourse.passage.keys
    for verb in range(place - 1, max(first, place - 7), -1):
        if keys[verb] in ("is", "was") and keys[verb + 1] in ("a", "an", "the"):
            named = _ending_at(discourse, verb - 1)
            return named if named is not None and named.figure.kind == "person" else None
    return None


def _last_person(discourse: Discourse, place: int, first: int) -> Named | None:
    """The last person named in the sentence before a place: "Ada Finch, 24, of Manchester, who"."""
    for start in range(place, max(first, place - 12) - 1, -1):
        named = discourse.cast.starts.get(start)
        if named is not None and named.figure.kind == "person":
            return named if not discourse.passage.possessive[named.end - 1] else None
    return None
