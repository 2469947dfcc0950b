"""Phrases that stand around a cue: times, places and occasions, and the noun phrases in them.

There is no parser here: a noun phrase runs from its first word to the first word that cannot belong to
it (a preposition, a conjunction, a comma, a time). What it does not know: “a man in a hat in Ohio” is
cut at “in”, and a verb that looks like a noun is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from onrecord.statements.tables import singular
from onrecord.statements.times import dates_an_occasion, is_day_or_month, time_at
from onrecord.statements.vocabulary import table, word_list

OPENING = {"“": "”", '"': '"', "‘": "’", "''": "''", "'": "'"}
QUOTED_NAME = 8  # tokens: the longest name in quotation marks


class Token(NamedTuple):
    """A word or mark with its offsets."""

    start: int
    end: int
    text: str
    lower: str


class Phrase(NamedTuple):
    """A phrase of the article: where it stands, and the listener that it names (“with the Gazette”)."""

    start: int
    end: int
    listener: tuple[int, int] | None = None


@cache
def _token() -> re.Pattern[str]:
    abbreviations = "|".join(sorted(word_list("abbreviations")))
    return re.compile(
        rf"''|``|(?:[A-Z]\.)+(?![a-z])|(?=[A-Zv])(?:{abbreviations})\."
        r"|[@#$]?[^\W_]+(?:[’'.\-&/@][^\W_]+)*(?:(?<=[sS])[’'](?=\s+\w))?|[^\w\s]"
    )


def each_token(text: str, start: int, end: int) -> Iterator[Token]:
    """The words and marks of ``text[start:end]``, one by one."""
    for match in _token().finditer(text, start, end):
        word = match.group()
        yield Token(match.start(), match.end(), word, word.lower())


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of ``text[start:end]``."""
    return list(each_token(text, start, end))


@cache
def occasions() -> frozenset[str]:
    """Nouns for places, occasions and media."""
    return frozenset(table("occasions.tsv"))


def is_occasion(word: str) -> bool:
    """Is a lower-case noun, singular or plural, possessive or not, one of the table of occasions?"""
    if "’" in word or "'" in word:
        word = re.sub(r"['’]s?$", "", word)
    return word in occasions() or word.removesuffix("s") in occasions()


def noun_phrase(words: Sequence[Token], n: int, *, text: str) -> int:
    """The index behind the noun phrase that begins at word ``n``; ``n`` where there is none."""
    first = n
    while n < len(words):
        closing = _quoted_name(words, n, first)
        if closing is None and not _continues(text, words, n, first):
            break
        n = closing or n + 1
    while n > first and (words[n - 1].lower in ("of", "and", "the", "a") or _is_adverb(words[n - 1])):
        n -= 1
    return n


def _is_adverb(word: Token) -> bool:
    return word.lower.endswith("ly") and word.text[0].islower() and word.lower not in word_list("nouns_in_ly")


def _participle(words: Sequence[Token], n: int) -> bool:
    """“a statement to the Gazette *explaining* why”, not “a growing crowd”."""
    word = words[n]
    return (
        word.lower.endswith("ing")
        and word.text[0].islower()
        and words[n - 1].lower not in word_list("determiners")
        and not is_occasion(word.lower)
    )


def _listed_adjective(words: Sequence[Token], n: int, first: int) -> bool:
    """The comma of “a long, angry interview”."""
    if words[n].text != "," or n != first + 2 or words[first].lower not in word_list("determiners"):
        return False
    return any(is_occasion(word.lower) for word in words[n + 2 : n + 4])


def _continues(text: str, words: Sequence[Token], n: int, first: int) -> bool:
    """Can word ``n`` belong to the noun phrase that began at word ``first``?"""
    word = words[n]
    if _mark(word):
        return _listed_adjective(words, n, first)
    if word.lower in word_list("stops"):
        return (n == first and word.lower in word_list("pronouns")) or _joins(text, words, n, first)
    return n == first or not (_is_time(text, words, n) or _participle(words, n))


def _joins(text: str, words: Sequence[Token], n: int, first: int) -> bool:
    """“Mr Orme *and* Ms Lee”, “the Board *for* Schools”, “*last* month’s debate”."""
    word = words[n].lower
    if word in ("last", "this"):
        return dates_an_occasion(text, words[n].start)
    if word == "and":
        return n > first and n + 1 < len(words) and words[n + 1].text[0].isupper()
    return word == "for" and _in_name(words, n)


def _in_name(words: Sequence[Token], n: int) -> bool:
    return 0 < n < len(words) - 1 and words[n - 1].text[0].isupper() and words[n + 1].text[0].isupper()


def _mark(word: Token) -> bool:
    return not word.text[-1].isalnum() and word.text not in ("&", "%") and len(word.text) == 1


def _quoted_name(words: Sequence[Token], n: int, first: int) -> int | None:
    """The index behind a short name in quotation marks: ABC’s “This Week”."""
    closing = OPENING.get(words[n].text)
    if closing is None or n + 1 >= len(words) or not words[n + 1].text[0].isupper():
        return None
    for m in range(n + 2, min(n + 2 + QUOTED_NAME, len(words))):
        if words[m].text == closing:
            return m + 1
        if words[m].text in ",." and m + 1 < len(words) and words[m + 1].text == closing:
            return m + 2 if m > n + 1 and (n > first or words[n + 1].text[0].isupper()) else None
    return None


def _is_time(text: str, words: Sequence[Token], n: int) -> bool:
    word = words[n]
    if word.lower in ("now", "once") or word.text[0].isdigit():
        return False
    end = time_at(text, word.start, words[-1].end, clauses=False)
    if end is None or text[end : end + 1] in ("'", "’"):
        return False
    before = words[n - 1].lower
    if before in word_list("determiners") or before.endswith(("'s", "’s")):  # "a Tuesday rally"
        return not (
            n + 1 < len(words)
            and words[n + 1].text[0].isalpha()
            and words[n + 1].lower not in word_list("stops")
        )
    return True


def place_at(text: str, words: Sequence[Token], n: int) -> Phrase | None:
    """The place, occasion or medium that begins at word ``n``: “at a rally in Leeds”."""
    if n >= len(words):  # a stretch that ends inside its first word has none
        return None
    preposition = words[n].lower
    if (
        preposition not in word_list("place_prepositions")
        or n + 1 >= len(words)
        or words[n + 1].lower in word_list("not_places")
    ):
        return None
    end = noun_phrase(words, n + 1, text=text)
    if end == n + 1 or _gerund(words[n + 1]) or not _is_place(words, n, end):
        return None
    end, listener = _extended(text, words, n, end)
    listener = listener or _named_medium(words, n + 1, end)
    return Phrase(words[n].start, words[end - 1].end, listener)


def _gerund(word: Token) -> bool:
    """“In describing him”, not “in meetings” or “at Reading”."""
    return word.lower.endswith("ing") and not word.text[0].isupper() and not is_occasion(word.lower)


def is_listener(words: Sequence[Token]) -> bool:
    """Can this noun phrase be somebody who is spoken or written to?"""
    first = words[0]
    if first.lower in word_list("pronouns") or first.text[0].isupper() or first.text[0] == "@":
        return True
    described = first.lower in word_list("determiners") or len(words) <= 3
    return described and any(_is_person(word.lower) for word in words)


def _is_person(word: str) -> bool:
    return word in word_list("listeners") or singular(word) in word_list("listeners")


def _is_place(words: Sequence[Token], n: int, end: int) -> bool:
    preposition, inside = words[n].lower, words[n + 1 : end]
    if any(is_occasion(word.lower) or word.text.startswith("@") for word in inside):
        return True
    head = inside[-1]
    if preposition in word_list("only_occasions") or (preposition == "on" and head.text[0].isalnum()):
        return False
    proper = head.text[0].isupper() or head.text in '”"’'
    return proper and not is_day_or_month(head.text)


def _extended(text: str, words: Sequence[Token], n: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """The end of a place with its own prepositional phrases and “, Ohio”; the listener it was said to."""
    place = words[n + 1 : end]
    occasion = any(is_occasion(word.lower) for word in place)
    meets = any(singular(word.lower) in word_list("meetings") for word in place)
    listener: tuple[int, int] | None = None
    while end < len(words):
        after = _state(words, end) or _prepositional(text, words, end, occasion=occasion)
        if after is None:
            break
        heard = words[end].lower in ("to", "before") or (meets and words[end].lower == "with")
        if heard and occasion and listener is None:
            listener = words[end + 1].start, words[after - 1].end
        end = after
    return end, listener


def _prepositional(text: str, words: Sequence[Token], n: int, *, occasion: bool) -> int | None:
    """The index behind a prepositional phrase at word ``n`` that can belong to a place or an occasion."""
    preposition = words[n].lower
    if preposition not in (word_list("place_extensions") if occasion else ("in", "at", "of", "near")):
        return None
    if time_at(text, words[n].start, words[-1].end, clauses=False) is not None:
        return None
    after = noun_phrase(words, n + 1, text=text)
    if after == n + 1 or words[n + 1].lower in word_list("not_places"):
        return None
    if preposition in ("to", "before") and not is_listener(words[n + 1 : after]):
        return None
    return None if preposition == "before" and is_occasion(words[after - 1].lower) else after


def _state(words: Sequence[Token], end: int) -> int | None:
    """The index behind “, Ohio” or “, N.C.”, with the comma that closes it left out."""
    if words[end].text != "," or end + 1 >= len(words) or not words[end - 1].text[0].isupper():
        return None
    after = end + 1
    while (
        after < len(words)
        and after < end + 3
        and words[after].text[0].isupper()
        and words[after].text[-1] not in "’'"
    ):
        after += 1
    if after == end + 1 or is_day_or_month(words[end + 1].text):
        return None
    closed = (
        after >= len(words)
        or words[after].text in (",", ".", ")")
        or words[after].lower in word_list("stops")
    )
    return after if closed else None


def _named_medium(words: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """The medium of “in a Gazette interview”: names right before the word “interview”."""
    for n in range(start + 1, end):
        if words[n].lower in ("interview", "interviews"):
            first = n
            while first > start and (words[first - 1].text[0].isupper() or words[first - 1].text == "."):
                first -= 1
            if (
                first < n
                and not is_day_or_month(words[first].text)
                and words[first].text not in ("In", "The", "A")
            ):
                return words[first].start, words[n - 1].end
    return None
