import pytest

from tests.storytelling import read, who


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Norvane Foods cut jobs. It said no.", "It", "Norvane Foods"),
        ("Residents met. They said no.", "They", "residents"),
        ("Ida Lund and Ned Oake met. They said no.", "They", "Ida Lund + Ned Oake"),
        ("The Herald asked former workers. They said no.", "They", "former workers"),
    ],
)
def test_a_pronoun_finds_the_thing_or_group_that_agrees(text: str, pronoun: str, name: str) -> None:
    assert who(text, pronoun, "said", "no") == name


def test_those_who_spoke_before_count_most() -> None:
    text = "Some experts said it was late. Voters slept. They said no."
    found = read(text, ("Some experts", "said", "it was late"), ("They", "said", "no"))
    assert found[1].name in ("experts", "voters")


def test_nothing_before_is_nobody() -> None:
    assert who("They said no.", "They", "said", "no") is None
