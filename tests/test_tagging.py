from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.language.tagging import Transitions, best_tags, chances
from onrecord.language.tags import TAGS

SCORES = st.floats(-4, 4, width=32)


def worth(tags: tuple[int, ...], scores: np.ndarray, moves: Transitions) -> float:
    total = moves.first[tags[0]] + sum(scores[n, tag] for n, tag in enumerate(tags))
    return float(total + sum(moves.steps[a, b] for a, b in pairwise(tags)))


@given(arrays(np.float32, (4, 3), elements=SCORES), arrays(np.float32, (4, 3), elements=SCORES))
def test_no_other_sequence_of_tags_is_better(scores: np.ndarray, moves: np.ndarray) -> None:
    transitions = Transitions(moves[:3], moves[3])
    found = best_tags(scores, np.zeros(4, np.int32), transitions)
    best = max(worth(tags, scores, transitions) for tags in product(range(3), repeat=4))
    assert abs(worth(tuple(map(int, found)), scores, transitions) - best) < 1e-3


@given(
    arrays(np.float32, (9, 3), elements=SCORES),
    arrays(np.float32, (4, 3), elements=SCORES),
    st.lists(st.integers(1, 4), min_size=3, max_size=3),
)
def test_each_block_is_tagged_by_itself(scores: np.ndarray, moves: np.ndarray, lengths: list[int]) -> None:
    transitions = Transitions(moves[:3], moves[3])
    blocks = np.repeat([2, 5, 6], lengths).astype(np.int32)[:9]
    scores = scores[: len(blocks)]
    together = best_tags(scores, blocks, transitions)
    for block in np.unique(blocks):
        here = blocks == block
        assert (best_tags(scores[here], blocks[here], transitions) == together[here]).all()


def test_no_words_have_no_tags() -> None:
    nothing = np.zeros((0, 3), np.float32)
    moves = Transitions(np.zeros((3, 3), np.float32), np.zeros(3, np.float32))
    assert best_tags(nothing, np.zeros(0, np.int32), moves).shape == (0,)


def test_chances_are_those_of_the_chosen_tags() -> None:
    scores = np.log(np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8]], np.float32))
    assert np.allclose(chances(scores, np.array([0, 1], np.int8)), [0.7, 0.1])


def test_an_eager_reader_begins_more_spans() -> None:
    moves = Transitions(np.zeros((len(TAGS), len(TAGS)), np.float32), np.zeros(len(TAGS), np.float32))
    scores = np.zeros((3, len(TAGS)), np.float32)
    scores[:, TAGS.index("O")] = 1.0
    scores[1, TAGS.index("B-cue")] = 0.6
    blocks = np.zeros(3, np.int32)
    assert best_tags(scores, blocks, moves.eager(0)).tolist() == [0, 0, 0]
    assert best_tags(scores, blocks, moves.eager(0.5)).tolist() == [0, TAGS.index("B-cue"), 0]
