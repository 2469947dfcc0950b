"""Speakers as news pages print them: makers and their products, names with what is no part of them, outlets
that only relay.
"""

from __future__ import annotations

import pytest

from onrecord.model import SpeakerType
from tests.storytelling import read, who


def told(text: str, source: str, cue: str = "said") -> tuple[str | None, SpeakerType]:
    (speaker,) = read(text, (source, cue, "the harbour is safe"))
    return speaker.name, speaker.type


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("The Toyota Falcon is late. Toyota said the harbour is safe.", "Toyota", "Toyota"),
        (
            "Then Toyota built the Toyota Falcon. The company said the harbour is safe.",
            "The company",
            "Toyota",
        ),
        ("Toyota Motors is late. Toyota said the harbour is safe.", "Toyota", "Toyota Motors"),
        (
            "The Kestrel Heavy is built by the rocket company Orbis. The company said the harbour is safe.",
            "The company",
            "Orbis",
        ),
        (
            "Then Orbis, a rocket company, built the Kestrel Heavy. The company said the harbour is safe.",
            "The company",
            "Orbis",
        ),
    ],
)
def test_a_maker_is_not_what_it_makes(text: str, source: str, name: str) -> None:
    assert told(text, source) == (name, "organisation")


def test_who_spoke_last_is_the_airline() -> None:
    text = (
        "All Tarn Airways turned back. Corran Airlines owns the other half. All Tarn Airways said no. "
        "Later the airline said the harbour is safe."
    )
    found = read(text, ("All Tarn Airways", "said", "no"), ("the airline", "said", "the harbour is safe"))
    assert [one.name for one in found] == ["All Tarn Airways", "All Tarn Airways"]


@pytest.mark.parametrize(
    "text",
    [
        "Senka Brodar, a doctor from Velgrad, spoke. She said the harbour is safe.",
        "Senka Brodar, a doctor from Velgrad, spoke in Eastern China. She said the harbour is safe.",
    ],
)
def test_where_somebody_comes_from_is_nobody(text: str) -> None:
    assert who(text, "She", "said", "the harbour is safe") == "Senka Brodar"


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Australian Daniel Oake said the harbour is safe.", "Australian Daniel Oake", "Daniel Oake"),
        (
            "Twenty-one-year-old Daniel Oake said the harbour is safe.",
            "Twenty-one-year-old Daniel Oake",
            "Daniel Oake",
        ),
        (
            "Daniel Oake fell. Bystander Daniel Oake said the harbour is safe.",
            "Bystander Daniel Oake",
            "Daniel Oake",
        ),
        (
            "Bystander Daniel Oake fell. Daniel Oake said the harbour is safe.",
            "Daniel Oake",
            "Daniel Oake",
        ),
        (
            "Secretary of Coastal Safety Jeh Ostwick said the harbour is safe.",
            "Secretary of Coastal Safety Jeh Ostwick",
            "Jeh Ostwick",
        ),
        (
            "Former head of pilots for the port and the bay Daniel Oake said the harbour is safe.",
            "Former head of pilots for the port and the bay Daniel Oake",
            "Daniel Oake",
        ),
        (
            "Head of Corran's Harbour Office Daniel Oake said the harbour is safe.",
            "Head of Corran's Harbour Office Daniel Oake",
            "Daniel Oake",
        ),
        ("Lena Ostwick herself said the harbour is safe.", "Lena Ostwick herself", "Lena Ostwick"),
        ("Lena Ostwick first said the harbour is safe.", "Lena Ostwick first", "Lena Ostwick"),
        ("User tarn_9 said the harbour is safe.", "User tarn_9", "tarn_9"),
        ("A user named “Tarnling” said the harbour is safe.", "A user", "Tarnling"),
        ("Another commenter, “Tarnling,” said the harbour is safe.", "Another commenter", "Tarnling"),
    ],
)
def test_a_name_is_without_what_does_not_belong_to_it(text: str, source: str, name: str) -> None:
    assert told(text, source) == (name, "person")


def test_a_friend_of_somebody_named_is_not_that_one() -> None:
    text = "A friend of the actor Daniel Oake said the harbour is safe."
    found, kind = told(text, "A friend of the actor Daniel Oake")
    assert kind == "unnamed"
    assert found != "Daniel Oake"


@pytest.mark.parametrize(
    "name",
    [
        "Center for Coastal and Harbour Studies",
        "Society for the Prevention of Cruelty to Gulls",
        "National Oceanic and Coastal Administration",
        "Corran Times-Courier",
        "All Tarn Airways",
    ],
)
def test_a_bodys_name_is_not_cut(name: str) -> None:
    text = f"It rained. Then the {name} said the harbour is safe."
    assert told(text, f"the {name}") == (name, "organisation")


def test_a_body_and_another_stay_two() -> None:
    text = "The Institute for Gulls and Corran Council said the harbour is safe."
    found, _ = told(text, "The Institute for Gulls and Corran Council")
    assert found == "Institute for Gulls + Corran Council"


@pytest.mark.parametrize("name", ["ostwick.org", "4to6Dock", "corran.co.uk"])
def test_a_name_needs_no_capital(name: str) -> None:
    text = f"The French website {name} said the harbour is safe."
    assert told(text, f"The French website {name}") == (name, "organisation")


def test_whose_friends_they_are() -> None:
    text = "We met Lena Ostwick, whose friends said the harbour is safe."
    assert who(text, "whose friends", "said", "the harbour is safe") == "Lena Ostwick’s friends"


def test_a_word_before_a_source_is_no_part_of_it() -> None:
    text = "He went to Corran, where surgeons said the harbour is safe."
    assert told(text, "where surgeons") == ("surgeons", "group")


def test_the_genitive_of_many_has_no_second_s() -> None:
    text = "The two offices closed. One of their sources said the harbour is safe."
    assert "s's" not in (who(text, "One of their sources", "said", "the harbour is safe") or "")


def test_whoever_has_the_office_is_meant_by_the_title() -> None:
    text = (
        "First lady Edda Lund and President Olaf Lund flew home. Edda Lund waved. Edda Lund smiled. "
        "President Lund said the harbour is safe."
    )
    assert who(text, "President Lund", "said", "the harbour is safe") == "Olaf Lund"


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "Lena Ostwick flew home. The US president said the harbour is safe.",
            "The US president",
            "Lena Ostwick",
        ),
        ("Lena Ostwick fell. The 26-year-old said the harbour is safe.", "The 26-year-old", "Lena Ostwick"),
        (
            "Lena Ostwick fell. The grim-faced premier said the harbour is safe.",
            "The grim-faced premier",
            "Lena Ostwick",
        ),
        (
            "Corran Police came early. Police said the harbour is safe.",
            "Police",
            "Corran Police",
        ),
        (
            "It fell into the moat of Corran Zoo. The zoo said the harbour is safe.",
            "The zoo",
            "Corran Zoo",
        ),
        ("Lena Ostwick had supporters. One said the harbour is safe.", "One", "supporter"),
        (
            "Lena Ostwick wept. The team of experts at Corran Hospital said the harbour is safe.",
            "The team of experts",
            "team of experts",
        ),
    ],
)
def test_a_description_means_whom_the_article_speaks_of(text: str, source: str, name: str) -> None:
    assert who(text, source, "said", "the harbour is safe") == name


def test_the_man_is_whoever_has_just_spoken() -> None:
    text = (
        "Daniel Oake fell into a well. The boy’s grandfather said it was deep. "
        "The man said the harbour is safe."
    )
    found = read(
        text, ("The boy’s grandfather", "said", "it was deep"), ("The man", "said", "the harbour is safe")
    )
    assert found[1].name == found[0].name != "Daniel Oake"


def test_the_one_whose_friend_speaks_does_not_speak() -> None:
    text = "Daniel Oake's girlfriend said the harbour is safe.\nDaniel Oake said he was glad."
    assert who(text, "Daniel Oake's girlfriend", "said", "the harbour is safe") != "Daniel Oake"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Corran Herald said the harbour is safe, citing two officials.", "officials"),
        ("Citing two officials, the Corran Herald said the harbour is safe.", "officials"),
        ("The Corran Herald said the harbour is safe, citing unnamed sources.", "Corran Herald"),
        ("The Corran Herald said the harbour is safe.", "Corran Herald"),
    ],
)
def test_who_only_relays_is_not_the_speaker(text: str, name: str) -> None:
    source = "the Corran Herald" if text.startswith("Citing") else "The Corran Herald"
    assert who(text, source, "said", "the harbour is safe") == name


def test_the_report_is_the_outlets() -> None:
    text = "The Corran Herald said it rained. The report said the harbour is safe."
    found = read(
        text, ("The Corran Herald", "said", "it rained"), ("The report", "said", "the harbour is safe")
    )
    assert (found[1].name, found[1].type) == ("Corran Herald’s report", "document")


def test_a_newspaper_goes_by_its_last_word() -> None:
    text = "The Corran Post is old. Then the Post said the harbour is safe."
    assert told(text, "the Post") == ("Corran Post", "organisation")


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("There is a story that the harbour is safe.", "There", "is a story"),
        ("He left in July, which implies that the harbour is safe.", "which", "implies"),
    ],
)
def test_a_word_that_stands_for_nobody_names_nobody(text: str, source: str, cue: str) -> None:
    speaker = who(text, source, cue, "the harbour is safe")
    assert speaker not in ("There", "there", "July")


def test_paragraphs_run_together_are_two_sentences() -> None:
    text = "It lasted nine months.Figure 10 shows that the harbour is safe."
    assert who(text, "Figure 10", "shows", "the harbour is safe") == "figure 10"
