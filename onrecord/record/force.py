"""The force that the verb which attributes lends to what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from onrecord.model import DifferenceType
from onrecord.record import lexicon
from onrecord.record.alignment import FORM
from onrecord.record.tokens import Token
from onrecord.record.verbs import is_verb
from onrecord.record.views import Hit, Sign, View, hits, uncancelled

# Classes of cues that may stand for each other without harm.
ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        ("plain", "reveal"),
        ("concede", "reveal"),
        ("plain", "urge"),
        ("plain", "promise"),
        ("urge", "plead"),
        ("doubt", "plead"),
        ("accuse", "rage"),
        ("accuse", "deny"),
        ("insist", "urge"),
        ("insist", "promise"),
        ("plead", "urge"),
        ("warn", "urge"),
        ("rage", "whine"),
        ("boast", "gush"),
        ("slip", "reveal"),
        ("slip", "concede"),
        ("complain", "accuse"),
        ("complain", "insist"),
        ("complain", "deny"),
        ("complain", "warn"),
        ("assert", "plain"),
        ("assert", "insist"),
        ("assert", "reveal"),
        ("assert", "urge"),
        ("assert", "promise"),
        ("assert", "doubt"),
        ("order", "plain"),
        ("order", "insist"),
    )
)
CLAUSE = 8  # words behind “said” among which a “not” makes it a denial
BESIDE = 3  # words between a cue and the one who speaks
BE = lexicon.words("be")
DENYING = frozenset({"deny", "refute", "dispute", "rebut", "disclaim"})
CLAIMED = lexicon.words("claimed")  # what is claimed and not said: responsibility, a title
REFUSING = lexicon.words("refusing")


def cue_signs(view: View) -> Iterator[Sign]:
    """Verbs that attribute and became verbs of another force."""
    ones, others = (_cues(view, side) for side in (0, 1))
    left, right = uncancelled(view, ones, others)
    for one, other in product(left, right):
        mine, theirs = one[:2], other[:2]
        if not (view.swapped_for(mine, theirs) or _same_subject(view, one, other)) or not (
            view.free(0, *mine) and view.free(1, *theirs)
        ):
            continue
        if _according(view, one, other) or _claims(view, one, other):
            continue
        silent = "silent" in (one.value, other.value)
        if (not silent and (_held(view, 0, one) or _held(view, 1, other))) or frozenset(
            (one.value, other.value)
        ) in ALIKE:
            continue
        if silent and not _denies(view, one, other):
            continue
        denied = {one.value, other.value} in ({"deny", "plain"}, {"deny", "doubt"}, {"deny", "insist"})
        if denied and _says_not(view, one, other):
            continue
        turned = {one.value, other.value} in ({"deny", "concede"}, {"deny", "reveal"})
        kind: DifferenceType = "negation" if denied else "reversal" if turned else "cue"
        why = "“{0}” became “{1}”: the verb lends another force"
        yield Sign(mine, theirs, kind, why, 0.85)


def _according(view: View, one: Hit, other: Hit) -> bool:
    """Is one of two “according to”, which leaves it to the words behind it to accuse?"""
    names = (view.sides[side][hit.start].norm for side, hit in ((0, one), (1, other)))
    return "accuse" in (one.value, other.value) and "according" in names


def _claims(view: View, one: Hit, other: Hit) -> bool:
    """Is responsibility or a title claimed, which is no doubt, where the other side has a plain verb?"""
    behind = [
        view.sides[side][hit.end : hit.end + 1]
        for side, hit in ((0, one), (1, other))
        if "claim" in view.sides[side][hit.start].lemmas
    ]
    taken = any(not token.lemmas.isdisjoint(CLAIMED) for tokens in behind for token in tokens)
    return taken and "plain" in (one.value, other.value)


def _says_not(view: View, one: Hit, other: Hit) -> bool:
    """Is “denied it” told as “said it was not so”? Then the verb and the denial are explained."""
    for side, hit, denied in ((0, one, other), (1, other, one)):
        if hit.value == "deny":
            continue
        for each in hits(view.sides[side], lexicon.phrases("negators.tsv", "plain")):
            near = -CLAUSE <= each.start - hit.end <= CLAUSE
            if near and not view.settled(side, each.start):
                view.spent[side].update(range(each.start, each.end))
                view.spent[1 - side].update(range(denied.start, denied.end))
                return True
    return False


def _denies(view: View, one: Hit, other: Hit) -> bool:
    """Does one of two cues deny what is said, and no more: not “reject”?"""
    return any(
        hit.value == "deny" and not tokens[hit.start].lemmas.isdisjoint(DENYING)
        for tokens, hit in zip(view.sides, (one, other), strict=True)
    )


def _same_subject(view: View, one: Hit, other: Hit) -> bool:
    """Does the same name or pronoun stand beside two cues that stand in different places?"""
    for n, m in ((one.start - 1, other.start - 1), (one.start - 1, other.end), (one.end, other.start - 1)):
        if n >= 0 and view.partner(0, n) == m and view.settled(0, n) and not view.sides[0][n].small:
            return True
    near = range(max(0, one.start - BESIDE), one.end + BESIDE)
    for n in near:
        partner = view.partner(0, n)
        if partner is None or view.strength(0, n) < FORM:
            continue
        token = view.sides[0][n]
        person = not token.small and not token.lemmas.isdisjoint(lexicon.people())
        named = token.capital or person or token.norm in lexicon.small("subject")
        if named and other.start - BESIDE <= partner < other.end + BESIDE:
            return True
    return False


def _cues(view: View, side: int) -> list[Hit]:
    tokens = view.sides[side]
    found = [
        h
        for h in hits(tokens, lexicon.phrases("cues.tsv"))
        if h.end - h.start > 1 or _attributes(tokens, h.start) or _headline(view, side, h.start)
    ]
    return [_undone(tokens, h) for h in found if not _negated(tokens, h)]


def _headline(view: View, side: int, n: int) -> bool:
    """Does a word that may be a verb stand behind a plural in place of a verb that attributes?"""
    tokens, partner = view.sides[side], view.partner(side, n)
    if n == 0 or partner is None or tokens[n].small or not tokens[n - 1].norm.endswith("s"):
        return False
    if tokens[n - 1].small or not view.between(side, n - 1).isspace():
        return False
    return is_verb(view.sides[1 - side], partner)


def _undone(tokens: Sequence[Token], hit: Hit) -> Hit:
    """A cue, or where somebody refuses or fails to give it, the silence that this is."""
    if hit.start < 2 or tokens[hit.start - 1].norm != "to":
        return hit
    if tokens[hit.start - 2].lemmas.isdisjoint(REFUSING):
        return hit
    return Hit(hit.start - 2, hit.end, "silent")


def _attributes(tokens: Sequence[Token], n: int) -> bool:
    """Is a word a verb that may attribute: not “the results were promising”?"""
    describes = tokens[n].norm.endswith("ing") and n > 0 and tokens[n - 1].norm in BE
    if describes and (n + 1 == len(tokens) or tokens[n + 1].small):
        return False
    unknown = tokens[n].norm.endswith(("ed", "ing", "es")) and not any(map(lexicon.parts, tokens[n].lemmas))
    return is_verb(tokens, n) or unknown or tokens[n].norm == "read"


def _negated(tokens: Sequence[Token], hit: Hit) -> bool:
    return any(token.norm in {"not", "never"} for token in tokens[max(0, hit.start - 2) : hit.start])


def _held(view: View, side: int, hit: Hit) -> bool:
    """Is the word on the other side in another place?"""
    heavy = [n for n in range(hit.start, hit.end) if not view.sides[side][n].small]
    return any(view.strength(side, n) >= FORM for n in heavy or range(hit.start, hit.end))
