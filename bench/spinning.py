"""How well the original of a rewritten copy is found among many articles, how fast, and in how much memory.

    python -m bench.spinning CORPORA [--originals N] [--others N N …] [--work FOLDER] [--jobs N]

Articles are made of sentences of CORPORA with names, numbers and a third of the other words exchanged; of
each original there are three copies, rewritten ever more strongly by the thesaurus, cut and moved. The
fingerprints of originals and others go into an index, and each copy is asked for what it is a copy of, as a
record does: those that share fingerprints are read and compared. Printed are, by strength, how many copies
found their original (recall) and how much of what was found was the original (precision), the time of asking
and the peak of memory, for each number of others. Fingerprints and answers are kept in FOLDER as they come:
stopped and started again, it goes on.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bench.spun import STRENGTHS, Maker, article
from onrecord.record.copying import ENOUGH, copied, prints
from onrecord.record.passages import Sentence, sentences

PART = 1000  # articles whose fingerprints are kept together
HASHES: TypeAlias = NDArray[np.int64]
# For each strength, was the original found, what else, how many were read; and how long that took in seconds.
Answers: TypeAlias = tuple[list[tuple[bool, int, int]], float]


class Index:
    """Which articles have which fingerprints."""

    def __init__(self, parts: Sequence[tuple[HASHES, HASHES]]) -> None:
        hashes = np.concatenate([part[0] for part in parts])
        numbers = np.concatenate([part[1] for part in parts]).astype(np.int32)
        order = np.argsort(hashes, kind="stable")
        self.hashes, self.numbers = hashes[order], numbers[order]

    def candidates(self, found: Iterable[int]) -> list[int]:
        """The articles that share enough fingerprints."""
        asked = np.fromiter(found, np.int64)
        starts, ends = (np.searchsorted(self.hashes, asked, side) for side in ("left", "right"))
        shared = Counter[int]()
        for start, end in zip(starts, ends, strict=True):
            shared.update(self.numbers[start:end].tolist())
        return [number for number, times in shared.items() if times >= ENOUGH]


class Bench:
    """What the processes share."""

    def __init__(self, maker: Maker, index: Index | None = None) -> None:
        self.maker, self.index = maker, index
        self.read = lru_cache(20_000)(self._read)

    def _read(self, number: int) -> tuple[Sentence, ...]:
        return sentences(article(self.maker.sentences(number)))

    def prints_of(self, first: int) -> tuple[int, HASHES, HASHES]:
        """The fingerprints of a part of the articles, and whose they are."""
        every = [(n, prints(sentences(article(self.maker.sentences(n))))) for n in range(first, first + PART)]
        hashes = np.array([each for _, some in every for each in some], np.int64)
        return first, hashes, np.array([n for n, some in every for _ in some], np.int64)

    def asked(self, number: int) -> Answers:
        """What the copies of an article are found to be copies of."""
        assert self.index is not None
        began, answers = time.perf_counter(), []
        for how in STRENGTHS:
            own = sentences(article(self.maker.copy(number, how)))
            near = self.index.candidates(prints(own))
            found = [each for each in near if copied(own, self.read(each)).is_copy]
            answers.append((number in found, len(found) - (number in found), len(near)))
        return answers, time.perf_counter() - began


_bench: list[Bench] = []  # of the process that was forked, so that arrays are not copied


def _prints(first: int) -> tuple[int, HASHES, HASHES]:
    return _bench[0].prints_of(first)


def _asked(number: int) -> tuple[int, Answers]:
    return number, _bench[0].asked(number)


def indexed(count: int, work: Path, jobs: int) -> list[tuple[HASHES, HASHES]]:
    """The fingerprints of so many articles, part by part; those that are kept are not made again."""
    firsts = range(0, count, PART)
    missing = [first for first in firsts if not (work / f"{first}.npz").exists()]
    with get_context("fork").Pool(jobs) as pool:
        for first, hashes, numbers in pool.imap_unordered(_prints, missing):
            unfinished = work / f"{first}.part.npz"
            np.savez(unfinished, hashes=hashes, numbers=numbers)
            unfinished.rename(work / f"{first}.npz")
    return [
        (kept["hashes"], kept["numbers"]) for first in firsts for kept in [np.load(work / f"{first}.npz")]
    ]


def answered(originals: int, kept: Path, jobs: int) -> list[Answers]:
    """The answers of all originals; those that are kept are not asked for again."""
    lines = kept.read_text("utf-8").splitlines() if kept.exists() else []
    known: dict[int, Answers] = dict(json.loads(line) for line in lines if line.endswith("]"))
    missing = [number for number in range(originals) if number not in known]
    with kept.open("a", encoding="utf-8") as file, get_context("fork").Pool(jobs) as pool:
        for number, answers in pool.imap_unordered(_asked, missing, chunksize=20):
            known[number] = answers
            file.write(json.dumps([number, answers]) + "\n")
    return [known[number] for number in range(originals)]


def figures(every: Sequence[Answers]) -> Iterator[str]:
    """Lines with what came of asking."""
    for strength, how in enumerate(STRENGTHS):
        right = sum(answers[strength][0] for answers, _ in every)
        found = right + sum(answers[strength][1] for answers, _ in every)
        recall, precision = right / len(every), right / max(1, found)
        yield f"    {how.name}: recall {recall:.4f}  precision {precision:.4f}"
    asked = len(every) * len(STRENGTHS)
    took, read = sum(took for _, took in every), sum(each[2] for answers, _ in every for each in answers)
    yield f"    {took:.0f} s of one core to ask {asked:,} copies, {1000 * took / asked:.1f} ms each"
    yield f"    {read / asked:.2f} articles read for each"


def peak() -> str:
    """The most memory that this process and the largest of its children took."""
    own, child = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return f"{own:.0f} MB, the largest child {child:.0f} MB"


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--originals", type=int, default=10_000)
    parser.add_argument("--others", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--work", type=Path, default=Path("spinning"))
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    maker = Maker(given.corpora)
    for others in given.others:
        _bench[:] = [Bench(maker)]
        began = time.monotonic()
        parts = indexed(given.originals + others, given.work, given.jobs)
        _bench[:] = [Bench(maker, Index(parts))]
        took = time.monotonic() - began
        print(f"{given.originals:,} originals among {others:,} others, indexed in {took:.0f} s", flush=True)
        every = answered(given.originals, given.work / f"asked-{given.originals}-{others}.jsonl", given.jobs)
        print("\n".join(figures(every)))
        print(
            f"    {len(_bench[0].index.hashes) if _bench[0].index else 0:,} fingerprints; {peak()}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
