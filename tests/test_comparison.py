"""The comparison of a reading with what was expected of it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bench.comparison import Expected, Literal, compare, read_expected, same_name, same_speaker
from bench.examples import EXAMPLES, compare_all, report

EXPECTED = read_expected(EXAMPLES)


def span(text: str, literal: Literal) -> dict[str, Any]:
    start = [match.start() for match in re.finditer(re.escape(literal.text), text)][literal.occurrence - 1]
    return {"start": start, "end": start + len(literal.text), "text": literal.text}


def spans(text: str, values: list[Any] | None) -> list[dict[str, Any]] | None:
    return None if values is None else [span(text, Literal.read(value)) for value in values]


def perfect(expected: Expected) -> dict[str, Any]:
    """The reading that finds everything just as the expected file says it."""
    text, blocks, at = expected.text, [], 0
    for block in expected.blocks:
        end = at + len(block["text"])
        blocks.append({"role": block["role"], "start": at, "end": end, "repeats": block.get("repeats")})
        at = end + 2
    statements = [
        {
            **{key: one[key] for key in ("id", "kind", "act", "polarity", "speaker")},
            **{
                key: spans(text, one.get(key))
                for key in ("content", "cue", "source", "prompt", "when", "where")
            },
            "addressee": one.get("addressee"),
        }
        for one in expected.statements
    ]
    return {
        "page": {"source": f"examples/{expected.page}"},
        "article": {**expected.article, "text": text, "blocks": blocks},
        "statements": statements,
        "notices": [f"no model for {expected.notice}"] if expected.notice else [],
        "error": None,
    }


@pytest.fixture
def expected() -> Expected:
    return EXPECTED["tessary-courier.html"][0]


@pytest.fixture
def reading(expected: Expected) -> dict[str, Any]:
    return perfect(expected)


def test_a_reading_as_expected_is_right_for_every_example() -> None:
    readings = [perfect(one) for articles in EXPECTED.values() for one in articles]
    lines: list[str] = []
    assert report(compare_all(EXPECTED, readings), lines.append), "\n".join(lines)


def test_a_page_that_was_not_read_is_missed() -> None:
    assert all(outcome.missed == ["the page was not read"] for outcome in compare_all(EXPECTED, []))


def test_a_required_statement_that_is_not_reported_is_missed(
    expected: Expected, reading: dict[str, Any]
) -> None:
    del reading["statements"][2]
    assert [line.split(":")[0] for line in compare(expected, reading).missed] == ["unreliable"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("speaker", {"name": "Tolliver", "type": "person"}),
        ("speaker", None),
        ("act", "deny"),
        ("kind", "direct"),
        ("polarity", "negative"),
        ("addressee", None),
        ("addressee", {"name": "the council"}),
        ("prompt", [{"start": 0, "end": 20, "text": "Flood barrier gates "}]),
    ],
)
def test_a_wrong_field_is_named(expected: Expected, reading: dict[str, Any], key: str, value: object) -> None:
    (statement,) = [one for one in reading["statements"] if one["id"] == "silence"]
    statement[key] = value
    wrong = compare(expected, reading).wrong
    assert wrong
    assert all(line.startswith("silence: ") for line in wrong)


def test_content_may_differ_in_marks_but_not_in_words(expected: Expected, reading: dict[str, Any]) -> None:
    (statement,) = [one for one in reading["statements"] if one["id"] == "gates"]
    (piece,) = statement["content"]
    piece["start"] += 1
    assert compare(expected, reading).right
    piece["end"] -= 40
    assert [line.split()[1] for line in compare(expected, reading).wrong] == ["content"]


def test_what_nobody_said_is_invented(expected: Expected, reading: dict[str, Any]) -> None:
    text = reading["article"]["text"]
    made_up = {
        **reading["statements"][0],
        "content": [span(text, Literal("The first letter went out on 2 December"))],
    }
    reading["statements"].append(made_up)
    assert len(compare(expected, reading).invented) == 1


def test_what_is_allowed_may_be_reported_by_its_speaker_only() -> None:
    expected = EXPECTED["radio-corran.html"][0]
    reading = perfect(expected)
    question = {
        **reading["statements"][1],
        "content": [span(expected.text, Literal("Was that not careless?"))],
        "speaker": {"name": "Jonah Whitlow", "type": "person"},
    }
    reading["statements"].append(question)
    assert compare(expected, reading).right
    question["speaker"] = {"name": "Maren Ostwick", "type": "person"}
    assert len(compare(expected, reading).invented) == 1


def test_an_attribution_inside_a_statement_may_be_reported() -> None:
    expected = EXPECTED["daily-post.txt"][0]
    reading = perfect(expected)
    nested = {
        **reading["statements"][1],
        "content": [span(expected.text, Literal("two gates of the Sele Barrier could fail in a storm"))],
        "cue": [span(expected.text, Literal("which found"))],
        "speaker": {"name": "engineers’ report", "type": "document"},
    }
    reading["statements"].append(nested)
    assert compare(expected, reading).right


def test_words_from_around_the_article_are_invented(expected: Expected, reading: dict[str, Any]) -> None:
    reading["article"]["text"] += "\n\nAccept all"
    assert compare(expected, reading).invented == ["not of the article: Accept all"]


def test_a_role_or_a_repeat_that_is_wrong_is_named() -> None:
    expected = EXPECTED["daily-post.txt"][0]
    reading = perfect(expected)
    reading["article"]["blocks"][8].update(role="body", repeats=None)
    assert len(compare(expected, reading).wrong) == 2


def test_people_go_by_their_whole_name_and_others_by_most_of_it() -> None:
    assert same_name("Maren Ostwick", "Maren Ostwick", "person")
    assert not same_name("Maren Ostwick", "Ostwick", "person")
    assert same_name("Corran Harbour Authority", "the harbour authority", "organisation")
    assert not same_name("harbour ministry", "harbour authority", "organisation")
    assert same_speaker({"name": None, "type": "unknown"}, None)
