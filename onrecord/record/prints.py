"""Fingerprints of a wording, by which others that may be the same saying are found in an index.

There are two kinds. One is made of a name of the speaker and two content words that stand side by side, in
either order: a wording of which much was retold keeps some such pair, and few others have it. The other
needs no speaker: each passage of a few content words. By these a wording without a named speaker is found,
and finds; two named speakers are not brought together by them, or every phrase in common use would.
What is found is only a candidate; ``sayings.same`` decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.record.stems import Stem

PASSAGE = 3  # content words
BITS = 63  # of a hash, so that it is a whole number in every database


@dataclass(frozen=True, slots=True)
class Prints:
    """The fingerprints by which a wording is found, and those that it looks for."""

    kept: frozenset[int]
    asked: frozenset[int]


def prints(stems: Sequence[Stem], names: Collection[str], *, is_named: bool) -> Prints:
    """The fingerprints of a wording by a speaker who is found by these words of the name, if any.

    ``is_named`` where the name singles somebody out: “Lena Ostwick”, not “officials”.
    """
    content = [stem.key for stem in stems if stem.is_content]
    pairs: set[tuple[str, ...]] = {(min(pair), max(pair)) for pair in pairwise(content)}
    if len(set(content)) < 2:  # “Yes, we can” has no content word, and is found as a whole
        pairs = {(" ".join(stem.key for stem in stems), *content[:1])}
    spoken = frozenset(_hash(name, *pair) for name in names for pair in pairs)
    anybody, named = (
        frozenset(_hash(whose, *passage) for passage in _passages(content)) for whose in ("", "named")
    )
    if is_named:
        return Prints(spoken | named, spoken | anybody)
    return Prints(spoken | anybody, spoken | anybody | named)


def _passages(content: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(len(content) - PASSAGE + 1):
        yield content[start : start + PASSAGE]


def _hash(*parts: str) -> int:
    hashed = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(hashed, "big") >> (64 - BITS)
