from onrecord.statements.cast import Cast, cast
from onrecord.statements.passage import passage
from tests.storytelling import article


def read(text: str) -> Cast:
    return cast(passage(article(text)), frozenset())


def people(text: str) -> list[str]:
    return [figure.name for figure in read(text).figures if figure.kind == "person"]


def test_every_form_belongs_to_one_figure() -> None:
    text = "Sir Keith Ashdown spoke. Sir Keith left. Mr Ashdown, it is said, was ill. Ashdown was not."
    found = read(text)
    assert people(text) == ["Keith Ashdown"]
    assert len(found.named) == 4


def test_the_fullest_form_is_the_name() -> None:
    assert people("Ida Lund came. Ida M. Lund left.") == ["Ida M. Lund"]


def test_people_of_one_surname_stay_apart() -> None:
    assert people("Ida Lund came. Olaf Lund left.") == ["Ida Lund", "Olaf Lund"]


def test_a_couple_shares_its_surname() -> None:
    assert set(people("Edwin and Clara Vosper bought it.")) == {"Edwin Vosper", "Clara Vosper"}


def test_a_title_tells_a_gender_and_outweighs_the_table() -> None:
    (figure,) = [one for one in read("Leslie Crane came. Ms Crane left.").figures if one.kind == "person"]
    assert figure.gender_told == "f"


def test_usage_speaks_against_the_table() -> None:
    (figure,) = read("Lesley Crane lost his job.").figures
    assert figure.male > read("Lesley Crane lost a job.").figures[0].male


def test_a_body_answers_to_its_initials() -> None:
    found = read("The National Union of Lamplighters met. The NUL voted.")
    assert found.named[0].figure is found.named[-1].figure


def test_a_body_answers_to_a_part_of_its_name() -> None:
    found = read("The Wexcombe Herald printed it. It was the Herald again.")
    assert found.named[0].figure is found.named[-1].figure


def test_known_names_are_found_in_a_headline_in_title_case() -> None:
    found = read("Lund Denies Hiding Flood Report\nIda Lund denied it.")
    assert found.named[0].figure.name == "Ida Lund"
    assert found.named[0].start == 0


def test_a_surname_with_a_particle_is_one_person_with_and_without_a_given_name() -> None:
    assert people("Zarl De Orrin spoke. De Orrin left.") == ["Zarl De Orrin"]
    assert people("De Orrin spoke. Zarl De Orrin left.") == ["Zarl De Orrin"]
