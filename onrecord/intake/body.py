"""Which passages of an HTML page are the body of its article.

Trafilatura says what the body is. Its text is laid beside the passages of the page, so that what is
kept is text of the page, at a place, in the order of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from onrecord.intake import markup, repeats

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_PARTS = frozenset(
    {"p", "head", "item", "quote", "list", "row", "cell", "table", "code", "div", "body", "lb"}
)
_WORD = re.compile(r"\w+")
_MOST_PAIRS = 2_000_000
_MOST_SEARCHES = 100
_SHINGLE = 3
_COVERED = 0.6


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece of the body: the index of a passage, or text that no passage of the page has."""

    passage: int | None
    text: str


def find(tree: HtmlElement, passages: Sequence[markup.Passage], url: str | None) -> list[Kept]:
    """The body in the order of the page; empty if there is none. ``tree`` is not changed."""
    judged = _judged(tree, url)
    keys = [repeats.folded(text) for text in judged]
    there = _keys(passages)
    found = _aligned(keys, there)
    _fill(keys, there, found)
    return _ordered(judged, keys, found, passages)


def _judged(tree: HtmlElement, url: str | None) -> list[str]:
    """The texts of the blocks that trafilatura takes for the body.

    The second opinion that it takes when not in haste makes more pages worse than better, but where
    it found no structure its first answer can be the whole page in one piece.
    """
    texts = _extracted(tree, url, fast=True)
    return texts if len(texts) > 1 else _extracted(tree, url, fast=False) or texts


def _extracted(tree: HtmlElement, url: str | None, *, fast: bool) -> list[str]:
    import logging

    from trafilatura.core import bare_extraction  # slow to load: for HTML pages only

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is said by us
    document = bare_extraction(tree, url=url, include_comments=False, fast=fast)
    body = getattr(document, "body", None)
    return list(_texts(body)) if body is not None else []


def _texts(body: _Element) -> Iterator[str]:
    from lxml import etree

    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _PARTS:
            yield from _whole(pieces)
        pieces.append((element.text if event == "start" else element.tail) or "")
    yield from _whole(pieces)


def _whole(pieces: list[str]) -> Iterator[str]:
    text = " ".join("".join(pieces).split())
    pieces.clear()
    if text:
        yield text


def _keys(passages: Sequence[markup.Passage]) -> list[str]:
    """The folded texts; none for a copy in the page's furniture of what also stands elsewhere."""
    keys = [repeats.folded(passage.text) for passage in passages]
    furniture = [not passage.labels.isdisjoint(("chrome", "hidden", "aside")) for passage in passages]
    outside = {key for key, inside in zip(keys, furniture, strict=True) if not inside}
    return ["" if inside and key in outside else key for key, inside in zip(keys, furniture, strict=True)]


def _aligned(judged: Sequence[str], there: Sequence[str]) -> dict[int, list[int]]:
    """Judged text → passages, where both are the same and in the same order."""
    if len(judged) * len(there) > _MOST_PAIRS:
        return _greedily(judged, there)
    matcher = SequenceMatcher(None, judged, there, autojunk=False)
    return {
        match.a + step: [match.b + step]
        for match in matcher.get_matching_blocks()
        for step in range(match.size)
        if judged[match.a + step]
    }


def _greedily(judged: Sequence[str], there: Sequence[str]) -> dict[int, list[int]]:
    """The next passage with the same text, for pages so long that all pairs are too many."""
    places: dict[str, list[int]] = {}
    for index in range(len(there) - 1, -1, -1):
        places.setdefault(there[index], []).append(index)
    found: dict[int, list[int]] = {}
    last = -1
    for index, key in enumerate(judged):
        waiting = places.get(key, [])
        while waiting and waiting[-1] <= last:
            waiting.pop()
        if key and waiting:
            last = waiting.pop()
            found[index] = [last]
    return found


def _fill(judged: Sequence[str], there: Sequence[str], found: dict[int, list[int]]) -> None:
    """Find passages for what was judged but not found: line breaks and links part texts differently."""
    taken = {place for places in found.values() for place in places}
    following = _following(len(judged), len(there), found)
    last, searches = -1, 0
    for index, key in enumerate(judged):
        if index in found:
            last = found[index][-1]
            continue
        places = _covering(key, there, last, following[index], taken)
        if not places and key.count(" ") >= _SHINGLE and searches < _MOST_SEARCHES:
            searches += 1
            places = _holding(key, there)
        if places:
            found[index] = places
            taken.update(places)
            last = max(last, places[-1])


def _holding(key: str, there: Sequence[str]) -> list[int]:
    """The passages anywhere in the page that hold ``key``, or hold a part of it that is not too short."""
    held = (
        place
        for place, text in enumerate(there)
        if text and (key in text or (text in key and text.count(" ") >= _SHINGLE))
    )
    return list(held)


def _following(count: int, end: int, found: dict[int, list[int]]) -> list[int]:
    """For each judged text the first passage that belongs to a later one."""
    bounds = [end] * count
    for index in range(count - 2, -1, -1):
        bounds[index] = found[index + 1][0] if index + 1 in found else bounds[index + 1]
    return bounds


def _covering(key: str, there: Sequence[str], last: int, end: int, taken: set[int]) -> list[int]:
    """The passages from ``last`` to ``end`` that share most of their words with ``key``, or hold it.

    One that is taken already may hold it too: the lines of a paragraph with line breaks are judged
    one by one.
    """
    if last >= 0 and key in there[last]:
        return [last]
    own = _shingles(key)
    window = (place for place in range(last + 1, end) if there[place] and place not in taken)
    return [place for place in window if _shares(key, own, there[place])]


def _shares(key: str, own: set[tuple[str, ...]], text: str) -> bool:
    if text in key or (key in text and len(key) > 3):
        return True
    other = _shingles(text)
    shorter = min(len(own), len(other))
    return shorter > 1 and len(own & other) >= _COVERED * shorter


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text)
    return set(zip(*(words[step:] for step in range(_SHINGLE)), strict=False))


def _ordered(
    judged: Sequence[str],
    keys: Sequence[str],
    found: dict[int, list[int]],
    passages: Sequence[markup.Passage],
) -> list[Kept]:
    """Passages once each in the order of the page; what is in none behind what it was judged to follow."""
    behind: dict[int, list[str]] = {}
    chosen: set[int] = set()
    last = -1
    for index, text in enumerate(judged):
        places = found.get(index)
        if places:
            chosen.update(places)
            last = places[-1]
        elif keys[index]:
            behind.setdefault(last, []).append(text)
    kept = [Kept(None, text) for text in behind.get(-1, [])]
    for place in sorted(chosen):
        kept.append(Kept(place, passages[place].text))
        kept += [Kept(None, text) for text in behind.get(place, [])]
    return kept
