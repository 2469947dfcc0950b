"""Fits which cue a piece of content belongs to and which source a cue has (``statements.links``), and
puts what a reading decides into the form of an annotation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.language.models import Weights
from onrecord.model import Words
from onrecord.statements.find import SIGNS, parts
from onrecord.statements.links import LINK_SIGNS, cue_signs, source_signs, to_cues, to_sources
from onrecord.statements.sureness import Segment
from training.polnear import GoldAttribution
from training.windows import NOWHERE, Marked, mark_words

PENALTY = 2.0  # on the squared weights

# The pointers alone, before anything was fitted. Of cues they do not say "none".
POINTER = (1.0, *(0.0,) * (len(LINK_SIGNS) - 1))
TO_SOME_CUE = (1.0, *(-100.0 if name == "none of them" else 0.0 for name in LINK_SIGNS[1:]))
UNFITTED = Weights(to_cue=TO_SOME_CUE, to_source=POINTER, confidence=(0.0,) * len(SIGNS))


@dataclass(frozen=True)
class Choice:
    """One choice among links: their signs, float64 (links, signs), and the number of the right one."""

    signs: NDArray[np.float64]
    right: int


def choices(words: Words, attributions: Sequence[GoldAttribution]) -> tuple[list[Choice], list[Choice]]:
    """The choices of cues and of sources among the spans that the network tagged, as an annotator's
    attributions decide them.

    Content that is mostly outside of the annotator's, or whose cue was not tagged, belongs to none. A
    cue that the annotator does not have, or whose source was not tagged, teaches nothing of sources.
    """
    marked = mark_words(words.starts, words.ends, words.blocks, attributions)
    contents, cues, sources = parts(words.tags)
    _, gold_cues, gold_sources = parts(marked.tags.astype(np.int8))
    to_cue, to_source = [], []
    for content, signs in zip(contents, cue_signs(words, contents, cues), strict=True):
        right = _meant(marked.cues[content.start : content.end], gold_cues, cues)
        to_cue.append(Choice(signs, len(cues) if right is None else right))
    for cue, signs in zip(cues, source_signs(words, cues, sources), strict=True):
        pointed = marked.sources[cue.start : cue.end]
        right = _meant(pointed, gold_sources, sources)
        if len(words.starts) in pointed:  # the annotator's cue has none
            right = len(sources)
        if right is not None:
            to_source.append(Choice(signs, right))
    return to_cue, to_source


def _meant(pointed: NDArray[np.int64], gold: Sequence[Segment], tagged: Sequence[Segment]) -> int | None:
    """The number of the tagged span that shares most with the annotator's span that most of the words
    point at; None where they point at none, or it was not tagged.
    """
    real = pointed[pointed >= 0]
    if 2 * len(real) < len(pointed):
        return None
    word = int(np.bincount(real).argmax())
    meant = next((span for span in gold if span.start <= word < span.end), None)
    if meant is None:
        return None
    shared = [min(meant.end, span.end) - max(meant.start, span.start) for span in tagged]
    most = max(range(len(tagged)), key=shared.__getitem__, default=None)
    return most if most is not None and shared[most] > 0 else None


def decided(read: Words, weights: Weights) -> Marked:
    """The tags and links of a reading, as if an annotator had marked them."""
    n = len(read.tags)
    marked = Marked(read.tags.astype(np.int64), np.full(n, NOWHERE), np.full(n, NOWHERE))
    contents, cues, sources = parts(read.tags)
    if not cues:
        return marked
    for content, cue in zip(contents, to_cues(read, contents, cues, weights.to_cue).to, strict=True):
        marked.cues[content.start : content.end] = cues[cue].start if cue >= 0 else NOWHERE
    for cue_span, source in zip(cues, to_sources(read, cues, sources, weights.to_source).to, strict=True):
        marked.sources[cue_span.start : cue_span.end] = sources[source].start if source >= 0 else n
    return marked


def fit_choice(found: Sequence[Choice], *, steps: int = 12) -> tuple[float, ...]:
    """The weights of a conditional logit with an L2 penalty, by Newton's method with halved steps."""
    weights = np.zeros(len(LINK_SIGNS))
    reached = _likelihood(found, weights)
    for _ in range(steps):
        slope, curve = _slope_and_curve(found, weights)
        step = np.linalg.solve(curve, slope)
        while (there := _likelihood(found, weights + step)) < reached and np.abs(step).max() > 1e-6:
            step /= 2
        weights, reached = weights + step, max(reached, there)
    return tuple(round(float(weight), 4) for weight in weights)


def _likelihood(found: Sequence[Choice], weights: NDArray[np.float64]) -> float:
    """The penalised log-likelihood of the choices."""
    scores = (choice.signs @ weights for choice in found)
    chances = (
        each[choice.right] - np.logaddexp.reduce(each) for each, choice in zip(scores, found, strict=True)
    )
    return float(sum(chances) - PENALTY / 2 * weights @ weights)


def _slope_and_curve(
    found: Sequence[Choice], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The gradient of the likelihood and its negative second derivative."""
    slope, curve = -PENALTY * weights, PENALTY * np.eye(len(weights))
    for choice in found:
        scores = choice.signs @ weights
        chance = np.exp(scores - scores.max())
        chance /= chance.sum()
        mean = chance @ choice.signs
        slope += choice.signs[choice.right] - mean
        curve += (choice.signs.T * chance) @ choice.signs - np.outer(mean, mean)
    return slope, curve
