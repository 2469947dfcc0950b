"""Two who stand in each other's place, with the rest of the sentence where it was: who did it to whom.

A sentence is told by its places: the one before the verb, the one behind it, those that a preposition leads
to. What was turned into the passive, put in front or listed in another order has other places, and is let be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.record import lexicon, morphology
from onrecord.record.alignment import FORM, SETTLED
from onrecord.record.deeds import MUTUAL, converse
from onrecord.record.roles import passive
from onrecord.record.tokens import Token
from onrecord.record.verbs import is_verb
from onrecord.record.views import Range, Sign, View

PASSIVE = lexicon.words("passive")
RELATIONS = lexicon.words("relations")
LEADS = lexicon.small("preposition", "conjunction", "relative")
WHEN = frozenset({"after", "following", "before", "as", "when", "while"})
AGENT = 4  # words behind a verb among which “by” leads to the one who did it
APART = 15  # words between two opposites that changed places at most
PHRASE = 6  # words that a phrase holds at most


def place_signs(view: View) -> Iterator[Sign]:
    """Two who changed places, and one who did what was done to him."""
    yield from _exchanged(view)
    yield from _voiced(view)
    yield from _contrasted(view)
    yield from _promoted(view)


def _exchanged(view: View) -> Iterator[Sign]:
    if not view.pair.moved:
        return
    people = [n for n in range(len(view.sides[0])) if view.strength(0, n) >= FORM and _names(view, 0, n)]
    pairs = [(a, b) for at, a in enumerate(people) for b in people[at + 1 :]]
    for a, b in pairs + _opposed(view):
        c, d = view.pair.there[a], view.pair.there[b]
        if d < c and _same_places(view, (a, b), (d, c)) and _same_deed(view, (a, b), (d, c)):
            why = "“{0}” became “{1}”: the two changed places"
            yield Sign((a, a + 1), (d, d + 1), "roles", why, 0.75)
            yield Sign((b, b + 1), (c, c + 1), "roles", why, 0.75)


def _opposed(view: View) -> list[tuple[int, int]]:
    """Two opposites of the original, of which one moved: the north and the south."""
    tokens = view.sides[0]
    return [
        (min(a, b), max(a, b))
        for a in sorted(view.pair.moved)
        if not tokens[a].small and lexicon.opposites().keys() & tokens[a].lemmas
        for b in range(max(0, a - APART), min(a + APART, len(tokens)))
        if not tokens[b].small
        and view.strength(0, b) >= FORM
        and morphology.opposed(tokens[a].norm, tokens[b].norm)
    ]


def _names(view: View, side: int, n: int) -> bool:
    """Does a word end a phrase that names somebody?"""
    tokens = view.sides[side]
    token, after = tokens[n], tokens[n + 1] if n + 1 < len(tokens) else None
    if token.small or token.kind != "word" or is_verb(tokens, n):
        return False
    named = token.capital and not (view.opens(side, n) and token.lemmas.isdisjoint(lexicon.people()))
    if not named and token.lemmas.isdisjoint(lexicon.people()):
        return _opening_name(view, side, n)
    joined = after is not None and view.between(side, n) == " " and not after.small
    return not (joined and after is not None and _noun(after) and not is_verb(tokens, n + 1))


def _opening_name(view: View, side: int, n: int) -> bool:
    """Is a word that opens a sentence a name: is it printed with a capital on the other side, too?"""
    partner = view.partner(side, n)
    return view.opens(side, n) and partner is not None and view.sides[1 - side][partner].capital


def _noun(token: Token) -> bool:
    return token.capital or "n" in lexicon.parts(token.norm)


def _same_places(view: View, mine: Range, theirs: Range) -> bool:
    """Are the first of both sides led alike, and the second of both?"""
    return all(_lead(view, 0, one) == _lead(view, 1, other) for one, other in zip(mine, theirs, strict=True))


def _lead(view: View, side: int, n: int) -> str:
    """What leads to a phrase: a preposition, a conjunction, “verb”, or nothing."""
    tokens = view.sides[side]
    for at in range(n - 1, max(-1, n - PHRASE), -1):
        if not view.between(side, at).isspace() and view.between(side, at) != "-":
            return ""
        token = tokens[at]
        if token.norm in LEADS:
            return "when" if token.norm in WHEN else token.norm
        if is_verb(tokens, at):
            return "verb"
    return ""


def _same_deed(view: View, mine: Range, theirs: Range) -> bool:
    """Do the words between two tell the same deed, done in the same voice, and not by both alike?"""
    ones, others = range(mine[0] + 1, mine[1]), range(theirs[0] + 1, theirs[1])
    verbs = [n for n in ones if is_verb(view.sides[0], n)], [m for m in others if is_verb(view.sides[1], m)]
    if not verbs[0] or not verbs[1]:
        return False
    for side, some in enumerate(verbs):
        if any(not MUTUAL.isdisjoint(view.sides[side][n].lemmas) for n in some):
            return False
    if passive(view.sides[0], verbs[0][0]) != passive(view.sides[1], verbs[1][0]):
        return False
    if any(converse(view.sides[0][n], view.sides[1][m]) for n in verbs[0] for m in verbs[1]):
        return False
    return any(_stays(view, n, others) for n in ones)


def _stays(view: View, n: int, others: Sequence[int]) -> bool:
    """Does a word between two, and no name, stand between the two on the other side too?"""
    token = view.sides[0][n]
    partner = view.partner(0, n)
    plain = not token.small and not token.capital and token.kind == "word"
    return plain and partner in others and view.strength(0, n) >= SETTLED


def _voiced(view: View) -> Iterator[Sign]:
    """He who did it on one side had it done to him on the other: “killed by his dogs”, “killed his dogs”."""
    if not any(token.norm == "by" for tokens in view.sides for token in tokens):
        return
    for n in range(len(view.sides[0])):
        m = view.partner(0, n)
        if m is None or view.strength(0, n) < FORM or not is_verb(view.sides[0], n):
            continue
        if not is_verb(view.sides[1], m) or passive(view.sides[0], n) == passive(view.sides[1], m):
            continue
        if not MUTUAL.isdisjoint(view.sides[0][n].lemmas):
            continue
        side, verb, active = (0, n, m) if passive(view.sides[0], n) else (1, m, n)
        agent, object_ = _agent(view, side, verb), _object(view, 1 - side, active)
        if agent is None or object_ is None or not _shared(view, side, agent, object_):
            continue
        told = [(verb - 1, agent[1]), (active, object_[1])]
        one, other = told if side == 0 else told[::-1]
        yield Sign(one, other, "roles", "“{0}” became “{1}”: who did it to whom", 0.8)


def _agent(view: View, side: int, verb: int) -> Range | None:
    """The phrase behind “by”."""
    tokens = view.sides[side]
    if not any(token.norm in PASSIVE for token in tokens[max(0, verb - 3) : verb]):
        return None
    by = next((n for n in range(verb + 1, min(verb + AGENT, len(tokens))) if tokens[n].norm == "by"), None)
    return _phrase(view, side, by + 1) if by is not None else None


def _object(view: View, side: int, verb: int) -> Range | None:
    """The phrase right behind a verb."""
    return _phrase(view, side, verb + 1) if view.between(side, verb).isspace() else None


def _phrase(view: View, side: int, start: int) -> Range | None:
    tokens, end = view.sides[side], start
    own = lexicon.small("article", "pronoun")
    while end < min(start + PHRASE, len(tokens)) and (not tokens[end].small or tokens[end].norm in own):
        end += 1
        if not view.between(side, end - 1).isspace():
            break
    return (start, end) if end > start else None


def _shared(view: View, side: int, agent: Range, object_: Range) -> bool:
    """Is the one who did it the one to whom it was done on the other side?"""
    heads = [n for n in range(*agent) if not view.sides[side][n].small]
    return any(view.partner(side, n) in range(*object_) and view.strength(side, n) >= FORM for n in heads)


def _contrasted(view: View) -> Iterator[Sign]:
    """The one and not the other became the other and not the one: “salt, not rust”, “rust, not salt”."""
    n, m = _aside(view, 0), _aside(view, 1)
    if n is None or m is None:
        return
    before, behind = _near(view, range(n - 1, n - PHRASE, -1)), _near(view, range(n + 1, n + PHRASE))
    one, other = (view.partner(0, each) if each is not None else None for each in (before, behind))
    if one is not None and other is not None and one > m > other:
        yield Sign((n, n + 1), (other, m + 1), "roles", "“{0}” became “{1}”: which of the two it was", 0.75)


def _aside(view: View, side: int) -> int | None:
    """The first “not” behind a comma."""
    tokens = enumerate(view.sides[side])
    return next((n for n, t in tokens if t.norm == "not" and n and "," in view.between(side, n - 1)), None)


def _near(view: View, places: Sequence[int]) -> int | None:
    """The first word of weight among some places of the original."""
    inside = (n for n in places if 0 <= n < len(view.sides[0]))
    return next((n for n in inside if not view.sides[0][n].small and view.settled(0, n)), None)


def _promoted(view: View) -> Iterator[Sign]:
    """What somebody's man did, told of himself: “the mayor's brother took it”, “the mayor took it”."""
    for side, tokens in enumerate(view.sides):
        owners = [n for n, token in enumerate(tokens[:-2]) if token.norm == "'s" and n]
        for n in owners:
            man, verb = tokens[n + 1], n + 2
            owner = view.partner(side, n - 1)
            if owner is None or view.partner(side, n + 1) is not None:
                continue
            if man.lemmas.isdisjoint(RELATIONS):
                continue
            others = view.sides[1 - side]
            acts = is_verb(tokens, verb) and view.partner(side, verb) == owner + 1
            if acts and view.settled(side, n - 1) and is_verb(others, owner + 1):
                told = ((n - 1, n + 2), (owner, owner + 1))
                one, other = told if side == 0 else told[::-1]
                yield Sign(one, other, "name", "“{0}” became “{1}”: another one who did it", 0.75)
