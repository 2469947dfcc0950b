"""Trains the network on a PolNeAR compartment.

    python -m training.train TRAIN_FOLDER --dev DEV_FOLDER --out checkpoints/first

Seeded, and resumable: the same command again goes on from the last checkpoint in ``--out``. Set
``OMP_WAIT_POLICY=PASSIVE GOMP_SPINCOUNT=0`` where other processes share the cores: PyTorch's threads
spin otherwise, and a step takes ten times as long.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor

from onrecord.language.pieces import WINDOW
from training.arithmetic import reduced
from training.batches import Batch, batches
from training.encoder import Encoder, load_encoder
from training.evaluate import evaluate
from training.network import Network, load_network
from training.polnear import Document, documents
from training.pretrained import TOKENIZER, encoder_folder, load_tokenizer
from training.pruning import prune
from training.shipped import load_shipped
from training.taught import read_taught
from training.windows import lessons

CHECKPOINT = "checkpoint.pt"
PRUNING = 40  # batches that decide what is cut


@dataclass(frozen=True)
class Recipe:
    """Everything that shapes a run besides its data. ``taught`` is a file of ``training.teaching``,
    ``start`` a trained network to go on from: a checkpoint, or a folder that ``training.export`` wrote.
    Its layers are cut down to ``inner`` inner units (0: as they are). The word table learns at
    ``word_share`` of the encoder's rate; at 0 it stays what it was, to the bit."""

    encoder: str = "minilm-l6"
    passes: int = 5
    batch: int = 12
    window: int = WINDOW
    encoder_rate: float = 1.5e-4
    word_share: float = 1.0
    feature_rate: float = 1.5e-4
    head_rate: float = 1e-3
    transition_rate: float = 1e-2
    layer_decay: float = 1.0
    warm_up: float = 0.08
    weight_decay: float = 0.01
    dropout: float = 0.1
    averaging: float = 0.998
    varied: float = 0.45
    pointer_weight: float = 0.3
    annotator_weight: float = 1.0
    teacher_weight: float = 0.0
    softening: float = 2.0
    taught: str = ""
    start: str = ""
    inner: int = 0
    seed: int = 1


def started(path: Path) -> Network:
    """The network to go on from."""
    return load_shipped(path) if path.is_dir() else load_network(path)[0]


class Average:
    """A running average of the weights, which ends up better than the last ones."""

    def __init__(self, network: Network, decay: float) -> None:
        self.decay = decay
        self.weights = {name: value.detach().clone() for name, value in network.named_parameters()}

    def update(self, network: Network, step: int) -> None:
        """Moves the average towards the network's weights, faster at the beginning."""
        decay = min(self.decay, (1 + step) / (10 + step))
        with torch.no_grad():
            for name, value in network.named_parameters():
                self.weights[name].lerp_(value, 1 - decay)


def parameter_groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """Heads learn fast, the encoder slowly, its lower layers more slowly by ``layer_decay`` each."""
    layers = network.encoder.shape.layers
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, value in network.named_parameters():
        if not value.requires_grad:
            continue
        rate = recipe.transition_rate if name in ("steps", "first") else recipe.head_rate
        if name.startswith("encoder.layers."):
            depth = layers - 1 - int(name.split(".")[2])
            rate = recipe.encoder_rate * recipe.layer_decay**depth
        elif name == "encoder.features.weight":
            rate = recipe.feature_rate
        elif name.startswith("encoder."):
            rate = recipe.encoder_rate * recipe.layer_decay**layers
        if name == "encoder.words.weight":
            rate *= recipe.word_share
        decay = recipe.weight_decay if name.endswith("weight") and value.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(value)
    return [{"params": values, "lr": rate, "weight_decay": decay} for (rate, decay), values in groups.items()]


def rate_at(step: int, total: int, warm_up: float) -> float:
    """Warm-up, then linear decay to nothing."""
    rising = max(1, int(total * warm_up))
    return min((step + 1) / rising, max(0.0, (total - step) / max(1, total - rising)))


class Run:
    """One training run: network, optimiser, average and how far it has come."""

    def __init__(self, recipe: Recipe, train: list[Document], out: Path) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.out = recipe, out
        self.taught = read_taught(Path(recipe.taught)) if recipe.taught else {}
        known = {document.text for document in train}
        others = [Document(f"text {n}", text, ()) for n, text in enumerate(self.taught) if text not in known]
        self.train = [*train, *others]
        self.tokenizer = load_tokenizer(encoder_folder(TOKENIZER))
        self.network = self.begun()
        self.average = Average(self.network, recipe.averaging)
        self.optimiser = torch.optim.AdamW(parameter_groups(self.network, recipe), fused=True)
        self.step = 0
        self.total = recipe.passes * len(list(self.batches(0)))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda step: rate_at(step, self.total, recipe.warm_up)
        )

    def begun(self) -> Network:
        """The network before the first step."""
        recipe = self.recipe
        if recipe.start:
            before = started(Path(recipe.start))
            network = Network(Encoder(before.encoder.shape, recipe.dropout), before.rank)
            network.load_state_dict(before.state_dict())
        else:
            network = Network(load_encoder(encoder_folder(recipe.encoder), recipe.dropout))
        if recipe.inner:
            network = prune(network, recipe.inner, islice(self.batches(0), PRUNING))
        network.encoder.words.requires_grad_(recipe.word_share > 0)
        return network

    def batches(self, number: int) -> Iterator[Batch]:
        """The batches of one pass: the same for the same seed and number."""
        draw = random.Random(f"{self.recipe.seed}-{number}")
        found = lessons(
            self.tokenizer,
            self.train,
            draw,
            varied=self.recipe.varied,
            limit=self.recipe.window,
            taught=self.taught,
        )
        return batches(found, self.recipe.batch, draw)

    def learn(self, batch: Batch) -> dict[str, float]:
        """One step; the losses by name."""
        self.network.train()
        with reduced():
            losses = self.network.loss(batch, self.recipe.softening)
        weights = {"tags": self.recipe.annotator_weight, "teacher": self.recipe.teacher_weight}
        weighted = [weights.get(name, self.recipe.pointer_weight) * loss for name, loss in losses.items()]
        loss = torch.stack(weighted).sum()
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.step += 1
        self.average.update(self.network, self.step)
        return {name: value.item() for name, value in losses.items()}

    def save(self, done: int, within: int) -> None:
        """Writes a checkpoint: ``done`` passes and ``within`` batches of the next."""
        state = {
            "recipe": asdict(self.recipe),
            "network": self.network.state_dict(),
            "average": self.average.weights,
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "random": torch.get_rng_state(),
            "place": (self.step, done, within),
        }
        torch.save(state, self.out / "writing.pt")
        (self.out / "writing.pt").replace(self.out / CHECKPOINT)

    def resume(self) -> tuple[int, int]:
        """Takes the last checkpoint up; the passes done, and the batches done of the next."""
        if not (self.out / CHECKPOINT).exists():
            return 0, 0
        state = torch.load(self.out / CHECKPOINT, weights_only=True)
        if state["recipe"] != asdict(self.recipe):
            raise SystemExit(f"{self.out} holds a run with another recipe; choose another --out")
        self.network.load_state_dict(state["network"])
        self.average.weights = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["random"])
        self.step, done, within = state["place"]
        return done, within


def averaged(run: Run) -> Network:
    """The network with the averaged weights, ready to be measured or exported."""
    network = copy.deepcopy(run.network)
    network.load_state_dict(run.network.state_dict() | run.average.weights)
    return network.eval()


def train(run: Run, dev: list[Document], *, save_every: int = 100) -> None:
    """Goes on to the last pass, measuring on dev after each, and writes ``final.pt``."""
    done, skip = run.resume()
    for number in range(done, run.recipe.passes):
        began, losses = time.monotonic(), dict[str, float]()
        for n, batch in enumerate(run.batches(number)):
            if n < skip:
                continue
            for name, value in run.learn(batch).items():
                losses[name] = 0.98 * losses.get(name, value) + 0.02 * value
            if run.step % 20 == 0:
                report(run, number, losses, began)
            if run.step % save_every == 0:
                run.save(number, n + 1)
        skip = 0
        run.save(number + 1, 0)
        table = evaluate(averaged(run), run.tokenizer, dev, limit=run.recipe.window)
        scores = {name: round(rate.f1, 4) for name, rate in table.items()}
        write(run.out, {"pass": number + 1, "dev": scores})
    torch.save({"recipe": asdict(run.recipe), "network": averaged(run).state_dict()}, run.out / "final.pt")


def report(run: Run, number: int, losses: dict[str, float], began: float) -> None:
    """A line of progress, to the log and to the terminal."""
    row = {"step": run.step, "of": run.total, "pass": number + 1}
    minutes = round((time.monotonic() - began) / 60, 1)
    rounded = {name: round(value, 4) for name, value in losses.items()}
    write(run.out, row | rounded | {"minutes of this pass": minutes})


def write(out: Path, row: Mapping[str, object]) -> None:
    """Adds a JSON line to the run's log and shows it."""
    line = json.dumps(row)
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")
    print(line, flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("train_folder", type=Path)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    for name, value in asdict(Recipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    given = vars(parser.parse_args())
    recipe = Recipe(**{name: given[name] for name in asdict(Recipe())})
    given["out"].mkdir(parents=True, exist_ok=True)
    run = Run(recipe, list(documents(given["train_folder"])), given["out"])
    train(run, list(documents(given["dev"])))


if __name__ == "__main__":
    main()
