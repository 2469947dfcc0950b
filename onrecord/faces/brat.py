"""Brat standoff: each article's text in a .txt file, its statements beside it in an .ann file.

A statement is an event whose trigger is its content; cue, source and the rest are its arguments, kind
and act its attributes, and the speaker's name and the confidence stand in a note. The format is
described at https://brat.nlplab.org/standoff.html. Brat knows no span over the end of a line or over a
tab, so a span is cut into pieces there; the white space between pieces is all that is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path, PurePath

from onrecord.errors import OptionError
from onrecord.model import Reading, Span, Statement

_LINE = re.compile(r"[^\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def write_brat(readings: Iterable[Reading], folder: Path) -> None:
    """Write ``NAME.txt`` and ``NAME.ann`` for every article, and annotation.conf, into ``folder``.

    The folder is made where there is none; OptionError where a file is in its place. A page without
    an article gets no files.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise OptionError(f"'{folder}' is a file.", hint="Name a folder with --output.") from error
    (folder / "annotation.conf").write_text(configuration(), encoding="utf-8")
    taken: dict[str, int] = {}
    for reading in readings:
        if reading.article is None:
            continue
        name = _name(reading.page.source, taken)
        text, annotations = reading.article.text, as_standoff(reading)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        (folder / f"{name}.ann").write_text(annotations, encoding="utf-8", newline="")


def configuration() -> str:
    """The annotation.conf that tells brat of the types used here."""
    return (files("onrecord.faces") / "data/annotation.conf").read_text(encoding="utf-8")


def as_standoff(reading: Reading) -> str:
    """The .ann file of a reading: T, E, A and # lines."""
    lines: list[str] = []
    count = 0
    for number, statement in enumerate(reading.statements, start=1):
        event = ""
        for role, spans in _roles(statement):
            pieces = [piece for span in spans for piece in _pieces(span)]
            if not pieces:
                continue
            count += 1
            lines.append(_text_bound(count, role, pieces))
            event += f"{' ' if event else ''}{role}:T{count}"
        if event.startswith("Statement:"):
            lines += [f"E{number}\t{event}", *_about(number, statement)]
    return "".join(line + "\n" for line in lines)


def _roles(statement: Statement) -> Iterator[tuple[str, Sequence[Span]]]:
    yield "Statement", statement.content
    yield "Cue", statement.cue
    yield "Source", statement.source
    yield "Addressee", (statement.addressee.span,) if statement.addressee else ()
    yield "Prompt", statement.prompt or ()
    yield "When", statement.when or ()
    yield "Where", statement.where or ()


def _pieces(span: Span) -> Iterator[tuple[int, int, str]]:
    """The span line by line, without white space at a line's ends."""
    for line in _LINE.finditer(span.text):
        words = line.group().strip()
        if words:
            start = span.start + line.start() + line.group().index(words)
            yield start, start + len(words), words


def _text_bound(number: int, role: str, pieces: list[tuple[int, int, str]]) -> str:
    offsets = ";".join(f"{start} {end}" for start, end, _ in pieces)
    return f"T{number}\t{role} {offsets}\t{' '.join(words for *_, words in pieces)}"


def _about(number: int, statement: Statement) -> Iterator[str]:
    values = {"Kind": statement.kind, "Act": statement.act, "Polarity": statement.polarity}
    for place, (attribute, value) in enumerate(values.items()):
        yield f"A{3 * number - 2 + place}\t{attribute} E{number} {value}"
    speaker = statement.speaker
    name = "null" if speaker.name is None else " ".join(speaker.name.split())
    note = f"speaker={name}; type={speaker.type}; confidence={statement.confidence:.4f}; id={statement.id}"
    yield f"#{number}\tAnnotatorNotes E{number}\t{note}"


def _name(source: str, taken: dict[str, int]) -> str:
    """A name for the files of a page, after its source, that no other page of the run has.

    ``taken`` holds every name that was given, in small letters, with how often it was wanted.
    """
    wanted = "stdin" if source == "-" else PurePath(source).stem
    stem = name = _NOT_IN_NAMES.sub("-", wanted).strip("-.")[:100] or "page"
    while name.lower() in taken:
        taken[stem.lower()] += 1
        name = f"{stem}-{taken[stem.lower()]}"
    taken[name.lower()] = 1
    return name
