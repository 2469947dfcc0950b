"""How well statements are folded into sayings, against pairs that were labelled by reading.

    python -m bench.sayings CORPORA [--half develop|measure|fresh|final] [--wrong]

CORPORA holds ``clusters`` and ``rumours``; bench/gold/folding.jsonl says which of their statements are one
saying. Every document that it names is read, all its statements are folded, and a labelled pair counts as
one where the two are witnesses of one saying. Printed are precision, recall and F1 over all pairs, over those
of quotations (one of the two at the least) and over those of which the readers were sure: with speakers as
they were found, and as a reader gives them, which measures the folding alone; and the folds of pairs that
differ in speaker, number, name or polarity. ``--wrong`` lists the pairs that were decided otherwise. Exit 1
where a figure of the measuring half is below its floor.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench import floors
from onrecord import pipeline
from onrecord.model import Page, Reading, Saying, Statement, Wording
from onrecord.people.identity import Identities
from onrecord.record import doubts
from onrecord.record.sayings import Heard, Pair, fold, heard, same, together

GOLD = Path(__file__).parent / "gold" / "folding.jsonl"
NOBODY = Identities()
NEVER = ("other-speaker", "other-number", "other-polarity", "other-name")

Row = dict[str, Any]
Key = tuple[str, tuple[tuple[int, int], ...]]


def documents(corpora: Path, wanted: set[str]) -> Iterator[tuple[str, Row]]:
    """The documents of those names, each as a line of JSONL would tell it."""
    for name in sorted(each for each in wanted if each.startswith("clusters/")):
        told = json.loads((corpora / name).read_text("utf-8"))
        fields = {"text": told["text"], "published": told["date_publish"], "headline": told["title"]}
        yield name, {field: value for field, value in fields.items() if value}
    csv.field_size_limit(10**9)
    with (corpora / "rumours" / "train_bodies.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (name := f"rumours/{row['Body ID']}") in wanted:
                yield name, {"text": row["articleBody"]}


def readings(corpora: Path, wanted: set[str]) -> Iterator[tuple[str, Reading]]:
    """Each document, read."""
    found = list(documents(corpora, wanted))
    pages = (Page(json.dumps(told).encode(), name, "application/json") for name, told in found)
    return zip((name for name, _ in found), pipeline.read_pages(pages), strict=True)


def key(side: Row) -> Key:
    """Where a labelled statement stands."""
    return side["document"], tuple((start, end) for start, end in side["content"])


@dataclass(frozen=True)
class Heap:
    """All statements of the documents, by id; where each stands, and what stands around it."""

    wordings: dict[str, Wording]
    places: dict[Key, str]
    around: dict[str, str]


def heap(read: Iterable[tuple[str, Reading]]) -> Heap:
    """All statements of some readings."""
    made = Heap({}, {}, {})
    for name, reading in read:
        for each in reading.statements:
            published = reading.article.published if reading.article else None
            made.wordings[each.id] = _wording(name, published, each)
            made.places[name, tuple((span.start, span.end) for span in each.content)] = each.id
            made.around[each.id] = _around(reading, each)
    return made


def _around(reading: Reading, each: Statement) -> str:
    text = reading.article.text if reading.article else ""
    return text[max(0, each.content[0].start - doubts.NEAR) : each.content[-1].end + doubts.NEAR]


def _wording(name: str, published: str | None, each: Statement) -> Wording:
    speaker = each.speaker
    fields = (each.kind, each.act, each.polarity, speaker.name, speaker.type, published)
    return Wording(each.id, name, each.words, *fields)


def corrected(known: Heap, gold: Iterable[Row]) -> Heap:
    """The same with the speakers that a reader gives to the labelled statements."""
    wordings = dict(known.wordings)
    for side in (row[name] for row in gold for name in "ab"):
        found, name = known.places.get(key(side)), side["speaker_right"]
        if found and name != wordings[found].speaker:
            wordings[found] = _by(wordings[found], name)
    return replace(known, wordings=wordings)


def _by(wording: Wording, name: str) -> Wording:
    if name in ("UNKNOWN", "AUTHOR"):
        return replace(wording, speaker=None, speaker_type="unknown")
    if name.islower():
        return replace(wording, speaker=name, speaker_type="unnamed")
    is_person = len(name.split()) > 1 and name.istitle()
    return replace(wording, speaker=name, speaker_type="person" if is_person else "organisation")


def folded(known: Heap) -> list[Saying]:
    """The sayings of a heap, as a record folds them."""
    every = {name: heard(each, NOBODY) for name, each in known.wordings.items()}
    found = [
        pair for one, other in sorted(candidates(every)) if (pair := _pair(known, every[one], every[other]))
    ]
    return [
        saying
        for whole, among in together(every, found)
        for saying in fold({name: every[name] for name in whole}, among, NOBODY)
    ]


def _pair(known: Heap, one: Heard, other: Heard) -> Pair | None:
    if (pair := same(one, other, NOBODY)) or not doubts.is_possible(one, other, NOBODY):
        return pair
    around = known.around[one.wording.id], known.around[other.wording.id]
    return same(one, other, NOBODY, in_doubt=True) if doubts.is_doubtful(one, other, around) else None


def candidates(every: Mapping[str, Heard]) -> set[tuple[str, str]]:
    """The pairs that fingerprints bring together."""
    prints = {name: each.prints for name, each in every.items()}
    index = defaultdict[int, list[str]](list)
    for name, each in prints.items():
        for hashed in each.kept:
            index[hashed].append(name)
    return {
        (min(name, other), max(name, other))
        for name, each in prints.items()
        for hashed in each.asked
        for other in index[hashed]
        if other != name
    }


def decided(known: Heap, gold: Iterable[Row]) -> list[tuple[Row, bool]]:
    """Each labelled pair, and whether the two were folded into one saying."""
    among = defaultdict[str, set[str]](set)
    for saying in folded(known):
        for each in saying.witnesses:
            among[each.id].add(saying.id)
    rows = [(row, [known.places.get(key(row[name]), "") for name in "ab"]) for row in gold]
    return [(row, bool(among[one] & among[other])) for row, (one, other) in rows]


def scores(rows: Iterable[tuple[Row, bool]]) -> tuple[float, float, float, int]:
    """Precision, recall, F1 and the number of pairs."""
    rows = list(rows)
    right = sum(found and row["same"] for row, found in rows)
    found, gold = sum(found for _, found in rows), sum(row["same"] for row, _ in rows)
    precision, recall = right / max(1, found), right / max(1, gold)
    return precision, recall, 2 * right / max(1, found + gold), len(rows)


def subsets(known: Heap, rows: list[tuple[Row, bool]]) -> dict[str, list[tuple[Row, bool]]]:
    """All pairs; those of quotations, of which one at the least stands in quotation marks and the other may
    retell it; and of both those of which the readers were sure.
    """
    quoted = [each for each in rows if any(_is_quoted(known, each[0][side]) for side in "ab")]
    found = {"all": rows, "of quotations": quoted}
    sure = {f"{name}, sure": [each for each in some if each[0]["sure"]] for name, some in found.items()}
    return found | sure


def _is_quoted(known: Heap, side: Row) -> bool:
    found = known.places.get(key(side))
    return found is not None and known.wordings[found].kind != "indirect"


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--half", choices=("develop", "measure", "fresh", "final"), default="measure")
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args()
    every = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    gold = [row for row in every if row["half"] == given.half]
    known = heap(readings(given.corpora, {row[name]["document"] for row in every for name in "ab"}))
    figures = {}
    for told, heaped in (("as found", known), ("as a reader gives them", corrected(known, gold))):
        rows = decided(heaped, gold)
        for which, some in subsets(heaped, rows).items():
            precision, recall, both, number = scores(some)
            print(f"speakers {told}, {which}: P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}  of {number}")
            figures[told, which] = both
        never = [row["id"] for row, found in rows if found and row["kind"] in NEVER]
        print(f"    folded in spite of speaker, number, name or polarity: {len(never)} {' '.join(never)}")
        if given.wrong:
            print(
                *(f"    {row['id']} {row['kind']}" for row, found in rows if found != row["same"]), sep="\n"
            )
    if given.half != "measure":
        return 0
    low = floors.below(
        "sayings",
        {
            "all, sure": figures["as a reader gives them", "all, sure"],
            "of quotations, sure": figures["as a reader gives them", "of quotations, sure"],
        },
    )
    print("\n".join(low))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
