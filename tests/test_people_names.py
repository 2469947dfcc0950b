"""Which names, printed in two articles, may be one speaker's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import SpeakerType
from onrecord.people.names import agree, is_named, key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lena Ostwick", "Ostwick"),
        ("Lena Ostwick", "L. Ostwick"),
        ("Lena Ostwick", "Lena Ostwik"),
        ("Eyewitness Lena Ostwick", "Lena Ostwick"),
        ("Lena Ostwick of Corran", "Lena Ostwick"),
        ("José Arl", "Jose Arl"),
    ],
)
def test_forms_of_a_persons_name_agree(one: str, other: str) -> None:
    assert agree(one, "person", other, "person") is True


def test_a_courtesy_is_no_part_of_a_name() -> None:
    assert agree("Ms Holt", "person", "Mara Holt", "person")
    assert agree("Mr Reedle", "person", "Tom Reedle", "person")
    assert not agree("Ms Holt", "person", "Tom Reedle", "person")


@pytest.mark.parametrize(
    ("one", "other"), [("Lena Ostwick", "Tom Ostwick"), ("Lena Ostwick", "Lena Reedle"), ("Brown", "Crown")]
)
def test_other_people_do_not(one: str, other: str) -> None:
    assert agree(one, "person", other, "person") is False


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Corran News Agency", "CNA", True),
        ("the Corran Herald", "official Corran Herald newspaper", True),
        ("All-Corran Airways", "ACA", True),
        ("Corran Council", "Arl Council", False),
        ("Tarn Ltd.", "Tarn", True),
        ("Herald of Corran", "Herald", True),
        ("Corran Herald", "corranherald.com", True),
        ("Corran Herald", "arlherald.com", False),
        ("Tarn Ltd.", "Arl Ltd.", False),
        ("Corran", "Corran Council", False),
    ],
)
def test_bodies_agree_by_their_words_or_first_letters(one: str, other: str, found: bool) -> None:
    assert agree(one, "organisation", other, "organisation") is found


def test_whoever_has_no_name_may_be_anybody() -> None:
    assert agree("an official", "unnamed", "Lena Ostwick", "person") is None
    assert agree("officials", "group", "Lena Ostwick", "person") is False
    assert agree("a spokesman for Corran Council", "unnamed", "Corran Council", "organisation") is True
    assert agree("officials", "group", "witnesses", "group") is None
    assert agree("senior officials", "group", "officials", "group") is True
    assert agree("an official with the council", "unnamed", "official", "unnamed") is True
    assert agree("one of the offices’ sources", "unnamed", "source", "unnamed") is True
    assert agree("Police in Corran", "group", "Corran Police", "organisation") is True
    assert agree("Police in Corran", "group", "Arl Police", "organisation") is None


def test_a_name_has_a_capital() -> None:
    assert is_named("Lena Ostwick", "person")
    assert not is_named("police", "organisation")
    assert not is_named(None, "person")


def test_forms_of_a_name_are_found_by_one_word() -> None:
    assert {key(name) for name in ("Lena Ostwick", "Ostwick", "Lena Ostwick of Corran")} == {"ostwick"}


KINDS: st.SearchStrategy[SpeakerType] = st.sampled_from(["person", "organisation", "group", "unnamed"])


@given(st.text(), KINDS, st.text(), KINDS)
def test_any_two_names_can_be_asked_and_the_order_does_not_matter(
    one: str, one_kind: SpeakerType, other: str, other_kind: SpeakerType
) -> None:
    assert agree(one, one_kind, other, other_kind) == agree(other, other_kind, one, one_kind)


def test_a_name_of_nothing_but_a_reflexive_is_read() -> None:
    assert agree("Himself", "person", "Ada Tarn", "person") is not True
