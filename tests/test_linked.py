from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest

from onrecord.faces.linked import write_schemaorg, write_webannotation
from onrecord.model import Page, Reading
from tests.conftest import TEXT


@pytest.fixture
def web(reading: Reading) -> Reading:
    page = Page(b"argus", "argus.html", "text/html", "https://argus.example/pier")
    return replace(reading, page=page)


def annotated(reading: Reading) -> list[dict[str, Any]]:
    out = StringIO()
    write_webannotation([reading], out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def things(reading: Reading) -> list[dict[str, Any]]:
    out = StringIO()
    write_schemaorg([reading], out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_statement_is_an_annotation_with_what_the_model_asks_for(web: Reading) -> None:
    found = annotated(web)
    assert len(found) == len(web.statements)
    for each in found:
        assert each["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert each["type"] == "Annotation"
        assert each["target"]
    assert len({each["id"] for each in found}) == len(found)


def test_positions_are_code_points_of_the_text_whose_hash_is_named(web: Reading) -> None:
    text = f"urn:sha256:{hashlib.sha256(TEXT.encode()).hexdigest()}"
    for annotation, statement in zip(annotated(web), web.statements, strict=True):
        positions = [each["selector"] for each in annotation["target"] if each["source"] == text]
        words = [TEXT[each["start"] : each["end"]] for each in positions]
        assert words == [span.text for span in statement.content]


def test_words_are_found_again_by_what_stands_around_them(web: Reading) -> None:
    for annotation in annotated(web):
        quotes = [each for each in annotation["target"] if each["source"] == "https://argus.example/pier"]
        for selector in (each["selector"] for each in quotes):
            assert TEXT.count(selector["prefix"] + selector["exact"] + selector["suffix"]) == 1


def test_a_page_without_an_address_is_named_by_its_bytes(reading: Reading) -> None:
    assert isinstance(reading.page, Page)
    assert annotated(reading)[0]["target"][0]["source"] == f"urn:sha256:{reading.page.sha256}"


def test_what_is_quoted_is_a_quotation_and_all_else_a_claim(web: Reading) -> None:
    claim, quotation, *_ = things(web)
    assert claim["@type"] == "Claim"
    assert claim["author"] == {"@type": "Person", "name": "Ines Fallow"}
    assert claim["appearance"]["url"] == "https://argus.example/pier"
    assert quotation["@type"] == "Quotation"
    assert quotation["isPartOf"]["publisher"]["name"] == "The Wexcombe Argus"
    assert "author" not in things(web)[3]  # nobody is named, and nobody is invented
