"""What larger networks, or several, say of texts, for a smaller one to learn from (Hinton et al., 2015).

    python -m training.teaching TRAIN_FOLDER --teachers CHECKPOINT [CHECKPOINT ...] --dev DEV_FOLDER
        --out checkpoints/taught.npz [--texts PATH ...]

The teachers read the texts of TRAIN_FOLDER, a PolNeAR compartment, and those of PATHS without labels
(``training.texts``). Kept are their tag scores for every word, the mean of all teachers, and the tags and
links that these decide on; pointers are the first teacher's. How links are weighed is fitted on DEV_FOLDER.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from bench.attribution import show
from onrecord.language.models import Scores, Weights
from onrecord.language.pieces import Pieces, pieces
from onrecord.language.words import readable
from onrecord.text import paragraphs
from training.arithmetic import reduced
from training.calibrate import Example, across_documents, article_of, fitted
from training.evaluate import scores, words
from training.linking import decided
from training.network import Network, load_network
from training.polnear import Document, documents
from training.pretrained import TOKENIZER, encoder_folder, load_tokenizer
from training.taught import write_taught
from training.texts import texts
from training.windows import Taught

AT_ONCE = 100  # texts


def together(networks: Sequence[Network], of: Sequence[Pieces], limit: int) -> list[Scores]:
    """What several networks say of the pieces of each text: the mean of their tag scores, and the first
    one's pointers.
    """
    every = [scores(network, of, limit) for network in networks]
    return [
        replace(row[0], tags=np.mean([each.tags for each in row], axis=0, dtype=np.float32))
        for row in zip(*every, strict=True)
    ]


def teach(
    networks: Sequence[Network], tokenizer: Tokenizer, texts: Sequence[str], limit: int, weights: Weights
) -> Iterator[Taught]:
    """The teachers' readings of texts of a word or more, in order."""
    of = []
    for text in texts:
        blocks = [(start, end, n) for n, (start, end) in enumerate(paragraphs(text))]
        of.append(pieces(tokenizer, text, blocks))
    for each, found in zip(of, together(networks, of, limit), strict=True):
        yield Taught(found.tags.astype(np.float16), decided(words(networks[0], each, found), weights))


def examples(
    networks: Sequence[Network], tokenizer: Tokenizer, found: Sequence[Document], limit: int
) -> list[Example]:
    """Annotated documents as the networks read them."""
    articles = [article_of(document) for document in found]
    of = [pieces(tokenizer, article.text, readable(article.blocks)) for article in articles]
    read = [words(networks[0], *each) for each in zip(of, together(networks, of, limit), strict=True)]
    return [Example(*row) for row in zip(found, articles, read, strict=True)]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("train_folder", type=Path)
    parser.add_argument("--teachers", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    loaded = [load_network(path) for path in given.teachers]
    networks, limit = [network for network, _ in loaded], int(str(loaded[0][1]["window"]))
    tokenizer = load_tokenizer(encoder_folder(TOKENIZER))
    with reduced():  # from here on, so that weights are rounded only once
        dev = examples(networks, tokenizer, list(documents(given.dev)), limit)
        print(show(across_documents(dev).counts), flush=True)
        weights, began = fitted(dev), time.monotonic()
        every = [*(document.text for document in documents(given.train_folder)), *texts(given.texts)]
        every = [text for text in every if any(True for _ in paragraphs(text))]
        found: dict[str, Taught] = {}
        for n in range(0, len(every), AT_ONCE):
            part = every[n : n + AT_ONCE]
            found |= zip(part, teach(networks, tokenizer, part, limit, weights), strict=True)
            print(
                f"{len(found)} of {len(every)} texts, {(time.monotonic() - began) / 60:.1f} minutes",
                flush=True,
            )
    write_taught(given.out, found)
    print(f"{given.out}: {len(found)} texts, {sum(len(each.scores) for each in found.values())} words")


if __name__ == "__main__":
    main()
