"""The same thing said, printed in several articles, is one saying; nothing else is."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.model import Wording
from onrecord.people.identity import identities
from tests.heard import are_one, folded, texts, wording
from tests.judged import judgement

FULL = "“We will open the flood barrier at dawn, and every ferry on the river Arl will wait.”"

ONE_SAYING = {
    "verbatim, other marks": FULL.replace("“", "'").replace("”", "'"),
    "shortened": "“We will open the flood barrier at dawn.”",
    "a few words of it": "that “every ferry on the river Arl will wait”",
    "with an ellipsis": "“We will open the flood barrier … and every ferry on the river Arl will wait.”",
    "split by the speaker": FULL.replace("dawn, ", "dawn,” […] “"),
    "misspelt": FULL.replace("barrier", "barier"),
    "retold": "that the flood barrier would be opened at dawn and ferries on the Arl would have to wait",
    "another order": "that every ferry on the river Arl will wait when the flood barrier is opened at dawn",
}
OTHER_SAYINGS = {
    "negated": FULL.replace("will open", "will not open"),
    "another number": FULL.replace("the flood barrier", "3 flood barriers"),
    "another sentence": "“Nobody has asked the lock keepers of Corran what they think.”",
    "alike, of something else": "“We will open the new market hall at noon, and every trader will come.”",
}


@pytest.mark.parametrize("text", ONE_SAYING.values(), ids=ONE_SAYING.keys())
def test_what_is_printed_otherwise_is_the_same_saying(text: str) -> None:
    assert are_one(wording(FULL), wording(text))


@pytest.mark.parametrize("text", OTHER_SAYINGS.values(), ids=OTHER_SAYINGS.keys())
def test_what_says_something_else_is_not(text: str) -> None:
    two = FULL.replace("the flood barrier", "2 flood barriers") if "3" in text else FULL
    assert not are_one(wording(two), wording(text))


def test_another_name_in_the_same_place_parts_two_wordings() -> None:
    assert not are_one(
        wording("that Ines Bramwell had taken the money from the harbour fund"),
        wording("that Tom Reedle had taken the money from the harbour fund"),
    )


def test_the_same_words_by_somebody_else_are_another_saying() -> None:
    assert not are_one(wording(FULL), wording(FULL, "Tom Reedle"))
    assert not are_one(wording(FULL), wording(FULL, "Corran Council", speaker_type="organisation"))


def test_a_speaker_who_is_not_named_is_taken_by_the_words_alone() -> None:
    assert are_one(wording(FULL), wording(FULL, None, speaker_type="unknown"))
    retold = "that the flood barrier would be opened early and ferries would wait"
    assert are_one(wording(FULL), wording(retold))
    assert not are_one(wording(FULL), wording(retold, None, speaker_type="unknown"))


def test_what_nobody_in_particular_says_is_one_saying_only_word_for_word() -> None:
    retold = "that every ferry on the river Arl will stay in port while the barrier opens"
    told = "that every ferry on the river Arl will wait while the barrier opens"
    first = wording(told, "officials", speaker_type="group", kind="indirect")
    assert are_one(first, wording(told, "reports", speaker_type="document", kind="indirect"))
    assert not are_one(first, wording(retold, "reports", speaker_type="document", kind="indirect"))
    assert are_one(wording(retold, kind="indirect"), wording(told, kind="indirect"))


def test_a_long_passage_that_both_quote_is_one_saying_whoever_is_not_named() -> None:
    quoted = "“a sham that nobody in the lower town of Corran will ever forget”"
    first = wording(f"the repair fund was {quoted}", "officials", speaker_type="group", kind="mixed")
    second = wording(
        f"the minister’s plans for the harbour were {quoted}", "aide", speaker_type="unnamed", kind="mixed"
    )
    named = wording(f"all her promises and speeches were {quoted}", kind="mixed")
    assert are_one(first, second)
    assert are_one(second, named)
    assert not are_one(first, replace(second, kind="indirect"))


def test_a_passage_in_a_long_text_of_nobody_knows_whom_is_not_one_with_it() -> None:
    part = "that the ferries of Corran will wait for the flood"
    rest = "“The mayor has counted chairs, tables, lamps, curtains, carpets, boxes, cups, plates and barrels"
    rest += ", found clerks asleep, porters drunk, windows broken, ledgers burnt, safes empty"
    long = wording(f"{rest}, and said {part}.”", "leaflet", speaker_type="document")
    assert not are_one(wording(part, kind="indirect"), long)


def test_a_retelling_that_quotes_only_what_was_said_is_one_with_it() -> None:
    said = "“The harbour is a national treasure, and whoever sells it sells our children’s bread for silver.”"
    retold = "any buyer of the port would be making away with “a national treasure”"
    assert are_one(wording(said), wording(retold, kind="mixed"))
    other = retold.replace("a national treasure", "a national disgrace")
    assert not are_one(wording(said), wording(other, kind="mixed"))


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("“Corran attacked Baltry in the spring.”", "“Baltry attacked Corran in the spring.”"),
        ("“We won 30 seats and lost 12 seats.”", "“We won 12 seats and lost 30 seats.”"),
    ],
)
def test_the_same_words_with_roles_or_figures_exchanged_are_not_one(said: str, turned: str) -> None:
    assert not are_one(wording(said), wording(turned))


_CLAUSES = ["it is not", "about money", "and", "about power", "but", "about the people of Corran", "nobody"]


@given(*[st.lists(st.sampled_from(_CLAUSES), min_size=2, max_size=7).map(" ".join)] * 2)
@example(
    "it is not about money and about power but about the people of Corran",
    "about money and it is not about the people of Corran",
)
def test_two_wordings_are_one_from_either_side(one: str, other: str) -> None:
    assert are_one(wording(one), wording(other)) == are_one(wording(other), wording(one))


def test_a_retelling_that_quotes_long_after_is_not_one_with_it() -> None:
    said = "“The harbour is a national treasure, and whoever sells it sells our children’s bread for silver.”"
    retold = "any buyer of the port would be making away with “a national treasure”"
    first = wording(said, published="2020-03-01")
    assert are_one(first, wording(retold, kind="mixed", published="2020-03-02"))
    assert not are_one(first, wording(retold, kind="mixed", published="2024-03-02"))


def test_a_denial_and_a_negation_are_one() -> None:
    denied = wording("that she had sold the harbour to a friend", act="deny", kind="indirect")
    assert are_one(denied, wording("“I have not sold the harbour to a friend.”"))
    assert not are_one(denied, wording("“I have sold the harbour to a friend.”"))


def test_a_retelling_long_after_is_not_taken_for_the_same_occasion() -> None:
    first = wording(FULL, published="2025-03-01")
    later = "that the flood barrier would be opened and ferries would wait"
    assert are_one(first, wording(later, published="2025-03-02"))
    assert not are_one(first, wording(later, published="2026-03-02"))
    assert are_one(first, wording(FULL, published="2026-03-02"))


def test_short_words_are_one_only_where_they_are_the_same() -> None:
    assert are_one(wording("“Nonsense.”"), wording("'Nonsense'"))
    assert not are_one(wording("“Nonsense.”"), wording("“We open the barrier at dawn.”"))
    assert not are_one(wording("“Yes, we will.”"), wording("“No, we won't.”"))


def test_a_page_that_prints_two_things_together_is_a_witness_of_both() -> None:
    first, second = "“The barrier will hold this winter.”", "“Nobody has paid the lock keepers since June.”"
    both = f"{first} {second}"
    sayings = folded(wording(first), wording(second), wording(both))
    assert texts(sayings) == {frozenset([first, both]), frozenset([second, both])}


def test_a_long_wording_and_its_only_part_are_one() -> None:
    (saying,) = folded(
        wording(FULL), wording("“We will open the flood barrier at dawn.”"), wording(FULL + " ")
    )
    assert len(saying.witnesses) == 3


def test_two_sentences_do_not_speak_against_each_other_where_a_page_prints_both() -> None:
    first = "“We have 30 boats.”"
    second = "“We have 40 porters, clerks, captains, pilots and sailors.”"
    both = f"{first} {second}"
    sayings = folded(wording(first), wording(second), wording(both), wording(both + " "))
    assert {first, both} <= set().union(*(known for known in texts(sayings) if first in known))


def test_nobody_folds_two_speakers_through_a_third() -> None:
    unnamed = wording(FULL, None, speaker_type="unknown")
    for saying in folded(wording(FULL), wording(FULL, "Tom Reedle"), unnamed):
        assert len({each.speaker for each in saying.witnesses} - {None}) == 1


def test_a_judgement_goes_before_the_names() -> None:
    one, other = wording(FULL, "Mara Holt"), wording(FULL, "Mara Ostwick")
    same = identities([judgement("name:mara holt", "name:mara ostwick", "same")])
    apart = identities([judgement("name:mara holt", "name:m holt", "different")])
    assert are_one(one, other, same)
    assert are_one(one, wording(FULL, "M. Holt"))
    assert not are_one(one, wording(FULL, "M. Holt"), apart)


def test_the_earliest_witness_is_the_first() -> None:
    later, first = wording(FULL, published="2025-03-02"), wording(FULL + " ", published="2025-03-01")
    (saying,) = folded(later, first)
    assert [each.published for each in saying.witnesses] == ["2025-03-01", "2025-03-02"]


POOL = [wording(text) for text in (*ONE_SAYING.values(), *OTHER_SAYINGS.values())] + [
    wording(FULL, None, speaker_type="unknown"),
    wording(FULL, "Tom Reedle"),
    wording("“We will open the flood barrier at dawn. Nobody has asked the lock keepers of Corran.”"),
    wording("that nobody has asked the lock keepers", "Holt"),
]


@given(st.permutations(POOL))
def test_the_order_in_which_pages_come_changes_nothing(order: list[Wording]) -> None:
    assert folded(*order) == folded(*POOL)


@given(st.lists(st.sampled_from(POOL), unique_by=lambda each: each.id), st.randoms())
def test_every_witness_is_one_with_most_of_its_saying(some: list[Wording], draw: random.Random) -> None:
    draw.shuffle(some)
    for saying in folded(*some):
        assert len(saying.witnesses) > 1
        for one in saying.witnesses:
            assert any(are_one(one, other) for other in saying.witnesses if other is not one)
