import pytest

from tests.storytelling import read, who


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "Sen. Ida Lund of Ohio and Sen. Ned Oake of Iowa met. The Iowa senator said no.",
            "The Iowa senator",
            "Ned Oake",
        ),
        (
            "Republican nominee Ida Lund met Democratic nominee Ned Oake. The Democratic nominee said no.",
            "The Democratic nominee",
            "Ned Oake",
        ),
        (
            "Vice president Ned Oake met president Ida Lund. The president said no.",
            "The president",
            "Ida Lund",
        ),
        ("Ida Lund won. The 61-year-old billionaire said no.", "The 61-year-old billionaire", "Ida Lund"),
        (
            "Ida Lund, the harbour minister, met Ned Oake, the first minister. The harbour minister said no.",
            "The harbour minister",
            "Ida Lund",
        ),
        ("Walls fell at Norvane Foods, another maker that said no.", "another maker", "Norvane Foods"),
        ("Shares in Norvane Foods fell. The company said no.", "The company", "Norvane Foods"),
        ("A Leeds baker said no.\nIda Lund said it was late.", "A Leeds baker", "baker"),
        ("Ida Lund’s film “Harvest” opened. The film said no.", "The film", "Harvest"),
        ("Ida Lund won. Her campaign said no.", "Her campaign", "Ida Lund’s campaign"),
        ("The agency is old. A senior aide said no.", "A senior aide", "senior aide"),
    ],
)
def test_a_description_is_whom_the_article_means(text: str, source: str, name: str) -> None:
    speaker = who(text, source, "said", "no")
    assert speaker is not None
    assert name in speaker


def test_the_opening_describes_whom_the_next_paragraph_names() -> None:
    text = "A Leeds baker says his oven exploded.\nNed Oake said he had heard a bang."
    found = read(
        text, ("A Leeds baker", "says", "his oven exploded"), ("Ned Oake", "said", "he had heard a bang")
    )
    assert found[0].name == "Ned Oake"


def test_both_of_two_people_speak() -> None:
    text = "Ida Lund met Ned Oake. Both men and women cheered. The two said no."
    assert who(text, "The two", "said", "no") == "Ida Lund + Ned Oake"


def test_the_aide_is_the_one_spoken_of_before() -> None:
    text = "A White House official said talks went on. The aide said no."
    found = read(text, ("A White House official", "said", "talks went on"), ("The aide", "said", "no"))
    assert found[1].name == "White House official"
