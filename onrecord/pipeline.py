"""The flow: page → article → words → attributions → statements with their context and speakers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import tee
from pathlib import Path

from onrecord.errors import OnrecordError, PageError
from onrecord.intake import sources
from onrecord.intake.article import read_article
from onrecord.language.models import LANGUAGE, Model, load_model
from onrecord.language.words import words
from onrecord.model import (
    Article,
    Attribution,
    Context,
    Kind,
    Page,
    Reading,
    Speaker,
    Statement,
    Unread,
    Words,
    digest,
    spans_key,
)
from onrecord.settings import Settings, cores
from onrecord.statements.context import context
from onrecord.statements.find import find
from onrecord.statements.participles import with_led
from onrecord.statements.quotes import Quotations, continued
from onrecord.statements.repairs import repaired
from onrecord.statements.speakers import speakers
from onrecord.statements.turns import in_conversation, with_turns


def read(
    given: Iterable[str | Path], *, threads: int | None = None, allow_private: bool = False
) -> Iterator[Reading]:
    """One Reading a page of some sources, in order. ``threads`` None is as the settings say, else every
    core; ``allow_private`` lets addresses of this machine and network be fetched.
    """
    return read_pages(sources.pages(given, allow_private=allow_private), threads=threads)


def read_pages(pages: Iterable[Page | Unread], *, threads: int | None = None) -> Iterator[Reading]:
    """One Reading a page, in order.

    Pages are taken a little ahead of what has been yielded, so that no core waits for another.
    ModelError where there is an article to read and the model is missing or damaged.
    """
    settings = Settings.from_environment()
    load = partial(_model, settings.model)
    drafts, ahead = tee(map(draft, pages))
    found = words(map(_readable, ahead), load, threads=threads or settings.threads or cores())
    for reading, these in zip(drafts, found, strict=True):
        if these is None or reading.article is None:
            yield reading
        else:
            yield _attributed(reading, these, load())


def reader() -> str:
    """The version of the model that reads pages now; ModelError if it is missing or damaged."""
    return _model(Settings.from_environment().model).version


def draft(page: Page | Unread) -> Reading:
    """The page with its article, or with the reason why there is none; statements are to come."""
    if isinstance(page, Unread):
        return Reading(page, None, error=page.error)
    try:
        article, notices = read_article(page)
    except OnrecordError as error:
        return Reading(page, None, error=error)
    except Exception as error:  # a fault of ours over one page: it must not stop the others
        return Reading(page, None, error=_fault(page, error))
    if article.language not in (None, LANGUAGE):
        notices += (f"No model for the language '{article.language}': no statements were read.",)
    return Reading(page, article, notices=notices)


def _attributed(reading: Reading, found: Words, model: Model) -> Reading:
    """The draft with its statements, or with the reason why there are none."""
    page, article = reading.page, reading.article
    assert isinstance(page, Page)
    assert article is not None
    try:
        return replace(reading, statements=statements(article, found, model))
    except Exception as error:  # as above
        return Reading(page, None, error=_fault(page, error))


def _fault(page: Page, error: Exception) -> PageError:
    """What is said of a page over which we ourselves stumble."""
    reason = f"{type(error).__name__}: {error}"
    return PageError(f"'{page.source}' cannot be read: {reason}.", hint="Please report it, with the page.")


def _readable(reading: Reading) -> Article | None:
    """The article, if it is in the model's language or too short to tell."""
    article = reading.article
    return article if article and article.language in (None, LANGUAGE) else None


def statements(article: Article, found: Words, model: Model) -> tuple[Statement, ...]:
    """What an article attributes to whom, in reading order."""
    marks = Quotations(article)
    attributions = continued(article, find(article, found, model.weights), marks)
    attributions = with_led(article, repaired(article, attributions))
    attributions = with_turns(article, attributions, marks.turns)
    return tuple(
        _statement(article, each, _context(article, each, marks), speaker, marks.kind(each.content), model)
        for each, speaker in zip(attributions, speakers(article, attributions), strict=True)
    )


def _context(article: Article, attribution: Attribution, marks: Quotations) -> Context:
    return in_conversation(article, attribution, context(article, attribution), marks.turns)


def _statement(
    article: Article,
    attribution: Attribution,
    context: Context,
    speaker: Speaker,
    kind: Kind,
    model: Model,
) -> Statement:
    spans = (attribution.content, attribution.cue, attribution.source)
    return Statement(
        id=digest(article.id, model.version, *map(spans_key, spans)),
        kind=kind,
        act=context.act,
        content=attribution.content,
        cue=attribution.cue,
        source=attribution.source,
        speaker=speaker,
        addressee=context.addressee,
        prompt=context.prompt,
        when=context.when,
        where=context.where,
        polarity=context.polarity,
        confidence=attribution.confidence,
    )


@cache
def _model(folder: Path | None) -> Model:
    return load_model(folder)
