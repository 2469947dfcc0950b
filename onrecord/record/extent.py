"""How much a claim covers: bounds, conditions, clauses that say which ones are meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from onrecord.record import lexicon
from onrecord.record.alignment import FORM
from onrecord.record.numbers import quantities
from onrecord.record.quantifiers import CROWDS, NARROWING, covering, everybody, is_number, quantifier_signs
from onrecord.record.tokens import Token
from onrecord.record.views import Hit, Range, Sign, View, hits, uncancelled

BEFORE_NUMBERS = frozenset({"least", "most", "over", "under", "almost"})
LONE = frozenset(
    {
        "only",
        "among",
        "necessarily",
        "condition",
        "always",
        "least",
        "most",
        "almost",
        "exception",
        "limited",
        "partly",
        "temporary",
        "which",
        "intent",
        "cases",
        "mostly",
        "often",
        "severity",
    }
)
AS_OFTEN = (
    {"always", "constant"},
    {"often", "mostly"},
    {"often", "many"},
    {"mostly", "many"},
    {"partly", "cases"},
    {"partly", "degree"},
)
EXCHANGED = (
    {"only", "also"},
    {"mostly", "cases"},
    {"always", "cases"},
    {"always", "mostly"},
    {"always", "often"},
)
HARM = lexicon.words("harm")
NUMBER_NEAR = 3  # words between a bound and its number
MARKS = "\"'“”‘’"
STOPS = frozenset(",;.:—–!?")
# Qualifiers that may stand at the end of what they bound.
ENDING = frozenset(
    {"temporary", "limited", "always", "partly", "intent", "cases", "often", "mostly", "exception"}
)
COMPARING = frozenset({"over", "under", "above", "below"})
CLAUSE = 2  # words of weight that a clause after “or” has at least
UNSURE_ALONE = frozenset({"just", "once", "until", "if", "alone", "bar", "pending", "subject to", "assuming"})


def scope_signs(view: View) -> Iterator[Sign]:
    """Quantifiers that became others, and bounds of a claim that were dropped or added."""
    yield from quantifier_signs(view)
    yield from _qualifiers(view)
    yield from everybody(view)
    yield from _quoted(view)
    yield from _relatives(view)
    yield from _alternatives(view)


def _alternatives(view: View) -> Iterator[Sign]:
    """What “or” adds, there on one side alone: those who would vote or might."""
    for side, tokens in enumerate(view.sides):
        for n in range(1, len(tokens) - 1):
            if tokens[n].norm == "or" and view.partner(side, n) is None and view.settled(side, n - 1):
                sign = _clause(view, side, Hit(n, n + 1, "alternative"), view.across(side, n, n + 1))
                if sign is not None:
                    yield sign


def _relatives(view: View) -> Iterator[Sign]:
    """A clause that says which ones are meant, there on one side alone: the voters who had moved away."""
    for side, tokens in enumerate(view.sides):
        for n in range(1, len(tokens) - 2):
            measured = tokens[n].norm in COMPARING and tokens[n + 1].kind == "number"
            if not (tokens[n].norm in NARROWING or measured) or view.partner(side, n) is not None:
                continue
            before = tokens[n - 1]
            opens = view.opens(side, n - 1)
            people = bool(lexicon.aliases().get(before.norm))
            named = before.capital and not opens and not people
            many = before.norm.endswith("s") or before.norm in CROWDS
            if named or before.small or not view.settled(side, n - 1) or not many:
                continue
            if not view.between(side, n - 1).isspace():
                continue
            sign = _clause(view, side, Hit(n, n + 1, "relative"), view.across(side, n, n + 1))
            if sign is not None:
                yield sign


def _quoted(view: View) -> Iterator[Sign]:
    """A word in quotation marks before a noun, there on one side alone: the “illegal” posts."""
    for side, tokens in enumerate(view.sides):
        text = view.texts[side]
        for n, token in enumerate(tokens[:-1]):
            marked = (
                token.start and text[token.start - 1] in MARKS and text[token.end : token.end + 1] in MARKS
            )
            if not marked or not text[token.end : token.end + 1] or not token.may_be("a"):
                continue
            if view.partner(side, n) is None and view.strength(side, n + 1) >= FORM:
                yield covering(side, (n, n + 1), view.place(side, n), 0.6)


def _bounds(view: View, side: int) -> list[Hit]:
    return hits(view.sides[side], lexicon.phrases("qualifiers.tsv"))


def _qualifiers(view: View) -> Iterator[Sign]:
    ones, others = ([hit for hit in _bounds(view, side) if _applies(view, side, hit)] for side in (0, 1))
    yield from _bounds_of_numbers(view, ones, others)
    left, right = uncancelled(view, ones, others, _as_often)
    for one, other in product(list(left), list(right)):
        numbers = one.value in BEFORE_NUMBERS and other.value in BEFORE_NUMBERS
        exchanged = numbers or {one.value, other.value} in EXCHANGED
        if (
            one in left
            and other in right
            and exchanged
            and (view.facing(0, one[:2], other[:2]) or (numbers and _one_number(view, one, other)))
        ):
            left.remove(one)
            right.remove(other)
            yield Sign(one[:2], other[:2], "scope", "“{0}” became “{1}”: another bound", 0.8)
    for side, rest in ((0, left), (1, right)):
        for hit in rest:
            sign = _dropped(view, side, hit)
            if sign is not None:
                yield sign


def _bounds_of_numbers(view: View, ones: list[Hit], others: list[Hit]) -> Iterator[Sign]:
    """Bounds of one number: the same, which are taken away, or others."""
    for one, other in product(list(ones), list(others)):
        if one not in ones or other not in others or not BEFORE_NUMBERS.issuperset((one.value, other.value)):
            continue
        if _one_number(view, one, other):
            ones.remove(one)
            others.remove(other)
            if one.value != other.value:
                yield Sign(one[:2], other[:2], "scope", "“{0}” became “{1}”: another bound", 0.8)


def _as_often(one: str, other: str) -> bool:
    """May bounds of two kinds stand for each other? Often is usually, and some cases are a part."""
    return one == other or {one, other} in AS_OFTEN


def _one_number(view: View, one: Hit, other: Hit) -> bool:
    """Do two bounds stand before the same number?"""
    reach = range(one.end, min(one.end + NUMBER_NEAR, len(view.sides[0])))
    return any(
        is_number(view, 0, n) and view.partner(0, n) in range(other.end, other.end + NUMBER_NEAR)
        for n in reach
    )


def _applies(view: View, side: int, hit: Hit) -> bool:
    """Do words that may bound a claim do so here? Over and under do before numbers alone."""
    if hit.value not in BEFORE_NUMBERS:
        return True
    tokens = view.sides[side]
    reach = range(hit.end, min(hit.end + NUMBER_NEAR, len(tokens)))
    if tokens[hit.start].norm in {"or", "and"}:
        return any(hit.start - 1 <= q.end <= hit.start for q in quantities(tokens))
    if any(q.start in reach for q in quantities(tokens)):
        return True
    return hit.value == "almost" and hit.end < len(tokens) and tokens[hit.end].norm in lexicon.ranks()


def _dropped(view: View, side: int, hit: Hit) -> Sign | None:
    """A bound that the other side has not, and nothing in its place."""
    heavy = [n for n in range(hit.start, hit.end) if not view.sides[side][n].small] or [hit.start]
    if hit.value == "exception":
        heavy = [n for n in heavy if view.sides[side][n].norm not in lexicon.ranks()] or [hit.start]
    harmed = hit.value == "degree" and hit.end < len(view.sides[side]) and _harmed(view.sides[side][hit.end])
    if not (hit.value in LONE or harmed) or any(view.strength(side, n) >= FORM for n in heavy):
        return None
    first, last = view.across(side, hit.start, hit.end)
    if hit.value == "condition":
        return _clause(view, side, hit, (first, last))
    if view.words(side, hit.start, hit.end) in UNSURE_ALONE:
        return None
    if hit.value == "among" and hit.end < len(view.sides[side]) and is_number(view, side, hit.end):
        return None
    if hit.value == "among" and _one_there(view, side, hit.end):
        return None
    if (harmed or hit.value in {"limited", "which", "severity"}) and not _bare_there(view, side, hit):
        return None
    if hit.value in BEFORE_NUMBERS and not _number_kept(view, side, hit):
        return None
    if any(each.value == hit.value for each in _bounds(view, 1 - side) if first <= each.start < last):
        return None
    behind = hit.value in ENDING and hit.start > 0 and view.settled(side, hit.start - 1)
    if not behind and not view.anchored(side, hit.end):
        return None
    return covering(side, hit[:2], view.place(side, hit.start), 0.75)


def _one_there(view: View, side: int, start: int) -> bool:
    """Is “one of his pupils” told as one: a pupil of his?"""
    tokens = view.sides[side]
    for n in range(start, min(start + 4, len(tokens))):
        m = view.partner(side, n)
        if not tokens[n].small and tokens[n].norm.endswith("s") and m is not None:
            return not view.sides[1 - side][m].norm.endswith("s")
    return False


def _harmed(token: Token) -> bool:
    """Is a word a verb for harm, of which “slightly” tells how much?"""
    return not token.lemmas.isdisjoint(HARM)


def _bare_there(view: View, side: int, hit: Hit) -> bool:
    """Does what a qualifier bears on stand on the other side with nothing in the qualifier's place?"""
    if view.partner(side, hit.start) is not None or hit.end >= len(view.sides[side]):
        return False
    partner = view.partner(side, hit.end)
    if partner is None or view.strength(side, hit.end) < FORM or view.sides[side][hit.end].small:
        return False
    behind = view.sides[1 - side][partner + 1 : partner + 2]
    if behind and not behind[0].small and not view.settled(1 - side, partner + 1):
        return False
    if hit.value == "which" and not view.sides[side][hit.end].norm.endswith("s"):
        return False
    return partner == 0 or view.settled(1 - side, partner - 1) or view.sides[1 - side][partner - 1].small


def _number_kept(view: View, side: int, hit: Hit) -> bool:
    """Is the number that is bounded on the other side too, and bounded by nothing there?"""
    reach = range(hit.end, min(hit.end + NUMBER_NEAR, len(view.sides[side])))
    places = [view.partner(side, n) for n in reach if view.strength(side, n) >= FORM]
    numbers = [m for m in places if m is not None and is_number(view, 1 - side, m)]
    if not numbers:
        return False
    around = range(max(0, numbers[0] - NUMBER_NEAR), numbers[0])
    bound = {n for each in _bounds(view, 1 - side) if each.value in BEFORE_NUMBERS for n in range(*each[:2])}
    return bound.isdisjoint(around)


def _clause(view: View, side: int, hit: Hit, across: Range) -> Sign | None:
    """A condition whose clause the other side has not."""
    tokens = view.sides[side]
    end = hit.end
    while end < len(tokens) and STOPS.isdisjoint(view.between(side, end - 1)):
        if not tokens[end].small and view.settled(side, end) and not view.moved(side, end):
            break
        end += 1
    while end > hit.end and tokens[end - 1].small and view.partner(side, end - 1) is not None:
        end -= 1
    gone = [n for n in range(hit.end, end) if not tokens[n].small]
    if hit.value == "alternative" and (len(gone) < CLAUSE or any(view.settled(side, n) for n in gone)):
        return None
    facing = [
        m for m in range(*across) if not view.sides[1 - side][m].small and not view.settled(1 - side, m)
    ]
    if not gone or len(facing) * 2 > len(gone):
        return None
    if hit.value == "relative" and not _plain_there(view, side, hit.start - 1):
        return None
    return covering(side, (hit.start, end), view.place(side, hit.start), 0.75)


def _goes_on(view: View, side: int, n: int) -> bool:
    """Do words of this side alone tell which ones are meant: “those living there” for “who live there”?"""
    if n >= len(view.sides[side]) or view.settled(side, n) or not view.between(side, n - 1).isspace():
        return False
    return view.sides[side][n].norm.endswith(("ing", "ed")) or view.sides[side][n].norm in NARROWING | {
        "with"
    }


def _plain_there(view: View, side: int, noun: int) -> bool:
    """Stands a noun on the other side without a word before it that this side has not?"""
    partner = view.partner(side, noun)
    before = partner - 1 if partner else 0
    if partner is not None and _goes_on(view, 1 - side, partner + 1):
        return False
    return partner is not None and (view.sides[1 - side][before].small or view.settled(1 - side, before))
