"""Floors under the figures, in ``floors.json``: they only rise, and a figure below one is an error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

PATH = Path(__file__).parent / "floors.json"


def read(path: Path = PATH) -> dict[str, dict[str, float]]:
    """The floors of all measures, by measure and figure; none where the file is not there yet."""
    if not path.exists():
        return {}
    found: dict[str, dict[str, float]] = json.loads(path.read_text("utf-8"))
    return found


def below(measure: str, figures: Mapping[str, float], path: Path = PATH) -> list[str]:
    """A line for each figure of a measure that is missing or stands below its floor."""
    floors = read(path).get(measure, {})
    return [
        f"{measure}: {name} is {figures.get(name, 0):.4f}, below its floor {floor:.4f}"
        for name, floor in floors.items()
        if figures.get(name, 0) < floor
    ]


def raise_to(measure: str, figures: Mapping[str, float], path: Path = PATH) -> None:
    """Writes figures that are higher than their floors, rounded down; a floor never sinks."""
    floors = read(path)
    known = floors.setdefault(measure, {})
    for name, figure in figures.items():
        known[name] = max(known.get(name, 0.0), int(figure * 1000) / 1000)
    path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
