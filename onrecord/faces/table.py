"""Readings as tables: one row a statement, or one an article; for CSV and Parquet alike.

A table is its columns, each with what stands in it, and a function that gives the rows of a reading.
Columns are only ever added, and at the end: a program may count on the order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Literal

from onrecord.errors import OptionError
from onrecord.faces.fragments import link
from onrecord.model import Reading, Span, Statement


class Spans(tuple[Span, ...]):
    """Spans in a cell; the offsets count, not the text."""

    __slots__ = ()


Kind = Literal["text", "texts", "number", "share", "spans", "day", "time"]
Value = str | int | float | date | tuple[str, ...] | Spans | None
Row = tuple[Value, ...]
Columns = Mapping[str, Kind]

REPLACED = "\N{REPLACEMENT CHARACTER}"
_SURROGATE = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

STATEMENTS: Columns = {
    **dict.fromkeys(("page", "article", "headline", "outlet", "published", "language"), "text"),
    **dict.fromkeys(("statement", "speaker", "speaker_type", "mention"), "text"),
    "mention_spans": "spans",
    **dict.fromkeys(("act", "polarity", "kind", "content"), "text"),
    "start": "number",
    "end": "number",
    "content_spans": "spans",
    "cue": "text",
    "cue_spans": "spans",
    "source": "text",
    "source_spans": "spans",
    "addressee": "text",
    "addressee_spans": "spans",
    "prompt": "text",
    "prompt_spans": "spans",
    "when": "text",
    "when_spans": "spans",
    "where": "text",
    "where_spans": "spans",
    "confidence": "share",
    "roles": "text",
    "roles_spans": "spans",
    "party": "text",
    "party_spans": "spans",
    "organisation": "text",
    "organisation_spans": "spans",
    "published_day": "day",
    "published_utc": "time",
    "url": "text",
    "link": "text",
}
ARTICLES: Columns = {
    **dict.fromkeys(("page", "article", "url", "sha256", "media_type", "headline", "outlet"), "text"),
    "authors": "texts",
    "published": "text",
    "published_day": "day",
    "published_utc": "time",
    "language": "text",
    "statements": "number",
    "notices": "texts",
    "text": "text",
}


def statement_rows(reading: Reading) -> Iterator[Row]:
    """A row for each statement of a reading."""
    article = reading.article
    if article is None:
        return
    head = (article.headline, article.outlet, article.published, article.language)
    dates = (published_day(article.published), published_utc(article.published))
    for each in reading.statements:
        where = (reading.page.url, link(reading.page.url, article.text, each.content))
        yield (reading.page.source, article.id, *head, each.id, *_cells(each), *dates, *where)


def article_rows(reading: Reading) -> Iterator[Row]:
    """The one row of a reading's article; none where there is no article."""
    article, page = reading.article, reading.page
    if article is not None:
        yield (
            *(page.source, article.id, page.url, page.sha256, page.media_type),
            *(article.headline, article.outlet, article.authors, article.published),
            *(published_day(article.published), published_utc(article.published)),
            *(article.language, len(reading.statements), reading.notices, article.text),
        )


TABLES: dict[str, tuple[Columns, Callable[[Reading], Iterator[Row]]]] = {
    "statements": (STATEMENTS, statement_rows),
    "articles": (ARTICLES, article_rows),
}


def check_table(name: str) -> str:
    """The name of a table, as given; OptionError where there is none of that name."""
    if name not in TABLES:
        raise OptionError(
            f"No table '{name}'. There are: {', '.join(TABLES)}", hint="Choose one with --table."
        )
    return name


def published_day(published: str | None) -> date | None:
    """The day that a page gives for itself, in its own time zone; None where it gives a month or less."""
    try:
        return date.fromisoformat(published[:10]) if published and _DAY.match(published) else None
    except ValueError:  # 2025-02-30
        return None


def published_utc(published: str | None) -> datetime | None:
    """When a page was printed, in UTC; None where it gives no time, or does not say in which zone."""
    try:
        found = datetime.fromisoformat(published) if published else None
        return found.astimezone(UTC) if found and found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def encodable(text: str) -> str:
    """Text that UTF-8 can hold: bytes of a file's name that are no text are shown as marks."""
    return text if text.isascii() else _SURROGATE.sub(REPLACED, text)


def _cells(statement: Statement) -> Row:
    speaker, addressee = statement.speaker, statement.addressee
    return (
        *(speaker.name, speaker.type, *_columns((speaker.mention,) if speaker.mention else None)),
        *(statement.act, statement.polarity, statement.kind, statement.words),
        *(statement.content[0].start, statement.content[-1].end, Spans(statement.content)),
        *_columns(statement.cue),
        *_columns(statement.source),
        *((addressee.name, Spans((addressee.span,))) if addressee else (None, None)),
        *_columns(statement.prompt),
        *_columns(statement.when),
        *_columns(statement.where),
        round(statement.confidence, 4),
        *_columns(speaker.roles),
        *_columns((speaker.party,) if speaker.party else None),
        *_columns((speaker.organisation,) if speaker.organisation else None),
    )


def _columns(spans: Sequence[Span] | None) -> tuple[str | None, Spans | None]:
    if not spans:
        return None, None
    return " […] ".join(span.text for span in spans), Spans(spans)
