"""Readings as data: JSON lines and CSV, and the list of all formats.

A format is a function ``(readings, output) -> None`` that writes and flushes reading by reading, so a
stream that is cut off ends with a whole reading. ``docs/data.md`` describes every field.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TextIO

from onrecord.errors import OnrecordError, OptionError
from onrecord.faces.linked import write_schemaorg, write_webannotation
from onrecord.faces.marked import write_html
from onrecord.faces.table import REPLACED, TABLES, Spans, Value, encodable
from onrecord.faces.terminal import write_text
from onrecord.model import (
    Article,
    Block,
    Mention,
    Page,
    Reading,
    Span,
    Speaker,
    Statement,
    Unread,
    spans_key,
)

Writer = Callable[[Iterable[Reading], TextIO], None]

FOLDER_FORMAT = "brat"  # written into a folder, not to a stream: onrecord.faces.brat
BINARY_FORMAT = "parquet"  # written as bytes: onrecord.faces.parquet
TABLE_FORMATS = ("csv", BINARY_FORMAT)
BYTE_ORDER_MARK = "\ufeff"


def write_jsonl(readings: Iterable[Reading], output: TextIO) -> None:
    """Write one JSON object a reading, each on a line of its own."""
    for reading in readings:
        line = json.dumps(as_json(reading), ensure_ascii=False, separators=(",", ":"))
        # A file's name may hold bytes that are no text; a JSON text may not.
        output.write(encodable(line) + "\n")
        output.flush()


def write_csv(
    readings: Iterable[Reading], output: TextIO, *, table: str = "statements", excel: bool = False
) -> None:
    """Write a heading and the rows of a table, as RFC 4180 has it (lines end in CR LF).

    With ``excel`` the file begins with the mark by which Excel knows UTF-8, and no cell runs as a formula;
    without it the words are those of the page, character for character.
    """
    columns, rows_of = TABLES[table]
    output.write(BYTE_ORDER_MARK if excel else "")
    rows = csv.writer(output)
    rows.writerow(columns)
    for reading in readings:
        for row in rows_of(reading):
            cells = (_cell(value) for value in row)
            rows.writerow(_harmless(cell) for cell in cells) if excel else rows.writerow(cells)
        output.flush()


STREAM_FORMATS: dict[str, Writer] = {
    "text": write_text,
    "jsonl": write_jsonl,
    "csv": write_csv,
    "html": write_html,
    "webannotation": write_webannotation,
    "schemaorg": write_schemaorg,
}
FORMATS = ("text", "jsonl", "csv", BINARY_FORMAT, FOLDER_FORMAT, "html", "webannotation", "schemaorg")


def check_format(name: str) -> str:
    """The name of a format, as given; OptionError where there is none of that name."""
    if name not in FORMATS:
        raise OptionError(
            f"No format '{name}'. There are: {', '.join(FORMATS)}", hint="Choose one with --format."
        )
    return name


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading as plain values for JSON, fields in the order of ``docs/data.md``."""
    return {
        "page": _page(reading.page),
        "article": reading.article and _article(reading.article),
        "statements": [statement_json(statement) for statement in reading.statements],
        "notices": list(reading.notices),
        "error": reading.error and _error(reading.error),
    }


def _page(page: Page | Unread) -> dict[str, Any]:
    # What could not be opened has no bytes, and so no hash of them and no type.
    if isinstance(page, Unread):
        return {"source": page.source, "sha256": None, "media_type": None, "url": None}
    return {
        "source": page.source,
        "sha256": page.sha256,
        "media_type": page.media_type,
        "url": page.url,
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "text": article.text,
        "headline": article.headline,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published,
        "language": article.language,
        "blocks": [_block(block) for block in article.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    place = block.place and {
        "path": block.place.path,
        "start": block.place.start,
        "end": block.place.end,
    }
    return {
        "role": block.role,
        "start": block.start,
        "end": block.end,
        "repeats": block.repeats,
        "place": place,
    }


def statement_json(statement: Statement) -> dict[str, Any]:
    """A statement as plain values for JSON, fields in the order of ``docs/data.md``."""
    return {
        "id": statement.id,
        "kind": statement.kind,
        "act": statement.act,
        "content": _spans(statement.content),
        "cue": _spans(statement.cue),
        "source": _spans(statement.source),
        "speaker": _speaker(statement.speaker),
        "addressee": _mention(statement.addressee),
        "prompt": _known_spans(statement.prompt),
        "when": _known_spans(statement.when),
        "where": _known_spans(statement.where),
        "polarity": statement.polarity,
        "confidence": round(statement.confidence, 4),
    }


def _speaker(speaker: Speaker) -> dict[str, Any] | None:
    if speaker == Speaker() and not speaker.why:
        return None
    mention = speaker.mention and _span(speaker.mention)
    return {
        "name": speaker.name,
        "type": speaker.type,
        "mention": mention,
        "roles": _spans(speaker.roles),
        "party": speaker.party and _span(speaker.party),
        "organisation": speaker.organisation and _span(speaker.organisation),
        "why": speaker.why or None,
    }


def _mention(mention: Mention | None) -> dict[str, Any] | None:
    if mention is None:
        return None
    return {"name": mention.name, "start": mention.span.start, "end": mention.span.end}


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _spans(spans: Sequence[Span]) -> list[dict[str, Any]]:
    return [_span(span) for span in spans]


def _known_spans(spans: Sequence[Span] | None) -> list[dict[str, Any]] | None:
    return None if spans is None else _spans(spans)


def _error(error: OnrecordError) -> dict[str, str]:
    return {"kind": error.kind, "message": error.message, "hint": error.hint}


def _cell(value: Value) -> str | int | float | None:
    """A value as one cell that every reader of CSV takes."""
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Spans):
        return spans_key(value)
    text = value if isinstance(value, str) else "; ".join(value)
    return encodable(text).replace("\0", REPLACED)


def _harmless(cell: str | float | None) -> str | float | None:
    """A cell that no spreadsheet runs as a formula."""
    runs = isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{cell}" if runs else cell
