"""Whether a record outlives being killed: ``onrecord add`` is killed at random moments, again and again.

    python -m bench.survival FOLDER [--kills 50] [--seed 1] [--db postgresql://user@host/empty]

FOLDER holds a few hundred pages. They are added to one record undisturbed, and to another by a command
that is killed (SIGKILL) after a random time and started anew. After each kill the record must open, be
sound by SQLite's own check, and hold no half page: what was read of a page is there as the undisturbed
record has it, or not at all, and folded. In the end the same command must complete it to the very same
content: pages, statements, sayings and their pairs, stories and copies, and the joins of speakers. With
``--db`` the record of the killed command is on a server, in a database that is empty before.
Exit 1 where anything of that fails.
"""

from __future__ import annotations

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from onrecord.store import queries, tables
from onrecord.store.store import open_store

Content = dict[str, tuple[object, ...]]


def command(folder: Path, db: str | Path) -> list[str]:
    """The command that adds a folder to a record."""
    return [sys.executable, "-m", "onrecord", "add", "--db", str(db), str(folder)]


def content(db: str | Path) -> Content:
    """What a record holds of each page that was read, by the page's id."""
    with open_store(db, create=True) as store:
        found = list(queries.readings(store))
    return {
        reading.page.sha256 or "": (reading.article, reading.statements, reading.notices) for reading in found
    }


def folded(db: str | Path) -> dict[str, list[tuple[object, ...]]]:
    """What a record has made of its pages: rows of each kind, in order, named by ids that no run changes."""
    statement, article = tables.statements.c, tables.articles.c
    one, other = tables.statements.alias(), tables.statements.alias()
    first, second = tables.texts.alias(), tables.texts.alias()
    pair, copy, joined = tables.pairs.c, tables.copies.c, tables.judgements.c
    kinds = {
        "articles folded": select(tables.folded.c.article),
        "witnesses of sayings": select(tables.witnesses.c.saying, statement.id).join_from(
            tables.witnesses, tables.statements, statement.row == tables.witnesses.c.statement
        ),
        "pairs": select(one.c.id, other.c.id, pair.strength, pair.is_equal)
        .join_from(tables.pairs, one, one.c.row == pair.one)
        .join(other, other.c.row == pair.other),
        "articles of stories": select(tables.told_in.c.story, article.id)
        .join_from(tables.told_in, tables.texts, tables.texts.c.row == tables.told_in.c.text)
        .join(tables.articles, article.id == tables.texts.c.article),
        "copies": select(first.c.article, second.c.article, copy.of_one, copy.of_other)
        .join_from(tables.copies, first, first.c.row == copy.one)
        .join(second, second.c.row == copy.other),
        "joins of speakers": select(
            joined.left, joined.right, joined.verdict, joined.by, joined.withdrawn_by
        ),
    }
    with open_store(db, create=True) as store, store.reading() as connection:
        return {
            kind: sorted(map(tuple, connection.execute(query)), key=repr) for kind, query in kinds.items()
        }


def killed(arguments: list[str], seconds: float) -> bool:
    """Runs a command and kills it after a time; False where it ended before."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def faults(db: str | Path, whole: Content) -> list[str]:
    """What is wrong with a record whose command was killed."""
    wrong = []
    if isinstance(db, Path):
        with closing(sqlite3.connect(db)) as connection:
            (answer,) = connection.execute("PRAGMA integrity_check").fetchone()
        wrong = [] if answer == "ok" else [f"not sound: {answer}"]
    read = content(db)
    if (done := len(folded(db)["articles folded"])) != sum(bool(article) for article, *_ in read.values()):
        wrong.append(f"{done} articles folded")
    return wrong + [f"half a page: {key}" for key, each in read.items() if each != whole[key]]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--db", default="")
    given = parser.parse_args()
    draw, wrong, kills, done = random.Random(given.seed), list[str](), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        undisturbed, db = Path(folder, "whole.db"), given.db or Path(folder, "killed.db")
        began = time.monotonic()
        subprocess.run(command(given.folder, undisturbed), stdout=subprocess.DEVNULL, check=False)
        # So that the kills are spread over the whole work, start-up included.
        longest = 2 * (time.monotonic() - began) / given.kills + 1
        whole = content(undisturbed)
        while kills < given.kills and killed(command(given.folder, db), draw.uniform(0, longest)):
            kills += 1
            if given.db or db.exists():
                wrong += faults(db, whole)
                done = len(content(db))
            print(f"kill {kills}: {done} of {len(whole)} pages, {len(wrong)} faults", flush=True)
        subprocess.run(command(given.folder, db), stdout=subprocess.DEVNULL, check=False)
        ours, theirs = folded(db), folded(undisturbed)
        other = [kind for kind in theirs if ours[kind] != theirs[kind]]
        same = content(db) == whole and not other
        print(", ".join(f"{len(rows):,} {kind}" for kind, rows in theirs.items()))
    if other:
        print(f"not the same: {', '.join(other)}")
    print(f"{kills} kills, {len(wrong)} faults, completed to the same content: {same}")
    return 1 if wrong or not same else 0


if __name__ == "__main__":
    sys.exit(main())
