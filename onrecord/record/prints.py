"""Fingerprints of a wording, by which others that may be the same saying are found in an index.

There are two kinds. One is made of a speaker's surname and two content words that stand side by side, in
either order: a wording of which much was retold keeps some such pair, and few others have it. The other
needs no speaker: each passage of a few content words, so that a quotation printed alike is found although
one page names nobody. What is found is only a candidate; ``sayings.same`` decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from onrecord.record.stems import Stem

PASSAGE = 3  # content words
BITS = 63  # of a hash, so that it is a whole number in every database


def prints(stems: Sequence[Stem], surnames: Iterable[str]) -> frozenset[int]:
    """The fingerprints of a wording by a speaker with these surnames; none of a surname where it is not
    known.
    """
    content = [stem.key for stem in stems if stem.is_content]
    pairs: set[tuple[str, ...]] = {(min(pair), max(pair)) for pair in pairwise(content)}
    if len(set(content)) < 2:  # “Yes, we can” has no content word, and is found as a whole
        pairs = {(" ".join(stem.key for stem in stems), *content[:1])}
    spoken = {_hash(surname, *pair) for surname in surnames for pair in pairs}
    return frozenset(spoken) | {_hash(*passage) for passage in _passages(content)}


def _passages(content: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(len(content) - PASSAGE + 1):
        yield content[start : start + PASSAGE]


def _hash(*parts: str) -> int:
    hashed = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(hashed, "big") >> (64 - BITS)
