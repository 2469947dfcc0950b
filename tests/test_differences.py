"""What changed between two wordings, and whether it matters."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.model import DIFFERENCES, Difference, DifferenceType
from onrecord.record.differences import compare, dangerous_first
from tests.wordings import Wanted, pairs

WORDS = [
    "Corran",
    "Ostwick",
    "the",
    "a",
    "not",
    "never",
    "said",
    "claimed",
    "police",
    "12",
    "twelve",
    "May",
    "will",
    "may",
    "has",
    "been",
    ",",
    ".",
    "“",
    "”",
    "-",
    "—",
    "'",
    "all",
    "some",
    "only",
    "if",
    "to",
    "from",
    "against",
    "for",
    "by",
    "was",
    "rise",
    "fall",
    "livid",
    "3.4%",
    "who",
    "he",
    "her",
    "Mr",
    "U.S.",
    "won’t",
    "half",
]
texts = st.one_of(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.text(max_size=50))
HARMLESS = frozenset(
    ["synonym", "form", "reorder", "typography", "typo", "cut", "added", "expansion"],
)


def changed(original: str, copy: str) -> list[Difference]:
    return [each for each in compare(original, copy) if each.meaning == "changed"]


def only(original: str, copy: str) -> Difference:
    (found,) = compare(original, copy)
    return found


@pytest.mark.parametrize(("original", "copy", "wanted"), pairs(), ids=range(len(pairs())))
def test_changes_of_meaning_are_found_and_nothing_else(
    original: str, copy: str, wanted: tuple[Wanted, ...]
) -> None:
    found = changed(original, copy)
    for each in wanted:
        assert any(each.is_met_by(difference) for difference in found), each
    for difference in found:
        assert any(each.is_met_by(difference) for each in wanted), difference


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert compare(text, text) == ()


@settings(deadline=None)
@given(texts, texts)
def test_spans_hold_the_text_they_point_at(original: str, copy: str) -> None:
    for each in compare(original, copy):
        assert original[each.original.start : each.original.end] == each.original.text
        assert copy[each.copy.start : each.copy.end] == each.copy.text
        assert each.type in DIFFERENCES
        assert (each.type in HARMLESS) == (each.meaning == "kept")
        assert 0 < each.confidence <= 1
        assert each.why


@settings(deadline=None)
@given(texts, texts)
def test_the_other_way_round_the_sides_are_exchanged_and_nothing_else(original: str, copy: str) -> None:
    turned: dict[DifferenceType, DifferenceType] = {"cut": "added", "added": "cut"}
    there = [(d.original, d.copy, d.type, d.meaning, d.confidence) for d in compare(original, copy)]
    back = [
        (d.copy, d.original, turned.get(d.type, d.type), d.meaning, d.confidence)
        for d in compare(copy, original)
    ]
    assert sorted(there) == sorted(back)


@settings(deadline=None)
@given(texts, texts)
def test_differences_are_in_order_and_none_lies_over_another(original: str, copy: str) -> None:
    found = compare(original, copy)
    assert [each.original for each in found] == sorted(each.original for each in found)
    for spans in ([each.original for each in found], [each.copy for each in found]):
        ends = sorted((span.start, span.end) for span in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(ends))


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_typography_alone_never_changes_the_meaning(text: str) -> None:
    printed = (
        text.replace("“", '"').replace("”", '"').replace("’", "'").replace(" — ", " – ").replace(" ", "  ")
    )
    for copy in (printed, text.upper(), text.lower()):
        assert not changed(text, copy)


def test_the_sharpest_copy_of_a_headline() -> None:
    original = "Ostwick has dismissed calls to explain why volunteers campaigned against Fallowell"
    copy = "Ostwick has dismissed calls to elucidate why activists campaigned towards livid Fallowell"
    assert [(d.type, d.meaning) for d in compare(original, copy)] == [
        ("synonym", "kept"),
        ("synonym", "kept"),
        ("reversal", "changed"),
        ("tone", "changed"),
    ]


@pytest.mark.parametrize(
    ("original", "copy", "kind"),
    [
        ("He favours the colour.", "He favors the color.", "form"),
        ("The gates won't close.", "The gates will not close.", "form"),
        ("The gates were closed.", "The gates were “closed”.", "typography"),
        ("The gates were clsoed again.", "The gates were closed again.", "typo"),
        ("The council of Corran met.", "The Corran council met.", "reorder"),
        ("The gates, sadly, failed.", "The gates failed.", "cut"),
        ("The gates failed.", "The gates, sadly, failed.", "added"),
        ("Ostwick resigned.", "Maren Ostwick resigned.", "expansion"),
        ("It was purchased by the town.", "It was bought by the town.", "synonym"),
    ],
)
def test_harmless_changes_are_typed(original: str, copy: str, kind: str) -> None:
    found = compare(original, copy)
    assert all(each.meaning == "kept" for each in found)
    assert kind in {each.type for each in found}


def test_each_difference_says_why() -> None:
    found = only("They campaigned against him.", "They campaigned towards him.")
    assert found.why == "“against” became “towards”: opposed directions or sides"
    assert only("The livid mayor left.", "The mayor left.").why.startswith("“livid” was left out: a word")


def test_paragraphs_may_move() -> None:
    first, second = "The gates of Corran failed on Monday night.", "Engineers from Baltry blame the salt."
    found = compare(f"{first}\n\n{second}", f"{second}\n\n{first}")
    assert {each.type for each in found} == {"reorder"}


def test_a_sentence_left_out_is_one_cut() -> None:
    blame = "Engineers from Baltry blame the salt and the storms of last winter. "
    text = f"The gates failed on Monday night. {blame}"
    long = text + " ".join(f"Gate number {n} was opened by hand after the tide of day {n}." for n in range(9))
    found = only(
        long, long.replace("Engineers from Baltry blame the salt and the storms of last winter. ", "")
    )
    assert found.type == "cut"
    assert found.original.text.startswith("Engineers from Baltry")


def test_a_quotation_without_end_or_a_lone_surrogate_is_no_trouble() -> None:
    assert compare("“He said", "He said \ud800")


def test_the_dangerous_come_first_and_the_surest_of_them_at_the_top() -> None:
    found = compare("The big gates rose by 4%.", "The large gates fell by 5%.")
    ordered = dangerous_first(found)
    assert [each.meaning for each in ordered] == ["changed", "changed", "kept"]
    assert ordered[0].confidence >= ordered[1].confidence


def test_the_door_leads_to_it() -> None:
    assert onrecord.compare("a", "a") == ()
    assert [each.type for each in onrecord.compare("Two gates.", "Three gates.")] == ["number"]


def test_long_sentences_that_share_hardly_a_word_tell_different_things() -> None:
    original = "Nobody in Corran expected the old harbour crane to be sold to a museum abroad before spring."
    copy = (
        "Some engineers may restore an antique lighthouse lamp for a private gallery in Corran next winter."
    )
    assert not changed(original, copy)
