"""The network: an encoder (``training.encoder``), a tagger over the words, and two pointers between words.

On the encoder stand a linear-chain CRF (Lafferty et al., ICML 2001) over seven tags, block by block, and
two low-rank bilinear pointers: content word → first word of its cue, cue word → first word of its
source, each with "none of these" among the answers.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.language.tags import TAGS, follows
from training.batches import Batch
from training.encoder import Encoder, Shape
from training.pretrained import encoder_folder

IMPOSSIBLE = -1e4


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
        words = self.encoder.dropout(hidden.gather(1, at))
        # Not scaled down by the rank as attention is: the pointers then learn several times as slowly.
        return (
            self.tagger(words).float(),
            self.vectors(words).view(*words.shape[:2], 4, self.rank).float(),
            self.none(words).float(),
        )

    def loss(self, batch: Batch, softening: float = 1.0) -> dict[str, Tensor]:
        """The losses by name, each a mean over what it judges. Scores are divided by ``softening`` before a
        teacher's and a pupil's are compared.
        """
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
            "teacher": _teacher_loss(tags, batch, softening),
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


def _teacher_loss(scores: Tensor, batch: Batch, softening: float) -> Tensor:
    """How far the tag scores are from a teacher's, softened (Hinton et al., 2015), per word taught."""
    if not batch.is_taught.any():
        return scores.new_zeros(())
    mine = functional.log_softmax(scores[batch.is_taught] / softening, dim=1)
    theirs = functional.log_softmax(batch.taught[batch.is_taught] / softening, dim=1)
    apart = functional.kl_div(mine, theirs, log_target=True, reduction="batchmean")
    return apart * softening**2


def load_network(path: Path) -> tuple[Network, dict[str, object]]:
    """A trained network and its recipe, from ``final.pt`` or a checkpoint (its averaged weights)."""
    state = torch.load(path, weights_only=True)
    weights, recipe = state["network"] | state.get("average", {}), state["recipe"]
    shape = Shape.read(encoder_folder(recipe["encoder"]))
    inner, positions = weights["encoder.layers.0.inner.bias"], weights["encoder.positions.weight"]
    shape = replace(shape, inner=len(inner), positions=len(positions))
    network = Network(Encoder(shape))
    network.load_state_dict(weights)
    return network.eval(), recipe
