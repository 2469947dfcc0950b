"""Statements as linked data, a JSON object a line: W3C Web Annotations, schema.org quotations and claims.

An annotation points at the page by the words themselves with what stands around them, and at the
article's text by positions in Unicode code points, as the Web Annotation Data Model (W3C, 2017, 4.2.4 and
4.2.5) has it; the hash of that text stands beside, so that positions are not taken for those of another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from onrecord.faces.phrasing import does, one_line, who
from onrecord.faces.table import encodable
from onrecord.model import Article, Reading, Span, Speaker, Statement

AROUND = 32  # characters before and behind the words, by which they are found again
CREATOR = {"type": "Software", "name": "Onrecord"}
# Who schema.org lets be a creator or author. It has no type for "engineers": whoever is neither is credited
# by name, and a document is what the words are based on.
AGENTS = {"person": "Person", "organisation": "Organization"}


def write_webannotation(readings: Iterable[Reading], output: TextIO) -> None:
    """Write one annotation a statement."""
    _write((_annotation(*each) for each in _statements(readings)), output)


def write_schemaorg(readings: Iterable[Reading], output: TextIO) -> None:
    """Write one Quotation (what stands in quotation marks) or Claim (all else) a statement."""
    _write((_thing(*each) for each in _statements(readings)), output)


def _statements(readings: Iterable[Reading]) -> Iterator[tuple[Reading, Article, Statement]]:
    return (
        (reading, reading.article, statement)
        for reading in readings
        if reading.article is not None
        for statement in reading.statements
    )


def _write(objects: Iterable[dict[str, Any]], output: TextIO) -> None:
    for each in objects:
        line = json.dumps(each, ensure_ascii=False, separators=(",", ":"))
        output.write(encodable(line) + "\n")
        output.flush()


def _annotation(reading: Reading, article: Article, statement: Statement) -> dict[str, Any]:
    page = reading.page.url or f"urn:sha256:{reading.page.sha256}"
    text = f"urn:sha256:{hashlib.sha256(article.text.encode('utf-8', 'replace')).hexdigest()}"
    targets = [_target(page, _quote(article, span)) for span in statement.content]
    targets += [_target(text, _position(span)) for span in statement.content]
    value = f"{who(statement.speaker)} {does(statement)}"
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:onrecord:{statement.id}",
        "type": "Annotation",
        "motivation": "describing",
        "creator": CREATOR,
        "body": {"type": "TextualBody", "value": value, "format": "text/plain", "language": "en"},
        "target": targets,
    }


def _target(source: str, selector: dict[str, Any]) -> dict[str, Any]:
    return {"type": "SpecificResource", "source": source, "selector": selector}


def _quote(article: Article, span: Span) -> dict[str, Any]:
    """The words, and what stands around them."""
    before = article.text[max(0, span.start - AROUND) : span.start]
    behind = article.text[span.end : span.end + AROUND]
    return {"type": "TextQuoteSelector", "exact": span.text, "prefix": before, "suffix": behind}


def _position(span: Span) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _thing(reading: Reading, article: Article, statement: Statement) -> dict[str, Any]:
    quoted = statement.kind == "direct"
    source = {
        "@type": "NewsArticle",
        "headline": article.headline,
        "url": reading.page.url,
        "datePublished": article.published,
        "publisher": article.outlet and {"@type": "Organization", "name": article.outlet},
    }
    found = {
        "@context": "https://schema.org",
        "@type": "Quotation" if quoted else "Claim",
        "identifier": f"urn:onrecord:{statement.id}",
        "text": statement.words,
        **_by(statement.speaker, "creator" if quoted else "author"),
        "isPartOf" if quoted else "appearance": {name: value for name, value in source.items() if value},
    }
    return {name: value for name, value in found.items() if value}


def _by(speaker: Speaker, role: str) -> dict[str, Any]:
    """Whose words they are, in the property that schema.org has for such a speaker."""
    if not speaker.name:
        return {}
    name = one_line(speaker.name)
    if speaker.type in AGENTS:
        return {role: {"@type": AGENTS[speaker.type], "name": name}}
    if speaker.type == "document":
        return {"isBasedOn": {"@type": "CreativeWork", "name": name}}
    return {"creditText": name}
