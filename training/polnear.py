"""Reads a PolNeAR compartment (Newell, Margolin and Ruths, LREC 2018): texts and brat standoff.

The folder holds ``text/NAME.txt`` and ``attributions/NAME_xxxx.ann``, one file an annotator. Offsets
are code points of the text as it stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ANNOTATION_NAME = re.compile(r"(?P<name>.+)_[0-9a-f]{4}\.ann")
ANNOTATION_LINE = re.compile(r"[A-Z]\d+\t")

Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One attribution as an annotator marked it; ``id`` is its event number, such as ``E12``."""

    id: str
    content: Pieces
    cue: Pieces
    source: Pieces


@dataclass(frozen=True)
class Document:
    """A text with its annotations, one version for each annotator; the first is gold."""

    name: str
    text: str
    versions: tuple[tuple[GoldAttribution, ...], ...]

    @property
    def attributions(self) -> tuple[GoldAttribution, ...]:
        """The gold annotation: that of the first annotator by file name."""
        return self.versions[0]


def documents(folder: str | Path) -> Iterator[Document]:
    """The annotated documents of a compartment, by name; FileNotFoundError if it is not one."""
    texts, annotations = Path(folder, "text"), Path(folder, "attributions")
    if not texts.is_dir() or not annotations.is_dir():
        raise FileNotFoundError(f"{folder} has no folders 'text' and 'attributions': not PolNeAR")
    versions: dict[str, list[Path]] = {}
    for path in sorted(annotations.glob("*.ann")):
        if match := ANNOTATION_NAME.fullmatch(path.name):
            versions.setdefault(match["name"], []).append(path)
    for path in sorted(texts.glob("*.txt")):
        if path.stem in versions:
            read = tuple(read_annotation(each) for each in versions[path.stem])
            yield Document(path.stem, path.read_bytes().decode("utf-8"), read)


def read_annotation(path: Path) -> tuple[GoldAttribution, ...]:
    """The attributions of one standoff file, in the file's order."""
    # A line that begins otherwise is the rest of a span text that holds a line end.
    content = path.read_bytes().decode("utf-8").split("\n")
    lines = [line.split("\t") for line in content if ANNOTATION_LINE.match(line)]
    spans: dict[str, Pieces] = {}
    for key, value, *_ in lines:
        if key.startswith("T"):
            pieces = (piece.split() for piece in value.split(" ", 1)[1].split(";"))
            spans[key] = tuple((int(start), int(end)) for start, end in pieces)
    return tuple(_attribution(key, value, spans) for key, value, *_ in lines if key.startswith("E"))


def _attribution(key: str, value: str, spans: dict[str, Pieces]) -> GoldAttribution:
    roles: dict[str, Pieces] = {"content": (), "cue": (), "source": ()}
    for link in value.split():
        role, target = link.split(":")
        role = role.rstrip("0123456789").lower()  # Content, Content2, …
        if role in roles:
            roles[role] = tuple(sorted(roles[role] + spans[target]))
    return GoldAttribution(key, **roles)
