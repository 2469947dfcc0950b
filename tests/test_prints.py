"""Fingerprints bring together what may be one saying."""

from __future__ import annotations

from onrecord.record.prints import ENOUGH, prints
from onrecord.record.stems import stems


def weight(one: frozenset[int], other: frozenset[int]) -> int:
    return sum(1 + each % 2 for each in one & other)


def test_a_speaker_and_two_words_are_enough() -> None:
    one = prints(stems("We open the flood barrier at dawn"), ["holt"])
    assert weight(one, prints(stems("that the barrier would be open"), ["holt"])) >= ENOUGH
    assert weight(one, prints(stems("that the barrier would be open"), ["reedle"])) < ENOUGH


def test_a_passage_is_enough_without_a_speaker() -> None:
    one = prints(stems("We open the flood barrier at dawn"), ["holt"])
    assert weight(one, prints(stems("open the flood barrier"), [])) >= ENOUGH


def test_words_that_everybody_uses_count_as_a_whole() -> None:
    assert prints(stems("Yes, we can."), ["holt"]) == prints(stems("“Yes we can”"), ["holt"])
    assert not prints(stems("Yes, we can."), [])


def test_prints_fit_into_a_whole_number_of_any_database() -> None:
    assert all(0 <= each < 2**63 for each in prints(stems("open the flood barrier at dawn"), ["holt"]))
