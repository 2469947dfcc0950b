import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text import paragraphs, quotations

MARKS = "“”„\"‘’'`«»‹› \n\tabs."


def quoted(text: str) -> list[str]:
    return [text[each.start : each.end] for each in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said. “No.”", ["“Yes,”", "“No.”"]),
        ("‘Yes,’ she said. ‘No.’", ["‘Yes,’", "‘No.’"]),
        ('"Yes," she said.', ['"Yes,"']),
        ("'Yes,' she said.", ["'Yes,'"]),
        ("''Yes,'' she said.", ["''Yes,''"]),
        ("«Oui», dit-elle.", ["«Oui»"]),
        ("„Ja“, sagte sie.", ["„Ja“"]),
    ],
)
def test_every_style_of_marks_is_read(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She won’t say what’s wrong with the council’s plan.",
        "The voters’ choice and the workers' pay.",
        "It was the ’90s, and 'tis the season of rock ’n’ roll.",
        "The board is 6' 2\" long.",
    ],
)
def test_apostrophes_and_feet_open_nothing(text: str) -> None:
    assert quoted(text) == []


def test_an_apostrophe_does_not_close_a_british_quotation() -> None:
    assert quoted("‘I don’t think it’s the voters’ fault,’ he said.") == [
        "‘I don’t think it’s the voters’ fault,’"
    ]


def test_a_plural_possessive_closes_where_nothing_else_does() -> None:
    assert quoted("He spoke of ‘the voters’ and left.") == ["‘the voters’"]


def test_speech_that_opens_a_paragraph_is_not_closed_by_a_possessive() -> None:
    text = "‘It is the workers’ choice, and it was before. "
    assert quoted(text) == [text]
    assert quoted("‘Savings’ are not what they seem.") == ["‘Savings’"]


def test_marks_of_the_other_kind_inside_are_left_alone() -> None:
    assert quoted("“He said ‘never’ twice,” she said.") == ["“He said ‘never’ twice,”"]
    assert quoted("‘He said “never” twice,’ she said.") == ["‘He said “never” twice,’"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    (found,) = quotations("‘We met in May. \nShe left.", 0, 16)
    assert (found.end, found.closed) == (16, False)


def test_a_second_opening_mark_begins_anew() -> None:
    assert quoted("“One, he said. “Two,” she said.") == ["“One, he said. ", "“Two,”"]


@given(st.text(MARKS, max_size=60))
def test_quotations_are_apart_in_order_and_inside(text: str) -> None:
    last = 0
    for found in quotations(text):
        assert last <= found.start < found.end <= len(text)
        assert text.startswith(found.mark, found.start)
        last = found.end


@given(st.text(max_size=80))
def test_paragraphs_hold_all_that_is_not_white_space(text: str) -> None:
    inside = "".join(text[start:end] for start, end in paragraphs(text))
    assert "".join(inside.split()) == "".join(text.split())
