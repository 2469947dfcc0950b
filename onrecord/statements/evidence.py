"""What an article says about a name beside naming it: roles, and whether "he" or "she" is used of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.statements import tables
from onrecord.statements.passage import Passage

if TYPE_CHECKING:
    from onrecord.statements.cast import Figure, Named

PRONOUN_GENDER = {"he": 1, "him": 1, "his": 1, "himself": 1, "she": -1, "her": -1, "hers": -1, "herself": -1}
_PARTIES = {"r": "republican", "d": "democrat", "i": "independent"}
_LONGEST_ROLE = 12
_RULERS = frozenset({"government", "administration", "state"})  # of a country, not the kind of what follows
_OF_PLACES = frozenset({"in", "from", "near"})
_ENDS_ROLE = frozenset({",", ".", ";", ":", "who", "and", "--", "—", "(", "”", "“", "whose"})


def looks_like_person(passage: Passage, start: int, end: int, *, loosely: bool) -> bool:
    """Do the words after (or before) an unknown name treat it as a person's?

    ``loosely``, anything will do that no place or body would have beside it.
    """
    if start > 1 and _follows_kind_of_body(passage, start, end):
        return False
    keys, size = passage.keys, len(passage.words)
    after = keys[end : end + 3]
    if start and keys[start - 1] in ("the", "in", "at", "near", "from"):
        return False
    if start > 1 and keys[start - 1] == "," and apposition_before(passage, start - 1):
        return True
    if not after or end >= size or passage.possessive[end - 1]:
        return bool(start) and keys[start - 1] in tables.words("speech")
    if after[0] in tables.words("speech") or after[0] in ("who", "whose", "("):
        return after[0] != "(" or (len(after) > 1 and after[1] in ("r", "d", "i", "née", "nee"))
    if after[0] == "," and len(after) > 1:
        return after[1] in ("who", "whose") or after[1].isdigit() or bool(apposition(passage, end))
    if start and keys[start - 1] in tables.words("speech"):
        return True
    return any(key in PRONOUN_GENDER for key in keys[end : end + 4]) or (loosely and after[0] != "of")


def _follows_kind_of_body(passage: Passage, start: int, end: int) -> bool:
    """Does a body's kind stand before a name set in commas: "the company that made it, Brandt Marine,"?"""
    keys = passage.keys
    if keys[start - 1] != "," or keys[end : end + 1] != [","]:
        return False
    first = max(passage.sentence_starts[passage.sentence[start]], start - _LONGEST_ROLE)
    opens = max((p for p in range(first, start - 1) if not keys[p][0].isalnum()), default=first - 1) + 1
    if keys[opens] not in tables.words("determiners"):
        return False
    noun = next((n for p in range(opens, opens + 4) if (n := tables.noun_of(keys[p]))), None)
    return noun is not None and noun.kind == "organisation"


def stands_as_place(passage: Passage, word: str) -> bool:
    """Does a lone name stand anywhere as only a place does: "from Brenholm"?"""
    place = -1
    for _ in range(passage.words.count(word)):
        place = passage.words.index(word, place + 1)
        before = place > 0 and passage.joined(place - 1) and passage.keys[place - 1] in _OF_PLACES
        if before and not passage.possessive[place]:
            return True
    return False


def kind_told(passage: Passage, start: int, end: int) -> str | None:
    """What kind of body the article says beside a name it is: "the rocket company Orbis", "Orbis, a rocket
    company".
    """
    before = tables.nouns().get(passage.keys[start - 1]) if start and passage.joined(start - 1) else None
    if (
        before is not None
        and before.kind == "organisation"
        and before.same not in _RULERS
        and not passage.possessive[start - 1]
    ):
        return before.same
    if passage.possessive[end - 1] or passage.keys[end : end + 1] != [","]:
        return None
    if passage.keys[end + 1 : end + 2] not in (["a"], ["an"], ["the"]):
        return None
    places = _until_punctuation(passage, end + 1)
    stops = tables.words("prepositions") | {"that", "which"}
    heads = [place for place in places if passage.keys[place] in stops]
    last = (heads[0] if heads else places.stop) - 1
    noun = tables.nouns().get(passage.keys[last])
    return noun.same if noun is not None and noun.kind == "organisation" else None


def acts_as_person(passage: Passage, start: int, end: int) -> bool:
    """Does a lone name of unknown kind speak, act or have people of its own?"""
    keys, after = passage.keys, passage.keys[end : end + 2]
    if start and keys[start - 1] in tables.words("speech"):
        return True
    if not after:
        return False
    if passage.possessive[end - 1]:
        noun = tables.noun_of(after[0])
        return noun is not None and noun.kind in tables.PEOPLE
    if passage.first[start] and after[0][0].isalpha() and after[0] not in ("and", "of", "in", "for"):
        return True
    if after[0].endswith("ed") or (start and keys[start - 1] == "," and _goes_on_as_subject(after[0])):
        return True
    speaks = after[0] in tables.words("speech") or after[0] in ("who", "whose", "has", "had", "did", "was")
    return speaks or any(key in PRONOUN_GENDER for key in after)


def _goes_on_as_subject(after: str) -> bool:
    """Is the word after ", Payne" one that may be a verb, as in "In 1984, Payne went"?"""
    return after[0].isalpha() and after not in tables.words("phrase_edges")


def apposition(passage: Passage, end: int) -> range:
    """The places of ", a lawyer for the miners," after a name; empty where none stands there."""
    keys, size = passage.keys, len(passage.words)
    place = end + 1
    if place < size and keys[place].isdigit():
        place += 2
    if place >= size or keys[end] != "," or passage.block[place] != passage.block[end - 1]:
        return range(0)
    places = _until_punctuation(passage, place)
    found = _words(passage, places)
    opens = keys[place] in tables.words("determiners") or (found and _heads_with_person(found[:5]))
    return places if opens and _heads_with_person(found) else range(0)


def _until_punctuation(passage: Passage, place: int) -> range:
    end, last = place, min(len(passage.words), place + _LONGEST_ROLE)
    while end < last and passage.keys[end] not in _ENDS_ROLE:
        end += 1
    return range(place, end)


def _words(passage: Passage, places: range) -> tuple[str, ...]:
    """The words of a role; an owner counts twice."""
    return tuple(
        passage.keys[place] for place in places for _ in range(2 if passage.possessive[place] else 1)
    )


def _heads_with_person(words: Sequence[str]) -> bool:
    return any(noun is not None and noun.kind in tables.PEOPLE for noun in map(tables.noun_of, words))


def roles_of(passage: Passage, before: tuple[str, ...], start: int, end: int) -> list[tuple[str, ...]]:
    """All that stands beside a name about the person; the words before it are one with party and place."""
    after = passage.keys[end] if end < len(passage.keys) else "."
    place: tuple[str, ...] = ()
    if after == "of":
        place = _place_after(passage, end + 1)
    elif after in (",", "("):
        place = _party(passage, end)
    return [roles for roles in (before + place, *roles_beside(passage, start, end)) if roles]


def roles_beside(passage: Passage, start: int, end: int) -> Iterable[tuple[str, ...]]:
    """What the article says the person is, next to the name: appositions and "is a …"."""
    return (_words(passage, places) for places in places_beside(passage, start, end))


def places_beside(passage: Passage, start: int, end: int) -> Iterable[range]:
    """The same as places of the passage; empty ones among them."""
    keys = passage.keys
    if passage.possessive[end - 1]:
        return
    after = keys[end] if end + 1 < len(keys) else "."
    if after == ",":
        yield apposition(passage, end)
    elif after in ("is", "was", "became") and keys[end + 1] in tables.words("determiners"):
        places = _until_punctuation(passage, end + 1)
        yield places if _heads_with_person(_words(passage, places)[:6]) else range(0)
    if start > 1 and keys[start - 1] == ",":
        yield apposition_before(passage, start - 1)


def _place_after(passage: Passage, place: int) -> tuple[str, ...]:
    words = passage.words[place : place + 2]
    for size in (2, 1):
        name = " ".join(words[:size])
        if name in tables.places():
            return tuple(name.lower().split())
    return ()


def _party(passage: Passage, end: int) -> tuple[str, ...]:
    """Party and state of "(R-S.C.)" or ", R-Ky.,"."""
    words = passage.words[end : end + 6]
    if len(words) < 3 or words[0] not in (",", "("):
        return ()
    letter, _, state = words[1].partition("-")
    if letter.lower() not in _PARTIES or len(letter) != 1:
        return ()
    if not state:
        rest = [w for w in words[2:5] if w[0].isalpha()]
        state = rest[0] if rest and words[2] == "-" else ""
    full = (
        tables.place_meant().get(state)
        or tables.place_meant().get(state + ".")
        or _dotted(passage, end)
        or state
    )
    return (_PARTIES[letter.lower()], *full.lower().split())


def _dotted(passage: Passage, end: int) -> str | None:
    """The state of an abbreviation with full stops inside: ``R-S.C.``."""
    text = passage.text[passage.starts[end] : passage.starts[end] + 14]
    return next((m for a, m in tables.place_meant().items() if "." in a and "-" + a in text), None)


def apposition_before(passage: Passage, comma: int) -> range:
    """The places of "the chief of the harbour police, " before a name; empty where none stands there."""
    first = max(passage.sentence_starts[passage.sentence[comma]], comma - _LONGEST_ROLE)
    place = comma - 1
    while place >= first and passage.keys[place][0].isalnum():
        place -= 1
    places = range(place + 1, comma)
    while places and passage.keys[places[0]] in (
        "then",
        "and",
        "but",
        "on",
        "tuesday",
        "monday",
        "meanwhile",
    ):
        places = places[1:]
    determiners = (p for p in places if passage.keys[p] in tables.words("determiners"))
    places = range(next(determiners, places.start), comma)
    return places if _heads_with_person(passage.keys[places.start : places.stop]) else range(0)


def role_words(words: Iterable[str]) -> frozenset[str]:
    """The words of a role with plain nouns for their variants: "sen." is "senator"."""
    found: set[str] = set()
    nouns, titles, parties = tables.nouns(), tables.titles(), tables.parties()
    listed = list(words)
    for one, two in zip(listed, [*listed[1:], ""], strict=True):
        pair = nouns.get(f"{one} {two}")
        if pair is not None:
            found.add(pair.same)
        title, noun = titles.get(one), nouns.get(one)
        if title is not None and title.role != "-":
            found.add(title.role)
        found.add(noun.same if noun is not None else parties.get(one, one))
        if noun is not None:
            found.add(one)
            found.update(noun.same.split())
    return frozenset(found - tables.words("determiners"))


def gender_of_roles(figure: Figure) -> None:
    """Read a gender from roles that tell it: "his widow", "a spokeswoman"."""
    if figure.gender_told or not figure.roles:
        return
    figure.male += _gender_of_words(figure.roles[-1])


@lru_cache(1024)  # every naming of a person asks again, and few roles tell a gender
def _gender_of_words(words: frozenset[str]) -> float:
    """What the words of a role add to a man (above 0) or a woman (below 0)."""
    women = any(word in tables.words("female_roles") or word.endswith("woman") for word in words)
    men = any(word in tables.words("male_roles") or word.endswith(("sman", "gman")) for word in words)
    return 0.0 if women == men else -2.0 if women else 2.0


def weigh_gender(passage: Passage, named: Sequence[Named]) -> None:
    """Count the pronouns of sentences that name one person only before them: usage outweighs tables."""
    by_sentence: dict[int, list[Named]] = {}
    for one in named:
        if one.figure.kind == "person":
            by_sentence.setdefault(passage.sentence[one.start], []).append(one)
    for number, names in by_sentence.items():
        if len({one.figure.number for one in names}) == 1:
            alone = number - 1 not in by_sentence or by_sentence[number - 1][0].figure is names[0].figure
            end = passage.sentence_end(number)
            names[0].figure.male += _usage(passage, min(n.end for n in names), end, alone=alone)


def _usage(passage: Passage, start: int, end: int, *, alone: bool) -> float:
    """What the first pronoun after a name says: much if it follows at once, little if others are about."""
    if passage.quoted[start - 1]:
        return 0.0
    for place in range(start, end):
        told = PRONOUN_GENDER.get(passage.keys[place])
        if told is not None and not passage.quoted[place]:
            return told * (0.8 if place - start < 6 else 0.4 if alone else 0.1)
    return 0.0
