"""Measures how differences between two wordings are found, typed and weighed, against pairs marked by hand.

    python -m bench.wording PAIRS_JSONL [--wrong] [--check | --raise]

PAIRS_JSONL has a line for each pair: id, original, copy, changes; each change its type, meaning (changed or
kept), texts and where they start on each side (null on a side without words). Nothing in the comparison is
fitted to such pairs, so no part of them need be held back.

*pairs*: is there a change of meaning at all? *changes*: changes of meaning that a found one touches, and
back. *types*: of the changes found, those of the right type. *kept*: harmless changes that no found change of
meaning touches.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import floors
from onrecord.model import Difference, Span
from onrecord.record.differences import compare

Place = tuple[int, int]
SHOWN = 70


@dataclass(frozen=True)
class Change:
    """A change that people marked; a side without words may have no place."""

    type: str
    changed: bool
    places: tuple[Place | None, Place | None]
    texts: tuple[str, str]


@dataclass(frozen=True)
class Pair:
    """An original, a copy, and the changes between them."""

    id: str
    original: str
    copy: str
    changes: tuple[Change, ...]

    def marked(self, *, changed: bool) -> list[Change]:
        """The changes that change the meaning, or those that keep it."""
        return [each for each in self.changes if each.changed is changed]


def read(path: Path) -> Iterator[Pair]:
    """The pairs of a file."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            yield Pair(row["id"], row["original"], row["copy"], tuple(map(_change, row["changes"])))


def _change(row: dict[str, str | int | None]) -> Change:
    texts = str(row["original"]), str(row["copy"])
    starts = row["original_start"], row["copy_start"]
    places = [
        (start, start + len(text)) if isinstance(start, int) else None
        for start, text in zip(starts, texts, strict=True)
    ]
    return Change(str(row["type"]), row["meaning"] == "changed", (places[0], places[1]), texts)


def touches(one: Place, other: Place) -> bool:
    """Do two places share a character, or does one without any lie beside the other?"""
    (a, b), (c, d) = one, other
    if max(a, c) < min(b, d):
        return True
    return (a == b and c - 1 <= a <= d + 1) or (c == d and a - 1 <= c <= b + 1)


def meets(change: Change, found: Difference) -> bool:
    """Is a found difference the one that people marked, on a side where there are words?"""
    return any(
        place is not None
        and touches(place, (span.start, span.end))
        and (place[0] < place[1] or span.start < span.end)
        for place, span in zip(change.places, (found.original, found.copy), strict=True)
    )


def count(pair: Pair, found: Iterable[Difference]) -> Counter[str]:
    """What was right and wrong in one pair."""
    got, want = [each for each in found if each.meaning == "changed"], pair.marked(changed=True)
    n = Counter[str]()
    n.update({"pairs/gold": bool(want), "pairs/found": bool(got), "pairs/right": bool(want) and bool(got)})
    n.update({"changes/gold": len(want), "changes/found": len(got)})
    for change in want:
        hits = [each for each in got if meets(change, each)]
        n.update({"changes/recalled": bool(hits), "typed": any(each.type == change.type for each in hits)})
        n.update({f"{change.type}/gold": 1, f"{change.type}/recalled": bool(hits)})
    stray = [each for each in got if not any(meets(change, each) for change in want)]
    n["changes/right"] += len(got) - len(stray)
    kept = pair.marked(changed=False)
    n.update({"kept": len(kept), "left": sum(not any(meets(k, each) for each in stray) for k in kept)})
    return n


def figures(n: Counter[str]) -> dict[str, float]:
    """The figures of a count."""
    precise = n["changes/right"] / max(1, n["changes/found"])
    return {
        "pairs F1": 2 * n["pairs/right"] / max(1, n["pairs/gold"] + n["pairs/found"]),
        "changes F1": _f1(precise, n["changes/recalled"] / max(1, n["changes/gold"])),
        "types": n["typed"] / max(1, n["changes/recalled"]),
        "kept": n["left"] / max(1, n["kept"]),
    }


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def wrong(pair: Pair, found: Iterable[Difference]) -> Iterator[str]:
    """A line for each change of meaning that was missed or found in vain."""
    got, want = [each for each in found if each.meaning == "changed"], pair.marked(changed=True)
    for change in want:
        if not any(meets(change, each) for each in got):
            yield f"{pair.id}\tmissed\t{change.type}\t{change.texts[0][:SHOWN]}\t{change.texts[1][:SHOWN]}"
    for each in got:
        if not any(meets(change, each) for change in want):
            texts = "\t".join(_shown(span) for span in (each.original, each.copy))
            yield f"{pair.id}\tin vain\t{each.type}\t{texts}"


def _shown(span: Span) -> str:
    return " ".join(span.text.split())[:SHOWN]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument(
        "--wrong", action="store_true", help="show what was missed and what was found in vain"
    )
    parser.add_argument("--check", action="store_true", help="exit 1 below the floors")
    parser.add_argument("--raise", dest="raised", action="store_true", help="raise the floors")
    given = parser.parse_args()
    total = Counter[str]()
    for pair in read(given.pairs):
        found = compare(pair.original, pair.copy)
        total.update(count(pair, found))
        for line in wrong(pair, found) if given.wrong else ():
            print(line)
    rates = figures(total)
    print(*(f"{name:12}{figure:7.3f}" for name, figure in rates.items()), sep="\n")
    for key in sorted(key for key in total if key.endswith("/gold") and key != "pairs/gold"):
        print(f"  {key[:-5]:10}{total[key[:-5] + '/recalled']:4} of {total[key]:4}")
    if given.raised:
        floors.raise_to("wording", rates)
    low = floors.below("wording", rates) if given.check else []
    print(*low, sep="\n", end="\n" if low else "")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
