"""Measures a network on annotated documents through the same code that the package runs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bench.attribution import Rate, bare, count, figures, total
from onrecord.language.pieces import Pieces, pieces, windows
from onrecord.language.tagging import Transitions, best_tags, chances
from onrecord.model import Article, Attribution, Block, Words
from onrecord.statements.find import find
from onrecord.text import paragraphs
from training.batches import batch
from training.linking import UNFITTED
from training.network import Network
from training.polnear import Document
from training.windows import lesson, mark


def evaluate(network: Network, tokenizer: Tokenizer, documents: Sequence[Document]) -> dict[str, Rate]:
    """The rates of ``bench.attribution`` for what the network finds."""
    counts = []
    for document in documents:
        found = [bare(each) for each in predict(network, tokenizer, document.text)]
        counts.append(count(document.text, document.attributions, found))
    return figures(total(counts))


def predict(network: Network, tokenizer: Tokenizer, text: str) -> tuple[Attribution, ...]:
    """The attributions of a plain text, a block for each line."""
    spans = list(paragraphs(text))
    of = pieces(tokenizer, text, [(start, end, n) for n, (start, end) in enumerate(spans)])
    blocks = tuple(Block("body", start, end) for start, end in spans)
    return find(Article("", text, blocks), words(network, of), UNFITTED)


def words(network: Network, of: Pieces) -> Words:
    """What the network says of the pieces of one text."""
    empty = mark(of, ())
    parts = [lesson(of, empty, window.start, window.end) for window in windows(of)]
    tags: list[NDArray[np.float32]] = []
    vectors: list[NDArray[np.float32]] = []
    none: list[NDArray[np.float32]] = []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for n in range(0, len(parts), 8):
            group = parts[n : n + 8]
            heads = network.heads(batch(group))
            for row, part in enumerate(group):
                k = len(part.tags)
                for kept, head in zip((tags, vectors, none), heads, strict=True):
                    kept.append(head[row, :k].numpy())
    transitions = Transitions(network.transitions().detach().numpy(), network.beginnings().detach().numpy())
    scores = np.concatenate(tags)
    chosen = best_tags(scores, of.blocks, transitions)
    return Words(
        starts=of.starts,
        ends=of.ends,
        blocks=of.blocks,
        tags=chosen,
        chances=chances(scores, chosen),
        vectors=np.concatenate(vectors),
        none=np.concatenate(none),
    )
