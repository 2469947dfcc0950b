"""The same text with other quotation marks, so that the model learns no single style of them.

Only single characters are exchanged, so that every offset stays what it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.text import paragraphs, quotations

INNER = re.compile(r"(?<!\w)[‘'“\"](?=\S)[^‘“”\"\n]*?(?<=\S)[’'”\"](?!\w)")
CURLY = {"‘": "'", "’": "'", "“": '"', "”": '"'}


@dataclass(frozen=True, slots=True)
class Style:
    """The four marks of a style: outer and inner, opening and closing; straight apostrophes or not."""

    outer: str
    inner: str
    straight: bool


AMERICAN = Style("“”", "‘’", straight=False)
BRITISH = Style("‘’", "“”", straight=False)
STRAIGHT_DOUBLE = Style('""', "''", straight=True)
STRAIGHT_SINGLE = Style("''", '""', straight=True)
STYLES = (AMERICAN, BRITISH, STRAIGHT_DOUBLE, STRAIGHT_SINGLE)


def restyled(text: str, style: Style) -> str:
    """``text`` with its quotation marks in ``style``; as long as before, mark for mark."""
    characters = list(text)
    for start, end in paragraphs(text):
        for quotation in quotations(text, start, end):
            if len(quotation.mark) != 1:
                continue
            inner_end = quotation.end - 1 if quotation.closed else quotation.end
            for inner in INNER.finditer(text, quotation.start + 1, inner_end):
                characters[inner.start()] = style.inner[0]
                characters[inner.end() - 1] = style.inner[1]
            characters[quotation.start] = style.outer[0]
            if quotation.closed:
                characters[quotation.end - 1] = style.outer[1]
    if style.straight:
        characters = [CURLY.get(character, character) for character in characters]
    return "".join(characters)
