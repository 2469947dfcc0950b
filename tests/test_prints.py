"""Fingerprints bring together what may be one saying."""

from __future__ import annotations

from onrecord.record.prints import prints
from onrecord.record.stems import stems


def test_a_speaker_and_two_words_side_by_side_are_enough() -> None:
    one = prints(stems("We open the flood barrier at dawn"), ["holt"])
    assert one & prints(stems("that the barrier, against floods, would be open"), ["holt"])
    assert not one & prints(stems("that the barrier, against floods, would be open"), ["reedle"])
    assert not one & prints(stems("that the barrier would be open"), ["holt"])


def test_a_passage_is_enough_without_a_speaker() -> None:
    one = prints(stems("We open the flood barrier at dawn"), ["holt"])
    assert one & prints(stems("open the flood barrier"), [])


def test_words_that_everybody_uses_count_as_a_whole() -> None:
    assert prints(stems("Yes, we can."), ["holt"]) == prints(stems("“Yes we can”"), ["holt"])
    assert not prints(stems("Yes, we can."), [])


def test_prints_fit_into_a_whole_number_of_any_database() -> None:
    assert all(0 <= each < 2**63 for each in prints(stems("open the flood barrier at dawn"), ["holt"]))
