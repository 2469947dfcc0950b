"""Characters: which marks open and close a quotation, and which are apostrophes.

The same mark serves many ends: ’ closes a British quotation, is an apostrophe (“won’t”, “the voters’
choice”, “’tis”) and, on careless pages, opens one; straight marks do not even say which way they face.
What is told here is told from the paragraph alone, in one pass from left to right. What it does not
know: a stray mark in a paragraph with no partner may open a quotation that runs to the paragraph's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MARK = re.compile(r"''|``|[“”„‟\"‘’‚‛'`«»‹›]")
PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")

# What may close a quotation that was opened by the mark on the left.
CLOSERS = {
    "“": '”"',
    "„": '”“"',
    "‟": '”"',
    "”": '”"',
    '"': '"”',
    "''": ("''", '"'),
    "``": ("''", '"', "``"),
    "‘": "’'",
    "‚": "‘’",
    "‛": "’'",
    "’": "’'",
    "'": "'’",
    "`": "'’",
    "«": "»",
    "»": "«",
    "‹": "›",
}
REMEMBERED = 512  # paragraphs whose quotations are kept: several rooms ask about the same ones
SINGLE = frozenset("‘’‚‛'`")
# Words that begin with an apostrophe: ’tis, ’em, rock ’n’ roll, the ’90s.
ELISION = re.compile(r"(?:\d0s|\d\d\b|(?:tis|twas|em|til|cause|bout|cos|n)\b)", re.IGNORECASE)
POSSESSED = re.compile(r"[ \u00a0][^\W\d_]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The characters from an opening mark to behind its closing mark, marks included.

    ``closed`` is False where the paragraph ends first; the quotation then ends with the paragraph.
    ``mark`` is the mark that opened it.
    """

    start: int
    end: int
    mark: str
    closed: bool


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of every line of ``text`` that holds more than white space."""
    for line in PARAGRAPH.finditer(text):
        if not line.group().isspace():
            yield line.span()


@lru_cache(REMEMBERED)
def quotations(text: str, start: int = 0, end: int | None = None) -> tuple[Quotation, ...]:
    """The outermost quotations of the one paragraph ``text[start:end]``, in reading order."""
    end = len(text) if end is None else end
    marks = list(MARK.finditer(text, start, end))
    found: list[Quotation] = []
    opening: re.Match[str] | None = None
    for n, mark in enumerate(marks):
        if opening is None:
            if _opens(text, mark, start, end):
                opening = mark
        elif _closes(text, opening, marks, n, end):
            found.append(Quotation(opening.start(), mark.end(), opening.group(), closed=True))
            opening = None
        elif mark.group() == opening.group() == "“":
            # “Not closed, he said. “Next: the first one ended somewhere, nobody wrote where.
            found.append(Quotation(opening.start(), mark.start(), "“", closed=False))
            opening = mark
    if opening is not None:
        found.append(Quotation(opening.start(), end, opening.group(), closed=False))
    return tuple(found)


def _opens(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    character = mark.group()
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    if character in "“„‟‘‚‛«":
        return not (character in "‘‛" and ELISION.match(text, mark.end()))
    if character == "»" or character in "‹›":
        return False
    faces_a_word = not before.isalnum() and not after.isspace()
    if character in SINGLE:
        return faces_a_word and before not in ".,!?" and not ELISION.match(text, mark.end())
    # 6" and a closing mark without its opening one follow a letter, figure or full stop.
    return faces_a_word and before not in ".,!?"


def _closes(text: str, opening: re.Match[str], marks: list[re.Match[str]], n: int, end: int) -> bool:
    mark = marks[n]
    if mark.group() not in CLOSERS[opening.group()]:
        return False
    if opening.group() not in SINGLE:
        return True
    after = text[mark.end()] if mark.end() < end else " "
    before = text[mark.start() - 1]
    if after.isalnum() or (before.isspace() and not after.isspace()):
        return False
    if not _plural_possessive(text, mark):
        return True
    return not (_closed_later(text, marks, n, end) or _is_speech(text, opening, mark))


def _plural_possessive(text: str, mark: re.Match[str]) -> bool:
    """Could this mark belong to “the voters’ choice”?"""
    before = text[mark.start() - 1]
    return before in "sS" and bool(POSSESSED.match(text, mark.end()))


def _is_speech(text: str, opening: re.Match[str], mark: re.Match[str]) -> bool:
    """Does the quotation open its paragraph and run on? Speech closes behind a comma or full stop."""
    line = text[max(0, opening.start() - 3) : opening.start()].rsplit("\n", 1)[-1]
    return not line.strip() and text.count(" ", opening.end(), mark.start()) >= 2


def _closed_later(text: str, marks: list[re.Match[str]], n: int, end: int) -> bool:
    """Does another mark close the quotation before the next one opens?"""
    for mark in marks[n + 1 :]:
        after = text[mark.end()] if mark.end() < end else " "
        before = text[mark.start() - 1]
        if mark.group() in "‘‚‛" or (before.isspace() and not after.isspace()):
            return False
        if mark.group() in "’'" and not after.isalnum():
            return True
    return False
