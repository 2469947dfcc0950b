"""The likely original of a story: by credits, by time, by what it holds; not known where nothing tells."""

from __future__ import annotations

import pytest

from onrecord.record.credits import credits, credits_outlet
from onrecord.record.origin import Copy, original
from tests.copies import article


def test_the_first_that_was_published_is_the_original() -> None:
    copies = [
        Copy("a", "The Echo", "2025-03-02"),
        Copy("b", "The Argus", "2025-03-01T22:00:00+00:00"),
    ]
    assert original(copies, {}) == ("b", "published first, 1 day before the next")


@pytest.mark.parametrize("published", ["2025-03-02", "2025-03-02T08:00:00+00:00", None, "2025-03", "soon"])
def test_where_dates_do_not_tell_nothing_is_guessed(published: str | None) -> None:
    copies = [Copy("a", "The Echo", "2025-03-02"), Copy("b", "The Argus", published)]
    assert original(copies, {("a", "b"): 0.9, ("b", "a"): 0.9})[0] is None


def test_where_dates_do_not_tell_the_one_that_holds_the_others_and_more_is() -> None:
    copies = [Copy("a", "The Echo"), Copy("b", "The Argus")]
    found, why = original(copies, {("a", "b"): 0.98, ("b", "a"): 0.5})
    assert found == "b"
    assert "holds the text of all the others" in why


def test_who_credits_another_is_not_the_original() -> None:
    copies = [Copy("a", "The Echo", "2025-03-01", ("Argus",)), Copy("b", "The Argus", "2025-03-02")]
    assert original(copies, {}) == ("b", "The Echo credits The Argus")


def test_the_original_of_agency_copy_is_the_agency_or_nobody_here() -> None:
    copies = [Copy("a", "The Echo", "2025-03-01", ("Reuters",)), Copy("b", "The Argus", "2025-03-02")]
    assert original(copies, {}) == (None, "The Echo credits Reuters, whose own text is not among these")
    assert original([*copies, Copy("c", "Reuters", "2025-03-01", ("Reuters",))], {})[0] == "c"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CORRAN (AP) — The gates are shut.", "AP"),
        ("The gates are shut.\n\nAssociated Press", "AP"),
        ("This article was originally published by the Northwater Wire on Monday.", "Northwater Wire"),
        ("The Corran Argus reports that the gates are shut.", "Corran Argus"),
        ("The gates are shut. Source: Radio Corran", "Radio Corran"),
    ],
)
def test_credits_are_found_where_articles_give_them(text: str, name: str) -> None:
    assert name in credits(article(text))


@pytest.mark.parametrize(
    "text",
    ["The minister spoke to a man from Reuters about it.", "Scranton, PA\n\nWe met her pa in Ostwick."],
)
def test_whoever_only_speaks_of_an_agency_or_a_place_does_not_credit_it(text: str) -> None:
    assert credits(article(text)) == ()


def test_an_agency_that_stands_beside_an_author_is_credited() -> None:
    text = "The gates are shut."
    assert credits(article(text, authors=("Jo Tarn of Reuters", "Al Reed, Associated Press"))) == (
        "AP",
        "Reuters",
    )
    assert credits(article(text, authors=("Jo Tarn",))) == ()


def test_a_name_is_an_outlet_with_or_without_its_article() -> None:
    assert credits_outlet("Corran Argus", "The Corran Argus")
    assert credits_outlet("Press Association", "PA Media")
    assert not credits_outlet("Argus", "The Echo")
