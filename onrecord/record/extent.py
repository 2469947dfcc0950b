"""How much a claim covers: quantifiers, bounds, conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from onrecord.record import lexicon
from onrecord.record.alignment import FORM
from onrecord.record.numbers import quantities
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
    }
)
NUMBER_NEAR = 3  # words between a bound and its number
MARKS = "\"'“”‘’"
A_FEW = lexicon.words("a few")
CROWDS = lexicon.words("crowds")
STOPS = frozenset(",;.:—–!?")
# Qualifiers that may stand at the end of what they bound.
ENDING = frozenset({"temporary", "limited", "always", "partly", "intent", "cases", "exception"})
NARROWING = frozenset({"who", "that", "which", "worth", "aged", "earning", "whose", "without", "containing"})
OF_THEM = lexicon.words("of them")
EVERYBODY = frozenset({"everyone", "everybody", "anyone", "anybody"})
LOOSE = frozenset({"cases", "mostly"})  # bounds that hold a quantifier
COMPARING = frozenset({"over", "under", "above", "below"})
TWO = frozenset({"two", "2"})
ALL_TOLD = frozenset({"at", "above", "after", "of", "first"})
PUBLIC = lexicon.words("public")
CLOSE = 4  # words without a partner at most among which one stands in place of “everyone”
CLAUSE = 2  # words of weight that a clause after “or” has at least
MOST = 5  # the rank of “most”
UNSURE_ALONE = frozenset({"just", "once", "until", "if", "alone", "bar", "pending", "subject to", "assuming"})


def scope_signs(view: View) -> Iterator[Sign]:
    """Quantifiers that became others, and bounds of a claim that were dropped or added."""
    yield from _quantifiers(view)
    yield from _qualifiers(view)
    yield from _everybody(view)
    yield from _quoted(view)
    yield from _relatives(view)
    yield from _alternatives(view)


def _everybody(view: View) -> Iterator[Sign]:
    """“Everyone” where a noun stood that tells which people: safe for adults, safe for everyone."""
    for side, tokens in enumerate(view.sides):
        for n, token in enumerate(tokens):
            narrowed = n + 1 < len(tokens) and tokens[n + 1].norm in NARROWING | {"with"}
            if token.norm not in EVERYBODY or narrowed or view.settled(side, n):
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
                yield _lone(side, (n, n + 1), view.place(side, n), 0.6)


def _quantifiers(view: View) -> Iterator[Sign]:
    ones, others = (_ranked(view, side) for side in (0, 1))
    left, right = uncancelled(view, ones, others)
    for one, other in product(list(left), list(right)):
        mine, theirs = one[:2], other[:2]
        if one not in left or other not in right or not view.facing(0, mine, theirs):
            continue
        left.remove(one)
        right.remove(other)
        why = "“{0}” became “{1}”: how much is meant"
        yield Sign(mine, theirs, "scope", why, 0.85)
    yield from _counted(view, left, right)
    for side, rest in ((0, left), (1, right)):
        for hit in rest:
            if hit.value in {"6", "5", "2"} and _determines(view, side, hit):
                yield _lone(side, hit[:2], view.place(side, hit.start), 0.6)


def _counted(view: View, left: list[Hit], right: list[Hit]) -> Iterator[Sign]:
    """A number that became “all” or “most”, or the other way."""
    for side, rest in ((0, left), (1, right)):
        for hit in list(rest):
            partner = view.partner(side, hit.start)
            adverb = view.sides[side][hit.start].norm.endswith("ly")
            if adverb or partner is None or view.settled(side, hit.start):
                continue
            if not _is_number(view, 1 - side, partner):
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
    taken = {n for hit in _bounds(view, side) if hit.value not in LOOSE for n in range(*hit[:2])}
    return [
        Hit(n, n + 1, str(_rank(tokens, n)))
        for n, token in enumerate(tokens)
        if (token.norm in table or _part_of(tokens, n)) and n not in taken and _quantifies(view, side, n)
    ]


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
    plural = tokens[end].norm.endswith("s") or tokens[hit.end].norm in OF_THEM
    if partner is None or view.strength(side, end) < FORM or not plural:
        return False
    before = view.sides[1 - side][partner - 1].norm if partner else ""
    if tokens[hit.start].norm == "all":
        plural = tokens[end].norm.endswith("s")
        return plural and before not in lexicon.small("article") | OF_THEM | lexicon.ranks().keys()
    return before not in lexicon.ranks() and before not in lexicon.number_words()


def _bounds(view: View, side: int) -> list[Hit]:
    return hits(view.sides[side], lexicon.phrases("qualifiers.tsv"))


def _qualifiers(view: View) -> Iterator[Sign]:
    ones, others = ([hit for hit in _bounds(view, side) if _applies(view, side, hit)] for side in (0, 1))
    left, right = uncancelled(view, ones, others)
    for one, other in product(list(left), list(right)):
        numbers = one.value in BEFORE_NUMBERS and other.value in BEFORE_NUMBERS
        exchanged = numbers or {one.value, other.value} == {"only", "also"}
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


def _one_number(view: View, one: Hit, other: Hit) -> bool:
    """Do two bounds stand before the same number?"""
    reach = range(one.end, min(one.end + NUMBER_NEAR, len(view.sides[0])))
    return any(
        _is_number(view, 0, n) and view.partner(0, n) in range(other.end, other.end + NUMBER_NEAR)
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
    if hit.value not in LONE or any(view.strength(side, n) >= FORM for n in heavy):
        return None
    first, last = view.across(side, hit.start, hit.end)
    if hit.value == "condition":
        return _clause(view, side, hit, (first, last))
    if view.words(side, hit.start, hit.end) in UNSURE_ALONE:
        return None
    if hit.value == "among" and hit.end < len(view.sides[side]) and _is_number(view, side, hit.end):
        return None
    if hit.value in {"limited", "which"} and not _bare_there(view, side, hit):
        return None
    if hit.value in BEFORE_NUMBERS and not _number_kept(view, side, hit):
        return None
    if any(each.value == hit.value for each in _bounds(view, 1 - side) if first <= each.start < last):
        return None
    behind = hit.value in ENDING and hit.start > 0 and view.settled(side, hit.start - 1)
    if not behind and not view.anchored(side, hit.end):
        return None
    return _lone(side, hit[:2], view.place(side, hit.start), 0.75)


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
    numbers = [m for m in places if m is not None and _is_number(view, 1 - side, m)]
    if not numbers:
        return False
    around = range(max(0, numbers[0] - NUMBER_NEAR), numbers[0])
    bound = {n for each in _bounds(view, 1 - side) if each.value in BEFORE_NUMBERS for n in range(*each[:2])}
    return bound.isdisjoint(around)


def _is_number(view: View, side: int, n: int) -> bool:
    token = view.sides[side][n]
    return token.kind == "number" or token.norm in lexicon.number_words() or token.norm in lexicon.ranks()


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
    return _lone(side, (hit.start, end), view.place(side, hit.start), 0.75)


def _plain_there(view: View, side: int, noun: int) -> bool:
    """Stands a noun on the other side without a word before it that this side has not?"""
    partner = view.partner(side, noun)
    before = partner - 1 if partner else 0
    return partner is not None and (view.sides[1 - side][before].small or view.settled(1 - side, before))


def _lone(side: int, mine: Range, theirs: Range, confidence: float) -> Sign:
    original, copy = (mine, theirs) if side == 0 else (theirs, mine)
    why = "“{0}” became “{1}”: what the claim covers"
    return Sign(original, copy, "scope", why, confidence)
