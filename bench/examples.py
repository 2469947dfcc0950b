"""Does Onrecord find in ``examples/`` what a careful reader finds there?

    python -m bench.examples            reads the examples with ``python -m onrecord`` and compares
    python -m bench.examples FILE       compares what ``onrecord read --format jsonl examples/`` printed
    python -m bench.examples -          the same from standard input

Prints for each article what is missed, wrong and invented (see bench/comparison.py), with totals. Exit
status 1 if anything is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bench.comparison import Expected, Json, Outcome, compare, read_expected

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PARTS = ("missed", "wrong", "invented", "noted")


def compare_all(expected: dict[str, list[Expected]], readings: Iterable[Json]) -> Iterator[Outcome]:
    """Every expected article against the reading of its page, in the order of the pages' names.

    Readings are told apart by the file name in their page's source; those of a JSONL page come in its
    order. Readings of other files are passed over.
    """
    every = list(readings)
    for page, articles in expected.items():
        mine = [reading for reading in every if page in reading["page"]["source"]]
        for n, article in enumerate(articles):
            yield (
                compare(article, mine[n])
                if n < len(mine)
                else Outcome(page, missed=["the page was not read"])
            )


def run_onrecord(pages: Iterable[Path]) -> Iterator[Json]:
    """Read the pages as a person would, in a process of its own."""
    command = [sys.executable, "-m", "onrecord", "read", "--format", "jsonl", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if not done.stdout:
        raise SystemExit(done.stderr)
    yield from map(json.loads, done.stdout.splitlines())


def report(outcomes: Iterable[Outcome], write: Callable[[str], object]) -> bool:
    """Write a line or more for each article and one for all; whether everything is right."""
    total = Outcome("all")
    for outcome in outcomes:
        mark = "ok  " if outcome.right else "MISS"
        write(f"{mark} {outcome.page}: {outcome.found} of {outcome.expected} found")
        for part in PARTS:
            lines: list[str] = getattr(outcome, part)
            getattr(total, part).extend(lines)
            for line in lines:
                write(f"       {part:9}{line}")
        total.found, total.expected = total.found + outcome.found, total.expected + outcome.expected
    counts = ", ".join(f"{part} {len(getattr(total, part))}" for part in PARTS)
    write(f"{total.found} of {total.expected} found; {counts}")
    return total.right


def main(arguments: Sequence[str]) -> int:
    """See the module's text."""
    expected = read_expected(EXAMPLES)
    if not arguments:
        readings: Iterable[Json] = run_onrecord(EXAMPLES / page for page in expected)
    elif arguments[0] == "-":
        readings = map(json.loads, sys.stdin)
    else:
        readings = map(json.loads, Path(arguments[0]).read_text(encoding="utf-8").splitlines())
    return 0 if report(compare_all(expected, readings), print) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
