"""Forms of a person's name: given names, particles, surname, suffix, and which forms agree.

The order given name before surname is taken for granted, and so is that a lone word is a surname until
somebody in the article bears it as a given name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.statements import tables


class PersonName(NamedTuple):
    """The words of a name as printed, without titles. ``surname`` is in lower case, its last part."""

    words: tuple[str, ...]
    given: tuple[str, ...]
    surname: str
    suffix: str = ""

    @property
    def full(self) -> str:
        """The name as one string."""
        return " ".join(self.words)


def person_name(words: Sequence[str]) -> PersonName:
    """Read the words of a name. A single word is a surname. ValueError if there are none."""
    if not words:
        raise ValueError("a name needs at least one word")
    if len(words) == 1:
        return PersonName((words[0],), (), bare_surname(words[0]))
    core = list(words)
    suffix = ""
    if core[-1].rstrip(".").lower() in tables.words("suffixes"):
        suffix = core.pop().rstrip(".").lower()
    given = [word.rstrip(".").lower() for word in core[:-1]]
    while given and given[-1] in tables.words("particles"):
        given.pop()
    return PersonName(tuple(words), tuple(given), bare_surname(core[-1]), suffix)


def bare_surname(word: str) -> str:
    """A surname in lower case without a particle that is joined to it: ``al-Rashad`` is ``rashad``."""
    key = word.lower().replace("’", "'")
    if "-" not in key:
        return key
    head, _, tail = key.partition("-")
    return tail if tail and head in tables.words("particles") else key


def same_given(one: str, other: str) -> bool:
    """May two given names (lower case) be one person's: equal, an initial, or a nickname?"""
    if one == other or (1 in (len(one), len(other)) and one[0] == other[0]):
        return True
    short = tables.nicknames()
    ones, others = short.get(one, frozenset()) | {one}, short.get(other, frozenset()) | {other}
    return bool(ones & others)


def may_agree(one: PersonName, other: PersonName) -> bool:
    """May two names be one person's? A form that leaves something out agrees with the fuller one."""
    if one.surname != other.surname:
        return False
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if not one.given or not other.given:
        return True
    return any(same_given(a, b) for a in one.given for b in other.given) and (
        same_given(one.given[0], other.given[0]) or len(one.given) + len(other.given) > 2
    )


def is_misspelt(one: str, other: str, *, shortest: int = 6) -> bool:
    """Are two surnames (lower case) one slip apart: a letter more, less, other, or two swapped?

    Short names are left alone: Brown is no slip for Crown, nor Smith for Smyth.
    """
    if one[0] != other[0] or min(len(one), len(other)) < shortest or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    swapped = len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]


def given_share(name: PersonName) -> float | None:
    """The share of men among the bearers of the first given name that a table knows."""
    known = tables.given_names()
    for given in name.given:
        if given in known:
            return known[given]
    return None
