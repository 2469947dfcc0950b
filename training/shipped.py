"""A network from the files that the package runs, to go on from where its checkpoint is gone.

Weights come back as int8 left them: each within half a step of what was trained.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from onrecord.language.models import CARD, NETWORK
from training.encoder import Encoder, Layer, Shape
from training.network import Network

PRODUCTS = ("QAttention", "DynamicQuantizeMatMul")
HEAD_WIDTH = 32  # of every encoder that was shipped: the graph does not state it apart


class Shipped:
    """The graph of ``training.export``, its nodes in order and its constants by name."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(path).graph
        self.nodes = list(graph.node)
        self.constants = {each.name: numpy_helper.to_array(each) for each in graph.initializer}

    def of(self, *kinds: str) -> Iterator[onnx.NodeProto]:
        """The nodes of some kinds, in order."""
        return (node for node in self.nodes if node.op_type in kinds)

    def constants_of(self, node: onnx.NodeProto) -> list[NDArray[Any]]:
        """The constant inputs of a node, in order."""
        return [self.constants[name] for name in node.input if name in self.constants]

    def product(self, node: onnx.NodeProto) -> dict[str, Tensor]:
        """The weight and bias of a quantised product, as ``nn.Linear`` has them."""
        given = self.constants_of(node)
        if node.op_type == "QAttention":
            table, bias, scale, _ = given
        else:
            table, scale, _, bias = given
        weight = (table.astype(np.float32) * scale).T
        return {"weight": tensor(weight), "bias": tensor(bias)}


def tensor(values: NDArray[Any]) -> Tensor:
    """A parameter's values."""
    return torch.from_numpy(np.array(values, dtype=np.float32))


def load_shipped(folder: Path, dropout: float = 0.1) -> Network:
    """The network in ``folder``, as ``training.export`` wrote it."""
    graph, card = Shipped(folder / NETWORK), json.loads((folder / CARD).read_text("utf-8"))
    products = list(map(graph.product, graph.of(*PRODUCTS)))
    norms = [tuple(map(tensor, graph.constants_of(node))) for node in graph.of("LayerNormalization")]
    positions, features, table, scale = _embeddings(graph)
    shape = Shape(
        vocabulary=len(table),
        width=table.shape[1],
        layers=len(products) // 4,
        heads=table.shape[1] // HEAD_WIDTH,
        inner=len(products[2]["bias"]),
        positions=len(positions),
        buckets=0,
    )
    network = Network(Encoder(shape, dropout), rank=card["rank"])
    encoder = network.encoder
    with torch.no_grad():
        encoder.words.weight.copy_(tensor(table.astype(np.float32) * scale))
        encoder.positions.weight.copy_(tensor(positions))
        encoder.features.weight.copy_(tensor(features))
        encoder.norm.load_state_dict(dict(zip(("weight", "bias"), norms[0], strict=True)))
        for n, part in enumerate(encoder.layers):
            assert isinstance(part, Layer)
            _fill(part, products[4 * n : 4 * n + 4], norms[2 * n + 1 : 2 * n + 3])
        _fill_heads(network, graph)
        network.steps.copy_(tensor(np.array(card["steps"])))
        network.first.copy_(tensor(np.array(card["first"])))
    return network


def _embeddings(graph: Shipped) -> tuple[NDArray[Any], ...]:
    """Positions, features, and the word table with its scales."""
    (cut,) = graph.of("Slice")
    positions = graph.constants_of(cut)[0]
    gathered = [graph.constants_of(node) for node in graph.of("Gather")]
    features, table, scale = (given[0] for given in gathered if given)
    return positions, features, table, scale


def _fill(part: Layer, products: list[dict[str, Tensor]], norms: list[tuple[Tensor, ...]]) -> None:
    linears = (part.query_key_value, part.attended, part.inner, part.outer)
    for linear, state in zip(linears, products, strict=True):
        linear.load_state_dict(state)
    for norm, (weight, bias) in zip((part.attended_norm, part.outer_norm), norms, strict=True):
        norm.load_state_dict({"weight": weight, "bias": bias})


def _fill_heads(network: Network, graph: Shipped) -> None:
    """The heads stand side by side in one product."""
    (product,), last = list(graph.of("MatMul")), graph.nodes[-1]
    (weight,), (bias,) = graph.constants_of(product), graph.constants_of(last)
    start = 0
    for part in (network.tagger, network.vectors, network.none):
        assert isinstance(part, nn.Linear)
        end = start + part.out_features
        part.load_state_dict({"weight": tensor(weight[:, start:end].T), "bias": tensor(bias[start:end])})
        start = end
