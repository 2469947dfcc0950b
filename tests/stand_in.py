"""A stand-in for the model: any lower-case word before a colon is a cue, what follows is content.

It reads the same windows and gives the same arrays as the real one, in a few lines.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from onrecord.language.models import Model
from onrecord.language.tagging import Transitions
from onrecord.language.tags import TAGS, follows
from training.linking import UNFITTED

RANK = 2
VOCABULARY = {"[UNK]": 0, ".": 1, "!": 2, "?": 3, ":": 4, "said": 5, "says": 6, "\n": 7}


def tokenizer() -> Tokenizer:
    """Words and marks, all unknown but a few."""
    made = Tokenizer(models.WordLevel(VOCABULARY, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


class Session:
    """Tags "said" and "says" as cues, the word before as source, what follows a cue as content."""

    def run(self, _: None, given: dict[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        """The scores of one window, as ONNX Runtime would give them."""
        words = given["ids"][given["firsts"]]
        scores = np.zeros((len(words), len(TAGS) + 4 * RANK + 2), np.float32)
        scores[:, 0] = 1
        said = False
        for n, word in enumerate(words):
            cue = word in (VOCABULARY["said"], VOCABULARY["says"])
            ends = word == VOCABULARY["."]
            follows_cue = n and words[n - 1] in (VOCABULARY["said"], VOCABULARY["says"])
            if cue:
                scores[n, TAGS.index("B-cue")] = 9
                scores[max(0, n - 1), TAGS.index("B-source")] = 9
            elif said and not ends:
                scores[n, TAGS.index("B-content" if follows_cue else "I-content")] = 9
            said = (said or cue) and not ends
        scores[:, len(TAGS) : len(TAGS) + 4 * RANK] = 1
        return [scores]


def model() -> Model:
    """The stand-in as a Model."""
    allowed = [[0.0 if follows(after, before) else -1e4 for after in TAGS] for before in TAGS]
    first = [0.0 if follows(tag, None) else -1e4 for tag in TAGS]
    moves = Transitions(np.array(allowed, np.float32), np.array(first, np.float32))
    session: Any = Session()
    return Model("stand-in", RANK, UNFITTED, moves, tokenizer(), session)
