"""Words that turn a meaning round: opposites, things that exclude each other, and the way back."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import DifferenceType
from onrecord.record import lexicon, morphology
from onrecord.record.alignment import FORM, PAIRED
from onrecord.record.deeds import converse
from onrecord.record.roles import passive
from onrecord.record.views import Hit, Range, Sign, View, hits

NARROW = 5  # words that a gap holds at most where small words in it are compared
WAY = 6  # words at the most of "from one end to the other"
# Verbs that mean little without what follows, so that it must be the same on both sides.
LIGHT = lexicon.words("light")
Place = tuple[str, str]
LEAVING = lexicon.words("leaving")


def opposites(view: View) -> Iterator[Sign]:
    """Words whose opposite stands on the other side in their place."""
    yield from _phrases(view)
    used: set[int] = set()
    for n, token in enumerate(view.sides[0]):
        if view.strength(0, n) >= FORM or token.kind != "word":
            continue
        for m in _candidates(view, n):
            kind = None if _prefixed(view, n, m) else morphology.opposed(token.norm, view.sides[1][m].norm)
            if kind and m not in used and _turned(view, n, m, kind):
                used.add(m)
                why = "“{0}” became “{1}”: " + _called(kind, token.norm)
                type_: DifferenceType = "negation" if kind == "denial" else "reversal"
                yield Sign((n, n + 1), (m, m + 1), type_, why, 0.9 if kind != "listed" else 0.75)
                break


def measure_signs(view: View) -> Iterator[Sign]:
    """Too much where it was enough, or not enough: “not far enough” became “too far”."""
    for side, tokens in enumerate(view.sides):
        for n, token in enumerate(tokens):
            m = view.partner(side, n - 1) if n and token.norm == "enough" else None
            others = view.sides[1 - side]
            if m and others[m - 1].norm == "too" and view.settled(side, n - 1):
                told = ((n - 1, n + 1), (m - 1, m + 1))
                one, other = told if side == 0 else told[::-1]
                yield Sign(one, other, "reversal", "“{0}” became “{1}”: too much, and not too much", 0.85)


def _prefixed(view: View, n: int, m: int) -> bool:
    """Is the prefix that denies there as a word of its own: “non-profit” and “nonprofit”?"""
    return any(
        place
        and view.sides[side][place - 1].norm in morphology.DENYING
        and view.sides[side][place - 1].norm != "in"
        for side, place in ((0, n), (1, m))
    )


def _called(kind: str, word: str) -> str:
    if word in {"if", "unless"}:
        return "the condition turned round"
    return {"preposition": "opposed directions or sides", "prefix": "a prefix that denies"}.get(
        kind, "opposites"
    )


def _candidates(view: View, n: int) -> list[int]:
    """The words of the copy that may stand in place of a word: its partner, then those facing it."""
    first, last = view.across(0, n, n + 1)
    facing = [m for m in range(first, last) if view.strength(1, m) < FORM]
    partner = view.partner(0, n)
    ordered = ([partner] if partner is not None else []) + [m for m in facing if m != partner]
    if view.sides[0][n].small:
        return ordered
    rest = (m for m in range(len(view.sides[1])) if m not in ordered and view.strength(1, m) < PAIRED)
    return [*ordered, *(m for m in rest if not view.sides[1][m].small)]


def _turned(view: View, n: int, m: int, kind: str) -> bool:
    """Are two opposites meant as such here?"""
    one, other = view.sides[0][n], view.sides[1][m]
    linked = view.partner(0, n) == m
    if kind == "listed" and (one.small or other.small):
        return False
    if one.small or other.small or kind == "preposition":
        return _turned_small(view, n, m, linked=linked)
    if not linked and not view.beside((n, n + 1), (m, m + 1)):
        return kind == "prefix" and _loose(view, n, m)
    if kind == "rungs" and (
        not view.beside((n, n + 1), (m, m + 1), 1 + (linked or _close(view, n, m)))
        or _both_told(view, morphology.ends(one.norm), morphology.ends(other.norm))
    ):
        return False
    if linked and not view.swapped_for((n, n + 1), (m, m + 1)):
        return False
    if kind == "listed" and one.norm.endswith("ing") and other.norm.endswith("ing"):
        return False
    if kind == "listed" and not linked and not view.facing(0, (n, n + 1), (m, m + 1)):
        return False
    if converse(one, other) and (passive(view.sides[0], n) or passive(view.sides[1], m)):
        return False
    if not one.lemmas.isdisjoint(LIGHT) and not (
        view.anchored(0, n + 1) and view.beside((n, n + 1), (m, m + 1))
    ):
        return False
    if morphology.synonyms(one.norm, other.norm) and kind == "listed":
        return False
    return kind in {"poles", "rungs"} or _same_part(view, n, m)


def _close(view: View, n: int, m: int) -> bool:
    """Do two words stand in the same narrow gap?"""
    first, last = view.across(0, n, n + 1)
    start, end = view.across(1, m, m + 1)
    return first <= m < last and start <= n < end and max(last - first, end - start) < NARROW


def _loose(view: View, n: int, m: int) -> bool:
    """Has neither of two words a partner that means the same, so that one stands for the other from afar?"""
    return not view.settled(0, n) and not view.settled(1, m)


def _both_told(view: View, ones: frozenset[Place], others: frozenset[Place]) -> bool:
    """Has either side the thing of the other as well: the dead and the hurt of one accident?"""
    mine = {axis: end for axis, end in ones if end not in "+-"}
    theirs = {axis: end for axis, end in others if mine.get(axis, end) != end}
    for side, wanted in ((1, mine.items()), (0, theirs.items())):
        ended = {place for token in view.sides[side] for place in morphology.ends(token.norm)}
        if any(axis in theirs and (axis, end) in ended for axis, end in wanted):
            return True
    return False


def _turned_small(view: View, n: int, m: int, *, linked: bool) -> bool:
    """Small words are opposed only where they are exchanged for one another, not where all is rewritten."""
    first, last = view.across(0, n, n + 1)
    back = view.across(1, m, m + 1)
    narrow = last - first <= NARROW and back[1] - back[0] <= NARROW
    if not (linked and narrow):
        return False
    if not _same_object(view, n, m):
        return False
    if {view.sides[0][n].norm, view.sides[1][m].norm} == {"on", "off"} and n:
        return view.sides[0][n - 1].lemmas.isdisjoint(LEAVING)
    return not (view.sides[0][n].norm in {"against"} and view.sides[1][m].norm in {"with", "behind"})


def _same_object(view: View, n: int, m: int) -> bool:
    """Do two small words bear on the same words, or stand behind the same?"""
    for a in range(n + 1, min(n + 4, len(view.sides[0]))):
        if view.partner(0, a) in range(m + 1, m + 4) and not view.moved(0, a):
            return True
    return n + 1 == len(view.sides[0]) and m + 1 == len(view.sides[1])


def _same_part(view: View, n: int, m: int) -> bool:
    """Can two words be of one part of speech?"""
    mine, theirs = (
        {part for lemma in view.sides[side][place].lemmas for part in lexicon.parts(lemma)}
        for side, place in ((0, n), (1, m))
    )
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _phrases(view: View) -> Iterator[Sign]:
    """Phrases whose opposite stands on the other side in their place."""
    table = lexicon.opposites()
    found = [hits(side, lexicon.opposed_phrases()) for side in view.sides]
    for side, mine in enumerate(found):
        for hit in mine:
            if all(view.strength(side, n) >= FORM for n in range(hit.start, hit.end)):
                continue
            first, last = view.across(side, hit.start, hit.end)
            others = [each for each in found[1 - side] if first <= each.start and each.end <= last]
            others += [
                Hit(m, m + 1, w) for m in range(first, last) for w in sorted(view.sides[1 - side][m].lemmas)
            ]
            match = next((each for each in others if each.value in table[hit.value]), None)
            if match and _both_told(view, *_ended(side, hit, match)):
                continue
            if match and (side == 0 or match.end - match.start == 1):
                original, copy = (hit[:2], match[:2]) if side == 0 else (match[:2], hit[:2])
                yield Sign(original, copy, "reversal", "“{0}” became “{1}”: opposites", 0.85)


def _ended(side: int, hit: Hit, match: Hit) -> tuple[frozenset[Place], frozenset[Place]]:
    """Where two phrases stand, that of the original first."""
    ones, others = (frozenset(lexicon.poles().get(each.value, {}).items()) for each in (hit, match))
    return (ones, others) if side == 0 else (others, ones)


def direction_signs(view: View) -> Iterator[Sign]:
    """From one place to another became the way back."""
    ones, others = _ways(view, 0), _ways(view, 1)
    for (a, b), mine in ones.items():
        for (c, d), theirs in others.items():
            crossed = _means(view, a, d) and _means(view, b, c)
            if crossed and not _means(view, a, c):
                yield Sign(mine, theirs, "reversal", "“{0}” became “{1}”: the way back", 0.9)


def _means(view: View, one: int, other: int) -> bool:
    return morphology.same_lemma(view.sides[0][one].norm, view.sides[1][other].norm)


def _ways(view: View, side: int) -> dict[tuple[int, int], Range]:
    """Where “from A to B” stands on a side, by the last words of A and of B."""
    tokens, found = view.sides[side], dict[tuple[int, int], Range]()
    for start, token in enumerate(tokens):
        if token.norm != "from":
            continue
        for to in range(start + 2, min(start + WAY, len(tokens) - 1)):
            if tokens[to].norm in {"to", "into"}:
                end = to + 1
                while end + 1 < len(tokens) and tokens[end].small:
                    end += 1
                found[to - 1, end] = (start + 1, end + 1)
                break
    return found
