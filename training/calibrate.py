"""Fits what joins spans to attributions (``training.linking``), then the confidence: how likely an
attribution is to be right end to end.

    python -m training.calibrate FOLDER --model onrecord/language/model

FOLDER is a PolNeAR compartment that the network was not trained on. The weights are fitted on all of it
and written into ``model.json``; the figures that are printed are measured across documents: each is
judged by weights fitted on the other four fifths.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.attribution import Rate, Ruler, bare, count, figures, pairs, source_right, total
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


def read(document: Document, model: Model) -> tuple[Article, Words]:
    """A document's article and words."""
    article, _ = read_article(Page(document.text.encode(), document.name, "text/plain"))
    (these,) = words([article], lambda: model)
    assert these is not None
    return article, these


def links(found: Sequence[tuple[Document, Words]]) -> Weights:
    """The weights of links, fitted on documents."""
    every = [choices(these, document.attributions) for document, these in found]
    to_cue, to_source = (
        fit_choice([choice for part in parts for choice in part]) for parts in zip(*every, strict=True)
    )
    return replace(UNFITTED, to_cue=to_cue, to_source=to_source)


def judged(document: Document, article: Article, these: Words, weights: Weights) -> tuple[Signs, Right]:
    """The signs (candidates, signs) of a document's candidates, and which are right end to end."""
    found = candidates(these, weights)
    ruler = Ruler(document.text)
    spans = [bare(attribution(article, these, each, weights)) for each in found]
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


def across(parts: Sequence[tuple[Signs, Right]]) -> tuple[Right, Right]:
    """The chances given to candidates by weights fitted on other documents, and which are right."""
    chances, right = [], []
    for fold in range(FOLDS):
        others = [part for n, part in enumerate(parts) if n % FOLDS != fold]
        weights = fit(*map(np.concatenate, zip(*others, strict=True)))
        for signs, answers in parts[fold::FOLDS]:
            chances.append(1 / (1 + np.exp(-signs @ weights)))
            right.append(answers)
    return np.concatenate(chances), np.concatenate(right)


def calibration_error(chances: Right, right: Right) -> float:
    """The expected calibration error over ten bins of equal width (Guo et al., ICML 2017)."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    gaps = (abs(chances[bins == n].sum() - right[bins == n].sum()) for n in range(BINS) if (bins == n).any())
    return float(sum(gaps) / len(chances))


def across_documents(found: Sequence[tuple[Document, Article, Words]]) -> dict[str, Rate]:
    """The rates of ``bench.attribution`` with links weighed as other documents taught."""
    counts = []
    for fold in range(FOLDS):
        others = [part for n, part in enumerate(found) if n % FOLDS != fold]
        weights = links([(document, these) for document, _, these in others])
        for document, article, these in found[fold::FOLDS]:
            spans = [bare(each) for each in find(article, these, weights)]
            counts.append(count(document.text, document.attributions, spans))
    return figures(total(counts))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    given = parser.parse_args()
    model = load_model(given.model)
    found = [(document, *read(document, model)) for document in documents(given.folder)]
    for name, rate in across_documents(found).items():
        print(f"{name:22}{rate.f1:7.3f}")
    weights = links([(document, these) for document, _, these in found])
    parts = [judged(*each, weights) for each in found]
    chances, right = across(parts)
    print(f"{len(right)} candidates, {right.mean():.3f} of them right")
    print(f"expected calibration error across documents {calibration_error(chances, right):.4f}")
    fitted = fit(*map(np.concatenate, zip(*parts, strict=True)))
    weights = replace(weights, confidence=tuple(round(float(weight), 4) for weight in fitted))
    path = given.model / CARD
    card = json.loads(path.read_text("utf-8")) | {"weights": asdict(weights)}
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
