import pytest

from onrecord.statements.mentions import name_mentions
from onrecord.statements.passage import passage
from tests.storytelling import article


def names(text: str) -> list[tuple[str, str]]:
    found = passage(article(text))
    return [(found.slice(one.core, one.end), one.kind) for one in name_mentions(found)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("We met Prime Minister Edda Lindqvist.", "Edda Lindqvist", "person"),
        ("We met Secretary of State Ruth Oake.", "Ruth Oake", "person"),
        ("We met Joris van der Velde.", "Joris van der Velde", "person"),
        ("We met the National Union of Lamplighters.", "National Union of Lamplighters", "organisation"),
        ("We met the Dockers’ and Seafarers’ Union.", "Dockers’ and Seafarers’ Union", "organisation"),
        ("We went to Port Tessary.", "Port Tessary", "place"),
        ("We asked Port Tessary council about it.", "Port Tessary council", "organisation"),
        ("We saw the charity Open Harbour.", "Open Harbour", "organisation"),
        ("We went to Lincoln Park.", "Lincoln Park", "place"),
        ("We read the New York Ledger, the Wexcombe Herald.", "Wexcombe Herald", "organisation"),
    ],
)
def test_a_name_has_its_words_and_kind(text: str, name: str, kind: str) -> None:
    assert (name, kind) in names(text)


def test_titles_and_roles_are_no_part_of_the_name() -> None:
    found = passage(article("It was Republican nominee Gov. Ida Lund."))
    (mention,) = [one for one in name_mentions(found) if one.kind == "person"]
    assert found.slice(mention.core, mention.end) == "Ida Lund"
    assert mention.title == "gov"
    assert {"republican", "nominee"} <= set(mention.roles)


def test_months_days_and_openers_are_no_names() -> None:
    assert names("Although it rained on Monday in March, I left.") == []


def test_an_office_alone_names_nobody() -> None:
    assert names("She is a Tennessee Republican.") == []


def test_a_genitive_ends_a_name() -> None:
    assert ("Ida Lund", "person") in names("It was Ida Lund’s Labrador.")
