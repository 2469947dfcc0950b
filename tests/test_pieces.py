import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.language.pieces import CASES, CLOSES, OPENS, Pieces, pieces, window_input, windows
from onrecord.text import paragraphs
from tests.stand_in import tokenizer

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


def read(text: str) -> Pieces:
    blocks = [(start, end, n) for n, (start, end) in enumerate(paragraphs(text))]
    return pieces(tokenizer(), text, blocks)


def of_word(of: Pieces) -> NDArray[np.int64]:
    """The feature of each word."""
    return of.features[of.firsts[:-1]]


@given(TEXT)
def test_words_are_in_order_inside_their_blocks(text: str) -> None:
    blocks = list(paragraphs(text))
    of = read(text)
    assert (of.starts < of.ends).all()
    assert (of.ends[:-1] <= of.starts[1:]).all()
    for start, end, block in zip(of.starts, of.ends, of.blocks, strict=True):
        assert blocks[block][0] <= start < end <= blocks[block][1]


@given(TEXT, st.integers(1, 9))
def test_windows_hold_every_word_once_and_no_more_than_their_limit(text: str, limit: int) -> None:
    of = read(text)
    held = [n for window in windows(of, limit=limit) for n in range(window.start, window.end)]
    assert held == list(range(len(of.starts)))
    for window in windows(of, limit=limit):
        assert len(window_input(of, window, limit=limit).ids) <= limit + 2


def test_windows_end_between_blocks_where_they_can() -> None:
    of = read("One two three.\nFour five six.\nSeven eight nine.")
    assert [(w.start, w.end) for w in windows(of, limit=9)] == [(0, 8), (8, 12)]


def test_a_long_block_is_cut_between_sentences() -> None:
    of = read("One two three. Four five six. Seven eight nine.")
    assert [(w.start, w.end) for w in windows(of, limit=10)] == [(0, 8), (8, 12)]


def test_the_input_of_a_window_stands_between_its_marks() -> None:
    of = read("One two.\nThree four.")
    first, second = windows(of, limit=3)
    given_first = window_input(of, first)
    assert (given_first.ids[0], given_first.ids[-1]) == (OPENS, CLOSES)
    assert given_first.firsts.tolist() == [1, 2, 3]
    assert window_input(of, second).firsts.tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("word", "case"),
    [("lower", 0), ("Upper", 1), ("NATO", 2), ("iPhone", 3), ("McLeod", 3), ("A", 1), ("7", 0)],
)
def test_the_feature_tells_how_a_word_is_written(word: str, case: int) -> None:
    assert of_word(read(f"x {word}"))[1] % CASES == case


def test_the_feature_tells_what_stands_inside_quotation_marks() -> None:
    quoted = of_word(read("she said “yes” twice")) // CASES % 2
    assert quoted.tolist() == [0, 0, 1, 1, 1, 0]


def test_the_feature_tells_where_a_block_begins() -> None:
    begins = of_word(read("one two\nthree four")) // (2 * CASES)
    assert begins.tolist() == [1, 0, 1, 0]


def test_an_overlong_word_is_read_from_the_front() -> None:
    from tokenizers import Tokenizer, models

    bytes_of_a = Tokenizer(models.BPE({"a": 0}, []))
    of = pieces(bytes_of_a, "a" * 50, [(0, 50, 0)])
    (window,) = windows(of, limit=8)
    assert len(window_input(of, window, limit=8).ids) == 10
    assert np.array_equal(of.starts, [0])


def test_a_quotation_may_run_over_the_lines_of_its_block() -> None:
    text = "She said: “It rains\nand it snows.” He left."
    of = pieces(tokenizer(), text, [(0, len(text), 0)])
    inside = [
        text[a:b]
        for a, b, feature in zip(of.starts, of.ends, of_word(of), strict=True)
        if feature // CASES % 2
    ]
    assert inside == ["“", "It", "rains", "and", "it", "snows", ".", "”"]


def test_windows_end_behind_the_blocks_that_stand_apart() -> None:
    of = read("One two.\nThree four.\nFive six.")
    assert [(w.start, w.end) for w in windows(of, after=[0])] == [(0, 3), (3, 9)]
    assert [(w.start, w.end) for w in windows(of)] == [(0, 9)]
