"""Pairs of copies make stories, whatever the order in which they come."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.stories import Edge, fold


def stories(*edges: Edge) -> set[frozenset[str]]:
    return set(fold(edges).values())


def test_copies_of_one_part_of_an_article_are_one_story() -> None:
    assert stories(Edge("a", "b", 0b0111, 0b11), Edge("a", "c", 0b0110, 0b11)) == {frozenset("abc")}


def test_an_article_made_of_two_is_told_in_both_stories() -> None:
    assert stories(Edge("a", "c", 0b11, 0b0011), Edge("b", "c", 0b11, 0b1100)) == {
        frozenset("ac"),
        frozenset("bc"),
    }


def test_a_story_keeps_its_id_while_its_first_article_stays_its_alone() -> None:
    (before,) = fold([Edge("a", "c", 0b11, 0b0011)])
    after = fold([Edge("a", "c", 0b11, 0b0011), Edge("b", "c", 0b11, 0b1100), Edge("c", "d", 0b11, 0b11)])
    assert before in after


EDGES = st.lists(
    st.builds(
        lambda pair, one, other: Edge(min(pair), max(pair), one, other),
        st.sets(st.sampled_from("abcdef"), min_size=2, max_size=2),
        st.integers(1, 31),
        st.integers(1, 31),
    ),
    unique_by=lambda edge: (edge.one, edge.other),
)


@given(EDGES, st.randoms(use_true_random=False))
def test_the_order_of_pairs_does_not_matter_and_each_is_told(edges: list[Edge], chance: Random) -> None:
    found = fold(edges)
    assert fold(chance.sample(edges, len(edges))) == found
    assert all(any({edge.one, edge.other} <= each for each in found.values()) for edge in edges)
    assert not any(one < other for one in found.values() for other in found.values())
