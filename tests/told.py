"""A reading that is told and not found: every page is said by Mara Holt, word for word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from onrecord import pipeline
from onrecord.errors import PageError
from onrecord.model import Article, Block, Page, Reading, Span, Speaker, Statement, Unread
from onrecord.store.store import page_id


def told(page: Page | Unread) -> Reading:
    """A page whose every word is said by Mara Holt; an empty one holds no article."""
    if isinstance(page, Unread):
        return Reading(page, None, error=page.error)
    text = page.content.decode().partition("<!--")[0]
    if not text.strip():
        return Reading(page, None, error=PageError("It is empty.", hint="Save it again."))
    article = Article(page_id(page), text, (Block("body", 0, len(text)),))
    said = Statement(
        article.id, "indirect", "say", (Span.of(text, 0, len(text)),), (), (), Speaker("Mara Holt", "person")
    )
    return Reading(page, article, (said,))


class Reader:
    """A stand-in for the model: it counts what it reads, and may be stopped after a number of pages."""

    def __init__(self) -> None:
        self.version, self.read, self.most = "1", list[str](), 10**6

    def pages(self, pages: Iterable[Page | Unread], *, threads: int | None = None) -> Iterator[Reading]:
        assert threads is None
        for page in pages:
            if len(self.read) >= self.most:
                raise KeyboardInterrupt
            self.read.append(page.source)
            yield told(page)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setattr(pipeline, "read_pages", made.pages)
    monkeypatch.setattr(pipeline, "reader", lambda: made.version)
    return made
