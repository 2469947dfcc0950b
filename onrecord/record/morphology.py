"""Forms of words: lemmas, spellings, slips of the pen, and prefixes that deny."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from onrecord.record import lexicon
from onrecord.record.lexicon import REMEMBERED

UNDOING = ("un", "in", "im", "il", "ir", "non")  # prefixes of adjectives that say that something is not so
DENYING = (*UNDOING, "dis", "mis", "anti")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")
# Endings and what a lemma has in their place.
ENDINGS = (
    ("ies", ("y", "ie")),
    ("ied", ("y", "ie")),
    ("ier", ("y",)),
    ("iest", ("y",)),
    ("ves", ("f", "fe", "ve")),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ing", ("", "e")),
    ("ed", ("", "e")),
    ("er", ("", "e")),
    ("est", ("", "e")),
)
# British spellings as patterns, with the American one of each.
BRITISH = (
    (re.compile(r"(?<=..)is(?=(?:e[drs]?|ing|ation|ations|able)$)"), "iz"),
    (re.compile(r"(?<=..)ys(?=(?:e[drs]?|ing)$)"), "yz"),
    (re.compile(r"(?<=..)our(?!c|t|n|s(?:el|$)|$)|(?<=[a-z]{3})our$|(?<=[a-z]{3})our(?=s$)"), "or"),
    (re.compile(r"(?<=[bt])re(?=s?$)"), "er"),
    (re.compile(r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers|or|ors)$)"), "l"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"ae|oe(?!s$)"), "e"),
)
DERIVED = (("ly", ""), ("ness", ""))  # endings of words made of adjectives
FAMILY = 4  # letters that words of one family share at least


@lru_cache(REMEMBERED)
def lemmas(word: str) -> frozenset[str]:
    """What a word in lower case may be a form of, itself included."""
    found = {word, *lexicon.irregular().get(word, ())}
    if word not in lexicon.small():
        found.update(
            each
            for each in _regular(word)
            if (lexicon.entry(each) or each in lexicon.listed()) and each not in lexicon.small() | {"not"}
        )
    return frozenset(found)


def _regular(word: str) -> Iterator[str]:
    for ending, instead in ENDINGS:
        if len(word) > len(ending) + 1 and word.endswith(ending):
            stem = word[: -len(ending)]
            yield from (stem + each for each in instead)
            if _DOUBLED.search(stem):
                yield stem[:-1]


@lru_cache(REMEMBERED)
def plain_spelling(word: str) -> str:
    """One spelling that stands for the British and the American one."""
    word = lexicon.spellings().get(word, word)
    for pattern, instead in BRITISH:
        word = pattern.sub(instead, word)
    return word


@lru_cache(REMEMBERED)
def family(word: str) -> frozenset[str]:
    """A word's lemmas in one spelling: words whose families meet are forms of each other."""
    return frozenset(plain_spelling(each) for each in lemmas(word))


@lru_cache(REMEMBERED)
def same_lemma(one: str, other: str) -> bool:
    """Are two words forms or spellings of one word?"""
    return not family(one).isdisjoint(family(other))


@lru_cache(REMEMBERED)
def synonyms(one: str, other: str) -> bool:
    """Do two words share a sense?"""
    ones = {sense for lemma in lemmas(one) for sense in lexicon.senses(lemma)}
    return any(not ones.isdisjoint(lexicon.senses(lemma)) for lemma in lemmas(other))


@lru_cache(REMEMBERED)
def related(one: str, other: str) -> bool:
    """Are two words of one family: explode and explosion, Georgia and Georgian?"""
    shared = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        shared += 1
    shorter = min(len(one), len(other))
    return shared >= FAMILY and shared >= shorter - 3 and shared * 2 >= max(len(one), len(other)) - 1


@lru_cache(REMEMBERED)
def slip(one: str, other: str) -> bool:
    """Is one of two words the other with a slip of the pen, so that only one is a word at all?"""
    if min(len(one), len(other)) < 3 or same_lemma(one, other):
        return False
    if bool(known(one)) == bool(known(other)):
        return False
    limit = 1 if max(len(one), len(other)) < 6 else 2
    return OSA.distance(one, other, score_cutoff=limit) <= limit


@lru_cache(REMEMBERED)
def known(word: str) -> bool:
    """Is it a word of the dictionary, or a form of one?"""
    return (
        word in lexicon.small()
        or word in lexicon.ranks()
        or any(lexicon.entry(each) for each in lemmas(word))
    )


def ends(word: str) -> frozenset[tuple[str, str]]:
    """Where a word stands: an axis, and the end of it."""
    table = lexicon.poles()
    return frozenset(place for lemma in lemmas(word) for place in table.get(lemma, {}).items())


def _apart(one: str, other: str) -> str | None:
    """Do two words stand at two ends of one axis, and nowhere at the same end of one that has but two?"""
    ones, others = ends(one), dict(ends(other))
    parted = [end for axis, end in ones if others.get(axis, end) != end]
    if any(end not in "+-" for end in parted):
        return "rungs"
    return "poles" if parted and ones.isdisjoint(others.items()) else None


@lru_cache(REMEMBERED)
def denied_form(one: str, other: str) -> bool:
    """Is one of two words the other with a prefix that denies: fair and unfair?"""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(shorter) > 2 and any(
        longer.startswith(prefix)
        and same_lemma(longer[len(prefix) :].removeprefix("-"), shorter)
        and (len(prefix) > 2 or prefix == "un" or _describes(shorter))
        for prefix in DENYING
    )


@lru_cache(REMEMBERED)
def denies(word: str) -> bool:
    """Is it an adjective with a prefix that denies: unclear, impossible?"""
    bases = (word[len(prefix) :] for prefix in UNDOING if word.startswith(prefix))
    return any(len(base) > 3 and known(base) and _describes(base) for base in bases) and not any(
        "v" in lexicon.parts(lemma) for lemma in lemmas(word)
    )


def _describes(word: str) -> bool:
    return any(part in "ar" for lemma in lemmas(word) for part in lexicon.parts(lemma))


def _opposed_bases(one: str, other: str, ending: str, instead: str) -> str | None:
    """Are the adjectives opposites that two adverbs or two nouns were made of: amicably, bitterly?"""
    found = opposed(one.removesuffix(ending) + instead, other.removesuffix(ending) + instead)
    bases = [{word.removesuffix(ending) + each for each in ("", "le", "y")} for word in (one, other)]
    return found or next((kind for a in bases[0] for b in bases[1] if (kind := _apart(a, b))), None)


@lru_cache(REMEMBERED)
def opposed(one: str, other: str) -> str | None:
    """What kind of opposites two words are, None if they are none."""
    table = lexicon.opposites()
    for mine in sorted(lemmas(one)):
        its = table.get(mine, {})
        for theirs in sorted(lemmas(other)) if its else ():
            if theirs in its:
                return its[theirs]
    apart = _apart(one, other)
    if apart:
        return apart
    for ending, instead in DERIVED:
        if one.endswith(ending) and other.endswith(ending):
            return _opposed_bases(one, other, ending, instead)
    if one.endswith("ly") != other.endswith("ly"):
        plain = one.removesuffix("ly"), other.removesuffix("ly")
        if denied_form(*plain) and all(map(known, plain)):
            return "prefix"
    if denied_form(one, other) and known(one) and known(other):
        return "prefix"
    return None
