from onrecord.statements.passage import Passage, passage, titles
from tests.storytelling import article


def read(text: str) -> Passage:
    return passage(article(text))


def test_a_title_with_a_full_stop_ends_no_sentence() -> None:
    found = read("Mr. Lund saw Sen. Oake. He left.")
    assert len(found.sentence_starts) == 2
    assert found.words[0] == "Mr"


def test_a_genitive_is_cut_off_and_remembered() -> None:
    found = read("Lund’s team and the miners’ union met.")
    assert found.words[:2] == ["Lund", "team"]
    assert [word for word, owns in zip(found.words, found.possessive, strict=True) if owns] == [
        "Lund",
        "miners",
    ]


def test_an_apostrophe_opens_no_quotation() -> None:
    found = read("It’s Lund’s ‘fine’ idea.")
    assert [word for word, inside in zip(found.words, found.quoted, strict=True) if inside] == ["fine"]


def test_a_quotation_left_open_runs_to_the_end_of_its_block() -> None:
    found = read("“It is late.\nShe left.")
    assert found.quoted[1:4] == [True, True, True]
    assert not any(found.quoted[-3:])


def test_repeated_blocks_are_passed_over() -> None:
    assert read("Ida Lund spoke\nIda Lund spoke").words == ["Ida", "Lund", "spoke"]


def test_offsets_lead_back_to_the_text() -> None:
    text = "“No,” said J. R. Hallow’s aide."
    found = read(text)
    assert found.printed(5, 8) == ["J.", "R.", "Hallow"]
    assert found.slice(5, 8) == "J. R. Hallow"


def test_a_block_in_title_case_is_known() -> None:
    found = read("Minister Denies Hiding Flood Report\nThe minister denied it.")
    assert found.titled == {0}


def test_titles_of_works_have_capitals_and_no_full_stops() -> None:
    found = titles(read("Her film “The Long Harvest” opens. “We won,” she said. “13th,” he says."))
    assert [title for _, title in found] == ["The Long Harvest", "13th"]


def test_a_block_quotation_is_quoted_without_marks() -> None:
    found = passage(article("She wrote:\nIt is late.", ("body", "quote")))
    assert found.quoted == [False, False, False, True, True, True, True]
