"""Numbers as they are written, and when two of them are the same."""

from __future__ import annotations

import pytest

from onrecord.record.numbers import Quantity, quantities, same
from onrecord.record.tokens import read


def number(text: str) -> Quantity:
    (found,) = quantities(read(text).tokens)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fourteen", "14"),
        ("7,000", "7000"),
        ("1.2m", "1.2 million"),
        ("US$300bn", "300 billion dollars"),
        ("twenty-three", "23"),
        ("two hundred and fifty", "250"),
        ("two dozen", "24"),
        ("half a million", "500,000"),
        ("52-month", "four years and four months"),
        ("2:14:04", "2 hours, 14 minutes and 4 seconds"),
        ("7:38 pm", "19:38"),
        ("27th", "27"),
        ("50%", "50 per cent"),
        ("half of it", "50%"),
        ("two thirds", "66%"),
        ("a third", "33%"),
        ("December", "Dec."),
        ("hundreds", "400"),
        ("48 hours", "two days"),
        ("40 years", "four decades"),
        ("3:30", "half past three"),
        ("quarter to six", "5:45"),
        ("an 80m tower", "80 metres"),
        ("ten times as fast", "ten times the speed"),
    ],
)
def test_one_number_in_two_ways(one: str, other: str) -> None:
    assert same(number(one), number(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fourteen", "forty"),
        ("3.1%", "3.4%"),
        ("3 million", "3 billion"),
        ("three years", "three months"),
        ("Thursday", "Friday"),
        ("a quarter of it", "three quarters of it"),
        ("dozens", "hundreds"),
        ("6:30 am", "6:30 pm"),
    ],
)
def test_two_numbers(one: str, other: str) -> None:
    assert not same(number(one), number(other))


def test_a_month_is_one_only_where_it_is_meant() -> None:
    assert quantities(read("It may rain, and so they march.").tokens) == []
    assert [each.kind for each in quantities(read("on 16 May").tokens)] == ["number", "month"]


def test_a_range_shares_its_scale() -> None:
    first, second = quantities(read("15–25 million").tokens)
    assert first.size == 15_000_000
    assert second.size == 25_000_000


def test_all_but_a_few_of_a_number_are_the_rest() -> None:
    rest, whole = quantities(read("all but two of the ten").tokens)
    assert same(rest, number("eight"))
    assert same(whole, number("ten"))
