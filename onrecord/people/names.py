"""Do two names, printed in two articles, name one speaker?

Only what the names themselves say: a form that leaves something out agrees with the fuller one, and so
does one that is spelt a letter otherwise. Two people of one name agree as well; whether they are one is
for ``evidence`` to say.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.fuzz import ratio

from onrecord.model import SpeakerType
from onrecord.statements import tables
from onrecord.statements.names import bare_surname, is_misspelt, may_agree, person_name

NAMED: frozenset[SpeakerType] = frozenset({"person", "organisation"})
REMEMBERED = 50_000  # names whose plain form is kept at hand
ALIKE = 88.0  # of two whole names, in hundredths: one slip in eight letters
_LINKS = frozenset({"of", "with", "from", "in", "for", "at", "to", "on", "who", "that", "close", "familiar"})
_SELF = frozenset({"himself", "herself", "itself", "themselves"})
_FORMS = frozenset({"inc", "corp", "co", "ltd", "llc", "plc", "ag", "gmbh", "limited", "incorporated"})
_DOMAIN = re.compile(r"\.(?:com|org|net|info|fr|co\.uk|ca|com\.au|tv|io|eu|ie)$", re.IGNORECASE)
_SMALL = frozenset({"the", "of", "for", "and", "a", "an", "de", "&"})


def is_named(name: str | None, kind: SpeakerType) -> bool:
    """Does a name single out one speaker? “Lena Ostwick” does, “officials” does not."""
    if name is None or kind not in NAMED:
        return False
    return any(letter.isupper() for letter in name) or _DOMAIN.search(name) is not None


def key(name: str) -> str:
    """The word by which the forms of a name are found: a surname, or the last word of any other name."""
    words = _own(plain(name))
    return bare_surname(words[-1]).removesuffix("s") if words else ""


def keys(name: str, kind: SpeakerType) -> frozenset[str]:
    """The words by which the forms of a name are found: of a body's name, all of them and its initials."""
    words = [word for word in plain(name).replace("-", " ").split() if word not in _SMALL]
    if kind == "person" or not is_named(name, kind) or len(words) < 2:
        return frozenset([key(name)])
    return frozenset([*(word.removesuffix("s") for word in words), "".join(word[0] for word in words)])


def agree(one: str, one_kind: SpeakerType, other: str, other_kind: SpeakerType) -> bool | None:
    """Do two names agree: True, False, or None where one of them names nobody in particular?"""
    a, b = plain(one), plain(other)
    if a == b:
        return True
    if _is_police_of(a, b) or _are_one_address(one, other):
        return True
    named = is_named(one, one_kind), is_named(other, other_kind)
    if not any(named):
        return True if _same_noun(one, other) else None
    if not all(named):
        name, told = (a, b) if named[0] else (b, a)
        if _is_voice_of(told, name):
            return True
        # Several are not one: what “researchers” say is not what one researcher says by name.
        return False if "group" in (one_kind, other_kind) and "person" in (one_kind, other_kind) else None
    if "person" not in (one_kind, other_kind) and _bodies_agree(one, other):
        return True
    if _is_short_for(a, b) or _is_short_for(b, a) or ratio(a, b) >= ALIKE:
        return True
    if _stands_in(a, b) or _stands_in(b, a):
        return True
    return one_kind == other_kind == "person" and _people_agree(a, b)


def _bodies_agree(one: str, other: str) -> bool:
    """Are two names of bodies one but for their form of company or place: “Tarn Ltd.”, “Herald of Corran”?"""
    a, b = _bare_body(one), _bare_body(other)
    if a == b != []:
        return True
    short, full = sorted((a, b), key=len)
    return (
        bool(short)
        and len(full) == len(short) + 2
        and full[: len(short)] == short
        and full[len(short)] == "of"
    )


def _are_one_address(one: str, other: str) -> bool:
    """Is a name the address of the other on the web: “corranherald.com” of the Corran Herald?"""
    if not (_DOMAIN.search(one) or _DOMAIN.search(other)):
        return False
    return "".join(_bare_body(one)) == "".join(_bare_body(other))


def _bare_body(name: str) -> list[str]:
    words = plain(_DOMAIN.sub("", name.replace("’", "'").rstrip("."))).replace("-", " ").split()
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    return words


def _is_police_of(one: str, other: str) -> bool:
    """Do two plain names differ only in where the place stands: “police in corran”, “corran police”?"""
    a, b = one.split(), other.split()
    for told, name in ((a, b), (b, a)):
        if len(told) > 2 and told[1] in ("in", "of") and [*told[2:], told[0]] == name:
            return True
    return False


def _same_noun(one: str, other: str) -> bool:
    """Do two descriptions say the same of somebody: “police” and “two officers”?"""
    a, b = (_own(plain(name))[-1:] for name in (one, other))
    if not (a and b) or a == b or key(one) == key(other):
        return a == b != [] or key(one) == key(other) != ""
    nouns = [tables.noun_of(words[0]) for words in (a, b)]
    return nouns[0] is not None and nouns[1] is not None and nouns[0].same == nouns[1].same


def _is_voice_of(told: str, name: str) -> bool:
    """Does a description tell of whoever speaks for a name: “a spokesman for the council”?"""
    words = told.replace("'s", "").split()
    return f" {name} " in f" {' '.join(words)} " and any(word in voices() for word in words)


@cache
def voices() -> frozenset[str]:
    """Words for whoever speaks for another."""
    lines = (files("onrecord.people") / "data" / "voices.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _people_agree(one: str, other: str) -> bool:
    a, b = person_name(_own(one)), person_name(_own(other))
    if may_agree(a, b):
        return True
    lone = a.surname if not a.given else b.surname if not b.given else ""
    if lone:  # a lone word may be a given name: “Conal” of “Conal Hay”
        return lone in (a.given + b.given) or is_misspelt(a.surname, b.surname)
    return is_misspelt(a.surname, b.surname) and a.given[0][0] == b.given[0][0]


def _own(name: str) -> list[str]:
    """The words of a name without what is told of its bearer: “hunter of california”, “prince himself”."""
    words = [word for word in name.removeprefix("one of ").split() if word not in _SELF] or name.split()
    title = tables.titles().get(words[0]) if len(words) > 1 else None
    if title is not None and title.kind == "courtesy":
        words = words[1:]
    ends = [place for place, word in enumerate(words) if place and word in _LINKS]
    return words[: ends[0]] if ends else words


def _stands_in(short: str, long: str) -> bool:
    """Do the words of a name stand in a longer one, side by side: “the official Corran Herald”? One word
    has to be the last, since “Corran” is not “Corran Council”.
    """
    return f" {short} " in f" {long} " and (" " in short or long.endswith(f" {short}"))


def _is_short_for(short: str, full: str) -> bool:
    """Is a word made of the first letters of a name? (“cna” for “corran news agency”)"""
    words = full.replace("-", " ").split()
    initials = {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in _SMALL)}
    return len(short) > 2 and len(words) > 1 and short.replace(".", "") in initials


@lru_cache(REMEMBERED)
def plain(name: str) -> str:
    """A name in lower case, without accents, “the”, and the marks that are left out at will."""
    letters = unicodedata.normalize("NFKD", name.replace("’", "'")).lower()
    letters = "".join(
        letter for letter in letters if not unicodedata.combining(letter) and letter not in ".,"
    )
    return " ".join(letters.removesuffix("'s").split()).removeprefix("the ")
