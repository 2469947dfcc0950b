"""The names in an article: runs of capital words, what stands before them, and what kind each is.

There is no tagger: a run is a person, a body or a place by the words in it, by a title before it and by
the tables; what these do not tell is left ``unsure`` for ``cast`` to settle from the whole article.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from onrecord.statements import tables
from onrecord.statements.passage import Passage, is_name_without_capital
from onrecord.statements.runs import is_given, is_office, name_runs

MentionKind = Literal["person", "organisation", "place", "unsure"]


class NameMention(NamedTuple):
    """One name where it stands: ``start`` to ``end`` are places in the passage.

    ``core`` is where the name itself begins, after titles and roles; ``title`` is the last title of
    them in lower case. ``roles`` are the words before the name that say what the person is.
    """

    start: int
    core: int
    end: int
    kind: MentionKind
    title: str | None = None
    roles: tuple[str, ...] = ()


def name_mentions(passage: Passage) -> list[NameMention]:
    """The names of a passage in order. Blocks in title case are left out; ``cast`` looks there."""
    return [mention for start, end in name_runs(passage) for mention in _read(passage, start, end)]


def _read(passage: Passage, start: int, end: int) -> list[NameMention]:
    if passage.keys[end - 1].rpartition("-")[2] in tables.words("tails_of_places"):
        return [NameMention(start, start, end, "place")]
    if end - start == 1:
        return [_single(passage, start)]
    if _is_office_alone(passage, start, end):
        return []
    if _is_office_in_body(passage, start, end):
        return []
    if _is_office_of_place(passage, start, end):
        return [NameMention(start + 2, start + 2, end, "place")]
    front = _body_in_front(passage, start, end)
    if front:
        return [*_read(passage, start, start + front), *_read(passage, start + front, end)]
    place = _place_in_front(passage, start, end)
    if place:
        rest = _read(passage, start + place, end)
        return [NameMention(start, start, start + place, "place"), *rest]
    cut = _after_epithet(passage, start, end)
    if cut > start:
        return [NameMention(start, cut, end, "person", None, tuple(passage.keys[start:cut]))]
    cut = _after_title(passage, start, end)
    if "for" in passage.keys[start:cut] and not is_given(passage, cut):
        return []  # "National Coordinator for Harbour Safety" names nobody
    body = range(cut, end)
    if cut > start and not _has_body_word(passage, cut, end) and len(body) <= 5:
        return [_titled_person(passage, start, cut, end)]
    if passage.keys[start] in tables.words("directions") and passage.words[end - 1] in tables.places():
        return [NameMention(start, start, end, "place")]
    whole = " ".join(passage.words[start:end])
    if whole in tables.places() or (
        tables.places().get(passage.words[end - 1]) == "demonym"
        and passage.keys[start] not in tables.given_names()
    ):
        return [NameMention(start, start, end, "place")]
    kind = _kind(passage, start, end)
    before = _roles_before(passage, start) if kind in ("person", "unsure") else ()
    if kind == "unsure" and before:
        kind = "person"
    if kind == "unsure" and start and passage.keys[start - 1] == "the":
        kind = "organisation"
    if kind in ("unsure", "place") and start and _names_body(passage, start):
        kind = "organisation"
    return [NameMention(start, start, end, kind, None, before)]


def _place_in_front(passage: Passage, start: int, end: int) -> int:
    """How many words of a run are a place before one more name: "Wisconsin Trump" supporters."""
    if passage.keys[max(0, start - 2) : start] == ["secretary", "of"]:
        return 1  # "secretary of State Lund"
    if passage.keys[start] in tables.given_names():
        return 0
    size = end - start - 1
    front = " ".join(passage.words[start : start + size])
    known = tables.places().get(front)
    last = passage.keys[end - 1]
    if known in (None, "before", "feature"):
        return 0
    body = last in tables.organisation_words() or passage.words[end - 1] in tables.places()
    return 0 if body or tables.noun_of(last) is not None else size


def _body_in_front(passage: Passage, start: int, end: int) -> int:
    """How many words of a run are a body before a person: "Harbour Office | Ned Oake"."""
    for place in range(start + 1, end - 1):
        if not is_given(passage, place) or passage.keys[place] in tables.words("particles"):
            continue
        if passage.keys[place - 1] not in tables.organisation_words():
            continue
        behind = passage.keys[place + 1 : end]
        if tables.organisation_words().keys().isdisjoint(behind) and behind[0] not in tables.words(
            "name_links"
        ):
            return place - start
    return 0


def _names_body(passage: Passage, start: int) -> bool:
    """Does a body's kind stand right before a name: "the charity Open Harbour"?"""
    noun = tables.nouns().get(passage.keys[start - 1])
    return noun is not None and noun.kind == "organisation"


def _is_office_alone(passage: Passage, start: int, end: int) -> bool:
    """Does a run end in an office or a party's member, with nobody named: "Tennessee Republican"?"""
    last = passage.keys[end - 1]
    if passage.keys[end - 2] in tables.words("courtesy"):
        return False
    title = tables.titles().get(last)
    chief = last in tables.words("chiefs")
    office = chief or (title is not None and title.kind != "courtesy") or last in tables.parties()
    return office and is_office(last) and not any(is_given(passage, place) for place in range(start, end - 1))


def _is_office_of_place(passage: Passage, start: int, end: int) -> bool:
    """Is a run an office or a party's member from a place, with nobody named: "Republican of Iowa"?"""
    key = passage.keys[start]
    office = is_office(key) or key in tables.parties()
    return (
        office
        and passage.keys[start + 1] == "of"
        and " ".join(passage.words[start + 2 : end]) in tables.places()
    )


def _is_office_in_body(passage: Passage, start: int, end: int) -> bool:
    """Is a run only what somebody is in a body, with nobody named: "Vice President of Retail"?"""
    offices = [place for place in range(start, end - 2) if passage.keys[place + 1] == "of"]
    return (
        bool(offices)
        and offices[0] == end - 3
        and is_office(passage.keys[end - 3])
        and (passage.keys[end - 1] in tables.organisation_words())
    )


def _single(passage: Passage, place: int) -> NameMention:
    word = passage.words[place]
    kind: MentionKind = "unsure"
    if word in tables.places() or (word.isupper() and word.title() in tables.places()):
        kind = "place"
    elif (
        _is_body_word(passage.keys[place])
        or passage.keys[place] in tables.well_known()
        or is_name_without_capital(word)
        or _is_acronym(word)
    ):
        kind = "organisation"
    roles = _roles_before(passage, place)
    if kind == "unsure" and roles:
        kind = "person"
    return NameMention(place, place, place + 1, kind, None, roles)


def _is_acronym(word: str) -> bool:
    return 2 <= len(word) <= 6 and word.isupper() and word.replace(".", "").isalpha()


def _after_title(passage: Passage, start: int, end: int) -> int:
    """Where the name begins after titles and roles in capitals; ``start`` where there are none."""
    cut = start
    for place in range(start, end - 1):
        if passage.possessive[place]:
            break
        key = passage.keys[place]
        if (key in tables.titles() or is_office(key)) and not _is_surname(passage, start, place):
            cut = place + 1
    while cut > start and cut < end - 1 and passage.keys[cut] in ("of", "for", "the", "on"):
        cut = _after_office(passage, cut, end)
    return cut if passage.keys[cut].rstrip(".") not in tables.words("suffixes") else start


def _after_epithet(passage: Passage, start: int, end: int) -> int:
    """Where a person's name begins after where he or she is from or how old: "Australian Ned Oake"."""
    told = tables.places().get(passage.words[start]) == "demonym" or passage.keys[start].endswith("year-old")
    if not told or end - start < 3 or _has_body_word(passage, start, end):
        return start
    return start + 1 if is_given(passage, start + 1) else start


def _is_surname(passage: Passage, start: int, place: int) -> bool:
    """Is a word that might be a title a surname after a given name, or a given name after a title?"""
    if place == start:
        return False
    key = passage.keys[place]
    if key not in tables.words("courtesy") and is_given(passage, place - 1):
        return True
    return key in tables.given_names() and passage.keys[place - 1] in tables.titles()


def _after_office(passage: Passage, cut: int, end: int) -> int:
    """Skip "of State" in "Secretary of State Ida Lund": up to the first known given name."""
    for place in range(cut + 2, end):
        if passage.keys[place] in tables.given_names() and place + 1 < end:
            return place
    return min(max(cut + 2, end - 2), end - 1)


def _person_noun(key: str) -> bool:
    noun = tables.noun_of(key)
    return noun is not None and noun.kind in tables.PEOPLE


def _has_body_word(passage: Passage, start: int, end: int) -> bool:
    return any(passage.keys[p] in tables.organisation_words() for p in range(start + (end - start > 1), end))


def _titled_person(passage: Passage, start: int, cut: int, end: int) -> NameMention:
    title = passage.keys[cut - 1]
    kind: MentionKind = "person"
    roles = tuple(passage.keys[start:cut]) + _roles_before(passage, start)
    known = title in tables.titles() or passage.keys[start] in tables.titles()
    return NameMention(start, cut, end, kind, title if known else None, roles)


def _kind(passage: Passage, start: int, end: int) -> MentionKind:
    """What the words of a name of two or more tell about its kind."""
    keys = passage.keys[start:end]
    given = tables.given_names()
    if any(tables.places().get(passage.words[place]) == "feature" for place in range(start + 1, end)):
        return "place"
    if tables.places().get(passage.words[start]) == "before":
        return "organisation" if keys[-1] in tables.organisation_words() else "place"
    if _names_a_body(keys) or keys[0] in tables.well_known():
        return "organisation"
    initial = len(keys[0].rstrip(".")) == 1
    if (keys[0] in given or initial) and len(keys) <= 5 and passage.words[start] not in tables.places():
        return "person"
    joined = [key.partition("-")[0] for key in keys[1:] if "-" in key]
    if not tables.words("particles").isdisjoint(keys[1:-1] + joined) or keys[-1].rstrip(".") in tables.words(
        "suffixes"
    ):
        return "person"
    acronyms = all(_is_acronym(passage.words[place]) for place in range(start, end))
    return "organisation" if acronyms else "unsure"


def _is_body_word(key: str) -> bool:
    """Is a word, or a part of one with a hyphen, a word of bodies' names: "Times-News"?"""
    bodies = tables.organisation_words()
    return key in bodies or ("-" in key and not bodies.keys().isdisjoint(key.split("-")))


def _names_a_body(keys: list[str]) -> bool:
    """Does a word of a name say that it is a body's? A given name in front ("Bill") does not."""
    if not {"of", "for", "&"}.isdisjoint(keys):
        return True
    given = keys[0] in tables.given_names()
    if len(keys) == 2 and given and keys[1] in tables.words("surnames_too"):
        return False
    if any(key in tables.organisation_words() for key in keys[given:]):
        return True
    if _is_body_word(keys[-1]):
        return True
    noun = tables.nouns().get(keys[-1])
    return noun is not None and noun.kind in ("organisation", "document")


def _roles_before(passage: Passage, start: int) -> tuple[str, ...]:
    """The words right before a name that say what the person is: "Republican presidential nominee"."""
    return tuple(passage.keys[roles_begin(passage, start) : start])


def roles_begin(passage: Passage, start: int) -> int:
    """Where the words begin that say what the person named from ``start`` on is; ``start`` for none."""
    place = start - 1
    while place >= 0 and start - place <= 6 and passage.block[place] == passage.block[start]:
        key = passage.keys[place]
        if not key[0].isalnum() or key in tables.words("role_edges") or key in tables.words("phrase_edges"):
            break
        if passage.words[place][0].isupper() and is_given(passage, place):
            break
        place -= 1
    return place + 1 if place + 1 < start and _person_noun(passage.keys[start - 1]) else start
