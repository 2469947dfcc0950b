import pytest

from onrecord.model import Span
from onrecord.statements.cast import cast
from onrecord.statements.nounphrases import Part, description_type
from onrecord.statements.parts import read_source
from onrecord.statements.passage import passage
from tests.storytelling import article


def parts(source: str, rest: str = " said no.") -> list[tuple[str, str]]:
    """What each party of a source is, and its words: of a description with the head in front."""
    text = f"Yesterday {source}{rest}"
    found = passage(article(text))
    span = Span.of(text, 10, 10 + len(source))
    people = cast(found, frozenset(found.at(span)))

    def show(part: Part) -> tuple[str, str]:
        if part.pronoun:
            return ("pronoun", part.pronoun)
        if part.named:
            return ("name", part.named.figure.name)
        return (found.keys[part.head], found.slice(part.start, part.end))

    return [show(part) for part in read_source(found, people, [span])]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("she", [("pronoun", "she")]),
        ("many of whom", [("pronoun", "whom")]),
        ("White House spokesman Ned Oake", [("name", "Ned Oake")]),
        ("Ida Lund, a lawyer for the miners, who lost,", [("name", "Ida Lund")]),
        ("his former partner, Ned Oake,", [("name", "Ned Oake")]),
        ("one of the four, the independent councillor Ned Oake,", [("name", "Ned Oake")]),
        ("Ida Lund and Ned Oake", [("name", "Ida Lund"), ("name", "Ned Oake")]),
        ("Ida Lund, of Ohio, and Ned Oake, of Iowa,", [("name", "Ida Lund"), ("name", "Ned Oake")]),
        ("a spokesman for Norvane Foods", [("spokesman", "spokesman for Norvane Foods")]),
        (
            "a spokeswoman for the prime minister, Ned Oake,",
            [("spokeswoman", "spokeswoman for the prime minister")],
        ),
        ("the Lund campaign", [("campaign", "Lund campaign")]),
        ("many angry voters", [("voters", "angry voters")]),
        ("a number of voters", [("voters", "voters")]),
        ("farmers and fishermen", [("farmers", "farmers"), ("fishermen", "fishermen")]),
        ("the miners’ report seen by the Herald", [("report", "miners’ report")]),
    ],
)
def test_a_source_is_read_by_its_head(source: str, wanted: list[tuple[str, str]]) -> None:
    assert parts(source) == wanted


def test_a_source_without_words_has_no_parties() -> None:
    text = "— said no."
    found = passage(article(text))
    assert read_source(found, cast(found, frozenset()), [Span.of(text, 0, 1)]) == []


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("a senior aide", "unnamed"),
        ("senior aides", "group"),
        ("one of the aides", "unnamed"),
        ("the company", "organisation"),
        ("companies", "group"),
        ("the report", "document"),
        ("the public", "group"),
    ],
)
def test_a_description_has_the_type_of_its_head(source: str, kind: str) -> None:
    text = f"Yesterday {source} said no."
    found = passage(article(text))
    (part, *_) = read_source(found, cast(found, frozenset()), [Span.of(text, 10, 10 + len(source))])
    assert description_type(found, part) == kind
