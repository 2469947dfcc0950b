"""Does the confidence mean what it says? Of statements at 80 %, four in five should be right.

    python -m bench.confidence GOLD_FOLDER [--check | --raise]

Right is right end to end (``bench.attribution``). Printed are, for ten ranges of confidence, how many
statements lie there, what they say of themselves and how many are right; the expected calibration error
(Guo et al., ICML 2017), which is the mean gap between the two; and the precision-recall curve: what is
left, and how much of it is right, when only statements from a confidence up are kept.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import numpy as np

from bench import floors
from bench.attribution import Ruler, from_readings, pairs, readings, source_right
from training import calibrate
from training.polnear import documents

BINS = 10
STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement's confidence, and whether it is right end to end."""

    confidence: float
    right: bool


def judged(gold_folder: Path, lines: Sequence[str]) -> tuple[list[Judged], int]:
    """The statements that were read, judged; and how many people marked."""
    found = from_readings(lines)
    said = {PurePath(row["page"]["source"]).stem: row["statements"] for row in map(json.loads, lines)}
    every, marked = [], 0
    for document in documents(gold_folder):
        ruler = Ruler(document.text)
        gold = ruler.words(document.attributions)
        read = [ruler.numbers(each) for each in found.get(document.name, ())]
        right = {j for i, j, _ in pairs(gold, read) if source_right(gold[i], read[j])}
        chances = (float(each["confidence"]) for each in said.get(document.name, ()))
        every += [Judged(chance, n in right) for n, chance in enumerate(chances)]
        marked += len(gold)
    return every, marked


def bins(every: Iterable[Judged]) -> list[list[Judged]]:
    """The statements by range of confidence, ten of equal width."""
    table: list[list[Judged]] = [[] for _ in range(BINS)]
    for each in every:
        table[min(int(each.confidence * BINS), BINS - 1)].append(each)
    return table


def calibration_error(every: Sequence[Judged]) -> float:
    """The expected calibration error; 0 of no statements."""
    if not every:
        return 0.0
    return calibrate.calibration_error(
        np.array([each.confidence for each in every]), np.array([float(each.right) for each in every])
    )


def curve(every: Sequence[Judged], marked: int) -> list[tuple[float, float, float]]:
    """Confidence, precision and recall of what is kept from that confidence up."""
    table = []
    for least in STEPS:
        kept = [each.right for each in every if each.confidence >= least]
        table.append((least, sum(kept) / max(1, len(kept)), sum(kept) / max(1, marked)))
    return table


def show(every: Sequence[Judged], marked: int) -> str:
    """All figures as lines of text."""
    lines = ["confidence   statements   said   right"]
    for n, part in enumerate(bins(every)):
        if part:
            said = sum(each.confidence for each in part) / len(part)
            right = sum(each.right for each in part) / len(part)
            lines.append(f"{n / BINS:.1f} to {(n + 1) / BINS:.1f}{len(part):13}{said:7.3f}{right:8.3f}")
    lines += [f"expected calibration error {calibration_error(every):.3f}", "", "from   precision   recall"]
    lines += [f"{least:.2f}{right:12.3f}{recall:9.3f}" for least, right, recall in curve(every, marked)]
    return "\n".join(lines)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("gold_folder", type=Path)
    parser.add_argument("--check", action="store_true", help="exit 1 below the floors")
    parser.add_argument("--raise", dest="raised", action="store_true", help="raise the floors")
    given = parser.parse_args()
    every, marked = judged(given.gold_folder, readings(given.gold_folder))
    print(show(every, marked))
    figure = {"one less the calibration error": 1 - calibration_error(every)}
    if given.raised:
        floors.raise_to("confidence", figure)
    low = floors.below("confidence", figure) if given.check else []
    print(*low, sep="\n", end="\n" if low else "")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
