"""Tables of readings: a row a statement, a row an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from onrecord.errors import OptionError
from onrecord.faces.table import TABLES, Row, check_table, published_day, published_utc
from onrecord.model import Page, Reading


def table(name: str, *readings: Reading) -> list[dict[str, object]]:
    columns, rows_of = TABLES[name]
    return [named(tuple(columns), row) for reading in readings for row in rows_of(reading)]


def named(columns: tuple[str, ...], row: Row) -> dict[str, object]:
    return dict(zip(columns, row, strict=True))


def test_there_is_a_row_a_statement_and_a_row_an_article(reading: Reading, failure: Reading) -> None:
    assert len(table("statements", reading, failure)) == len(reading.statements)
    (row,) = table("articles", reading, failure)
    assert (row["statements"], row["authors"]) == (4, ("Jo Tarn", "Al Reed"))
    assert reading.article is not None
    assert row["text"] == reading.article.text


def test_a_statement_of_the_web_has_a_link_to_its_words(reading: Reading) -> None:
    assert {row["link"] for row in table("statements", reading)} == {None}
    page = Page(b"x", "x.html", "text/html", "https://argus.example/pier")
    row = table("statements", replace(reading, page=page))[0]
    assert row["url"] == "https://argus.example/pier"
    assert str(row["link"]).startswith("https://argus.example/pier#:~:text=that%20the%20council")


@pytest.mark.parametrize(
    ("published", "day", "utc"),
    [
        (None, None, None),
        ("2025", None, None),
        ("2025-03", None, None),
        ("2025-03-12", date(2025, 3, 12), None),
        ("2025-03-12T23:30:00", date(2025, 3, 12), None),
        ("2025-03-12T23:30:00-05:00", date(2025, 3, 12), datetime(2025, 3, 13, 4, 30, tzinfo=UTC)),
        ("2025-03-12T09:30:00Z", date(2025, 3, 12), datetime(2025, 3, 12, 9, 30, tzinfo=UTC)),
        ("2025-02-30", None, None),
        ("0001-01-01T00:00:00+05:00", date(1, 1, 1), None),
    ],
)
def test_a_date_says_no_more_than_the_page(
    published: str | None, day: date | None, utc: datetime | None
) -> None:
    assert published_day(published) == day
    assert published_utc(published) == utc


def test_a_table_that_does_not_exist_is_answered_with_those_that_do() -> None:
    with pytest.raises(OptionError, match="There are: statements, articles"):
        check_table("pages")
