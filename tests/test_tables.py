import pytest

from onrecord.statements import tables


@pytest.mark.parametrize(
    ("plural", "word"),
    [
        ("aides", "aide"),
        ("women", "woman"),
        ("spokesmen", "spokesman"),
        ("parties", "party"),
        ("losses", "loss"),
        ("press", "press"),
    ],
)
def test_a_plural_has_its_singular(plural: str, word: str) -> None:
    assert tables.singular(plural) == word


def test_every_table_can_be_read() -> None:
    assert tables.given_names()["ruth"] < 0.1
    assert "robert" in tables.nicknames()["bob"]
    assert tables.titles()["sir"].gender == "m"
    assert tables.nouns()["report"].kind == "document"
    assert "union" in tables.organisation_words()["teamsters"]
    assert tables.place_meant()["British"] == "Britain"
    assert "although" in tables.common_words()
    assert tables.parties()["gop"] == "republican"
    assert "film" in tables.works()
    assert "of" in tables.words("prepositions")


def test_a_name_that_is_no_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        tables.words("no such list")


def test_kinds_of_nouns_are_those_that_are_known() -> None:
    kinds = {noun.kind for noun in tables.nouns().values()}
    assert kinds == {"person", "anybody", "group", "organisation", "document"}
