"""What a teacher said of texts, kept in one file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from training.windows import Marked, Taught


def write_taught(path: Path, found: Mapping[str, Taught]) -> None:
    """Writes what is taught of texts, by text."""
    taught = list(found.values())
    path.parent.mkdir(parents=True, exist_ok=True)
    marks = [each.marked for each in taught]
    np.savez_compressed(
        path,
        texts=np.frombuffer(json.dumps(list(found)).encode(), dtype=np.uint8),
        sizes=np.array([len(each.scores) for each in taught]),
        scores=np.concatenate([each.scores for each in taught]),
        tags=np.concatenate([each.tags for each in marks]).astype(np.int32),
        cues=np.concatenate([each.cues for each in marks]).astype(np.int32),
        sources=np.concatenate([each.sources for each in marks]).astype(np.int32),
    )


def read_taught(path: Path) -> dict[str, Taught]:
    """What ``write_taught`` wrote, by text."""
    with np.load(path) as kept:
        every = json.loads(kept["texts"].tobytes())
        cuts = np.cumsum(kept["sizes"])[:-1]
        tables = np.split(kept["scores"], cuts)
        columns = (np.split(kept[name].astype(np.int64), cuts) for name in ("tags", "cues", "sources"))
        marks = [Marked(*row) for row in zip(*columns, strict=True)]
    return {text: Taught(table, marked) for text, table, marked in zip(every, tables, marks, strict=True)}
