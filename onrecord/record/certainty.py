"""How sure a claim is told to be: done, sure, likely, possible, alleged, agreed, planned, hoped for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from onrecord.record import lexicon, morphology
from onrecord.record.alignment import FORM, SETTLED
from onrecord.record.tokens import Token
from onrecord.record.verbs import is_verb
from onrecord.record.views import Hit, Sign, View, hits, uncancelled

FUTURE = frozenset({"will", "shall", "'ll", "would"})
BE = lexicon.words("be")
HAVE = lexicon.words("have")
IRREAL = frozenset({"wanted", "planned", "hoped", "expected", "possible", "needed", "future"}) | {
    "agreed",
    "discussed",
}
AHEAD = (
    {"wanted", "planned"},
    {"wanted", "hoped"},
    {"wanted", "future"},
    {"planned", "future"},
    {"expected", "planned"},
    {"needed", "future"},
    {"agreed", "planned"},
    {"agreed", "future"},
    {"discussed", "wanted"},
    {"discussed", "hoped"},
    {"discussed", "possible"},
    {"alleged", "possible"},
)
REBUTTING = frozenset({"deny", "refute", "dispute", "rebut", "disclaim", "reject", "dismiss"})
OPINION_NEAR = 3  # words between the place of an opinion and the word for sure that replaces it
VERBAL = lexicon.small("auxiliary")
ALLEGING = lexicon.words("alleging")
MODALS = frozenset({"may", "might", "could"})
SPEAKING = frozenset({"i", "we"})
FINITE = lexicon.words("finite")
OWN = lexicon.words("own")
# Participles that tell a grade before a noun and behind a form of “be”, and are plain verbs elsewhere.
TOLD = lexicon.words("told")
ENDING = frozenset({"confirmed", "established", "presumed", "feared"})
# Adjectives and adverbs that tell a grade of what follows them.
BARE = lexicon.words("bare")
ASSERTED = lexicon.words("asserted")
MUSED = lexicon.words("mused")
HELD = lexicon.words("held")


def certainty_signs(view: View) -> Iterator[Sign]:
    """What was possible, planned or alleged on one side and is not, or not so, on the other."""
    ones, others = (_grades(view, side) for side in (0, 1))
    yield from _headlined(view)
    left, right = uncancelled(view, ones, others, far=False)
    for one, other in product(list(left), list(right)):
        if one in left and other in right and _replaces(view, one, other):
            left.remove(one)
            right.remove(other)
            yield _regraded(one, other)
    left, right = uncancelled(view, left, right)
    left, right = uncancelled(view, left, right, lambda a, b: {a, b} in AHEAD)
    for one, other in product(list(left), list(right)):
        if (
            one in left
            and other in right
            and (view.facing(0, one[:2], other[:2]) or _asserts(view, one, other))
        ):
            left.remove(one)
            right.remove(other)
            held = _opines(view, 0, one) and _opines(view, 1, other)
            if one.value != other.value and not held and _weighs(one.value, other.value):
                yield _regraded(one, other)
    for side, rest in ((0, left), (1, right)):
        for hit in rest:
            yield from _alone(view, side, hit)


def _headlined(view: View) -> Iterator[Sign]:
    """What is to come in one headline and came in the other: “harbour to open”, “harbour opens”."""
    for side, tokens in enumerate(view.sides):
        for n in range(1, len(tokens) - 1):
            if tokens[n].norm != "to":
                continue
            subject, deed = view.partner(side, n - 1), view.partner(side, n + 1)
            if subject is None or deed != subject + 1:
                continue
            told = any(is_verb(tokens, k) or tokens[k].norm in VERBAL for k in range(n))
            if told or tokens[n - 1].small or not tokens[n + 1].may_be("v"):
                continue
            if (
                min(view.strength(side, n - 1), view.strength(side, n + 1)) >= FORM
                and view.partner(side, n) is None
            ):
                yield _sign(side, (n, n + 2), (deed, deed + 1), 0.75)


def _asserts(view: View, one: Hit, other: Hit) -> bool:
    """Stands a word for sure near the place of what was an opinion: “I think it is” and “it is plainly”?"""
    if {one.value, other.value} != {"opinion", "sure"}:
        return False
    first, last = view.across(0, *one[:2])
    return first - OPINION_NEAR <= other.start <= last + OPINION_NEAR


def _replaces(view: View, one: Hit, other: Hit) -> bool:
    """Are words for unsure and sure partners of each other?"""
    return {one.value, other.value} == {"possible", "sure"} and view.partner(0, one.start) == other.start


def _regraded(one: Hit, other: Hit) -> Sign:
    why = f"“{{0}}” became “{{1}}”: {one.value} became {other.value}"
    return Sign(one[:2], other[:2], "certainty", why, 0.85)


def _opines(view: View, side: int, hit: Hit) -> bool:
    """Is it a verb for what somebody thinks: believe, predict?"""
    return not view.sides[side][hit.start].lemmas.isdisjoint(HELD)


def _weighs(one: str, other: str) -> bool:
    """Are two grades so far apart that one for the other misleads?"""
    if "opinion" in (one, other):
        return "sure" in (one, other)
    return {one, other} not in ({"future", "needed"}, {"alleged", "possible"})


def _grades(view: View, side: int) -> list[Hit]:
    tokens = view.sides[side]
    found = [
        hit
        for hit in hits(tokens, lexicon.phrases("certainty.tsv"))
        if view.free(side, hit.start, hit.end) and not _literal(view, side, hit)
    ]
    taken = {n for hit in found for n in range(hit.start, hit.end)}
    for n, token in enumerate(tokens):
        if n not in taken and (token.norm in FUTURE or _going(view, side, n)):
            found.append(Hit(n, n + 1, "future"))
    return sorted(found)


def _going(view: View, side: int, n: int) -> bool:
    """Does a word tell the future: going to, is to, and in a headline “Corran to visit Ostwick”?"""
    tokens = view.sides[side]
    if n + 2 >= len(tokens) or tokens[n + 1].norm != "to" or not tokens[n + 2].may_be("v"):
        return False
    return tokens[n].norm == "going" or tokens[n].norm in BE


def _literal(view: View, side: int, hit: Hit) -> bool:
    """Is a word that may tell a grade only a word here: the month of May, “can” for ability?"""
    tokens = view.sides[side]
    token = tokens[hit.start]
    if token.norm in BARE and hit.end - hit.start == 1:
        return False
    if hit.end - hit.start > 1:
        leads = tokens[hit.end - 1].norm == "to" and token.norm not in {"close", "said"}
        return leads and not _infinitive(tokens, hit)
    if token.norm == "may":
        return token.capital and hit.start > 0
    before = tokens[hit.start - 1].norm if hit.start else ""
    after = tokens[hit.end].norm if hit.end < len(tokens) else ""
    if token.norm in TOLD:
        return not _grades_what_follows(token.norm, before, after)
    if not token.lemmas.isdisjoint(MUSED) and not token.norm.endswith(("ing", "s")):
        return not after.endswith("ing")
    if not token.lemmas.isdisjoint(HELD):
        return before in SPEAKING or (not is_verb(tokens, hit.start) and before not in BE)
    if token.norm == "due":
        return before not in BE
    if hit.value == "planned" and token.norm not in {"intention"}:
        return not (token.may_be("v") and is_verb(tokens, hit.start)) and not token.norm.startswith("plan")
    return False


def _grades_what_follows(participle: str, before: str, after: str) -> bool:
    """Is “claimed”, “feared” a grade here (the feared loss, feared dead), not the verb of a sentence?"""
    spoken = participle in {"reported", "claimed"}
    if (after in {"dead", "lost"} or after.endswith("ed")) and not spoken:
        return True
    if not after and participle in ENDING:
        return True
    led = lexicon.small("article", "preposition") | OWN
    return not before or before in led or (before in BE and not spoken)


def _infinitive(tokens: Sequence[Token], hit: Hit) -> bool:
    """Does a verb follow: “due to open”, not “due to rain”?"""
    if hit.end >= len(tokens):
        return False
    after, before = tokens[hit.end], tokens[hit.start - 1].norm if hit.start else ""
    if tokens[hit.start].norm == "due" and before not in BE:
        return False
    return (after.may_be("v") or after.norm in BE | HAVE) and not after.norm.endswith(("ing", "ns", "ies"))


def _alone(view: View, side: int, hit: Hit) -> Iterator[Sign]:
    """A grade that the other side does not have."""
    if any(view.settled(side, n) for n in range(hit.start, hit.end)) and hit.end - hit.start == 1:
        return
    place = view.place(side, hit.start)
    if hit.value == "alleged" and "charge" in view.sides[side][hit.start].lemmas:
        return
    if hit.value == "alleged" and _told_as_said(view, side, hit):
        return
    if _told_by_kin(view, side, hit) or (
        not view.sides[side][hit.start].lemmas.isdisjoint(ALLEGING) and _cued(view, side)
    ):
        return
    if _held_to_be(view, side, hit):
        yield _sign(side, hit[:2], place, 0.75)
        return
    if hit.value == "alleged":
        yield _sign(side, hit[:2], place, 0.8)
    elif hit.end - hit.start == 1 and view.sides[side][hit.start].norm in BARE:
        if view.anchored(side, hit.end):
            yield _sign(side, hit[:2], place, 0.7)
    elif hit.value in IRREAL and _undecided(view, side, hit):
        partner = view.partner(side, hit.start)
        if partner is not None:
            yield _sign(side, hit[:2], (partner, partner + 1), 0.65)
    elif view.sides[side][hit.start].norm in MODALS and _done_instead(view, side, hit):
        yield _sign(side, hit[:2], place, 0.65)
    elif hit.value in IRREAL and view.sides[side][hit.start].norm not in {"can", "had"}:
        deed = _deed(view, side, hit)
        partner = view.partner(side, deed) if deed is not None else None
        if deed is None or partner is None or view.strength(side, deed) < SETTLED:
            return
        if _done(view, 1 - side, partner) and not _done(view, side, deed):
            if hit.value == "future" and _participle(view, 1 - side, partner):
                return
            if hit.value == "future" and (_would(view, side, hit) or not _past(view, 1 - side, partner)):
                return
            yield _sign(side, (hit.start, deed + 1), (partner, partner + 1), 0.8)
        elif hit.value == "possible" and view.strength(side, deed) >= FORM:
            yield _sign(side, (hit.start, deed + 1), (partner, partner + 1), 0.65)


def _cued(view: View, side: int) -> bool:
    """Has the other side a verb that attributes and stands for none of this side: said, according to?"""
    cues = hits(view.sides[1 - side], lexicon.phrases("cues.tsv"))
    return any(not view.settled(1 - side, cue.start) for cue in cues)


def _done_instead(view: View, side: int, hit: Hit) -> bool:
    """Stands another verb, told as done, for one that only may be: “may reduce it” and “prevents it”?"""
    deed = _deed(view, side, hit)
    partner = view.partner(side, deed) if deed is not None else None
    if deed is None or partner is None or view.settled(side, deed):
        return False
    told = _done(view, 1 - side, partner) and is_verb(view.sides[1 - side], partner)
    mine, theirs = (deed, deed + 1), (partner, partner + 1)
    placed = view.swapped_for(mine, theirs) if side == 0 else view.swapped_for(theirs, mine)
    return told and placed and view.anchored(side, deed + 1)


def _held_to_be(view: View, side: int, hit: Hit) -> bool:
    """Is something “believed to be” so, which the other side tells as so?"""
    tokens, end = view.sides[side], hit.end
    if (
        hit.value not in {"possible", "expected"}
        or not hit.start
        or tokens[hit.start].lemmas.isdisjoint(HELD)
    ):
        return False
    if tokens[hit.start - 1].norm not in BE or end + 1 >= len(tokens) or tokens[end].norm != "to":
        return False
    copula = end + 1 if tokens[end + 1].norm == "be" else None
    partner = view.partner(side, hit.start - 1)
    told = partner is not None and view.sides[1 - side][partner].norm in FINITE
    return copula is not None and told and view.anchored(side, copula + 1)


def _told_by_kin(view: View, side: int, hit: Hit) -> bool:
    """Is the word, or one of its family, on the other side: claims of it for claimed it, in another place?"""
    places = [n for n in range(hit.start, hit.end) if not view.sides[side][n].small]
    if places and all(view.strength(side, n) >= FORM for n in places):
        return True
    heavy = [view.sides[side][n].norm for n in places]
    loose = [
        token.norm
        for m, token in enumerate(view.sides[1 - side])
        if not token.small and not view.settled(1 - side, m)
    ]
    return any(
        morphology.same_lemma(one, other) or morphology.related(one, other)
        for one in heavy
        for other in loose
    )


def _told_as_said(view: View, side: int, hit: Hit) -> bool:
    """Is a word like “allegations” matched by one for what is said and not proven: claims, accusations?"""
    first, last = view.across(side, hit.start, hit.end)
    if view.sides[side][hit.start].lemmas.isdisjoint(ASSERTED):
        return False
    if hit.start and not view.sides[side][hit.start - 1].lemmas.isdisjoint(REBUTTING):
        return True
    return any(not token.lemmas.isdisjoint(ASSERTED) for token in view.sides[1 - side][first:last])


def _undecided(view: View, side: int, hit: Hit) -> bool:
    """Does a verb like “is considering” stand where a deed stands on the other side?"""
    token, partner = view.sides[side][hit.start], view.partner(side, hit.start)
    if token.lemmas.isdisjoint(MUSED) or partner is None or hit.end - hit.start > 1:
        return False
    mine, theirs = hit[:2], (partner, partner + 1)
    placed = view.swapped_for(mine, theirs) if side == 0 else view.swapped_for(theirs, mine)
    told = _past(view, 1 - side, partner) or view.sides[1 - side][partner].norm.endswith("s")
    return placed and told and is_verb(view.sides[1 - side], partner)


def _participle(view: View, side: int, n: int) -> bool:
    """Is a form in -ed no deed of its own but an aside: “, guided by a satellite”?"""
    tokens, text = view.sides[side], view.texts[side]
    return n > 0 and not text[tokens[n - 1].end : tokens[n].start].isspace()


def _would(view: View, side: int, hit: Hit) -> bool:
    """Is it the “would” of reported speech, which tells nothing of the deed?"""
    return view.sides[side][hit.start].norm == "would"


def _sign(side: int, mine: tuple[int, int], theirs: tuple[int, int], confidence: float) -> Sign:
    original, copy = (mine, theirs) if side == 0 else (theirs, mine)
    return Sign(
        original, copy, "certainty", "“{0}” became “{1}”: not as sure as before, or surer", confidence
    )


def _deed(view: View, side: int, hit: Hit) -> int | None:
    """The verb that a grade bears on."""
    tokens = view.sides[side]
    for n in range(hit.end, min(hit.end + 4, len(tokens))):
        if tokens[n].norm == "have" and tokens[n + 1 : n + 2] and tokens[n + 1].norm == "been":
            continue
        if tokens[n].norm in FINITE | {"be", "have"} and (n + 1 == len(tokens) or not is_verb(tokens, n + 1)):
            return n
        adverb = tokens[n].may_be("r") and not (tokens[n - 1].norm == "to" and tokens[n].may_be("v"))
        if tokens[n].small or adverb or tokens[n].norm in {"to", "not"}:
            continue
        held = not tokens[hit.start].lemmas.isdisjoint(HELD) and tokens[hit.end - 1].norm != "to"
        return n if (is_verb(tokens, n) if held else tokens[n].may_be("v")) else None
    return None


def _done(view: View, side: int, n: int) -> bool:
    """Is a verb told as a fact: past, perfect or present, with nothing before it that takes that back?"""
    tokens = view.sides[side]
    before = [t.norm for t in tokens[max(0, n - 3) : n]]
    if any(
        word in {"to", "will", "would", "may", "might", "could", "should", "must", "can"} for word in before
    ):
        return False
    if before and before[-1] in HAVE and not tokens[n].norm.endswith("ing"):
        return True
    if tokens[n].norm.endswith("ing"):
        return not BE.isdisjoint(t.norm for t in tokens[max(0, n - 2) : n])
    return tokens[n].norm in FINITE or _past(view, side, n) or tokens[n].norm.endswith("s")


def _past(view: View, side: int, n: int) -> bool:
    tokens = view.sides[side]
    norm = tokens[n].norm
    return norm.endswith("ed") or (norm in lexicon.irregular() and not norm.endswith("s"))
