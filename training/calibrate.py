"""Fits the confidence: how likely an attribution is to be right end to end, from the model's signs.

    python -m training.calibrate FOLDER --model onrecord/language/model

FOLDER is a PolNeAR compartment that the network was not trained on. The weights (logistic regression)
are fitted on all of it and written into ``model.json``; the error that is printed is measured across
documents: each is judged by weights fitted on the other four fifths.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.attribution import Ruler, bare, pairs, source_right
from onrecord.intake.article import read_article
from onrecord.language.models import CARD, Model, load_model
from onrecord.language.words import words
from onrecord.model import Page
from onrecord.statements.find import SIGNS, attribution, candidates
from training.polnear import Document, documents

FOLDS = 5
PENALTY = 1.0  # on the squared weights, the constant left out
BINS = 10

Signs = NDArray[np.float64]
Right = NDArray[np.float64]


def judged(document: Document, model: Model) -> tuple[Signs, Right]:
    """The signs (candidates, signs) of a document's candidates, and which are right end to end."""
    article, _ = read_article(Page(document.text.encode(), document.name, "text/plain"))
    (these,) = words([article], lambda: model)
    found = candidates(these) if these else []
    if not these or not found:
        return np.zeros((0, len(SIGNS))), np.zeros(0)
    ruler = Ruler(document.text)
    spans = [bare(attribution(article, these, each, model.confidence)) for each in found]
    marked, read = ruler.words(document.attributions), [ruler.numbers(each) for each in spans]
    right = {j for i, j, _ in pairs(marked, read) if source_right(marked[i], read[j])}
    signs = np.array([each.signs for each in found])
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


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    given = parser.parse_args()
    model = load_model(given.model)
    parts = [judged(document, model) for document in documents(given.folder)]
    chances, right = across(parts)
    print(f"{len(right)} candidates, {right.mean():.3f} of them right")
    print(f"expected calibration error across documents {calibration_error(chances, right):.4f}")
    weights = fit(*map(np.concatenate, zip(*parts, strict=True)))
    path = given.model / CARD
    card = json.loads(path.read_text("utf-8"))
    card["confidence"] = [round(float(weight), 4) for weight in weights]
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
