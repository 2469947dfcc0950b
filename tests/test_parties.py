import pytest

from onrecord.statements.cast import Figure
from onrecord.statements.mentions import MentionKind
from onrecord.statements.parties import figure_party


@pytest.mark.parametrize(
    ("kind", "name", "shown", "type_"),
    [
        ("person", "Ida Lund", "Ida Lund", "person"),
        ("organisation", "Norvane Foods", "Norvane Foods", "organisation"),
        ("place", "American", "United States", "organisation"),
        ("organisation", "Clean Harbours Act", "Clean Harbours Act", "document"),
        ("organisation", "The Wexcombe Post", "The Wexcombe Post", "organisation"),
        ("unsure", "Republicans", "Republicans", "group"),
    ],
)
def test_a_figure_is_a_party_of_its_type(kind: MentionKind, name: str, shown: str, type_: str) -> None:
    party = figure_party(Figure(0, kind, name))
    assert (party.name, party.type) == (shown, type_)


def test_who_is_only_described_stays_unnamed() -> None:
    assert figure_party(Figure(0, "person", "senior aide", anonymous=True)).type == "unnamed"
