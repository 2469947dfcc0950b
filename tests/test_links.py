from dataclasses import replace

import numpy as np
import pytest

from onrecord.model import Words
from onrecord.statements.links import (
    BEFORE,
    LINK_SIGNS,
    NONE,
    cue_signs,
    source_signs,
    to_cues,
    to_sources,
)
from onrecord.statements.sureness import Segment
from training.linking import POINTER, TO_SOME_CUE, Choice, fit_choice

SIZE = 20


def words(points: dict[int, int]) -> Words:
    """Twenty words, the second ten in another block; each of ``points`` points surely at a word."""
    vectors = np.zeros((SIZE, 4, SIZE), np.float32)
    vectors[:, (1, 3), :] = np.eye(SIZE)[:, None, :]
    for asking, offered in points.items():
        vectors[asking, (0, 2), offered] = 9
    numbers = np.arange(SIZE, dtype=np.int32)
    return Words(
        starts=numbers * 2,
        ends=numbers * 2 + 1,
        blocks=(numbers // 10).astype(np.int32),
        tags=np.zeros(SIZE, np.int8),
        chances=np.ones(SIZE, np.float32),
        vectors=vectors,
        none=np.zeros((SIZE, 2), np.float32),
    )


CONTENT = Segment("content", 5, 8)
CUES = [Segment("cue", 2, 3), Segment("cue", 9, 10), Segment("cue", 12, 13)]


def sign(name: str) -> int:
    return LINK_SIGNS.index(name)


def test_the_pointer_alone_chooses_what_is_pointed_at() -> None:
    (chosen,) = to_cues(words({5: 12, 6: 12, 7: 12}), [CONTENT], CUES, TO_SOME_CUE).to
    assert chosen == 2


def test_places_may_outweigh_the_pointer() -> None:
    same_block = [0.0] * len(LINK_SIGNS)
    same_block[sign("in the same block")] = 5.0
    same_block[sign("next to it")] = 1.0
    (chosen,) = to_cues(words({5: 12, 6: 12, 7: 12}), [CONTENT], CUES, same_block).to
    assert chosen == 1


def test_the_signs_say_where_the_two_stand() -> None:
    ((first, second, third, _),) = cue_signs(words({}), [CONTENT], CUES)
    assert [row[BEFORE] for row in (first, second, third)] == [1, 0, 0]
    assert second[sign("next to it")] == 1
    assert third[sign("as many of its kind between, behind")] == 1
    assert first[sign("distance, before")] == pytest.approx(np.log(3))
    assert third[sign("in the same block")] == 0


def test_a_cue_may_have_no_source() -> None:
    nothing = words({})
    nothing.none[:] = 9
    assert to_sources(nothing, CUES, [CONTENT], POINTER).to == [-1, -1, -1]
    assert to_sources(nothing, CUES, [], POINTER).to == [-1, -1, -1]
    assert source_signs(nothing, CUES, [])[:, 0, NONE].tolist() == [1, 1, 1]


def test_no_cues_leave_content_alone() -> None:
    assert to_cues(words({}), [CONTENT], [], TO_SOME_CUE).to == [-1]
    assert to_cues(words({}), [], CUES, TO_SOME_CUE).to == []


def test_content_that_the_model_is_not_sure_of_may_belong_to_no_cue() -> None:
    these = words({5: 9, 6: 9, 7: 9})
    unsure = replace(these, chances=np.full(SIZE, 0.1, np.float32))
    weights = [0.0] * len(LINK_SIGNS)
    weights[0], weights[sign("none, sureness of what asks")] = 1.0, -3.0
    assert to_cues(these, [CONTENT], CUES, [*weights[:13], -1.0, *weights[14:]]).to == [1]
    assert to_cues(unsure, [CONTENT], CUES, [*weights[:13], -1.0, *weights[14:]]).to == [-1]
    block_quotation = to_cues(unsure, [CONTENT], CUES, [*weights[:13], -1.0, *weights[14:]], said=[0])
    assert block_quotation.to == [1]


def test_the_fitted_weights_are_those_that_chose() -> None:
    draw = np.random.default_rng(1)
    truth = np.zeros(len(LINK_SIGNS))
    truth[[1, 4]] = 1.0, -2.0
    found = []
    for _ in range(2000):
        signs = draw.normal(size=(4, len(LINK_SIGNS)))
        right = int(np.argmax(signs @ truth + draw.gumbel(size=4)))
        found.append(Choice(signs, right))
    assert fit_choice(found) == pytest.approx(truth, abs=0.2)
