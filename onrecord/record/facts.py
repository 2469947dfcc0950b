"""Numbers and names that stand where other numbers and names stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.record import lexicon, morphology
from onrecord.record.alignment import FAMILY, FORM
from onrecord.record.numbers import Quantity, near, quantities, rounded, same
from onrecord.record.tokens import remembered
from onrecord.record.views import Sign, View

JOINING = lexicon.words("joining")
DESCRIBING = lexicon.words("describing")
PEOPLE = (
    "an",
    "ans",
    "ish",
    "ese",
    "i",
    "is",
    "ch",
    "sh",
    "dane",
    "swede",
    "finn",
    "greek",
    "scot",
    "briton",
)
INITIALS = 2  # letters an acronym has at least
MONOGRAM = 3  # letters of a name that stand for it


def number_signs(view: View) -> Iterator[Sign]:
    """Numbers that became others."""
    ones, others, exchanged = _unmatched(view)
    for one, other in exchanged:
        mine, theirs = (one.start, one.end), (other.start, other.end)
        yield Sign(mine, theirs, "number", "“{0}” became “{1}”: another number in its place", 0.85)
    for one in ones:
        match = _counterpart(view, one, others)
        if match is None:
            continue
        others.remove(match)
        unit = int(one.size == match.size and one.kind == match.kind == "number")
        mine, theirs = (one.start, one.end + unit), (match.start, match.end + unit)
        facing = view.facing(0, mine, theirs)
        yield Sign(mine, theirs, "number", "“{0}” became “{1}”: another number", 0.93 if facing else 0.7)


def _unmatched(view: View) -> tuple[list[Quantity], list[Quantity], list[tuple[Quantity, Quantity]]]:
    """The numbers of each side that the other side does not have, and those that changed places."""
    left, right = (quantities(side) for side in view.sides)
    exchanged = _exchanged(view, left, right)
    for close in (True, False):
        for one in list(left):
            for other in right:
                facing = view.facing(0, (one.start, one.end), (other.start, other.end))
                if (facing or not close) and _alike(view, one, other):
                    left.remove(one)
                    right.remove(other)
                    if facing and one.end - one.start != other.end - other.start:
                        view.spend((one.start, one.end), (other.start, other.end))
                    break
    return left, right, exchanged


def _exchanged(view: View, left: list[Quantity], right: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Numbers that both sides have, each in the other's place: from 3.1 to 3.4 became from 3.4 to 3.1."""
    found: list[tuple[Quantity, Quantity]] = []
    for one in left:
        around = _around(view, 0, one)
        there = [each for each in right if _around(view, 1, each) == around and _class(each) == _class(one)]
        crossed = any(same(one, each) for each in right)
        if len(there) != 1 or not crossed or one.weak or same(one, there[0]):
            continue
        if any(same(there[0], each) for each in left):
            found.append((one, there[0]))
    left[:] = [each for each in left if all(each is not one for one, _ in found)]
    right[:] = [each for each in right if all(each is not other for _, other in found)]
    return found


def _around(view: View, side: int, quantity: Quantity) -> tuple[str, str]:
    """The words before and behind a number."""
    tokens = view.sides[side]
    before = tokens[quantity.start - 1].norm if quantity.start else ""
    return before, tokens[quantity.end].norm if quantity.end < len(tokens) else ""


def _alike(view: View, one: Quantity, other: Quantity) -> bool:
    loose = rounded(view.sides[0], one) or rounded(view.sides[1], other)
    return same(one, other) or (loose and near(one, other))


def _counterpart(view: View, one: Quantity, others: Sequence[Quantity]) -> Quantity | None:
    """The number that took the place of another: of the same kind, facing it if one does."""
    fitting = [each for each in others if _class(one) == _class(each)]
    facing = [each for each in fitting if view.facing(0, (one.start, one.end), (each.start, each.end))]
    facing = [each for each in facing if view.swapped_for((one.start, one.end), (each.start, each.end))]
    if facing:
        linked = [each for each in facing if view.partner(0, one.start) in range(each.start, each.end)]
        best = (linked or facing)[0]
        return None if (one.weak or best.weak) and not linked else best
    strong = [each for each in fitting if not each.weak and not one.weak and _same_unit(view, one, each)]
    return strong[0] if strong else None


def _class(quantity: Quantity) -> str:
    return quantity.kind if quantity.kind in {"month", "day"} else "number"


def _same_unit(view: View, one: Quantity, other: Quantity) -> bool:
    """Do two numbers that do not face each other count the same thing?"""
    if _class(one) != "number":
        return True
    after = [
        next((t for t in side[each.end : each.end + 3] if not t.small), None)
        for side, each in zip(view.sides, (one, other), strict=True)
    ]
    first, second = after
    return bool(first and second and morphology.same_lemma(first.norm, second.norm))


class Name(NamedTuple):
    """Words ``start`` to ``end`` of a side that name somebody or something."""

    start: int
    end: int
    words: tuple[str, ...]


def names(view: View, side: int) -> list[Name]:
    """The names of a side: runs of words with capitals, as far as capitals tell anything there."""
    return remembered(view.sides[side], "names", lambda: _runs(view, side))


def _runs(view: View, side: int) -> list[Name]:
    tokens = view.sides[side]
    found: list[Name] = []
    place = 0
    while place < len(tokens):
        if not _names(view, side, place):
            place += 1
            continue
        end = place + 1
        while end < len(tokens) and (_names(view, side, end) or _joins(view, side, end)):
            if tokens[end].start - tokens[end - 1].end > 1:
                break
            end += 1
        words = tuple(t.norm for t in tokens[place:end] if t.norm not in JOINING)
        if not lexicon.small("title").issuperset(words):
            found.append(Name(place, end, words))
        place = end
    return found


def _joins(view: View, side: int, place: int) -> bool:
    tokens = view.sides[side]
    joining = JOINING | lexicon.small("title") if tokens[place].capital else JOINING
    return tokens[place].norm in joining and place + 1 < len(tokens) and _names(view, side, place + 1)


def _names(view: View, side: int, place: int) -> bool:
    token = view.sides[side][place]
    if token.kind != "word" or not token.capital or token.small or token.norm in lexicon.number_words():
        return False
    whole = (view.pair.original, view.pair.copy)[side]
    if len(token.text) == 1:
        return False
    if token.text.isupper() and len(token.text) > 1 and not (token.text.isalpha() and _shouts(view, side)):
        return not morphology.known(token.norm) or bool(lexicon.aliases().get(token.norm))
    opens = view.opens(side, place)
    if opens and _opens_name(view, side, place):
        return True
    if opens or whole.text.titled:
        return not morphology.known(token.norm) or bool(lexicon.aliases().get(token.norm))
    return True


def _opens_name(view: View, side: int, place: int) -> bool:
    """Does a sentence open with a name of several words: United Nations, National Theatre?"""
    tokens, whole = view.sides[side], (view.pair.original, view.pair.copy)[side]
    if whole.text.titled or place + 1 >= len(tokens):
        return False
    after = tokens[place + 1]
    return after.capital and not after.small and after.start - tokens[place].end == 1


def _shouts(view: View, side: int) -> bool:
    tokens = view.sides[side]
    return sum(t.text.isupper() and len(t.text) > 1 for t in tokens) > len(tokens) / 2


def name_signs(view: View) -> Iterator[Sign]:
    """Names that became others."""
    mine, theirs = names(view, 0), names(view, 1)
    for one in mine:
        if _kept(view, 0, one):
            yield from _in_part(view, one, theirs)
            continue
        for other in theirs:
            if _kept(view, 1, other) or not _faces(view, one, other):
                continue
            if not same_name(one.words, other.words) and not _describes(view, one, other):
                sign = _name_sign(view, one, other)
                yield sign
                break


def _in_part(view: View, one: Name, theirs: Sequence[Name]) -> Iterator[Sign]:
    """A name of which one word became another: the Republic of this, the Republic of that."""
    if not any(view.strength(0, n) >= FORM for n in range(one.start, one.end)):
        return
    inside = {m for each in theirs for m in range(each.start, each.end)}
    for n in range(one.start, one.end):
        m = view.partner(0, n)
        if m is None or m not in inside or view.strength(0, n) >= FAMILY or view.moved(0, n):
            continue
        pair = (view.sides[0][n].norm,), (view.sides[1][m].norm,)
        described = any(word in lexicon.small("title") or morphology.known(word) for (word,) in pair)
        places = [bool(lexicon.aliases().get(word)) for (word,) in pair]
        placed = all(places)
        if any(places) and not placed and n + 1 < one.end:
            continue
        if not same_name(*pair) and (placed or not described):
            yield Sign((n, n + 1), (m, m + 1), "name", "“{0}” became “{1}”: another name", 0.85)


def _name_sign(view: View, one: Name, other: Name) -> Sign:
    linked = view.partner(0, one.end - 1) == other.end - 1 or view.partner(0, one.start) == other.start
    why = "“{0}” became “{1}”: another name"
    return Sign((one.start, one.end), (other.start, other.end), "name", why, 0.88 if linked else 0.75)


def _kept(view: View, side: int, name: Name) -> bool:
    """Is the name, or a part of it, on the other side too?"""
    if any(view.strength(side, n) >= FORM for n in range(name.start, name.end)):
        return True
    others = names(view, 1 - side)
    return any(same_name(name.words, each.words) for each in others)


def _faces(view: View, one: Name, other: Name) -> bool:
    mine, theirs = (one.start, one.end), (other.start, other.end)
    facing = view.facing(0, mine, theirs) or view.facing(1, theirs, mine)
    return facing and (view.beside(mine, theirs) or view.swapped_for(mine, theirs))


def same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Do two names share a word, or is one the initials, the people or another name of the other?"""
    mine, theirs = _groups(one), _groups(other)
    parted = mine and theirs and mine.isdisjoint(theirs)
    if any(morphology.same_lemma(a, b) or (_akin(a, b) and not parted) for a in one for b in other):
        return True
    if not mine.isdisjoint(theirs):
        return True
    return _initials(one, other) or _initials(other, one) or _monogram(one, other)


def _akin(one: str, other: str) -> bool:
    """Georgia and Georgian, or a slip of the pen."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if len(shorter) > 3 and longer.startswith(shorter[: max(4, len(shorter) - 1)]):
        return True
    return len(shorter) > 3 and longer[:3] == shorter[:3] and longer.endswith(("an", "ese", "ish", "i"))


def _groups(words: Sequence[str]) -> frozenset[int]:
    table = lexicon.aliases()
    found = table.get(" ".join(words), frozenset())
    return found.union(*(table.get(word, frozenset()) for word in words))


def _initials(short: Sequence[str], long: Sequence[str]) -> bool:
    if len(short) != 1 or len(long) < INITIALS:
        return False
    return short[0] == "".join(word[0] for word in long)


def _monogram(one: Sequence[str], other: Sequence[str]) -> bool:
    """Is one of two the letters that somebody is known by, the last of them the first of his surname?"""
    short, long = (one, other) if len(one) == 1 and len(one[0]) == MONOGRAM else (other, one)
    letters = len(short) == 1 and len(short[0]) == MONOGRAM and not morphology.known(short[0])
    return letters and not _groups(short) and bool(long) and long[-1].startswith(short[0][-1])


def _describes(view: View, one: Name, other: Name) -> bool:
    """Is one of two names “the Norwegian”, said of the other?"""
    for side, name, partner in ((0, one, other), (1, other, one)):
        before = view.sides[side][max(0, name.start - 3) : name.start]
        people = all(word in lexicon.aliases() and word.endswith(PEOPLE) for word in name.words)
        if people and any(t.norm in DESCRIBING for t in before) and not _groups(partner.words):
            return True
    return False
