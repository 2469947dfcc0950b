"""How a record behaves when it is large: searching it, adding one page to it, and its size.

    python -m bench.record FOLDER [--statements 1000000] [--small 10000] [--db NEW_FILE|postgresql://user@host/empty]

The statements of the pages in FOLDER are read once and multiplied: other dates, outlets and speakers, and
words exchanged between statements, so that the index has as many words as real news would give it. Asked
are searches with words common and rare, with and without filters, as many of each; printed are the
median and the 95th percentile in milliseconds, the time to add one page to the large record as a multiple
of that of the small one, with its reading and without, and bytes of the record for each statement. With
``--db`` the record is kept in that file, or is on a server, in a database that is empty before.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import text

from onrecord import pipeline
from onrecord.model import Article, Block, Page, Reading, Span, Statement
from onrecord.scale.folding import put, save_and_fold
from onrecord.store.queries import Question, count, search
from onrecord.store.store import Store, open_store, page_id

DAYS = 3650
OUTLETS = 300
SPEAKERS = 20_000
A_PAGE = 20  # statements ...
VOICES = 9  # ... by so many speakers, the medians of PolNeAR dev
EXCHANGED = 0.6  # of the words of a statement
REPRINTED = 0.2  # of the statements, word for word,
RECENT = 2000  # of those that came last
TOGETHER = 500  # pages in one transaction
SYLLABLES = [one + two for one in "bdfgklmnprst" for two in "aeiou"]


def name(draw: random.Random) -> str:
    """An invented name of two words."""
    return " ".join("".join(draw.choices(SYLLABLES, k=3)).title() for _ in range(2))


def varied(known: list[Statement], total: int, draw: random.Random) -> Iterator[Reading]:
    """Readings with ``total`` statements in all, made of known ones: most of their words are exchanged for
    others, so that they say different things; some are printed again within the next pages.
    """
    outlets = [f"The {name(draw)}" for _ in range(OUTLETS)]
    speakers = [name(draw) for _ in range(SPEAKERS)]
    pools = [each.words.split() for each in known]
    recent: deque[tuple[str, str]] = deque(maxlen=RECENT)
    for number in range(total // A_PAGE):
        said = list[tuple[str, str]]()
        # A few speak often, most of them seldom.
        voices = [speakers[int(len(speakers) * draw.random() ** 3)] for _ in range(VOICES)]
        for _ in range(A_PAGE):
            if recent and draw.random() < REPRINTED:
                said.append(draw.choice(recent))
                continue
            words = [
                draw.choice(draw.choice(pools)) if draw.random() < EXCHANGED else word
                for word in draw.choice(pools)
            ]
            said.append((draw.choice(voices), " ".join(words) or "nothing"))
        recent.extend(said)
        yield made(said, draw.choices(known, k=A_PAGE), number, draw, outlets)


def made(
    said: list[tuple[str, str]],
    known: list[Statement],
    number: int,
    draw: random.Random,
    outlets: list[str],
) -> Reading:
    """One page whose paragraphs are what was said."""
    texts = [words for _, words in said]
    whole = "\n".join(texts)
    page = Page(whole.encode(), f"{number}.txt", "text/plain", f"https://corran.example/{number}")
    day = date(2015, 1, 1) + timedelta(draw.randrange(DAYS))
    article = Article(
        page_id(page),
        whole,
        (Block("body", 0, len(whole)),),
        headline=" ".join(texts[0].split()[:8]),
        outlet=draw.choice(outlets),
        published=day.isoformat(),
        language="en",
    )
    statements, start = [], 0
    for place, ((speaker, words), like) in enumerate(zip(said, known, strict=True)):
        span = Span.of(whole, start, start + len(words))
        statements.append(
            Statement(
                id=f"{number * A_PAGE + place:016x}",
                kind=like.kind,
                act=like.act,
                content=(span,),
                cue=(),
                source=(),
                speaker=replace(
                    like.speaker, name=speaker, mention=None, roles=(), party=None, organisation=None
                ),
                confidence=like.confidence,
            )
        )
        start += len(words) + 1
    return Reading(page, article, tuple(statements))


def fill(store: Store, readings: Iterator[Reading]) -> None:
    """Puts readings into a record, many in one transaction, and tells on standard error how far it is."""
    began, pages = time.perf_counter(), 0
    while part := list(islice(readings, TOGETHER)):
        put(store, part, "1")
        pages += len(part)
        print(f"{pages:,} pages in {time.perf_counter() - began:,.0f} s", file=sys.stderr, flush=True)


def questions(store: Store, draw: random.Random) -> list[Question]:
    """Searches as people make them: words of statements, alone and with filters."""
    hits = search(store, Question(), limit=400)
    found = []
    for hit in hits:
        words = [word for word in hit.statement.words.split() if word.isalpha()]
        if len(words) < 4 or not hit.statement.speaker.name:
            continue
        two, speaker = " ".join(draw.sample(words, 2)), hit.statement.speaker.name
        month = (hit.article.published or "2015")[:7]
        found += [
            Question(two),
            Question(draw.choice(words)),
            Question(f"“{' '.join(hit.statement.words.split()[:3])}”"),
            Question(speaker=speaker),
            Question(draw.choice(words), speaker=speaker, order="oldest"),
            Question(two, act=hit.statement.act, since=month),
            Question(draw.choice(words), outlet=hit.article.outlet or "", order="newest"),
            Question(about=two, act="deny", since="2018", until="2020"),
        ]
    return draw.sample(found, min(len(found), 400))


def milliseconds(store: Store, asked: list[Question]) -> list[float]:
    """How long each search takes, sorted."""
    found = []
    for question in asked:
        began = time.perf_counter()
        search(store, question)
        found.append(1000 * (time.perf_counter() - began))
    return sorted(found)


def adding(store: Store, readings: Iterator[Reading]) -> float:
    """The median of the milliseconds that one page takes, kept, saved and folded."""
    taken = []
    for reading in readings:
        assert isinstance(reading.page, Page)
        began = time.perf_counter()
        store.keep(reading.page)
        save_and_fold(store, reading, "1")
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)


def renumbered(readings: Iterator[Reading], start: int) -> Iterator[Reading]:
    """The readings with ids and addresses that no record has yet."""
    for number, reading in enumerate(readings, start=start):
        assert isinstance(reading.page, Page)
        assert reading.article is not None
        page = replace(reading.page, url=f"https://corran.example/new/{number}")
        statements = tuple(
            replace(each, id=f"{number:08x}{place:08x}") for place, each in enumerate(reading.statements)
        )
        yield Reading(page, replace(reading.article, id=page_id(page)), statements)


def size(store: Store, where: str | Path) -> int:
    """The bytes that a record takes."""
    if isinstance(where, Path):
        return where.stat().st_size
    with store.reading() as connection:
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def measured(where: str | Path, known: list[Statement], start: int, total: int) -> float:
    """Fills a record that has ``start`` statements up to ``total``, prints how it searches, and gives the
    time that one more page takes.
    """
    with open_store(where, create=True) as store:
        fill(store, islice(varied(known, total, random.Random(1)), start // A_PAGE, None))
        taken = milliseconds(store, questions(store, random.Random(2)))
        number = count(store, Question())[None]
        share = size(store, where) / max(1, number)
        more = renumbered(varied(known, 40 * A_PAGE, random.Random(total)), (1 << 30) + total)
        cost = adding(store, more)
    print(f"{number:,} statements, {share:,.0f} bytes each; {len(taken)} searches:", flush=True)
    times = (
        f"median {statistics.median(taken):.1f} ms, 95th percentile {taken[int(0.95 * len(taken))]:.1f} ms"
    )
    print(f"    {times}; adding a page {cost:.1f} ms", flush=True)
    return cost


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--db", default="")
    given = parser.parse_args()
    began = time.perf_counter()
    pages = list(pipeline.read([given.folder], threads=1))
    read = 1000 * (time.perf_counter() - began) / max(1, len(pages))
    known = [each for reading in pages for each in reading.statements]
    with tempfile.TemporaryDirectory() as folder:
        where = given.db if "://" in given.db else Path(given.db or Path(folder, "a.db"))
        small = measured(where, known, 0, given.small)
        large = measured(where, known, given.small, given.statements)
    print(f"adding to the large record takes {large / small:.2f} times as long as to the small one;")
    whole = (read + large) / (read + small)
    print(f"with the reading of the page, {read:.0f} ms on one core, {whole:.2f} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
