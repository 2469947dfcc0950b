"""How alike two wordings are, and what parts them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.likeness import likeness, stands_in
from onrecord.record.stems import stems


def test_a_part_is_all_of_itself_and_some_of_the_whole() -> None:
    found = likeness(
        stems("the barrier opens at dawn"), stems("We say the barrier opens at dawn and ferries wait")
    )
    assert found.inner == 1.0
    assert 0.0 < found.outer < 1.0
    assert found.run == 5


def test_moved_words_are_shared_out_of_order() -> None:
    found = likeness(stems("ferries wait while the barrier opens"), stems("the barrier opens, ferries wait"))
    assert found.inner == 1.0
    assert found.ordered < 1.0


def test_another_number_or_name_in_one_place_parts() -> None:
    assert likeness(stems("we lost 3 boats"), stems("we lost 5 boats")).against == "number"
    assert likeness(stems("the boats of Corran sank"), stems("the boats of Arlmouth sank")).against == "name"
    assert not likeness(stems("we lost three boats"), stems("we lost 3 boats")).against
    assert not likeness(stems("it sank in September"), stems("it sank in Sept.")).against


def test_a_name_in_another_transcription_is_the_same_name() -> None:
    assert not likeness(stems("we met Jamal al-Shabaat"), stems("we met Jamal al-Shabat")).against
    assert not likeness(stems("we met Haidar Orrin"), stems("we met Haider Orrin")).against
    assert likeness(stems("we met Maria here"), stems("we met Mario here")).against == "name"
    assert likeness(stems("we met Orwin here"), stems("we met Orlin here")).against == "name"


def test_titles_and_years_part_nothing() -> None:
    assert not likeness(
        stems("we thank Sgt Tom Reedle and the guards"), stems("we thank Mr Reedle and guards")
    ).against
    assert not likeness(stems("it sank here in 2014"), stems("it sank here two years ago")).against
    assert likeness(stems("it sank here in 2014"), stems("it sank here in 2016")).against == "number"


def test_misspelt_words_and_those_of_one_sense_are_shared() -> None:
    assert likeness(stems("the barrier opens"), stems("the barier opens")).inner == 1.0
    assert likeness(stems("we race to monetise attention"), stems("we race to monetize attention")).run == 5


def test_what_is_put_in_before_a_clause_is_put_in_whole() -> None:
    short, long = "It is not the end of the ferry", "It is not a sham; it is not the end of the ferry"
    found = likeness(stems(short), stems(long))
    assert not found.is_turned
    assert found.run == 8


def test_a_piece_stands_in_a_text_where_its_words_stand_side_by_side() -> None:
    whole = stems("whoever sells it sells our children’s bread")
    assert stands_in(stems("our childrens’ breakfst"), stems("whoever sells our childrens breakfast"))
    assert stands_in(stems("sells our children’s bread"), whole)
    assert not stands_in(stems("sells our bread"), whole)


def test_a_negation_turns_only_its_own_clause() -> None:
    assert likeness(stems("we did not sink the boat"), stems("we sank the boat")).is_turned
    assert not likeness(stems("it was not me, the boat sank"), stems("the boat sank")).is_turned


def test_a_negation_is_over_where_the_next_phrase_begins() -> None:
    one, other = stems("a day without sunlight because of a storm"), stems("no end of it because of a storm")
    assert not likeness(one, other).is_turned
    assert likeness(stems("they are not in Corran"), stems("they are in Corran")).is_turned


@given(st.text(), st.text())
def test_likeness_is_between_nothing_and_all_and_the_same_from_both_sides(one: str, other: str) -> None:
    found, back = likeness(stems(one), stems(other)), likeness(stems(other), stems(one))
    assert 0.0 <= found.outer <= found.inner <= 1.0 + 1e-9
    assert found.is_turned == back.is_turned


@given(st.text())
def test_nothing_parts_a_text_from_itself(text: str) -> None:
    found = likeness(stems(text), stems(text))
    assert not found.against
    assert not found.is_turned
    assert found.inner in (0.0, 1.0)
