"""What trafilatura takes for the body is found again among the passages of the page."""

from __future__ import annotations

from onrecord.intake import body, markup

FIRST = "The harbour master told a packed meeting on Monday that the dredged channel was safe for every ship."
SECOND = "Nobody in the hall had asked him, and nobody thanked him when he sat down again beside his wife."
THIRD = (
    "The pilots say that they will not sail at night until there are lights on the eastern bank of the river."
)


def kept(page: str) -> list[body.Kept]:
    tree = markup.parse(f"<html><body>{page}</body></html>")
    return body.find(tree, markup.passages(tree), None)


def test_the_body_is_passages_of_the_page_in_its_order() -> None:
    found = kept(
        f"<nav><a href='#'>Home</a></nav><article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
    )
    assert [piece.text for piece in found] == [FIRST, SECOND, THIRD]
    assert [piece.passage for piece in found] == [1, 2, 3]


def test_of_two_copies_the_one_that_is_no_furniture_is_taken() -> None:
    copy = f"<div class='related'><p>{SECOND}</p></div>"
    found = kept(f"{copy}<article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>")
    assert [piece.passage for piece in found] == [1, 2, 3]


def test_links_that_part_a_paragraph_do_not_lose_a_piece_of_it() -> None:
    paragraph = f"<p>{FIRST} <a href='/x'>A link</a> in it, {SECOND}</p>"
    found = kept(f"<article>{paragraph}<p>{SECOND} Really.</p><p>{THIRD}</p></article>")
    assert found[0].text == f"{FIRST} A link in it, {SECOND}"


def test_a_page_without_text_has_no_body() -> None:
    assert kept("<div></div>") == []


def test_the_page_is_not_changed() -> None:
    tree = markup.parse(f"<html><body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>")
    before = tree.text_content()
    body.find(tree, markup.passages(tree), None)
    assert tree.text_content() == before
