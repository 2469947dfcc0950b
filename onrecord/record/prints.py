"""Fingerprints of a wording, by which others that may be the same saying are found in an index.

There are three kinds. One is made of a name of the speaker and two content words that stand side by side, in
either order: a wording of which much was retold keeps some such pair, and few others have it. The other
needs no speaker: each passage of a few content words. By these a wording without a named speaker is found,
and finds; two named speakers are not brought together by them, or every phrase in common use would.
The third is made of longer passages of what a named speaker is quoted with, so that a long quotation is
found that another page gives to somebody else; of all its passages a few are enough, chosen so that two
quotations which have ``LONG + AMONG - 1`` content words in a row in common choose one alike (“winnowing”:
Schleimer, Wilkerson and Aiken, 2003). What is found is only a candidate; ``sayings.same`` decides.

The first bits of a fingerprint are those of the speaker's name or of one word of the passage, the one whose
hash is least, which passages that overlap mostly share (a “minimizer”: Roberts and others, 2004). So those of
a page lie side by side in few places of a large index, which is what reading and writing there costs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from onrecord.record.stems import Stem

PASSAGE = 3  # content words
LONG = 5  # content words of a passage of a quotation
AMONG = 4  # such passages side by side, of which one is kept
BITS = 63  # of a hash, so that it is a whole number in every database
PLACE = 20  # of those bits, that tell where in an index it lies
REMEMBERED = 65_536  # words whose hashes are kept at hand


@dataclass(frozen=True, slots=True)
class Prints:
    """The fingerprints by which a wording is found, and those that it looks for."""

    kept: frozenset[int]
    asked: frozenset[int]


def prints(
    stems: Sequence[Stem], names: Collection[str], *, is_named: bool, is_quoted: bool = False
) -> Prints:
    """The fingerprints of a wording by a speaker who is found by these words of the name, if any.

    ``is_named`` where the name singles somebody out: “Lena Ostwick”, not “officials”; ``is_quoted`` where
    some of it stands in quotation marks.
    """
    content = [stem.key for stem in stems if stem.is_content]
    pairs: set[tuple[str, ...]] = {(min(pair), max(pair)) for pair in pairwise(content)}
    if len(set(content)) < 2:  # “Yes, we can” has no content word, and is found as a whole
        pairs = {(" ".join(stem.key for stem in stems), *content[:1])}
    spoken = frozenset(_print(name, *pair) for name in names for pair in pairs)
    anybody, named = (
        frozenset(
            _print(min(passage, key=_alone), whose, *passage) for passage in _passages(content, PASSAGE)
        )
        for whose in ("", "named")
    )
    if is_named:
        spoken |= _chosen(content) if is_quoted else frozenset()
        return Prints(spoken | named, spoken | anybody)
    return Prints(spoken | anybody, spoken | anybody | named)


def _passages(content: Sequence[str], length: int) -> Iterator[Sequence[str]]:
    for start in range(len(content) - length + 1):
        yield content[start : start + length]


def _chosen(content: Sequence[str]) -> frozenset[int]:
    """The print of the one whose hash is least among each few long passages side by side."""
    passages = [(_hash(*passage), tuple(passage)) for passage in _passages(content, LONG)]
    chosen = {min(passages[start : start + AMONG]) for start in range(len(passages) - AMONG + 1)}
    return frozenset(_print(min(passage, key=_alone), "quoted", *passage) for _, passage in chosen)


def _print(place: str, *parts: str) -> int:
    rest = BITS - PLACE
    return _alone(place) >> rest << rest | _hash(place, *parts) >> PLACE


@lru_cache(REMEMBERED)
def _alone(word: str) -> int:
    return _hash(word)


def _hash(*parts: str) -> int:
    hashed = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(hashed, "big") >> (64 - BITS)
