"""Readings made by hand, of an invented article, for everything that shows readings.

Property tests know no clock, since a busy machine is slow for reasons of its own; in CI they try the same
values every time, so that a change fails for what it changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from onrecord.errors import PageError
from onrecord.model import Article, Block, Mention, Page, Reading, Role, Span, Speaker, Statement
from tests.server import Server, running
from tests.site import fetcher, site
from tests.told import reader

__all__ = ["fetcher", "reader", "site"]

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

BLOCKS: tuple[tuple[Role, str], ...] = (
    ("outlet", "The Wexcombe Argus"),
    ("headline", "Mayor denies plan to sell the pier"),
    ("body", "Mayor Ines Fallow denied that the council would sell the pier."),
    ("caption", "Mayor Ines Fallow denied that the council would sell the pier"),
    ("body", "Asked about the rumour, she told Wexcombe FM on Monday: “We will keep it."),
    ("body", "“It is ours,” she said, “and <ours> it stays.”"),
    ("body", "They fear that Tom & Sons want “a quick sale”."),
)
TEXT = "\n\n".join(text for _, text in BLOCKS)


def span(words: str, nth: int = 1) -> Span:
    """The ``nth`` place where ``words`` stand in the text."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return Span.of(TEXT, start, start + len(words))


def _blocks() -> tuple[Block, ...]:
    starts: list[int] = []
    for _, text in BLOCKS:
        starts.append(TEXT.index(text, starts[-1] + 1 if starts else 0))
    return tuple(
        Block(role, start, start + len(text), repeats=2 if n == 3 else None)
        for n, ((role, text), start) in enumerate(zip(BLOCKS, starts, strict=True))
    )


def _statements() -> tuple[Statement, ...]:
    mayor = Speaker("Ines Fallow", "person", span("Mayor Ines Fallow"))
    return (
        Statement(
            id="1" * 16,
            kind="indirect",
            act="deny",
            content=(span("that the council would sell the pier"),),
            cue=(span("denied"),),
            source=(span("Mayor Ines Fallow"),),
            speaker=mayor,
            confidence=0.91,
        ),
        Statement(
            id="2" * 16,
            kind="direct",
            act="say",
            content=(span("We will keep it."), span("It is ours,"), span("and <ours> it stays.")),
            cue=(span("told"),),
            source=(span("she"),),
            speaker=Speaker("Ines Fallow", "person", span("she")),
            addressee=Mention("Wexcombe FM", span("Wexcombe FM")),
            prompt=(span("Asked about the rumour"),),
            when=(span("on Monday"),),
            confidence=0.875,
        ),
        Statement(
            id="3" * 16,
            kind="mixed",
            act="fear",
            content=(span("that Tom & Sons want “a quick sale”"),),
            cue=(span("fear"),),
            source=(span("They"),),
            speaker=Speaker(None, "unknown", span("They")),
            confidence=0.42,
        ),
        Statement(
            id="4" * 16,
            kind="mixed",
            act="want",
            content=(span("“a quick sale”"),),
            cue=(span("want"),),
            source=(),
            speaker=Speaker(),
            polarity="negative",
            confidence=0.3,
        ),
    )


@pytest.fixture
def article() -> Article:
    return Article(
        id="a" * 16,
        text=TEXT,
        blocks=_blocks(),
        headline="Mayor denies plan to sell the pier",
        outlet="The Wexcombe Argus",
        authors=("Jo Tarn", "Al Reed"),
        published="2025-03-12T09:30:00+00:00",
        language="en",
    )


@pytest.fixture
def reading(article: Article) -> Reading:
    page = Page(TEXT.encode(), "pages/pier.txt", "text/plain")
    return Reading(page, article, _statements(), ("A notice.",))


@pytest.fixture
def failure() -> Reading:
    error = PageError("'pages/empty.html' holds no text.", hint="Save the page again.")
    return Reading(Page(b"<html>", "pages/empty.html", "text/html"), None, error=error)


Place = Path | str


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; it runs from the first test that asks for it to the last of all."""
    with running() as made:
        yield made


@pytest.fixture(params=["file", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Place]:
    """Where records may be made, by a name of their own: in a file, and again on a server."""
    if request.param == "file":
        return lambda name: tmp_path / f"{name}.db"
    server: Server = request.getfixturevalue("server")
    made: dict[str, str] = {}

    def schema(name: str) -> str:
        if name not in made:
            made[name] = server.schema()
        return made[name]

    return schema


@pytest.fixture
def where(place: Callable[[str], Place]) -> Place:
    """Where a record may be made."""
    return place("a")
