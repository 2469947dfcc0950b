"""From nouns to rows and back: what is kept of an article and of a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from onrecord import errors
from onrecord.errors import OnrecordError
from onrecord.model import Article, Block, Mention, Page, Place, Reading, Span, Speaker, Statement, digest

UNDATED = "undated"  # stands in the index where a month would

Row = dict[str, Any]
Offsets = list[list[int]]


def article_row(article: Article, notices: Sequence[str]) -> Row:
    """An article as a row of ``articles``."""
    return {
        "id": article.id,
        "text": encodable(article.text),
        "blocks": [asdict(block) for block in article.blocks],
        "headline": article.headline,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published,
        "language": article.language,
        "notices": list(notices),
    }


def article_of(row: Mapping[Any, Any]) -> Article:
    """The article that a row keeps."""
    return Article(
        id=row["id"],
        text=row["text"],
        blocks=tuple(_block(each) for each in row["blocks"]),
        headline=row["headline"],
        outlet=row["outlet"],
        authors=tuple(row["authors"]),
        published=row["published"],
        language=row["language"],
    )


def _block(kept: Mapping[Any, Any]) -> Block:
    place = kept["place"] and Place(**kept["place"])
    return Block(kept["role"], kept["start"], kept["end"], kept["repeats"], place or None)


def statement_rows(reading: Reading) -> list[Row]:
    """The statements of a reading as rows of ``statements``; none where it has no article."""
    article = reading.article
    if article is None:
        return []
    distinct = {each.id: each for each in reading.statements}
    about = {"headline": article.headline, "outlet": article.outlet, "published": article.published}
    return [
        {
            "id": each.id,
            "article": article.id,
            "number": number,
            "kind": each.kind,
            "act": each.act,
            "polarity": each.polarity,
            "confidence": each.confidence,
            "speaker": each.speaker.name,
            "speaker_type": each.speaker.type,
            "spans": _spans(each),
            "words": encodable(each.words),
            "facets": " ".join(facets(each.act, article.outlet, article.published)),
            **about,
        }
        for number, each in enumerate(distinct.values())
    ]


def facets(act: str = "", outlet: str | None = "", published: str | None = "") -> Iterator[str]:
    """The words that stand in the index for an act, an outlet, a month and its year."""
    if act:
        yield f"act{act}"
    if outlet:
        yield f"outlet{digest(outlet.lower())}"
    if published:
        yield f"year{published[:4]}"
        yield f"month{published[:7].replace('-', '')}"
    if published is None:
        yield UNDATED


def _spans(statement: Statement) -> Row:
    """Everything of a statement that stands somewhere in the text, as offsets, and why it is so."""
    speaker, addressee = statement.speaker, statement.addressee
    found: Row = {
        "content": _offsets(statement.content),
        "cue": _offsets(statement.cue),
        "source": _offsets(statement.source),
        "prompt": _known(statement.prompt),
        "when": _known(statement.when),
        "where": _known(statement.where),
        "addressee": addressee and [addressee.name, addressee.span.start, addressee.span.end],
        "mention": _one(speaker.mention),
        "roles": _offsets(speaker.roles),
        "party": _one(speaker.party),
        "organisation": _one(speaker.organisation),
        "why": speaker.why,
    }
    return {name: value for name, value in found.items() if value}


def statement_of(row: Mapping[Any, Any], article: Article) -> Statement:
    """The statement that a row keeps, its words sliced from the article's text."""
    kept = row["spans"]

    def several(name: str) -> tuple[Span, ...]:
        return tuple(article.span(start, end) for start, end in kept.get(name, ()))

    def one(name: str) -> Span | None:
        return article.span(*kept[name]) if name in kept else None

    addressee = kept.get("addressee")
    return Statement(
        id=row["id"],
        kind=row["kind"],
        act=row["act"],
        content=several("content"),
        cue=several("cue"),
        source=several("source"),
        speaker=Speaker(
            name=row["speaker"],
            type=row["speaker_type"],
            mention=one("mention"),
            roles=several("roles"),
            party=one("party"),
            organisation=one("organisation"),
            why=kept.get("why", ""),
        ),
        addressee=addressee and Mention(addressee[0], article.span(*addressee[1:])),
        prompt=several("prompt") or None,
        when=several("when") or None,
        where=several("where") or None,
        polarity=row["polarity"],
        confidence=row["confidence"],
    )


def error_of(kind: str, message: str, hint: str) -> OnrecordError:
    """The error that a row keeps."""
    made: type[OnrecordError] = getattr(errors, kind, OnrecordError)
    return made(message, hint=hint)


def page_of(row: Mapping[Any, Any], content: bytes) -> Page:
    """The page that a row keeps."""
    return Page(content, row["source"], row["media_type"], row["url"], row["encoding"])


def plain(address: str) -> str:
    """An address as text by which it is looked up, without the place in its page."""
    return encodable(address.partition("#")[0])


def _offsets(spans: Iterable[Span]) -> Offsets:
    return [[span.start, span.end] for span in spans]


def _known(spans: Iterable[Span] | None) -> Offsets | None:
    return None if spans is None else _offsets(spans)


def _one(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def encodable(text: str) -> str:
    """Text that a database takes: a lone surrogate, which no encoding has, becomes one other character."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
