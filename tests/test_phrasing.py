from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.faces.phrasing import day, does, one_line, percent, printed, speech_only, who
from onrecord.model import ACTS, Article, Polarity, Reading, Span, Speaker, SpeakerType, Statement


def said(article: Article, *pieces: str, kind: str = "direct") -> Statement:
    starts = [article.text.index(piece) for piece in pieces]
    content = tuple(
        Span.of(article.text, start, start + len(piece)) for start, piece in zip(starts, pieces, strict=True)
    )
    words = Statement("s", "direct", "say", content, (), (), Speaker())
    return words if kind == "direct" else replace(words, kind="indirect")


def paragraphs(text: str, *pieces: str, kind: str = "direct") -> list[str]:
    article = Article("a", text, ())
    return printed(article, said(article, *pieces, kind=kind))


def test_every_act_has_its_verbs(reading: Reading) -> None:
    for act in ACTS:
        for polarity in get_args(Polarity):
            for speaker in (Speaker("A"), Speaker("B", "group")):
                statement = replace(reading.statements[0], act=act, polarity=polarity, speaker=speaker)
                assert does(statement)


def test_one_denies_and_several_deny(reading: Reading) -> None:
    denial = reading.statements[0]
    assert does(denial) == "denies"
    assert does(replace(denial, speaker=Speaker("residents", "group"))) == "deny"
    assert does(reading.statements[2]) == "fear"
    assert does(reading.statements[3]) == "does not want"


@pytest.mark.parametrize(
    ("name", "kind", "verb"),
    [
        ("Letters between the engineers and the authority", "document", "deny"),
        ("Maintenance records of Brandt Hollis Marine", "document", "deny"),
        ("A report of the engineers", "document", "denies"),
        ("sources close to the minister", "unnamed", "deny"),
        ("a spokesman for the docks", "unnamed", "denies"),
        ("United Nations", "organisation", "denies"),
        ("Ines Fallows", "person", "denies"),
        ("I", "unknown", "deny"),
        ("the boss", "unnamed", "denies"),
    ],
)
def test_the_verb_has_the_number_of_the_speaker(
    name: str, kind: SpeakerType, verb: str, reading: Reading
) -> None:
    assert does(replace(reading.statements[0], speaker=Speaker(name, kind))) == verb


def test_a_quotation_is_shown_in_its_own_marks() -> None:
    assert paragraphs("“We will,” she said.", "We will") == ["“We will,”"]
    assert paragraphs("‘We won’t.’", "We won’t.") == ["‘We won’t.’"]
    assert paragraphs("''Yes!'' he said", "Yes!") == ["''Yes!''"]
    assert paragraphs("«Oui», dit-il", "Oui") == ["«Oui»"]


def test_reported_words_are_shown_without_marks() -> None:
    assert paragraphs("“We will,” she said.", "We will", kind="indirect") == ["We will"]


def test_a_quotation_over_paragraphs_stays_in_paragraphs() -> None:
    text = "He said: “One. \n\n“Two.\n\n“Three.”"
    assert paragraphs(text, "One.", "Two.", "Three.") == ["“One.", "“Two.", "“Three.”"]
    assert paragraphs(text, "One. \n\n“Two.") == ["“One.", "“Two."]


def test_words_left_out_between_pieces_are_shown_as_left_out() -> None:
    assert paragraphs("“One,” she said, “two.”", "One,", "two.") == ["“One,” […] “two.”"]
    assert paragraphs("One two.", "One", "two.") == ["One two."]


def test_content_of_white_space_alone_is_no_paragraph() -> None:
    assert paragraphs("a \n b", " \n ", kind="indirect") == []
    assert paragraphs("a \n b", " \n ", "b", kind="indirect") == ["b"]


@pytest.mark.parametrize("kind", get_args(SpeakerType))
def test_a_speaker_is_shown_by_name_then_as_mentioned_then_as_not_named(kind: SpeakerType) -> None:
    mention = Span(0, 3, "she")
    assert who(Speaker("Ines Fallow", kind, mention)) == "Ines Fallow"
    assert who(Speaker(None, kind, mention)) == "She"
    assert who(Speaker(None, kind)) in {"Somebody not named", "The author"}


def test_a_speaker_begins_the_line_with_a_capital_unless_written_otherwise() -> None:
    assert who(Speaker("engineers")) == "Engineers"
    assert who(Speaker("eBay")) == "eBay"


def test_speech_alone_leaves_attitudes_out(reading: Reading) -> None:
    assert [statement.act for statement in speech_only(reading).statements] == ["deny", "say"]
    assert speech_only(reading).article is reading.article


def test_no_text_of_a_page_commands_the_terminal_or_turns_it_round() -> None:
    assert one_line("a\x1b[31mred\x9b1m\x07") == "a\ufffd[31mred\ufffd1m\ufffd"
    assert one_line("a\u202egnihtyna\u202c \n\t b\r\nc") == "agnihtyna b c"


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert all(character.isprintable() or character.isspace() for character in line if character < "\xa0")


def test_dates_are_written_as_in_a_newspaper() -> None:
    assert day("2025-03-12") == "12 March 2025"
    assert day("2025-03-02T09:30:00+00:00") == "2 March 2025, 09:30"
    assert day("2025-03-02T00:00:00Z") == "2 March 2025"
    assert day("2025-03") == "2025-03"
    assert day("2025-99-01") == "2025-99-01"


def test_confidence_is_shown_in_hundredths() -> None:
    assert percent(0.934) == "93\xa0%"
    assert percent(1) == "100\xa0%"
