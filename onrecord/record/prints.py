"""Fingerprints of a wording, by which others that may be the same saying are found in an index.

There are two kinds. One is made of a speaker's surname and one word of what was said: two wordings of one
saying share several, however they were cut or retold. The other needs no speaker: of each passage of a
few content words, so that a quotation printed alike is found although one page names nobody.
What is found is only a candidate; ``sayings.same`` decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from onrecord.record.stems import Stem

PASSAGE = 3  # content words
BITS = 63  # of a hash, so that it is a whole number in every database
ENOUGH = 2  # what the prints that a candidate shares weigh at the least: a passage 2, a word 1


def prints(stems: Sequence[Stem], surnames: Iterable[str]) -> frozenset[int]:
    """The fingerprints of a wording by a speaker with these surnames; none of a surname where it is not
    known. Those of passages are odd, those of words even, so that an index can weigh them.
    """
    content = [stem.key for stem in stems if stem.is_content]
    whole = " ".join(stem.key for stem in stems)  # of “Yes, we can”, which has no other word
    said = frozenset(content) if len(set(content)) > 1 else frozenset([*content, whole])
    spoken = {_hash(surname, key) & ~1 for surname in surnames for key in said}
    return frozenset(spoken) | {_hash(*passage) | 1 for passage in _passages(content)}


def _passages(content: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(len(content) - PASSAGE + 1):
        yield content[start : start + PASSAGE]


def _hash(*parts: str) -> int:
    hashed = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(hashed, "big") >> (64 - BITS)
