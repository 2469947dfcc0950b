"""Copies of one text are told from independent articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.copying import ENOUGH, KEPT, Copied, copied, prints
from onrecord.record.passages import sentences
from tests.copies import BARRIER, FERRY, OTHER, SPUN, article, half, moved

PIECES = (
    "the",
    "of Corran",
    "said",
    "“",
    "”",
    ". ",
    "1931",
    "4,000",
    "ferry",
    "it’s",
    "not",
    "‘",
    "’",
    "\n\n",
    "(AP) —",
)
WORDS = st.lists(st.sampled_from(PIECES))


def compared(one: str, other: str) -> Copied:
    return copied(sentences(article(one)), sentences(article(other)))


@pytest.mark.parametrize("made", [str, half, moved, str.upper, lambda text: f"{text}\n\n{BARRIER}"])
def test_an_article_is_a_copy_of_itself_whole_cut_moved_or_with_more(made: Callable[[str], str]) -> None:
    found = compared(FERRY, made(FERRY))
    assert found.is_copy
    assert max(found.of_one, found.of_other) > 0.95


def test_a_rewritten_article_is_a_copy() -> None:
    found = compared(FERRY, SPUN)
    assert found.is_copy
    assert found.of_other > 0.9 > found.of_one > 0.6


def test_who_prints_the_same_quotation_is_no_copy() -> None:
    assert not compared(FERRY, OTHER).is_copy
    assert not compared(FERRY, BARRIER).is_copy


def test_what_one_prints_in_marks_is_a_quotation_in_the_other() -> None:
    said = "We will raise every gate at dawn, and the ferries of Corran wait until the tide has turned."
    marked = f"The keeper spoke to us. “{said}”\n\n{OTHER}"
    assert not compared(marked, f"{said}\n\n{BARRIER}").is_copy


def test_names_and_numbers_alone_make_no_copy() -> None:
    later = (
        "Divers of Port Tessary went down to eleven piers on Tuesday. Lena Ostwick told Corran that she "
        "wants six million crowns. For 4,000 people there are buses now, ninety minutes each. Tom Reedle "
        "said that the piers of 1931 should have been replaced long ago, and blamed the council."
    )
    found = compared(FERRY, later)
    assert found.signs.named > 0.5
    assert not found.is_copy


def test_what_was_posted_stands_apart_with_its_signature() -> None:
    posted = "Nobody crosses today.\n\n— Lena Ostwick (@ostwick) 3 May"
    found = sentences(article(f"The lane is closed.\n\n{posted}\n\nBuses run instead."))
    assert [bool(each.prose) for each in found] == [True, False, False, True]


def test_sentences_part_where_a_page_lost_the_space_between_them() -> None:
    found = sentences(article("Divers found cracks in two piers.The lane is closed.Buses run instead."))
    assert len(found) == 3


def test_a_quotation_that_never_closes_ends_with_its_sentence() -> None:
    found = sentences(article("She said at noon: “Nobody crosses today. Buses run instead of the ferry."))
    assert [bool(each.prose) for each in found] == [True, True]


def test_names_are_words_with_a_capital_where_none_has_to_be() -> None:
    (found,) = sentences(article("Divers told Lena Ostwick of 11 cracks."))
    assert found.named == {"lena", "ostwick", "11"}


def test_notices_of_the_house_are_not_copied() -> None:
    notice = "Follow us on Peck and sign up for our newsletter. All rights reserved by the house of Tarn."
    assert not compared(f"{OTHER}\n\n{notice}", f"{BARRIER}\n\n{notice}").is_copy
    assert len(sentences(article(notice))) == 0


def test_copies_share_fingerprints_and_others_do_not() -> None:
    ferry, spun, barrier = (prints(sentences(article(text))) for text in (FERRY, SPUN, BARRIER))
    assert len(ferry & spun) >= ENOUGH
    assert len(ferry & barrier) < ENOUGH
    assert len(prints(sentences(article(f"{FERRY}\n\n{OTHER}\n\n{BARRIER}")))) <= KEPT


@given(WORDS, WORDS)
def test_any_two_texts_can_be_compared_both_ways(one: list[str], other: list[str]) -> None:
    there, back = compared(" ".join(one), " ".join(other)), compared(" ".join(other), " ".join(one))
    assert there == Copied(back.signs, back.of_other, back.of_one, back.in_other, back.in_one)
    assert 0 <= there.of_one <= 1
    assert all(0 <= sign <= 1 for sign in astuple(there.signs))
    assert there.in_one < 2 ** len(sentences(article(" ".join(one)))) or there.in_one == 0


@given(WORDS)
def test_sentences_are_pieces_of_the_text_in_order(words: list[str]) -> None:
    found = sentences(article(" ".join(words)))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= each.start < each.end for each in found)
