"""The words of an article in order, cut into sentences: what the search for speakers walks over.

This is no tokeniser for a model: punctuation marks are words of their own, a possessive ending is cut
off and remembered, and an abbreviated title keeps its full stop out of the way of sentence ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import compress, pairwise

from onrecord.model import Article, Span
from onrecord.statements import tables

_CLOSES = {"“": "”", "‘": "’", "«": "»", '"': '"', "''": "''", "``": "''", "'": "'"}
_END = frozenset(".!?…")
_MARKS = _END | frozenset(_CLOSES) | frozenset(_CLOSES.values())
_PLAIN_MARKS = frozenset(",;:!?”)")  # never a part of the word before
# A full stop with no space behind it, where two paragraphs were run together: "months.Figure".
_GLUED = r"(?<=[a-z]{2})\.(?!(?:Com|Org|Net|Info)\b)[A-Z][a-z]{2}"
_AFTER_END = frozenset("\"”’'»)]") | {"''"}


@cache
def _token() -> re.Pattern[str]:
    short = sorted(tables.words("abbreviations"), key=len, reverse=True)
    opens = "".join({word[0] for word in short})  # most words are no abbreviation by their first letter
    return re.compile(
        rf"(?=[A-Z{opens}])(?:(?:[A-Z]\.){{2,}}|(?:{'|'.join(short)}|[A-Z])\.(?=\W))"
        rf"|[^\W_]\w*(?:(?!{_GLUED})[-‐‑’'&.](?=[^\W_])\w+)*|''|``|--|[^\w\s]|_"
    )


@cache
def _name_without_capital() -> re.Pattern[str]:
    """An address of the web, or a name that begins with a figure: "ostwick.org", "4to6Dock"."""
    return re.compile(
        r"(?i:[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|fr|co\.uk|ca|com\.au|tv|io|eu|ie))|\d+[a-z]+\d*[A-Z][a-z]\w*"
    )


def is_name_without_capital(word: str) -> bool:
    """Is a word a name though it has no capital in front?"""
    return (
        not (word.isalpha() or word.startswith("www."))
        and _name_without_capital().fullmatch(word) is not None
    )


@dataclass(slots=True)
class Passage:
    """An article's words: parallel lists, one place for each word or punctuation mark.

    ``words`` are without a possessive ending or the full stop of an abbreviation; ``keys`` the same in
    lower case; ``capital`` tells which begin with a capital letter, ``quoted`` what stands between
    quotation marks, ``first`` what opens a sentence or a quotation, where a capital means nothing.
    ``capitals`` counts the words (lower case) that have a capital where it means something.
    """

    text: str
    words: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    capital: list[bool] = field(default_factory=list)
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

    def capital_places(self) -> Iterator[int]:
        """The places of the words that begin with a capital letter, in order."""
        return compress(range(len(self.words)), self.capital)

    def is_lowered(self, key: str) -> bool:
        """Is a word (lower case) printed anywhere without a capital?"""
        return key[0].islower() and key in self.words

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
    made.capitals = Counter(
        made.keys[place]
        for place in made.capital_places()
        if not made.first[place] and made.block[place] not in made.titled
    )
    return made


def _add_block(made: Passage, number: int, start: int, end: int) -> None:
    begin = len(made.words)
    owners = _add_words(made, begin, start, end)
    words = made.words[begin:]
    made.keys += [word.lower() for word in words]
    capital = [word[0].isupper() or (len(word) > 4 and is_name_without_capital(word)) for word in words]
    made.capital += capital
    made.block += [number] * len(words)
    made.first += [False] * len(words)
    made.possessive += [False] * len(words)
    for place in owners:
        made.possessive[place] = True
    made.quoted += [made.roles[number] == "quote"] * len(words)  # a block quotation needs no marks
    marks = [place for place, word in enumerate(words, begin) if word in _MARKS]
    if made.roles[number] != "quote":
        _mark_quotes(made, marks)
    _mark_sentences(made, begin, marks)
    if capital.count(True) > 3 and _is_title_case(made, begin):
        made.titled |= {number}


def _add_words(made: Passage, begin: int, start: int, end: int) -> list[int]:
    """Add the words between two offsets, and tell the places of those in the genitive.

    Most words stand between two spaces with no mark, or one after them, and need no search for more.
    """
    owners: list[int] = []
    words, starts, ends = made.words, made.starts, made.ends
    for printed in made.text[start:end].split(" "):
        after = start + len(printed)
        if printed.isalnum():
            words.append(printed)
            starts.append(start)
            ends.append(after)
        elif printed[-1:] in _PLAIN_MARKS and printed[:-1].isalnum():
            words += printed[:-1], printed[-1]
            starts += start, after - 1
            ends += after - 1, after
        else:  # a full stop is an abbreviation's by what follows it, so the space is read too
            owners += _add_pieces(made, begin, start, min(after + 1, end))
        start = after + 1
    return owners


def _add_pieces(made: Passage, begin: int, start: int, end: int) -> list[int]:
    """Add the words and marks between two offsets, genitive endings and abbreviations' full stops cut off."""
    owners: list[int] = []
    words = made.words
    for match in _token().finditer(made.text, start, end):
        word, last = match[0], match.end()
        if word in "’'" and len(words) > begin and _ends_plural(made, match.start()):
            owners.append(len(words) - 1)
            continue
        if len(word) > 2 and word[-1] in "sS" and word[-2] in "’'":
            owners.append(len(words))
            word, last = word[:-2], last - 2
        elif len(word) > 1 and word[-1] == "." and word.count(".") == 1:
            word = word[:-1]
        words.append(word)
        made.starts.append(match.start())
        made.ends.append(last)
    return owners


def _ends_plural(made: Passage, start: int) -> bool:
    """Is a mark after a word the genitive of a plural ("the miners’ union"), not the end of a quotation?"""
    text, word = made.text, made.words[-1]
    after_word = made.ends[-1] == start and word[-1] in "sS" and len(word) > 2
    if not after_word or text[start + 1 : start + 2] != " " or not text[start + 2 : start + 3].isalpha():
        return False
    opening = "‘" if text[start] == "’" else " '"
    last = text.rfind(opening, max(0, start - 200), start)
    return last < 0 or text.find(text[start], last + len(opening), start) >= 0 or "\n" in text[last:start]


def _mark_quotes(made: Passage, marks: Sequence[int]) -> None:
    """Mark what stands between quotation marks; one left open runs to the end of its block."""
    closing, opened, size = "", 0, len(made.words)
    for place in marks:
        word = made.words[place]
        if not closing and word in _CLOSES and _opens(made, place):
            closing, opened = _CLOSES[word], place + 1
        elif word == closing:
            made.quoted[opened:place] = [True] * (place - opened)
            closing = ""
    if closing:
        made.quoted[opened:] = [True] * (size - opened)


def _opens(made: Passage, place: int) -> bool:
    """Does a mark open a quotation? A single one only before a word and after a space."""
    if made.words[place] not in "'‘’":
        return True
    start, end, text = made.starts[place], made.ends[place], made.text
    after = end < len(text) and not text[end].isspace()
    return after and (start == 0 or not text[start - 1].isalnum())


def _mark_sentences(made: Passage, begin: int, marks: Sequence[int]) -> None:
    """Number the sentences of a block, and mark the words that open a sentence or a quotation."""
    words, size = made.words, len(made.words)
    starts = _sentence_starts(made, begin, marks)
    for start, end in pairwise([*starts, size]):
        made.sentence += [len(made.sentence_starts)] * (end - start)
        made.sentence_starts.append(start)
    after_marks = [place + 1 for place in marks if words[place] in _CLOSES]
    for place in starts + [place for place in after_marks if place < size and made.quoted[place]]:
        made.first[place] = True
        while not words[place][0].isalnum() and place + 1 < size:
            place += 1
            made.first[place] = True


def _sentence_starts(made: Passage, begin: int, marks: Sequence[int]) -> list[int]:
    """Where sentences begin: a block begins one, and so does what is not in lower case after a full stop."""
    words, size = made.words, len(made.words)
    found = [begin] if begin < size else []
    for place in marks:
        if words[place] in _END:
            after = place + 1
            while after < size and words[after] in _AFTER_END:
                after += 1
            if after < size and not words[after][0].islower():
                found.append(after)
    return found


def _is_title_case(made: Passage, begin: int) -> bool:
    """Has nearly every word of a block a capital, so that a capital says nothing there?"""
    small, most = tables.words("small_in_titles"), (len(made.words) - begin) / 10
    every = plain = 0
    for place, word in enumerate(made.words[begin:], begin):
        if len(word) > 2 and made.keys[place] not in small and word[0].isalpha():
            every += 1
            if not made.capital[place]:
                plain += 1
                if plain > most:
                    return False
    return every > 3 and every - plain > 0.9 * every


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
