"""What kind of change it is where nothing tells that the meaning changed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from onrecord.model import DifferenceType
from onrecord.record import lexicon, morphology
from onrecord.record.alignment import FORM
from onrecord.record.facts import same_name
from onrecord.record.numbers import quantities, same
from onrecord.record.tokens import Token
from onrecord.record.views import Range, View

WHY: dict[DifferenceType, str] = {
    "synonym": "“{0}” became “{1}”: other words for it",
    "form": "“{0}” became “{1}”: another form of the same words",
    "reorder": "“{0}” became “{1}”: another order",
    "typography": "“{0}” became “{1}”: marks, capitals or spaces",
    "typo": "“{0}” became “{1}”: a slip of the pen made or mended",
    "cut": "“{0}” was left out",
    "added": "“{1}” was put in",
    "expansion": "“{0}” became “{1}”: another name for the same one",
}
_LETTERS = re.compile(r"[^\w%$£€¥]+|_")
MOVED = 0.5  # share of a phrase's words that are on the other side too where only the order changed


def squeezed(text: str) -> str:
    """A text without what typography alone can change: marks, spaces, capitals."""
    return _LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def kind(view: View, mine: Range, theirs: Range) -> DifferenceType:
    """The type of a harmless change of some words into others; either may be none."""
    one, other = view.sides[0][slice(*mine)], view.sides[1][slice(*theirs)]
    if not one or not other:
        return _one_sided(one, other)
    if squeezed(_text(one)) == squeezed(_text(other)):
        return "typography"
    if len(one) == len(other) == 1 and morphology.slip(one[0].norm, other[0].norm):
        return "typo"
    return _by_words(one, other) or _by_place(view, mine, theirs) or "synonym"


def same_letters(view: View, mine: Range, theirs: Range) -> bool:
    """Do two stretches of words differ in marks, capitals and spaces alone?"""
    one, other = view.sides[0][slice(*mine)], view.sides[1][slice(*theirs)]
    return squeezed(_text(one)) == squeezed(_text(other))


def _text(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _one_sided(one: Sequence[Token], other: Sequence[Token]) -> DifferenceType:
    words = one or other
    if all(token.small and token.norm not in lexicon.small("filler") for token in words):
        return "form"
    if all(token.capital or token.small for token in words):
        return "expansion"
    return "added" if other else "cut"


def _by_words(one: Sequence[Token], other: Sequence[Token]) -> DifferenceType | None:
    """By the words themselves: the same ones, names for one thing, the same number."""
    heavy = [[t for t in side if not t.small] for side in (one, other)]
    if not heavy[0] and not heavy[1]:
        return "form"
    keys = [[min(morphology.family(t.norm)) for t in side] for side in heavy]
    if keys[0] == keys[1]:
        return "form"
    if Counter(keys[0]) == Counter(keys[1]):
        return "reorder"
    numbers = [quantities(side) for side in (one, other)]
    if (
        len(numbers[0]) == len(numbers[1]) == 1
        and same(numbers[0][0], numbers[1][0])
        and len(one) + len(other) < 7
    ):
        return "form"
    if _names(one, other):
        return "expansion"
    if len(keys[0]) == len(keys[1]) == 1 and morphology.related(heavy[0][0].norm, heavy[1][0].norm):
        return "form"
    return None


def _names(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Are both names, titles or pronouns for one person or body?"""
    titles, pronouns = lexicon.small("title"), lexicon.small("pronoun")
    sides = [
        [t for t in side if t.capital or t.norm in titles or t.norm in pronouns] for side in (one, other)
    ]
    if any(
        len(side) + sum(t.norm in {"the", "of", "and"} for t in whole) < len(whole)
        for side, whole in zip(sides, (one, other), strict=True)
    ):
        return False
    named = [tuple(t.norm for t in side if t.capital) for side in sides]
    pronoun = any(t.norm in pronouns for side in sides for t in side)
    return bool(pronoun and (named[0] or named[1])) or bool(named[0] and named[1] and same_name(*named))


def _by_place(view: View, mine: Range, theirs: Range) -> DifferenceType | None:
    """By where the words went: most of them stand in another order."""
    places = [n for n in range(*mine) if not view.sides[0][n].small]
    back = [m for m in range(*theirs) if not view.sides[1][m].small]
    moved = sum(view.moved(0, n) and view.strength(0, n) >= FORM for n in places)
    moved += sum(view.moved(1, m) and view.strength(1, m) >= FORM for m in back)
    return "reorder" if moved and moved >= MOVED * (len(places) + len(back)) else None
