"""What each sign of a copy weighs: fits the weights of ``onrecord.record.copying``, and says how well.

    python -m bench.weighing CORPORA

CORPORA holds ``clusters`` and ``rumours``. A logistic rule over the signs is fitted to the developing half of
bench/gold/copies.jsonl; pairs of which the reader was not sure count half. Printed are the weights as they
stand in ``copying.py``, and precision, recall and F1 over pairs of events that were left out while the rule
was fitted (ten parts, dealt ten times). Only what is written by hand into ``copying.py`` changes what
Onrecord does.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.stories import GOLD, Row, articles, scores
from onrecord.model import Article
from onrecord.record.copying import WEIGHTS, Signs, copied
from onrecord.record.passages import sentences

NOT_SURE = 0.5  # what a pair counts of which the reader was not sure
HELD = 0.1  # how much a weight is held towards nothing
PARTS, TIMES = 10, 10
STEPS = 50
Numbers = NDArray[np.float64]


def signs(gold: Sequence[Row], texts: Mapping[str, Article]) -> Numbers:
    """The signs of each pair, in the order of ``Signs``."""
    read = {name: sentences(each) for name, each in texts.items()}
    return np.array([list(asdict(copied(read[row["a"]], read[row["b"]]).signs).values()) for row in gold])


def fitted(found: Numbers, copies: Numbers, counts: Numbers) -> Numbers:
    """The weights of signs, and last what is added to them, for which what was read is likeliest."""
    middle, spread = found.mean(0), found.std(0)
    rows = np.column_stack([(found - middle) / spread, np.ones(len(found))])
    held = np.array([HELD] * found.shape[1] + [0.0])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):  # Newton's method
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (likely - copies)) + held * weights
        bend = (rows * (counts * likely * (1 - likely))[:, None]).T @ rows + np.diag(held)
        weights -= np.linalg.solve(bend, slope)
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - plain @ middle)


def left_out(gold: Sequence[Row], found: Numbers, copies: Numbers, counts: Numbers) -> list[list[bool]]:
    """What is called a copy while its event was left out, each time that events were dealt."""
    events = sorted({row["event"] for row in gold})
    dealt = []
    for seed in range(TIMES):
        order = np.random.default_rng(seed).permutation(len(events))
        part = {event: place % PARTS for event, place in zip(events, order, strict=True)}
        parts = np.array([part[row["event"]] for row in gold])
        called = np.zeros(len(gold), bool)
        for each in range(PARTS):
            out = parts == each
            weights = fitted(found[~out], copies[~out], counts[~out])
            called[out] = found[out] @ weights[:-1] + weights[-1] >= 0
        dealt.append(called.tolist())
    return dealt


def _print(told: str, gold: Sequence[Row], dealt: Sequence[Sequence[bool]], chosen: Sequence[int]) -> None:
    rows = [gold[n] for n in chosen]
    precision, recall, both = np.mean([scores(rows, [each[n] for n in chosen]) for each in dealt], axis=0)
    print(f"{told}: P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}  of {len(rows)}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpora", type=Path)
    given = parser.parse_args()
    every = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    gold = [row for row in every if row["half"] == "develop"]
    found = signs(gold, articles(given.corpora, {row[side] for row in gold for side in "ab"}))
    copies = np.array([float(row["label"] == "copy") for row in gold])
    counts = np.array([1.0 if row["sure"] else NOT_SURE for row in gold])
    dealt = left_out(gold, found, copies, counts)
    _print("left out, all", gold, dealt, range(len(gold)))
    _print(
        "left out, not of the border", gold, dealt, [n for n, row in enumerate(gold) if not row.get("border")]
    )
    _print("left out, sure", gold, dealt, [n for n, row in enumerate(gold) if row["sure"]])
    weights = fitted(found, copies, counts)
    for name, weight in zip(Signs.__slots__, weights / weights[0], strict=False):
        print(f"{name:8} {weight:6.2f}   now {WEIGHTS[name]:6.2f}")
    print(f"a copy begins at {-weights[-1] / weights[0]:.2f}")


if __name__ == "__main__":
    main()
