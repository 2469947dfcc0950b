"""How many, how much, how often: quantifiers, and “everyone” where only some were meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from onrecord.record import lexicon
from onrecord.record.alignment import FORM
from onrecord.record.tokens import Token
from onrecord.record.verbs import is_verb
from onrecord.record.views import Hit, Range, Sign, View, hits, uncancelled

A_FEW = lexicon.words("a few")
CROWDS = lexicon.words("crowds")
OF_THEM = lexicon.words("of them")
PUBLIC = lexicon.words("public")
EVERYBODY = frozenset({"everyone", "everybody", "anyone", "anybody"})
LOOSE = frozenset({"cases", "mostly", "often"})  # bounds that hold a quantifier
NARROWING = frozenset({"who", "that", "which", "worth", "aged", "earning", "whose", "without", "containing"})
TWO = frozenset({"two", "2"})
ALL_TOLD = frozenset({"at", "above", "after", "of", "first"})
CLOSE = 4  # words without a partner at most among which one stands in place of “everyone”
MOST = 5  # the rank of “most”
SEVERAL = ({"3", "2"}, {"3", "4"})  # ranks that may stand for each other
ADVERB_NEAR = 8  # words between a verb and what tells how many did it


def quantifier_signs(view: View) -> Iterator[Sign]:
    """Quantifiers that became others, or stand on one side alone."""
    ones, others = (_ranked(view, side) for side in (0, 1))
    left, right = uncancelled(view, ones, others, _as_many)
    for one, other in product(list(left), list(right)):
        mine, theirs = one[:2], other[:2]
        if one not in left or other not in right:
            continue
        if not (view.facing(0, mine, theirs) or _one_noun(view, one, other) or _one_verb(view, one, other)):
            continue
        left.remove(one)
        right.remove(other)
        why = "“{0}” became “{1}”: how much is meant"
        yield Sign(mine, theirs, "scope", why, 0.85)
    yield from _counted(view, left, right)
    for side, rest in ((0, left), (1, right)):
        for hit in rest:
            if hit.value in {"6", "5", "2"} and _determines(view, side, hit):
                yield covering(side, hit[:2], view.place(side, hit.start), 0.6)


def _as_many(one: str, other: str) -> bool:
    """May quantifiers of two ranks stand for each other? Several may be some or many."""
    return one == other or {one, other} in SEVERAL


def _one_noun(view: View, one: Hit, other: Hit) -> bool:
    """Stand both right before the same word: most plastics, all plastics?"""
    return view.partner(0, one.end) == other.end and view.settled(0, one.end)


def _one_verb(view: View, one: Hit, other: Hit) -> bool:
    """Do both tell of one verb how many did it, before it or behind: “all voted”, “voted by a majority”?"""
    for side, mine, theirs in ((0, one, other), (1, other, one)):
        if mine.end >= len(view.sides[side]) or not is_verb(view.sides[side], mine.end):
            continue
        verb = view.partner(side, mine.end)
        adverb = view.sides[side][mine.start].norm.endswith("ly")
        if adverb and verb is not None and 0 < theirs.start - verb <= ADVERB_NEAR:
            before = view.sides[1 - side][theirs.start - 2 : theirs.start]
            return any(token.norm in lexicon.small("preposition") for token in before)
    return False


def _counted(view: View, left: list[Hit], right: list[Hit]) -> Iterator[Sign]:
    """A number that became “all” or “most”, or the other way."""
    for side, rest in ((0, left), (1, right)):
        for hit in list(rest):
            partner = view.partner(side, hit.start)
            adverb = view.sides[side][hit.start].norm.endswith("ly")
            if adverb or partner is None or view.settled(side, hit.start):
                continue
            if not is_number(view, 1 - side, partner):
                continue
            number = view.sides[1 - side][partner].norm
            if (
                (view.sides[side][hit.start].norm == "both" and number in TWO)
                or number in lexicon.ranks()
                or number == "half"
                or int(hit.value) < MOST
            ):
                continue
            rest.remove(hit)
            mine, theirs = hit[:2], (partner, partner + 1)
            original, copy = (mine, theirs) if side == 0 else (theirs, mine)
            yield Sign(original, copy, "scope", "“{0}” became “{1}”: how much is meant", 0.8)


def _ranked(view: View, side: int) -> list[Hit]:
    tokens, table = view.sides[side], lexicon.ranks()
    bounds = hits(tokens, lexicon.phrases("qualifiers.tsv"))
    taken = {n for hit in bounds if hit.value not in LOOSE for n in range(*hit[:2])}
    found = [
        Hit(hit.start, hit.end, str(table[hit.value]))
        for hit in hits(tokens, lexicon.ranked_phrases())
        if hit.start and _counts(tokens[hit.start - 1].norm, hit.value)
    ]
    taken.update(n for hit in found for n in range(*hit[:2]))
    found += [
        Hit(n, n + 1, str(_rank(tokens, n)))
        for n, token in enumerate(tokens)
        if (token.norm in table or _part_of(tokens, n)) and n not in taken and _quantifies(view, side, n)
    ]
    return sorted(found)


def _counts(before: str, phrase: str) -> bool:
    """Is “number of” led by “a”, so that it counts: not the number of people?"""
    return before in {"a", "an"} or not phrase.endswith(" of") or phrase in {"bulk of", "large numbers of"}


def _rank(tokens: Sequence[Token], n: int) -> int:
    """How much a quantifier means; “a few” are some."""
    a_few = tokens[n].norm in {"few", "little"} and n > 0 and tokens[n - 1].norm in A_FEW
    return lexicon.ranks()["some" if a_few or _part_of(tokens, n) else tokens[n].norm]


def _part_of(tokens: Sequence[Token], n: int) -> bool:
    return tokens[n].norm in {"part", "parts"} and n + 1 < len(tokens) and tokens[n + 1].norm == "of"


def _quantifies(view: View, side: int, n: int) -> bool:
    """Is the word meant as a quantity: not “some 5,000”, “the most powerful”, “little girl”, “above all”?"""
    tokens = view.sides[side]
    after = tokens[n + 1] if n + 1 < len(tokens) else None
    before = tokens[n - 1].norm if n else ""
    norm = tokens[n].norm
    if after is None:
        return norm not in {"all", "both"}
    if norm == "some":
        return after.kind == "word" and after.norm not in lexicon.number_words()
    if norm == "most":
        described = tokens[n + 2] if n + 2 < len(tokens) and after.may_be("a") and before != "the" else after
        described = after if after.norm.endswith("s") else described
        plural = described.norm.endswith("s") or after.norm in {"of", "people"}
        return plural or not (after.may_be("a") or after.may_be("r"))
    if norm in {"little", "couple", "handful", "certain", "whole", "entire", "few"}:
        return before not in {"the", "a"} or norm in {"few", "handful", "whole", "entire"}
    counted = after.norm.endswith("s") and after.may_be("n")
    return not (norm == "all" and (before in ALL_TOLD or (before == "in" and not counted)))


def _determines(view: View, side: int, hit: Hit) -> bool:
    """Does a quantifier stand before a noun that the other side has without it?"""
    tokens = view.sides[side]
    if hit.end >= len(tokens) or tokens[hit.start].norm not in {"some", "most", "all"}:
        return False
    end = hit.end
    while end + 1 < len(tokens) and tokens[end].norm in OF_THEM:
        end += 1
    describes = tokens[end].may_be("a") or tokens[end].capital
    if end + 1 < len(tokens) and describes and not tokens[end].norm.endswith("s"):
        end += 1
    partner = view.partner(side, end)
    many = tokens[end].norm.endswith("s") or tokens[end].norm in CROWDS
    plural = many or tokens[hit.end].norm in OF_THEM
    if partner is None or view.strength(side, end) < FORM or not plural:
        return False
    before = view.sides[1 - side][partner - 1].norm if partner else ""
    if tokens[end].norm in CROWDS and view.partner(side, end + 1) != partner + 1:
        return False  # some people did this, people did that
    if tokens[hit.start].norm == "all":
        plural = tokens[end].norm.endswith("s")
        return plural and before not in lexicon.small("article") | OF_THEM | lexicon.ranks().keys()
    return before not in lexicon.ranks() and before not in lexicon.number_words()


def everybody(view: View) -> Iterator[Sign]:
    """“Everyone” where a noun stood that tells which people: safe for adults, safe for everyone."""
    for side, tokens in enumerate(view.sides):
        for n, token in enumerate(tokens):
            if token.norm not in EVERYBODY:
                continue
            after = tokens[n + 1] if n + 1 < len(tokens) else None
            narrowed = after is not None and (after.norm in NARROWING | {"with"} or after.may_be("a"))
            if narrowed or view.settled(side, n):
                continue
            first, last = view.across(side, n, n + 1)
            loose = [m for m in range(first, last) if not view.settled(1 - side, m)]
            nouns = [m for m in loose if _tells_which(view, 1 - side, m)]
            ranked = any(view.sides[1 - side][m].norm in lexicon.ranks() for m in range(first, last))
            if nouns and not ranked and len(loose) <= CLOSE:
                mine, theirs = (n, n + 1), (nouns[0], nouns[0] + 1)
                original, copy = (mine, theirs) if side == 0 else (theirs, mine)
                yield Sign(original, copy, "scope", "“{0}” became “{1}”: how many are meant", 0.75)


def _tells_which(view: View, side: int, n: int) -> bool:
    """Is a word a noun for some people, not for people as such?"""
    token = view.sides[side][n]
    many = token.norm.endswith("s") or token.norm in CROWDS
    named = not token.small and not token.lemmas.isdisjoint(lexicon.people())
    return many and named and token.lemmas.isdisjoint(PUBLIC)


def is_number(view: View, side: int, n: int) -> bool:
    """Is a word a number or a quantifier?"""
    token = view.sides[side][n]
    return token.kind == "number" or token.norm in lexicon.number_words() or token.norm in lexicon.ranks()


def covering(side: int, mine: Range, theirs: Range, confidence: float) -> Sign:
    """The sign for words that tell what a claim covers and stand on one side alone."""
    original, copy = (mine, theirs) if side == 0 else (theirs, mine)
    why = "“{0}” became “{1}”: what the claim covers"
    return Sign(original, copy, "scope", why, confidence)
