"""From characters to what the encoder reads: word pieces, a feature for each, and windows of them.

The encoder is uncased and was made for single sentences, so each word carries a feature of its own:
how it is written (letter case), whether it stands inside quotation marks, whether it begins a block.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from onrecord.text import quotations

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

Number = TypeVar("Number", bound=np.integer)
WINDOW = 254  # pieces, without the two marks that open and close a window
FEATURES = 16  # letter case (4) × inside a quotation (2) × first word of its block (2)
CASES = 4
OPENS, CLOSES = 101, 102  # [CLS] and [SEP] of the encoder's vocabulary


@dataclass(frozen=True)
class Pieces:
    """The p pieces of n words, all of one text.

    ``ids`` int64 (p,) of the encoder's vocabulary; ``features`` int64 (p,), from 0 to ``FEATURES`` - 1,
    the same for all pieces of a word; ``firsts`` int32 (n + 1,), the first piece of each word, then p;
    ``starts`` and ``ends`` int32 (n,) in code points; ``blocks`` int32 (n,), the block of each word;
    ``ends_sentence`` bool (n,).
    """

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    firsts: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    blocks: NDArray[np.int32]
    ends_sentence: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Window:
    """The words ``start`` to ``end`` (exclusive) of some Pieces: as many as the encoder reads at once."""

    start: int
    end: int


def pieces(tokenizer: Tokenizer, text: str, blocks: Sequence[tuple[int, int, int]]) -> Pieces:
    """The pieces of ``blocks``: start and end in ``text``, and the number that each is known by."""
    encodings = tokenizer.encode_batch(
        [text[start:end] for start, end, _ in blocks], add_special_tokens=False
    )
    sizes = [len(encoding) for encoding in encodings]
    ids = _flat((encoding.ids for encoding in encodings), np.int64)
    in_block = _flat((encoding.word_ids for encoding in encodings), np.int32)
    edges = (chain.from_iterable(encoding.offsets) for encoding in encodings)
    offsets = _flat(edges, np.int32).reshape(-1, 2)
    begins, _, numbers = np.array(blocks, dtype=np.int32).reshape(-1, 3).T
    block = np.repeat(np.arange(len(blocks)), sizes)
    is_first = (np.diff(in_block, prepend=-1) != 0) | (np.diff(block, prepend=-1) != 0)
    first = np.flatnonzero(is_first)
    firsts = np.append(first, len(ids)).astype(np.int32)
    offsets += begins[block][:, None]
    starts, ends = offsets[first, 0], offsets[firsts[1:] - 1, 1]
    number = numbers[block[first]]
    features = _features(text, starts, ends, number, blocks)
    return Pieces(
        ids=ids,
        features=np.repeat(features, np.diff(firsts)),
        firsts=firsts,
        starts=starts,
        ends=ends,
        blocks=number,
        ends_sentence=np.isin(ids[first], _sentence_ends(tokenizer)),
    )


def _flat(parts: Iterable[Iterable[int | None]], kind: type[Number]) -> NDArray[Number]:
    return np.fromiter(chain.from_iterable(parts), dtype=kind)


def _sentence_ends(tokenizer: Tokenizer) -> list[int]:
    return [number for mark in ".!?" if (number := tokenizer.token_to_id(mark)) is not None]


def _features(
    text: str,
    starts: NDArray[np.int32],
    ends: NDArray[np.int32],
    numbers: NDArray[np.int32],
    blocks: Sequence[tuple[int, int, int]],
) -> NDArray[np.int64]:
    begins = np.diff(numbers, prepend=-1) != 0
    quoted = _inside_quotations(text, starts, blocks)
    features = _letter_case(text, starts, ends) + CASES * quoted + 2 * CASES * begins
    return np.asarray(features, dtype=np.int64)


def _letter_case(text: str, starts: NDArray[np.int32], ends: NDArray[np.int32]) -> NDArray[np.int64]:
    """0 no capital, 1 the first letter only, 2 all letters of two or more, 3 any other mixture."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    known, which = np.unique(codes, return_inverse=True)
    capital = np.array([chr(code).isupper() for code in known], dtype=bool)[which]
    letter = np.array([chr(code).isalpha() for code in known], dtype=bool)[which]
    capitals = np.concatenate([[0], np.cumsum(capital)])
    letters = np.concatenate([[0], np.cumsum(letter)])
    count, total = capitals[ends] - capitals[starts], letters[ends] - letters[starts]
    first_only = (count == 1) & capital[starts] if len(starts) else count == 1
    every = (count == total) & (count > 1)
    return np.select([count == 0, first_only, every], [0, 1, 2], 3)


def _inside_quotations(
    text: str, starts: NDArray[np.int32], blocks: Sequence[tuple[int, int, int]]
) -> NDArray[np.bool_]:
    edges = [
        (quotation.start, quotation.end)
        for start, end, _ in blocks
        for quotation in quotations(text, start, end)
    ]
    if not edges:
        return np.zeros(len(starts), dtype=bool)
    opened, closed = np.array(edges).T
    latest = np.searchsorted(opened, starts, side="right") - 1
    return np.asarray((latest >= 0) & (starts < closed[latest]), dtype=np.bool_)


def windows(of: Pieces, *, limit: int = WINDOW, after: Collection[int] = ()) -> Iterator[Window]:
    """Cuts the words into windows of at most ``limit`` pieces: behind the blocks numbered in ``after``,
    else between blocks where that is possible, else between sentences, else between words. A word of
    more pieces than the limit has a window of its own, which the encoder reads from the front.
    """
    edges = np.flatnonzero(np.isin(of.blocks[:-1], list(after)) & (np.diff(of.blocks) != 0)) + 1
    start = 0
    for end in (*edges.tolist(), len(of.starts)):
        yield from _windows(of, start, end, limit)
        start = end


def _windows(of: Pieces, start: int, total: int, limit: int) -> Iterator[Window]:
    begins = np.flatnonzero(np.diff(of.blocks, prepend=-1))
    after_sentence = np.flatnonzero(of.ends_sentence) + 1
    while start < total:
        room = int(np.searchsorted(of.firsts, of.firsts[start] + limit, side="right")) - 1
        end = total if room >= total else _last_cut(start, room, begins, after_sentence)
        yield Window(start, end)
        start = end


def _last_cut(start: int, room: int, begins: NDArray[np.intp], after_sentence: NDArray[np.intp]) -> int:
    for cuts in (begins, after_sentence):
        cut = int(np.searchsorted(cuts, room, side="right")) - 1
        if cut >= 0 and cuts[cut] > start:
            return int(cuts[cut])
    return max(room, start + 1)


@dataclass(frozen=True)
class WindowInput:
    """What the encoder is given for one window: m pieces with the two marks around them, k words.

    ``ids`` and ``features`` are int64 (m,), ``firsts`` int64 (k,): where in ``ids`` each word begins.
    """

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    firsts: NDArray[np.int64]


def window_input(of: Pieces, window: Window, *, limit: int = WINDOW) -> WindowInput:
    """The arrays of one window. Pieces beyond ``limit`` (one overlong word) are left out."""
    low = int(of.firsts[window.start])
    high = min(int(of.firsts[window.end]), low + limit)
    ids, features = np.empty(high - low + 2, np.int64), np.zeros(high - low + 2, np.int64)
    ids[0], ids[1:-1], ids[-1] = OPENS, of.ids[low:high], CLOSES
    features[1:-1] = of.features[low:high]
    firsts = of.firsts[window.start : window.end].astype(np.int64)
    return WindowInput(ids, features, firsts - (low - 1))
