"""Readings as an Apache Parquet file: the columns of CSV with their types, written in row groups.

A group is written as soon as it is full, so that no more than one is in memory; a run that is stopped ends
its file properly behind the last whole reading. pyarrow comes with the extra ``onrecord[parquet]``.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING, BinaryIO

from onrecord import __version__
from onrecord.errors import OptionError
from onrecord.faces.table import TABLES, Kind, Row, Spans, Value, encodable
from onrecord.model import Reading

if TYPE_CHECKING:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

GROUP = {"statements": 20_000, "articles": 2_000}  # rows; an article's row holds its whole text
OFFSETS = "Unicode code points of the article's text, from 0, the end exclusive"


def check_parquet() -> None:
    """OptionError where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        raise OptionError(
            "The format parquet needs pyarrow.", hint="Install it with: pip install 'onrecord[parquet]'"
        )


def schema(table: str) -> pyarrow.Schema:
    """The columns of a table with their types, and what a reader of the file should know."""
    import pyarrow

    columns, _ = TABLES[table]
    about = {"onrecord_version": __version__, "onrecord_table": table, "onrecord_offsets": OFFSETS}
    return pyarrow.schema(
        [pyarrow.field(name, _type(kind)) for name, kind in columns.items()], metadata=about
    )


def write_parquet(readings: Iterable[Reading], output: BinaryIO, *, table: str = "statements") -> None:
    """Write the rows of a table."""
    from pyarrow.parquet import ParquetWriter

    _, rows_of = TABLES[table]
    rows: list[Row] = []
    with ParquetWriter(output, schema(table), compression="zstd") as writer:
        try:
            for reading in readings:
                rows += rows_of(reading)
                while len(rows) >= GROUP[table]:
                    _write(rows[: GROUP[table]], writer)
                    del rows[: GROUP[table]]
        finally:
            if rows:
                _write(rows, writer)


def _write(rows: list[Row], writer: ParquetWriter) -> None:
    import pyarrow

    values = zip(*rows, strict=True)
    arrays = [
        pyarrow.array([_plain(value) for value in column], field.type)
        for column, field in zip(values, writer.schema, strict=True)
    ]
    writer.write_batch(pyarrow.RecordBatch.from_arrays(arrays, schema=writer.schema))


def _type(kind: Kind) -> pyarrow.DataType:
    import pyarrow

    span = pyarrow.struct([("start", pyarrow.int64()), ("end", pyarrow.int64())])
    types = {
        "text": pyarrow.string(),
        "texts": pyarrow.list_(pyarrow.string()),
        "number": pyarrow.int64(),
        "share": pyarrow.float64(),
        "spans": pyarrow.list_(span),
        "day": pyarrow.date32(),
        "time": pyarrow.timestamp("us", "UTC"),
    }
    return types[kind]


def _plain(value: Value) -> object:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, Spans):
        return [{"start": span.start, "end": span.end} for span in value]
    return [encodable(str(each)) for each in value] if isinstance(value, tuple) else value
