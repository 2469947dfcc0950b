from collections.abc import Iterator

import pytest

from onrecord.language.models import Model
from onrecord.language.tags import TAGS
from onrecord.language.words import readable, words
from onrecord.model import Article, Block, Words
from onrecord.text import paragraphs
from tests.stand_in import model

TEXT = "Mara said it rains.\n\nNothing here.\n\nIvo says no."


def article(text: str = TEXT) -> Article:
    return Article("a", text, tuple(Block("body", start, end) for start, end in paragraphs(text)))


def marked(found: Words | None, role: str, text: str = TEXT) -> list[str]:
    assert found is not None
    at = (n for n, tag in enumerate(found.tags) if TAGS[tag].endswith(role))
    return [text[found.starts[n] : found.ends[n]] for n in at]


@pytest.mark.parametrize("threads", [1, 2])
def test_words_come_with_their_tags_in_the_order_of_the_articles(threads: int) -> None:
    given = [article(), None, article("Ann says yes."), article("")]
    first, second, third, fourth = words(given, model, threads=threads)
    assert marked(first, "cue") == ["said", "says"]
    assert marked(first, "content") == ["it", "rains", "no"]
    assert second is None
    assert marked(third, "source", "Ann says yes.") == ["Ann"]
    assert fourth is not None
    assert len(fourth.starts) == 0


def test_threads_change_nothing() -> None:
    given = [article(TEXT * n) for n in range(1, 12)]
    alone, together = (words(given, model, threads=n) for n in (1, 2))
    for one, other in zip(alone, together, strict=True):
        assert one is not None
        assert other is not None
        assert (one.tags == other.tags).all()


def test_articles_are_taken_only_a_little_ahead() -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield article()

    next(words(endless(), model, threads=2))
    assert taken < 20


def test_the_model_is_not_loaded_where_there_is_nothing_to_read() -> None:
    def refuse() -> Model:
        raise AssertionError

    assert list(words([None, None], refuse, threads=1)) == [None, None]


def test_a_text_is_read_once_by_its_printing_in_the_body() -> None:
    blocks = (
        Block("outlet", 0, 5),
        Block("caption", 6, 10),
        Block("body", 11, 15, repeats=1),
        Block("caption", 16, 20, repeats=2),
        Block("other", 21, 25),
    )
    assert readable(blocks) == [(11, 15, 2)]
