import pytest

from onrecord.model import Role
from onrecord.statements.speakers import speakers
from tests.storytelling import article, attribution, who


def test_the_subject_stands_out_more_than_the_object() -> None:
    assert who("Olaf Lund met Ned Oake. He said no.", "He", "said", "no") == "Olaf Lund"


def test_the_nearer_sentence_counts_more() -> None:
    text = "Olaf Lund came at noon. Ned Oake came at one. He said no."
    assert who(text, "He", "said", "no") == "Ned Oake"


def test_gender_outweighs_nearness() -> None:
    text = "Ida Lund came at noon. Ned Oake came at one. She said no."
    assert who(text, "She", "said", "no") == "Ida Lund"


def test_a_title_outweighs_the_given_name() -> None:
    text = "Mr Hilary Lund met Ms Frankie Oake. She said no."
    assert who(text, "She", "said", "no") == "Frankie Oake"


def test_the_questioner_is_not_the_one_who_answers() -> None:
    text = "Olaf Lund was late. When pressed by Ned Oake about it, he said the train had stopped."
    assert who(text, "he", "said", "the train had stopped") == "Olaf Lund"


@pytest.mark.parametrize("role", ["caption", "byline", "dateline"])
def test_names_beside_the_text_do_not_mislead(role: Role) -> None:
    text = "Olaf Lund came at noon.\nNed Oake\nHe said no."
    found = speakers(article(text, ("body", role, "body")), [attribution(text, "He", "said", "no")])
    assert found[0].name == "Olaf Lund"


def test_an_unnamed_woman_may_be_she() -> None:
    text = "Ned Oake heard it. A woman in the crowd said it was a shame. She said the hall was cold."
    found = speakers(
        article(text),
        [
            attribution(text, "A woman in the crowd", "said", "it was a shame"),
            attribution(text, "She", "said", "the hall was cold"),
        ],
    )
    assert (found[1].name, found[1].type) == ("woman in the crowd", "unnamed")


def test_nobody_is_made_up() -> None:
    assert who("It rained. He said no.", "He", "said", "no") is None
