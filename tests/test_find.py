import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.tags import SPAN_ROLES, TAGS
from onrecord.model import Article, Attribution, Block, Words
from onrecord.statements.find import find, segments
from onrecord.statements.sureness import Segment
from training.linking import UNFITTED

# Two statements, the second with its content in two pieces around its cue and without a source.
TEXT = "Ann said rain fell . But snow , said , melts ."
TAGGED = ["source", "cue", "content", "content", "", "", "content", "", "cue", "", "content", ""]


def words(links: dict[int, int], tagged: list[str] = TAGGED, text: str = TEXT) -> Words:
    """The words of ``text``, each of ``links`` pointing surely at another; else at "none"."""
    parts = text.split()
    starts = [sum(len(part) + 1 for part in parts[:n]) for n in range(len(parts))]
    tags = [
        TAGS.index(f"{'I' if n and tagged[n - 1] == role else 'B'}-{role}") if role else 0
        for n, role in enumerate(tagged)
    ]
    size = len(parts)
    vectors = np.zeros((size, 4, size), np.float32)
    vectors[:, (1, 3), :] = np.eye(size)[:, None, :]
    for asking, offered in links.items():
        row = 2 if tagged[asking] == "cue" else 0
        vectors[asking, row, offered] = 9
    none = np.full((size, 2), 4, np.float32)
    return Words(
        starts=np.array(starts, np.int32),
        ends=np.array([start + len(part) for start, part in zip(starts, parts, strict=True)], np.int32),
        blocks=np.zeros(size, np.int32),
        tags=np.array(tags, np.int8),
        chances=np.full(size, 0.9, np.float32),
        vectors=vectors,
        none=none,
    )


def article(text: str = TEXT) -> Article:
    return Article("a", text, (Block("body", 0, len(text)),))


def found(these: Words) -> tuple[Attribution, ...]:
    return find(article(), these, UNFITTED)


def test_segments_are_the_spans_that_tags_spell() -> None:
    assert segments(words({}).tags)[:3] == [
        Segment("source", 0, 1),
        Segment("cue", 1, 2),
        Segment("content", 2, 4),
    ]


def test_each_content_joins_the_cue_it_points_at() -> None:
    first, second = found(words({2: 1, 3: 1, 1: 0, 6: 8, 10: 8}))
    assert [span.text for span in first.content] == ["rain fell"]
    assert [span.text for span in second.content] == ["snow", "melts"]
    assert [span.text for span in first.source] == ["Ann"]
    assert second.source == ()


def test_two_statements_may_share_a_source() -> None:
    first, second = found(words({2: 1, 3: 1, 1: 0, 6: 8, 10: 8, 8: 0}))
    assert first.source == second.source


def test_a_cue_without_content_is_no_statement() -> None:
    (only,) = found(words({2: 1, 3: 1, 1: 0, 6: 1, 10: 1}))
    assert [span.text for span in only.content] == ["rain fell", "snow", "melts"]


def test_nothing_tagged_is_nothing_found() -> None:
    assert found(words({}, [""] * len(TAGGED))) == ()


def test_every_span_is_that_slice_of_the_text() -> None:
    for each in found(words({2: 1, 3: 1, 1: 0, 6: 8, 10: 8})):
        for span in (*each.content, *each.cue, *each.source):
            assert TEXT[span.start : span.end] == span.text
        assert 0 <= each.confidence <= 1


@given(st.lists(st.integers(0, 6), max_size=30))
def test_segments_hold_every_tagged_word_once(tags: list[int]) -> None:
    found = segments(np.array(tags, np.int8))
    held = [n for each in found for n in range(each.start, each.end)]
    assert held == [n for n, tag in enumerate(tags) if tag]
    for each in found:
        roles = {SPAN_ROLES[(tags[n] - 1) // 2] for n in range(each.start, each.end)}
        assert roles == {each.role}
        assert all(tags[n] % 2 == 0 for n in range(each.start + 1, each.end))


def test_pieces_with_nothing_but_marks_between_them_are_one() -> None:
    text = "“ It rains . It snows , ” Ann said ."
    tagged = ["content", "content", "content", "", "content", "content", "", "", "source", "cue", ""]
    these = words({0: 9, 1: 9, 2: 9, 4: 9, 5: 9, 9: 8}, tagged, text)
    (only,) = find(article(text), these, UNFITTED)
    assert [span.text for span in only.content] == ["“ It rains . It snows"]
