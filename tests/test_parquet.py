"""Tables as Parquet, read back with pyarrow and pandas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pandas
import pyarrow
import pytest
from pyarrow import parquet

from onrecord import __version__
from onrecord.errors import OptionError
from onrecord.faces import parquet as ours
from onrecord.faces.exports import write_csv
from onrecord.faces.parquet import check_parquet, write_parquet
from onrecord.faces.table import TABLES
from onrecord.model import Article, Page, Reading, Span, Speaker, Statement


def read(*readings: Reading, table: str = "statements") -> pyarrow.Table:
    output = io.BytesIO()
    write_parquet(readings, output, table=table)
    return parquet.read_table(io.BytesIO(output.getvalue()))


@pytest.mark.parametrize("table", TABLES)
def test_the_columns_have_their_types(table: str, reading: Reading) -> None:
    found = read(reading, table=table)
    assert found.column_names == list(TABLES[table][0])
    assert found.schema.field("published_utc").type == pyarrow.timestamp("us", "UTC")
    assert found.schema.field("published_day").type == pyarrow.date32()
    if table == "statements":
        assert found.schema.field("confidence").type == pyarrow.float64()
        span = pyarrow.struct([("start", pyarrow.int64()), ("end", pyarrow.int64())])
        assert found.schema.field("content_spans").type.value_type == span


def test_the_file_says_who_wrote_it_and_what_offsets_count(reading: Reading) -> None:
    about = read(reading).schema.metadata
    assert about[b"onrecord_version"] == __version__.encode()
    assert about[b"onrecord_offsets"].startswith(b"Unicode code points")


def test_spans_are_slices_of_the_text(reading: Reading, article: Article) -> None:
    row = read(reading).to_pylist()[1]
    pieces = [article.text[span["start"] : span["end"]] for span in row["content_spans"]]
    assert " […] ".join(pieces) == row["content"]
    assert row["when_spans"] == [
        {"start": article.text.index("on Monday"), "end": row["when_spans"][0]["end"]}
    ]
    assert row["where"] is row["where_spans"] is None


def test_parquet_and_csv_hold_the_same(reading: Reading) -> None:
    output = io.StringIO(newline="")
    write_csv([reading], output)
    in_csv = list(csv.DictReader(io.StringIO(output.getvalue(), newline="")))
    for row, other in zip(read(reading).to_pylist(), in_csv, strict=True):
        for name, value in row.items():
            if isinstance(value, list):
                value = ",".join(f"{span['start']}-{span['end']}" for span in value)
            shown = "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
            assert other[name] == shown


def test_pandas_reads_it(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with path.open("wb") as file:
        write_parquet([reading], file)
    found = pandas.read_parquet(path)
    assert found["confidence"].tolist() == [0.91, 0.875, 0.42, 0.3]
    assert found["published_utc"][0] == pandas.Timestamp("2025-03-12T09:30:00Z")


def test_rows_are_written_group_by_group(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ours.GROUP, "statements", 5)
    output = io.BytesIO()
    write_parquet([reading] * 3, output)
    file = parquet.ParquetFile(io.BytesIO(output.getvalue()))
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [5, 5, 2]


def test_what_is_stopped_is_a_whole_file_of_what_was_read(reading: Reading) -> None:
    def stopped() -> Iterator[Reading]:
        yield reading
        raise KeyboardInterrupt

    output = io.BytesIO()
    with pytest.raises(KeyboardInterrupt):
        write_parquet(stopped(), output)
    assert parquet.read_table(io.BytesIO(output.getvalue())).num_rows == 4


def test_nothing_is_a_file_without_rows() -> None:
    assert read().num_rows == 0


def test_text_that_no_encoding_has_is_marked() -> None:
    said = Statement("s", "indirect", "say", (Span(0, 2, "a\ud800"),), (), (), Speaker())
    found = read(Reading(Page(b"x", "\udcff.txt", "text/plain"), Article("a", "a\ud800", ()), (said,)))
    assert found.to_pylist()[0]["content"] == "a\ufffd"
    assert found.to_pylist()[0]["page"] == "\ufffd.txt"


def test_without_pyarrow_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    check_parquet()
    monkeypatch.setattr(ours, "find_spec", {}.get)
    with pytest.raises(OptionError, match="needs pyarrow") as caught:
        check_parquet()
    assert "onrecord[parquet]" in caught.value.hint
