"""A Page becomes an Article, or a clear error.

Plain text keeps every character of the decoded file (a byte order mark is no character). The text of
an HTML page is that of its blocks, white space collapsed as a browser shows it, joined by a blank
line. Limits keep bytes that are no page from taking for ever.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.errors import PageError
from onrecord.intake import dates, encoding, forms, languages, media, plain, repeats
from onrecord.intake.encoding import Decoded
from onrecord.model import Article, Block, Page, digest

if TYPE_CHECKING:
    from onrecord.intake.blocks import Part
    from onrecord.intake.metadata import Metadata

MAX_CHARACTERS = 2_000_000
MAX_MARKUP = 10_000_000
MAX_ELEMENTS = 50_000
MAX_BLOCKS = 10_000
_SEPARATOR = "\n\n"
_READ = ("headline", "standfirst", "body", "quote", "heading")
_SAVE_AS_TEXT = "Name an HTML page, a plain text or JSONL with one page a line."


@dataclass(frozen=True, slots=True)
class _Given:
    """What the carrier of a page says about it: the fields of a JSON object beside its text."""

    headline: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None


def article(page: Page) -> Article:
    """The Article of ``page``; PageError where none can be made of it."""
    return read_article(page)[0]


def read_article(page: Page) -> tuple[Article, tuple[str, ...]]:
    """The Article of ``page``, and notices: what a person should know about how it was read.

    PageError where no article can be made: the page is empty, is not text, or is too large.
    """
    fields = _fields(page)
    about = _given(fields)
    decoded = _characters(page, fields)
    if not decoded.text.strip():
        raise PageError(f"'{page.source}' is empty.", hint="Save the page again, whole, and read that.")
    if _is_html(page, fields):
        found, notices = _from_html(page, decoded)
    else:
        found, notices = _from_plain(page, decoded.text, about.headline), ()
    return _with_given(found, about), decoded.notices + notices


def characters(page: Page) -> Decoded:
    """The decoded characters of ``page``: of a JSON object those of its ``text`` or ``html``."""
    return _characters(page, _fields(page))


def _characters(page: Page, fields: dict[str, object] | None) -> Decoded:
    if fields is not None:
        text, notices = encoding.replace_surrogates(str(fields["html" if _is_html(page, fields) else "text"]))
        return Decoded(text, "utf-8", notices)
    _refuse_binary(page)
    return encoding.decode(page.content, carrier=page.encoding, markup=_is_html(page, None))


def _is_html(page: Page, fields: dict[str, object] | None) -> bool:
    if fields is not None:
        text, html = fields.get("text"), fields.get("html")
        return isinstance(html, str) and not (isinstance(text, str) and bool(text.strip()))
    return "html" in page.media_type


def _fields(page: Page) -> dict[str, object] | None:
    """The object that a JSON page is; None for a page of another type."""
    if page.media_type.partition(";")[0] != media.JSON:
        return None
    try:
        found = json.loads(page.content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not any(isinstance(found.get(name), str) for name in ("text", "html")):
        raise PageError(
            f'\'{page.source}\' is no JSON object with a field "text" or "html".',
            hint='Give one object a line, each with a field "text" or "html".',
        )
    return found


def _refuse_binary(page: Page) -> None:
    known = media.signature(page.content)
    if known is not None:
        raise PageError(f"'{page.source}' is {known.name}, not a page.", hint=known.hint)
    if media.is_feed(page.content):
        raise PageError(
            f"'{page.source}' is a feed or a site map, not a page.", hint="Read the pages that it lists."
        )
    if media.sniff(page.content, page.source) == media.BINARY:
        raise PageError(f"'{page.source}' is not text.", hint=_SAVE_AS_TEXT)


def _refuse_large(source: str, count: int, most: int, what: str) -> None:
    if count > most:
        raise PageError(
            f"'{source}' has {count:,} {what}: an article has at most {most:,}.",
            hint="Split it into one file an article, or into JSONL with one article a line.",
        )


def _id(page: Page) -> str:
    """Bytes and address: the same page in another folder is the same article."""
    return digest(page.sha256, page.url or "")


def _from_plain(page: Page, text: str, headline: str | None) -> Article:
    _refuse_large(page.source, len(text), MAX_CHARACTERS, "characters")
    _refuse_large(page.source, plain.lines(text), 2 * MAX_BLOCKS, "lines")
    blocks = plain.blocks(text, headline)
    _refuse_large(page.source, len(blocks), MAX_BLOCKS, "paragraphs")
    return Article(
        id=_id(page),
        text=text,
        blocks=blocks,
        headline=_first(text, blocks, "headline"),
        outlet=_first(text, blocks, "outlet"),
        authors=_authors(text, blocks),
        published=plain.published(text, blocks),
        language=languages.identify(text),
    )


def _first(text: str, blocks: Sequence[Block], role: str) -> str | None:
    found = (text[block.start : block.end] for block in blocks if block.role == role)
    return next((" ".join(line.split()).rstrip(";") for line in found), None)


def _authors(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    lines = (text[block.start : block.end] for block in blocks if block.role == "byline")
    return tuple(dict.fromkeys(name for line in lines for name in forms.authors(line)))


def _from_html(page: Page, decoded: Decoded) -> tuple[Article, tuple[str, ...]]:
    from onrecord.intake import blocks, markup, metadata, places  # lxml and trafilatura: for HTML only

    _refuse_large(page.source, len(decoded.text), MAX_MARKUP, "characters of HTML")
    tree = markup.parse(decoded.text)
    _refuse_large(page.source, sum(1 for _ in tree.iter()), MAX_ELEMENTS, "elements")
    about = metadata.find(tree, page.url)
    markup.shorten_attributes(tree)
    passages = markup.passages(tree)
    _refuse_large(page.source, len(passages), 2 * MAX_BLOCKS, "pieces of text")
    _refuse_large(page.source, sum(len(passage.text) for passage in passages), MAX_CHARACTERS, "characters")
    parts = blocks.find(tree, passages, about, page.url or about.url)
    if not parts:
        raise PageError(
            f"'{page.source}' has no article text.",
            hint="Save the page from a browser once it shows its text, and read that.",
        )
    _refuse_large(page.source, len(parts), MAX_BLOCKS, "paragraphs")
    roles = blocks.roles(parts)
    earlier = repeats.find([part.text for part in parts], roles)
    located = places.Places(tree)
    found, start = [], 0
    for part, role, repeated in zip(parts, roles, earlier, strict=True):
        place = located.of(part.passage) if part.passage is not None else None
        found.append(Block(role, start, start + len(part.text), repeated, place))
        start += len(part.text) + len(_SEPARATOR)
    return _described(page, parts, tuple(found), about), ()


def _described(page: Page, parts: Sequence[Part], found: tuple[Block, ...], about: Metadata) -> Article:
    text = _SEPARATOR.join(part.text for part in parts)
    read = "\n".join(part.text for part, block in zip(parts, found, strict=True) if block.role in _READ)
    return Article(
        id=_id(page),
        text=text,
        blocks=found,
        headline=_first(text, found, "headline") or about.headline,
        outlet=about.outlet,
        authors=about.authors or _authors(text, found),
        published=about.published or plain.published(text, found),
        language=languages.identify(read or text, about.language),
    )


def _given(fields: dict[str, object] | None) -> _Given:
    if fields is None:
        return _Given()
    names = fields.get("authors", fields.get("author"))
    authors = names if isinstance(names, list) else [names]
    published = _string(fields, "published")
    return _Given(
        headline=_string(fields, "headline"),
        outlet=_string(fields, "outlet"),
        authors=tuple(" ".join(name.split()) for name in authors if isinstance(name, str) and name.strip()),
        published=dates.iso(published) if published else None,
        language=_string(fields, "language"),
    )


def _string(fields: dict[str, object], name: str) -> str | None:
    value = fields.get(name)
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return encoding.replace_surrogates(text)[0] or None


def _with_given(found: Article, given: _Given) -> Article:
    """What the carrier says comes before what was found in the page."""
    return replace(
        found,
        headline=given.headline or found.headline,
        outlet=given.outlet or found.outlet,
        authors=given.authors or found.authors,
        published=given.published or found.published,
        language=languages.code(given.language) or found.language,
    )
