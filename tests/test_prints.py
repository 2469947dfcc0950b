"""Fingerprints bring together what may be one saying."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.prints import Prints, prints
from onrecord.record.stems import stems


def bring_together(one: Prints, other: Prints) -> bool:
    assert bool(one.asked & other.kept) == bool(other.asked & one.kept)
    return bool(one.asked & other.kept)


def by(text: str, name: str = "", *, is_named: bool = True) -> Prints:
    return prints(stems(text), [name] if name else [], is_named=bool(name) and is_named)


SAID = "We open the flood barrier at dawn"


def test_a_speaker_and_two_words_side_by_side_are_enough() -> None:
    one = by(SAID, "holt")
    assert bring_together(one, by("that the barrier, against floods, would be open", "holt"))
    assert not bring_together(one, by("that the barrier, against floods, would be open", "reedle"))
    assert not bring_together(one, by("that the barrier would be open", "holt"))


def test_a_passage_is_enough_where_one_is_not_named() -> None:
    assert bring_together(by(SAID, "holt"), by("open the flood barrier"))
    assert bring_together(by("open the flood barrier"), by(SAID))
    assert bring_together(by(SAID, "holt"), by("open the flood barrier", "official", is_named=False))
    assert not bring_together(by(SAID, "holt"), by(SAID, "reedle"))


def test_a_long_quotation_is_found_whoever_is_named() -> None:
    said = "We open the flood barrier at dawn, count every ferry, pay the lock keepers and paint all boats"
    one = prints(stems(said), ["holt"], is_named=True, is_quoted=True)
    part = f"Nobody asked the mayor. {said.removeprefix('We open the flood ')} red, blue, yellow, green"
    assert bring_together(one, prints(stems(part), ["reedle"], is_named=True, is_quoted=True))
    assert not bring_together(one, prints(stems(part), ["reedle"], is_named=True))
    other = "Pay the lock keepers what was promised in June, sold to traders, drunk by sailors of Corran"
    assert not bring_together(one, prints(stems(other), ["reedle"], is_named=True, is_quoted=True))


@given(st.lists(st.sampled_from("abcdefgh"), min_size=8, max_size=12), st.data())
def test_eight_content_words_in_a_row_are_always_found(row: list[str], data: st.DataObject) -> None:
    words = st.lists(st.sampled_from([f"{letter}{letter}{letter}" for letter in "ijklmnop"]), max_size=8)
    same = " ".join(letter * 3 for letter in row)
    texts = [" ".join([*data.draw(words), same, *data.draw(words)]) for _ in range(2)]
    one, other = (
        prints(stems(text), [name], is_named=True, is_quoted=True)
        for text, name in zip(texts, ("holt", "reedle"), strict=True)
    )
    assert bring_together(one, other)


def test_words_that_everybody_uses_count_as_a_whole() -> None:
    assert bring_together(by("Yes, we can.", "holt"), by("“Yes we can”", "holt"))
    assert not by("Yes, we can.").kept


def test_prints_fit_into_a_whole_number_of_any_database() -> None:
    assert all(0 <= each < 2**63 for each in by(SAID, "holt").kept)
