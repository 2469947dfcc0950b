"""Reading the words of a source: a pronoun, a name, a description, or several of them joined.

"White House spokesman Ned Oake", "a lawyer for the miners, who …", "Mr Tull’s new company", "many of
whom": what matters is which word is the head and what stands before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord.model import Span, SpeakerType
from onrecord.statements import tables
from onrecord.statements.cast import Cast, Named
from onrecord.statements.passage import Passage


@cache
def _pronouns() -> frozenset[str]:
    lists = ("personal", "thing", "speaking", "spoken_to", "relative")
    return frozenset().union(*(tables.words(f"{name}_pronouns") for name in lists))


class Part(NamedTuple):
    """One party of a source. Places are words of the passage.

    A pronoun has only ``pronoun``; a name ``named``; a description its words from ``start`` to ``end``,
    its ``head``, and an ``owner``: the place of a possessive pronoun or name that stands before it;
    ``one_of`` is "one of them".
    """

    start: int
    end: int
    head: int
    pronoun: str | None = None
    named: Named | None = None
    definite: bool = False
    owner: int | None = None
    relative: bool = False
    one_of: bool = False


def read_source(passage: Passage, cast: Cast, spans: Sequence[Span], cues: Sequence[Span] = ()) -> list[Part]:
    """The parties of a source in order; none where there are no words.

    Spans need not be exact: a determiner left out in front is taken in, a verb at the end left out.
    """
    # A source in pieces is headed by the first: "Many officers | including the chief".
    places = next((list(found) for span in spans if (found := passage.at(span))), [])
    while places and not passage.words[places[0]][0].isalnum():
        places.pop(0)
    if not places:
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
    pronoun = passage.keys[start] in _pronouns()
    before = passage.keys[start - 1] if start and passage.block[start - 1] == passage.block[start] else ""
    if not pronoun and before in ("the", "a", "an", "this", "his", "her", "its", "their"):
        start -= 1
    return start, last


def _without_day(passage: Passage, start: int, last: int) -> int:
    """The end of a source without the day on which it spoke: "the Courier | on Saturday"."""
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
    if not cuts or any(passage.keys[p] in tables.words("prepositions") for p in range(start, cuts[0])):
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
        if any(_describes_on(passage, place) for place in range(start + 1, named.start)):
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


def described_part(passage: Passage, cast: Cast, start: int, main: int) -> Part:
    """A description from its words: what opens it, who owns it, which word heads it."""
    definite = passage.keys[start] in tables.words("definite")
    owner: int | None = None
    first = start
    while first < main - 1 and _only_counts(passage, first):
        first += 1
    if passage.keys[first] in tables.words("possessives") and first < main - 1:
        owner, definite = first, True
        first += 1
    head = _head(passage, first, main)
    if owner is None:
        for named in cast.within(range(first, head)):
            if passage.possessive[named.end - 1]:
                owner, definite = named.start, True
                break
    if owner is None and definite:
        owner = next((place for place in range(first, head) if passage.possessive[place]), None)
    one_of = passage.keys[start : start + 2] == ["one", "of"]
    if head + 1 < main and passage.keys[head + 1] in tables.words("asides"):
        main = head + 1  # that a newspaper has seen a report is no part of what it is
    return Part(first, main, head, definite=definite and not one_of, owner=owner, one_of=one_of)


def _describes_on(passage: Passage, place: int) -> bool:
    """Is a word after a noun a participle that goes on describing: "the report seen by the Courier"?"""
    key = passage.keys[place]
    if key in tables.words("participles"):
        return True
    return key.endswith(("ed", "ing")) and tables.noun_of(passage.keys[place - 1]) is not None


def _back_to_noun(passage: Passage, first: int, place: int) -> int:
    """The noun at or before a word: over marks and "a delegate not" on the list."""
    over = tables.words("adverbs_after_nouns")
    while place > first and (not passage.keys[place][0].isalnum() or passage.keys[place] in over):
        place -= 1
    return place


def _only_counts(passage: Passage, place: int) -> bool:
    """Is a word before a noun no part of what it is called: "many", "a number of"?"""
    key = passage.keys[place]
    if key in tables.words("quantifiers") or key == "of":
        return True
    return key in tables.words("counting_nouns") and passage.keys[place + 1] == "of"


def _head(passage: Passage, first: int, main: int) -> int:
    """The last word before a preposition or a participle that goes on describing."""
    for place in range(first + 1, main):
        key = passage.keys[place]
        if (
            _describes_on(passage, place)
            or key in tables.words("prepositions")
            or (not key[0].isalnum() and key not in "“\"'‘")
        ):
            return _back_to_noun(passage, first, place - 1)
    last = main - 1
    while last > first and not passage.words[last][0].isalnum():
        last -= 1
    return last


def description_type(passage: Passage, part: Part) -> SpeakerType:
    """What kind of source a description is, by its head."""
    key = passage.keys[part.head]
    noun, plural = tables.noun_of(key), tables.is_plural(key) and not part.one_of
    if part.one_of or (noun is not None and noun.kind in tables.PEOPLE):
        return "group" if plural else "unnamed"
    if noun is not None and noun.kind == "organisation":
        return "group" if plural else "organisation"
    if noun is not None:
        return "group" if noun.kind == "group" else "document"
    if plural:
        return "group"
    if passage.words[part.head][0].isupper():
        return "organisation"
    return "unnamed" if key.endswith(("er", "or", "ist", "man", "woman", "ian")) else "document"
