"""Measures who each statement is given to, with the spans given: ours against labels by hand.

    python -m bench.speakers GOLD_DIR LABELS

GOLD_DIR is a PolNeAR compartment; LABELS a table of document, statement, speaker and type. A person's
name is right if the last words agree and given names do not clash; any other if more than half of the
words of the shorter name are shared; where the label names nobody, naming nobody is right.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench import floors
from onrecord.model import Article, Attribution, Block, Span, Speaker
from onrecord.statements.speakers import decisions
from training.polnear import Document, documents

_DROP = frozenset(
    [
        "the",
        "a",
        "an",
        "mr",
        "mrs",
        "ms",
        "miss",
        "sir",
        "dame",
        "lord",
        "dr",
        "sen",
        "rep",
        "gov",
        "gen",
        "president",
    ]
)
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii"])
Labels = dict[str, dict[str, tuple[str, str]]]


def read_labels(path: str | Path) -> Labels:
    """The labels of each document, by statement: speaker and type."""
    labels: Labels = defaultdict(dict)
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        document, statement, speaker, kind = line.split("\t")[:4]
        labels[document][statement] = (speaker, kind)
    return dict(labels)


def as_article(document: Document) -> Article:
    """A PolNeAR text as an article: its first line the headline, each other line a body block."""
    blocks: list[Block] = []
    for match in re.finditer(r"\S[^\n]*", document.text):
        short = not blocks and len(match.group().split()) < 25
        blocks.append(Block("headline" if short else "body", match.start(), match.end()))
    return Article(document.name, document.text, tuple(blocks))


def as_attributions(document: Document) -> tuple[Attribution, ...]:
    """The gold attributions of a document as the package's own."""
    text = document.text

    def spans(pieces: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
        return tuple(Span.of(text, start, end) for start, end in pieces)

    return tuple(
        Attribution(spans(gold.content), spans(gold.cue), spans(gold.source), 1.0)
        for gold in document.attributions
    )


def _words(name: str) -> list[str]:
    every = re.findall(r"\w+", re.sub(r"[’']s\b", "", name.lower()))
    return [word for word in every if word not in _DROP] or every


def _same_person(want: list[str], got: list[str]) -> bool:
    want, got = [w for w in want if w not in _SUFFIXES], [w for w in got if w not in _SUFFIXES]
    if not want or not got or want[-1] != got[-1]:
        return False
    return len(want) < 2 or len(got) < 2 or want[0][0] == got[0][0]


def _same_other(want: set[str], got: set[str]) -> bool:
    return want == got or 2 * len(want & got) >= min(len(want), len(got)) + 1


def is_right(label: tuple[str, str], speaker: Speaker) -> bool:
    """Is a speaker the one of the label? Of several joined speakers any one will do."""
    name, kind = label
    if name in ("UNKNOWN", "AUTHOR"):
        return speaker.name is None or speaker.type in ("unknown", "author")
    if speaker.name is None:
        return False
    pairs = [(_words(a), _words(b)) for a in name.split(" + ") for b in speaker.name.split(" + ")]
    if kind == "person":
        return any(_same_person(want, got) for want, got in pairs)
    return any(_same_other(set(want), set(got)) for want, got in pairs)


def measure(folder: str | Path, labels: Labels) -> tuple[Counter[str], list[str]]:
    """Counts of labels and of right answers by type, and a line for each wrong answer."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for document, _, label, speaker, reason in _answers(folder, labels):
        right = is_right(label, speaker)
        counts.update({"all": 1, label[1]: 1, "all right": right, f"{label[1]} right": right})
        if not right:
            wrong.append(f"{document}\t{label[0]}\t{speaker.name}\t{reason}")
    return counts, wrong


def _answers(folder: str | Path, labels: Labels) -> Iterator[tuple[str, str, tuple[str, str], Speaker, str]]:
    for document in documents(folder):
        if document.name not in labels:
            continue
        made = decisions(as_article(document), as_attributions(document))
        for gold, decision in zip(document.attributions, made, strict=True):
            label = labels[document.name].get(gold.id)
            if label is not None and gold.content:
                yield document.name, gold.id, label, decision.speaker, decision.reason


def main(arguments: list[str]) -> int:
    """Print the share of right answers by type; 1 if one is below its floor."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    counts, _ = measure(arguments[0], read_labels(arguments[1]))
    figures = {kind: counts[f"{kind} right"] / counts[kind] for kind in counts if not kind.endswith(" right")}
    for kind, value in sorted(figures.items()):
        print(f"{kind:14}{value:7.3f}  of {counts[kind]}")
    low = floors.below("speakers", figures)
    print("\n".join(low))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
