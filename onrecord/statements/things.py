"""What "it" and "they" mean: a body, a document, a group, or people named together.

Who spoke last counts most, then names and plain nouns of this sentence and the one before, a likely
subject twice as much as the rest; agreement in number decides between them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.statements import tables
from onrecord.statements.descriptions import Found, party_of, phrase_start
from onrecord.statements.nounphrases import Part, described_part
from onrecord.statements.parties import Party, figure_party

if TYPE_CHECKING:
    from onrecord.statements.discourse import Discourse

_Candidate = tuple[float, Party]
_DECAY = 0.5
_LONGEST_ASIDE = 12  # words between two names that "and" joins


def thing(discourse: Discourse, number: int, part: Part) -> Found:
    """The party that "it", "they" and the like mean, if anything before agrees."""
    key = part.pronoun or "it"
    plural = key in tables.words("plural_pronouns")
    candidates = [
        *_spoken(discourse, part, plural),
        *_bodies(discourse, number, part, plural),
        *_nouns(discourse, part, plural),
    ]
    if plural:
        candidates += _together(discourse, part)
    scores: dict[str, tuple[float, float, Party]] = {}
    for weight, party in candidates:
        best, more, _ = scores.get(party.name, (0.0, 0.0, party))
        scores[party.name] = (max(best, weight), more + min(best, weight), party)
    if not scores:
        return None, f"‘{key}’: nothing before it agrees"
    _, _, party = max(scores.values(), key=lambda score: score[0] + 0.3 * score[1])
    return party, f"‘{key}’: {party.name}, spoken of just before"


def _is_many(party: Party) -> bool:
    return party.type == "group" or " + " in party.name


def _spoken(discourse: Discourse, part: Part, plural: bool) -> list[_Candidate]:
    """Those to whom words were given before."""
    passage, here = discourse.passage, discourse.passage.sentence[part.start]
    found: list[_Candidate] = []
    for place, party in discourse.recent[-12:]:
        many = _is_many(party)
        if party.type in ("person", "unnamed") and not many:
            continue
        if plural and party.type == "document":
            continue
        known = party.figure is not None or tables.noun_of(party.head) is not None or many
        weight = (1.5 if many == plural else 0.5) * (1.0 if known else 0.5)
        found.append((weight * _DECAY ** max(0, here - passage.sentence[place]), party))
    return found


def _bodies(discourse: Discourse, number: int, part: Part, plural: bool) -> list[_Candidate]:
    """Bodies and places named before; a place rarely speaks."""
    standing = discourse.trail.standing(part.start, discourse.hidden(number), "body")
    found: list[_Candidate] = []
    for weight, figure in standing.values():
        party = figure_party(figure)
        if figure.kind == "place":
            weight *= 0.0 if plural else 0.6
        if _is_many(party) != plural:
            weight *= 0.5
        found.append((weight * 0.8, party))
    return found


def _nouns(discourse: Discourse, part: Part, plural: bool) -> list[_Candidate]:
    """The plain nouns of this sentence and the one before that agree in number."""
    passage, here = discourse.passage, discourse.passage.sentence[part.start]
    found: list[_Candidate] = []
    for sentence in (here, here - 1):
        if sentence < 0:
            continue
        start = passage.sentence_starts[sentence]
        behind = False
        for place in range(start, min(part.start, passage.sentence_end(sentence))):
            key = passage.keys[place]
            behind = behind or key in tables.words("prepositions")
            noun = tables.noun_of(key)
            if noun is None or passage.quoted[place] or passage.possessive[place]:
                continue
            if _agrees(key, noun, plural) and not _modifies(discourse, place):
                begins = phrase_start(passage, place, start)
                phrase = described_part(passage, discourse.cast, begins, place + 1)
                subject = not behind and place - start < 6
                found.append((0.9 if subject else 0.4, party_of(discourse, phrase, None)))
    return found


def _modifies(discourse: Discourse, place: int) -> bool:
    """Does a noun only stand before another one ("campaign officials"), or inside a name?"""
    passage = discourse.passage
    inside = any(n.start <= place < n.end for n in discourse.cast.within(range(max(0, place - 5), place + 1)))
    after = passage.keys[place + 1] if place + 1 < len(passage.keys) else "."
    noun = tables.noun_of(after)
    inside = inside or place + 1 in discourse.cast.starts  # "the charity Open Harbour" is one thing
    return inside or (noun is not None and noun.kind in (*tables.PEOPLE, "group"))


def _agrees(key: str, noun: tables.Noun, plural: bool) -> bool:
    """May a noun be meant by "they" (people, in the plural) or by "it" (one thing or body)?"""
    if plural:
        return noun.kind == "group" or (tables.is_plural(key) and noun.kind != "document")
    return noun.kind in ("organisation", "document") and not tables.is_plural(key)


def _together(discourse: Discourse, part: Part) -> list[_Candidate]:
    """People named together ("Ada Finch and Ned Oake") in this sentence or the one before."""
    passage, here = discourse.passage, discourse.passage.sentence[part.start]
    start = passage.sentence_starts[max(0, here - 1)]
    names = [n for n in discourse.cast.within(range(start, part.start)) if n.figure.kind == "person"]
    return [
        (1.2, Party(f"{one.figure.name} + {other.figure.name}", "person"))
        for one, other in pairwise(names)
        if one.figure is not other.figure and _are_joined(passage.keys[one.end : other.start])
    ]


def _are_joined(between: list[str]) -> bool:
    """Does nothing but "and" stand between two names, or what is set beside the first in commas?"""
    if between[-1:] != ["and"]:
        return False
    set_beside = between[0] == "," and between[-2] == "," and len(between) <= _LONGEST_ASIDE
    return len(between) == 1 or (set_beside and tables.words("auxiliaries").isdisjoint(between))
