"""Readings as data: JSON lines and CSV, and the table of all formats.

A format is a function ``(readings, output) -> None`` that writes and flushes reading by reading, so a
stream that is cut off ends with a whole reading. ``docs/data.md`` describes every field.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TextIO

from onrecord.errors import OnrecordError, OptionError
from onrecord.faces.linked import write_schemaorg, write_webannotation
from onrecord.faces.marked import write_html
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
COLUMNS = (
    *("page", "article", "headline", "outlet", "published", "language", "statement"),
    *("speaker", "speaker_type", "mention", "mention_spans", "act", "polarity", "kind"),
    *("content", "start", "end", "content_spans", "cue", "cue_spans", "source", "source_spans"),
    *("addressee", "addressee_spans", "prompt", "prompt_spans", "when", "when_spans"),
    *("where", "where_spans", "confidence"),
    *("roles", "roles_spans", "party", "party_spans", "organisation", "organisation_spans"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_jsonl(readings: Iterable[Reading], output: TextIO) -> None:
    """Write one JSON object a reading, each on a line of its own."""
    for reading in readings:
        line = json.dumps(as_json(reading), ensure_ascii=False, separators=(",", ":"))
        # A file's name may hold bytes that are no text; a JSON text may not.
        output.write(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", line) + "\n")
        output.flush()


def write_csv(readings: Iterable[Reading], output: TextIO) -> None:
    """Write a heading and one row a statement, as RFC 4180 has it (lines end in CR LF)."""
    rows = csv.writer(output)
    rows.writerow(COLUMNS)
    for reading in readings:
        rows.writerows([_cell(value) for value in row] for row in _rows(reading))
        output.flush()


STREAM_FORMATS: dict[str, Writer] = {
    "text": write_text,
    "jsonl": write_jsonl,
    "csv": write_csv,
    "html": write_html,
    "webannotation": write_webannotation,
    "schemaorg": write_schemaorg,
}
FORMATS = ("text", "jsonl", "csv", FOLDER_FORMAT, "html", "webannotation", "schemaorg")


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


def _rows(reading: Reading) -> Iterator[tuple[object, ...]]:
    article = reading.article
    if article is None:
        return
    head = (article.headline, article.outlet, article.published, article.language)
    for statement in reading.statements:
        yield (reading.page.source, article.id, *head, statement.id, *_cells(statement))


def _cells(statement: Statement) -> tuple[object, ...]:
    speaker, addressee = statement.speaker, statement.addressee
    return (
        speaker.name,
        speaker.type,
        *_columns((speaker.mention,) if speaker.mention else None),
        statement.act,
        statement.polarity,
        statement.kind,
        statement.words,
        statement.content[0].start,
        statement.content[-1].end,
        spans_key(statement.content),
        *_columns(statement.cue),
        *_columns(statement.source),
        addressee and addressee.name,
        addressee and spans_key((addressee.span,)),
        *_columns(statement.prompt),
        *_columns(statement.when),
        *_columns(statement.where),
        round(statement.confidence, 4),
        *_columns(speaker.roles),
        *_columns((speaker.party,) if speaker.party else None),
        *_columns((speaker.organisation,) if speaker.organisation else None),
    )


def _columns(spans: Sequence[Span] | None) -> tuple[str | None, str | None]:
    if not spans:
        return None, None
    return " […] ".join(span.text for span in spans), spans_key(spans)


def _cell(value: object) -> object:
    """A value that no spreadsheet runs as a formula and every CSV reader takes."""
    if not isinstance(value, str):
        return value
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value).replace("\0", "\N{REPLACEMENT CHARACTER}")
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
