"""Finds, verifies and loads the model files of a language.

A model is a folder with ``model.onnx``, ``tokenizer.json`` and ``model.json``; the last holds the
version, the transitions between tags, the weights of links and the SHA-256 of the other two. Nothing is
fetched: the English model is in the package, and another folder can be named.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import ModelError
from onrecord.language.pieces import WindowInput
from onrecord.language.tagging import Transitions
from onrecord.language.tags import TAGS

if TYPE_CHECKING:
    import onnxruntime
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

LANGUAGE = "en"  # ISO 639-1: what the packaged model reads
PACKAGED = Path(__file__).parent / "model"
CARD, NETWORK, TOKENIZER = "model.json", "model.onnx", "tokenizer.json"
AGAIN = "Install Onrecord again, or name a folder that training.export wrote."


@dataclass(frozen=True)
class Scores:
    """What the network says of the k words of a window.

    ``tags`` float32 (k, tags); ``vectors`` float32 (k, 4, rank); ``none`` float32 (k, 2); all as
    ``model.Words`` describes them.
    """

    tags: NDArray[np.float32]
    vectors: NDArray[np.float32]
    none: NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """The weights that join spans to attributions: of ``statements.links.LINK_SIGNS`` for a link to a
    cue and to a source, of ``statements.find.SIGNS`` for the confidence.
    """

    to_cue: tuple[float, ...]
    to_source: tuple[float, ...]
    confidence: tuple[float, ...]


@dataclass(frozen=True)
class Model:
    """A loaded model. ``read`` may be called from several threads at once."""

    version: str
    rank: int
    weights: Weights
    transitions: Transitions
    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession

    @property
    def no_scores(self) -> Scores:
        """The scores of no words."""
        vectors = np.zeros((0, 4, self.rank), np.float32)
        return Scores(np.zeros((0, len(TAGS)), np.float32), vectors, np.zeros((0, 2), np.float32))

    def read(self, window: WindowInput) -> Scores:
        """The scores of one window."""
        given = {"ids": window.ids, "features": window.features, "firsts": window.firsts}
        (scores,) = self.session.run(None, given)
        edge = len(TAGS) + 4 * self.rank
        return Scores(
            tags=scores[:, : len(TAGS)],
            vectors=scores[:, len(TAGS) : edge].reshape(-1, 4, self.rank),
            none=scores[:, edge:],
        )


def load_model(folder: Path | None = None) -> Model:
    """The model in ``folder``, or the packaged one; ModelError if it is missing or damaged."""
    folder = PACKAGED if folder is None else folder
    card = _card(folder)
    for name, wanted in card["sha256"].items():
        _verify(folder / name, wanted)
    return Model(
        version=card["version"],
        rank=card["rank"],
        weights=Weights(**{name: tuple(values) for name, values in card["weights"].items()}),
        transitions=Transitions(
            np.array(card["steps"], dtype=np.float32), np.array(card["first"], dtype=np.float32)
        ).eager(card["eagerness"]),
        tokenizer=_tokenizer(folder / TOKENIZER),
        session=_session(folder / NETWORK),
    )


def _card(folder: Path) -> dict[str, Any]:
    path = folder / CARD
    if not path.is_file():
        raise ModelError(f"No model in {folder}: {CARD} is missing", hint=AGAIN)
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelError(f"{path} is not JSON: {error}", hint=AGAIN) from error
    missing = {"version", "rank", "weights", "tags", "steps", "first", "eagerness", "sha256"} - set(card)
    if missing:
        raise ModelError(f"{path} does not state {', '.join(sorted(missing))}", hint=AGAIN)
    if card["tags"] != list(TAGS):
        raise ModelError(f"The model in {folder} gives tags of another version", hint=AGAIN)
    return card


def _verify(path: Path, wanted: str) -> None:
    if not path.is_file():
        raise ModelError(f"The model file {path} is missing", hint=AGAIN)
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != wanted:
        raise ModelError(f"The model file {path} is damaged: its SHA-256 is {found}", hint=AGAIN)


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(path))


def _session(path: Path) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # Windows run side by side in threads of ours; one window inside gains little from threads of its own.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Windows differ in length, so memory plans made for one length would only pile up.
    options.enable_mem_pattern = False
    # The graph was written with its operations already fused (training.export): looking for more to fuse
    # only costs time at the start.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])
