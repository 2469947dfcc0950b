"""Which blocks of an article print an earlier block again.

Two blocks are the same where they differ in nothing but quotation marks, dashes, letter case, white
space and closing punctuation. A caption also repeats a block that has nearly its words: pages print
"Sir Keir tried to …" and, under the picture, "Keir Starmer tried to …".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from onrecord.intake import forms
from onrecord.model import Role

_FOLDED = (
    {mark: "'" for mark in '‘’‚‛′`´“”„‟″"«»‹›'} | {dash: "-" for dash in "‐‑‒–—―−"} | {"…": "...", "\xad": ""}
)
_MARK = re.compile(f"[{''.join(_FOLDED)}]")
_FRINGE = " '.!?,;:-"
_WORD = re.compile(r"\w+")
_SHORTEST = 4
_SHORTEST_NEAR = 8
_SHORTEST_CAPTION = 3
_NEAR = 0.85
_LOOK_BACK = 200
_NOT_FAR = 12
_LONGEST = 600
_REMEMBERED = 512  # folded texts: each block of an article is folded for several questions


@lru_cache(_REMEMBERED)
def folded(text: str) -> str:
    """``text`` without the differences that make no other sentence of it."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", _marks_folded(text))
    return " ".join(_marks_folded(plain).replace("''", "'").casefold().split()).strip(_FRINGE)


def _marks_folded(text: str) -> str:
    return _MARK.sub(lambda mark: _FOLDED[mark.group()], text)


def find(texts: Sequence[str], roles: Sequence[Role]) -> list[int | None]:
    """For each text the index of the nearest earlier one that it prints again, or None.

    Texts of fewer than four words repeat nothing unless they are captions, headlines or bylines: "Yes." is
    said twice in an interview.
    """
    seen: dict[str, int] = {}
    found: list[int | None] = []
    words: list[Counter[str] | None] = []
    for index, (text, role) in enumerate(zip(texts, roles, strict=True)):
        key = folded(text)
        earlier = (
            seen.get(key)
            if role in ("caption", "headline", "byline") or key.count(" ") >= _SHORTEST - 1
            else None
        )
        words.append(None)
        if earlier is None and role == "caption":
            earlier = _nearest(index, texts, words)
        found.append(earlier)
        if key:
            seen[key] = index
    return found


def captions(texts: Sequence[str], roles: Sequence[Role]) -> list[int]:
    """The indices of body texts that are captions by their repetition alone.

    These are lines without closing punctuation that stand twice in a row, or that have nearly the
    words of a paragraph of the body not far above them.
    """
    opened = ["" if len(text) > _LONGEST or forms.is_closed(text) else text for text in texts]
    keys = [folded(text) for text in opened]
    found = []
    for index, key in enumerate(keys):
        if key.count(" ") < _SHORTEST_CAPTION - 1 or roles[index] != "body":
            continue
        beside = keys[max(0, index - 1) : index] + keys[index + 1 : index + 2]
        if key in beside or (index > 1 and _retells(index, texts, roles)):
            found.append(index)
    return found


def _retells(index: int, texts: Sequence[str], roles: Sequence[Role]) -> bool:
    text = texts[index]
    if text.count(" ") < _SHORTEST_NEAR - 1:
        return False
    own = _counted(text)
    above = range(max(0, index - _NOT_FAR), index)
    return any(roles[earlier] == "body" and _near(own, _counted(texts[earlier])) for earlier in above)


def _nearest(index: int, texts: Sequence[str], words: list[Counter[str] | None]) -> int | None:
    own = _counted(texts[index])
    for earlier in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
        counted = words[earlier]
        if counted is None:
            counted = words[earlier] = _counted(texts[earlier])
        if _near(own, counted):
            return earlier
    return None


def _counted(text: str) -> Counter[str]:
    return Counter(_WORD.findall(folded(text)))


def _near(one: Counter[str], other: Counter[str]) -> bool:
    total, shorter = one.total() + other.total(), min(one.total(), other.total())
    if shorter < _SHORTEST_NEAR or 2 * shorter < _NEAR * total:
        return False
    return 2 * (one & other).total() >= _NEAR * total
