"""How well copies of one text are told from independent articles, against pairs labelled by reading.

    python -m bench.stories CORPORA [--half develop|measure|fresh] [--wrong] [--raise]

CORPORA holds ``clusters`` and ``rumours``; bench/gold/copies.jsonl says which of their articles are copies.
A pair counts as found where an index over fingerprints would bring the two together and the alignment of
their sentences says that they are copies, as in a record. Beside it stands MinHash over words in a row
(``datasketch``), with the length of a row and the threshold that do best on the developing half (on its pairs
that were drawn as those of the measuring half were).
``--wrong`` lists the pairs that were decided otherwise. Exit 1 where a figure of the measuring half is below
its floor; ``--raise`` raises the floors.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from datasketch import MinHash

from bench import floors
from bench.sayings import documents
from onrecord.intake.article import article
from onrecord.model import Article, Page
from onrecord.record.copying import ENOUGH, copied, prints
from onrecord.record.passages import sentences

GOLD = Path(__file__).parent / "gold" / "copies.jsonl"
PERMUTATIONS = 256
IN_A_ROW = (1, 2, 3, 4, 5)  # words of a shingle that are tried

Row = dict[str, Any]


def articles(corpora: Path, wanted: set[str]) -> dict[str, Article]:
    """The documents of those names as articles, without a model."""
    return {
        name: article(Page(json.dumps(told).encode(), name, "application/json"))
        for name, told in documents(corpora, wanted)
    }


def ours(gold: Iterable[Row], texts: Mapping[str, Article]) -> list[bool]:
    """Which pairs a record would call copies."""
    read = {name: sentences(each) for name, each in texts.items()}
    marks = {name: prints(each) for name, each in read.items()}
    return [
        len(marks[row["a"]] & marks[row["b"]]) >= ENOUGH and copied(read[row["a"]], read[row["b"]]).is_copy
        for row in gold
    ]


def resemblances(gold: Sequence[Row], texts: Mapping[str, Article], length: int) -> list[float]:
    """How alike the two of each pair are by MinHash over so many words in a row."""
    made = {name: _minhash(texts[name].text, length) for row in gold for name in (row["a"], row["b"])}
    return [float(made[row["a"]].jaccard(made[row["b"]])) for row in gold]


def _minhash(text: str, length: int) -> MinHash:
    words = re.findall(r"\w+", text.lower())
    made = MinHash(num_perm=PERMUTATIONS)
    made.update_batch([" ".join(words[n : n + length]).encode() for n in range(len(words) - length + 1)])
    return made


def best(gold: Sequence[Row], texts: Mapping[str, Article]) -> tuple[int, float]:
    """The length of a row of words and the threshold with which MinHash does best on some pairs."""
    tried = [(length, resemblances(gold, texts, length)) for length in IN_A_ROW]
    _, length, threshold = max(
        (scores(gold, [each >= threshold for each in found])[2], length, threshold)
        for length, found in tried
        for threshold in sorted(set(found))
    )
    return length, threshold


def scores(gold: Sequence[Row], found: Sequence[bool]) -> tuple[float, float, float]:
    """Precision, recall and F1 of copies."""
    copies = [row["label"] == "copy" for row in gold]
    right = sum(a and b for a, b in zip(copies, found, strict=True))
    return (
        right / max(1, sum(found)),
        right / max(1, sum(copies)),
        2 * right / max(1, sum(found) + sum(copies)),
    )


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--half", choices=("develop", "measure", "fresh"), default="measure")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--raise", dest="raised", action="store_true")
    given = parser.parse_args()
    every = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    halves = {half: [row for row in every if row["half"] == half] for half in ("develop", given.half)}
    gold = halves[given.half]
    names = {row[side] for rows in halves.values() for row in rows for side in "ab"}
    texts = articles(given.corpora, names)
    length, threshold = best([row for row in halves["develop"] if not row.get("border")], texts)
    found = ours(gold, texts)
    theirs = [each >= threshold for each in resemblances(gold, texts, length)]
    _print("ours", gold, found)
    _print(f"MinHash, {length} words in a row, at {threshold:.3f}", gold, theirs)
    if given.wrong:
        for row, each in zip(gold, found, strict=True):
            if each != (row["label"] == "copy"):
                print(f"    {row['id']} {row['label']} {row['kind']} {'' if row['sure'] else '(not sure)'}")
    if given.half != "measure":
        return 0
    return _held({"F1": scores(gold, found)[2]}, floors.raise_to if given.raised else None)


def _print(told: str, gold: Sequence[Row], found: Sequence[bool]) -> None:
    sure = [n for n, row in enumerate(gold) if row["sure"]]
    parts = (("all", gold, found), ("sure", [gold[n] for n in sure], [found[n] for n in sure]))
    for which, rows, some in parts:
        precision, recall, both = scores(rows, some)
        print(f"{told}, {which}: P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}  of {len(rows)}")


def _held(figures: Mapping[str, float], raise_to: Callable[[str, Mapping[str, float]], None] | None) -> int:
    if raise_to:
        raise_to("stories", figures)
    low = floors.below("stories", figures)
    print("\n".join(low))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
