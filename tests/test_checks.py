"""What one page says twice, and what of it changed."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.model import Article, Block, Page, Reading, Role, Span, Speaker, Statement
from onrecord.record.checks import check

AGAINST = "Lena Ostwick has explained why the harbour party campaigned against the new flood dam in Corran."
TOWARDS = "Ostwick elucidates why harbour party campaigned towards new flood dam in Corran"
PIER = "The pier of Baltry was opened by the mayor in a storm last winter."
CAPTION = "The council of Corran paid twelve million crowns for the old ferry and sold it a year later"


def article(*blocks: tuple[Role, str], headline: str | None = None, language: str | None = "en") -> Article:
    """An article of some blocks; a block that stands twice in a row is printed again."""
    starts = [0, *accumulate(len(text) + 2 for _, text in blocks)]
    made = tuple(
        Block(role, start, start + len(text), n - 1 if n and blocks[n - 1][1] == text else None)
        for n, ((role, text), start) in enumerate(zip(blocks, starts, strict=False))
    )
    text = "\n\n".join(text for _, text in blocks)
    return Article("a", text, made, headline=headline, language=language)


def said(where: Article, words: str, speaker: str) -> Statement:
    start = where.text.index(words)
    span = Span.of(where.text, start, start + len(words))
    return Statement(words, "direct", "say", (span,), (), (), Speaker(speaker, "person"))


def test_a_headline_is_compared_with_the_sentence_that_it_retells() -> None:
    (found,) = check(article(("headline", TOWARDS), ("body", f"{PIER} {AGAINST}")))
    assert found.kind == "headline"
    assert found.original is not None
    assert found.original.text == AGAINST
    assert [(each.type, each.original.text, each.copy.text) for each in found.dangerous] == [
        ("reversal", "against", "towards")
    ]


def test_what_a_headline_says_in_other_words_is_kept() -> None:
    (found,) = check(article(("headline", TOWARDS.replace("towards", "against")), ("body", AGAINST)))
    assert found.dangerous == ()
    assert any(each.copy.text == "elucidates" for each in found.differences)


def test_of_a_headline_without_a_sentence_nothing_is_guessed() -> None:
    (found,) = check(article(("headline", "Storm, ferries and a very long night"), ("body", AGAINST)))
    assert (found.original, found.differences) == (None, ())


def test_a_headline_that_stands_apart_has_offsets_of_its_own() -> None:
    made = article(("body", PIER), ("body", AGAINST), headline=TOWARDS)
    (found,) = check(made)
    assert found.is_apart
    (danger,) = found.dangerous
    assert TOWARDS[danger.copy.start : danger.copy.end] == "towards"
    assert made.text[danger.original.start : danger.original.end] == "against"


def test_a_paragraph_printed_again_is_found_with_what_changed() -> None:
    changed = CAPTION.replace("twelve", "twenty")
    found = check(article(("body", PIER), ("caption", CAPTION), ("caption", CAPTION), ("caption", changed)))
    assert [each.kind for each in found] == ["repeat", "repeat"]
    assert [[each.type for each in finding.dangerous] for finding in found] == [[], ["number"]]


def test_the_numbers_of_a_gallery_are_no_change() -> None:
    found = check(article(("caption", f"1 of 4 {CAPTION}"), ("body", PIER), ("caption", f"2 of 4 {CAPTION}")))
    assert [(each.kind, each.dangerous) for each in found] == [("repeat", ())]


def test_rows_of_a_table_are_no_repetition() -> None:
    assert not check(
        article(("body", "Green 1, Red 2, Yellow 1, Blue 3."), ("body", "Green 1, Red 3, Yellow 1, Blue 3."))
    )


def test_a_quotation_that_is_printed_twice_in_other_words_is_found() -> None:
    first, then = (
        "We will never close the outer lock in winter",
        "We will always close the outer lock in winter",
    )
    made = article(
        ("body", f"“{first},” she said in March."), ("body", PIER), ("body", f"Ostwick told them: “{then}.”")
    )
    (found,) = check(made, [said(made, first, "Lena Ostwick"), said(made, then, "Lena Ostwick")])
    assert found.kind == "quotation"
    assert found.dangerous
    others = check(made, [said(made, first, "Lena Ostwick"), said(made, then, "Tom Reedle")])
    assert not [each for each in others if each.kind == "quotation"]


def test_words_of_other_languages_are_not_compared() -> None:
    assert not check(article(("headline", TOWARDS), ("body", AGAINST), language="fr"))


def test_the_door_checks_what_was_read() -> None:
    page = Page(b"", "page.txt", "text/plain")
    made = article(("headline", TOWARDS), ("body", AGAINST))
    found = onrecord.check(Reading(page, made))
    assert isinstance(found[0], onrecord.Finding)
    assert onrecord.check(Reading(page, None)) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["headline", "body", "caption", "quote"]), st.text(max_size=80)), max_size=6
    )
)
def test_spans_are_slices_whatever_the_page(blocks: list[tuple[Role, str]]) -> None:
    made = article(*blocks)
    for found in check(made):
        for span in (
            found.original,
            found.copy,
            *(s for d in found.differences for s in (d.original, d.copy)),
        ):
            assert span is None or made.text[span.start : span.end] == span.text
