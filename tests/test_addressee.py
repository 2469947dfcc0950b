import pytest

from tests.attributed import read, words


@pytest.mark.parametrize(
    ("marked", "listener"),
    [
        ("[Ann Lee] <told> the Bramley Gazette {that she would stand}.", "the Bramley Gazette"),
        ("{“No,”} [she] <told> reporters on Monday.", "reporters"),
        ("{“No,”} [she] <told> Channel Nine’s “Morning Call.”", "Channel Nine’s “Morning Call.”"),
        ("[Ann Lee] <told> me {that she would stand}.", "me"),
        ("[She] <told> {her staff to go home}.", "her staff"),
        ("[He] <asked> Ms Lee {whether it would rain}.", "Ms Lee"),
        ("[He] <urged> {voters to stay at home}.", "voters"),
        ("[He] <called on> {the council to act}.", "the council"),
        ("[She] <wrote> to the mayor {that she was done}.", "the mayor"),
        ("{It is over}, [she] <said> to a crowd in Leeds.", "a crowd"),
        ("In an interview with the Gazette, [she] <said> {it was over}.", "the Gazette"),
        ("In a Gazette interview on Friday, [she] <said> {it was over}.", "Gazette"),
        ("[Ms Lee], speaking to the Gazette on Friday, <said> {it was over}.", "the Gazette"),
        ("In a letter to staff, [she] <said> {it was over}.", "staff"),
        (
            "[Mr Orme] filed a complaint with the town’s auditors <accusing> {Bramley of fraud}.",
            "the town’s auditors",
        ),
        ("In response to questions from lawmakers, [she] <said> {it was over}.", "lawmakers"),
        ("{“Yes,”} [he] <said> in response to a caller’s question.", "a caller"),
        ("Asked by Tom Bell if it was over, [she] <said> {no}.", "Tom Bell"),
        ("Mr Orme <was asked about> {the bridge}.", "Mr Orme"),
        ("<Asked> {whether it was over}, Mr Orme laughed.", "Mr Orme"),
        ("[She] <replied> to Mr Orme {that it was over}.", "Mr Orme"),
    ],
)
def test_the_listener_is_named_by_the_article_s_words(marked: str, listener: str) -> None:
    assert words(marked, "addressee") == listener


@pytest.mark.parametrize(
    "marked",
    [
        "[Ann Lee] <said> {that she would stand}.",
        "[Ann Lee] <accused> {Mr Orme of fraud}.",
        "[Ann Lee] <praised> {Mr Orme}.",
        "[Ann Lee] <promised> {to build a bridge}.",
        "[Ann Lee] <referred to> {the bridge}.",
        "[Ann Lee] <asked> {whether it would rain}.",
        "[Ann Lee] <agreed> to a vote, saying so.",
        "{“Will it rain?”} <asked> [Ann Lee].",
        "[Ann Lee] <called out> {Mr Orme}.",
        "[Her] <request> {for money} was heard.",
        "In one of her debates with Mr Orme, [she] <said> {it was over}.",
    ],
)
def test_the_accused_and_the_praised_are_no_listeners(marked: str) -> None:
    assert read(marked).addressee is None


def test_the_name_has_single_spaces_where_the_text_has_a_line_end() -> None:
    found = read("[She] <told> the Bramley\xa0Gazette {it was over}.").addressee
    assert found is not None
    assert found.name == "the Bramley Gazette"
    assert found.span.text == "the Bramley\xa0Gazette"
