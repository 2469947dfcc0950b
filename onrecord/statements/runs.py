"""Runs of capital words: where each name begins, and how far it goes on over particles, links and "and"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.statements import tables
from onrecord.statements.passage import Passage

_PARTIES = frozenset({"R", "D", "I"})


def name_runs(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where each run begins and ends, in order; blocks in title case are left out."""
    size, free = len(passage.words), 0
    for place in _name_words(passage):
        if place < free or not _opens_run(passage, place):
            continue
        free = place + 1
        while free < size and (step := _continues(passage, place, free)):
            free += step
        yield place, free


def _name_words(passage: Passage) -> list[int]:
    """The places of the words that look like part of a name, blocks in title case left out."""
    words = zip(passage.words, passage.capital, passage.block, strict=True)
    return [
        place
        for place, (word, capital, block) in enumerate(words)
        if (is_capital(word) if "-" in word else capital) and block not in passage.titled
    ]


def is_capital(word: str) -> bool:
    """Does a word look like part of a name: a capital, or a particle with one (``al-Rashad``)?"""
    if "-" not in word:
        return word[0].isupper()
    head, _, tail = word.partition("-")
    if word[0].isupper():
        return not (head in _PARTIES and tail[:1].isupper())  # R-Tenn. is no name
    return bool(tail and head in tables.words("particles") and tail[0].isupper())


def _opens_run(passage: Passage, place: int) -> bool:
    """May a name begin at a capital word? A plain one opens it only where another capital follows."""
    key = passage.keys[place]
    calendar = key in tables.words("calendar")
    if not calendar and key not in tables.common_words():
        return not (key.endswith("ing") and passage.first[place] and _next_is_capital(passage, place))
    if not _next_is_capital(passage, place):
        return False
    if key in tables.given_names() or key in tables.titles():
        return True
    if key == "all":
        return _leads_to_body(passage, place)
    return not calendar and key == "new" and _is_name_word(passage, place + 1)


def _leads_to_body(passage: Passage, place: int) -> bool:
    """Do capital words that end in a body's kind follow: "All Tarn Airways", but not "All Tarn directors"?"""
    end = place + 1
    while _is_name_word(passage, end) and not passage.possessive[end - 1]:
        end += 1
    last = passage.keys[end - 1]
    return (
        end - place > 2
        and last in tables.organisation_words()
        and (not passage.first[place] or last[-1] == "s")
    )


def _next_is_capital(passage: Passage, place: int) -> bool:
    after = place + 1
    if after >= len(passage.words) or passage.possessive[place] or not passage.joined(place):
        return False
    return is_capital(passage.words[after])


def _continues(passage: Passage, start: int, place: int) -> int:
    """How many words from ``place`` on belong to the run that began at ``start``: 0, 1, 2 or 3."""
    if not passage.joined(place - 1):
        return 0
    key = passage.keys[place]
    if passage.possessive[place - 1]:
        return _over_genitive(passage, place)
    if _carries_on(passage, place):
        return 1
    if key not in _joints():
        return 0
    if key in tables.words("particles") or key == "&":
        return _over_particles(passage, place)
    last = passage.keys[place - 1]
    if key == "for" and place - start == 1 and tables.is_plural(last) and _is_name_word(passage, place + 1):
        return 2
    if key in tables.words("name_links") and (last in tables.organisation_words() or is_office(last)):
        step = 2 if passage.keys[place + 1 : place + 2] == ["the"] else 1
        return step + 1 if _is_name_word(passage, place + step) else 0
    if key in ("of", "to") and _names_on(passage, start, place) and _is_name_word(passage, place + 1):
        return 2
    joined = not tables.words("bodies_with_and").isdisjoint(passage.keys[start:place])
    if key == "and" and _is_name_word(passage, place + 1) and (joined or _is_one_body(passage, start, place)):
        return 0 if passage.keys[place + 1] in tables.given_names() else 2
    return int(_is_local_body(passage, start, place))


@cache
def _joints() -> frozenset[str]:
    """The words without a capital that may stand inside a name or end it."""
    lists = ("particles", "name_links", "local_bodies")
    return frozenset({"&", "for", "and", "to"}).union(*map(tables.words, lists))


def _names_on(passage: Passage, start: int, place: int) -> bool:
    """Does a body's name go on with what it is for: "Society for the Prevention | of Cruelty"?"""
    keys = passage.keys
    return any(
        keys[p] == "for" and keys[p - 1] in tables.organisation_words() for p in range(start + 1, place)
    )


def _is_one_body(passage: Passage, start: int, place: int) -> bool:
    """Does "and" join two words within one body's name: "Institute for Harbour and Coastal Studies", "Harbour
    and Coastal Administration"?
    """
    keys, bodies = passage.keys, tables.organisation_words()
    end = place + 1
    while end < len(keys) and end - place < 4 and _is_name_word(passage, end):
        end += 1
    behind = passage.words[place + 1 : end]
    known = tables.places()
    if any(known.get(word, "feature") != "feature" or (len(word) > 1 and word.isupper()) for word in behind):
        return False
    of_body = any(
        tables.singular(keys[p]) in bodies and keys[p + 1] in ("for", "of") for p in range(start, place - 1)
    )
    ends_in_body = keys[end - 1] in bodies
    if of_body:
        return not ends_in_body and passage.words[place - 1] not in tables.places()
    return ends_in_body and len(behind) > 1 and keys[place - 1].endswith(("ic", "al")) and place - start > 1


def _is_local_body(passage: Passage, start: int, place: int) -> bool:
    """Is a plain noun the end of a body's name: "Thornley council", but not "Thornley council leader"?"""
    keys = passage.keys
    if keys[place] not in tables.words("local_bodies") or place - start > 3 or keys[start] in tables.titles():
        return False
    if is_given(passage, start) and place - start > 1:
        return False
    after = keys[place + 1] if place + 1 < len(keys) else "."
    return tables.noun_of(after) is None


def _over_genitive(passage: Passage, place: int) -> int:
    """How much of a name follows the genitive of a plural: "Dockers’ and Seafarers’ Union"."""
    owner, key = passage.keys[place - 1], passage.keys[place]
    if owner in tables.given_names() or not (
        tables.is_plural(owner) or owner in ("women", "men", "children")
    ):
        return 0
    if key == "and" and _is_name_word(passage, place + 1) and passage.possessive[place + 1]:
        return 2
    plain = tables.noun_of(owner) is not None or key in tables.organisation_words()
    return 1 if plain and _carries_on(passage, place) else 0


def _carries_on(passage: Passage, place: int) -> bool:
    key = passage.keys[place]
    if key in tables.words("calendar") or not is_capital(passage.words[place]):
        return False
    if key not in tables.common_words() or _is_initial(passage, place):
        return True
    return key in tables.given_names() or key in tables.titles() or key in tables.organisation_words()


def _is_initial(passage: Passage, place: int) -> bool:
    """Is the word a letter with a full stop: "A." in "Julia A. Marsh", which is no article?"""
    return len(passage.words[place]) == 1 and passage.printed(place, place + 1)[0].endswith(".")


def _is_name_word(passage: Passage, place: int) -> bool:
    """Does a capital word other than a month or day stand here, in the same block?"""
    if place >= len(passage.words) or not passage.joined(place - 1):
        return False
    return is_capital(passage.words[place]) and passage.keys[place] not in tables.words("calendar")


def _over_particles(passage: Passage, place: int) -> int:
    """The length of "van der Velde" or "& Sons" from its first particle; 0 if no capital follows."""
    for step in (1, 2):
        if _is_name_word(passage, place + step):
            return step + 1
        if passage.keys[place + step : place + step + 1] == []:
            break
        if passage.keys[place + step] not in tables.words("particles"):
            break
    return 0


def is_office(key: str) -> bool:
    """Is a word in lower case an office or what a person is: "senator", "lawyer"?"""
    noun = tables.nouns().get(key)
    return (key in tables.titles() and tables.titles()[key].kind == "office") or (
        noun is not None and noun.kind in tables.PEOPLE
    )


def is_given(passage: Passage, place: int) -> bool:
    """Is the word a given name and not a place, nor the end of one: "North Carolina"?"""
    if passage.keys[place] not in tables.given_names() or passage.words[place] in tables.places():
        return False
    return " ".join(passage.words[place - 1 : place + 1]) not in tables.places()
