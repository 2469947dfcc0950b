"""Words that turn a meaning round: opposites, and what is denied on one side alone."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import DifferenceType
from onrecord.record import lexicon, morphology
from onrecord.record.alignment import FORM, PAIRED
from onrecord.record.deeds import converse
from onrecord.record.roles import passive
from onrecord.record.verbs import is_verb
from onrecord.record.views import Hit, Range, Sign, View, hits, uncancelled

NARROW = 5  # words that a gap holds at most where small words in it are compared
CLAUSE = 6  # words between a denial and the opposite that makes up for it
# Verbs that mean little without what follows, so that it must be the same on both sides.
LIGHT = lexicon.words("light")
HALVES = frozenset({"half", "lack"})  # what makes up for a denial and denies nothing by itself
FAR = 6  # words about the place of a denial among which a lack or a refusal makes up for it
MODALS = frozenset({"can", "could", "will", "would", "may", "might", "must", "should", "shall"})
EVADING = lexicon.words("evading")  # verbs that deny by themselves
ANY = lexicon.words("any")
SOME = lexicon.words("some")
LEADING = lexicon.small("preposition", "conjunction", "pronoun", "article")
LEAVING = lexicon.words("leaving")


def polarity_signs(view: View) -> Iterator[Sign]:
    """Opposites and denials; an opposite and a denial together are a paraphrase."""
    pairs = [sign for sign in opposites(view) if not _undone(view, sign)]
    ones, others = (list(_denying(view, side)) for side in (0, 1))
    _make_up(view, pairs, ones, others, 2)
    ones, others = uncancelled(view, ones, others, _both_deny, far=False)
    _make_up(view, pairs, ones, others, CLAUSE)
    yield from pairs
    ones, others = _denied(view, ones, others)
    for side, mine in ((0, ones), (1, others)):
        for hit in mine:
            sign = _denial(view, side, hit)
            if sign is not None:
                yield sign


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
    return -2 <= start - hit.end <= reach or 0 <= hit.start - end <= 2


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
                why = "“{0}” became “{1}”: " + _called(kind)
                type_: DifferenceType = "negation" if kind == "denial" else "reversal"
                yield Sign((n, n + 1), (m, m + 1), type_, why, 0.9 if kind != "listed" else 0.75)
                break


def _prefixed(view: View, n: int, m: int) -> bool:
    """Is the prefix that denies there as a word of its own: “non-profit” and “nonprofit”?"""
    return any(
        place
        and view.sides[side][place - 1].norm in morphology.DENYING
        and view.sides[side][place - 1].norm != "in"
        for side, place in ((0, n), (1, m))
    )


def _called(kind: str) -> str:
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
    return kind == "poles" or _same_part(view, n, m)


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
            if match and (side == 0 or match.end - match.start == 1):
                original, copy = (hit[:2], match[:2]) if side == 0 else (match[:2], hit[:2])
                yield Sign(original, copy, "reversal", "“{0}” became “{1}”: opposites", 0.85)


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
        for to in range(start + 2, min(start + CLAUSE, len(tokens) - 1)):
            if tokens[to].norm in {"to", "into"}:
                end = to + 1
                while end + 1 < len(tokens) and tokens[end].small:
                    end += 1
                found[to - 1, end] = (start + 1, end + 1)
                break
    return found


def _both_deny(one: str, other: str) -> bool:
    return HALVES.isdisjoint((one, other))


def _denied(view: View, ones: list[Hit], others: list[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The words of each side that deny what the other side does not deny."""
    left, right = uncancelled(view, ones, others, _both_deny)
    left, right = _halves(view, 0, left, right), _halves(view, 1, right, left)
    return [h for h in left if _counts(view, 0, h)], [h for h in right if _counts(view, 1, h)]


def _halves(view: View, side: int, mine: list[Hit], theirs: list[Hit]) -> list[Hit]:
    """The denials for which nothing makes up where they would stand on the other side."""
    halves = [hit for hit in theirs if hit.value in HALVES]
    halves += [
        hit
        for hit in hits(view.sides[1 - side], lexicon.phrases("negators.tsv", "verb"))
        if not view.settled(1 - side, hit.start)
    ]
    return [
        hit
        for hit in mine
        if hit.value not in HALVES and not any(_around(view, side, hit, half) for half in halves)
    ]


def _around(view: View, side: int, hit: Hit, half: Hit) -> bool:
    first, last = view.across(side, max(0, hit.start - 1), min(hit.end + 2, len(view.sides[side])))
    reach = 0 if half.value == "half" else FAR
    return first - 1 - reach <= half.start <= last + reach


def _denying(view: View, side: int) -> Iterator[Hit]:
    tokens = view.sides[side]
    idle = {
        n for hit in hits(tokens, lexicon.phrases("negators.tsv", "idle")) for n in range(hit.start, hit.end)
    }
    for hit in hits(tokens, lexicon.phrases("negators.tsv", "plain", "verb", "half", "lack")):
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
