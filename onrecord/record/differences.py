"""Two wordings of one story, and each place where they part: what changed, and whether the meaning did.

Sentences and words are aligned; the words that differ are searched for what is known to change a meaning
(the ``SEARCHES`` below); what no sign speaks against is harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.model import Difference, DifferenceType, Span
from onrecord.record import harmless
from onrecord.record.alignment import SAME, SETTLED, Pair, Side, align
from onrecord.record.certainty import certainty_signs
from onrecord.record.evidence import evidence_signs
from onrecord.record.extent import scope_signs
from onrecord.record.facts import name_signs, number_signs
from onrecord.record.force import cue_signs
from onrecord.record.opposites import direction_signs, measure_signs
from onrecord.record.places import place_signs
from onrecord.record.polarity import polarity_signs
from onrecord.record.roles import role_signs
from onrecord.record.tokens import printed, read
from onrecord.record.tone import tone_signs
from onrecord.record.views import Range, Sign, View

# In this order: what an earlier search claims is not looked at by a later one.
SEARCHES = (
    direction_signs,
    measure_signs,
    role_signs,
    place_signs,
    number_signs,
    name_signs,
    cue_signs,
    scope_signs,
    polarity_signs,
    evidence_signs,
    certainty_signs,
    tone_signs,
)
PLACES = re.compile(r"\{([01])\}")
SHOWN = 60  # characters of a wording that are shown in a line
# How sure it is that a harmless type does no harm: by the changes of meaning missed on such pairs.
HARMLESS = {
    "typography": 0.99,
    "form": 0.98,
    "typo": 0.97,
    "reorder": 0.96,
    "expansion": 0.95,
    "synonym": 0.95,
}
# How far signs of a type may be trusted: by what was right on pairs that were measured before they were read.
TRUST: dict[DifferenceType, float] = {
    "cue": 1.0,
    "name": 0.95,
    "number": 0.95,
    "negation": 0.95,
    "reversal": 0.9,
    "roles": 0.9,
    "certainty": 0.85,
    "scope": 0.8,
    "tone": 0.85,
}
UNSURE = 0.9  # how sure it is that what was left out or put in does no harm


def compare(original: str, copy: str) -> tuple[Difference, ...]:
    """Each place where two wordings differ, in the order of the original.

    Comparing the other way round gives the same places with the sides exchanged.
    """
    if original == copy:
        return ()
    if copy < original:
        found = [_turned(each) for each in _compare(copy, original)]
    else:
        found = list(_compare(original, copy))
    return tuple(map(_explained, sorted(found, key=lambda each: (each.original, each.copy))))


def dangerous_first(differences: Iterable[Difference]) -> list[Difference]:
    """Differences with those that change the meaning first, the surest of them at the top."""
    return sorted(differences, key=lambda each: (each.meaning == "kept", -each.confidence, each.original))


def _turned(found: Difference) -> Difference:
    """A difference seen from the other side."""
    kinds: dict[DifferenceType, DifferenceType] = {"cut": "added", "added": "cut"}
    type_ = kinds.get(found.type, found.type)
    return replace(found, original=found.copy, copy=found.original, type=type_)


def _explained(found: Difference) -> Difference:
    """The difference with its words put into the line that says why."""
    line = found.why if found.meaning == "changed" else harmless.WHY[found.type]
    one, other = _shown(found.original.text), _shown(found.copy.text)
    if "became" in line and not (one and other):
        line = ("“{0}” was left out" if one else "“{1}” was put in") + line[line.find(":") :] * (":" in line)
    return replace(found, why=PLACES.sub(lambda place: (one, other)[int(place[1])], line))


def _shown(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of both sides that differ together, with the sign of danger that they hold, if any."""

    mine: Range
    theirs: Range
    sign: Sign | None = None


def _compare(original: str, copy: str) -> Iterator[Difference]:
    ones, others = read(original), read(copy)
    if not ones.tokens or not others.tokens:
        yield _marks((0, len(original)), (0, len(copy)), original, copy)
        return
    pairs = list(align(ones, others))
    moved = _moved_sentences(pairs)
    for n, pair in enumerate(pairs):
        inside = list(_in_pair(pair))
        yield from inside
        if n in moved and not inside:
            whole = (0, len(pair.original.tokens)), (0, len(pair.copy.tokens))
            one, other = _span(pair.original, whole[0]), _span(pair.copy, whole[1])
            yield Difference(one, other, "reorder", "kept", HARMLESS["reorder"])
    yield from _edges(pairs, original, copy)


def _moved_sentences(pairs: list[Pair]) -> set[int]:
    """The pairs of sentences that stand before one that the original has before them."""
    last, found = -1, set[int]()
    for n, pair in enumerate(pairs):
        if pair.original.tokens and pair.copy.tokens:
            if pair.copy.first < last:
                found.add(n)
            last = max(last, pair.copy.first)
    return found


def _in_pair(pair: Pair) -> Iterator[Difference]:
    """The differences within two sentences."""
    if pair.original.first == pair.original.last or pair.copy.first == pair.copy.last:
        yield _whole(pair)
        return
    if pair.alike:
        return
    view = View(pair)
    signs = _signs(view) if _differs(pair) else []
    pieces = list(_pieces(view, signs))
    taken = [piece.mine for piece in pieces], [piece.theirs for piece in pieces]
    for piece in pieces:
        mine, theirs = _outside(piece.mine, taken[0]), _outside(piece.theirs, taken[1])
        yield _difference(view, replace(piece, mine=mine, theirs=theirs))
    yield from _typography(view, signs)


def _differs(pair: Pair) -> bool:
    return [t.norm for t in pair.original.tokens] != [t.norm for t in pair.copy.tokens]


def _signs(view: View) -> list[Sign]:
    """The signs of danger, none over another."""
    found: list[Sign] = []
    for mine, theirs in _gaps(view):
        if harmless.same_letters(view, mine, theirs):
            view.spend(mine, theirs)
    for search in () if view.strangers else SEARCHES:
        for sign in list(search(view)):
            if view.free(0, *sign.original) and view.free(1, *sign.copy):
                view.spend(sign.original, sign.copy)
                found.append(sign)
    return found


def _pieces(view: View, signs: list[Sign]) -> Iterator[Piece]:
    """The signs, and what else differs, cut where signs stand."""
    yield from (Piece(sign.original, sign.copy, sign) for sign in signs)
    owned = ({n for s in signs for n in range(*s.original)}, {m for s in signs for m in range(*s.copy)})
    moves = list(_moves(view, owned))
    yield from moves
    owned[0].update(n for piece in moves for n in range(*piece.mine))
    owned[1].update(m for piece in moves for m in range(*piece.theirs))
    for mine, theirs in _gaps(view):
        yield from _remainders(mine, theirs, signs, owned)


def _outside(place: Range, taken: list[Range]) -> Range:
    """A range; an empty place inside words that are taken is put behind them."""
    for start, end in taken:
        if place[0] == place[1] and start < place[0] < end:
            return end, end
    return place


def _fixed(view: View) -> list[tuple[int, int]]:
    """The words that are printed alike on both sides, but for capitals, and stand in order."""
    pair, (ones, others) = view.pair, view.sides
    return [
        (n, m)
        for n, m in sorted(pair.there.items())
        if pair.strength[n] >= SAME
        and n not in pair.moved
        and printed(ones[n].text) == printed(others[m].text)
    ]


def _gaps(view: View) -> Iterator[tuple[Range, Range]]:
    """The words between those that are alike."""
    ends = (len(view.sides[0]), len(view.sides[1]))
    for (a, b), (c, d) in pairwise([(-1, -1), *_fixed(view), ends]):
        if c - a > 1 or d - b > 1:
            yield (a + 1, c), (b + 1, d)


def _moves(view: View, owned: tuple[set[int], set[int]]) -> Iterator[Piece]:
    """Runs of words that stand elsewhere on the other side."""
    pair, start = view.pair, 0
    places = [n for n in sorted(pair.moved) if n not in owned[0] and pair.there[n] not in owned[1]]
    while start < len(places):
        end = start + 1
        while end < len(places) and _goes_on(pair, places[end - 1], places[end]):
            end += 1
        mine = (places[start], places[end - 1] + 1)
        theirs = (pair.there[mine[0]], pair.there[mine[1] - 1] + 1)
        if not view.facing(0, mine, view.across(0, *mine)) or not _within(view, mine, theirs):
            yield Piece(mine, theirs)
        start = end


def _goes_on(pair: Pair, one: int, other: int) -> bool:
    return other == one + 1 and pair.there[other] == pair.there[one] + 1


def _within(view: View, mine: Range, theirs: Range) -> bool:
    """Do both runs stand between the same fixed words, so that they are one change with the rest there?"""
    first, last = view.across(0, *mine)
    return first <= theirs[0] and theirs[1] <= last


def _remainders(
    mine: Range, theirs: Range, signs: list[Sign], owned: tuple[set[int], set[int]]
) -> Iterator[Piece]:
    """What is left of a gap beside the signs in it."""
    inside = sorted(
        (s for s in signs if _holds(mine, s.original) and _holds(theirs, s.copy)),
        key=lambda s: (s.original, s.copy),
    )
    cuts = [(mine[0], theirs[0])]
    ends: list[tuple[int, int]] = []
    for sign in inside:
        if sign.original[0] >= cuts[-1][0] and sign.copy[0] >= cuts[-1][1]:
            ends.append((sign.original[0], sign.copy[0]))
            cuts.append((sign.original[1], sign.copy[1]))
    ends.append((mine[1], theirs[1]))
    for (a, b), (c, d) in zip(cuts, ends, strict=True):
        left, right = _runs(a, c, owned[0]), _runs(b, d, owned[1])
        for n in range(max(len(left), len(right))):
            one = left[n] if n < len(left) else (c, c)
            other = right[n] if n < len(right) else (d, d)
            yield Piece(one, other)


def _holds(outer: Range, inner: Range) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _runs(start: int, end: int, owned: set[int]) -> list[Range]:
    """The stretches of a range that nobody owns."""
    found: list[Range] = []
    for n in range(start, end):
        if n in owned:
            continue
        if found and found[-1][1] == n:
            found[-1] = (found[-1][0], n + 1)
        else:
            found.append((n, n + 1))
    return found


def _difference(view: View, piece: Piece) -> Difference:
    one, other = _span(view.pair.original, piece.mine), _span(view.pair.copy, piece.theirs)
    if piece.sign is not None:
        sign = piece.sign
        sure = round(sign.confidence * TRUST[sign.type], 2)
        return Difference(one, other, sign.type, "changed", sure, sign.why)
    kind = harmless.kind(view, piece.mine, piece.theirs)
    moved = bool(piece.mine[0] < piece.mine[1]) and all(
        view.moved(0, n) and view.strength(0, n) >= SETTLED for n in range(*piece.mine)
    )
    if moved and kind in {"typography", "form", "synonym"} and piece.theirs[0] < piece.theirs[1]:
        kind = "reorder"
    return Difference(one, other, kind, "kept", HARMLESS.get(kind, UNSURE))


def _span(side: Side, place: Range) -> Span:
    """The characters of some words; of none, the place behind the word before."""
    tokens, text = side.text.tokens, side.text.text
    first, last = side.first + place[0], side.first + place[1]
    if first < last:
        return Span.of(text, tokens[first].start, tokens[last - 1].end)
    at = tokens[first - 1].end if first > 0 else 0
    return Span.of(text, at, at)


def _whole(pair: Pair) -> Difference:
    """A sentence that the other text has not."""
    one = _span(pair.original, (0, pair.original.last - pair.original.first))
    other = _span(pair.copy, (0, pair.copy.last - pair.copy.first))
    return Difference(one, other, "cut" if one.text else "added", "kept", UNSURE)


def _typography(view: View, signs: list[Sign]) -> Iterator[Difference]:
    """Capitals of words that are alike, and marks and spaces between them."""
    fixed = _fixed(view)
    taken = {n for sign in signs for n in range(*sign.original)} | {
        view.pair.back.get(m, -1) for sign in signs for m in range(*sign.copy)
    }
    for n, m in fixed:
        one, other = view.sides[0][n], view.sides[1][m]
        if one.text != other.text and n not in taken:
            spans = _span(view.pair.original, (n, n + 1)), _span(view.pair.copy, (m, m + 1))
            yield Difference(*spans, "typography", "kept", HARMLESS["typography"])
    for (a, b), (c, d) in pairwise(fixed):
        if (c - a, d - b) == (1, 1) and not (a in taken and c in taken):
            first, second = view.sides[0][a].end, view.sides[0][c].start
            third, fourth = view.sides[1][b].end, view.sides[1][d].start
            texts = view.pair.original.text.text, view.pair.copy.text.text
            if texts[0][first:second] != texts[1][third:fourth]:
                yield _marks((first, second), (third, fourth), *texts)


def _marks(mine: Range, theirs: Range, original: str, copy: str) -> Difference:
    """Marks that became others, without what is alike before and behind them."""
    (a, b), (c, d) = mine, theirs
    while a < b and c < d and original[a] == copy[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and original[b - 1] == copy[d - 1]:
        b, d = b - 1, d - 1
    one, other = Span.of(original, a, b), Span.of(copy, c, d)
    kind: DifferenceType = "typography"
    if any(character.isalnum() for character in one.text + other.text):
        kind = "cut" if not other.text.strip() else "added" if not one.text.strip() else "synonym"
    return Difference(one, other, kind, "kept", HARMLESS.get(kind, UNSURE))


def _edges(pairs: list[Pair], original: str, copy: str) -> Iterator[Difference]:
    """Marks before the first and behind the last words, and between sentences that follow each other."""
    whole = [p for p in pairs if p.original.first < p.original.last and p.copy.first < p.copy.last]
    for one, other in pairwise(whole):
        if (one.original.last, one.copy.last) == (other.original.first, other.copy.first):
            yield from _between(one, other, original, copy)
    ones, others = pairs[0].original.text.tokens, pairs[0].copy.text.tokens
    for pair in whole:
        if pair.original.first == pair.copy.first == 0 and 0 in pair.there and pair.there[0] == 0:
            yield from _unequal((0, ones[0].start), (0, others[0].start), original, copy)
        if (pair.original.last, pair.copy.last) == (len(ones), len(others)):
            last = (len(pair.original.tokens) - 1, len(pair.copy.tokens) - 1)
            if pair.there.get(last[0]) == last[1]:
                yield from _unequal(
                    (ones[-1].end, len(original)), (others[-1].end, len(copy)), original, copy
                )


def _between(one: Pair, other: Pair, original: str, copy: str) -> Iterator[Difference]:
    last = (len(one.original.tokens) - 1, len(one.copy.tokens) - 1)
    if one.there.get(last[0]) == last[1] and other.there.get(0) == 0:
        mine = (one.original.tokens[-1].end, other.original.tokens[0].start)
        theirs = (one.copy.tokens[-1].end, other.copy.tokens[0].start)
        yield from _unequal(mine, theirs, original, copy)


def _unequal(mine: Range, theirs: Range, original: str, copy: str) -> Iterator[Difference]:
    if original[slice(*mine)] != copy[slice(*theirs)]:
        yield _marks(mine, theirs, original, copy)


__all__ = ["compare", "dangerous_first"]
