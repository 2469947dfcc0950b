import pytest

from tests.attributed import read, words


@pytest.mark.parametrize(
    ("marked", "time"),
    [
        ("[She] <said> on Tuesday {that it was over}.", "on Tuesday"),
        ("[She] <said Tuesday> {that it was over}.", "Tuesday"),
        ("On Tuesday, [she] <said> {it was over}.", "On Tuesday"),
        ("Speaking to staff in Leeds on Tuesday, [she] <said> {it was over}.", "on Tuesday"),
        ("[Ms Lee], speaking to staff on Tuesday, <said> {it was over}.", "on Tuesday"),
        ("[She] <blasted the council Monday for> {its delay}.", "Monday"),
        ("LEEDS — On Tuesday, [she] <said> {it was over}.", "On Tuesday"),
        ("[She] on Tuesday <said> {it was over}.", "on Tuesday"),
        ("[She] <later said> {it was over}.", "later"),
        ("[She] <said> in a statement late Monday {that it was over}.", "late Monday"),
        ("{It is over}, [she] <said> earlier this month.", "earlier this month"),
        (
            "{It is over}, <said> [Ann Lee, an engineer], at a rally in Leeds on Sunday night.",
            "on Sunday night",
        ),
        ("[She] <called> {it a mess} last week.", "last week"),
        ("{It is over}, [she] <said> after the vote.", "after the vote"),
        ("{It is over}, [she] <said> at a Tuesday rally in Leeds.", "Tuesday"),
        ("{It is over}, [she] <told> the Gazette in March 2011.", "in March 2011"),
    ],
)
def test_a_time_beside_the_cue_is_when_it_was_said(marked: str, time: str) -> None:
    assert words(marked, "when") == time


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("[She] <said> at a rally in Leeds {that it was over}.", "at a rally in Leeds"),
        ("{It is over}, [she] <said> in Raleigh, N.C., on Monday.", "in Raleigh, N.C."),
        ("[She] <wrote> on Facebook {that it was over}.", "on Facebook"),
        ("[She] <said in a statement> {that it was over}.", "in a statement"),
        (
            "[She] <said> Sunday on Channel Nine’s “Morning Call” {that it was over}.",
            "on Channel Nine’s “Morning Call”",
        ),
        (
            "In an interview with the Gazette last week, [she] <said> {no}.",
            "In an interview with the Gazette",
        ),
        ("In a long, angry speech, [she] <said> {no}.", "In a long, angry speech"),
        ("[The mayor], in a letter to staff, <asked> {for time}.", "in a letter to staff"),
        ("During a debate in Leeds, [she] <said> {no}.", "During a debate in Leeds"),
        ("She spoke on Monday in Leeds, where [she] <promised> {a bridge}.", "in Leeds"),
        ("Responding to the report in a radio interview, [she] <said> {no}.", "in a radio interview"),
    ],
)
def test_a_place_or_occasion_beside_the_cue_is_where_it_was_said(marked: str, place: str) -> None:
    assert words(marked, "where") == place


@pytest.mark.parametrize(
    "marked",
    [
        "[She] <said> {that on Tuesday, in Leeds, it would rain}.",
        "[A poll released on Friday in Leeds] <found> {that it was over}.",
        "On Tuesday Ms Orr won in Leeds, and [Mr Lee] <said> {she had cheated}.",
        "In fact, [she] <said> {it was over}.",
        "[Ms Lee], who met staff in Leeds on Tuesday, <said> {it was over}.",
        "After months of [talk] <about> {a bridge}, nothing came.",
        "On Tuesday [Ms Lee] won, <saying> {it was over}.",
        "[The firm] digs in Leeds on Sundays and <says> {it is safe}.",
    ],
)
def test_times_and_places_of_something_else_are_left_out(marked: str) -> None:
    found = read(marked)
    assert found.when is None
    assert found.where is None


def test_during_a_span_of_time_is_when_and_no_place() -> None:
    found = read("During the campaign, [she] <said> {it was over}.")
    assert found.when is not None
    assert found.where is None
