"""Words, figures and sentences of a text, with the code points where each stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar

from onrecord.record import lexicon
from onrecord.record.morphology import lemmas

Answer = TypeVar("Answer")
APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
TOKEN = re.compile(
    r"(?P<number>\d+(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?::\d\d)+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<short>(?:[^\W\d_]\.){2,})"
    r"|(?P<word>(?i:north|south)-(?i:east|west)(?i:ern|erly|wards?)?\b|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)"
    r"|(?P<sign>[$£€¥%])"
)
ENDING = re.compile(r"(?i)(n['’ʼ]t|['’ʼ](?:s|re|ve|ll|d|m))$")
SPLIT = {"can't": 2, "cannot": 3, "won't": 2, "shan't": 3, "gonna": 5}
MEANT = {"wo": "will", "ca": "can", "sha": "shall", "n't": "not", "'ll": "will", "'re": "are", "'ve": "have"}
SENTENCE_END = re.compile(r"(?<=[.!?…\]])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\s*\n\s*")
RECENT = 32  # texts that are kept as they were read
LONGEST = 12  # characters of an abbreviation, with what stands before it
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt|Prof|Rev|Hon|No|vs|v|Inc|Co|Corp|Ltd|Jr|Sr|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|etc|e\.g|i\.e)|\b[A-Z](?:\.[A-Z])*)\.$"
)


class Token(NamedTuple):
    """A word, a figure, or a sign of money or per cent. ``norm`` is how it is compared."""

    start: int
    end: int
    text: str
    norm: str
    kind: str
    lemmas: frozenset[str]

    @property
    def small(self) -> bool:
        """Does it carry little by itself: an article, a preposition, an auxiliary?"""
        return self.norm in lexicon.small()

    @property
    def capital(self) -> bool:
        """Does it open with a capital?"""
        return self.text[:1].isupper()

    def may_be(self, part: str) -> bool:
        """Can it be of a part of speech (n, v, a, r), as far as the dictionary tells?"""
        return any(part in lexicon.parts(lemma) for lemma in self.lemmas)


class Words(tuple[Token, ...]):
    """The words of a stretch of text; ``found`` keeps what was found out about them, by whoever asked."""

    @cached_property
    def found(self) -> dict[Hashable, Any]:
        """Answers that would be worked out again and again."""
        return {}


def remembered(words: Sequence[Token], key: Hashable, answer: Callable[[], Answer]) -> Answer:
    """An answer about some words, worked out once where they are Words."""
    if not isinstance(words, Words):
        return answer()
    if key not in words.found:
        words.found[key] = answer()
    kept: Answer = words.found[key]
    return kept


@dataclass(frozen=True)
class Text:
    """A text in tokens; ``edges`` are the indices of the tokens that open its sentences."""

    text: str
    tokens: tuple[Token, ...]
    edges: tuple[int, ...]

    @cached_property
    def titled(self) -> bool:
        """Is it printed As Headlines Are, so that capitals tell nothing?"""
        long = [token for token in self.tokens if token.kind == "word" and len(token.text) > 3]
        return len(long) > 3 and sum(token.capital for token in long) > 0.7 * len(long)

    @cached_property
    def opening(self) -> frozenset[int]:
        """The tokens that open a sentence or a quotation, where a capital tells nothing."""
        quoted = (
            n
            for n, token in enumerate(self.tokens)
            if token.start and self.text[token.start - 1] in "\"“‘'(["
        )
        return frozenset((*self.edges, *quoted))


@lru_cache(lexicon.REMEMBERED)
def printed(text: str) -> str:
    """A word as it is printed, without capitals and in one style of apostrophes."""
    return text.casefold().translate(APOSTROPHES)


@lru_cache(RECENT)
def read(text: str) -> Text:
    """A text in tokens and sentences; one original is often compared with many copies."""
    tokens: list[Token] = []
    for match in TOKEN.finditer(text):
        word, kind = match.group(), str(match.lastgroup)
        if kind == "word" and not (word.isalpha() and word.lower() not in SPLIT):
            tokens.extend(_parts(word, match.start()))
        else:
            tokens.append(_token(word, match.start(), kind))
    return Text(text, tuple(tokens), _edges(text, tokens))


def _parts(word: str, start: int) -> list[Token]:
    """A word with an apostrophe, or two words written as one: won’t, Corran’s, cannot."""
    ending = ENDING.search(word)
    cut = SPLIT.get(word.lower().translate(APOSTROPHES)) or (ending.start() if ending else len(word))
    if not 0 < cut < len(word):
        return [_token(word, start, "word")]
    return [_token(word[:cut], start, "word"), _token(word[cut:], start + cut, "word")]


def _token(text: str, start: int, kind: str) -> Token:
    norm, kind, found = _compared(text, kind)
    return Token(start, start + len(text), text, norm, kind, found)


@lru_cache(lexicon.REMEMBERED)
def _compared(text: str, kind: str) -> tuple[str, str, frozenset[str]]:
    """How a word is compared, its kind, and its lemmas."""
    norm = printed(text).replace("-", "")
    if kind == "short":
        norm, kind = norm.replace(".", ""), "word"
    if kind == "number":
        norm = re.sub(r"[,\u00a0\u202f]", "", norm)
    norm = "whorg" if text == "WHO" else norm
    norm = "usa" if text in {"US", "U.S.", "USA", "U.S.A."} else MEANT.get(norm, norm)
    return norm, kind, lemmas(norm) if kind == "word" else frozenset((norm,))


def _edges(text: str, tokens: list[Token]) -> tuple[int, ...]:
    """The indices of the tokens that open sentences."""
    ends = [
        match.end()
        for match in SENTENCE_END.finditer(text)
        if "\n" in match.group()
        or not ABBREVIATION.search(text[max(0, match.start() - LONGEST) : match.start()])
    ]
    edges, place = [0], 0
    for end in ends:
        while place < len(tokens) and tokens[place].start < end:
            place += 1
        if edges[-1] < place < len(tokens):
            edges.append(place)
    return tuple(edges) if tokens else ()
