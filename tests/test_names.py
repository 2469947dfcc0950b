import pytest

from onrecord.statements.names import given_share, is_misspelt, may_agree, person_name, same_given


def agree(one: str, other: str) -> bool:
    return may_agree(person_name(one.split()), person_name(other.split()))


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Ida Lund", "lund"),
        ("Joris van der Velde", "velde"),
        ("Khalid al-Rashad", "rashad"),
        ("Estelle Hartley-Moore", "hartley-moore"),
        ("Amos Fennel Jr.", "fennel"),
        ("Fintan O’Dowd", "o'dowd"),
        ("Lund", "lund"),
    ],
)
def test_the_surname_is_the_last_part_without_particles_and_suffixes(name: str, surname: str) -> None:
    assert person_name(name.split()).surname == surname


def test_particles_are_no_given_names() -> None:
    assert person_name(["Joris", "van", "der", "Velde"]).given == ("joris",)


def test_a_name_needs_a_word() -> None:
    with pytest.raises(ValueError, match="at least one word"):
        person_name([])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ida Lund", "Lund"),
        ("Ida M. Lund", "Ida Lund"),
        ("I. Lund", "Ida Lund"),
        ("Bob Ansell", "Robert Ansell"),
    ],
)
def test_a_shorter_form_agrees(one: str, other: str) -> None:
    assert agree(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ida Lund", "Olaf Lund"), ("Ida Lund", "Ida Lunt"), ("Amos Fennel Jr.", "Amos Fennel Sr.")],
)
def test_another_person_does_not_agree(one: str, other: str) -> None:
    assert not agree(one, other)


def test_two_short_forms_of_one_name_agree() -> None:
    assert same_given("ted", "ned")
    assert not same_given("ted", "tom")


@pytest.mark.parametrize("slip", ["kowalcyzk", "kowalczk", "kowalczykk", "kowalczyc"])
def test_one_slip_is_a_misspelling(slip: str) -> None:
    assert is_misspelt("kowalczyk", slip)


@pytest.mark.parametrize("other", ["brown", "crown", "smyth"])
def test_short_names_are_not_taken_for_slips(other: str) -> None:
    assert not is_misspelt("smith" if other == "smyth" else "brawn", other)


def test_a_given_name_in_no_table_says_nothing() -> None:
    assert given_share(person_name(["Quorlin", "Vexley"])) is None
    share = given_share(person_name(["Ruth", "Pilling"]))
    assert share is not None
    assert share < 0.1
