"""The words of what was said, as they are compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.stems import stems


def keys(text: str) -> list[str]:
    return [stem.key for stem in stems(text)]


def test_inflections_and_marks_do_not_matter() -> None:
    assert keys("The ferries waited.") == keys("the “ferry” waits")


def test_contractions_are_read_out() -> None:
    assert keys("We won't") == keys("we will not")
    assert [stem.is_negator for stem in stems("didn’t")] == [False, True]


def test_numbers_have_their_value_in_words_and_digits() -> None:
    assert [stem.number for stem in stems("twelve 1,200 3.5 1½")][:3] == [12.0, 1200.0, 3.5]


def test_a_mark_alone_is_a_word() -> None:
    assert [stem.word for stem in stems("(\uff9f) yes")][-1] == "yes"


def test_a_number_of_several_words_is_one() -> None:
    text = "Three hundred boats, twenty-five ferries, 2.5 million eggs and 1,500 thousand; 40 two"
    found = [stem.number for stem in stems(text) if stem.number is not None]
    assert found == [300.0, 25.0, 2_500_000.0, 1500.0, 1000.0, 40.0, 2.0]


def test_a_capital_tells_a_name_only_where_none_has_to_stand() -> None:
    assert [stem.is_name for stem in stems("Ferries reach Corran. Boats follow")] == [
        False,
        False,
        True,
        False,
        False,
    ]


def test_a_people_stands_for_its_country() -> None:
    assert keys("American") == keys("U.S.") == keys("America")


def test_a_country_and_a_time_have_one_form() -> None:
    assert keys("the United States") == keys("the US")
    assert keys("at 5:10 a.m.") == keys("at 5.10 am")


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(stem.key for stem in stems(text))
