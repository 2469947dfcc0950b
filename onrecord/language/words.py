"""From an Article to its words as the model sees them, one window after another.

Windows of several articles run side by side in threads; results come in the order of the articles.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from onrecord.language.models import Model, Scores
from onrecord.language.pieces import Pieces, WindowInput, pieces, window_input, windows
from onrecord.language.tagging import Transitions, best_tags, chances
from onrecord.model import Article, Block, Role, Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

READ: frozenset[Role] = frozenset(("headline", "standfirst", "body", "heading", "caption", "quote"))
# “Bridge to close, she says” would lend its verb to the first sentence of the body.
APART: frozenset[Role] = frozenset(("headline",))
AHEAD = 4  # windows that wait for each thread, so that none runs dry
TOGETHER = 96  # windows that are read in one go where there is one thread: about two seconds


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
            yield from _collected(group, load)
            group = []
    yield from _collected(group, load)


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
            yield from _collected([waiting.popleft()], load)
    yield from (each for pending in waiting for each in _collected([pending], load))


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
    of, inputs = prepared(article, model)
    return Pending(of, [run(partial(model.read, each)) for each in inputs])


def prepared(article: Article, model: Model) -> tuple[Pieces, list[WindowInput]]:
    """The pieces of an article, and the windows of them that the model reads."""
    of = pieces(model.tokenizer, article.text, readable(article.blocks))
    cuts = [number for number, block in enumerate(article.blocks) if block.role in APART]
    return of, [window_input(of, window) for window in windows(of, after=cuts)]


def _collected(group: Sequence[Pending | None], load: Callable[[], Model]) -> list[Words | None]:
    """The words of a few articles, tagged in one walk."""
    read = [(pending, _joined(pending, load())) for pending in group if pending is not None]
    made = iter(_tagged(read, load().transitions) if read else ())
    return [None if pending is None else next(made) for pending in group]


def _joined(pending: Pending, model: Model) -> Scores:
    """The scores of an article's windows, one behind the other."""
    parts = [scores() for scores in pending.scores] or [model.no_scores]
    return Scores(
        tags=np.concatenate([part.tags for part in parts]),
        vectors=np.concatenate([part.vectors for part in parts]),
        none=np.concatenate([part.none for part in parts]),
    )


def _tagged(read: Sequence[tuple[Pending, Scores]], transitions: Transitions) -> list[Words]:
    sizes = [len(pending.pieces.blocks) for pending, _ in read]
    article = np.repeat(np.arange(len(read)), sizes)
    blocks = np.concatenate([pending.pieces.blocks for pending, _ in read])
    # Blocks are numbered anew, so that the last of an article and the first of the next stay apart.
    changes = (np.diff(blocks, prepend=-1) != 0) | (np.diff(article, prepend=-1) != 0)
    scores = np.concatenate([scores.tags for _, scores in read])
    tags = best_tags(scores, np.cumsum(changes, dtype=np.int32), transitions)
    parts = np.split(tags, np.cumsum(sizes)[:-1])
    return [_words(p.pieces, scores, part) for (p, scores), part in zip(read, parts, strict=True)]


def _words(of: Pieces, scores: Scores, tags: NDArray[np.int8]) -> Words:
    return Words(
        starts=of.starts,
        ends=of.ends,
        blocks=of.blocks,
        tags=tags,
        chances=chances(scores.tags, tags),
        vectors=scores.vectors,
        none=scores.none,
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
