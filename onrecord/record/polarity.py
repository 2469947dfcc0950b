"""What is denied on one side alone; an opposite and a denial together are a paraphrase."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from onrecord.record import lexicon, morphology
from onrecord.record.alignment import FORM
from onrecord.record.opposites import opposites
from onrecord.record.verbs import is_verb
from onrecord.record.views import Hit, Sign, View, hits, uncancelled

NARROW = 5  # words that a gap holds at most where small words in it are compared
CLAUSE = 6  # words between a denial and the opposite that makes up for it
HALVES = frozenset({"half", "lack"})  # what makes up for a denial and denies nothing by itself
UNLESS = "the condition turned round"  # ends the reason of signs for “if” and “unless”
FAR = 6  # words about the place of a denial among which a lack or a refusal makes up for it
MODALS = frozenset({"can", "could", "will", "would", "may", "might", "must", "should", "shall"})
SPARING = lexicon.words("sparing")
EVADING = lexicon.words("evading")  # verbs that deny by themselves
ANY = lexicon.words("any")
SOME = lexicon.words("some")
LEADING = lexicon.small("preposition", "conjunction", "pronoun", "article")


def polarity_signs(view: View) -> Iterator[Sign]:
    """Opposites and denials; an opposite and a denial together are a paraphrase."""
    pairs = [sign for sign in opposites(view) if not _undone(view, sign)]
    ones, others = (list(_denying(view, side)) for side in (0, 1))
    ones, others = _whole(view, 0, ones, others), _whole(view, 1, others, ones)
    _make_up(view, pairs, ones, others, 2)
    ones, others = uncancelled(view, ones, others, _both_deny, far=False)
    _make_up(view, pairs, ones, others, CLAUSE)
    yield from pairs
    yield from _spared(view)
    ones, others = _denied(view, ones, others)
    for side, mine in ((0, ones), (1, others)):
        for hit in mine:
            sign = _denial(view, side, hit)
            if sign is not None:
                yield sign


def _whole(view: View, side: int, mine: list[Hit], theirs: list[Hit]) -> list[Hit]:
    """Denials without the verbs that both sides have, and one of them in pieces: “ruling nothing out”."""
    starts = {hit.start for hit in theirs}
    return [
        hit
        for hit in mine
        if hit.value != "verb"
        or hit.end - hit.start == 1
        or not _same_verb(view, side, hit)
        or view.partner(side, hit.start) in starts
    ]


def _make_up(view: View, pairs: list[Sign], ones: list[Hit], others: list[Hit], reach: int) -> None:
    """Takes away each opposite with the denial near it that makes up for it."""
    for side, mine in ((0, ones), (1, others)):
        for hit in list(mine):
            match = next((sign for sign in pairs if _makes_up(side, hit, sign, reach)), None)
            if hit.value in HALVES or view.strength(side, hit.start) >= FORM:
                continue
            if match is not None and hit.start in range(*(match.original, match.copy)[side]):
                mine.remove(hit)
            elif match is not None:
                pairs.remove(match)
                mine.remove(hit)
                view.spend(match.original, match.copy)
                view.spent[side].update(range(hit.start, hit.end))


def _undone(view: View, sign: Sign) -> bool:
    """Does a word before an opposite take it back: “lost their lives” for “died”?"""
    for side, (start, _) in ((0, sign.original), (1, sign.copy)):
        for hit in hits(view.sides[side], lexicon.phrases("negators.tsv", "verb")):
            if 0 <= start - hit.end <= 2 and not view.settled(side, hit.start):
                return True
    return False


def _makes_up(side: int, hit: Hit, sign: Sign, reach: int) -> bool:
    """Does a denial stand so near an opposite that both together say the same?"""
    start, end = (sign.original, sign.copy)[side]
    if sign.why.endswith(UNLESS):
        return 0 <= hit.start - end <= CLAUSE + 2
    return -2 <= start - hit.end <= reach or 0 <= hit.start - end <= 2


def _both_deny(one: str, other: str) -> bool:
    return HALVES.isdisjoint((one, other))


def _spared(view: View) -> Iterator[Sign]:
    """He was spared jail where he was jailed: what did not befall him befell him on the other side."""
    for side, tokens in enumerate(view.sides):
        for n, token in enumerate(tokens):
            if token.lemmas.isdisjoint(SPARING) or view.settled(side, n):
                continue
            for k in range(n + 1, min(n + CLAUSE, len(tokens))):
                m = view.partner(side, k)
                if tokens[k].small or m is None or view.strength(side, k) < FORM:
                    continue
                others = view.sides[1 - side]
                before = others[max(0, m - CLAUSE) : m]
                if is_verb(others, m) and not any(not each.lemmas.isdisjoint(EVADING) for each in before):
                    one, other = ((n, k + 1), (m, m + 1))[:: 1 if side == 0 else -1]
                    why = "“{0}” became “{1}”: it did not befall him on one side"
                    yield Sign(one, other, "negation", why, 0.8)
                break


def _denied(view: View, ones: list[Hit], others: list[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The words of each side that deny what the other side does not deny."""
    left, right = uncancelled(view, ones, others, _both_deny)
    left, right = _halves(view, 0, left, right), _halves(view, 1, right, left)
    return [h for h in left if _counts(view, 0, h)], [h for h in right if _counts(view, 1, h)]


def _halves(view: View, side: int, mine: list[Hit], theirs: list[Hit]) -> list[Hit]:
    """The denials for which nothing makes up where they would stand on the other side."""
    if not mine:
        return []
    halves = [hit for hit in theirs if hit.value in HALVES]
    halves += [
        Hit(m, m + 1, "lack")
        for m, token in enumerate(view.sides[1 - side])
        if not view.settled(1 - side, m) and morphology.denies(token.norm)
    ]
    halves += [
        hit
        for hit in hits(view.sides[1 - side], lexicon.phrases("negators.tsv", "verb"))
        if not view.settled(1 - side, hit.start)
    ]
    return [
        hit
        for hit in mine
        if hit.value not in HALVES
        and not any(
            _around(view, side, hit, half) and not _held_apart(view, side, hit, half) for half in halves
        )
    ]


def _deed_stands(view: View, side: int, hit: Hit) -> bool:
    """Is the verb right behind “not” on the other side too, so that it is that which is denied or not?"""
    tokens = view.sides[side]
    if tokens[hit.start].norm not in {"not", "never"}:
        return False
    if hit.end < len(tokens) and tokens[hit.end].norm in LEADING:
        return False
    after = (n for n in range(hit.end, min(hit.end + 3, len(tokens))) if not tokens[n].small)
    deed = next(after, None)
    return deed is not None and is_verb(tokens, deed) and view.settled(side, deed)


def _held_apart(view: View, side: int, hit: Hit, half: Hit) -> bool:
    """Does a denial bear on a word before the one that a half stands for: “no plans to cut”?"""
    partner = view.partner(1 - side, half.start)
    between = range(hit.end, partner) if partner is not None and half.value not in HALVES else ()
    return any(view.settled(side, n) and not view.sides[side][n].small for n in between)


def _around(view: View, side: int, hit: Hit, half: Hit) -> bool:
    first, last = view.across(side, max(0, hit.start - 1), min(hit.end + 2, len(view.sides[side])))
    if view.sides[1 - side][half.start].norm == "unless":
        return True
    reach = 0 if half.value == "half" or _deed_stands(view, side, hit) else FAR
    return first - 1 - reach <= half.start <= last + reach


def _denying(view: View, side: int) -> Iterator[Hit]:
    tokens = view.sides[side]
    idle = {
        n for hit in hits(tokens, lexicon.phrases("negators.tsv", "idle")) for n in range(hit.start, hit.end)
    }
    found = hits(tokens, lexicon.phrases("negators.tsv", "plain", "verb", "half", "lack"))
    twice = {
        n
        for one, other in pairwise(found)
        if _undoes(view, side, one, other)
        for n in (one.start, other.start)
    }
    for hit in found:
        if hit.start in twice:
            continue
        if hit.start in idle or not view.free(side, hit.start, hit.end):
            continue
        if _exclaims(view, side, hit):
            continue
        if hit.value in HALVES and view.settled(side, hit.start):
            continue
        if (
            hit.value in {"plain"} | HALVES
            or _governs(view, side, hit) is not None
            or _same_verb(view, side, hit)
        ):
            yield hit


def _undoes(view: View, side: int, one: Hit, other: Hit) -> bool:
    """Is a verb that denies denied itself: “did not prevent”? Both together deny nothing."""
    near = one.value == "plain" and other.value == "verb" and other.start - one.end <= 1
    return near and not view.settled(side, one.start) and not view.settled(side, other.start)


def _exclaims(view: View, side: int, hit: Hit) -> bool:
    """Is it a “no” that answers: “So no, the child …”?"""
    tokens, text = view.sides[side], view.texts[side]
    if tokens[hit.start].norm != "no" or hit.end >= len(tokens) or hit.end - hit.start > 1:
        return False
    return "," in text[tokens[hit.start].end : tokens[hit.end].start]


def _same_verb(view: View, side: int, hit: Hit) -> bool:
    """Is a word of denial on the other side as well?"""
    return view.strength(side, hit.start) >= FORM


def _governs(view: View, side: int, hit: Hit) -> int | None:
    """The verb whose deed a word like “refuses to” denies: an infinitive, or a form in -ing."""
    tokens = view.sides[side]
    for place in range(hit.end, min(hit.end + 4, len(tokens))):
        token = tokens[place]
        if token.norm == "to" or token.norm in {"the", "idea", "of", "not", "from", "any", "plans", "plan"}:
            continue
        infinitive = tokens[place - 1].norm == "to" and token.may_be("v")
        return place if infinitive or (token.norm.endswith("ing") and token.may_be("v")) else None
    return None


def _counts(view: View, side: int, hit: Hit) -> bool:
    """Is it a denial whose deed stands on the other side undenied?"""
    if hit.value == "plain":
        return view.strength(side, hit.start) < FORM and (
            view.anchored(side, hit.end) or _deeds(view, side, hit) or _bare_modal(view, side, hit)
        )
    deed = _governs(view, side, hit)
    partner = view.partner(side, deed) if deed is not None else None
    if partner is None and not view.settled(side, hit.start):
        partner = view.partner(side, hit.start)
    if deed is None or partner is None or not is_verb(view.sides[1 - side], partner):
        return False
    return view.settled(side, deed) or _plainly_done(view, side, deed, partner)


def _plainly_done(view: View, side: int, deed: int, partner: int) -> bool:
    """Stands a verb that denies nothing by itself plainly in place of a denied one?"""
    mine, theirs = (deed, deed + 1), (partner, partner + 1)
    placed = view.swapped_for(mine, theirs) if side == 0 else view.swapped_for(theirs, mine)
    verb = view.sides[1 - side][partner]
    return placed and EVADING.isdisjoint(verb.lemmas) and view.anchored(side, deed + 1)


def _bare_modal(view: View, side: int, hit: Hit) -> bool:
    """Stands the same “can” or “will” on the other side undenied, and the same words behind the verb?"""
    tokens, others = view.sides[side], view.sides[1 - side]
    modal = view.partner(side, hit.start - 1) if hit.start else None
    if modal is None or tokens[hit.start - 1].norm not in MODALS or others[modal].norm not in MODALS:
        return False
    mine, theirs = hit.end, modal + 1
    if mine >= len(tokens) or theirs >= len(others) or not others[theirs].may_be("v"):
        return False
    if others[theirs].norm in LEADING or not EVADING.isdisjoint(others[theirs].lemmas):
        return False
    if _anything(view, side, mine) and view.partner(side, mine) in {None, theirs}:
        return True
    behind = (
        view.partner(side, n)
        for n in range(mine + 1, min(mine + CLAUSE, len(tokens)))
        if view.settled(side, n)
    )
    return view.partner(side, mine) in {None, theirs} and any(
        m in range(theirs, theirs + CLAUSE) for m in behind
    )


def _anything(view: View, side: int, start: int) -> bool:
    """Does “any” follow a denial on one side, and a word for some or for many on the other, with no “any”?"""
    mine = {token.norm for token in view.sides[side][start : start + CLAUSE]}
    first, last = view.across(side, start, start + 1)
    theirs = {token.norm for token in view.sides[1 - side][first : last + CLAUSE]}
    return not mine.isdisjoint(ANY) and theirs.isdisjoint(ANY) and not theirs.isdisjoint(SOME)


def _deeds(view: View, side: int, hit: Hit) -> bool:
    """Does a denied verb stand where an undenied one stands on the other side?"""
    deed = next(
        (n for n in range(hit.end, min(hit.end + 3, len(view.sides[side]))) if is_verb(view.sides[side], n)),
        None,
    )
    partner = view.partner(side, deed) if deed is not None else None
    return partner is not None and is_verb(view.sides[1 - side], partner)


def _denial(view: View, side: int, hit: Hit) -> Sign | None:
    """The sign for what is denied on one side: with the auxiliaries that came or went along."""
    tokens = view.sides[side]
    start, end = hit.start, hit.end
    while start and tokens[start - 1].norm in {"do", "does", "did"} and view.strength(side, start - 1) < FORM:
        start -= 1
    first, last = view.across(side, start, end)
    loose = [m for m in range(first, last) if view.strength(1 - side, m) < FORM]
    verbs = [m for m in loose if is_verb(view.sides[1 - side], m)]
    deed = next((n for n in range(end, min(end + 3, len(tokens))) if is_verb(tokens, n)), None)
    across = view.partner(side, deed) if deed is not None else None
    if hit.value == "plain" and verbs and across is None and len(loose) > NARROW:
        return None
    other = (across, across + 1) if across in loose else view.place(side, start)
    if across in loose and deed is not None:
        end = deed + 1
    mine, theirs = ((start, end), other) if side == 0 else (other, (start, end))
    why = "“{0}” became “{1}”: denied on one side alone"
    return Sign(mine, theirs, "negation", why, 0.85)
