"""Fewer inner units for each layer, those that matter least left out.

How much a unit matters is how much the loss would change without it, to first order: the sum, word for
word, of what it gives times the slope of the loss there (Molchanov et al., ICLR 2017). What is left out
is learned back in a pass or two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import torch
from torch import Tensor, nn

from training.batches import Batch
from training.encoder import Encoder, Layer
from training.network import Network


def prune(network: Network, inner: int, seen: Iterable[Batch]) -> Network:
    """The network with ``inner`` units in each layer, chosen by what they do for the batches ``seen``."""
    shape = replace(network.encoder.shape, inner=inner)
    pruned = Network(Encoder(shape, network.encoder.dropout.share), network.rank)
    state = network.state_dict()
    for n, matter in enumerate(_importance(network, seen)):
        kept = matter.topk(inner).indices.sort().values
        name = f"encoder.layers.{n}"
        for part in (f"{name}.inner.weight", f"{name}.inner.bias"):
            state[part] = state[part][kept]
        state[f"{name}.outer.weight"] = state[f"{name}.outer.weight"][:, kept]
    pruned.load_state_dict(state)
    return pruned


def _importance(network: Network, seen: Iterable[Batch]) -> list[Tensor]:
    """How much each inner unit matters, float32 (inner,) for each layer."""
    network.eval()
    layers = [part for part in network.encoder.layers if isinstance(part, Layer)]
    matter = [torch.zeros(part.outer.in_features) for part in layers]

    def add(slope: Tensor, units: Tensor, n: int) -> None:
        matter[n] += (units.detach() * slope).sum((0, 1)).abs()

    def weigh(_: nn.Module, given: tuple[Tensor, ...], n: int) -> None:
        given[0].register_hook(partial(add, units=given[0], n=n))

    hooks = [part.outer.register_forward_pre_hook(partial(weigh, n=n)) for n, part in enumerate(layers)]
    for batch in seen:
        network.zero_grad()
        sum(network.loss(batch).values(), start=torch.zeros(())).backward()
    for hook in hooks:
        hook.remove()
    return matter
