"""Words that judge or stir more than they tell."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import lexicon, morphology
from onrecord.record.alignment import FORM, SLIP
from onrecord.record.tokens import remembered
from onrecord.record.verbs import is_verb
from onrecord.record.views import Hit, Sign, View, uncancelled

TIES = ("-", " ")
TAILS = lexicon.words("judging tails")  # what judges where a hyphen ties it to the word before
GRAVE = lexicon.words("grave")


def tone_signs(view: View) -> Iterator[Sign]:
    """Words that judge where the other side has none that judge."""
    ones, others = (_judging(view, side) for side in (0, 1))
    left, right = uncancelled(view, ones, others, lambda _one, _other: True)
    for side, rest in ((0, left), (1, right)):
        for hit in rest:
            if not view.free(side, hit.start, hit.end) or not _adds(view, side, hit):
                continue
            yield _tone(view, side, hit)


def _judging(view: View, side: int) -> list[Hit]:
    return list(remembered(view.sides[side], "judging", lambda: _judge(view, side)))


def _judge(view: View, side: int) -> list[Hit]:
    table, tokens = lexicon.judging(), view.sides[side]
    text, openings = view.texts[side], lexicon.judging_openings()
    found: list[Hit] = []
    for n, token in enumerate(tokens):
        behind = text[token.end : token.end + 1]
        joined = _joined(view, side, n) if token.norm in openings and behind in TIES else token.norm
        if behind == "-" and n + 1 < len(tokens) and tokens[n + 1].norm in TAILS:
            found.append(Hit(n, n + 2, "epithet"))
            continue
        kind = table.get(joined) or table.get(token.norm)
        if kind is None:
            forms = (table.get(lemma) for lemma in sorted(token.lemmas))
            kind = next((each for each in forms if each in {"word", "deed"}), None)
        listed = joined in table or token.norm in table
        if token.capital and not view.opens(side, n) and not (listed and _may_judge(view, side, kind)):
            continue
        if kind == "deed" and not is_verb(tokens, n):
            kind = "word" if not token.lemmas.isdisjoint(lexicon.kinds("tone.tsv")["word"]) else None
        if kind:
            found.append(Hit(n, n + 1 + (joined.count("-") if joined in table else 0), kind))
    return found


def _may_judge(view: View, side: int, kind: str | None) -> bool:
    """May a word with a capital be one that judges, and no name: an epithet, or a word of a headline?"""
    return kind == "epithet" or (view.pair.original, view.pair.copy)[side].text.titled


def _stands_before(view: View, side: int, n: int) -> bool:
    """Does a word stand before one that it may describe: not “under pressure since May”?"""
    behind = view.sides[side][n + 1 : n + 2]
    return bool(behind) and not behind[0].small and view.between(side, n) == " "


def _joined(view: View, side: int, n: int) -> str:
    """The word with those that hyphens tie to it, or with the next one where the table knows both as one."""
    tokens = view.sides[side]
    parts = [tokens[n].norm]
    if view.between(side, n) == " " and not tokens[n + 1].small:
        both = {f"{parts[0]}-{lemma}" for lemma in tokens[n + 1].lemmas}
        known = (word for word in both if word in lexicon.judging())
        nouns = (w for w in known if lexicon.judging()[w] == "word" or _stands_before(view, side, n + 1))
        return min(nouns, default=parts[0])
    while view.between(side, n) == "-":
        n += 1
        parts.append(tokens[n].norm)
    joined = "-".join(parts)
    return joined.removesuffix("s") if joined.removesuffix("s") in lexicon.judging() else joined


def _adds(view: View, side: int, hit: Hit) -> bool:
    """Does a word that judges add something, or stand for a word that does not judge?"""
    if view.strength(side, hit.start) == SLIP:
        return False
    if any(view.settled(side, n) for n in range(hit.start, hit.end)):
        return (
            hit.value in {"deed", "word"}
            and view.strength(side, hit.start) < FORM
            and not _grave(view, side, hit)
        )
    if any(_akin(view, side, hit, m) for m in range(len(view.sides[1 - side]))):
        return False
    partner = view.partner(side, hit.start)
    if hit.value == "deed" or (hit.value == "word" and partner is not None):
        return partner is not None and not _harsh(view, 1 - side, partner)
    if any(
        _evaluates(view, 1 - side, m, view.partner(side, hit.end))
        for m in range(*view.across(side, hit.start, hit.end))
    ):
        return False
    behind = view.sides[side][hit.end : hit.end + 1]
    attributes = hit.value != "epithet" or (bool(behind) and not behind[0].small)
    return attributes and view.anchored(side, hit.end)


def _akin(view: View, side: int, hit: Hit, m: int) -> bool:
    """Is a word of the other side, with no partner of its own, of one family with the word that judges?"""
    other = view.sides[1 - side][m]
    return not view.settled(1 - side, m) and morphology.related(view.sides[side][hit.start].norm, other.norm)


def _grave(view: View, side: int, hit: Hit) -> bool:
    """Stands a plain word for something as bad in place of a word that judges: disaster for catastrophe?"""
    partner = view.partner(side, hit.start)
    return partner is not None and not view.sides[1 - side][partner].lemmas.isdisjoint(GRAVE)


def _harsh(view: View, side: int, n: int) -> bool:
    return any(each.start <= n < each.end for each in _judging(view, side))


def _evaluates(view: View, side: int, n: int, noun: int | None) -> bool:
    """Is a word an adjective or adverb that stands for the one that judges, before the same noun?"""
    token = view.sides[side][n]
    if token.small or token.capital or view.settled(side, n):
        return False
    parts = {part for lemma in token.lemmas for part in lexicon.parts(lemma)}
    return bool(parts) and (
        parts <= {"a", "r"}
        or ("a" in parts and n + 1 == noun)
        or ("a" in parts and token.norm.endswith(("ing", "ed", "ful")))
        or ("n" not in parts and "v" not in parts)
    )


def _tone(view: View, side: int, hit: Hit) -> Sign:
    first, last = view.across(side, hit.start, hit.end)
    partner = view.partner(side, hit.start)
    exchanged = partner is not None and hit.value in {"word", "deed"} and first <= partner < last
    theirs = (partner, partner + 1) if exchanged and partner is not None else view.place(side, hit.start)
    original, copy = (hit[:2], theirs) if side == 0 else (theirs, hit[:2])
    return Sign(original, copy, "tone", "“{0}” became “{1}”: a word that judges", 0.8)
