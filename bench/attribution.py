"""Attributions found in PolNeAR texts against those that people marked.

    python -m bench.attribution GOLD_FOLDER            the figures
    python -m bench.attribution GOLD_FOLDER --check    exit 1 if one is below its floor
    python -m bench.attribution GOLD_FOLDER --raise    write the figures as floors, where higher
    python -m bench.attribution GOLD_FOLDER --marks british|double|single
                                    the same texts with their quotation marks in another style

A word is a run of letters and figures; a span holds the words that lie in it whole, so spans may differ
in punctuation and quotation marks. Found and marked attributions are paired one to one by the Dice
overlap of their content words, the best first, from 0.5 up. *Overlap* counts the pairs, *exact* those
with the very same content words, *end to end* those whose sources share a word or are both empty. A cue
of saying holds a verb of ``verbs_of_saying.txt``.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Protocol

from bench import floors
from onrecord.model import Attribution, Span
from onrecord.statements.acts import lemma
from training.marks import BRITISH, STRAIGHT_DOUBLE, STRAIGHT_SINGLE, Style, restyled
from training.polnear import documents

VERBS = Path(__file__).parent / "verbs_of_saying.txt"

WORD = re.compile(r"\w+")
QUOTED = re.compile(
    r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|''(?:(?!'').)*(?:''|$)|‘[^’\n]*(?:’(?=\w)[^’\n]*)*’(?!\w)",
    re.MULTILINE,
)
ROLES = ("content", "cue", "source")
KINDS = ("direct", "mixed", "indirect")
SAYING = "saying"
LEAST_OVERLAP = 0.5
STYLES = {"british": BRITISH, "double": STRAIGHT_DOUBLE, "single": STRAIGHT_SINGLE}

Pieces = Sequence[tuple[int, int]]


class Spans(Protocol):
    """Anything with the three spans of an attribution, each in pieces of start and end."""

    @property
    def content(self) -> Pieces:
        """What is attributed."""

    @property
    def cue(self) -> Pieces:
        """The words that attribute it."""

    @property
    def source(self) -> Pieces:
        """Who it is attributed to."""


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution as bare offsets."""

    content: Pieces
    cue: Pieces
    source: Pieces


@dataclass(frozen=True, slots=True)
class Words:
    """The word numbers of an attribution's spans."""

    content: frozenset[int]
    cue: frozenset[int]
    source: frozenset[int]


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Ruler:
    """Turns spans of one text into sets of word numbers."""

    def __init__(self, text: str) -> None:
        words = [match.span() for match in WORD.finditer(text)]
        self.starts, self.ends = [start for start, _ in words], [end for _, end in words]
        self.quoted = self.inside([match.span() for match in QUOTED.finditer(text)])

    def inside(self, spans: Pieces) -> frozenset[int]:
        """The words that lie whole inside one of the spans."""
        found: set[int] = set()
        for start, end in spans:
            n = bisect_left(self.starts, start)
            while n < len(self.ends) and self.ends[n] <= end:
                found.add(n)
                n += 1
        return frozenset(found)

    def numbers(self, attribution: Spans) -> Words:
        """The words of one attribution."""
        return Words(*(self.inside(getattr(attribution, role)) for role in ROLES))

    def with_content(self, attributions: Iterable[Spans]) -> list[Spans]:
        """The attributions that have a word of content."""
        return [each for each in attributions if self.inside(each.content)]

    def words(self, attributions: Iterable[Spans]) -> list[Words]:
        """The words of the attributions that have a word of content."""
        return list(map(self.numbers, self.with_content(attributions)))

    def kind(self, content: frozenset[int]) -> str:
        """Whether all, some or none of the words stand inside quotation marks."""
        quoted = len(content & self.quoted)
        return "direct" if quoted == len(content) else "mixed" if quoted else "indirect"


def pairs(gold: Sequence[Words], found: Sequence[Words]) -> list[tuple[int, int, float]]:
    """One-to-one pairs of numbers with their Dice overlap, the best first."""
    candidates = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            if shared := len(one.content & other.content):
                overlap = 2 * shared / (len(one.content) + len(other.content))
                candidates.append((overlap, i, j))
    chosen, left, right = [], set(), set()
    for overlap, i, j in sorted(candidates, key=lambda each: (-each[0], each[1], each[2])):
        if overlap >= LEAST_OVERLAP and i not in left and j not in right:
            chosen.append((i, j, overlap))
            left.add(i)
            right.add(j)
    return chosen


def source_right(gold: Words, found: Words) -> bool:
    """Do the two sources share a word of the text, or are both empty?"""
    return bool(gold.source & found.source) or not (gold.source or found.source)


@cache
def _verbs_of_saying() -> re.Pattern[str]:
    lines = VERBS.read_text("utf-8").splitlines()
    return re.compile(rf"\b(?:{'|'.join(line for line in lines if not line.startswith('#'))})\b")


def is_saying(text: str, cue: Pieces) -> bool:
    """Does the cue hold a verb of saying, in any form?"""
    words = WORD.findall(" ".join(text[start:end] for start, end in cue).lower())
    return bool(_verbs_of_saying().search(" ".join(map(lemma, words))))


def count(text: str, gold: Iterable[Spans], found: Iterable[Spans]) -> Counter[str]:
    """All the counts of one document."""
    ruler, n = Ruler(text), Counter[str]()
    gold, found = ruler.with_content(gold), ruler.with_content(found)
    marked, read = list(map(ruler.numbers, gold)), list(map(ruler.numbers, found))
    said = [[is_saying(text, each.cue) for each in side] for side in (gold, found)]
    for role in ROLES:
        mine = frozenset[int]().union(*(getattr(each, role) for each in marked))
        yours = frozenset[int]().union(*(getattr(each, role) for each in read))
        n.update({f"{role}/gold": len(mine), f"{role}/found": len(yours)})
        n[f"{role}/right"] += len(mine & yours)
    for side, attributions in (("gold", marked), ("found", read)):
        n[f"all/{side}"] += len(attributions)
        n.update(f"{ruler.kind(each.content)}/{side}" for each in attributions)
    n.update({f"{SAYING}/gold": sum(said[0]), f"{SAYING}/found": sum(said[1])})
    for i, j, overlap in pairs(marked, read):
        n["overlap"] += 1
        n["exact"] += overlap == 1
        if source_right(marked[i], read[j]):
            n["end to end"] += 1
            n[f"{ruler.kind(marked[i].content)}/recalled"] += 1
            n[f"{ruler.kind(read[j].content)}/right"] += 1
            n[f"{SAYING}/recalled"] += said[0][i]
            n[f"{SAYING}/right"] += said[1][j]
    return n


def figures(n: Mapping[str, int]) -> dict[str, Rate]:
    """The rates by name, micro-averaged over the documents."""

    def rate(right: str, found: str, recalled: str, gold: str) -> Rate:
        precision = n.get(right, 0) / max(1, n.get(found, 0))
        return Rate(precision, n.get(recalled, 0) / max(1, n.get(gold, 0)))

    table = {
        f"{role} words": rate(f"{role}/right", f"{role}/found", f"{role}/right", f"{role}/gold")
        for role in ROLES
    }
    for name, key in (
        ("content exact", "exact"),
        ("content overlap", "overlap"),
        ("end to end", "end to end"),
    ):
        table[name] = rate(key, "all/found", key, "all/gold")
    for kind in (*KINDS, SAYING):
        table[f"end to end, {kind}"] = rate(
            f"{kind}/right", f"{kind}/found", f"{kind}/recalled", f"{kind}/gold"
        )
    return table


def by_document(gold_folder: str | Path, found: Mapping[str, Sequence[Spans]]) -> list[Counter[str]]:
    """The counts of each document of a PolNeAR compartment for what was found, by document name."""
    return [
        count(document.text, document.attributions, found.get(document.name, ()))
        for document in documents(gold_folder)
    ]


def total(counts: Iterable[Counter[str]]) -> Counter[str]:
    """The sum of the counts of documents."""
    added = Counter[str]()
    for each in counts:
        added.update(each)
    return added


def intervals(
    counts: Sequence[Counter[str]], *, draws: int = 1000, seed: int = 1
) -> dict[str, tuple[float, float]]:
    """The middle 95 % of each F1 when the documents are drawn anew, with replacement (bootstrap)."""
    draw = random.Random(seed)
    tables = [figures(total(draw.choices(counts, k=len(counts)))) for _ in range(draws)]
    edge = round(draws * 0.025)
    ordered = {name: sorted(table[name].f1 for table in tables) for name in tables[0]}
    return {name: (values[edge], values[-edge - 1]) for name, values in ordered.items()}


def show(counts: Sequence[Counter[str]]) -> str:
    """The figures of documents as lines of text, F1 with its interval."""
    spread = intervals(counts)
    lines = [f"{'':22}{'P':>7}{'R':>7}{'F1':>7}   95 %"]
    for name, rate in figures(total(counts)).items():
        low, high = spread[name]
        rates = f"{rate.precision:7.3f}{rate.recall:7.3f}{rate.f1:7.3f}"
        lines.append(f"{name:22}{rates}   {low:.3f} to {high:.3f}")
    return "\n".join(lines)


def bare(attribution: Attribution) -> Found:
    """An attribution as bare offsets."""

    def offsets(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
        return [(span.start, span.end) for span in spans]

    return Found(*(offsets(getattr(attribution, role)) for role in ROLES))


def from_readings(lines: Iterable[str]) -> dict[str, list[Found]]:
    """What ``onrecord read --format jsonl`` printed, by the name of the file without its ending."""
    found: dict[str, list[Found]] = {}
    for line in lines:
        row = json.loads(line)
        found[PurePath(row["page"]["source"]).stem] = [
            Found(*(_offsets(each[role]) for role in ROLES)) for each in row["statements"]
        ]
    return found


def _offsets(spans: Sequence[Mapping[str, int]]) -> list[tuple[int, int]]:
    return [(span["start"], span["end"]) for span in spans]


def read_folder(gold_folder: Path, *, marks: Style | None = None) -> dict[str, list[Found]]:
    """What Onrecord finds in the texts of a PolNeAR compartment, their quotation marks exchanged for
    those of another style if one is given.
    """
    return from_readings(readings(gold_folder, marks=marks))


def readings(gold_folder: Path, *, marks: Style | None = None) -> list[str]:
    """What ``onrecord read --format jsonl`` prints of the texts of a PolNeAR compartment."""
    with TemporaryDirectory() as folder:
        for path in sorted((gold_folder / "text").glob("*.txt")):
            text = path.read_bytes().decode("utf-8")
            Path(folder, path.name).write_bytes((restyled(text, marks) if marks else text).encode())
        command = [sys.executable, "-m", "onrecord", "read", "--format", "jsonl", folder]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("gold_folder", type=Path)
    parser.add_argument("--marks", choices=STYLES, help="read with quotation marks of this style")
    parser.add_argument("--check", action="store_true", help="exit 1 below the floors")
    parser.add_argument("--raise", dest="raised", action="store_true", help="raise the floors")
    given = parser.parse_args()
    counts = by_document(given.gold_folder, read_folder(given.gold_folder, marks=STYLES.get(given.marks)))
    print(show(counts))
    table = figures(total(counts))
    rates = {name: table[name].f1 for name in ("end to end", "content exact", "content overlap")}
    if given.raised:
        floors.raise_to("attribution", rates)
    low = floors.below("attribution", rates) if given.check else []
    print(*low, sep="\n", end="\n" if low else "")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
