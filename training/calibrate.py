"""Fits what joins spans to attributions (``training.linking``), then the confidence: how likely an
attribution is to be right end to end.

    python -m training.calibrate FOLDER --model onrecord/language/model [--eagerness 0.5]

FOLDER is a PolNeAR compartment that the network was not trained on. The weights are fitted on all of it
and written into ``model.json``; the figures that are printed are measured across documents: each is
judged by weights fitted on the other four fifths. Eagerness is the bonus for beginning a span
(``language.tagging``); by itself the network finds fewer spans than the F1 of its spans would like.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.attribution import Ruler, bare, count, pairs, show, source_right
from onrecord.intake.article import read_article
from onrecord.language.models import CARD, Model, Weights, load_model
from onrecord.language.words import words
from onrecord.model import Article, Page, Words
from onrecord.statements.find import SIGNS, attribution, candidates, find
from training.linking import UNFITTED, choices, fit_choice
from training.polnear import Document, documents

FOLDS = 5
PENALTY = 1.0  # on the squared weights, the constant left out
BINS = 10

Signs = NDArray[np.float64]
Right = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """An annotated document, as the model reads it."""

    document: Document
    article: Article
    words: Words


def article_of(document: Document) -> Article:
    """A document as the article that the program makes of its text."""
    article, _ = read_article(Page(document.text.encode(), document.name, "text/plain"))
    return article


def read(document: Document, model: Model) -> Example:
    """A document's article and words."""
    article = article_of(document)
    (these,) = words([article], lambda: model)
    assert these is not None
    return Example(document, article, these)


def fitted(found: Sequence[Example]) -> Weights:
    """The weights of links and of confidence that documents teach."""
    every = [choices(each.words, each.document.attributions) for each in found]
    to_cue, to_source = (
        fit_choice([choice for part in parts for choice in part]) for parts in zip(*every, strict=True)
    )
    weights = replace(UNFITTED, to_cue=to_cue, to_source=to_source)
    parts = [judged(each, weights) for each in found]
    confidence = fit(*map(np.concatenate, zip(*parts, strict=True)))
    return replace(weights, confidence=tuple(round(float(weight), 4) for weight in confidence))


def judged(example: Example, weights: Weights) -> tuple[Signs, Right]:
    """The signs (candidates, signs) of a document's candidates, and which are right end to end."""
    document, found = example.document, candidates(example.words, weights)
    ruler = Ruler(document.text)
    spans = [bare(attribution(example.article, example.words, each, weights)) for each in found]
    marked, read = ruler.words(document.attributions), [ruler.numbers(each) for each in spans]
    right = {j for i, j, _ in pairs(marked, read) if source_right(marked[i], read[j])}
    signs = np.array([each.signs for each in found]).reshape(-1, len(SIGNS))
    return signs, np.array([float(n in right) for n in range(len(found))])


def fit(signs: Signs, right: Right, *, steps: int = 30) -> NDArray[np.float64]:
    """The weights of a logistic regression with an L2 penalty, by Newton's method."""
    weights = np.zeros(signs.shape[1])
    penalty = np.full(signs.shape[1], PENALTY)
    penalty[0] = 0.0
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (right - chance) - penalty * weights
        curve = (signs.T * (chance * (1 - chance))) @ signs + np.diag(penalty)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def calibration_error(chances: Right, right: Right) -> float:
    """The expected calibration error over ten bins of equal width (Guo et al., ICML 2017)."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    gaps = (abs(chances[bins == n].sum() - right[bins == n].sum()) for n in range(BINS) if (bins == n).any())
    return float(sum(gaps) / len(chances))


@dataclass(frozen=True)
class Outcome:
    """What weights that other documents taught make of documents: the counts of each, the chances
    given to all candidates, and which of these are right.
    """

    counts: list[Counter[str]]
    chances: Right
    right: Right


def across_documents(found: Sequence[Example]) -> Outcome:
    """Each document judged by weights fitted on the other four fifths."""
    counts, chances, right = [], [], []
    for fold in range(FOLDS):
        weights = fitted([each for n, each in enumerate(found) if n % FOLDS != fold])
        for each in found[fold::FOLDS]:
            spans = [bare(one) for one in find(each.article, each.words, weights)]
            counts.append(count(each.document.text, each.document.attributions, spans))
            signs, answers = judged(each, weights)
            chances.append(1 / (1 + np.exp(-signs @ np.array(weights.confidence))))
            right.append(answers)
    return Outcome(counts, np.concatenate(chances), np.concatenate(right))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--eagerness", type=float)
    given = parser.parse_args()
    if given.eagerness is not None:
        write_card(given.model, {"eagerness": given.eagerness})
    model = load_model(given.model)
    found = [read(document, model) for document in documents(given.folder)]
    outcome = across_documents(found)
    print(show(outcome.counts))
    error = calibration_error(outcome.chances, outcome.right)
    print(f"expected calibration error {error:.4f} over {len(outcome.right)} candidates")
    write_card(given.model, {"weights": asdict(fitted(found))})


def write_card(folder: Path, changed: Mapping[str, object]) -> None:
    """Changes what the card of a model states."""
    path = folder / CARD
    card = json.loads(path.read_text("utf-8")) | changed
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
