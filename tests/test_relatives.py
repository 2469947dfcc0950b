import pytest

from tests.storytelling import who


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("We saw Rep. Ida Lund of Ohio, who said no.", "who", "Ida Lund"),
        ("We saw Ida Lund, 24, from Manchester, who said no.", "who", "Ida Lund"),
        ("We saw Ida Lund, the casino owner and donor who said no.", "who", "Ida Lund"),
        ("Ida Lund is a former lawyer who said no.", "who", "Ida Lund"),
        ("We saw Norvane Foods, which said no.", "which", "Norvane Foods"),
        ("We saw angry voters, many of whom said no.", "whom", "angry voters"),
        ("We saw the critics who said no.", "who", "critics"),
    ],
)
def test_a_relative_pronoun_finds_its_antecedent(text: str, pronoun: str, name: str) -> None:
    assert who(text, pronoun, "said", "no") == name
