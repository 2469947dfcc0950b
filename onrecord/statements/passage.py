"""The words of an article in order, cut into sentences: what the search for speakers walks over.

This is no tokeniser for a model: punctuation marks are words of their own, a possessive ending is cut
off and remembered, and an abbreviated title keeps its full stop out of the way of sentence ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache

from onrecord.model import Article, Span
from onrecord.statements import tables

_CLOSES = {"“": "”", "‘": "’", "«": "»", '"': '"', "''": "''", "``": "''", "'": "'"}
_END = frozenset(".!?…")
_AFTER_END = frozenset("\"”’'»)]") | {"''"}


@cache
def _token() -> re.Pattern[str]:
    short = "|".join(sorted(tables.words("abbreviations"), key=len, reverse=True))
    return re.compile(
        rf"(?:[A-Z]\.){{2,}}|(?:{short}|[A-Z])\.(?=\W)|''|``|--"
        r"|[^\W_]+(?:[-‐‑’'&.](?=[^\W_])[^\W_]+)*|[^\w\s]|_"
    )


@dataclass(slots=True)
class Passage:
    """An article's words: parallel lists, one place for each word or punctuation mark.

    ``words`` are without a possessive ending or the full stop of an abbreviation; ``keys`` the same in
    lower case; ``quoted`` tells what stands between quotation marks; ``first`` what opens a sentence or
    a quotation, where a capital letter means nothing. ``capitals`` counts the words (lower case) that
    have a capital where it means something, ``lowered`` holds those that are printed without one.
    """

    text: str
    words: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    possessive: list[bool] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    first: list[bool] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    block: list[int] = field(default_factory=list)
    roles: tuple[str, ...] = ()
    sentence_starts: list[int] = field(default_factory=list)
    titled: frozenset[int] = frozenset()
    capitals: dict[str, int] = field(default_factory=dict)
    lowered: frozenset[str] = frozenset()

    def at(self, span: Span) -> range:
        """The places of the words that lie within a span."""
        return range(bisect_left(self.starts, span.start), bisect_right(self.ends, span.end))

    def role(self, place: int) -> str:
        """The role of the block in which a word stands."""
        return self.roles[self.block[place]]

    def sentence_end(self, number: int) -> int:
        """The place just past a sentence."""
        later = number + 1
        return self.sentence_starts[later] if later < len(self.sentence_starts) else len(self.words)

    def printed(self, start: int, end: int) -> list[str]:
        """The words as printed, full stops of abbreviations included, possessive endings left out."""
        return [self.text[self.starts[p] : self.ends[p]] for p in range(start, end)]

    def slice(self, start: int, end: int) -> str:
        """The article's own characters from the word at ``start`` to the one before ``end``."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""

    def joined(self, place: int) -> bool:
        """Is the word at ``place`` parted from the next by nothing but space?"""
        return place + 1 < len(self.words) and self.block[place] == self.block[place + 1]


def passage(article: Article) -> Passage:
    """The words of an article. Blocks that repeat an earlier one are passed over."""
    made = Passage(article.text, roles=tuple(block.role for block in article.blocks))
    for number, block in enumerate(article.blocks):
        if block.repeats is None and block.end > block.start:
            _add_block(made, number, block.start, block.end)
    made.titled = _title_case_blocks(made)
    made.lowered = frozenset(word for word in made.words if word[0].islower())
    for place, word in enumerate(made.words):
        if word[0].isupper() and not made.first[place] and made.block[place] not in made.titled:
            key = made.keys[place]
            made.capitals[key] = made.capitals.get(key, 0) + 1
    return made


def _add_block(made: Passage, number: int, start: int, end: int) -> None:
    begin = len(made.words)
    for match in _token().finditer(made.text, start, end):
        word, first, last, owns = match.group(), match.start(), match.end(), False
        if len(word) > 1:
            if word[-1] in "sS" and len(word) > 2 and word[-2] in "’'":
                word, last, owns = word[:-2], last - 2, True
            elif word[-1] == "." and word.count(".") == 1:
                word = word[:-1]
        elif word in "’'" and len(made.words) > begin and _ends_plural(made, first):
            made.possessive[-1] = True
            continue
        made.words.append(word)
        made.keys.append(word.lower())
        made.starts.append(first)
        made.ends.append(last)
        made.possessive.append(owns)
    made.block.extend([number] * (len(made.words) - begin))
    if made.roles[number] == "quote":  # a block quotation needs no marks
        made.quoted.extend([True] * (len(made.words) - begin))
    else:
        _mark_quotes(made, begin)
    _mark_sentences(made, begin)


def _ends_plural(made: Passage, start: int) -> bool:
    """Is a mark after a word the genitive of a plural ("the miners’ union"), not the end of a quotation?"""
    text = made.text
    after_word = made.ends[-1] == start and made.keys[-1].endswith("s") and len(made.words[-1]) > 2
    if not after_word or text[start + 1 : start + 2] != " " or not text[start + 2 : start + 3].isalpha():
        return False
    opening = "‘" if text[start] == "’" else " '"
    last = text.rfind(opening, max(0, start - 200), start)
    return last < 0 or text.find(text[start], last + len(opening), start) >= 0 or "\n" in text[last:start]


def _mark_quotes(made: Passage, begin: int) -> None:
    """Mark what stands between quotation marks; one left open runs to the end of its block."""
    closing: str | None = None
    for place, word in enumerate(made.words[begin:], begin):
        if closing is not None:
            if word == closing:
                closing = None
        elif word in _CLOSES and _opens(made, place):
            closing = _CLOSES[word]
            made.quoted.append(False)
            continue
        made.quoted.append(closing is not None)


def _opens(made: Passage, place: int) -> bool:
    """Does a mark open a quotation? A single one only before a word and after a space."""
    if made.words[place] not in "'‘’":
        return True
    start, end, text = made.starts[place], made.ends[place], made.text
    after = end < len(text) and not text[end].isspace()
    return after and (start == 0 or not text[start - 1].isalnum())


def _mark_sentences(made: Passage, begin: int) -> None:
    """Number the sentences of a block; a block begins a new one, and so does a capital after a full stop."""
    fresh, ended, first, before = True, False, False, ""
    number = len(made.sentence_starts) - 1
    for place, word in enumerate(made.words[begin:], begin):
        if ended and word not in _AFTER_END:
            ended, fresh = False, not word[0].islower()
        if fresh:
            made.sentence_starts.append(place)
            number += 1
        opening = before in _CLOSES and made.quoted[place]
        first = fresh or opening or (first and not before[0].isalnum())
        made.sentence.append(number)
        made.first.append(first)
        fresh, before = False, word
        ended = ended or word in _END


def _title_case_blocks(made: Passage) -> frozenset[int]:
    """The blocks in which nearly every word has a capital: there a capital says nothing."""
    capital: dict[int, int] = {}
    every: dict[int, int] = {}
    small = tables.words("small_in_titles")
    for word, key, block in zip(made.words, made.keys, made.block, strict=True):
        if len(word) > 2 and word[0].isalpha() and key not in small:
            every[block] = every.get(block, 0) + 1
            capital[block] = capital.get(block, 0) + word[0].isupper()
    return frozenset(b for b, n in every.items() if n > 3 and capital[b] > 0.9 * n)


def titles(made: Passage) -> tuple[tuple[int, str], ...]:
    """The titles of works in a passage: a few words in quotation marks, each with a capital or a digit."""
    found: list[tuple[int, str]] = []
    start: int | None = None
    for place, quoted in enumerate(made.quoted):
        if quoted and start is None:
            start = place
        elif not quoted and start is not None:
            end = place - 1 if made.words[place - 1] in ",." else place
            if end > start and _is_title(made, start, end):
                found.append((start, made.slice(start, end)))
            start = None
    return tuple(found)


def _is_title(made: Passage, start: int, end: int) -> bool:
    if end - start > 8 or not all(word[0].isalnum() or word in ":,'’&" for word in made.words[start:end]):
        return False
    long = [word for word in made.words[start:end] if len(word) > 3 or word[0].isdigit()]
    return bool(long) and all(not word[0].islower() for word in long)
