"""Whom a pronoun means: who stands out at that place of the article, and agrees with it.

Every naming of a person adds to how much that person stands out, more as a subject and as a speaker,
less inside a quotation, a possessive or a caption, and half as much with every sentence that follows
(after Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution", 1994). Gender comes from
titles, then from what the article itself calls the person, and from a table of given names only so far
as nothing speaks against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.statements import tables
from onrecord.statements.cast import Cast, Figure, Named
from onrecord.statements.evidence import PRONOUN_GENDER
from onrecord.statements.passage import Passage

_DECAY = 0.5
_REACH = 8
_OF_ROLE = {"caption": 0.1, "headline": 0.6, "byline": 0.0, "dateline": 0.0, "outlet": 0.0, "other": 0.2}


class Sighting(NamedTuple):
    """A place where a figure is in view, and how much that counts for it."""

    place: int
    sentence: int
    figure: Figure
    weight: float


@dataclass(slots=True)
class Trail:
    """Who has been in view so far, in order of the text: people, and apart from them all else."""

    passage: Passage
    people: list[Sighting] = field(default_factory=list)
    things: list[Sighting] = field(default_factory=list)
    subjects: dict[int, int] = field(default_factory=dict)

    def add(self, place: int, figure: Figure, weight: float) -> None:
        """Note that a figure is in view at a place; in captions and bylines hardly, in headlines less."""
        passage = self.passage
        weight *= _OF_ROLE.get(passage.roles[passage.block[place]], 1.0)
        seen = self.people if figure.kind == "person" else self.things
        seen.append(Sighting(place, passage.sentence[place], figure, weight))

    def see(self, named: Named, *, source: bool) -> None:
        """Note a name, weighed by where and how it stands."""
        self.add(named.start, named.figure, self._weight(named, source))

    def _weight(self, named: Named, source: bool) -> float:
        passage, sentence = self.passage, self.passage.sentence[named.start]
        if passage.possessive[named.end - 1]:
            weight = 0.45
        elif _asks(passage, named.start):
            return 0.15  # even of somebody whose question is a statement of its own
        elif _after_preposition(passage, named.start):
            weight = 0.5
        elif named.figure.kind == "person" and self.subjects.setdefault(sentence, named.start) != named.start:
            weight = 0.6
        else:
            weight = 1.0
        if source:
            weight = max(weight, 1.0) * 1.3
        if passage.quoted[named.start]:
            weight *= 0.35
        return weight

    def standing(
        self, place: int, hidden: Sequence[range], kind: str = "person"
    ) -> dict[int, tuple[float, Figure]]:
        """How much each figure of a kind stands out at a place, by its number; ``hidden`` is passed over."""
        found: dict[int, tuple[float, Figure]] = {}
        counted: dict[tuple[int, int], float] = {}
        here = self.passage.sentence[place]
        for one in reversed(self.people if kind == "person" else self.things):
            if one.place >= place:
                continue
            if here - one.sentence > _REACH:
                break
            if hidden and any(one.place in gap for gap in hidden):
                continue
            number = one.figure.number
            total = found[number][0] if number in found else 0.0
            # Named five times in one sentence is no more in view than named once as its subject.
            weight, same = one.weight * _DECAY ** (here - one.sentence), (number, one.sentence)
            before = counted.get(same, 0.0)
            if weight > before:
                counted[same] = weight
                found[number] = (total + (weight - before), one.figure)
            elif number not in found:
                found[number] = (0.0, one.figure)
        return found


def _asks(passage: Passage, start: int) -> bool:
    """Does a name stand in "pressed by Holt", where the other one goes on to answer?"""
    return passage.keys[start - 1] == "by" and passage.keys[start - 2] in tables.words("questioned")


def _after_preposition(passage: Passage, start: int) -> bool:
    """Does a name stand in a phrase that a preposition opens?"""
    keys, prepositions, edges = passage.keys, tables.words("prepositions"), tables.words("name_edges")
    for place in range(start - 1, max(-1, start - 6), -1):
        key = keys[place]
        if key in prepositions:
            return True
        if key in edges or not key[0].isalnum():
            opens = place > 0 and key in ("a", "the", "his", "her", "its")
            return opens and keys[place - 1] in prepositions
    return False


def agreement(figure: Figure, gender: int) -> float:
    """How well a person agrees with "he" (1) or "she" (-1), between 0 and 1."""
    if figure.gender_told:
        return 1.0 if (figure.gender_told == "m") == (gender > 0) else 0.01
    told = figure.male * gender
    return 1.0 if told > 0.5 else 0.8 if told > -0.5 else 0.15 if told > -1.2 else 0.05


def antecedent(
    trail: Trail, cast: Cast, place: int, key: str, hidden: Sequence[range] = ()
) -> tuple[Figure | None, str]:
    """The person whom "he" or "she" at ``place`` means, and in plain words why."""
    gender = PRONOUN_GENDER[key]
    if _comes_first(trail.passage, place):
        ahead = _ahead(trail.passage, cast, place, gender, same_sentence=True)
        if ahead is not None:
            return ahead, "named later in the same sentence"
    scores = [
        (weight * agreement(figure, gender), figure)
        for weight, figure in trail.standing(place, hidden).values()
    ]
    best = max(scores, key=lambda score: (score[0], score[1].number), default=None)
    if best is not None and best[0] >= 0.02:
        return best[1], f"stands out most here, {_because(best[1], gender)}"
    ahead = _ahead(trail.passage, cast, place, gender, same_sentence=False)
    return ahead, "named soon after" if ahead is not None else "nobody before it agrees"


def _because(figure: Figure, gender: int) -> str:
    word = "male" if gender > 0 else "female"
    if figure.gender_told:
        return f"{word} by title"
    return f"{word} by usage and given name" if figure.male * gender > 0.5 else "nothing speaks against it"


def _comes_first(passage: Passage, place: int) -> bool:
    """Does the pronoun stand in a clause that opens the sentence and leads up to a name?"""
    start = passage.sentence_starts[passage.sentence[place]]
    return (
        passage.keys[start] in tables.words("clause_openers")
        and place - start < 6
        and not passage.quoted[place]
    )


def _heads_clause(passage: Passage, named: Named) -> bool:
    """Does a name after a comma go on as a subject, and is neither set beside a noun nor an owner?"""
    if passage.keys[named.start - 1] != "," or passage.possessive[named.end - 1]:
        return False
    return named.end < len(passage.words) and passage.words[named.end][0].isalpha()


def _ahead(passage: Passage, cast: Cast, place: int, gender: int, *, same_sentence: bool) -> Figure | None:
    """The next person named outside quotations who agrees, in this sentence or the few that follow."""
    here = passage.sentence[place]
    for named in cast.after(place + 1):
        if named.figure.kind != "person":
            continue
        if passage.sentence[named.start] > here + (0 if same_sentence else 6):
            return None
        if passage.quoted[named.start] or _OF_ROLE.get(passage.role(named.start), 1.0) < 0.5:
            continue
        if same_sentence and not _heads_clause(passage, named):
            continue
        if agreement(named.figure, gender) >= 0.5:
            return named.figure
    return None
