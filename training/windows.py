"""From annotated documents to windows with their answers.

Which annotator's version of a document is learned from, how its quotation marks look and where its
windows begin is drawn anew for each pass, from the seed and the number of the pass alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.language.pieces import WINDOW, Pieces, Window, WindowInput, pieces, window_input, windows
from onrecord.language.tags import SPAN_ROLES, TAGS, follows
from onrecord.text import paragraphs
from training.marks import STYLES, restyled
from training.polnear import Document, GoldAttribution

NOWHERE = -1

Offsets = NDArray[np.int32]


@dataclass(frozen=True)
class Lesson:
    """One window with what the annotator marked in it (k words; see ``batches.Batch``), and the tag scores
    (k, tags) that a teacher gave its words, if one read it.
    """

    input: WindowInput
    begins: NDArray[np.bool_]
    tags: NDArray[np.int64]
    cues: NDArray[np.int64]
    sources: NDArray[np.int64]
    taught: NDArray[np.float32] | None = None


@dataclass(frozen=True)
class Marked:
    """A whole document's answers: ``tags`` int64 (n,); ``cues`` and ``sources`` int64 (n,), the number
    of the word pointed at, n for none, -1 for a word that points nowhere.
    """

    tags: NDArray[np.int64]
    cues: NDArray[np.int64]
    sources: NDArray[np.int64]


@dataclass(frozen=True)
class Taught:
    """What a teacher says of the n words of one text: ``scores`` float16 (n, tags), and its decisions."""

    scores: NDArray[np.float16]
    marked: Marked


def lessons(
    tokenizer: Tokenizer,
    documents: Sequence[Document],
    draw: random.Random,
    *,
    varied: float = 0.45,
    limit: int = WINDOW,
    taught: Mapping[str, Taught] | None = None,
) -> list[Lesson]:
    """The windows of one pass over the documents, of ``limit`` pieces at the most; ``varied`` is the share
    with other quotation marks. What was ``taught`` of a text stands beside what annotators marked in it,
    and in their place where nobody did.
    """
    found: list[Lesson] = []
    for document in documents:
        text, teacher = document.text, (taught or {}).get(document.text)
        if draw.random() < varied:
            text = restyled(text, draw.choice(STYLES))
        blocks = [(start, end, n) for n, (start, end) in enumerate(paragraphs(text))]
        of = pieces(tokenizer, text, blocks)
        if teacher and len(teacher.scores) != len(of.starts):
            raise ValueError(f"The teacher read {len(teacher.scores)} words where {len(of.starts)} are")
        marked = _marked(of, document, teacher, draw)
        here = limit if draw.random() < 0.6 else draw.randint(limit // 2, limit)
        cut = [lesson(of, marked, window, limit=limit) for window in windows(of, limit=here)]
        found += _with_teacher(cut, teacher) if teacher else cut
    return found


def _marked(of: Pieces, document: Document, teacher: Taught | None, draw: random.Random) -> Marked:
    if document.versions:
        return mark(of, draw.choice(document.versions))
    if teacher is None:
        raise ValueError(f"Nothing is known of the text {document.name}: no annotation, no teacher")
    return teacher.marked


def _with_teacher(cut: Sequence[Lesson], teacher: Taught) -> Iterator[Lesson]:
    """The windows of a whole text, each with its part of the teacher's scores."""
    start = 0
    for each in cut:
        end = start + len(each.tags)
        yield replace(each, taught=teacher.scores[start:end].astype(np.float32))
        start = end


def mark(of: Pieces, attributions: Sequence[GoldAttribution]) -> Marked:
    """What the annotator's spans say of each word of some pieces."""
    return mark_words(of.starts, of.ends, of.blocks, attributions)


def mark_words(
    starts: Offsets, ends: Offsets, blocks: Offsets, attributions: Sequence[GoldAttribution]
) -> Marked:
    """What the annotator's spans say of each of n words: ``starts``, ``ends``, ``blocks`` int32 (n,)."""
    n = len(starts)
    marked = Marked(np.zeros(n, np.int64), np.full(n, NOWHERE), np.full(n, NOWHERE))

    def words(span: tuple[int, int]) -> range:
        """The words that share a character with the span."""
        first = int(np.searchsorted(ends, span[0], side="right"))
        last = int(np.searchsorted(starts, span[1], side="left"))
        return range(first, max(first, last))

    for each in attributions:
        content, cue, source = (list(map(words, spans)) for spans in (each.content, each.cue, each.source))
        for role, spans in zip(SPAN_ROLES, (content, cue, source), strict=True):
            for span in spans:
                _tag(marked.tags, role, span)
        _link(marked, content, cue, source)
    _mend(marked.tags, blocks)
    return marked


def _link(marked: Marked, content: list[range], cue: list[range], source: list[range]) -> None:
    cue_words = [word for span in cue for word in span]
    if not cue_words:
        return
    for span in content:
        marked.cues[span] = cue_words[0]
    sources = [word for span in source for word in span]
    marked.sources[cue_words] = sources[0] if sources else len(marked.tags)


def _tag(tags: NDArray[np.int64], role: str, span: range) -> None:
    if not span:
        return
    tags[span] = TAGS.index(f"I-{role}")
    tags[span[0]] = TAGS.index(f"B-{role}")


def _mend(tags: NDArray[np.int64], blocks: NDArray[np.int32]) -> None:
    """Lets a span that another overlaps, or that a line end cuts, begin anew behind it."""
    for n in np.flatnonzero(tags):
        before = TAGS[tags[n - 1]] if n and blocks[n - 1] == blocks[n] else None
        if not follows(TAGS[tags[n]], before):
            tags[n] -= 1


def lesson(of: Pieces, marked: Marked, window: Window, *, limit: int = WINDOW) -> Lesson:
    """One window of a marked document; what is pointed at outside of it counts as none."""
    start, end = window.start, window.end
    return Lesson(
        input=window_input(of, window, limit=limit),
        begins=np.diff(of.blocks, prepend=-1)[start:end] != 0,
        tags=marked.tags[start:end],
        cues=_inside(marked.cues, start, end),
        sources=_inside(marked.sources, start, end),
    )


def _inside(targets: NDArray[np.int64], start: int, end: int) -> NDArray[np.int64]:
    mine = targets[start:end]
    away = (mine < start) | (mine >= end)
    return np.where(mine == NOWHERE, NOWHERE, np.where(away, end - start, mine - start))
