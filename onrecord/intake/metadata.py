"""What an HTML page says about itself: headline, outlet, authors, date, language, address.

Asked in this order: JSON-LD (schema.org), meta elements (Open Graph, Dublin Core, Parse.ly and
others), then the page. A name that is none, such as the address of a profile, is left out.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.intake import dates, forms, repeats

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"Article$|^BlogPosting$|^LiveBlogPosting$|^Report$|^Review$")
_TITLES = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "dc.title",
    "dcterms.title",
    "sailthru.title",
    "headline",
    "hdl",
)
_OUTLETS = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "cre",
    "source",
)
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "byl",
    "og:author",
)
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "article.published",
    "ptime",
    "date",
)
_LANGUAGES = ("og:locale", "content-language", "dc.language", "dcterms.language", "language")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]+)*$")
_TITLE_PARTS = re.compile(r"\s+[|–—·•»:-]+\s+|\s*\|\s*")
_BY = re.compile(r"^\s*(?:by|words|von|par|por|di|da)\b[:\s]+", re.IGNORECASE)
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_MOST_SCRIPTS = 30
_MOST_NODES = 2000


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself. ``titles`` are all titles it gives, the best first."""

    titles: tuple[str, ...] = ()
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    url: str | None = None
    description: str | None = None

    @property
    def headline(self) -> str | None:
        """The best title, or None."""
        return self.titles[0] if self.titles else None


def find(tree: HtmlElement, url: str | None = None) -> Metadata:
    """The metadata of a page as lxml parsed it; ``url`` is its address, if that is known."""
    meta = _meta(tree)
    address = _address(tree, meta)
    nodes = list(_nodes(tree))
    node = _main_node(nodes, address)
    named = {str(other["@id"]): other for other in nodes if "@id" in other}
    outlet = _outlet(node, named, meta)
    return Metadata(
        titles=_titles(tree, node, meta, outlet, url or address),
        outlet=outlet,
        authors=_authors(tree, node, named, meta, outlet),
        published=_published(tree, node, meta),
        language=_language(tree, node, meta),
        url=address,
        description=_first((node.get("description"), *(meta.get(name) for name in _DESCRIPTIONS))),
    )


def language_code(label: object) -> str | None:
    """``en`` for "en-GB" or "en_US"; None for what is no language tag."""
    found = _LANGUAGE.match(label.strip()) if isinstance(label, str) else None
    return found[1].lower() if found else None


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The meta elements by lower-case name; the first of each name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        attributes = element.attrib
        content = _clean(attributes.get("content"))
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and key in attributes:
                found.setdefault(attributes[key].strip().lower(), content)
    return found


def _nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, whatever lists and graphs it is wrapped in."""
    budget = _MOST_NODES
    for script in list(tree.iterfind(".//script[@type='application/ld+json']"))[:_MOST_SCRIPTS]:
        waiting = [_json(script.text or "")]
        while waiting and budget:
            value = waiting.pop(0)
            budget -= 1
            if isinstance(value, list):
                waiting[:0] = value
            elif isinstance(value, dict):
                yield value
                waiting[:0] = [
                    value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "item") if key in value
                ]


def _json(text: str) -> object:
    """JSON as pages write it: in comment marks, with commas too many, with raw line breaks."""
    text = (
        re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*;?\s*$", "", text)
        .strip()
        .rstrip(";")
    )
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _main_node(nodes: Iterable[dict[str, Any]], address: str | None) -> dict[str, Any]:
    """The object that is the article: of several the one with the page's address, or the first."""
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in _strings(node.get("@type")))]
    titled = [node for node in articles if _text(node.get("headline")) or _text(node.get("name"))]
    if address:
        for node in titled:
            if address in (
                *_strings(node.get("url")),
                *_strings(node.get("mainEntityOfPage")),
                *_strings(node.get("@id")),
            ):
                return node
    return (titled or articles or [{}])[0]


def _titles(
    tree: HtmlElement,
    node: Mapping[str, Any],
    meta: Mapping[str, str],
    outlet: str | None,
    address: str | None,
) -> tuple[str, ...]:
    given = [_text(node.get("headline")), *(meta.get(name) for name in _TITLES), _text(node.get("name"))]
    title = tree.find(".//title")
    given.append(_clean(title.text_content()) if title is not None else None)
    found = (_without_outlet(text, outlet, _letters(_host(address))) for text in given if text)
    return tuple(dict.fromkeys(text for text in found if text and text != outlet))


def _host(address: str | None) -> str:
    return address.split("/")[2] if address and address.count("/") >= 2 else ""


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _without_outlet(title: str, outlet: str | None, host: str) -> str:
    """A title without the name of the outlet or its site at the end or the start."""
    if outlet and title.casefold().startswith(f"{outlet}: ".casefold()):
        return title[len(outlet) + 2 :]
    parts = [part for part in _TITLE_PARTS.split(title) if part]
    if len(parts) < 2:
        return title
    for part, rest in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
        if _is_site(part, outlet, host):
            start = title.index(rest[0])
            return title[start : title.rindex(rest[-1]) + len(rest[-1])]
    # Without a known name: a last part behind a bar, much shorter than the rest, is the site.
    if "|" in title and len(parts[-1].split()) <= 4 and len(parts[0]) > 2 * len(parts[-1]):
        return title[: title.rindex("|")].rstrip()
    return title


def _is_site(part: str, outlet: str | None, host: str) -> bool:
    """Whether a part of a title names the outlet: by its name, its words or the address of the page."""
    if (outlet and repeats.folded(part) == repeats.folded(outlet)) or forms.is_outlet(part):
        return True
    letters, first = _letters(part), _letters(" ".join(part.split()[:2]))
    return (len(letters) > 3 and letters in host) or (len(first) > 7 and first in host)


def _outlet(
    node: Mapping[str, Any], named: Mapping[str, dict[str, Any]], meta: Mapping[str, str]
) -> str | None:
    publisher = next(iter(_names(node.get("publisher"), named)), None)
    found = _first((publisher, *(meta.get(name) for name in _OUTLETS)))
    return found if found and len(found) <= 80 and not found.startswith(("http:", "https:", "@")) else None


def _authors(
    tree: HtmlElement,
    node: Mapping[str, Any],
    named: Mapping[str, dict[str, Any]],
    meta: Mapping[str, str],
    outlet: str | None,
) -> tuple[str, ...]:
    structured = [*_names(node.get("author"), named)] or [*_names(node.get("creator"), named)]
    first = next(
        (meta[name] for name in _AUTHORS if name in meta and _author_names([meta[name]], outlet)), None
    )
    for lines in (structured, [first] if first else [], _marked_authors(tree)):
        found = _author_names(lines, outlet)
        if found:
            return found
    return ()


def _author_names(lines: Iterable[str], outlet: str | None) -> tuple[str, ...]:
    """The names in lines that name authors; neither an address nor the outlet itself is one."""
    own = repeats.folded(outlet) if outlet else None
    names = (name for line in lines if "//" not in line for name in forms.split_names(_BY.sub("", line)))
    return tuple(dict.fromkeys(name for name in names if repeats.folded(name) != own))


def _marked_authors(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iterfind(".//a[@rel='author']"):
        yield _clean(element.text_content()) or ""
    for element in tree.iterfind(".//*[@itemprop='author']"):
        name = element.find(".//*[@itemprop='name']")
        yield _clean((element if name is None else name).text_content()) or ""


def _published(tree: HtmlElement, node: Mapping[str, Any], meta: Mapping[str, str]) -> str | None:
    given = [
        _text(node.get("datePublished")),
        *(meta.get(name) for name in _DATES),
        _text(node.get("dateCreated")),
    ]
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        given += [element.get("datetime"), element.get("content"), _clean(element.text_content()[:200])]
    for element in tree.iterfind(".//time[@datetime]"):
        given.append(element.get("datetime"))
        break
    return next((day for day in (dates.iso(text) for text in given if text) if day), None)


def _language(tree: HtmlElement, node: Mapping[str, Any], meta: Mapping[str, str]) -> str | None:
    root = tree.getroottree().getroot()
    given = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    spoken = node.get("inLanguage")
    given.append(
        _text(spoken.get("alternateName") or spoken.get("name"))
        if isinstance(spoken, dict)
        else _text(spoken)
    )
    given += [meta.get(name) for name in _LANGUAGES]
    return next((code for code in map(language_code, given) if code), None)


def _address(tree: HtmlElement, meta: Mapping[str, str]) -> str | None:
    link = next(iter(tree.iterfind(".//link[@rel='canonical']")), None)
    given = (link.get("href") if link is not None else None, meta.get("og:url"))
    return next(
        (url.strip() for url in given if url and url.strip().startswith(("http://", "https://"))), None
    )


def _names(value: object, named: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """The names of persons or organisations in a JSON-LD value: text, object, reference or a list of them."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            target = item if "name" in item else named.get(str(item.get("@id")), item)
            yield from (name for name in map(_clean, _strings(target.get("name"))) if name)
        elif isinstance(item, str):
            target = named.get(item, {})
            yield from (name for name in map(_clean, _strings(target.get("name", item))) if name)


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        value = value.get("@id")
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _text(value: object) -> str | None:
    return next((text for text in map(_clean, _strings(value)) if text), None)


def _first(values: Iterable[object]) -> str | None:
    return next((text for text in map(_text, values) if text), None)


def _clean(text: str | None) -> str | None:
    """Text without entities, tags and doubled white space; None for nothing."""
    if not text:
        return None
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", text)
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split()) or None
