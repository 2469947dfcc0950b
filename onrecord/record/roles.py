"""Who did what to whom, and whether both wordings tell it alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record import deeds, lexicon, morphology
from onrecord.record.alignment import FORM, SETTLED
from onrecord.record.numbers import quantities
from onrecord.record.tokens import Token
from onrecord.record.verbs import is_verb
from onrecord.record.views import Range, Sign, View

REACH = 9  # words to each side of a verb among which those who act and are acted on are looked for
SAYING = lexicon.words("saying")
PASSIVE = lexicon.words("passive")
BETWEEN = lexicon.words("between")
ONE_PERSON = {"him": "he", "her": "she", "them": "they", "whom": "who", "me": "i", "us": "we"}
PEOPLE = lexicon.words("people")
JOINED = lexicon.words("joined")
OPENING = lexicon.words("opening")


@dataclass(frozen=True)
class Frame:
    """A verb with those who act and those who are acted on, as keys, and the words that this takes up."""

    agents: frozenset[str]
    patients: frozenset[str]
    span: Range


def role_signs(view: View) -> Iterator[Sign]:
    """Deeds whose doer and object changed places; converse verbs that tell the same are spent."""
    if not _stirred(view):
        return
    agreed: list[Frame] = []
    for n in range(len(view.sides[0])):
        for m in _verbs(view, n):
            one, other = _frame(view, 0, n), _frame(view, 1, m)
            if one.agents & other.agents:
                agreed.append(Frame(one.agents & other.agents, one.patients & other.patients, one.span))
            if _replaced(view, n, m, one, other):
                yield Sign(one.span, other.span, "roles", "“{0}” became “{1}”: somebody else did it", 0.7)
            if not _swapped(one, other):
                continue
            if deeds.converse(view.sides[0][n], view.sides[1][m]):
                agreed.append(one)
            if deeds.converse(view.sides[0][n], view.sides[1][m]):
                view.spend((n, n + 1), (m, m + 1))
            elif view.strength(0, n) >= SETTLED or _voiced(view, n, m):
                yield Sign(one.span, other.span, "roles", "“{0}” became “{1}”: who did it to whom", 0.85)
    yield from _exchanged(view, agreed)
    yield from deeds.exchanged(view)
    yield from deeds.speakers(view)


def _stirred(view: View) -> bool:
    """Has anything moved that could tell who did what: a name, a pronoun, a passive?"""
    if view.pair.moved:
        return True
    telling = PASSIVE | lexicon.small("pronoun") | {"by"}
    return any(
        (token.capital or token.norm in telling) and view.strength(side, n) < FORM
        for side, tokens in enumerate(view.sides)
        for n, token in enumerate(tokens)
    )


def _verbs(view: View, n: int) -> Iterator[int]:
    """The verb of the copy that tells the deed of a verb of the original."""
    if not _deed(view, 0, n):
        return
    partner = view.partner(0, n)
    if partner is not None and view.strength(0, n) >= SETTLED and _deed(view, 1, partner):
        yield partner
        return
    if partner is not None and _deed(view, 1, partner) and _voiced(view, n, partner):
        yield partner
        return
    mine = view.sides[0][n]
    for m, token in enumerate(view.sides[1]):
        if view.strength(1, m) >= SETTLED or not _deed(view, 1, m):
            continue
        if deeds.converse(mine, token) or morphology.synonyms(mine.norm, token.norm):
            yield m


def _voiced(view: View, n: int, m: int) -> bool:
    """Is one of two verbs in each other's place passive, and led by the one who did it, and the other not?"""
    if view.partner(0, n) != m or not view.swapped_for((n, n + 1), (m, m + 1)):
        return False
    done_by = [
        any(token.norm == "by" for token in side[v + 1 : v + 7])
        and any(token.norm in PASSIVE for token in side[max(0, v - 3) : v])
        for side, v in zip(view.sides, (n, m), strict=True)
    ]
    active, verb = (view.sides[1], m) if done_by[0] else (view.sides[0], n)
    direct = verb + 1 < len(active) and active[verb + 1].norm not in lexicon.small("preposition")
    return done_by[0] != done_by[1] and direct and not passive(active, verb)


def _deed(view: View, side: int, n: int) -> bool:
    tied = "-" in (view.between(side, n - 1) if n else "", view.between(side, n))
    return is_verb(view.sides[side], n) and not tied


def _swapped(one: Frame, other: Frame) -> bool:
    agents, patients = one.agents - other.agents, one.patients - other.patients
    return bool(
        agents & (other.patients - one.patients)
        and patients & (other.agents - one.agents)
        and not one.agents & other.agents
    )


def _frame(view: View, side: int, verb: int) -> Frame:
    """Who stands before and behind a verb, turned round where it is passive."""
    left, right = _left(view, side, verb), _right(view, side, verb)
    places = [verb, *left, *right]
    span = (min(places), max(places) + 1)
    fronted = _fronted(view, side, left)
    mine, theirs = _keys(view, side, left), _keys(view, side, right)
    tokens = view.sides[side]
    by = next((n for n in range(verb + 1, min(verb + 7, len(tokens))) if tokens[n].norm == "by"), None)
    if fronted is not None:
        theirs, span = theirs | _keys(view, side, [fronted]), (min(fronted, span[0]), span[1])
    if not tokens[verb].lemmas.isdisjoint(SAYING) and verb and _mark(view, side, verb - 1):
        return Frame(theirs, frozenset(), span)  # “…”, says Corran
    if passive(tokens, verb):
        behind = [n for n in right if by is not None and n > by]
        stops = [n for n in behind if tokens[n].norm in lexicon.small("preposition") - {"of"}]
        agents = _keys(view, side, [n for n in behind if n < min(stops, default=n + 1)])
        return Frame(agents, mine, span)
    return Frame(mine, theirs, span)


def passive(tokens: tuple[Token, ...], verb: int) -> bool:
    """Is a verb in the passive, with “be” before it or “by” behind it?"""
    by = next((n for n in range(verb + 1, min(verb + 3, len(tokens))) if tokens[n].norm == "by"), None)
    if by is not None and any(by < q.start <= by + 2 for q in quantities(tokens)):
        by = None  # by how much: prices rose by a fifth
    form = tokens[verb].norm
    if form.endswith("ing") or (form.endswith("s") and not form.endswith("ss")):
        return False
    before = [t.norm for t in tokens[max(0, verb - 3) : verb]]
    before = before[len(before) - before[::-1].index("to") :] if "to" in before else before
    return any(word in PASSIVE for word in before if word not in BETWEEN) or by is not None


def _left(view: View, side: int, verb: int) -> list[int]:
    """The words of the phrase before a verb; an aside between commas is stepped over."""
    tokens, place = view.sides[side], verb - 1
    auxiliary = lexicon.small("auxiliary")
    while place >= 0 and (
        tokens[place].norm in auxiliary or tokens[place].norm in BETWEEN or _adverb(tokens[place])
    ):
        place -= 1
    if place > 0 and tokens[place].norm == "to":
        place = _before_to(tokens, place)
    if place >= 0 and _mark(view, side, place, ",") and not _bare(tokens, place):
        opening = next(
            (n for n in range(place - 1, max(-1, place - REACH), -1) if _mark(view, side, n, ",")), None
        )
        place = opening if opening is not None else place
    found: list[int] = []
    while place >= 0 and len(found) < REACH:
        if found and tokens[place].norm in lexicon.small("relative") and not _mark(view, side, place):
            found.append(place)
            break
        if found and (_mark(view, side, place) or tokens[place].norm in OPENING or is_verb(tokens, place)):
            break
        if tokens[place].norm in {"to", "by", "against", "with", "on"} and found:
            break
        found.append(place)
        if tokens[place].norm in OPENING:
            break
        place -= 1
    return found


def _before_to(tokens: tuple[Token, ...], place: int) -> int:
    """The end of the phrase before “is set to”, “plans to”, “to”."""
    place -= 1
    led = is_verb(tokens, place) or tokens[place].norm in {"set", "due", "about", "able", "likely", "ready"}
    place -= led and place > 0
    while place > 0 and tokens[place].norm in lexicon.small("auxiliary"):
        place -= 1
    return place


def _bare(tokens: tuple[Token, ...], place: int) -> bool:
    return tokens[place].norm in PEOPLE


def _adverb(token: Token) -> bool:
    return token.norm.endswith("ly")


def _right(view: View, side: int, verb: int) -> list[int]:
    """The words behind a verb up to the next mark or the next verb."""
    tokens, found = view.sides[side], list[int]()
    for place in range(verb + 1, min(verb + 1 + REACH, len(tokens))):
        if _mark(view, side, place - 1) or tokens[place].norm in OPENING - {
            "as",
            "after",
            "before",
            "who",
            "whom",
        }:
            break
        if found and is_verb(tokens, place) and not tokens[place].capital and not tokens[place].may_be("n"):
            break
        found.append(place)
    return found


def _mark(view: View, side: int, place: int, wanted: str = ",;:.!?—–") -> bool:
    """Does a mark stand behind a word?"""
    return not set(wanted).isdisjoint(view.between(side, place))


def _fronted(view: View, side: int, left: list[int]) -> int | None:
    """The pronoun of “whom he succeeded”, which is the object."""
    tokens = view.sides[side]
    if len(left) < 2 or tokens[left[-1]].norm not in {"who", "whom", "which", "that"}:
        return None
    return left.pop()


def _keys(view: View, side: int, places: list[int]) -> frozenset[str]:
    """What stands for each word that may name somebody, the same on both sides."""
    found = set[str]()
    for n in places:
        token = view.sides[side][n]
        norm = ONE_PERSON.get(token.norm, token.norm)
        if token.norm == "her" and n + 1 < len(view.sides[side]) and not view.sides[side][n + 1].small:
            continue
        if norm in PEOPLE - {"it"}:
            found.add(norm)
        elif not token.small and token.kind == "word" and not is_verb(view.sides[side], n):
            partner = view.partner(side, n)
            same = partner is not None and view.strength(side, n) >= SETTLED
            told = view.sides[0][partner].norm if side and same and partner is not None else norm
            found.add(min(morphology.family(told)))
    return frozenset(found)


def _replaced(view: View, n: int, m: int, one: Frame, other: Frame) -> bool:
    """Did another of those whom both sides name do the deed, and the same words follow it?"""
    if one.agents & other.agents or view.strength(0, n) < FORM or view.moved(0, n):
        return False
    if passive(view.sides[0], n) or passive(view.sides[1], m) or view.partner(0, n + 1) != m + 1:
        return False
    aside = lexicon.small("preposition", "relative")
    led_in = (view.sides[0][one.span[0] : n], view.sides[1][other.span[0] : m])
    if any(token.norm in aside for words in led_in for token in words):
        return False
    before = _clause(view.sides[0], n), _clause(view.sides[1], m)
    known = [{_key(token) for token in side if not token.small} for side in view.sides]
    led = [{_key(token) for token in side if not token.small} for side in before]
    if one.agents & led[1] or other.agents & led[0]:
        return False
    both = known[0] & known[1]
    return bool(one.agents & both and other.agents & both) and one.agents <= both | {"the"} >= other.agents


def _clause(tokens: tuple[Token, ...], verb: int) -> tuple[Token, ...]:
    """The words of its clause before a verb."""
    start = verb
    while start and tokens[start - 1].norm not in OPENING - {"and"}:
        start -= 1
    return tokens[start:verb]


def _named(token: Token) -> bool:
    return token.capital and not token.small and token.kind == "word"


def _key(token: Token) -> str:
    return min(morphology.family(token.norm))


def _exchanged(view: View, agreed: list[Frame]) -> Iterator[Sign]:
    """Two names that stand in each other's place, with the same words beside them.

    ``agreed`` are the deeds that both sides tell alike.
    """
    crossing = [n for n, token in enumerate(view.sides[0]) if view.strength(0, n) >= FORM and _named(token)]
    for at, a in enumerate(crossing):
        for b in crossing[at + 1 :]:
            c, d = view.pair.there[a], view.pair.there[b]
            between = {token.norm for token in view.sides[0][a + 1 : b]}
            apart = between - JOINED or (b == a + 1 and _mark(view, 0, a) and _mark(view, 1, d))
            if c < d or _agrees(agreed, _key(view.sides[0][a]), _key(view.sides[0][b])):
                continue
            then = "then" in between and "then" in {token.norm for token in view.sides[1][d + 1 : c]}
            if then or (apart and _beside(view, a, d) and _beside(view, b, c)):
                why = "“{0}” became “{1}”: the two changed places"
                yield Sign((a, a + 1), (d, d + 1), "roles", why, 0.85)
                yield Sign((b, b + 1), (c, c + 1), "roles", why, 0.85)


def _agrees(agreed: list[Frame], one: str, other: str) -> bool:
    """Did one of two do something to the other on both sides alike?"""
    return any(
        (one in frame.agents and other in frame.patients) or (other in frame.agents and one in frame.patients)
        for frame in agreed
    )


def _beside(view: View, n: int, m: int) -> bool:
    """Is the next word on both sides the same one, though the words before it are not?"""
    ends = (len(view.sides[0]), len(view.sides[1]))
    if n + 1 >= ends[0] or m + 1 >= ends[1]:
        return n + 1 == ends[0] and m + 1 == ends[1]
    mine, theirs = view.sides[0][n + 1], view.sides[1][m + 1]
    if mine.norm in {"and", "or"}:
        return False
    linked = view.pair.there.get(n + 1)
    if n and m and _mark(view, 0, n) and _mark(view, 1, m):
        return view.sides[0][n - 1].norm == view.sides[1][m - 1].norm
    return linked == m + 1 or (mine.norm == theirs.norm and linked != view.pair.there[n] + 1)
