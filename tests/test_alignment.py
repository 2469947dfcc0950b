"""Which words of two texts stand for each other."""

from __future__ import annotations

from onrecord.record.alignment import Pair, align, likeness
from onrecord.record.tokens import read


def pairs(original: str, copy: str) -> list[Pair]:
    return list(align(read(original), read(copy)))


def links(original: str, copy: str) -> dict[str, str]:
    (pair,) = pairs(original, copy)
    ones, others = pair.original.tokens, pair.copy.tokens
    return {ones[n].text: others[m].text for n, m in pair.there.items()}


def test_words_are_linked_by_form_sense_spelling_and_place() -> None:
    found = links("The injured helper favoured closing it", "The hurt helper favors closing it")
    assert found["injured"] == "hurt"
    assert found["favoured"] == "favors"


def test_a_word_is_linked_with_its_opposite() -> None:
    assert links("prices rose in Corran", "prices fell in Corran")["rose"] == "fell"


def test_what_stands_elsewhere_has_moved() -> None:
    (pair,) = pairs("On Monday the gates of Corran failed", "The gates of Corran failed on Monday")
    assert {pair.original.tokens[n].text for n in pair.moved} == {"On", "Monday"}


def test_sentences_find_their_partners_wherever_they_stand() -> None:
    first = "The gates of Corran failed on Monday and flooded forty cellars. "
    second = "Engineers from Baltry blame salt, storms and a budget that was cut twice. "
    third = "Maren Ostwick, the minister, has asked the auditor general for a report. "
    filler = "Nobody in Port Tessary has ever seen a tide as high as that of last winter. " * 4
    found = pairs(first + second + third + filler, third + filler + first + second)
    assert len(found) == 7
    assert all(pair.original.tokens[0].text == pair.copy.tokens[0].text for pair in found)


def test_likeness_orders_what_words_share() -> None:
    same, form, sense = likeness("gate", "gate"), likeness("gate", "gates"), likeness("buy", "purchase")
    opposite, nothing = likeness("rise", "fall"), likeness("gate", "minister")
    assert same > form > sense > opposite > nothing


def test_an_empty_text_is_aligned_with_nothing() -> None:
    assert not any(pair.there for pair in align(read(""), read("The gates failed.")))
