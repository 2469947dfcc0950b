"""A page becomes passages: what a browser shows as one paragraph, and where it stands."""

from __future__ import annotations

import pytest

from onrecord.errors import PageError
from onrecord.intake import markup


def passages(body: str) -> list[markup.Passage]:
    return markup.passages(markup.parse(f"<html><body>{body}</body></html>"))


def texts(body: str) -> list[str]:
    return [passage.text for passage in passages(body)]


def test_inline_elements_are_part_of_their_paragraph() -> None:
    assert texts("<p>She <b>said</b> “<a href='#'>no</a>”,\n  twice.</p>") == ["She said “no”, twice."]


def test_text_beside_paragraphs_is_a_passage_of_its_own() -> None:
    assert texts("<div>One<p>Two</p>Three</div>") == ["One", "Two", "Three"]


def test_scripts_styles_and_comments_are_no_text() -> None:
    assert texts("<script>var a</script><style>b{}</style><!-- c --><p>Word</p>") == ["Word"]


def test_two_line_breaks_part_paragraphs() -> None:
    assert texts("<div>no full stop<br><br>here either</div>") == ["no full stop", "here either"]


def test_a_line_break_behind_a_sentence_parts_paragraphs_and_another_does_not() -> None:
    assert texts("<p>He left.<br>She stayed<br>until nine.</p>") == ["He left.", "She stayed until nine."]


def test_a_line_break_behind_a_byline_parts_paragraphs() -> None:
    assert texts("<div>By Una Creel<br>12 March 2019</div>") == ["By Una Creel", "12 March 2019"]


def test_a_passage_stands_where_its_characters_are() -> None:
    for passage in passages("<div>  One <i>two</i>\n three<p>Four</p> five </div>"):
        content = passage.element.text_content()[passage.start : passage.end]
        assert passage.exact
        assert " ".join(content.split()) == passage.text


def test_a_passage_that_runs_around_a_script_or_a_bare_line_break_is_not_exact() -> None:
    around, joined = passages("<p>One <script>x</script>two</p><p>three<br>four</p>")
    assert not around.exact
    assert not joined.exact


def test_labels_come_from_elements_and_their_names_and_are_inherited() -> None:
    (caption,) = passages("<figure><figcaption class='x'><span>Word</span></figcaption></figure>")
    (related,) = passages("<div class='related-links'><ul><li><a href='#'>Word</a></li></ul></div>")
    assert {"figure", "caption"} <= caption.labels
    assert {"chrome", "item"} <= related.labels
    assert related.linked == 1.0


def test_the_class_of_the_whole_page_labels_nothing() -> None:
    tree = markup.parse("<html><body class='has-sidebar comments'><p>Word</p></body></html>")
    assert markup.passages(tree)[0].labels == frozenset()


def test_long_attributes_are_emptied_without_changing_the_text() -> None:
    tree = markup.parse(f"<p><img src='data:{'x' * 5000}' alt='A'>Word</p>")
    markup.shorten_attributes(tree)
    assert tree.find(".//img").attrib == {"src": "", "alt": "A"}
    assert tree.text_content() == "Word"


@pytest.mark.parametrize("text", ["", " ", "<!-- only this -->"])
def test_a_page_without_an_element_is_an_error(text: str) -> None:
    with pytest.raises(PageError, match="no text"):
        markup.parse(text)
