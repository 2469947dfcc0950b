"""When and where something was said: the times, places and occasions attached to a cue.

Attached is what stands beside the verb (“said on Tuesday in Leeds that”), behind the content (“… a lie,
in a speech”), between source and verb (“the mayor, in a letter, asked”), or opens the sentence (“In an
interview on Sunday, the mayor said”). A time inside an occasion counts too (“at a *Tuesday* rally”).
Statements, speeches, interviews, posts and programmes are places; so is “during” one of them. Words
of the content never count, nor do times of the source (“a poll released on Friday”).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from onrecord.statements import phrases, times
from onrecord.statements.phrases import Phrase, Token
from onrecord.statements.surroundings import Surroundings
from onrecord.statements.vocabulary import word_list

MANNER = re.compile(r"(?:[a-z]+ly|also|again|too|twice|only|just|back|in turn)\b", re.I)
PUBLISHED = re.compile(r"(?:released|published|posted|broadcast|aired|taped)\s+", re.I)
LONGEST = 240  # code points: the longest place or occasion
LONGEST_OPENING = 80  # code points: a dateline and the conjunctions behind it
LONGEST_DATELINE = 12  # words and marks
GAP_WORDS = 4  # words that may stand between an opening phrase and the source: "former", "the president,"
# "On Tuesday Ms Lee won, and {Mr Orme} said": the time belongs to the first clause.
OTHER_CLAUSE = re.compile(r"\b(?:and|but|so|as|while|who|which|that|said|has|had|was|is|were)\b|;|:", re.I)
QUESTION = re.compile(
    r"(?:(?:when|while|after being|once)\s+)?(?:asked|pressed|questioned|responding|reacting|commenting"
    r"|in response)\b",
    re.I,
)
DASH = re.compile(r"[—–―]")
JOINED = re.compile(r"(?:(?!and\b|or\b|but\b)\w+\s+){0,2}")
NEXT_WORD = re.compile(r"\S+")
RELATIVE_PRONOUN = re.compile(r"\b(?:who|whom|whose|which|that)\b", re.I)
SPEAKING = re.compile(
    r"(?:in\s+)?(?:speaking|talking|appearing|addressing|writing|testifying|campaigning|interviewed|reached)\b",
    re.I,
)
RELATIVE = re.compile(r",?\s*(?:where|when)\s*$", re.I)


@dataclass(slots=True)
class Walk:
    """What was met on the way along a stretch: phrases, and where the way ended."""

    when: list[Phrase] = field(default_factory=list)
    where: list[Phrase] = field(default_factory=list)
    stopped: int = 0

    @property
    def any(self) -> bool:
        """Was any time or place met?"""
        return bool(self.when or self.where)

    def holds(self, position: int) -> bool:
        """Does one of the phrases hold the character at ``position``?"""
        return any(phrase.start <= position < phrase.end for phrase in self.when + self.where)


def walk(scene: Surroundings, position: int, limit: int, *, clauses: bool = True) -> Walk:
    """Read times, places, manner and holes from ``position`` as long as nothing else comes."""
    met, text = Walk(), scene.text
    while position < limit:
        if text[position].isspace() or text[position] in ',“”"‘’()':
            position += 1
        elif hole := scene.hole_at(position):
            position = hole[1]
        elif going_on := _going_on(scene, position, limit, met, clauses=clauses):
            position = going_on
        else:
            break
    met.stopped = position
    return met


def _going_on(scene: Surroundings, start: int, limit: int, met: Walk, *, clauses: bool) -> int | None:
    """The end of the time, place or adverb that begins at ``start``; most words begin none."""
    word = times.first_word(scene.text, start, limit)
    if word not in _openers() and not word.endswith("ly"):
        return None
    end = min(limit, scene.first_hole(start))
    if phrase := _phrase(scene, start, end, word, met, clauses=clauses):
        return phrase
    manner = MANNER.match(scene.text, start, limit)
    return manner.end() if manner else None


@cache
def _openers() -> frozenset[str]:
    """The words with which a time, a place or an adverb beside the verb may begin, besides those in “-ly”."""
    names = ("time_openers", "place_prepositions", "during", "manner", "published")
    return frozenset[str]().union(*(word_list(name) for name in names))


def _phrase(scene: Surroundings, start: int, end: int, word: str, met: Walk, *, clauses: bool) -> int | None:
    text = scene.text
    timed = scene.has_any("time_words")
    if timed and (time := times.time_at(text, start, end, clauses=clauses)):
        met.when.append(Phrase(start, time))
        return time
    if word in word_list("place_prepositions"):
        place = phrases.place_at(text, phrases.tokens(text, start, min(end, start + LONGEST)), 0)
        if place:
            met.where.append(place)
            return place.end
    if word in word_list("during") and (during := times.during_at(text, start, end)):
        met.when.append(Phrase(start, during))
        return during
    published = PUBLISHED.match(text, start, end) if met.where else None
    return published.end() if published else None


class Setting(NamedTuple):
    """The time and the place that were found, each or both missing."""

    when: Phrase | None
    where: Phrase | None
    others: tuple[Phrase, ...] = ()


def setting(scene: Surroundings, skip_to: Sequence[int] = ()) -> Setting:
    """The time and place attached to the cue.

    ``skip_to`` are the ends of a listener and a question, from which to read on.
    """
    if not (scene.has_any("place_prepositions") or scene.has_any("during") or scene.has_any("time_words")):
        return Setting(None, None)
    walks = _after(scene, skip_to) + _between(scene) + _before(scene) + _relative(scene)
    when = next((each.when[0] for each in walks if each.when), None)
    wheres = [place for each in walks for place in each.where]
    where = wheres[0] if wheres else None
    if when is None and where is not None:
        when = _date_of(scene, where)
    return Setting(when, where, tuple(wheres))


def _date_of(scene: Surroundings, where: Phrase) -> Phrase | None:
    date = times.date_of_occasion(scene.text, where.start, where.end)
    return Phrase(*date) if date else None


def _after(scene: Surroundings, skip_to: Sequence[int]) -> list[Walk]:
    starts = [scene.verb[1], *(end for end in skip_to if scene.start < end < scene.end)]
    starts += [start for start, _ in scene.cues if start > scene.verb[1]]
    walks = [walk(scene, start, scene.end) for start in starts]
    # "Blasted the council Monday for": a time inside the cue is the cue's.
    for start, end in scene.cues:
        if end > scene.verb[1]:
            walks.append(Walk(_scattered(scene, max(start, scene.verb[1]), end).when))
    return walks


def _between(scene: Surroundings) -> list[Walk]:
    """Between source and verb, and inside the cue in front of its verb."""
    source, verb = scene.source, scene.verb[0]
    start = source[1] if source and source[1] <= verb else scene.cues[0][0]
    walks: list[Walk] = []
    if start >= verb:
        return walks
    if scene.participle:
        start = scene.cues[0][0]
    for word in NEXT_WORD.finditer(scene.text, start, verb):
        position = word.start()
        if scene.hole_at(position) or any(met.holds(position) for met in walks):
            continue
        met = walk(scene, position, verb, clauses=position == start)
        if met.any and _reaches(scene, met, start, position):
            walks.append(met)
    return walks


def _reaches(scene: Surroundings, found: Walk, start: int, position: int) -> bool:
    """Did a walk from ``position`` come to the verb, and not out of a clause of the source?"""
    verb = scene.verb[0]
    if not JOINED.fullmatch(scene.text[found.stopped : verb].lstrip(", \n\xa0")):
        return False
    # "Ms Lee, who spoke on Monday, said": it was Monday when she spoke.
    last = max((phrase.end for phrase in found.when + found.where), default=verb)
    relative = RELATIVE_PRONOUN.search(scene.text, start, position)
    return relative is None or "," not in scene.text[last:verb]


def _before(scene: Surroundings) -> list[Walk]:
    """From the start of the sentence to the source."""
    source = scene.source
    limit = min(scene.cues[0][0], source[0] if source else scene.end, scene.verb[0])
    if scene.participle or scene.start >= limit:
        return []
    start = _opening(scene, limit)
    if SPEAKING.match(scene.text, start, limit):
        return [_scattered(scene, start, limit)]
    met = walk(scene, start, limit)
    if not met.any:
        return []
    rest = scene.text[met.stopped : limit]
    near = len(re.findall(r"\w+", rest)) <= GAP_WORDS and not OTHER_CLAUSE.search(rest)
    return [met] if near or QUESTION.match(rest) else []


def _scattered(scene: Surroundings, start: int, limit: int) -> Walk:
    """The times and places anywhere in a stretch: “Speaking to staff *on Monday*, …”."""
    met = Walk(stopped=start)
    for word in NEXT_WORD.finditer(scene.text, start, limit):
        if word.start() >= met.stopped and not scene.hole_at(word.start()):
            found = walk(scene, word.start(), limit, clauses=False)
            met.when += found.when
            met.where += found.where
            met.stopped = found.stopped
    return met


def _opening(scene: Surroundings, limit: int) -> int:
    """Where the first phrase of the sentence begins, behind a dateline, “But” and the like."""
    end = min(limit, scene.start + LONGEST_OPENING)
    for word in phrases.each_token(scene.text, _behind_dateline(scene, end), end):
        if word.lower not in word_list("openers") or _begins_time(scene, word):
            return word.start
    return limit


def _behind_dateline(scene: Surroundings, end: int) -> int:
    """The end of the dash of “LEEDS, Jan. 3 —”; the start of the sentence where there is no dateline."""
    if not DASH.search(scene.text, scene.start, end):
        return scene.start
    words = phrases.tokens(scene.text, scene.start, end)[:LONGEST_DATELINE]
    dashes = [word.end for word in words if DASH.match(word.text)]
    return dashes[0] if dashes and words[0].text.isupper() else scene.start


def _begins_time(scene: Surroundings, word: Token) -> bool:
    return word.text.isalpha() and times.time_at(scene.text, word.start, scene.end) is not None


def _relative(scene: Surroundings) -> list[Walk]:
    """“… on Monday in Leeds, where she also promised”: the phrases in front of “where” or “when”."""
    source = scene.source
    limit = min(scene.cues[0][0], source[0] if source else scene.end)
    tail = scene.text[scene.start : limit].rstrip()[-len("where") :].lower()
    if scene.participle or not tail.endswith(("where", "when")):
        return []
    relative = RELATIVE.search(scene.text, scene.start, limit)
    if relative is None:
        return []
    for word in phrases.tokens(scene.text, max(scene.start, relative.start() - 90), relative.start()):
        met = walk(scene, word.start, relative.start())
        if met.stopped >= relative.start() and met.any:
            return [met]
    return []
