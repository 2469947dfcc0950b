"""The words of what was said, in the forms by which two wordings of it are compared.

A word's ``key`` is its stem (Snowball's English stemmer: Porter, “An algorithm for suffix stripping”,
1980), which is the same for most of its inflections: “support” for “supporter” and “supported”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer

from onrecord.statements.tables import place_meant

REMEMBERED = 50_000  # words whose stems are kept at hand
CUT = 6  # letters of a stem that says as much as any
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’.][^\W\d_]+)*")
_CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)\b")  # 5:10 is 5.10
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_STARTS = frozenset(".!?:“\"‘'")  # behind them a capital tells nothing
_OPENS = frozenset(".!?:;,—–…[]()")
_CONTRACTED = re.compile(r"(\w+)n't")
_NEGATED = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_DATA = files("onrecord.record") / "data"


@dataclass(frozen=True, slots=True)
class Stem:
    """A word or number as it is compared; ``word`` is it in small letters.

    ``is_name`` holds of a word with a capital that stands where none has to; ``number`` is its value, None
    where it is none; ``opens`` of the first word behind a mark that parts clauses.
    """

    key: str
    word: str
    is_content: bool
    is_name: bool = False
    is_negator: bool = False
    number: float | None = None
    opens: bool = False

    @property
    def weight(self) -> float:
        """How much it says that two wordings share it: long words are rarer."""
        if not self.is_content:
            return 0.0
        return 1.0 if self.number is not None else min(len(self.key), CUT) / CUT


def stems(text: str) -> tuple[Stem, ...]:
    """The words and numbers of a text, in order."""
    text = _CLOCK.sub(r"\1.\2", _long_names().sub(lambda found: _short_names()[found.group()], text))
    found, end, starts = list[Stem](), 0, True
    for match in _TOKEN.finditer(text):
        between = text[end : match.start()]
        starts = starts or any(mark in _STARTS for mark in between)
        first, *rest = _read(match.group(), starts)
        opens = not end or any(mark in _OPENS for mark in between)
        found += [replace(first, opens=True) if opens else first, *rest]
        end, starts = match.end(), False
    return tuple(_counted(found))


def _counted(found: Sequence[Stem]) -> Iterator[Stem]:
    """Numbers of several words as one: “three hundred”, “twenty-five”, “2.5 million”."""
    whole: Stem | None = None
    for stem in found:
        value = None if whole is None else _together(whole, stem)
        if whole is None or value is None:
            if whole is not None:
                yield whole
            whole = stem
        else:
            whole = replace(whole, key=f"{value:g}", word=f"{whole.word} {stem.word}", number=value)
    if whole is not None:
        yield whole


def _together(before: Stem, after: Stem) -> float | None:
    """The number that a number and the word after it are; None where they are two."""
    scale, unit = _number_scales().get(after.word), number_words().get(after.word, 0)
    if before.number is None or after.opens:
        return None
    if scale:
        return before.number * scale if before.number < scale else None
    return before.number + unit if before.word in _tens() and 0 < unit < 10 else None


@lru_cache(REMEMBERED)
def _read(word: str, starts: bool) -> tuple[Stem, ...]:
    plain = unicodedata.normalize("NFKD", aliases().get(word, word).replace("’", "'")).lower()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)) or word
    if contracted := _CONTRACTED.fullmatch(plain):
        verb = contracted.group(1)
        return _stem(_NEGATED.get(verb, verb), False), _stem("not", False)
    base, _, ending = plain.partition("'")
    if ending in ("s", "re", "m", "ll", "ve", "d", ""):
        plain = base
    is_name = word[0].isupper() and not starts and plain != "i"
    return (_stem(plain.replace(".", "") if plain[0].isalpha() else plain, is_name),)


def _stem(plain: str, is_name: bool) -> Stem:
    number = _value(plain)
    is_negator = plain in words("turning_words")
    is_content = number is not None or not (is_negator or plain in words("function_words"))
    key = f"{number:g}" if number is not None else _stemmer().stemWord(plain)
    return Stem(key, plain, is_content, is_name, is_negator, number)


def _value(plain: str) -> float | None:
    if _NUMBER.fullmatch(plain):
        return float(plain.replace(",", ""))
    return number_words().get(plain)


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@cache
def words(table: str) -> frozenset[str]:
    """The words of a table under ``data/``."""
    lines = (_DATA / f"{table}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def aliases() -> dict[str, str]:
    """Names that stand for another: those of a table, and of a country's people."""
    rows = _rows("countries")
    return {word: place for word, place in place_meant().items() if " " not in place} | dict(rows)


@cache
def _short_names() -> dict[str, str]:
    """Names of several words, and the word that stands for each."""
    return {name: word.title() for name, word in _rows("countries") if " " in name}


@cache
def _long_names() -> re.Pattern[str]:
    longest_first = sorted(_short_names(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


@cache
def number_words() -> dict[str, float]:
    """Numbers in words, and their values."""
    return {word: float(value) for word, value in _rows("number_words")}


@cache
def _tens() -> frozenset[str]:
    """The words behind which “five” counts on."""
    return frozenset(word for word, value in number_words().items() if value in range(20, 100, 10))


@cache
def _number_scales() -> dict[str, float]:
    return {word: float(value) for word, value in _rows("number_scales")}


def _rows(table: str) -> list[list[str]]:
    lines = (_DATA / f"{table}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]
