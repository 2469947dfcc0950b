import pytest

from onrecord.statements.passage import passage
from onrecord.statements.roles import other_party, role_phrase
from tests.storytelling import article, read, who


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("harbour minister left.", "harbour minister"), ("Iowa senator left.", "Iowa senator")],
)
def test_a_role_phrase_ends_with_its_noun(text: str, phrase: str) -> None:
    found = passage(article(text))
    part = role_phrase(found, 0)
    assert part is not None
    assert found.slice(part.start, part.end) == phrase


@pytest.mark.parametrize("text", ["harbour wall left.", "minister Ida Lund left.", "voters left."])
def test_things_names_and_groups_are_no_role_phrases(text: str) -> None:
    assert role_phrase(passage(article(text)), 0) is None


def test_two_parties_clash_and_one_does_not() -> None:
    assert other_party(frozenset({"republican"}), frozenset({"democrat", "senator"}))
    assert not other_party(frozenset({"republican"}), frozenset({"senator"}))


def test_the_minister_spoken_of_is_known_by_her_office_later() -> None:
    text = (
        "Ida Lund came. The harbour minister said it was late.\n"
        "Ned Oake, the first minister, came. The harbour minister said it was early."
    )
    found = read(
        text,
        ("The harbour minister", "said", "it was late"),
        ("The harbour minister", "said", "it was early"),
    )
    assert [speaker.name for speaker in found] == ["Ida Lund", "Ida Lund"]


def test_an_office_that_nobody_holds_is_given_to_nobody() -> None:
    text = "Ida Lund came. The FBI director said no."
    assert who(text, "The FBI director", "said", "no") == "FBI director"


def test_the_two_ministers_are_both() -> None:
    text = "Justice minister Ida Lund and housing minister Ned Oake met. The two ministers said no."
    assert who(text, "The two ministers", "said", "no") == "Ida Lund + Ned Oake"
