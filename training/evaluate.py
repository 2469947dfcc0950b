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
from onrecord.model import Article, Attribution, Block, Words
from onrecord.statements.find import find
from onrecord.text import paragraphs
from training.batches import batch
from training.linking import UNFITTED
from training.network import Network
from training.polnear import Document
from training.windows import lesson, mark

TOGETHER = 8  # windows that are read at once


def evaluate(
    network: Network, tokenizer: Tokenizer, documents: Sequence[Document], *, limit: int = WINDOW
) -> dict[str, Rate]:
    """The rates of ``bench.attribution`` for what the network finds in windows of ``limit`` pieces."""
    counts = []
    for document in documents:
        found = [bare(each) for each in predict(network, tokenizer, document.text, limit)]
        counts.append(count(document.text, document.attributions, found))
    return figures(total(counts))


def predict(
    network: Network, tokenizer: Tokenizer, text: str, limit: int = WINDOW
) -> tuple[Attribution, ...]:
    """The attributions of a plain text, a block for each line."""
    spans = list(paragraphs(text))
    of = pieces(tokenizer, text, [(start, end, n) for n, (start, end) in enumerate(spans)])
    blocks = tuple(Block("body", start, end) for start, end in spans)
    return find(Article("", text, blocks), words(network, of, scores(network, of, limit)), UNFITTED)


def scores(network: Network, of: Pieces, limit: int = WINDOW) -> Scores:
    """What the network says of the pieces of one text, in windows of ``limit`` pieces."""
    empty = mark(of, ())
    parts = [lesson(of, empty, window, limit=limit) for window in windows(of, limit=limit)]
    table: tuple[list[NDArray[np.float32]], ...] = ([], [], [])
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for n in range(0, len(parts), TOGETHER):
            group = parts[n : n + TOGETHER]
            heads = network.heads(batch(group))
            for row, part in enumerate(group):
                for kept, head in zip(table, heads, strict=True):
                    kept.append(head[row, : len(part.tags)].numpy())
    return Scores(*(np.concatenate(kept) for kept in table))


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
