import pytest

from onrecord.model import Speaker
from tests.storytelling import read


def speaker(text: str, source: str, cue: str, content: str) -> Speaker:
    (found,) = read(text, (source, cue, content))
    return found


def test_what_stands_before_and_behind_a_name_are_roles() -> None:
    text = "Harbour minister Maren Ostwick, a former engineer, said it was safe."
    found = speaker(text, "Maren Ostwick", "said", "it was safe")
    assert [role.text for role in found.roles] == ["Harbour minister", "former engineer"]


def test_a_role_told_once_is_told_of_every_statement() -> None:
    text = "Ida Lund, a lawyer for the miners, stood up. She said it was safe."
    found = speaker(text, "She", "said", "it was safe")
    assert [role.text for role in found.roles] == ["lawyer for the miners"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Labour leader Idris Fallowell said it was safe.", "Labour"),
        ("Sen. Idris Fallowell (R-Ohio) said it was safe.", "R-Ohio"),
        ("Sen. Idris Fallowell, D-Ohio, said it was safe.", "D-Ohio"),
        ("Council leader Idris Fallowell said it was safe.", None),
    ],
)
def test_a_party_is_a_word_of_the_article(text: str, party: str | None) -> None:
    found = speaker(text, "Idris Fallowell", "said", "it was safe")
    assert (found.party and found.party.text) == party


def test_a_body_named_in_the_role_is_where_the_person_belongs() -> None:
    text = "Olive Barton, a spokeswoman for the Harbour Safety Board, said it was safe."
    found = speaker(text, "Olive Barton", "said", "it was safe")
    assert found.organisation is not None
    assert found.organisation.text == "Harbour Safety Board"


@pytest.mark.parametrize(
    "text",
    [
        "A film about the mayor, Olive Barton said, it was safe.",
        "Mr Barton said it was safe.",
        "Critics slamming Barton said it was safe.",
    ],
)
def test_no_role_is_invented(text: str) -> None:
    source = "Olive Barton" if "Olive" in text else "Barton"
    assert speaker(text, source, "said", "it was safe").roles == ()


def test_two_speakers_have_no_role_in_common() -> None:
    text = "Mayor Olive Barton and lawyer Ida Lund said it was safe."
    found = speaker(text, "Mayor Olive Barton and lawyer Ida Lund", "said", "it was safe")
    assert found.name == "Olive Barton + Ida Lund"
    assert found.roles == ()


def test_every_role_is_a_slice_of_the_text() -> None:
    text = "Sen. Idris Fallowell, a Republican lawyer at Bell & Sons, said it was safe."
    found = speaker(text, "Sen. Idris Fallowell", "said", "it was safe")
    spans = [*found.roles, found.party, found.organisation]
    assert all(span and text[span.start : span.end] == span.text for span in spans)
