"""Measures a network on annotated documents through the same code that the package runs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bench.attribution import Rate, bare, count, figures, total
from onrecord.language.models import Scores
from onrecord.language.pieces import WINDOW, Pieces, pieces, windows
from onrecord.language.tagging import Transitions, best_tags, chances
from onrecord.model import Article, Block, Words
from onrecord.statements.find import find
from onrecord.text import paragraphs
from training.arithmetic import reduced
from training.batches import batch
from training.linking import UNFITTED
from training.network import Network
from training.polnear import Document
from training.windows import lesson, mark

TOGETHER = 12  # windows that are read at once


def evaluate(
    network: Network, tokenizer: Tokenizer, documents: Sequence[Document], *, limit: int = WINDOW
) -> dict[str, Rate]:
    """The rates of ``bench.attribution`` for what the network finds in windows of ``limit`` pieces."""
    of = [_pieces(tokenizer, document.text) for document in documents]
    counts = []
    for document, each, found in zip(documents, of, scores(network, of, limit), strict=True):
        read = find(_article(document.text), words(network, each, found), UNFITTED)
        counts.append(count(document.text, document.attributions, list(map(bare, read))))
    return figures(total(counts))


def _pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    return pieces(tokenizer, text, [(start, end, n) for n, (start, end) in enumerate(paragraphs(text))])


def _article(text: str) -> Article:
    """A plain text, a block for each line."""
    return Article("", text, tuple(Block("body", start, end) for start, end in paragraphs(text)))


def scores(network: Network, of: Sequence[Pieces], limit: int = WINDOW) -> list[Scores]:
    """What the network says of the pieces of each text, in windows of ``limit`` pieces. Windows of like
    length are read together, whatever text they are of.
    """
    parts = [
        lesson(each, mark(each, ()), window, limit=limit)
        for each in of
        for window in windows(each, limit=limit)
    ]
    order = sorted(range(len(parts)), key=lambda n: len(parts[n].input.ids))
    found: dict[int, tuple[NDArray[np.float32], ...]] = {}
    with torch.no_grad(), reduced():
        for n in range(0, len(order), TOGETHER):
            group = order[n : n + TOGETHER]
            heads = network.heads(batch([parts[number] for number in group]))
            for row, number in enumerate(group):
                found[number] = tuple(head[row, : len(parts[number].tags)].numpy() for head in heads)
    table = [np.concatenate([found[n][column] for n in range(len(parts))]) for column in range(3)]
    cuts = np.cumsum([len(each.starts) for each in of])[:-1]
    return [Scores(*row) for row in zip(*(np.split(column, cuts) for column in table), strict=True)]


def words(network: Network, of: Pieces, found: Scores) -> Words:
    """The words of pieces with what the network says of them."""
    transitions = Transitions(network.transitions().detach().numpy(), network.beginnings().detach().numpy())
    chosen = best_tags(found.tags, of.blocks, transitions)
    return Words(
        starts=of.starts,
        ends=of.ends,
        blocks=of.blocks,
        tags=chosen,
        chances=chances(found.tags, chosen),
        vectors=found.vectors,
        none=found.none,
    )
