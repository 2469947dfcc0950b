"""Which speakers of different articles a rule may join."""

from __future__ import annotations

from onrecord.model import Span, Speaker
from onrecord.people.evidence import Described, described, joins, name_node


def speaker(name: str, party: str = "") -> Speaker:
    return Speaker(name, "person", party=Span(0, len(party), party) if party else None)


def test_a_full_name_has_a_node_without_its_middle_initials() -> None:
    assert name_node("Lena J. Ostwick") == name_node("Lena Ostwick") == "name:lena ostwick"
    assert name_node("Ostwick") == "name:ostwick"


def test_parties_are_one_word() -> None:
    found = [described(speaker("Lena Ostwick", party)) for party in ("GOP", "R-Arl", "Republican")]
    assert {each.party for each in found if each} == {"republican"}


def test_nobody_is_joined_who_has_no_name() -> None:
    assert described(Speaker("officials", "group")) is None
    assert described(Speaker(None)) is None


def test_a_full_name_joins_and_a_surname_stays_apart() -> None:
    known = {"a": Described("name:lena ostwick", True, None), "b": Described("name:ostwick", False, None)}
    assert joins(known, set()) == {"a": "name:lena ostwick"}


def test_two_parties_part_a_name_and_leave_the_undescribed_apart() -> None:
    node = "name:lena ostwick"
    known = {
        "a": Described(node, True, "green"),
        "b": Described(node, True, "labour"),
        "c": Described(node, True, None),
    }
    assert joins(known, {"green", "labour"}) == {"a": f"{node} (green)", "b": f"{node} (labour)"}
    assert joins(known, {"green"}) == {"a": node, "b": node, "c": node}
