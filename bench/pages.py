"""How well the body of saved news pages is found: words F1 against marked text, trafilatura beside it.

    python -m bench.pages FOLDER            print the figures
    python -m bench.pages FOLDER --check    exit 1 if they are below the floors in bench/floors.json
    python -m bench.pages FOLDER --raise    write the figures as the new floors, where they are higher

FOLDER is a copy of the data of scrapinghub/article-extraction-benchmark: ``ground-truth.json`` and
``html/NAME.html.gz``. Words F1 is over the words of a page as a multiset, shingles F1 over runs of four
words as that benchmark counts them; both are means over the pages. Of ours counts what the marked
texts hold: body, headings, quotations.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import floors
from onrecord.errors import PageError
from onrecord.intake.article import article
from onrecord.model import Article, Page, Role

COUNTED: frozenset[Role] = frozenset({"body", "heading", "quote"})
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Score:
    """The F1 figures of one way to find the body, page by page, and its time in seconds."""

    words: list[float] = field(default_factory=list)
    shingles: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, found: str, wanted: str) -> None:
        """Count one page."""
        self.words.append(f1(tokens(found), tokens(wanted)))
        self.shingles.append(f1(shingles(found), shingles(wanted)))

    def figures(self) -> dict[str, float]:
        """The means, rounded to four digits."""
        return {
            "words_f1": round(sum(self.words) / len(self.words), 4),
            "shingles_f1": round(sum(self.shingles) / len(self.shingles), 4),
        }


def tokens(text: str) -> Counter[tuple[str, ...]]:
    """The words of a text, letter case aside, with how often each stands there."""
    return Counter((word,) for word in _WORD.findall(text.lower()))


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """The runs of ``size`` words of a text; of a shorter text the whole."""
    words = _WORD.findall(text)
    return Counter(
        tuple(words[start : start + size]) for start in range(max(1, len(words) - size + 1)) if words
    )


def f1(found: Counter[tuple[str, ...]], wanted: Counter[tuple[str, ...]]) -> float:
    """The harmonic mean of precision and recall; 1 where nothing is wanted and nothing found."""
    if not found and not wanted:
        return 1.0
    both = (found & wanted).total()
    return 2 * both / (found.total() + wanted.total())


def body_text(found: Article) -> str:
    """The words of an article that the marked texts hold."""
    return "\n".join(found.text[block.start : block.end] for block in found.blocks if block.role in COUNTED)


def saved(folder: Path) -> Iterator[tuple[Page, str]]:
    """The pages of the benchmark with their marked text."""
    marked = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for name, row in marked.items():
        content = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield Page(content, f"{name}.html", "text/html", row["url"]), row["articleBody"]


def measure(folder: Path, *, worst: int = 0) -> tuple[Score, Score]:
    """Our score and trafilatura's over the pages of ``folder``; prints the ``worst`` pages of ours."""
    from trafilatura import extract

    ours, theirs = Score(), Score()
    names: list[str] = []
    for page, wanted in saved(folder):
        started = time.process_time()
        try:
            found = body_text(article(page))
        except PageError:
            found = ""
        ours.seconds += time.process_time() - started
        ours.add(found, wanted)
        started = time.process_time()
        theirs_text = extract(page.content.decode("utf-8")) or ""
        theirs.seconds += time.process_time() - started
        theirs.add(theirs_text, wanted)
        names.append(f"{page.source[:8]} {page.url}")
    order = sorted(range(len(names)), key=lambda index: ours.words[index])
    for index in order[:worst]:
        print(f"{ours.words[index]:.3f} {theirs.words[index]:.3f} {names[index]}")
    return ours, theirs


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and compare with the floor if asked to."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.pages", description="Body words F1 on saved pages."
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="exit 1 if a figure is below its floor")
    parser.add_argument("--raise", dest="lift", action="store_true", help="write higher figures as floors")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="print the N worst pages")
    given = parser.parse_args(arguments)
    ours, theirs = measure(given.folder, worst=given.worst)
    for name, score in (("onrecord", ours), ("trafilatura", theirs)):
        figures, pages = score.figures(), len(score.words)
        milliseconds = 1000 * score.seconds / pages
        print(
            f"{name:12} words F1 {figures['words_f1']:.4f}  shingles F1 {figures['shingles_f1']:.4f}"
            f"  {milliseconds:.1f} ms a page  {pages} pages"
        )
    if given.lift:
        floors.raise_to("pages", ours.figures())
    if not given.check:
        return 0
    below = floors.below("pages", ours.figures())
    below += [
        f"pages: {name} is {ours.figures()[name]:.4f}, below trafilatura's own {figure:.4f}"
        for name, figure in theirs.figures().items()
        if ours.figures()[name] < figure
    ]
    for line in below:
        print(line)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
