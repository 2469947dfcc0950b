"""Plain text to blocks: where the paragraphs are, and what each is by its form.

A text may put a blank line between paragraphs or not, and may break its lines at a margin or not.
Whether it does is told from the lines: a break was made at a margin where the first word of the next
line would not have fitted. Only form speaks here: what a line means is not known.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.intake import dates, forms, repeats
from onrecord.model import Block, Role

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_ITEM = re.compile(r"(?:[-*•·‣▪–—]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t\xa0]+\S")
_SPACE = " \t"
_MARGIN = 100
_MARGIN_SHARE = 0.8
_VERSE = 60
_FRONT = 8
_OPENING = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“”"}
_HEADLINE = 250
_HEADING_WORDS = 12
_CLOSED_HEADLINE_WORDS = 16


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of plain text: its characters without the white space around them."""

    start: int
    end: int
    text: str
    indent: int = 0
    lines: int = 1

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.text.count(" ") + self.text.count("\n") + 1

    @property
    def is_closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return forms.is_closed(self.text)


def blocks(text: str, headline: str | None = None) -> tuple[Block, ...]:
    """The blocks of a plain text, with roles and repeats; ``headline`` if it is known from elsewhere.

    A text whose headline is known begins with its body, unless the headline stands there too.
    """
    pieces = list(paragraphs(text))
    roles = _roles(pieces)
    if headline is not None:
        known = repeats.folded(headline)
        for index, piece in enumerate(pieces[:_FRONT]):
            if roles[index] == "headline" and piece.is_closed and repeats.folded(piece.text) != known:
                roles[index] = "body"
    earlier = repeats.find([piece.text for piece in pieces], roles)
    rows = zip(pieces, roles, earlier, strict=True)
    return tuple(Block(role, piece.start, piece.end, repeated) for piece, role, repeated in rows)


def lines(text: str) -> int:
    """How many lines with anything on them ``text`` has, white space counted."""
    return sum(1 for _ in _LINE.finditer(text))


def published(text: str, found: Sequence[Block]) -> str | None:
    """The date that a dateline of ``text`` gives, or None."""
    lines = (text[block.start : block.end] for block in found if block.role == "dateline")
    return next((day for day in map(dates.iso, lines) if day), None)


def paragraphs(text: str) -> Iterator[Piece]:
    """The paragraphs of ``text`` in order."""
    groups = list(_groups(text))
    margin = _margin(groups)
    for group in groups:
        for lines in _split(group, margin):
            yield _joined(text, lines)


def _groups(text: str) -> Iterator[list[Piece]]:
    """Runs of lines with no blank line between them."""
    group: list[Piece] = []
    last = 0
    for found in _LINE.finditer(text):
        line = found.group()
        stripped = line.strip()
        gap = text[last : found.start()]
        last = found.end()
        if group and (not stripped or len(gap.replace("\r\n", "\n")) > 1):
            yield group
            group = []
        if stripped:
            indent = len(line) - len(line.lstrip())
            # A no-break space at the end was typed by somebody: it stays in the block.
            group.append(
                Piece(found.start() + indent, found.start() + len(line.rstrip(_SPACE)), stripped, indent)
            )
    if group:
        yield group


def _margin(groups: Sequence[Sequence[Piece]]) -> int | None:
    """The width at which the lines were broken, or None if they were not."""
    broken = [group for group in groups if len(group) > 1]
    if not broken:
        return None
    width = max(line.indent + len(line.text) for group in broken for line in group)
    pairs = (pair for group in broken for pair in itertools.pairwise(group))
    breaks = [(line, after) for line, after in pairs if not _ITEM.match(after.text)]
    full = sum(_is_full(line, after, width) for line, after in breaks)
    if width > _MARGIN or width < 30 or len(breaks) < 2 or full < _MARGIN_SHARE * len(breaks):
        return None
    return width


def _is_full(line: Piece, after: Piece, width: int) -> bool:
    """Whether the first word of the next line would not have fitted; editors differ by a few columns."""
    word = after.text.split(None, 1)[0]
    return line.indent + len(line.text) + 1 + len(word) > width - 4


def _split(group: list[Piece], margin: int | None) -> Iterator[list[Piece]]:
    if len(group) > 1 and margin is None and _is_verse(group):
        yield group
        return
    lines = [group[0]]
    for line, after in itertools.pairwise(group):
        if margin is None or _parts(lines[0], line, after, margin):
            yield lines
            lines = []
        lines.append(after)
    yield lines


def _parts(first: Piece, line: Piece, after: Piece, margin: int) -> bool:
    """Whether a paragraph ends between two lines of a text that is broken at a margin."""
    if _ITEM.match(after.text) or repeats.folded(line.text) == repeats.folded(after.text):
        return True
    if not _is_full(line, after, margin) and (forms.authors(line.text) or forms.is_dateline(line.text)):
        return True
    # The lines of an item hang below its first word; those of a paragraph do not.
    deeper = after.indent >= line.indent + 2 and not _ITEM.match(first.text)
    return deeper or (line.is_closed and not _is_full(line, after, margin))


def _is_verse(group: Sequence[Piece]) -> bool:
    """Three short lines or more, few of which end a sentence: a poem, an address, lines of a song."""
    if len(group) < 3 or any(len(line.text) > _VERSE or _ITEM.match(line.text) for line in group):
        return False
    folded = [repeats.folded(line.text) for line in group]
    if any(one == other for one, other in itertools.pairwise(folded)):
        return False
    return sum(line.is_closed for line in group) <= len(group) // 3


def _joined(text: str, lines: Sequence[Piece]) -> Piece:
    start, end = lines[0].start, lines[-1].end
    return Piece(start, end, text[start:end].rstrip(), min(line.indent for line in lines), len(lines))


def _roles(pieces: Sequence[Piece]) -> list[Role]:
    roles = [_by_form(piece) for piece in pieces]
    for index in repeats.captions([piece.text for piece in pieces], roles):
        roles[index] = "caption"
    first_body = _front(pieces, roles)
    _headings(pieces, roles, first_body)
    _quotations(pieces, roles)
    return roles


def _by_form(piece: Piece) -> Role:
    if len(piece.text) > _HEADLINE or piece.lines > 2:
        return "body"
    if forms.is_other(piece.text):
        return "other"
    if forms.is_dateline(piece.text):
        return "dateline"
    return "caption" if not piece.is_closed and forms.is_caption(piece.text) else "body"


def _front(pieces: Sequence[Piece], roles: list[Role]) -> int:
    """Give roles to what stands before the first paragraph of the body; the index of that one."""
    if len(pieces) < 2:
        return 0
    first_body = _first_body(pieces)
    bylines = [i for i in range(min(first_body + 1, len(pieces))) if forms.authors(pieces[i].text)]
    for index in bylines:
        roles[index] = "byline"
    titles = [i for i in range(first_body) if roles[i] in ("body", "caption") and i not in bylines]
    if not titles:
        return first_body
    if len(titles) > 1 and _is_outlet(pieces, titles):
        roles[titles.pop(0)] = "outlet"
    headline = titles.pop(0)
    roles[headline] = "headline"
    for index in titles:
        _second_title(pieces, roles, headline, index)
    return first_body


def _is_outlet(pieces: Sequence[Piece], titles: Sequence[int]) -> bool:
    """A first line of a few words is the outlet where a longer line, which can be the headline, follows."""
    first, second = pieces[titles[0]], pieces[titles[1]]
    if titles[0] != 0 or first.is_closed or repeats.folded(first.text) == repeats.folded(second.text):
        return False
    if forms.is_outlet(first.text):
        return True
    return first.words <= 4 and second.words > 2 * first.words and len(first.text) <= 40


def _second_title(pieces: Sequence[Piece], roles: list[Role], headline: int, index: int) -> None:
    piece = pieces[index]
    if repeats.folded(piece.text) == repeats.folded(pieces[headline].text):
        roles[index] = "headline"
    elif roles[index] == "body" and forms.is_outlet(piece.text):
        roles[index] = "outlet"
    elif roles[index] == "body":
        roles[index] = "standfirst"


def _first_body(pieces: Sequence[Piece]) -> int:
    """The index of the first block that is a paragraph of the body, not a line of the front matter."""
    front = 0
    for index, piece in enumerate(pieces[:_FRONT]):
        line = piece.text
        if forms.is_dateline(line) or forms.authors(line):
            front = index + 1
        elif not _is_title(pieces, index) and not _stands_before_byline(pieces, index):
            break
        elif index + 1 < len(pieces):
            front = index + 1
    return front


def _is_title(pieces: Sequence[Piece], index: int) -> bool:
    piece = pieces[index]
    if len(piece.text) > _HEADLINE or piece.lines > 3 or _ITEM.match(piece.text) or piece.text[0] == ">":
        return False
    if not piece.is_closed:
        return piece.text[-1] not in ":,"
    # Some archives put a full stop behind every headline.
    longest = max((len(later.text) for later in pieces[index + 1 : index + 4]), default=0)
    return (
        index == 0
        and piece.words <= _CLOSED_HEADLINE_WORDS
        and longest > len(piece.text)
        and not _is_said(piece.text)
    )


def _is_said(text: str) -> bool:
    """Whether the whole of ``text`` is in quotation marks, or in marks that do not close."""
    return text[0] in _OPENING and not any(mark in text[2:-2] for mark in _OPENING[text[0]])


def _stands_before_byline(pieces: Sequence[Piece], index: int) -> bool:
    """A closed sentence between headline and byline is the standfirst."""
    return (
        0 < index < 4
        and len(pieces[index].text) <= 400
        and any(
            forms.authors(piece.text) or forms.is_dateline(piece.text)
            for piece in pieces[index + 1 : index + 3]
        )
    )


def _headings(pieces: Sequence[Piece], roles: list[Role], first_body: int) -> None:
    """A short open line over a longer paragraph of the body is a heading."""
    for index in range(first_body + 1, len(pieces) - 1):
        both_body = roles[index] == "body" and roles[index + 1] == "body"
        if both_body and _may_head(pieces[index]) and _may_follow(pieces[index + 1], pieces[index]):
            roles[index] = "heading"


def _may_head(piece: Piece) -> bool:
    if piece.lines > 1 or piece.words > _HEADING_WORDS or len(piece.text) > 80 or piece.is_closed:
        return False
    opens = piece.text[0].isupper() or piece.text[0].isdigit()
    return opens and piece.text[-1] not in ":,;-–—" and not _ITEM.match(piece.text)


def _may_follow(piece: Piece, heading: Piece) -> bool:
    return len(piece.text) > 1.5 * len(heading.text) and (piece.is_closed or piece.text[-1] == ":")


def _quotations(pieces: Sequence[Piece], roles: list[Role]) -> None:
    """Paragraphs set in from the others, or marked with ">", are block quotations."""
    body = [index for index, role in enumerate(roles) if role == "body"]
    indented = [index for index in body if pieces[index].indent >= 2 and not _ITEM.match(pieces[index].text)]
    if len(indented) > len(body) / 3:
        indented = []
    for index in {*indented, *(index for index in body if pieces[index].text.startswith(">"))}:
        roles[index] = "quote"
