"""Measures who each statement is given to: ours against labels by hand.

    python -m bench.speakers GOLD_DIR LABELS            with the annotators' own spans given
    python -m bench.speakers GOLD_DIR LABELS --found    of the statements that the program finds itself

Found and marked statements are paired as in ``bench.attribution``; *right of pairs* is the share of pairs
with the right name, *named F1* weighs what was missed and what was found too many. *Share of the time*
is what the search for speakers takes of the whole read, on one core, in one process.

GOLD_DIR is a PolNeAR compartment; LABELS a table of document, statement, speaker and type. A person's
name is right if the last words agree and given names do not clash; any other if more than half of the
words of the shorter name are shared; where the label names nobody, naming nobody is right.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench import floors
from bench.attribution import Ruler, bare, pairs
from onrecord.model import Article, Attribution, Block, Span, Speaker, Statement
from onrecord.pipeline import read
from onrecord.statements.speakers import decisions, speakers
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


def measure_found(folder: str | Path, labels: Labels) -> Counter[str]:
    """Counts of pairs and of right ones by type, of statements marked and found, and of seconds."""
    counts: Counter[str] = Counter()
    for document in documents(folder):
        if document.name not in labels:
            continue
        began = time.perf_counter()
        (reading,) = read([Path(folder, "text", f"{document.name}.txt")], threads=1)
        counts["microseconds"] += int(1e6 * (time.perf_counter() - began))
        assert reading.article is not None
        began = time.perf_counter()
        speakers(reading.article, [_attribution(each) for each in reading.statements])
        counts["microseconds for speakers"] += int(1e6 * (time.perf_counter() - began))
        ruler = Ruler(document.text)
        marked = [gold for gold in document.attributions if ruler.numbers(gold).content]
        spans = [ruler.numbers(bare(_attribution(each))) for each in reading.statements]
        found = [n for n, each in enumerate(spans) if each.content]
        counts.update({"marked": len(marked), "found": len(found)})
        for i, j, _ in pairs([ruler.numbers(each) for each in marked], [spans[n] for n in found]):
            label = labels[document.name].get(marked[i].id, ("", "unlabelled"))
            right = is_right(label, reading.statements[found[j]].speaker)
            counts.update({"all": 1, label[1]: 1, "all right": right, f"{label[1]} right": right})
    return counts


def _attribution(statement: Statement) -> Attribution:
    return Attribution(statement.content, statement.cue, statement.source, statement.confidence)


def _show(counts: Counter[str]) -> dict[str, float]:
    """Prints the share of right answers by type, and gives them back."""
    figures = {
        kind.removesuffix(" right"): counts[kind] / counts[kind.removesuffix(" right")]
        for kind in sorted(counts)
        if kind.endswith(" right")
    }
    for kind, value in figures.items():
        print(f"{kind:18}{value:7.3f}  of {counts[kind]}")
    return figures


def main(arguments: list[str]) -> int:
    """Print the share of right answers by type; 1 if one is below its floor."""
    of_found = "--found" in arguments
    folders = [argument for argument in arguments if argument != "--found"]
    if len(folders) != 2:
        print(__doc__)
        return 2
    labels = read_labels(folders[1])
    if of_found:
        counts = measure_found(folders[0], labels)
        figures = _show(counts)
        figures["named F1"] = 2 * counts["all right"] / (counts["marked"] + counts["found"])
        print(f"{'named F1':18}{figures['named F1']:7.3f}")
        share = counts["microseconds for speakers"] / counts["microseconds"]
        print(f"{'share of the time':18}{share:7.3f}")
        measured = {kind: figures[kind] for kind in ("all", "person", "named F1")}
    else:
        measured = _show(measure(folders[0], labels)[0])
    low = floors.below("speakers of found statements" if of_found else "speakers", measured)
    print("\n".join(low))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
