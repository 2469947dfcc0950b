import pytest

from onrecord.statements.times import date_of_occasion, during_at, is_day_or_month, time_at
from tests.attributed import scene

TIMES = [
    "on Tuesday",
    "late Monday night",
    "on Friday, March 4, 2016",
    "in March 2011",
    "on Jan. 7",
    "back in 2009",
    "in the late 1990s",
    "in the summer of 2014",
    "earlier this month",
    "last week",
    "later that day",
    "earlier in the day",
    "two days later",
    "only six months ago",
    "the day before",
    "over the weekend",
    "at the time",
    "at 6:45 p.m.",
    "early today",
    "recently",
]
CLAUSES = ["after the vote", "shortly before the vote", "on the eve of the vote"]


@pytest.mark.parametrize("time", TIMES)
def test_a_time_is_read_whole(time: str) -> None:
    assert time_at(time + " he left", 0, len(time) + 8) == len(time)


@pytest.mark.parametrize("clause", CLAUSES)
def test_clauses_of_time_can_be_left_out(clause: str) -> None:
    assert time_at(clause, 0, len(clause)) == len(clause)
    assert time_at(clause, 0, len(clause), clauses=False) is None


@pytest.mark.parametrize(
    "words",
    [
        "in Leeds",
        "in the 2012 race",
        "Tuesday’s vote",
        "This Week with Tom Bell",
        "before a crowd",
        "more than",
    ],
)
def test_what_is_no_time_is_none(words: str) -> None:
    assert time_at(words, 0, len(words)) is None


def test_the_date_of_an_occasion_is_found_inside_it() -> None:
    text = "at last month’s debate"
    assert date_of_occasion(text, 0, len(text)) == (3, 15)
    assert date_of_occasion("at a debate", 0, 11) is None


def test_during_takes_its_noun() -> None:
    assert during_at("during the long campaign, he", 0, 28) == 24
    assert during_at("in the campaign", 0, 15) is None


def test_days_and_months_are_no_places() -> None:
    assert is_day_or_month("Monday")
    assert is_day_or_month("June")
    assert not is_day_or_month("Leeds")


@pytest.mark.parametrize("time", TIMES + CLAUSES)
def test_a_time_holds_a_word_by_which_a_sentence_is_known_to_have_one(time: str) -> None:
    assert scene("[She] <said> {no} " + time).has_any("time_words")
