import pytest

from onrecord.statements.cast import Figure, cast
from onrecord.statements.evidence import role_words
from onrecord.statements.passage import passage
from tests.storytelling import article


def lund(text: str) -> Figure:
    found = cast(passage(article(text)), frozenset())
    return next(figure for figure in found.figures if "Lund" in figure.name)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Harbour minister Ida Lund came.", {"harbour", "minister"}),
        ("Ida Lund, the harbour minister, came.", {"harbour", "minister"}),
        ("Ida Lund is a harbour minister.", {"harbour", "minister"}),
        ("The chief of the harbour police, Ida Lund, came.", {"chief", "harbour"}),
        ("Sen. Ida Lund (R-Ohio) came.", {"senator", "republican", "ohio"}),
        ("Sen. Ida Lund, R-Ky., came.", {"senator", "republican", "kentucky"}),
        ("Gov. Ida Lund of West Virginia came.", {"governor", "west", "virginia"}),
    ],
)
def test_what_stands_beside_a_name_is_a_role(text: str, role: set[str]) -> None:
    assert any(role <= found for found in lund(text).roles)


def test_words_of_one_meaning_become_one() -> None:
    assert "senator" in role_words(["sen"])
    assert "prime minister" in role_words(["pm"])
    assert "democrat" in role_words(["democratic", "nominee"])


def test_a_widow_is_a_woman_and_a_chairman_a_man() -> None:
    assert lund("His widow, Robin Lund, came.").male < lund("Robin Lund came.").male
    assert lund("Chairman Robin Lund came.").male >= lund("Robin Lund came.").male


def test_a_pronoun_in_another_sentence_says_nothing() -> None:
    assert lund("Robin Lund came. Her car was blue.").male == lund("Robin Lund came.").male
