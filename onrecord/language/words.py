"""From an Article to its words as the model sees them, one window after another.

Windows of several articles run side by side in threads; results come in the order of the articles.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from onrecord.language.models import Model, Scores
from onrecord.language.pieces import Pieces, pieces, window_input, windows
from onrecord.language.tagging import best_tags, chances
from onrecord.model import Article, Block, Role, Words

READ: frozenset[Role] = frozenset(("headline", "standfirst", "body", "heading", "caption", "quote"))
AHEAD = 4  # windows that wait for each thread, so that none runs dry
TOGETHER = 24  # windows that are read in one go where there is one thread: about half a second


@dataclass(frozen=True)
class Pending:
    """The pieces of one article, and its windows' scores, ready or to come."""

    pieces: Pieces
    scores: Sequence[Callable[[], Scores]]


def words(
    articles: Iterable[Article | None], load: Callable[[], Model], *, threads: int = 1
) -> Iterator[Words | None]:
    """The words of each article, in order, reading a few articles ahead; None for None.

    ``load`` is called when the first article comes, and again for the next: it should remember.
    """
    if threads <= 1:
        yield from _one_by_one(articles, load)
        return
    pool = ThreadPoolExecutor(threads, thread_name_prefix="onrecord")
    try:
        yield from _side_by_side(articles, load, pool, AHEAD * threads)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _one_by_one(articles: Iterable[Article | None], load: Callable[[], Model]) -> Iterator[Words | None]:
    """A few articles at a time: what is done with the words then finds the processor's caches its own
    for a while, and so does the network; article by article both lose a tenth of their speed.
    """
    group: list[Pending | None] = []
    for article in articles:
        group.append(_prepare(article, load, _now))
        if _windows(group) >= TOGETHER:
            yield from [_collected(each, load) for each in group]
            group = []
    yield from [_collected(each, load) for each in group]


def _side_by_side(
    articles: Iterable[Article | None], load: Callable[[], Model], pool: ThreadPoolExecutor, ahead: int
) -> Iterator[Words | None]:
    def later(call: Callable[[], Scores]) -> Callable[[], Scores]:
        future: Future[Scores] = pool.submit(call)
        return future.result

    waiting: deque[Pending | None] = deque()
    for article in articles:
        waiting.append(_prepare(article, load, later))
        while len(waiting) > 1 and _windows(waiting) > ahead:
            yield _collected(waiting.popleft(), load)
    while waiting:
        yield _collected(waiting.popleft(), load)


def _windows(waiting: Iterable[Pending | None]) -> int:
    return sum(len(each.scores) if each else 1 for each in waiting)


def _now(call: Callable[[], Scores]) -> Callable[[], Scores]:
    return call


def _prepare(
    article: Article | None,
    load: Callable[[], Model],
    run: Callable[[Callable[[], Scores]], Callable[[], Scores]],
) -> Pending | None:
    if article is None:
        return None
    model = load()
    of = pieces(model.tokenizer, article.text, readable(article.blocks))
    calls = (partial(model.read, window_input(of, window)) for window in windows(of))
    return Pending(of, [run(call) for call in calls])


def _collected(pending: Pending | None, load: Callable[[], Model]) -> Words | None:
    if pending is None:
        return None
    model = load()
    of, parts = pending.pieces, [scores() for scores in pending.scores]
    if not parts:
        return _no_words(model.rank)
    scores = np.concatenate([part.tags for part in parts])
    tags = best_tags(scores, of.blocks, model.transitions)
    return Words(
        starts=of.starts,
        ends=of.ends,
        blocks=of.blocks,
        tags=tags,
        chances=chances(scores, tags),
        vectors=np.concatenate([part.vectors for part in parts]),
        none=np.concatenate([part.none for part in parts]),
    )


def _no_words(rank: int) -> Words:
    nothing = np.zeros(0, dtype=np.int32)
    return Words(
        nothing,
        nothing,
        nothing,
        nothing.astype(np.int8),
        nothing.astype(np.float32),
        np.zeros((0, 4, rank), np.float32),
        np.zeros((0, 2), np.float32),
    )


def readable(blocks: Sequence[Block]) -> list[tuple[int, int, int]]:
    """Start, end and number of the blocks that the model reads: each text once, by its first printing
    in the body where it has one, else by its first printing.
    """
    chosen: dict[int, int] = {}
    for number, block in enumerate(blocks):
        if block.role not in READ:
            continue
        first = _first_printing(blocks, number)
        held = chosen.get(first)
        if held is None or (blocks[held].role == "caption" and block.role != "caption"):
            chosen[first] = number
    return [(blocks[n].start, blocks[n].end, n) for n in sorted(chosen.values())]


def _first_printing(blocks: Sequence[Block], number: int) -> int:
    while (before := blocks[number].repeats) is not None and before < number:
        number = before
    return number
