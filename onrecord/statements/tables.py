"""The tables of words that the search for speakers reads: names, titles, nouns, places.

Each lives beside this module in ``data/`` as tab-separated lines that a reviewer can read; a line that
starts with ``#`` is a comment. They are loaded when first asked for, once in a process.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

PEOPLE = frozenset({"person", "anybody"})
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "wives": "wife"}
_VOCABULARY = 16_384  # as many words as are looked up in a few hundred articles


class Title(NamedTuple):
    """A word that stands before a name. ``gender`` is m, f or - for "does not say"."""

    kind: str
    gender: str
    role: str


class Noun(NamedTuple):
    """A noun that heads the description of a source; ``same`` is the plainer noun of its meaning."""

    kind: str
    same: str


_OF_AGE = Noun("person", "person")


def _rows(name: str) -> list[list[str]]:
    text = files("onrecord.statements").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def given_names() -> dict[str, float]:
    """Given names in lower case, each with the share of men among those who bear it, 0 to 1."""
    return {name: int(share) / 100 for name, share in _rows("given_names.tsv")}


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Each short form of a given name, with the full names that it may stand for."""
    found: dict[str, set[str]] = {}
    for name, short in _rows("nicknames.tsv"):
        for form in short.split():
            found.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in found.items()}


@cache
def titles() -> dict[str, Title]:
    """Words that stand before a name, in lower case without a full stop."""
    return {word: Title(kind, gender, role) for word, kind, gender, role in _rows("titles.tsv")}


@cache
def nouns() -> dict[str, Noun]:
    """Nouns in the singular, lower case, and what kind of source each names."""
    return {noun: Noun(kind, same) for noun, kind, same in _rows("nouns.tsv")}


@cache
def organisation_words() -> dict[str, frozenset[str]]:
    """A word in the name of a body (lower case) and the nouns that may stand for that body later."""
    return {word: frozenset(called.split(", ")) for word, called in _rows("organisation_words.tsv")}


@cache
def well_known() -> dict[str, frozenset[str]]:
    """Bodies known by one word (lower case): "apple", and the nouns that may stand for each later."""
    return {word.lower(): frozenset(called.split(", ")) for word, called in _rows("well_known.tsv")}


@cache
def places() -> dict[str, str]:
    """Places and the kind of each: country, state, city, demonym, abbreviation, feature."""
    return {place: kind for place, kind, _ in _rows("places.tsv")}


@cache
def place_meant() -> dict[str, str]:
    """The place that a demonym or an abbreviation means: "British" is Britain."""
    return {word: place for word, kind, place in _rows("places.tsv") if place != "-"}


@cache
def common_words() -> frozenset[str]:
    """Words, in lower case, that are no names though a sentence may open with them in capitals."""
    return frozenset(word for (word,) in _rows("common_words.tsv"))


@cache
def parties() -> dict[str, str]:
    """Words for the people of a political party (lower case), and one word for each party."""
    return {word: party for word, party in _rows("parties.tsv")}


@cache
def works() -> frozenset[str]:
    """Nouns, in lower case, for works that have titles: a film, a book."""
    return frozenset(word for (word,) in _rows("works.tsv"))


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in _rows("word_lists.tsv")}


@cache
def words(name: str) -> frozenset[str]:
    """One of the short lists of words in ``word_lists.tsv``, by its name."""
    return _word_lists()[name]


@lru_cache(_VOCABULARY)
def singular(word: str) -> str:
    """The singular of a noun in lower case, as far as its ending tells; itself if it is no plural."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending in ("men", "women"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + ending.replace("e", "a")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(_VOCABULARY)
def noun_of(word: str) -> Noun | None:
    """What the table says of a noun, singular or plural; None where it is not listed."""
    key = word.lower()
    if key.endswith("-year-old"):
        return _OF_AGE
    return nouns().get(key) or nouns().get(singular(key))


@lru_cache(_VOCABULARY)
def is_plural(word: str) -> bool:
    """Does the noun look like a plural?"""
    key = word.lower()
    return singular(key) != key and key not in {"news", "politics", "series", "always", "congress"}
