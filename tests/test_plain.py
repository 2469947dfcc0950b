"""Paragraphs of plain text and their roles, told from form alone."""

from __future__ import annotations

import pytest

from onrecord.intake import plain

LONG = "The harbour master told a packed meeting on Monday that the dredged channel was safe for every ship."
OTHER = "Nobody in the hall had asked him, and nobody thanked him when he sat down again beside his wife."
OUTLET, HEADLINE = "CorranNow24", "Harbour master says that the channel is safe for ships"


def roles(text: str) -> list[str]:
    return [block.role for block in plain.blocks(text)]


def texts(text: str) -> list[str]:
    return [text[block.start : block.end] for block in plain.blocks(text)]


def test_a_short_first_line_is_the_outlet_and_the_next_the_headline() -> None:
    assert roles(f"{OUTLET}\n\n{HEADLINE}\n\n{LONG}\n\n{OTHER}") == ["outlet", "headline", "body", "body"]


def test_a_first_line_alone_is_the_headline() -> None:
    assert roles(f"{HEADLINE}\n\n{LONG}\n\n{OTHER}") == ["headline", "body", "body"]


def test_a_headline_may_end_with_a_full_stop_as_in_archives() -> None:
    assert roles(f"{HEADLINE}.\n\n{LONG}\n\n{OTHER}") == ["headline", "body", "body"]


def test_a_text_without_a_headline_begins_with_its_body() -> None:
    assert roles(f"{LONG}\n\n{OTHER}") == ["body", "body"]


def test_standfirst_byline_and_dateline_stand_before_the_body() -> None:
    front = f"{HEADLINE}\n\nPilots are less sure and want a tug.\n\nBy Una Creel\n\n12 March 2019"
    assert roles(f"{front}\n\n{LONG}\n\n{OTHER}") == [
        "headline",
        "standfirst",
        "byline",
        "dateline",
        "body",
        "body",
    ]


def test_a_headline_printed_twice_is_a_headline_that_repeats() -> None:
    found = plain.blocks(f"{HEADLINE}\n\n{HEADLINE}\n\n{LONG}\n\n{OTHER}")
    assert [(block.role, block.repeats) for block in found[:2]] == [("headline", None), ("headline", 0)]


def test_an_open_line_printed_twice_is_a_caption_and_the_second_repeats_it() -> None:
    caption = "Barnaby Skelt outside the hall on Monday"
    found = plain.blocks(f"{HEADLINE}\n\n{LONG}\n\n{caption}\n\n{caption}\n\n{OTHER}")
    assert [(block.role, block.repeats) for block in found[2:4]] == [("caption", None), ("caption", 2)]


def test_a_caption_printed_twice_without_a_blank_line_is_two_blocks() -> None:
    caption = "Barnaby Skelt outside the hall on Monday"
    found = plain.blocks(f"{HEADLINE}\n{LONG}\n{caption}\n{caption}\n{OTHER}")
    assert [block.role for block in found] == ["headline", "body", "caption", "caption", "body"]


def test_single_line_breaks_part_paragraphs_where_lines_are_long() -> None:
    assert texts(f"{LONG} {OTHER}\n{OTHER} {LONG}\n{LONG}") == [f"{LONG} {OTHER}", f"{OTHER} {LONG}", LONG]


def test_lines_broken_at_a_margin_are_joined() -> None:
    wrapped = (
        "The harbour master told a packed meeting on Monday that the dredged\n"
        "channel was safe for every ship that calls at the port, and nobody had\n"
        "asked him for anything else.\n"
    )
    assert len(texts(f"{wrapped}\n{wrapped}")) == 2


def test_a_poem_is_one_block() -> None:
    poem = "O ship that sails\nbeyond the bay,\nthe gulls have gone\nand so has day."
    assert texts(f"{LONG}\n\n{poem}\n\n{OTHER}")[1] == poem


def test_items_of_a_list_are_blocks_of_the_body() -> None:
    found = plain.blocks(f"{LONG} He wants:\n\n- a tug,\n- a light,\n- and a word with her.\n\n{OTHER}")
    assert [block.role for block in found] == ["body"] * 5


def test_a_short_open_line_over_a_paragraph_is_a_heading() -> None:
    assert roles(f"{LONG}\n\n{OTHER}\n\nWhat the pilots say\n\n{LONG}") == ["body", "body", "heading", "body"]


def test_paragraphs_set_in_or_marked_are_quotations() -> None:
    found = roles(f"{LONG}\n\n    {OTHER}\n\n{LONG} He left.\n\n> {OTHER} Really.\n\n{OTHER} So it was.")
    assert found == ["body", "quote", "body", "quote", "body"]


def test_first_line_indents_everywhere_are_no_quotations() -> None:
    assert roles(f"    {LONG}\n    {OTHER}\n    {LONG} He left.") == ["body"] * 3


def test_furniture_is_other() -> None:
    assert roles(f"{LONG}\n\nShare this article\n\n{OTHER}\n\n© The Herald 2024")[1::2] == ["other", "other"]


def test_a_no_break_space_at_the_end_stays_in_the_block() -> None:
    assert texts(f"{LONG}\xa0 \n\n{OTHER}")[0] == LONG + "\xa0"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_part_paragraphs(end: str) -> None:
    assert texts(f"{LONG}{end}{end}{OTHER}{end}") == [LONG, OTHER]


def test_a_headline_with_a_second_line_behind_a_semicolon_has_a_standfirst() -> None:
    found = roles(f"Harbour safe, says master; \nPilots want a tug and lights.\n\n{LONG}\n\n{OTHER}")
    assert found[0] == "headline"
    assert found[-2:] == ["body", "body"]


def test_the_date_of_a_dateline_is_the_date_of_the_text() -> None:
    text = f"{HEADLINE}\n\nPublished 12 March 2019\n\n{LONG}"
    assert plain.published(text, plain.blocks(text)) == "2019-03-12"


def test_a_text_whose_headline_is_known_begins_with_its_body() -> None:
    text = f"The channel is safe, he said.\n\n{LONG}\n\n{OTHER}"
    assert [block.role for block in plain.blocks(text)] == ["headline", "body", "body"]
    assert [block.role for block in plain.blocks(text, HEADLINE)] == ["body", "body", "body"]
