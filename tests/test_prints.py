"""Fingerprints bring together what may be one saying."""

from __future__ import annotations

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


def test_words_that_everybody_uses_count_as_a_whole() -> None:
    assert bring_together(by("Yes, we can.", "holt"), by("“Yes we can”", "holt"))
    assert not by("Yes, we can.").kept


def test_prints_fit_into_a_whole_number_of_any_database() -> None:
    assert all(0 <= each < 2**63 for each in by(SAID, "holt").kept)
