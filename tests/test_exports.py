import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OptionError, SourceError
from onrecord.faces.exports import FORMATS, as_json, check_format, write_csv, write_jsonl
from onrecord.faces.table import STATEMENTS
from onrecord.model import Article, Block, Page, Place, Reading, Span, Speaker, Statement, Unread

SCHEMA = json.loads((Path(__file__).parent.parent / "docs/statements.schema.json").read_text("utf-8"))


def jsonl(*readings: Reading) -> str:
    output = io.StringIO()
    write_jsonl(readings, output)
    return output.getvalue()


def rows(*readings: Reading, table: str = "statements", excel: bool = False) -> list[dict[str, str]]:
    output = io.StringIO(newline="")
    write_csv(readings, output, table=table, excel=excel)
    return list(csv.DictReader(io.StringIO(output.getvalue(), newline="")))


def test_every_line_of_jsonl_keeps_the_contract(reading: Reading, failure: Reading) -> None:
    for line in jsonl(reading, failure).splitlines():
        jsonschema.validate(json.loads(line), SCHEMA)


def test_the_fields_stand_in_the_order_of_the_contract(reading: Reading) -> None:
    found = json.loads(jsonl(reading))
    assert_in_order(found, SCHEMA)
    assert_in_order(found["page"], SCHEMA["properties"]["page"])
    assert_in_order(found["article"], SCHEMA["$defs"]["article"])
    assert_in_order(found["article"]["blocks"][0], SCHEMA["$defs"]["block"])
    assert_in_order(found["statements"][0], SCHEMA["$defs"]["statement"])


def assert_in_order(value: dict[str, Any], schema: dict[str, Any]) -> None:
    assert list(value) == list(schema["properties"])


def test_every_span_of_jsonl_is_that_slice_of_the_text(reading: Reading) -> None:
    found = json.loads(jsonl(reading))
    text = found["article"]["text"]
    for statement in found["statements"]:
        for piece in (*statement["content"], *statement["cue"], *statement["source"]):
            assert text[piece["start"] : piece["end"]] == piece["text"]
    addressee = found["statements"][1]["addressee"]
    assert text[addressee["start"] : addressee["end"]] == addressee["name"] == "Wexcombe FM"


def test_a_speaker_of_whom_nothing_is_known_is_null(reading: Reading) -> None:
    speakers = [statement["speaker"] for statement in json.loads(jsonl(reading))["statements"]]
    assert speakers[3] is None
    assert speakers[2]["name"] is None
    assert speakers[2]["mention"]["text"] == "They"


def test_a_page_that_cannot_be_read_has_an_error_and_no_article(failure: Reading) -> None:
    found = json.loads(jsonl(failure))
    assert found["article"] is None
    assert found["statements"] == []
    assert found["error"] == {
        "kind": "PageError",
        "message": "'pages/empty.html' holds no text.",
        "hint": "Save the page again.",
    }


def test_a_page_that_was_never_opened_has_no_hash_and_no_type() -> None:
    error = SourceError("No file or folder 'x'.", hint="Check the path.")
    found = as_json(Reading(Unread("x", error), None, error=error))
    assert found["page"] == {"source": "x", "sha256": None, "media_type": None, "url": None}


def test_a_place_is_written_out(reading: Reading, article: Article) -> None:
    block = Block("body", 0, 3, place=Place("/html/body/p", 4, 7))
    found = as_json(replace(reading, article=replace(article, blocks=(block,))))
    assert found["article"]["blocks"] == [
        {
            "role": "body",
            "start": 0,
            "end": 3,
            "repeats": None,
            "place": {"path": "/html/body/p", "start": 4, "end": 7},
        }
    ]


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=40))
def test_any_text_at_all_is_one_line_of_strict_json(text: str) -> None:
    page = Page(b"x", text, "text/plain")
    written = jsonl(Reading(page, Article("a", "", ()), notices=(text,)))
    assert written.count("\n") == 1
    written.encode("utf-8")
    kept = "".join("\ufffd" if 0xD800 <= ord(c) < 0xE000 else c for c in text)
    assert json.loads(written)["notices"] == [kept]


def test_csv_has_one_row_a_statement_with_page_and_article_first(reading: Reading, failure: Reading) -> None:
    found = rows(reading, failure, reading)
    assert len(found) == 2 * len(reading.statements)
    assert list(found[0])[:2] == ["page", "article"]
    assert list(found[0]) == list(STATEMENTS)
    assert found[0]["page"] == "pages/pier.txt"


def test_csv_gives_spans_as_text_and_as_offsets(reading: Reading, article: Article) -> None:
    row = rows(reading)[1]
    assert row["content"] == "We will keep it. […] It is ours, […] and <ours> it stays."
    pieces = [tuple(map(int, piece.split("-"))) for piece in row["content_spans"].split(",")]
    assert [article.text[start:end] for start, end in pieces] == row["content"].split(" […] ")
    assert (int(row["start"]), int(row["end"])) == (pieces[0][0], pieces[-1][1])
    assert row["prompt"] == "Asked about the rumour"
    assert row["where"] == ""


def test_csv_lines_end_as_rfc_4180_has_it(reading: Reading) -> None:
    output = io.StringIO(newline="")
    write_csv([reading], output)
    assert output.getvalue().count("\r\n") == len(reading.statements) + 1


def one_row(words: str) -> Reading:
    """A statement of some words by a speaker of that name."""
    content = (Span(0, len(words), words),)
    said = Statement("s", "indirect", "say", content, (), (), Speaker(words), confidence=0.5)
    return Reading(Page(b"x", "x", "text/plain"), Article("a", words, ()), (said,))


@pytest.mark.parametrize("words", ["=1+1", "+44", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_words_are_changed_only_for_excel_which_would_run_them(words: str) -> None:
    assert rows(one_row(words))[0]["content"] == words
    (row,) = rows(one_row(words), excel=True)
    assert row["content"] == row["speaker"] == "'" + words


def test_for_excel_the_file_begins_with_the_mark_by_which_it_knows_utf8(reading: Reading) -> None:
    output = io.StringIO(newline="")
    write_csv([reading], output, excel=True)
    assert output.getvalue().encode().startswith(b"\xef\xbb\xbfpage,article")


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=40))
def test_any_words_come_back_from_csv(words: str) -> None:
    kept = "".join(c if c != "\0" and not 0xD800 <= ord(c) < 0xE000 else "\ufffd" for c in words)
    assert rows(one_row(words))[0]["content"] == kept


@given(st.text(st.sampled_from("\"\n\r,;='\\\t |aé“"), min_size=1, max_size=12))
def test_any_words_come_back_to_pandas(words: str) -> None:
    output = io.StringIO(newline="")
    write_csv([one_row(words)], output)
    file = io.BytesIO(output.getvalue().encode())
    found = pandas.read_csv(file, keep_default_na=False, dtype=str)
    assert found["content"].tolist() == [words]


def test_a_format_that_does_not_exist_is_answered_with_those_that_do() -> None:
    with pytest.raises(OptionError) as caught:
        check_format("xls")
    assert (
        str(caught.value)
        == "No format 'xls'. There are: text, jsonl, csv, parquet, brat, html, webannotation, schemaorg"
    )
    assert [check_format(name) for name in FORMATS] == list(FORMATS)
