"""How fast a folder of texts is read, whole process and start included, against the bare model.

    python -m bench.speed FOLDER [--rounds 5] [--against COMMAND] [--check | --raise]

Each round runs, one after the other: ``onrecord read`` on one core, the model alone on one core over
the very same windows (made beforehand, loading not counted), ``onrecord read`` on two cores, and
``onrecord read`` of one short page from cold. With ``--against``, the ``onrecord`` command of another
release (one in an environment of its own) reads the same on one core. Printed are medians, and ratios
taken round by round, so that a machine whose speed drifts does not decide.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import floors

WORD = re.compile(r"\w+")
SHORT = "Mara Holt, the mayor, said on Monday that the bridge would open in May.\n"


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of wall time, and the largest memory of the process in megabytes."""

    seconds: float
    megabytes: float


def run(command: Sequence[str], cores: int) -> Timing:
    """One run of a command on the first ``cores`` cores, its output thrown away."""
    chosen = sorted(os.sched_getaffinity(0))[:cores]
    # An installed package has its bytecode; so has this one from the second run on.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        env=environment,
        preexec_fn=lambda: os.sched_setaffinity(0, chosen),
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Timing(time.perf_counter() - began, usage.ru_maxrss / 1024)


def bare(folder: Path) -> None:
    """Prints the seconds that the model alone takes for all windows of a folder."""
    from onrecord.intake.article import read_article
    from onrecord.intake.sources import pages
    from onrecord.language.models import load_model
    from onrecord.language.words import prepared
    from onrecord.model import Page
    from onrecord.settings import Settings

    model, given = load_model(Settings.from_environment().model), []
    for page in pages([folder]):
        assert isinstance(page, Page)
        article, _ = read_article(page)
        given += prepared(article, model)[1]
    for window in given[:5]:
        model.read(window)
    began = time.perf_counter()
    for window in given:
        model.read(window)
    print(time.perf_counter() - began)


def bare_seconds(folder: Path) -> float:
    """``bare`` in a process of its own on one core."""
    core = min(os.sched_getaffinity(0))
    done = subprocess.run(
        [sys.executable, "-m", "bench.speed", str(folder), "--bare"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, [core]),
    )
    return float(done.stdout)


def one_round(folder: Path, short: Path, other: str | None) -> dict[str, float]:
    """The figures of one round."""
    form = ["read", "--format", "jsonl"]
    read = [sys.executable, "-m", "onrecord", *form]
    alone = run([*read, "--threads", "1", str(folder)], cores=1)
    another = run([other, *form, "--threads", "1", str(folder)], cores=1) if other else None
    model = bare_seconds(folder)
    double = run([*read, "--threads", "2", str(folder)], cores=2)
    cold = run([*read, str(short)], cores=2)
    words = sum(len(WORD.findall(path.read_text("utf-8"))) for path in folder.glob("*.txt"))
    return {
        "words a second, one core": words / alone.seconds,
        "words a second, bare model": words / model,
        "words a second, two cores": words / double.seconds,
        "share of the bare model": model / alone.seconds,
        "two cores against one": alone.seconds / double.seconds,
        **({"times the other release": another.seconds / alone.seconds} if another else {}),
        "seconds of one short page": cold.seconds,
        "megabytes, one core": alone.megabytes,
        "megabytes, two cores": double.megabytes,
    }


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder of plain texts")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--against", metavar="COMMAND", help="another release's command")
    parser.add_argument("--check", action="store_true", help="exit 1 below the floors")
    parser.add_argument("--raise", dest="raised", action="store_true", help="raise the floors")
    parser.add_argument("--bare", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.bare:
        bare(given.folder)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder, "short.txt")
        short.write_text(SHORT, encoding="utf-8")
        one_round(given.folder, short, given.against)  # warm-up, not counted
        rounds = [one_round(given.folder, short, given.against) for _ in range(given.rounds)]
    table = {name: sorted(each[name] for each in rounds) for name in rounds[0]}
    for name, values in table.items():
        print(f"{name:28}{statistics.median(values):10.2f}   ({values[0]:.2f} to {values[-1]:.2f})")
    ratios = ("share of the bare model", "two cores against one")
    medians = {name: statistics.median(table[name]) for name in ratios}
    if given.raised:
        floors.raise_to("speed", medians)
    low = floors.below("speed", medians) if given.check else []
    print(*low, sep="\n", end="\n" if low else "")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
