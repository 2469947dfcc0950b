"""A pair of sentences as the search for dangers sees it: what stands where, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from onrecord.model import DifferenceType
from onrecord.record import lexicon
from onrecord.record.alignment import FORM, SETTLED, Pair
from onrecord.record.lexicon import Phrases
from onrecord.record.tokens import Token, Words, remembered

Range = tuple[int, int]
CLOSE = 7  # words that a gap holds at most where links in it are trusted without neighbours
REACH = 4  # words behind one that bears on them
LONG = 8  # words of weight from which on sentences that share few are taken for two different ones
SHARED = 0.35  # the share of them that two wordings of one thing have in common
ANCHOR = 0.5  # how alike a word and its partner are where what bears on it was added or dropped


class Hit(NamedTuple):
    """Words ``start`` to ``end`` of one side that a table knows, and what it says of them."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A danger: the words on both sides (one may be an empty place), its type, why, and how sure it is.

    In ``why`` the words stand for themselves as ``{0}`` and ``{1}``, the original first.
    """

    original: Range
    copy: Range
    type: DifferenceType
    why: str
    confidence: float


class View:
    """One Pair, and answers about it. ``side`` is 0 for the original and 1 for the copy."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.sides: tuple[Words, Words] = (pair.original.tokens, pair.copy.tokens)
        self.spent: tuple[set[int], set[int]] = (set(), set())
        self._links = (pair.there, pair.back)

    @property
    def texts(self) -> tuple[str, str]:
        """The whole texts that the words of each side stand in."""
        return self.pair.original.text.text, self.pair.copy.text.text

    def opens(self, side: int, place: int) -> bool:
        """Does a word open a sentence or a quotation, so that a capital tells nothing?"""
        whole = (self.pair.original, self.pair.copy)[side]
        return place + whole.first in whole.text.opening

    def between(self, side: int, place: int) -> str:
        """What is printed between a word and the next."""
        tokens = self.sides[side]
        return (
            self.texts[side][tokens[place].end : tokens[place + 1].start] if place + 1 < len(tokens) else ""
        )

    def partner(self, side: int, place: int) -> int | None:
        """The index of the word that stands for this one on the other side."""
        return self._links[side].get(place)

    def strength(self, side: int, place: int) -> float:
        """How alike a word and its partner are; 0 without one."""
        key = place if side == 0 else self.pair.back.get(place, -1)
        return self.pair.strength.get(key, 0.0) if key in self.pair.there else 0.0

    def settled(self, side: int, place: int) -> bool:
        """Has the word a partner that means the same?"""
        return self.strength(side, place) >= SETTLED

    def moved(self, side: int, place: int) -> bool:
        """Does the partner of the word stand out of order?"""
        return (place if side == 0 else self.pair.back.get(place, -1)) in self.pair.moved

    @cached_property
    def fixed(self) -> tuple[list[int], list[int]]:
        """The words of each side that are settled and in order: what lies between them are gaps."""
        ones = [
            n
            for n in sorted(self.pair.there)
            if self.pair.strength[n] >= SETTLED and n not in self.pair.moved
        ]
        return ones, [self.pair.there[n] for n in ones]

    @cached_property
    def _gaps(self) -> tuple[list[Range], list[Range]]:
        ends = (len(self.sides[0]), len(self.sides[1]))
        return self._surroundings(0, ends), self._surroundings(1, ends)

    def _surroundings(self, side: int, ends: tuple[int, int]) -> list[Range]:
        """For each word of a side the range on the other side that lies between its fixed neighbours."""
        mine, theirs = self.fixed[side], self.fixed[1 - side]
        found: list[Range] = []
        at = 0
        for place in range(len(self.sides[side]) + 1):
            while at < len(mine) and mine[at] < place:
                at += 1
            first = theirs[at - 1] + 1 if at else 0
            exact = at < len(mine) and mine[at] == place
            last = theirs[at] + exact if at < len(mine) else ends[1 - side]
            found.append((first, last))
        return found

    def across(self, side: int, start: int, end: int) -> Range:
        """The words of the other side that stand where some words of this side stand."""
        first = self._gaps[side][start][0]
        last = self._gaps[side][max(start, end - 1)][1]
        return first, max(first, last)

    def facing(self, side: int, mine: Range, theirs: Range) -> bool:
        """Do words stand where other words stand on the other side, or are they partners?"""
        if any(self.partner(side, n) in range(*theirs) for n in range(*mine)):
            return True
        first, last = self.across(side, *mine)
        return first <= theirs[0] and theirs[1] <= last

    def beside(self, mine: Range, theirs: Range, reach: int = 2) -> bool:
        """Have words of the original and of the copy neighbours that mean the same, or end both sides?"""
        around = [n for n in range(mine[0] - reach, mine[1] + reach) if n not in range(*mine)]
        other = [m for m in range(theirs[0] - reach, theirs[1] + reach) if m not in range(*theirs)]
        if (mine[1], theirs[1]) == (len(self.sides[0]), len(self.sides[1])) and mine[1] - mine[0] == 1:
            return True
        return any(self.partner(0, n) in other and self.settled(0, n) for n in around)

    def swapped_for(self, mine: Range, theirs: Range) -> bool:
        """Do words stand so plainly in each other's place that one took the other's?"""
        linked = any(self.partner(0, n) in range(*theirs) for n in range(*mine))
        first, last = self.across(0, *mine)
        back = self.across(1, *theirs)
        close = last - first <= CLOSE and back[1] - back[0] <= CLOSE
        return (linked and close) or (self.facing(0, mine, theirs) and self.beside(mine, theirs))

    def _exchanged(self, side: int, n: int, partner: int) -> bool:
        mine, theirs = (n, n + 1), (partner, partner + 1)
        return self.swapped_for(mine, theirs) if side == 0 else self.swapped_for(theirs, mine)

    def anchored(self, side: int, end: int) -> bool:
        """Is the next word that carries meaning on the other side too, or exchanged for one there?"""
        tokens = self.sides[side]
        for n in range(end, min(end + REACH, len(tokens))):
            if not tokens[n].small or tokens[n].norm in lexicon.small("pronoun") - lexicon.small("relative"):
                partner = self.partner(side, n)
                if self.strength(side, n) >= ANCHOR:
                    return True
                if partner is not None and self._exchanged(side, n, partner):
                    return True
                if not (tokens[n].capital or tokens[n].may_be("a") or tokens[n].may_be("r")):
                    return False
        return False

    def place(self, side: int, start: int) -> Range:
        """The empty place on the other side where a word that is not there would stand."""
        first, last = self.across(side, start, start + 1)
        for n in range(start - 1, -1, -1):
            partner = self.partner(side, n)
            if partner is not None and not self.moved(side, n):
                return (partner + 1, partner + 1) if first <= partner + 1 <= last else (first, first)
        return first, first

    def free(self, side: int, start: int, end: int) -> bool:
        """Are none of some words spent on a danger or a paraphrase that was found before?"""
        return self.spent[side].isdisjoint(range(start, end))

    def spend(self, original: Range, copy: Range) -> None:
        """Notes that some words are explained."""
        self.spent[0].update(range(*original))
        self.spent[1].update(range(*copy))

    @property
    def strangers(self) -> bool:
        """Do two long sentences share so few words that they hardly tell the same thing?"""
        heavy = [[n for n, token in enumerate(tokens) if not token.small] for tokens in self.sides]
        if min(map(len, heavy)) < LONG:
            return False
        return all(
            sum(self.settled(side, n) for n in some) < SHARED * len(some) for side, some in enumerate(heavy)
        )

    def words(self, side: int, start: int, end: int) -> str:
        """Words as they are compared, parted by spaces."""
        return " ".join(token.norm for token in self.sides[side][start:end])


def hits(tokens: Sequence[Token], table: Phrases) -> list[Hit]:
    """What a table knows of some words, the longest phrases first, none over another."""
    return list(remembered(tokens, table, lambda: list(_hits(tokens, table))))


def _hits(tokens: Sequence[Token], table: Phrases) -> Iterator[Hit]:
    end = 0
    for place in remembered(tokens, "opening", lambda: _opening(tokens)):
        if place < end:
            continue
        for words, value in table.opening(tokens[place].lemmas):
            last = place + len(words)
            if last <= len(tokens) and _stands(tokens, place, words):
                yield Hit(place, last, value)
                end = last
                break


def _stands(tokens: Sequence[Token], place: int, words: tuple[str, ...]) -> bool:
    """Stands a phrase at a place, of which the first word is known to?"""
    if len(words) == 1:
        return True
    if words[1] not in tokens[place + 1].lemmas:
        return False
    return all(words[n] in tokens[place + n].lemmas for n in range(2, len(words)))


def _opening(tokens: Sequence[Token]) -> list[int]:
    """The words that open a phrase of any table."""
    known = lexicon.opening_words()
    return [n for n, token in enumerate(tokens) if not known.isdisjoint(token.lemmas)]


def uncancelled(
    view: View,
    ones: Iterable[Hit],
    others: Iterable[Hit],
    same: Callable[[str, str], bool] | None = None,
    *,
    far: bool = True,
) -> tuple[list[Hit], list[Hit]]:
    """What is left on each side when hits that say the same are taken away, partners and neighbours first.

    ``far`` tells whether hits that stand in different places may cancel each other too.
    """
    alike = same or (lambda one, other: one == other)
    left, right = list(ones), list(others)
    for close in (_linked, _facing, _anywhere) if far else (_linked, _facing):
        for hit in list(left):
            fitting = (e for e in right if alike(hit.value, e.value) and close(view, hit, e))
            match = next(fitting, None)
            if match is not None:
                left.remove(hit)
                right.remove(match)
    return left, right


def _linked(view: View, one: Hit, other: Hit) -> bool:
    return view.partner(0, one.start) == other.start and view.strength(0, one.start) >= FORM


def _facing(view: View, one: Hit, other: Hit) -> bool:
    return view.facing(0, one[:2], other[:2])


def _anywhere(_view: View, _one: Hit, _other: Hit) -> bool:
    return True
