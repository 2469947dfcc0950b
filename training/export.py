"""Writes a trained network as the files that the package runs: ONNX in int8, tokenizer, card.

    python -m training.export checkpoints/first/final.pt --version 1 --out onrecord/language/model

The graph is written node by node instead of being traced, so that it holds just what runs: fused
attention, normalisation and quantised products of ONNX Runtime, one window at a time without padding.
Weights of products are int8 with a scale for each column, the word table int8 with a scale for each
row; activations are quantised as they come.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from onrecord.language.pieces import WINDOW
from onrecord.language.tags import TAGS
from training.encoder import Encoder, Layer
from training.linking import UNFITTED
from training.network import Network, load_network
from training.pretrained import encoder_folder, load_tokenizer

MICROSOFT = "com.microsoft"
OPSET, MICROSOFT_OPSET, IR = 17, 1, 10


@dataclass
class Graph:
    """A graph that grows node by node; every method returns the name of a value."""

    quantised: bool
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, value: NDArray[np.generic] | Sequence[int]) -> str:
        """A constant array; a sequence of numbers becomes int64."""
        array = np.asarray(value, dtype=None if isinstance(value, np.ndarray) else np.int64)
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, *inputs: str, domain: str = "", **attributes: int | float) -> str:
        """One operation with one output."""
        name = f"v{len(self.nodes)}"
        made = helper.make_node(kind, list(inputs), [name], domain=domain)
        made.attribute.extend(helper.make_attribute(key, value) for key, value in attributes.items())
        self.nodes.append(made)
        return name

    def product(self, left: str, linear: torch.nn.Linear) -> str:
        """``left @ weight + bias``, with int8 weights where the graph is quantised."""
        weight, bias = numbers(linear.weight).T, self.constant(numbers(linear.bias))
        if not self.quantised:
            return self.node("Add", self.node("MatMul", left, self.constant(weight)), bias)
        table, scale = quantise(weight, axis=0)
        zero = self.constant(np.zeros(scale.shape, np.int8))
        inputs = (left, self.constant(table), self.constant(scale), zero, bias)
        return self.node("DynamicQuantizeMatMul", *inputs, domain=MICROSOFT)

    def rows(self, weight: NDArray[np.float32], which: str) -> str:
        """The rows ``which`` of a table, kept in int8 where the graph is quantised."""
        if not self.quantised:
            return self.node("Gather", self.constant(weight), which)
        table, scale = quantise(weight, axis=1)
        picked = self.node("Gather", self.constant(table), which)
        scales = self.node("Gather", self.constant(scale[:, None]), which)
        return self.node("Mul", self.node("Cast", picked, to=TensorProto.FLOAT), scales)


def numbers(tensor: torch.Tensor) -> NDArray[np.float32]:
    """The values of a parameter."""
    return np.asarray(tensor.detach().float().numpy(), dtype=np.float32)


def quantise(weight: NDArray[np.float32], axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Symmetric int8 and the scale of each column (``axis`` 0) or row (``axis`` 1).

    The range is 7 bits: sums of two 8-bit products overflow on processors without VNNI.
    """
    most = np.abs(weight).max(axis=axis)
    scale = np.where(most == 0, 1, most / 63).astype(np.float32)
    table = np.rint(weight / np.expand_dims(scale, axis)).astype(np.int8)
    return table, scale


def embed(graph: Graph, encoder: Encoder) -> str:
    """The sum of word, position and feature vectors, normalised: (1, m, width)."""
    length = graph.node("Shape", "ids")
    places = graph.constant(numbers(encoder.positions.weight)[: WINDOW + 2])
    positions = graph.node("Slice", places, graph.constant([0]), length)
    features = graph.node("Gather", graph.constant(numbers(encoder.features.weight)), "features")
    words = graph.rows(numbers(encoder.words.weight), "ids")
    total = graph.node("Add", graph.node("Add", words, positions), features)
    weight, bias = (graph.constant(numbers(each)) for each in (encoder.norm.weight, encoder.norm.bias))
    normal = graph.node("LayerNormalization", total, weight, bias, axis=-1, epsilon=1e-12)
    return graph.node("Unsqueeze", normal, graph.constant([0]))


def layer(graph: Graph, hidden: str, part: Layer, heads: int) -> str:
    """One transformer layer, (1, m, width) in and out."""
    seen = (quantised_attention if graph.quantised else attention)(graph, hidden, part, heads)
    hidden = skip(graph, hidden, graph.product(seen, part.attended), part.attended_norm)
    inner = graph.node("Gelu", graph.product(hidden, part.inner), domain=MICROSOFT)
    return skip(graph, hidden, graph.product(inner, part.outer), part.outer_norm)


def attention(graph: Graph, hidden: str, part: Layer, heads: int) -> str:
    """What each piece sees of all others, (1, m, width) in and out."""
    together = graph.product(hidden, part.query_key_value)
    split = helper.make_node("Split", [together], [f"{together}{kind}" for kind in "qkv"], axis=-1)
    graph.nodes.append(split)
    return graph.node("MultiHeadAttention", *split.output, domain=MICROSOFT, num_heads=heads)


def quantised_attention(graph: Graph, hidden: str, part: Layer, heads: int) -> str:
    """The same in one operation with its own products, which spares a split and a copy."""
    table, scale = quantise(numbers(part.query_key_value.weight).T, axis=0)
    bias = graph.constant(numbers(part.query_key_value.bias))
    quantiser = helper.make_node(
        "DynamicQuantizeLinear", [hidden], [f"{hidden}{kind}" for kind in ("table", "scale", "zero")]
    )
    graph.nodes.append(quantiser)
    given, given_scale, given_zero = quantiser.output
    weights, scales = graph.constant(table), graph.constant(scale)
    zeros = graph.constant(np.zeros(scale.shape, np.int8))
    inputs = (given, weights, bias, given_scale, scales, "", given_zero, zeros)  # "": no mask
    return graph.node("QAttention", *inputs, domain=MICROSOFT, num_heads=heads)


def skip(graph: Graph, hidden: str, added: str, norm: torch.nn.LayerNorm) -> str:
    """The normalised sum of what went in and what was added.

    In two operations: ONNX Runtime's one for both, SkipLayerNormalization, takes several times as long.
    """
    weight, bias = (graph.constant(numbers(each)) for each in (norm.weight, norm.bias))
    return graph.node(
        "LayerNormalization", graph.node("Add", hidden, added), weight, bias, axis=-1, epsilon=1e-12
    )


def heads(graph: Graph, hidden: str, network: Network) -> None:
    """Tags, pointer vectors and "none" of each word, side by side: (k, 7 + 4 · rank + 2)."""
    flat = graph.node("Squeeze", hidden, graph.constant([0]))
    words = graph.node("Gather", flat, "firsts")
    parts = (network.tagger, network.vectors, network.none)
    weight = np.concatenate([numbers(part.weight) for part in parts])
    bias = np.concatenate([numbers(part.bias) for part in parts])
    product = graph.node("MatMul", words, graph.constant(weight.T))
    inputs = [product, graph.constant(bias)]
    graph.nodes.append(helper.make_node("Add", inputs, ["scores"]))


def onnx_model(network: Network, *, quantised: bool) -> onnx.ModelProto:
    """The network as an ONNX model: ``ids``, ``features`` (m,), ``firsts`` (k,) int64 → ``scores``."""
    graph = Graph(quantised)
    hidden = embed(graph, network.encoder)
    for part in network.encoder.layers:
        assert isinstance(part, Layer)
        hidden = layer(graph, hidden, part, network.encoder.shape.heads)
    heads(graph, hidden, network)
    width = len(TAGS) + 4 * network.rank + 2
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [size])
        for name, size in (("ids", "m"), ("features", "m"), ("firsts", "k"))
    ]
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["k", width])]
    made = helper.make_graph(graph.nodes, "onrecord", inputs, outputs, graph.constants)
    versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, MICROSOFT_OPSET)]
    return helper.make_model(made, opset_imports=versions, ir_version=IR)


def export(network: Network, recipe: dict[str, object], out: Path, version: str) -> None:
    """Writes ``model.onnx``, ``tokenizer.json`` and ``model.json`` into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(onnx_model(network, quantised=True), out / "model.onnx")
    tokenizer = load_tokenizer(encoder_folder(str(recipe["encoder"])))
    (out / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    card = {
        "version": version,
        "language": "en",
        "tags": list(TAGS),
        "rank": network.rank,
        "window": WINDOW,
        "weights": asdict(UNFITTED),
        "steps": np.round(numbers(network.transitions()), 4).tolist(),
        "first": np.round(numbers(network.beginnings()), 4).tolist(),
        "eagerness": 0.0,
        "sha256": {
            name: hashlib.sha256((out / name).read_bytes()).hexdigest()
            for name in ("model.onnx", "tokenizer.json")
        },
        "recipe": recipe,
    }
    (out / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    network, recipe = load_network(given.checkpoint)
    export(network, recipe, given.out, given.version)
    size = (given.out / "model.onnx").stat().st_size
    print(f"{given.out}: model {given.version}, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
