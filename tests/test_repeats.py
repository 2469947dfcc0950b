"""A block that prints an earlier one again is marked; what only looks like it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake import repeats
from onrecord.model import Role

LINE = "The harbour master told a packed meeting that the channel was ‘safe’ for ships"
NEAR = "Harbour master Barnaby told a packed meeting that the channel was ‘safe’ for ships"


@pytest.mark.parametrize(
    "again",
    [
        LINE.replace("‘", "'").replace("’", "'"),
        LINE.replace("‘", "“").replace("’", "”"),
        LINE + ".",
        LINE.replace(" ", "\xa0 "),
        LINE.upper(),
    ],
)
def test_marks_spaces_case_and_a_full_stop_make_no_difference(again: str) -> None:
    assert repeats.find([LINE, again], ["body", "body"]) == [None, 0]


def test_the_nearest_earlier_block_is_named() -> None:
    assert repeats.find([LINE, LINE, LINE], ["body", "caption", "caption"]) == [None, 0, 1]


def test_a_caption_repeats_what_it_nearly_says_but_a_paragraph_does_not() -> None:
    assert repeats.find([LINE, NEAR], ["body", "caption"]) == [None, 0]
    assert repeats.find([LINE, NEAR], ["body", "body"]) == [None, None]


def test_a_short_answer_given_twice_is_no_repeat() -> None:
    assert repeats.find(["Yes.", "Yes."], ["body", "body"]) == [None, None]


def test_an_open_line_that_stands_twice_in_a_row_is_a_caption() -> None:
    texts = [LINE, LINE, "He left the hall.", "He left the hall."]
    assert repeats.captions(texts, ["body"] * 4) == [0, 1]


def test_an_open_line_that_retells_a_paragraph_above_is_a_caption() -> None:
    assert repeats.captions(["First things first.", LINE + ".", NEAR], ["body"] * 3) == [2]


@given(st.lists(st.text(alphabet="abc ‘'.\n", max_size=30), max_size=8))
def test_a_repeat_always_points_back(texts: list[str]) -> None:
    roles: list[Role] = ["caption"] * len(texts)
    for index, earlier in enumerate(repeats.find(texts, roles)):
        assert earlier is None or 0 <= earlier < index
