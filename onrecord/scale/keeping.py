"""Pages into a record: each is kept as it came, then read, and what was read is kept beside it.

The same flow as ``pipeline``, with the record before and behind it. Killed at any moment and run again,
it goes on where it stopped: what is kept but not yet read is read then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypedDict, Unpack

from onrecord import pipeline
from onrecord.intake.sources import pages
from onrecord.model import Judgement, Page, Person, Reading, Unread, Verdict
from onrecord.scale.folding import fold_rest, save_and_fold
from onrecord.scale.judging import Judged, judge, withdraw
from onrecord.scale.persons import people, widened
from onrecord.scale.tracing import Traced, stories
from onrecord.store import queries
from onrecord.store.queries import Hit, Order, Question
from onrecord.store.sayings import Told, sayings
from onrecord.store.store import Store, open_store, page_id
from onrecord.store.visits import Visits

if TYPE_CHECKING:
    from onrecord.scale.watching import Look


class Printed(TypedDict, total=False):
    """What may be asked of articles besides words."""

    outlet: str
    since: str
    until: str
    order: Order
    versions: bool


class Asked(Printed, total=False):
    """What may be asked of statements besides words: the fields of ``queries.Question``."""

    speaker: str
    about: str
    act: str
    least: float


@dataclass
class Added:
    """How far the adding of pages has come."""

    new: int = 0
    known: int = 0
    read: int = 0
    statements: int = 0
    failed: list[Reading] = field(default_factory=list)

    def count(self, reading: Reading) -> None:
        """Counts one page that was read, or could not be."""
        if reading.error is not None:
            self.failed.append(reading)
        else:
            self.read += 1
            self.statements += len(reading.statements)


def add(
    store: Store,
    given: Iterable[str | Path],
    *,
    threads: int | None = None,
    added: Added | None = None,
    allow_private: bool = False,
) -> Iterator[Reading]:
    """Adds the pages of some sources to a record; a Reading for each page that was read just now, in order.

    Pages that the record holds already are counted in ``added`` and passed over. What an earlier run kept
    and did not come to read is read at the end.
    """
    counted = Added() if added is None else added
    asked = list(given)
    for source in asked:
        store.forget(str(source))
    fold_rest(store)
    found = pages(asked, allow_private=allow_private, visits=Visits(store))
    yield from read_into(store, found, counted, threads=threads)


def read_into(
    store: Store, found: Iterable[Page | Unread], counted: Added, *, threads: int | None = None
) -> Iterator[Reading]:
    """Keeps and reads some pages, and what was kept before and not read; a Reading for each that was read."""
    reader = pipeline.reader()
    fresh = _kept(store, found, reader, counted)
    for reading in pipeline.read_pages(fresh, threads=threads):
        if isinstance(reading.page, Page) and not save_and_fold(store, reading, reader):
            counted.known += 1  # its bytes were new, but they say what was said before
            counted.new = max(0, counted.new - 1)
            continue
        counted.count(reading)
        yield reading


def _kept(store: Store, found: Iterable[Page | Unread], reader: str, added: Added) -> Iterator[Page | Unread]:
    """The pages that are to be read, each kept before it is given on."""
    given = set[str]()
    for page in found:
        if isinstance(page, Unread):
            store.refuse(page)
            yield page
            continue
        key, new = store.keep(page)
        if key in given or (not new and store.is_read(key, reader)):
            added.known += 1
            continue
        added.new += new
        given.add(key)
        yield page
    for page in store.waiting():
        if page_id(page) not in given:
            yield page


class Record:
    """A record of news pages and what was said in them, in one file or on a server.

    ``Record("news.db")`` or ``Record("postgresql://user@host/news")`` opens it, or makes it where there is
    none; ``with`` closes it. RecordError where it is no record or cannot be written.
    """

    def __init__(self, where: str | Path) -> None:
        self.store = open_store(where, create=True)

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file or server; what was written stays."""
        self.store.close()

    def add(self, *sources: str | Path, threads: int | None = None) -> Added:
        """Adds the pages of files, folders and ``"-"``; what is known already is passed over."""
        added = Added()
        for _ in add(self.store, sources, threads=threads, added=added):
            pass
        return added

    def watch(
        self, *sources: str | Path, every: float = 15, once: bool = False, threads: int | None = None
    ) -> Iterator[Look]:
        """Follows feeds, site maps and pages, at their addresses or in lists of them (OPML, or a line each),
        and adds what is new, for as long as somebody asks for the next look. ``every`` is in minutes.
        """
        from onrecord.scale.watching import watch

        return watch(self.store, sources, every=every, once=once, threads=threads)

    def search(self, words: str = "", *, limit: int = 20, **asked: Unpack[Asked]) -> list[Hit]:
        """The statements that hold ``words`` and all else that is asked (``speaker``, ``about``, ``act``,
        ``outlet``, ``since``, ``until``, ``least``, ``order``), each with its article; with ``versions``, in
        the earlier versions of pages as well.
        """
        return queries.search(self.store, widened(self.store, Question(words=words, **asked)), limit=limit)

    def sayings(self, words: str = "", *, limit: int = 20, **asked: Unpack[Asked]) -> list[Told]:
        """What is printed in several articles, each thing said once, with its witnesses; of all of it, or of
        what answers the same questions as ``search``.
        """
        return sayings(self.store, widened(self.store, Question(words=words, **asked)), limit=limit)

    def stories(self, words: str = "", *, limit: int = 20, **asked: Unpack[Printed]) -> list[Traced]:
        """The articles that are copies of one text, with the likely original and what each copy changed; of
        all stories, or of those with an article that was printed so (``outlet``, ``since``, ``until``).
        """
        return stories(self.store, Question(words=words, **asked), limit=limit)

    def people(self, *, limit: int = 50) -> list[Person]:
        """Those who speak, with all names that were judged to be theirs, the most frequent first."""
        return people(self.store, limit=limit)

    def judge(self, one: str, other: str, verdict: Verdict, *, author: str, why: str = "") -> Judged:
        """Says that two speakers, each a name or the id of a statement, are "same" or "different"."""
        return judge(self.store, one, other, verdict, author=author, why=why)

    def withdraw(self, judgement: str) -> Judgement:
        """Takes a judgement back, by its id."""
        return withdraw(self.store, judgement)

    def readings(self, words: str = "", **asked: Unpack[Asked]) -> Iterator[Reading]:
        """All that was read, page by page, in the order in which the pages came; where something is asked,
        the pages that hold it, each with those statements alone. With ``versions``, in the earlier versions
        of pages as well.
        """
        question = widened(self.store, Question(words=words, **asked))
        if question == Question(versions=question.versions):
            return queries.readings(self.store, earlier=question.versions)
        return queries.answers(self.store, question)
