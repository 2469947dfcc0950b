import pytest

from onrecord.statements.phrases import is_listener, is_occasion, noun_phrase, place_at, tokens


def phrase(text: str) -> str:
    words = tokens(text, 0, len(text))
    end = noun_phrase(words, 0, text=text)
    return text[words[0].start : words[end - 1].end] if end else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a crowd of farmers in Leeds", "a crowd of farmers"),
        ("reporters on Monday", "reporters"),
        ("reporters last week", "reporters"),
        ("Mr. Orme and Ms. Lee that it", "Mr. Orme and Ms. Lee"),
        ("the Board for Schools about it", "the Board for Schools"),
        ("Channel Nine’s “Morning Call,” he", "Channel Nine’s “Morning Call,”"),
        ("NEWS NINE’S editorial board, which", "NEWS NINE’S editorial board"),
        ("a rally in Leeds", "a rally"),
        ("him to go", "him"),
        ("that it was over", ""),
        ("the paper explaining why", "the paper"),
    ],
)
def test_a_noun_phrase_ends_where_something_else_begins(text: str, expected: str) -> None:
    assert phrase(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at a rally in Leeds on Monday", "at a rally in Leeds"),
        ("in Raleigh, N.C., on Monday", "in Raleigh, N.C."),
        ("on Twitter that", "on Twitter"),
        ("from the stage in Leeds", "from the stage in Leeds"),
        ("in an interview with the Gazette on Friday", "in an interview with the Gazette"),
    ],
)
def test_a_place_is_read_with_what_belongs_to_it(text: str, expected: str) -> None:
    found = place_at(text, tokens(text, 0, len(text)), 0)
    assert found is not None
    assert text[found.start : found.end] == expected


@pytest.mark.parametrize(
    "text", ["in fact", "in May", "on taxes", "from Leeds", "in describing Mr Orme", "to Leeds"]
)
def test_what_is_no_place_is_none(text: str) -> None:
    assert place_at(text, tokens(text, 0, len(text)), 0) is None


def test_an_interview_names_its_listener() -> None:
    text = "in an interview with the Gazette"
    found = place_at(text, tokens(text, 0, len(text)), 0)
    assert found is not None
    assert found.listener == (21, 32)


def test_plural_occasions_are_occasions() -> None:
    assert is_occasion("speeches")
    assert is_occasion("rallies")
    assert not is_occasion("bridge")


def test_listeners_are_people_or_named() -> None:
    assert is_listener(tokens("the crowd", 0, 9))
    assert is_listener(tokens("Ann Lee", 0, 7))
    assert not is_listener(tokens("the bridge", 0, 10))


def test_no_words_are_no_place() -> None:
    assert place_at("IN", [], 0) is None
