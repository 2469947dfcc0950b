"""The examples are sound: every page has its expected statements, and those stand in the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import lxml.html
import pytest

from bench.comparison import SUFFIX, Expected, Literal, read_expected
from bench.examples import EXAMPLES, compare_all, report
from onrecord import pipeline
from onrecord.faces.exports import as_json
from onrecord.model import ACTS, ROLES, Kind, Polarity, SpeakerType

EXPECTED = read_expected(EXAMPLES)
ARTICLES = [(page, n) for page, articles in EXPECTED.items() for n in range(len(articles))]
SPANS = ("content", "cue", "source", "prompt", "when", "where")
every_article = pytest.mark.parametrize(("page", "n"), ARTICLES)
every_page = pytest.mark.parametrize("page", EXPECTED)


def pages() -> list[str]:
    return [
        path.name
        for path in sorted(EXAMPLES.iterdir())
        if not path.name.endswith(SUFFIX) and path.name != "README.md"
    ]


def collapsed(text: str) -> str:
    return " ".join(text.split())


def text_of_html(content: bytes) -> str:
    root = lxml.html.document_fromstring(content)
    for element in root.xpath("//script | //style"):
        element.drop_tree()
    return collapsed(root.text_content())


def text_of_page(page: str, n: int) -> str:
    content = (EXAMPLES / page).read_bytes()
    if page.endswith(".html"):
        return text_of_html(content)
    if page.endswith(".txt"):
        return content.decode("utf-8")
    item = json.loads(content.decode("utf-8").splitlines()[n])
    body = text_of_html(item["html"].encode()) if "html" in item else item["text"]
    return f"{item['headline']}\n\n{body}"


def literals(expected: Expected) -> Iterator[Literal]:
    for statement in expected.statements:
        for name in SPANS:
            yield from map(Literal.read, statement.get(name, ()))
        for name in ("content", "prompt"):
            for option in statement.get("accept", {}).get(name, ()):
                yield from map(Literal.read, option)
    for allowed in expected.allowed:
        yield from map(Literal.read, allowed["content"])


def speakers(expected: Expected) -> Iterator[dict[str, Any]]:
    yield from (statement["speaker"] for statement in expected.statements)
    yield from (allowed["speaker"] for allowed in expected.allowed if "speaker" in allowed)


def test_every_page_has_its_expected_statements() -> None:
    assert pages() == sorted(EXPECTED)


@every_article
def test_every_literal_stands_in_the_article_as_often_as_it_says(page: str, n: int) -> None:
    expected = EXPECTED[page][n]
    too_few = [one for one in literals(expected) if expected.text.count(one.text) < one.occurrence]
    assert not too_few


@every_article
def test_every_block_stands_in_the_page_in_its_order(page: str, n: int) -> None:
    text, at = text_of_page(page, n), 0
    for block in EXPECTED[page][n].blocks:
        found = text.find(block["text"], at)
        assert found >= 0, block["text"]
        at = found + len(block["text"])


@every_article
def test_what_is_not_of_the_article_stands_in_the_page_but_in_no_block(page: str, n: int) -> None:
    expected = EXPECTED[page][n]
    content = (EXAMPLES / page).read_bytes()
    source = content.decode("cp1252" if b"windows-1252" in content else "utf-8")
    for string in expected.absent:
        assert string in collapsed(source.replace("&amp;", "&"))
        assert string not in expected.text


@every_article
def test_blocks_have_roles_and_repeat_only_earlier_ones(page: str, n: int) -> None:
    blocks = EXPECTED[page][n].blocks
    assert {block["role"] for block in blocks} <= {None, *ROLES}
    assert all(block["repeats"] < place for place, block in enumerate(blocks) if "repeats" in block)
    assert all(block["role"] or block.get("optional") for block in blocks)


@every_article
def test_kinds_acts_types_and_polarities_are_those_of_the_model(page: str, n: int) -> None:
    expected = EXPECTED[page][n]
    sets = {"kind": get_args(Kind), "act": ACTS, "polarity": get_args(Polarity)}
    for statement in expected.statements:
        for name, values in sets.items():
            assert {statement[name], *statement.get("accept", {}).get(name, [])} <= {*values}
        assert {*statement.get("accept", {}).get("type", [])} <= {*get_args(SpeakerType)}
    assert {speaker["type"] for speaker in speakers(expected)} <= {*get_args(SpeakerType)}


@every_article
def test_statements_have_ids_of_their_own_and_every_field(page: str, n: int) -> None:
    statements = EXPECTED[page][n].statements
    assert len({statement["id"] for statement in statements}) == len(statements)
    for statement in statements:
        assert {"id", "required", "kind", "act", "content", "cue", "source", "speaker", "polarity"} <= {
            *statement
        }
        assert isinstance(statement["required"], bool)
        assert statement["content"]


@every_article
def test_people_are_called_by_names_that_the_article_gives(page: str, n: int) -> None:
    expected = EXPECTED[page][n]
    names = {
        speaker["name"] for speaker in speakers(expected) if speaker["type"] in ("person", "organisation")
    }
    metadata = " ".join(expected.article.get("authors", []))
    assert [name for name in names if name not in expected.text and name not in metadata] == []


@every_page
def test_no_two_required_statements_share_their_content(page: str) -> None:
    for expected in EXPECTED[page]:
        contents = [json.dumps(s["content"]) for s in expected.statements if s["required"]]
        assert len({*contents}) == len(contents)


def test_the_old_page_declares_windows_1252_and_needs_it() -> None:
    content = Path(EXAMPLES, "lowmoor-gazette.html").read_bytes()
    assert b"charset=windows-1252" in content
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


def test_every_example_is_read_as_a_careful_reader_reads_it() -> None:
    lines: list[str] = []
    readings = (as_json(reading) for reading in pipeline.read([EXAMPLES], threads=1))
    assert report(compare_all(EXPECTED, readings), lines.append), "\n".join(lines)
