"""From tagged and linked words to attributions.

Every attribution has one cue, the pieces of content that belong to it, and its source or none
(``links.py``). What it does not know: a statement without any cue.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.language.models import Weights
from onrecord.language.tags import SPAN_ROLES
from onrecord.model import Article, Attribution, Span, Words
from onrecord.statements.links import to_cues, to_sources
from onrecord.statements.sureness import Segment, Sureness

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_CONFIDENCE = 0.3  # below it more is lost in precision than won in recall (PolNeAR dev)
SIGNS = (
    "always one",
    "sureness of the content",
    "sureness of its edges",
    "sureness of the cue",
    "sureness of the source",
    "no source",
    "sureness of the link to the cue",
    "sureness of the link to the source",
    "length of the content",
    "further pieces of content",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The segments of one attribution, and the signs (see ``SIGNS``) of how sure the model is of it."""

    content: tuple[Segment, ...]
    cue: Segment
    source: Segment | None
    signs: tuple[float, ...]


def find(article: Article, words: Words, weights: Weights) -> tuple[Attribution, ...]:
    """The attributions of an article, in the order of their content, those left out that are much
    more likely wrong than right.
    """
    said = [number for number, block in enumerate(article.blocks) if block.role == "quote"]
    found = (attribution(article, words, each, weights) for each in candidates(words, weights, said=said))
    likely = (each for each in found if each.confidence >= LEAST_CONFIDENCE)
    return tuple(sorted(likely, key=lambda each: each.content))


def attribution(article: Article, words: Words, candidate: Candidate, weights: Weights) -> Attribution:
    """A candidate as spans of the article's text."""
    return Attribution(
        content=_joined(article, _spans(article, words, candidate.content)),
        cue=_spans(article, words, [candidate.cue]),
        source=_spans(article, words, [candidate.source] if candidate.source else []),
        confidence=confidence(candidate.signs, weights.confidence),
    )


def candidates(words: Words, weights: Weights, *, said: Collection[int] = ()) -> list[Candidate]:
    """The attributions that the words' tags and vectors give, in the order of their cues. The blocks
    numbered in ``said`` are block quotations.
    """
    contents, cues, sources = parts(words.tags)
    if not cues or not contents:
        return []
    sure = Sureness(words)
    belongs = to_cues(words, contents, cues, weights.to_cue, said=said)
    spoken = to_sources(words, cues, sources, weights.to_source)
    mine: list[list[int]] = [[] for _ in cues]
    for number, cue_number in enumerate(belongs.to):
        if cue_number >= 0:
            mine[cue_number].append(number)
    found = []
    for n, cue in enumerate(cues):
        if mine[n]:
            content = tuple(contents[m] for m in mine[n])
            source = sources[spoken.to[n]] if spoken.to[n] >= 0 else None
            links = (min(belongs.sureness[m] for m in mine[n]), spoken.sureness[n])
            found.append(Candidate(content, cue, source, _signs(sure, content, cue, source, links)))
    return found


def parts(tags: NDArray[np.int8]) -> tuple[list[Segment], ...]:
    """The content, cue and source spans that the tags spell, each in reading order."""
    every = segments(tags)
    return tuple([part for part in every if part.role == role] for role in SPAN_ROLES)


def confidence(signs: Sequence[float], weights: Sequence[float]) -> float:
    """The chance that an attribution is right end to end, from its signs (logistic regression)."""
    total = sum(sign * weight for sign, weight in zip(signs, weights, strict=True))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)


def _signs(
    sure: Sureness,
    content: Sequence[Segment],
    cue: Segment,
    source: Segment | None,
    links: tuple[float, float],
) -> tuple[float, ...]:
    return (
        1.0,
        min(map(sure.of, content)),
        min(map(sure.of_edges, content)),
        sure.of(cue),
        sure.of(source) if source else 0.0,
        0.0 if source else 1.0,
        *links,
        math.log(sum(part.end - part.start for part in content)),
        float(len(content) - 1),
    )


def segments(tags: NDArray[np.int8]) -> list[Segment]:
    """The spans that the tags spell, in reading order."""
    role = (tags.astype(np.intp) + 1) // 2  # 0 outside, then as in SPAN_ROLES from 1
    begins = (role > 0) & ((tags % 2 == 1) | (np.diff(role, prepend=0) != 0))
    edges = np.append(np.flatnonzero(begins | (role == 0)), len(tags))
    starts = np.flatnonzero(begins)
    ends = edges[np.searchsorted(edges, starts, side="right")]
    return [
        Segment(SPAN_ROLES[number - 1], start, end)
        for number, start, end in zip(role[starts].tolist(), starts.tolist(), ends.tolist(), strict=True)
    ]


def _joined(article: Article, pieces: Sequence[Span]) -> tuple[Span, ...]:
    """Pieces of one block with nothing but marks and spaces between them are one."""
    joined: list[Span] = []
    for piece in pieces:
        between = article.text[joined[-1].end : piece.start] if joined else "\n"
        if "\n" in between or any(map(str.isalnum, between)):
            joined.append(piece)
        else:
            joined[-1] = article.span(joined[-1].start, piece.end)
    return tuple(joined)


def _spans(article: Article, words: Words, parts: Sequence[Segment]) -> tuple[Span, ...]:
    return tuple(article.span(int(words.starts[part.start]), int(words.ends[part.end - 1])) for part in parts)
