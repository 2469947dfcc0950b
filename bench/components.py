"""Exact spans by role, sentence by sentence: the measure of CofeNet (Wang et al., COLING 2022).

    python -m bench.components GOLD_FOLDER [--check | --raise]

The published systems read one sentence at a time and are judged span by span: a source, cue or content
counts when it begins and ends with the very same token as one that people marked, marks of punctuation
included; links between spans play no part. So here every span, marked or found, is cut where sentences
end, and the pieces are compared. Where sentences end is decided by rule, the same for both sides.

The best figures that the paper gives for PolNeAR (its test part): source 83.2, cue 75.3, content 72.9.
"""

from __future__ import annotations

import argparse
import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from bench import floors
from bench.attribution import ROLES, Pieces, Rate, Spans, read_folder, total
from onrecord.statements.surroundings import is_abbreviated
from training.polnear import documents

PUBLISHED = {"source": 0.832, "cue": 0.753, "content": 0.729}
TOKEN = re.compile(r"\w+|[^\w\s]")
SENTENCE_END = re.compile(r"[.!?…]+[”’\"'»)\]]*(?=\s)|\n")


class Sentences:
    """The tokens of a text, and where its sentences end."""

    def __init__(self, text: str) -> None:
        tokens = [match.span() for match in TOKEN.finditer(text)]
        self.starts, self.ends = [start for start, _ in tokens], [end for _, end in tokens]
        stops = (
            match.end()
            for match in SENTENCE_END.finditer(text)
            if text[match.start()] != "." or not is_abbreviated(text, match.start())
        )
        self.edges = sorted({bisect_left(self.starts, stop) for stop in stops})

    def pieces(self, spans: Pieces) -> Iterator[tuple[int, int]]:
        """The first and the last token (exclusive) of what each sentence holds of the spans."""
        for start, end in spans:
            first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
            inside = self.edges[bisect_right(self.edges, first) : bisect_left(self.edges, last)]
            cuts = [first, *inside, last]
            yield from ((one, other) for one, other in pairwise(cuts) if one < other)


def count(text: str, gold: Iterable[Spans], found: Iterable[Spans]) -> Counter[str]:
    """Marked, found and right pieces of one document, by role."""
    sentences, n = Sentences(text), Counter[str]()
    marked, read = list(gold), list(found)
    for role in ROLES:
        mine, yours = (
            {piece for each in side for piece in sentences.pieces(getattr(each, role))}
            for side in (marked, read)
        )
        n.update({f"{role}/gold": len(mine), f"{role}/found": len(yours)})
        n[f"{role}/right"] += len(mine & yours)
    return n


def figures(n: Counter[str]) -> dict[str, Rate]:
    """The rates by role, micro-averaged over the documents."""
    return {
        role: Rate(
            n[f"{role}/right"] / max(1, n[f"{role}/found"]), n[f"{role}/right"] / max(1, n[f"{role}/gold"])
        )
        for role in ROLES
    }


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("gold_folder", type=Path)
    parser.add_argument("--check", action="store_true", help="exit 1 below the floors")
    parser.add_argument("--raise", dest="raised", action="store_true", help="raise the floors")
    given = parser.parse_args()
    found = read_folder(given.gold_folder)
    counts = [
        count(document.text, document.attributions, found.get(document.name, ()))
        for document in documents(given.gold_folder)
    ]
    print(f"{'':10}{'P':>7}{'R':>7}{'F1':>7}   published")
    table = figures(total(counts))
    for role, rate in table.items():
        print(f"{role:10}{rate.precision:7.3f}{rate.recall:7.3f}{rate.f1:7.3f}   {PUBLISHED[role]:.3f}")
    rates = {role: rate.f1 for role, rate in table.items()}
    if given.raised:
        floors.raise_to("components", rates)
    low = floors.below("components", rates) if given.check else []
    print(*low, sep="\n", end="\n" if low else "")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
