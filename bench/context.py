"""Act, polarity, addressee, prompt, when and where against what a careful reader labelled.

    python -m bench.context POLNEAR_TRAIN [--half develop|measure] [--sample NAME] [--errors]
        [--check] [--raise]

``gold/context.jsonl`` holds labels by document, annotation file and event number, in code points of the
text: no words of the corpus. Each statement comes with the spans that the annotators marked, so what is
measured is the reading of the context alone. Half of the documents are to develop on, the other half to
measure. Three samples: ``random`` statements, ``prompts`` (speech near a question) and ``settings``
(speech near a time, place or listener), so that what is rare can be measured at all.

Right is: the same act and polarity; for the four kinds of span, a Dice overlap of words of at least .5
with what was labelled. An addressee, prompt, time or place found where none was labelled counts against
precision, one missed against recall.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import floors
from onrecord.model import Article, Attribution, Context, Span
from onrecord.statements.context import context
from training.polnear import Document, documents

GOLD = Path(__file__).resolve().parent / "gold" / "context.jsonl"
SPANS = ("addressee", "prompt", "when", "where")
WORD = re.compile(r"\w+")
LEAST_OVERLAP = 0.5


@dataclass(frozen=True)
class Read:
    """A labelled statement with the article it stands in and the context that was read."""

    label: dict[str, Any]
    article: Article
    attribution: Attribution
    context: Context

    def gold(self, name: str) -> tuple[Span, ...]:
        """The labelled spans of this name; empty where there are none."""
        return tuple(self.article.span(start, end) for start, end in self.label.get(name, ()))

    def found(self, name: str) -> tuple[Span, ...]:
        """The spans that were read; empty where there are none."""
        value = getattr(self.context, name)
        if name == "addressee":
            return (value.span,) if value else ()
        return value or ()


def labels(half: str | None, sample: str | None) -> list[dict[str, Any]]:
    """The labelled statements of a half (``develop``, ``measure``) and sample, of all where None."""
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    return [row for row in rows if half in (None, row["half"]) and sample in (None, row["sample"])]


def readings(folder: str, rows: list[dict[str, Any]]) -> Iterator[Read]:
    """The context that is read for each labelled statement."""
    wanted: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        wanted.setdefault(row["doc"], []).append(row)
    for document in documents(folder):
        if document.name in wanted:
            article = Article(document.name, document.text, ())
            for row in wanted[document.name]:
                attribution = marked(document, article, row["id"])
                yield Read(row, article, attribution, context(article, attribution))


def marked(document: Document, article: Article, number: str) -> Attribution:
    """The attribution with this event number, as the first annotator marked it."""
    gold = next(each for each in document.attributions if each.id == number)
    content, cue, source = (
        tuple(article.span(*piece) for piece in pieces) for pieces in (gold.content, gold.cue, gold.source)
    )
    return Attribution(content, cue, source, 1.0)


def overlap(gold: tuple[Span, ...], found: tuple[Span, ...]) -> float:
    """The Dice overlap of the words of two lists of spans, by position."""
    mine, theirs = (
        {span.start + word.start() for span in spans for word in WORD.finditer(span.text)}
        for spans in (gold, found)
    )
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine or theirs else 0.0


def score(read: list[Read]) -> dict[str, float]:
    """Accuracies of act and polarity; P, R and F1 of the four kinds of span."""
    n = len(read)
    figures = {
        "act": sum(r.context.act == r.label["act"] for r in read) / n,
        "polarity": sum(r.context.polarity == r.label["polarity"] for r in read) / n,
    }
    counts: Counter[str] = Counter()
    for r in read:
        for name in SPANS:
            gold, found = r.gold(name), r.found(name)
            counts[f"{name} gold"] += bool(gold)
            counts[f"{name} found"] += bool(found)
            counts[f"{name} right"] += bool(gold and found) and overlap(gold, found) >= LEAST_OVERLAP
    for name in SPANS:
        right = counts[f"{name} right"]
        precision = right / counts[f"{name} found"] if counts[f"{name} found"] else 0.0
        recall = right / counts[f"{name} gold"] if counts[f"{name} gold"] else 0.0
        both = precision + recall
        figures |= {f"{name} P": precision, f"{name} R": recall}
        figures[f"{name} F1"] = 2 * precision * recall / both if both else 0.0
    return figures


def show(read: list[Read], figures: dict[str, float]) -> str:
    """The figures as a table."""
    lines = [f"{len(read)} statements of {len({r.label['doc'] for r in read})} documents"]
    lines += [f"{name:10} {figures[name]:.3f}" for name in ("act", "polarity")]
    for name in SPANS:
        gold = sum(bool(r.gold(name)) for r in read)
        values = "  ".join(f"{part} {figures[f'{name} {part}']:.3f}" for part in ("P", "R", "F1"))
        lines.append(f"{name:10} {values}  ({gold} labelled)")
    return "\n".join(lines)


def errors(read: list[Read]) -> Iterator[str]:
    """Every label that was read otherwise, with the words: for the developing half only."""
    for r in read:
        cue = " … ".join(span.text for span in r.attribution.cue)
        where = f"{r.label['sample']} {r.label['doc']} {r.label['id']} «{cue}»"
        for name in ("act", "polarity"):
            if getattr(r.context, name) != r.label[name]:
                yield f"{name}: wants {r.label[name]}, read {getattr(r.context, name)}; {where}"
        for name in SPANS:
            gold, found = r.gold(name), r.found(name)
            if bool(gold) != bool(found) or (gold and overlap(gold, found) < LEAST_OVERLAP):
                yield f"{name}: wants {[s.text for s in gold]}, read {[s.text for s in found]}; {where}"


def speed(read: list[Read]) -> float:
    """Milliseconds a statement, over ten rounds."""
    start = time.perf_counter()
    for _ in range(10):
        for r in read:
            context(r.article, r.attribution)
    return (time.perf_counter() - start) * 100 / len(read)


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", help="PolNeAR's train compartment")
    parser.add_argument("--half", choices=("develop", "measure"))
    parser.add_argument("--sample", choices=("random", "prompts", "settings"))
    parser.add_argument("--errors", action="store_true", help="print what was read otherwise (develop only)")
    parser.add_argument("--check", action="store_true", help="exit 1 below the floors (measuring half)")
    parser.add_argument(
        "--raise", dest="raised", action="store_true", help="raise the floors (measuring half)"
    )
    given = parser.parse_args(arguments)
    half = "measure" if given.check or given.raised else given.half
    read = list(readings(given.folder, labels(half, given.sample)))
    if given.errors:
        print("\n".join(errors([r for r in read if r.label["half"] == "develop"])))
    figures = score(read)
    print(show(read, figures))
    print(f"{speed(read):.3f} ms a statement")
    rates = {name: figure for name, figure in figures.items() if name[-2:] not in (" P", " R")}
    if given.raised:
        floors.raise_to("context", rates)
    low = floors.below("context", rates) if given.check else []
    print(*low, sep="\n", end="\n" if low else "")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
