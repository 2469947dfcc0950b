"""Who stands before a verb and who behind it, and whether the two changed places round it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.record import lexicon, morphology
from onrecord.record.alignment import FORM, SETTLED
from onrecord.record.tokens import Token
from onrecord.record.verbs import is_verb
from onrecord.record.views import Sign, View

PASSED = lexicon.words("between")
SAYING = lexicon.words("saying")
PASSIVE = lexicon.words("passive")
RECEIVING = lexicon.words("receiving")
MUTUAL = lexicon.words("mutual")
# Small words before the second of two that make him the one who acts, or one who is not acted on.
PARTED = lexicon.words("parted by")
REACH = 7  # words behind a verb among which those are looked for who are acted on


class Deed(NamedTuple):
    """A verb, a word before it and one behind it, and the small word that leads to the second."""

    doer: int
    verb: int
    object: int
    lead: str


def exchanged(view: View) -> Iterator[Sign]:
    """Two who changed places round a verb, each the other's: the coach blamed the striker, he the coach."""
    if not _crossing(view):
        return
    others = [deed for verb in range(len(view.sides[1])) for deed in _deeds(view, 1, verb)]
    for verb in range(len(view.sides[0])):
        for one in _deeds(view, 0, verb) if others else ():
            for other in others:
                if _crossed(view, one, other) and _one_deed(view, one, other):
                    why = "“{0}” became “{1}”: who did it to whom"
                    yield Sign((one.doer, one.doer + 1), (other.doer, other.doer + 1), "roles", why, 0.75)
                    yield Sign(
                        (one.object, one.object + 1), (other.object, other.object + 1), "roles", why, 0.75
                    )


def _crossing(view: View) -> bool:
    """Did any word move that may name somebody?"""
    return any(not view.sides[0][n].small and view.strength(0, n) >= FORM for n in view.pair.moved)


def speakers(view: View) -> Iterator[Sign]:
    """Two who speak, each given the words of the other: said Pell, where Marsh said it."""
    if not view.pair.moved:
        return
    told = [_told(view, side) for side in (0, 1)]
    for verb, mine in told[0].items():
        across = view.partner(0, verb)
        theirs = told[1].get(across) if across is not None else None
        if theirs is None or view.partner(0, mine) == theirs:
            continue
        one, other = view.partner(0, mine), view.partner(1, theirs)
        if one in told[1].values() and other in told[0].values():
            why = "“{0}” became “{1}”: another speaker"
            yield Sign((mine, mine + 1), (theirs, theirs + 1), "roles", why, 0.8)


def _told(view: View, side: int) -> dict[int, int]:
    """The verbs of saying, each with the last word of the name that stands right before it or behind it."""
    tokens, found = view.sides[side], dict[int, int]()
    for verb, token in enumerate(tokens):
        if token.lemmas.isdisjoint(SAYING):
            continue
        if verb and _named(tokens[verb - 1]) and view.between(side, verb - 1).isspace():
            found[verb] = verb - 1
            continue
        last = verb
        for n in range(verb + 1, min(verb + REACH, len(tokens))):
            if not view.between(side, n - 1).isspace():
                break
            last = n if _named(tokens[n]) else last
        if last > verb:
            found[verb] = last
    return found


def _named(token: Token) -> bool:
    return token.capital and not token.small and token.kind == "word"


def _crossed(view: View, one: Deed, other: Deed) -> bool:
    """Does each of two stand where the other stands on the other side, led by the same kind of word?"""
    if view.partner(0, one.doer) != other.object or view.partner(0, one.object) != other.doer:
        return False
    if min(view.strength(0, one.doer), view.strength(0, one.object)) < FORM:
        return False
    if (one.lead == "by") != (other.lead == "by") or _undergone(view, 0, one) != _undergone(view, 1, other):
        return False  # told in two voices: done by him on one side alone
    return (one.lead in PARTED) == (other.lead in PARTED)


def _undergone(view: View, side: int, deed: Deed) -> bool:
    """Is a verb in the passive, and not led by the one who did it?"""
    before = view.sides[side][max(0, deed.verb - 2) : deed.verb]
    told = any(token.norm in PASSIVE for token in before)
    return told and deed.lead != "by" and not view.sides[side][deed.verb].norm.endswith("ing")


def _one_deed(view: View, one: Deed, other: Deed) -> bool:
    """Can the verbs of two deeds tell the same deed, and one that is not done by both alike?"""
    mine, theirs = view.sides[0][one.verb], view.sides[1][other.verb]
    if not MUTUAL.isdisjoint(mine.lemmas | theirs.lemmas) or converse(mine, theirs):
        return False
    if any(
        deed.lead in {"from", "by"} and not token.lemmas.isdisjoint(RECEIVING)
        for deed, token in ((one, mine), (other, theirs))
    ):
        return False  # the school received complaints from parents
    partner = view.partner(0, one.verb)
    if view.strength(0, one.verb) >= SETTLED and partner is not None:
        return other.verb <= partner < other.object
    back = view.partner(1, other.verb)
    if view.strength(1, other.verb) >= SETTLED and back is not None:
        return one.verb <= back < one.object
    known = morphology.synonyms(mine.norm, theirs.norm)
    return known or (_somebody(view, 0, one.doer) and _somebody(view, 0, one.object))


def converse(one: Token, other: Token) -> bool:
    """Are two verbs the two ends of one deed: people attend a party, the party draws people?"""
    table = lexicon.converses()
    return any(not table.get(mine, frozenset()).isdisjoint(other.lemmas) for mine in one.lemmas)


def _somebody(view: View, side: int, place: int) -> bool:
    token = view.sides[side][place]
    return token.capital or not token.lemmas.isdisjoint(lexicon.people())


def _deeds(view: View, side: int, verb: int) -> Iterator[Deed]:
    """The deeds that a verb may tell: with the first and with the second phrase behind it."""
    tokens = view.sides[side]
    if not is_verb(tokens, verb):
        return
    doer = _doer(view, side, verb)
    if doer is None:
        return
    lead, place, found = "", verb + 1, 0
    while place < min(verb + REACH, len(tokens)) and found < 2 and view.between(side, place - 1).isspace():
        token = tokens[place]
        if token.norm in lexicon.small("conjunction", "relative"):
            return
        if token.norm in lexicon.small("preposition"):
            lead = token.norm
        if token.small or token.kind != "word":
            place += 1
            continue
        end = _end(view, side, place)
        yield from (Deed(doer, verb, n, lead) for n in range(place, end + 1))
        lead, place, found = "", end + 1, found + 1


def _end(view: View, side: int, place: int) -> int:
    """The last word of the phrase that a word opens."""
    tokens = view.sides[side]
    while place + 1 < len(tokens) and not tokens[place + 1].small and view.between(side, place).isspace():
        if is_verb(tokens, place + 1) or tokens[place + 1].kind != "word":
            break
        place += 1
    return place


def _doer(view: View, side: int, verb: int) -> int | None:
    """The last word of the phrase right before a verb."""
    tokens, place = view.sides[side], verb - 1
    while place >= 0 and _passed(tokens, place):
        place -= 1
    if place < 0 or tokens[place].small or tokens[place].kind != "word" or is_verb(tokens, place):
        return None
    return place if view.between(side, place).isspace() else None


def _passed(tokens: Sequence[Token], place: int) -> bool:
    norm = tokens[place].norm
    return norm in lexicon.small("auxiliary") or norm in PASSED or norm.endswith("ly")
