import pytest

from tests.attributed import read, words


@pytest.mark.parametrize(
    ("marked", "question"),
    [
        (
            "Asked if he was ‘tired’ of it, [Sir Tom] <told> Channel Nine: {‘Never.’}",
            "Asked if he was ‘tired’ of it",
        ),
        (
            "Pressed on whether he was going to ‘bother’ to call Mr Orme, [Sir Tom] <said>: {‘No.’}",
            "Pressed on whether he was going to ‘bother’ to call Mr Orme",
        ),
        ("When asked about the bridge, [she] <said> {it was safe}.", "When asked about the bridge"),
        ("{“It is safe,”} [she] <said> when asked about the bridge.", "when asked about the bridge"),
        ("{“It is safe,”} <said> [Ann Lee], asked about the bridge.", "asked about the bridge"),
        ("In response to the report, [she] <said> {it was safe}.", "In response to the report"),
        ("Responding to the report, [she] <said> {it was safe}.", "Responding to the report"),
        ("Responding to the report in a radio interview, [she] <said> {no}.", "Responding to the report"),
        (
            "{“No,”} [she] <replied> when a caller suggested that she resign.",
            "when a caller suggested that she resign",
        ),
        (
            "When Ms. Bell, at a debate in Leeds, suggested that he go, [he] <replied> {that he would not}.",
            "When Ms. Bell, at a debate in Leeds, suggested that he go",
        ),
        ("Q: Did you take the money?\n\n[A]<:> {No, I did not.}", "Did you take the money?"),
        ("TOM BELL: Did you take it?\n\n[ANN LEE]<:> {No, I did not.}", "Did you take it?"),
        (
            "Tom Bell asked her whether it was over.\n\n{“Never,”} [she] <said>.",
            "Tom Bell asked her whether it was over",
        ),
        (
            "Asked by Tom Bell if it was over, she laughed. {“Never,”} [she] <said>.",
            "Asked by Tom Bell if it was over",
        ),
        ("[She] <responded> to the charge by saying {that it was false}.", "to the charge"),
    ],
)
def test_the_question_is_what_the_article_says_was_asked(marked: str, question: str) -> None:
    assert words(marked, "prompt") == question


@pytest.mark.parametrize(
    "marked",
    [
        "[She] <said> {it was safe}.",
        "[She] <has asked about> {the bridge}.",
        "Why build a bridge?\n\n[Ann Lee] <said> {it was needed}.",
        "Asked about [his] <criticism of> {the bridge}, Mr Orme laughed.",
        "[She] <said> {it was safe}, and when asked again, she laughed.",
        "The law failed after the mayor asked the court to step in. [She] <said> {it was over}.",
        "[He] <did not respond to questions about> {the bridge}.",
    ],
)
def test_what_was_not_asked_is_no_question(marked: str) -> None:
    assert read(marked).prompt is None


def test_a_time_inside_the_question_is_not_when_it_was_answered() -> None:
    found = read("Asked at a meeting on Monday about the bridge, [she] <said> {it was safe}.")
    assert found.prompt is not None
    assert found.when is None
    assert found.where is None
