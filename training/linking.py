"""Fits which cue a piece of content belongs to and which source a cue has (``statements.links``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.language.models import Weights
from onrecord.model import Words
from onrecord.statements.find import SIGNS, parts
from onrecord.statements.links import LINK_SIGNS, cue_signs, source_signs
from training.polnear import GoldAttribution
from training.windows import mark_words

PENALTY = 2.0  # on the squared weights

# The pointers alone, before anything was fitted.
POINTER = (1.0, *(0.0,) * (len(LINK_SIGNS) - 1))
UNFITTED = Weights(to_cue=POINTER, to_source=POINTER, confidence=(0.0,) * len(SIGNS))


@dataclass(frozen=True)
class Choice:
    """One choice among links: their signs, float64 (links, signs), and the number of the right one."""

    signs: NDArray[np.float64]
    right: int


def choices(words: Words, attributions: Sequence[GoldAttribution]) -> tuple[list[Choice], list[Choice]]:
    """The choices of cues and of sources that an annotator made, among the annotator's own spans."""
    marked = mark_words(words.starts, words.ends, words.blocks, attributions)
    contents, cues, sources = parts(marked.tags.astype(np.int8))
    cue_at = {cue.start: n for n, cue in enumerate(cues)}
    source_at = {source.start: n for n, source in enumerate(sources)}
    source_at[len(words.starts)] = len(sources)  # none
    to_cue = [
        Choice(signs, cue_at[int(marked.cues[content.start])])
        for content, signs in zip(contents, cue_signs(words, contents, cues), strict=True)
        if int(marked.cues[content.start]) in cue_at
    ]
    to_source = [
        Choice(signs, source_at[int(marked.sources[cue.start])])
        for cue, signs in zip(cues, source_signs(words, cues, sources), strict=True)
        if int(marked.sources[cue.start]) in source_at
    ]
    return to_cue, to_source


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
