"""People are a pure function of the judgements that stand."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Judgement
from onrecord.people.identity import identities
from tests.judged import judgement

NODES = st.sampled_from(["a", "b", "c", "d", "e"])
ROWS = st.builds(
    judgement,
    NODES,
    NODES,
    st.sampled_from(["same", "different"]),
    st.sampled_from(["person", "rule", "model"]),
    score=st.none() | st.sampled_from([0.25, 0.5, 0.75]),
).filter(lambda row: row.left != row.right)


def test_same_is_passed_on() -> None:
    who = identities([judgement("a", "b", "same"), judgement("b", "c", "same")])
    assert who.group("a") == {"a", "b", "c"}
    assert who.group("d") == {"d"}


def test_at_equal_rank_different_goes_first_and_the_same_is_a_conflict() -> None:
    rows = [judgement("a", "b", "same"), judgement("b", "c", "same"), judgement("a", "c", "different")]
    who = identities(rows)
    assert not who.are_same("a", "c")
    assert who.are_apart("a", "c")
    assert [row.verdict for row in who.conflicts] == ["same"]


def test_a_person_outranks_a_rule_and_a_rule_a_model() -> None:
    rows = [judgement("a", "b", "same"), judgement("a", "b", "different", "rule")]
    assert identities(rows).are_same("a", "b")
    rows = [judgement("a", "b", "same", "model"), judgement("a", "b", "different", "rule")]
    assert not identities(rows).are_same("a", "b")


def test_a_withdrawn_judgement_does_not_count() -> None:
    who = identities([judgement("a", "b", "same", withdrawn="2025-02-01")])
    assert not who.are_same("a", "b")


@given(st.lists(ROWS, max_size=8), st.randoms())
def test_the_order_of_arrival_changes_nothing(rows: list[Judgement], draw: random.Random) -> None:
    one, other = identities(rows), identities(draw.sample(rows, len(rows)))
    assert [one.group(node) for node in "abcde"] == [other.group(node) for node in "abcde"]
    assert one.conflicts == other.conflicts


@given(st.lists(ROWS, max_size=8), ROWS)
def test_taking_a_judgement_away_undoes_it_exactly(rows: list[Judgement], extra: Judgement) -> None:
    before, after = identities(rows), identities([row for row in [*rows, extra] if row is not extra])
    assert [before.group(node) for node in "abcde"] == [after.group(node) for node in "abcde"]


@given(st.lists(ROWS, max_size=8))
def test_nobody_is_in_one_group_with_whom_a_higher_rank_holds_apart(rows: list[Judgement]) -> None:
    who = identities(rows)
    for row in rows:
        if row.verdict == "different" and row.by == "person":
            assert not who.are_same(row.left, row.right)
