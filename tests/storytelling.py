"""Small articles and attributions for tests, made from literal strings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Article, Attribution, Block, Role, Span, Speaker
from onrecord.statements.speakers import speakers


def article(text: str, roles: Sequence[Role] = ()) -> Article:
    """Each line of a text as a block; a line that was there before repeats it."""
    blocks: list[Block] = []
    lines: dict[str, int] = {}
    for number, match in enumerate(re.finditer(r"[^\n]+", text)):
        role: Role = roles[number] if roles else "body"
        blocks.append(Block(role, match.start(), match.end(), lines.get(match.group())))
        lines.setdefault(match.group(), number)
    return Article("a", text, tuple(blocks))


def find(text: str, words: str | None, near: Span) -> tuple[Span, ...]:
    """Where words stand in a text: the place nearest to another span; nowhere for None."""
    if words is None:
        return ()
    edge = r"(?<!\w)" if words[0].isalnum() else ""
    starts = [match.start() for match in re.finditer(edge + re.escape(words) + r"(?!\w)", text)]
    start = min(starts, key=lambda at: near.start - at if at < near.start else at - near.end)
    return (Span.of(text, start, start + len(words)),)


def attribution(text: str, source: str | None, cue: str | None, content: str) -> Attribution:
    """An attribution by the strings of its spans; the content has to stand in the text once."""
    start = text.index(content)
    span = Span.of(text, start, start + len(content))
    return Attribution((span,), find(text, cue, span), find(text, source, span), 1.0)


def read(text: str, *statements: tuple[str | None, str | None, str]) -> tuple[Speaker, ...]:
    """The speakers of statements, each given as source, cue and content."""
    return speakers(article(text), [attribution(text, *one) for one in statements])


def who(text: str, source: str | None, cue: str | None, content: str) -> str | None:
    """The name of the one who says something."""
    (speaker,) = read(text, (source, cue, content))
    return speaker.name
