"""What a line is by its form alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake import forms


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("BY ANN LEE AND BOB RAY", ("ANN LEE", "BOB RAY")),
        ("By Ann Lee, Bob Ray and Cy O’Dee", ("Ann Lee", "Bob Ray", "Cy O’Dee")),
        ("By Ann Lee, Political Editor", ("Ann Lee",)),
        ("By Ann Lee in Lowmarsh", ("Ann Lee",)),
        ("By J. R. van Dorn for the Herald", ("J. R. van Dorn",)),
        ("Ann Lee, Maritime Correspondent", ("Ann Lee",)),
        ("Par Solène Kervadec", ("Solène Kervadec",)),
        ("By the time the ship came in, everybody had left", ()),
        ("By contrast", ()),
        ("Ex-minister breaks silence to answer critic", ()),
        ("By Ann Lee. She left the paper in 2010, and never wrote again for anybody!", ()),
    ],
)
def test_a_byline_gives_its_names(line: str, names: tuple[str, ...]) -> None:
    assert forms.authors(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "2 November 2024",
        "Published: Saturday, 2 Nov 2024 07:15 GMT",
        "November 2, 2024 | 7:15 a.m.",
        "Updated 2 November 2024",
        "LOWMARSH, March 4",
        "2024-11-02",
    ],
)
def test_a_line_with_a_date_and_nothing_else_is_a_dateline(line: str) -> None:
    assert forms.is_dateline(line)


@pytest.mark.parametrize(
    "line", ["On 2 November 2024 the ship sank.", "Oct. 31, 2012 The hug.", "March", "2012"]
)
def test_a_sentence_with_a_date_is_no_dateline(line: str) -> None:
    assert not forms.is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "Advertisement",
        "ADVERTISEMENT Cheap boats",
        "Read more: The ship that sank",
        "© The Herald 2024",
        "Follow us on Facebook",
        "https://herald.example/a",
        "***",
        "All rights reserved.",
    ],
)
def test_furniture_of_a_page_is_known(line: str) -> None:
    assert forms.is_other(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell by a fifth, the bank said.",
        "Follow the money, the investigator said.",
        "Read more books, she told the children.",
        "Print shops said they had no paper.",
        "Comments by the minister were not welcome.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_none(line: str) -> None:
    assert not forms.is_other(line)


@pytest.mark.parametrize(
    "line",
    ["Photo: Ann Lee", "The mill in 1998 (Getty Images)", "The mill. Photograph: Bob Ray/Herald", "AFP"],
)
def test_a_line_that_says_it_is_a_caption_is_one(line: str) -> None:
    assert forms.is_caption(line)


@pytest.mark.parametrize(
    "line", ["The Harbour Courier", "News24", "CorranNow24NEWS", "BBC News", "lowmarsh.com"]
)
def test_an_outlet_is_known_by_its_words(line: str) -> None:
    assert forms.is_outlet(line)


@pytest.mark.parametrize(
    "line", ["Harbour master resigns", "The news is bad.", "Two ships", "ferry times change"]
)
def test_a_headline_is_no_outlet(line: str) -> None:
    assert not forms.is_outlet(line)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("He left.", True),
        ("“He left.”", True),
        ("He left.) ", True),
        ("the port’s ‘rules’", False),
        ("He said:", False),
    ],
)
def test_closing_punctuation_may_stand_inside_closing_marks(text: str, closed: bool) -> None:
    assert forms.is_closed(text) == closed


@given(st.text(max_size=120))
def test_any_line_may_be_asked(line: str) -> None:
    forms.authors(line)
    forms.is_other(line)
    forms.is_caption(line)
    forms.is_dateline(line)
    forms.is_outlet(line)
