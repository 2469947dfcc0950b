"""Reading the words of a source: a pronoun, a name, a description, or several of them joined.

"White House spokesman Ned Oake", "a lawyer for the miners, who …", "Mr Tull’s new company", "many of
whom": what matters is which word is the head and what stands before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.model import Span
from onrecord.statements import tables
from onrecord.statements.cast import Cast, Named
from onrecord.statements.evidence import role_words
from onrecord.statements.nounphrases import Part, described_part, describes_on, description_type
from onrecord.statements.parties import is_outlet
from onrecord.statements.passage import Passage

_TIMES = frozenset({"morning", "afternoon", "evening", "week", "month", "year"})
_NAMING = frozenset({"named", "called", "like"})


@cache
def _pronouns() -> frozenset[str]:
    lists = ("personal", "thing", "speaking", "spoken_to", "relative")
    return frozenset().union(*(tables.words(f"{name}_pronouns") for name in lists))


def read_source(passage: Passage, cast: Cast, spans: Sequence[Span], cues: Sequence[Span] = ()) -> list[Part]:
    """The parties of a source in order; none where there are no words.

    Spans need not be exact: a determiner left out in front is taken in, a verb at the end left out.
    """
    # A source in pieces is headed by the first: "Many officers | including the chief".
    places = next((list(found) for span in spans if (found := passage.at(span))), [])
    while places and not passage.words[places[0]][0].isalnum():
        places.pop(0)
    if not places or (passage.keys[places[0]] == "there" and len(places) == 1):
        return []
    start, end = _trimmed(passage, places[0], places[-1] + 1, cues)
    pronoun = _pronoun(passage, start, end)
    if pronoun is not None:
        return [pronoun]
    if "whom" in passage.keys[start:end]:
        place = passage.keys.index("whom", start, end)
        return [Part(place, place + 1, place, pronoun="whom", relative=True)]
    listed = _listed(passage, cast, start, end)
    return listed or _joined(passage, cast, start, end)


def beside_cue(passage: Passage, cast: Cast, cues: Sequence[Span]) -> list[Part]:
    """The subject that stands right beside a cue, for a statement whose source was not marked.

    Only "she said", "Lund has warned" and "said Lund" count: a passive has no speaker beside it,
    nor has what seems.
    """
    places = [place for span in cues for place in passage.at(span)]
    if not places:
        return []
    place = places[0] - 1
    while place >= 0 and (
        passage.keys[place] in ("has", "have", "had", "also", "then") or passage.keys[place].endswith("ly")
    ):
        place -= 1
    active = tables.words("passive").isdisjoint(passage.keys[p] for p in places)
    if place >= 0 and active and passage.sentence[place] == passage.sentence[places[0]]:
        if passage.keys[place] in ("he", "she", "they", "i", "we"):
            return [Part(place, place + 1, place, pronoun=passage.keys[place])]
        named = cast.ends.get(place + 1)
        if named is not None and _may_be_subject(passage, named):
            return [_named_part(named)]
    return _behind_cue(passage, cast, places[-1])


def _behind_cue(passage: Passage, cast: Cast, cue: int) -> list[Part]:
    """Who stands right behind a verb of speech: "said Lund", "said 9/11 widow Ida Lund"."""
    if passage.keys[cue] not in tables.words("speech"):
        return []
    for place in range(cue + 1, min(cue + 6, len(passage.words))):
        named = cast.starts.get(place)
        if named is not None and _is_person(named):
            return [] if passage.possessive[named.end - 1] else [_named_part(named)]
        if (
            named is None
            and tables.noun_of(passage.keys[place]) is None
            and passage.words[place][0].islower()
        ):
            return []
        if not passage.words[place][0].isalnum():
            return []
    return []


def _may_be_subject(passage: Passage, named: Named) -> bool:
    before = passage.keys[named.start - 1] if named.start else "."
    return (
        named.figure.kind != "place"
        and before not in tables.words("prepositions")
        and not passage.possessive[named.end - 1]
    )


def _trimmed(passage: Passage, start: int, end: int, cues: Sequence[Span]) -> tuple[int, int]:
    """The bounds of a source: with the determiner before it, without verbs and marks after it."""
    speech, auxiliaries = tables.words("speech"), tables.words("auxiliaries")
    last = end
    while last - 1 > start and (
        (key := passage.keys[last - 1]) in speech
        or key in auxiliaries
        or not key[0].isalnum()
        or any(last - 1 in passage.at(span) for span in cues)
    ):
        last -= 1
    last = _without_day(passage, start, last)
    after = tables.words("selves") | tables.words("adverbs_after_names") | {"and"}
    while last - 1 > start and passage.keys[last - 1] in after:
        last -= 1
    while start < last - 1 and passage.keys[start] in tables.words("before_sources"):
        start += 1
    pronoun = passage.keys[start] in _pronouns()
    before = passage.keys[start - 1] if start and passage.block[start - 1] == passage.block[start] else ""
    if not pronoun and before in ("the", "a", "an", "this", "his", "her", "its", "their"):
        start -= 1
    return start, last


def _without_day(passage: Passage, start: int, last: int) -> int:
    """The end of a source without the day on which it spoke: "the Courier | on Saturday"."""
    if last - 2 > start and passage.keys[last - 2] == "this" and passage.keys[last - 1] in _TIMES:
        return last - 2
    if last - 1 > start and passage.keys[last - 1] in tables.words("days"):
        last -= 1
        if last - 1 > start and passage.keys[last - 1] == "on":
            last -= 1
    return last


def _pronoun(passage: Passage, start: int, end: int) -> Part | None:
    if passage.keys[start] in ("who", "which"):  # a clause taken in behind it changes nothing
        end = start + 1
    if end - start > 2:
        return None
    key = passage.keys[start].replace("’", "'").partition("'")[0]
    alone = end - start == 1 or passage.keys[start + 1] in ("himself", "herself", "all", "both", ",")
    if not alone or key not in _pronouns():
        return None
    return Part(start, start + 1, start, pronoun=key, relative=key in tables.words("relative_pronouns"))


def _main_end(passage: Passage, start: int, end: int) -> int:
    """Where the main phrase ends: before a comma, a relative clause or a bracket."""
    cuts = tables.words("cuts") | tables.words("finite_verbs")
    for place in range(start + 1, end):
        if passage.keys[place] in cuts:
            return place
    return end


def _listed(passage: Passage, cast: Cast, start: int, end: int) -> list[Part]:
    """The people of "A, of the one party, and B, of the other"; empty if only one is named first."""
    main = _main_end(passage, start, end)
    first = _head_name(passage, cast, start, main)
    if first is None or main == end or "and" not in passage.keys[main:end]:
        return []
    if not tables.words("relative_pronouns").isdisjoint(passage.keys[main:end]):
        return []
    parts = [_named_part(first)]
    for place in range(main, end):
        if passage.keys[place] == "," or (passage.keys[place] == "and" and passage.keys[place - 1] == ","):
            stop = _main_end(passage, place, end)
            following = [n for n in cast.within(range(place + 1, stop)) if n.start - place <= 4]
            if (
                following
                and _head_name(passage, cast, place + 1, stop) == following[-1]
                and _is_person(following[-1])
            ):
                parts.append(_named_part(following[-1]))
    seen = {part.start: part for part in parts}
    return list(seen.values()) if len(seen) > 1 else []


def _is_person(named: Named) -> bool:
    return named.figure.kind == "person"


def _named_part(named: Named) -> Part:
    return Part(named.start, named.end, named.end - 1, named=named)


def _joined(passage: Passage, cast: Cast, start: int, end: int) -> list[Part]:
    """The parties of "A and B"; one where "and" joins other things."""
    main = _main_end(passage, start, end)
    names = cast.within(range(start, main))
    while passage.keys[start] == "both" and start < main - 1:
        start += 1
    cuts = [
        place
        for place in range(start + 1, main - 1)
        if passage.keys[place] in ("and", "&") and not any(n.start < place < n.end for n in names)
    ]
    whole = _part(passage, cast, start, main, end)
    outside = [passage.keys[p] for p in range(start, cuts[0]) if p not in cast.at] if cuts else []
    if not cuts or not tables.words("prepositions").isdisjoint(outside):
        return [whole]
    left = _part(passage, cast, start, cuts[0], cuts[0])
    right = _part(passage, cast, cuts[0] + 1, main, end)
    if left.named is not None and right.named is None and _shares_head(passage, cast, right):
        return [described_part(passage, cast, start, main)]
    if left.named is None and left.pronoun is None and not _is_plural_party(passage, left):
        return [right if right.named is not None and _is_person(right.named) else whole]
    return [left, right]


def _shares_head(passage: Passage, cast: Cast, right: Part) -> bool:
    """Do two names share one noun: "the Sanders and Clinton campaigns"?"""
    return (
        right.start in cast.starts and right.head > right.start and tables.is_plural(passage.keys[right.head])
    )


def _is_plural_party(passage: Passage, part: Part) -> bool:
    key = passage.keys[part.head]
    noun = tables.noun_of(key)
    return tables.is_plural(key) or (noun is not None and noun.kind in ("group", "organisation"))


def _part(passage: Passage, cast: Cast, start: int, main: int, end: int) -> Part:
    """One party: a name if the phrase is headed by one or a name is set beside it, else a description."""
    pronoun = _pronoun(passage, start, main)
    if pronoun is not None:
        return pronoun
    if passage.keys[start] in ("someone", "somebody") and passage.keys[start + 1 : start + 2] == ["like"]:
        start += 2
    named = _head_name(passage, cast, start, main)
    if named is not None:
        return _named_part(named)
    described = described_part(passage, cast, start, main)
    behind = _named_behind(passage, cast, described, main)
    if behind is not None:
        cast.learn(behind.figure, role_words(passage.keys[described.start : behind.core]))
        return _named_part(behind)
    beside = _set_beside(passage, cast, main, end)
    noun = tables.noun_of(passage.keys[described.head])
    if beside is None or (noun is None and not described.one_of):
        return described
    kind = description_type(passage, described)
    if _is_person(beside):
        if _ends_in_role(passage, described):
            return described
        fits = described.one_of or (noun is not None and noun.kind in tables.PEOPLE and kind == "unnamed")
    else:
        fits = kind == "organisation"
    return _named_part(beside) if fits else described


def _named_behind(passage: Passage, cast: Cast, part: Part, main: int) -> Named | None:
    """The person named right behind a long description: "head of the harbour board Ned Oake".

    Not where the last noun before the name is somebody's, too: in "a friend of the actor Ned Oake" it is he.
    """
    named = cast.ends.get(main)
    noun = tables.noun_of(passage.keys[part.head])
    if named is None or not _is_person(named) or named.core - part.head < 3 or noun is None:
        return None
    if noun.kind not in tables.PEOPLE or tables.is_plural(passage.keys[part.head]) or part.one_of:
        return None
    before = passage.keys[named.core - 1]
    last = tables.noun_of(before)
    owns = named.start < named.core or passage.possessive[named.core - 1] or not before[0].isalnum()
    names_on = before in tables.titles() or before in tables.words("phrase_edges") or before in _NAMING
    links = [key for key in passage.keys[part.head : named.core] if key in tables.words("prepositions")]
    if not links or links[-1] not in ("of", "for", "at", "in", "on"):
        return None
    of_another = last is not None and last.kind in tables.PEOPLE
    alone = named.end - named.core < 2 or passage.possessive[named.end - 1]
    return None if owns or names_on or of_another or alone else named


def _ends_in_role(passage: Passage, part: Part) -> bool:
    """Does a name after "a spokeswoman for the prime minister" belong to the minister?"""
    last = passage.keys[part.end - 1]
    noun = tables.nouns().get(last)
    definite = "the" in passage.keys[part.head + 1 : part.end]
    return part.end - 1 > part.head and definite and noun is not None and noun.kind == "person"


def _head_name(passage: Passage, cast: Cast, start: int, main: int) -> Named | None:
    """The name that heads a phrase: not after a preposition, and with no noun behind it."""
    prepositions = tables.words("prepositions")
    for named in cast.within(range(start, main)):
        if not prepositions.isdisjoint(passage.keys[start : named.start]):
            return None
        if any(describes_on(passage, place) for place in range(start + 1, named.start)):
            return None
        ends = (
            named.end >= main
            or passage.keys[named.end] in prepositions
            or passage.keys[named.end] in ("and", "himself", "herself", "also")
        )
        owns = passage.possessive[named.end - 1] and named.end < main
        if ends and not owns and not _is_noun(passage, named):
            return named
    return None


def _is_noun(passage: Passage, named: Named) -> bool:
    """Is the "name" a plain noun with a capital: "Republicans", "Congress", "The Senator"?"""
    if named.end - named.start > 1 or any(len(form.words) > 1 for form in named.figure.forms):
        return False
    if (
        " " in named.figure.name
        and is_outlet(named.figure)
        and passage.keys[named.start - 1 : named.start] == ["the"]
    ):
        return False  # "the Post"
    return tables.noun_of(passage.keys[named.start]) is not None and named.figure.kind != "place"


def _set_beside(passage: Passage, cast: Cast, main: int, end: int) -> Named | None:
    """The name of ", Ada Finch," or ", the lawyer Ada Finch," somewhere after a description."""
    for comma in range(main, end - 1):
        if passage.keys[comma] not in (",", "--", "—", "–"):
            continue
        stop = next((p for p in range(comma + 1, end) if passage.keys[p] in tables.words("cuts")), end)
        named = _head_name(passage, cast, comma + 1, stop)
        if named is not None and named.start - comma <= 5 and not passage.possessive[named.end - 1]:
            return named
    return None
