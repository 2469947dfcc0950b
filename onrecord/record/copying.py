"""Is one article a copy of another? By what of the prose of each stands in the other, sentence by sentence.

A sentence stands in the other article where one there holds most of its content words, as they are, in
another form or in a word that means the same. A word that both articles repeat, since they are about it,
says little. Who reports the same has the same names and numbers and some of the same quotations; who copies
has the sentences around them as well, and no quotation of his own.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from functools import lru_cache

from onrecord.record import lexicon
from onrecord.record.lexicon import REMEMBERED
from onrecord.record.morphology import family, lemmas
from onrecord.record.passages import Sentence
from onrecord.record.stems import Stem

PASSAGE = 3  # content words in a row that make a fingerprint
KEPT = 96  # fingerprints of an article, those with the smallest hashes
ENOUGH = 3  # that two articles share which are compared
BITS = 63  # of a hash, so that it is a whole number in every database
LOW, HIGH = 0.25, 0.65  # how alike two sentences are from which one begins to stand in the other, and does
# What each sign weighs beside ``prose``, and where a copy begins: fitted by ``python -m bench.weighing`` to
# the developing half of bench/gold/copies.jsonl.
WEIGHTS = {"prose": 1.0, "less": 1.35, "rows": 0.36, "quoted": 1.01, "named": -0.72}
COPY = 1.43
MUCH = 1.1  # of ``prose`` and ``rows`` together, from which on nothing speaks against a copy
UNKNOWN = 6  # quotations or names that are counted as shared by halves, so that a few words tell little
SHORT = 40  # content words of prose below which an article counts as one that has more in its own words
FEWEST = 20  # rows of words below which an article counts as one that has more of its own
QUOTED = 0.25  # what a content word in quotation marks adds to what would have to be copied
LOOKED_AT = 2  # sentences of the other article that may hold one of this
MEANT = 0.8  # what a word that only means the same counts beside the same word
ELSEWHERE = 0.8  # of a sentence's words, that the other article prints in quotation marks: it is a quotation
FEW = 4  # content words that a quotation without marks has at the least


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells a copy, each 0 to 1: how much of the words outside of quotation marks stands in the other
    article, ``prose`` of whichever has more of it there, ``less`` of the other; ``rows``, the share of its
    rows of three words, of the one that prints fewer, which both print; ``quoted``, how much of what it
    prints in quotation marks the other has, of whichever has more; ``named``, the share of names and numbers
    that both have, of the one with more: those tell of one event, and against a copy.
    """

    prose: float
    less: float
    rows: float
    quoted: float
    named: float

    @property
    def weight(self) -> float:
        """All that they say together."""
        told: Mapping[str, float] = asdict(self)
        return sum(WEIGHTS[name] * value for name, value in told.items())


@dataclass(frozen=True, slots=True)
class Copied:
    """What of each of two articles stands in the other.

    ``signs`` tell whether one is a copy. ``of_one`` and ``of_other`` are the shares of all words, 0 to 1;
    ``in_one`` and ``in_other`` the sentences of which the other article has a wording, by their numbers as
    bits of a whole number.
    """

    signs: Signs
    of_one: float
    of_other: float
    in_one: int
    in_other: int

    @property
    def is_copy(self) -> bool:
        """Was one made of the other, or both of one text?"""
        signs = self.signs
        tell = signs.weight >= COPY or signs.prose + signs.rows >= MUCH
        return tell and bool(self.in_one and self.in_other)


def prints(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The fingerprints of an article: of a sample of its passages, the same in all that print them."""
    found = {_hash(*passage) for sentence in sentences for passage in _passages(sentence.prose)}
    return frozenset(heapq.nsmallest(KEPT, found))


def _passages(prose: Sequence[Stem]) -> Iterator[list[str]]:
    keys = [stem.key for stem in prose]
    for start in range(len(keys) - PASSAGE + 1):
        yield keys[start : start + PASSAGE]


def _hash(*parts: str) -> int:
    hashed = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(hashed, "big") >> (64 - BITS)


def copied(one: Sequence[Sentence], other: Sequence[Sentence]) -> Copied:
    """What of each of two articles stands in the other."""
    seen = Counter(key for sentence in (*one, *other) for key in sentence.words)
    weights = {key: 0.5 if number == 1 else 1 / number for key, number in seen.items()}
    here, there = _Held(one, weights), _Held(other, weights)
    mine, yours = there.all_of(one), here.all_of(other)
    less, more = sorted((_prose(one, mine), _prose(other, yours)))
    quoted = max(_half_known(here.quoted, there.every), _half_known(there.quoted, here.every))
    return Copied(
        Signs(more, less, _rows(one, other), quoted, _named(one, other)),
        _share(one, mine, there),
        _share(other, yours, here),
        _standing(mine),
        _standing(yours),
    )


def _prose(sentences: Sequence[Sentence], held: Sequence[float]) -> float:
    """The share of an article's prose that stands in the other."""
    words = sum(len(sentence.words) + QUOTED * len(sentence.quoted) for sentence in sentences)
    found = sum(len(sentence.words) * share for sentence, share in zip(sentences, held, strict=True))
    return found / max(SHORT, words)


def _rows(one: Sequence[Sentence], other: Sequence[Sentence]) -> float:
    """The share of rows of three words of the article that prints fewer of them, which both print."""
    ones, others = (
        {
            sentence.printed[n : n + PASSAGE]
            for sentence in some
            for n in range(len(sentence.printed) - PASSAGE + 1)
        }
        for some in (one, other)
    )
    return len(ones & others) / max(FEWEST, min(len(ones), len(others)))


def _named(one: Sequence[Sentence], other: Sequence[Sentence]) -> float:
    """The share of names and numbers of the article with more of them, which both have."""
    ones, others = (frozenset[str]().union(*(sentence.named for sentence in some)) for some in (one, other))
    return _half_known(max(ones, others, key=len), ones & others)


def _half_known(words: Set[str], others: Set[str]) -> float:
    """The share of some words that are among others; a half where there are none."""
    return (len(words & others) + UNKNOWN / 2) / (len(words) + UNKNOWN)


def _share(sentences: Sequence[Sentence], held: Sequence[float], other: _Held) -> float:
    """The share of all of an article's words that stands in the other."""
    words = found = 0.0
    for sentence, share in zip(sentences, held, strict=True):
        words += len(sentence.words) + len(sentence.quoted)
        found += len(sentence.words) * share + sum(key in other.every for key in sentence.quoted)
    return min(1.0, found / words) if words else 0.0


def _standing(held: Sequence[float]) -> int:
    return sum(1 << number for number, share in enumerate(held) if share >= 0.5)


class _Held:
    """The sentences of an article, ready to be asked what of another stands in them."""

    def __init__(self, sentences: Sequence[Sentence], weights: Mapping[str, float]) -> None:
        self.sentences, self.weights = sentences, weights
        self.where = defaultdict[str, list[int]](list)
        for number, sentence in enumerate(sentences):
            for key in sentence.words:
                self.where[key].append(number)
        self.sizes = [self.weight(sentence.words) for sentence in sentences]
        self.meant: dict[int, Mapping[str, list[str]]] = {}
        self.quoted = frozenset(key for sentence in sentences for key in sentence.quoted)
        self.every = self.quoted.union(self.where)

    def weight(self, keys: Mapping[str, Stem]) -> float:
        return sum(self.weights[key] for key in keys)

    def all_of(self, sentences: Sequence[Sentence]) -> list[float]:
        """How far each sentence of another article stands in this one, 0 to 1."""
        return [self._held(sentence) for sentence in sentences]

    def _held(self, sentence: Sentence) -> float:
        mine, shared = sentence.words, defaultdict[int, float](float)
        for key in mine:
            for number in self.where.get(key, ()):
                shared[number] += self.weights[key]
        if not shared:
            return 0.0
        whole = self.weight(mine)
        ranked = sorted(shared, key=lambda n: (-shared[n] / (whole + 0.3 * self.sizes[n]), n))
        best = max(self._alike(mine, whole, number, shared[number]) for number in ranked[:LOOKED_AT])
        if len(mine) >= FEW and self._is_quoted(mine, whole) and best < 1:
            return 0.0
        return min(1.0, max(0.0, (best - LOW) / (HIGH - LOW)))

    def _alike(self, mine: Mapping[str, Stem], whole: float, number: int, shared: float) -> float:
        """How alike two sentences are: the mean of what one holds of the other and of what both share."""
        size = self.sizes[number]
        most = min(whole, size, shared + MEANT * (whole - shared))
        if _mean(whole, size, shared) < HIGH and _mean(whole, size, most) > LOW:
            shared += self._meant(mine, number)
        return _mean(whole, size, shared)

    def _meant(self, mine: Mapping[str, Stem], number: int) -> float:
        """What is shared by words that are not the same but mean it."""
        theirs, taken, found = self.sentences[number].words, set[str](), 0.0
        meant = self._meanings(number)
        for key, stem in mine.items():
            if key in theirs or stem.number is not None:
                continue
            near = {each for meaning in meanings(stem.word) for each in meant.get(meaning, ())}
            if free := near - taken - mine.keys():
                taken.add(min(free))
                found += MEANT * self.weights[key]
        return found

    def _meanings(self, number: int) -> Mapping[str, list[str]]:
        """The meanings of the words of a sentence, and the words of each."""
        if number not in self.meant:
            found = defaultdict[str, list[str]](list)
            for key, stem in self.sentences[number].words.items():
                for meaning in meanings(stem.word) if stem.number is None else ():
                    found[meaning].append(key)
            self.meant[number] = found
        return self.meant[number]

    def _is_quoted(self, mine: Mapping[str, Stem], whole: float) -> bool:
        """Does this article print the words of a sentence in quotation marks?"""
        return sum(self.weights[key] for key in mine if key in self.quoted) > ELSEWHERE * whole


def _mean(one: float, other: float, shared: float) -> float:
    return (shared / one + 2 * shared / (one + other)) / 2


@lru_cache(REMEMBERED)
def meanings(word: str) -> frozenset[str]:
    """What a word shares with others that mean the same: those whose meanings meet are forms or synonyms."""
    return family(word).union(*(lexicon.senses(lemma) for lemma in lemmas(word)))
