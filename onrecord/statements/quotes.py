"""What quotation marks say of a statement: direct, mixed or indirect, and where a quotation goes on.

A quotation over several paragraphs opens again at each and closes once, at the end of the last; all of
it is one statement (any English style guide; the British page this began with does so four times).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Article, Attribution, Block, Kind, Span
from onrecord.statements.turns import turns
from onrecord.text import Quotation, quotations

WORD = re.compile(r"\w+")
PROSE = frozenset(("body", "quote"))


class Quotations:
    """All quotations of an article, block by block, and what is somebody's words without any marks:
    block quotations and the turns of a conversation.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self.by_block = [quotations(article.text, b.start, b.end) for b in article.blocks]
        self.every = [each for found in self.by_block for each in found]
        self.starts = [each.start for each in self.every]
        self.block_starts = [block.start for block in article.blocks]
        self.turns = turns(article)
        unmarked = [(block.start, block.end) for block in article.blocks if block.role == "quote"]
        self.unmarked = sorted(
            [*unmarked, *(piece for turn in self.turns if turn.quoted for piece in turn.content)]
        )

    def around(self, position: int) -> Quotation | None:
        """The quotation that holds the character at ``position``."""
        n = bisect_right(self.starts, position) - 1
        return self.every[n] if n >= 0 and position < self.every[n].end else None

    def is_quoted(self, position: int) -> bool:
        """Does the character at ``position`` stand in a quotation, marked or not?"""
        if self.around(position):
            return True
        n = bisect_right(self.unmarked, (position, len(self.article.text))) - 1
        return n >= 0 and position < self.unmarked[n][1]

    def block_of(self, position: int) -> int:
        """The number of the block that holds ``position``."""
        return max(0, bisect_right(self.block_starts, position) - 1)

    def kind(self, content: Sequence[Span]) -> Kind:
        """Direct if all words of the content are quoted, mixed if some are."""
        inside = outside = False
        for span in content:
            if not self._touches(span):
                outside = True
                continue
            for word in WORD.finditer(self.article.text, span.start, span.end):
                quoted = self.is_quoted(word.start())
                inside, outside = inside or quoted, outside or not quoted
        if not inside:
            return "indirect"
        return "mixed" if outside else "direct"

    def _touches(self, span: Span) -> bool:
        """Does any quotation, marked or not, reach into the span?"""
        n = bisect_right(self.starts, span.end - 1) - 1
        m = bisect_right(self.unmarked, (span.end - 1, len(self.article.text))) - 1
        marked = n >= 0 and self.every[n].end > span.start
        return marked or (m >= 0 and self.unmarked[m][1] > span.start)

    def goes_on(self, number: int) -> tuple[int, Quotation] | None:
        """The block and quotation in which an unclosed last quotation of a block goes on."""
        found = self.by_block[number]
        if not found or found[-1].closed:
            return None
        for later in range(number + 1, len(self.article.blocks)):
            block = self.article.blocks[later]
            if block.role not in PROSE or block.repeats is not None:
                continue
            first = self.by_block[later][0] if self.by_block[later] else None
            return (later, first) if first and self._opens(block, first, found[-1]) else None
        return None

    def _opens(self, block: Block, first: Quotation, before: Quotation) -> bool:
        lead = self.article.text[block.start : first.start]
        return first.mark == before.mark and not lead.strip()


def inner(quotation: Quotation) -> tuple[int, int]:
    """The characters of a quotation without its marks."""
    width = len(quotation.mark)
    end = quotation.end - width if quotation.closed else quotation.end
    return quotation.start + width, max(quotation.start + width, end)


def continued(
    article: Article, attributions: Sequence[Attribution], marks: Quotations
) -> tuple[Attribution, ...]:
    """The attributions with each quotation that goes on over paragraphs made one.

    A paragraph that names a speaker of its own for the quotation that it opens with keeps it; what the
    model otherwise made of a continuation goes to the statement that goes on.
    """
    taken: dict[int, list[Quotation]] = {}
    for n, attribution in enumerate(attributions):
        later = _continuation(attribution, marks, attributions)
        if later and not any(quotation in others for others in taken.values() for quotation in later):
            taken[n] = later
    found = []
    for n, attribution in enumerate(attributions):
        mine = taken.get(n, [])
        lost = [quotation for others in taken.values() if others is not mine for quotation in others]
        left = [piece for piece in attribution.content if not _lies_in(piece, lost)]
        if mine or len(left) < len(attribution.content):
            whole = [_trimmed(article, *inner(quotation)) for quotation in mine]
            if mine and left and left[-1] is attribution.content[-1]:
                # What goes on later goes on to the end of its own paragraph, too.
                left[-1] = _trimmed(article, left[-1].start, _open_end(left[-1], marks))
            attribution = replace(attribution, content=_merged(article, [*left, *whole]))
        if attribution.content:
            found.append(_whole_blocks(article, attribution, marks))
    return tuple(sorted(found, key=lambda each: each.content))


def _open_end(piece: Span, marks: Quotations) -> int:
    """Where the unclosed quotation that a piece stands in ends."""
    return marks.by_block[marks.block_of(piece.start)][-1].end


def _whole_blocks(article: Article, attribution: Attribution, marks: Quotations) -> Attribution:
    """A block quotation is one statement to its end, unless something in it is attributed anew."""
    last = attribution.content[-1]
    number = marks.block_of(last.start)
    block = article.blocks[number]
    cue_inside = any(block.start <= cue.start < block.end for cue in attribution.cue)
    if block.role != "quote" or cue_inside or last.start > block.start + 1:
        return attribution
    whole = _trimmed(article, last.start, block.end)
    return replace(attribution, content=(*attribution.content[:-1], whole))


def _lies_in(piece: Span, quotations: Sequence[Quotation]) -> bool:
    return any(each.start <= piece.start and piece.end <= each.end for each in quotations)


def _continuation(
    attribution: Attribution, marks: Quotations, every: Sequence[Attribution]
) -> list[Quotation]:
    """The quotations of later paragraphs in which the end of an attribution's content goes on."""
    last = attribution.content[-1]
    number = marks.block_of(last.start)
    here = marks.by_block[number]
    if not here or here[-1].closed or last.end <= here[-1].start:
        return []
    found = []
    while (following := marks.goes_on(number)) is not None:
        number, quotation = following
        if _has_own_cue(marks, number, quotation, attribution, every):
            break
        found.append(quotation)
    return found


def _has_own_cue(
    marks: Quotations,
    number: int,
    quotation: Quotation,
    mine: Attribution,
    every: Sequence[Attribution],
) -> bool:
    for other in every:
        if other is mine or not other.cue or marks.block_of(other.cue[0].start) != number:
            continue
        outside = not quotation.start <= other.cue[0].start < quotation.end
        overlaps = any(s.start < quotation.end and s.end > quotation.start for s in other.content)
        if outside and overlaps:
            return True
    return False


def _trimmed(article: Article, start: int, end: int) -> Span:
    text = article.text[start:end]
    return article.span(start + len(text) - len(text.lstrip()), start + len(text.rstrip()))


def _merged(article: Article, pieces: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for piece in sorted(pieces):
        if merged and piece.start < merged[-1].end:
            merged[-1] = article.span(merged[-1].start, max(merged[-1].end, piece.end))
        else:
            merged.append(piece)
    return tuple(merged)
