"""The passages of an HTML page that are its article, each with its role.

The body comes from ``body``. Around and between it stand a headline, a standfirst, a byline, a date
and captions, which are taken by what the page says they are; what trafilatura drops between the
paragraphs of the body is put back where it stands beside them.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.intake import body, forms, repeats
from onrecord.intake.markup import Passage
from onrecord.intake.metadata import Metadata
from onrecord.model import Role

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FURNITURE = ("chrome", "hidden", "aside")
_WORD = re.compile(r"\w+")
_FRONT = 60
_FRONT_WITHOUT_HEADLINE = 12
_FRONT_AFTER = 10
_SAME_TITLE = 0.6
_PARAGRAPH_WORDS = 15
_SENTENCE_WORDS = 5
_ALL_LINKED = 0.95
_LINE_WORDS = 14
_CAPTION_CHARACTERS = 1200
_BESIDE_CAPTION = 10
_LEVELS = 5
_CROWDED = 12
_TABLES = frozenset({"table", "tbody"})
_CELLS = frozenset({"td", "div", "center"})
_WHOLE = frozenset({"body", "article", "main", "html"})


@dataclass(frozen=True, slots=True)
class Part:
    """A block to be: its text, its role, and the passage of the page that it is, if it is one."""

    text: str
    role: Role
    passage: Passage | None = None


def find(tree: HtmlElement, passages: Sequence[Passage], metadata: Metadata, url: str | None) -> list[Part]:
    """The parts of the article in the order of the page; empty if there is none."""
    kept = body.find(tree, passages, url)
    chosen = {piece.passage for piece in kept if piece.passage is not None}
    paragraphs = (index for index in chosen if _is_paragraph(passages[index]))
    headline = _headline(passages, metadata, min(paragraphs, default=min(chosen, default=None)))
    parts: dict[int, Part] = {}
    if headline is not None:
        parts[headline] = Part(passages[headline].text, "headline", passages[headline])
    if headline is not None:
        # What trafilatura takes from above the headline is furniture, unless it is a paragraph.
        chosen -= {index for index in chosen if index < headline and not _is_paragraph(passages[index])}
    if chosen:
        front = (index for index in _front(passages, chosen, headline) if index not in chosen)
        _add_front(passages, metadata, front, headline is not None, parts)
        _add_between(passages, chosen, parts)
    _add_body(passages, metadata, sorted(chosen), headline, parts)
    return _with_unplaced(kept, _without_end(parts))


def _is_paragraph(passage: Passage) -> bool:
    return passage.text.count(" ") >= _PARAGRAPH_WORDS and passage.linked < 0.5


def _without_end(parts: dict[int, Part]) -> dict[int, Part]:
    """The parts without headings and captions that nothing follows: they head what is left out."""
    last = max(
        (index for index, part in parts.items() if part.role not in ("heading", "caption")), default=-1
    )
    body = any(part.role in ("body", "quote") for part in parts.values())
    return {
        index: part for index, part in parts.items() if index <= last or not body or part.role == "caption"
    }


def _headline(passages: Sequence[Passage], metadata: Metadata, first: int | None) -> int | None:
    """The passage that is the headline: by the titles the page gives and by its element."""
    titles = [_words(title) for title in metadata.titles]
    end = len(passages) if first is None else min(len(passages), first + 3)
    best, found = 1.4, None
    for index in range(end):
        passage = passages[index]
        if not passage.labels.isdisjoint(("heading", "headline")) and "hidden" not in passage.labels:
            score = _title_score(passage, titles) - (0.5 if passage.labels & {"chrome", "aside"} else 0.0)
            if score > best:
                best, found = score, index
    return found


def _title_score(passage: Passage, titles: Sequence[Counter[str]]) -> float:
    own = _words(passage.text)
    likeness = max((_dice(own, title) for title in titles), default=0.0)
    marked = 1.0 if "first heading" in passage.labels else 0.6 if "headline" in passage.labels else 0.4
    if likeness < _SAME_TITLE:
        # A main heading in other words than the title of the window is still what readers see.
        return 1.5 if marked == 1.0 and own.total() >= 4 and passage.linked < 0.5 else 0.0
    return 1.0 + likeness + marked


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _front(passages: Sequence[Passage], chosen: set[int], headline: int | None) -> range:
    """The passages between the headline and the first paragraph of the body."""
    first = min(chosen)
    start = max(0, first - _FRONT_WITHOUT_HEADLINE) if headline is None else headline + 1
    # What trafilatura took first may be the standfirst: byline and date follow it.
    paragraphs = (index for index in range(first, first + _FRONT_AFTER) if index in chosen)
    end = next((index for index in paragraphs if _is_paragraph(passages[index])), first)
    return range(max(start, first - _FRONT), end)


def _add_front(
    passages: Sequence[Passage],
    metadata: Metadata,
    front: Iterable[int],
    below_headline: bool,
    parts: dict[int, Part],
) -> None:
    """Add standfirst, byline, date and captions of the passages in ``front``."""
    for index in front:
        passage = passages[index]
        if not passage.labels.isdisjoint(_FURNITURE) and "byline" not in passage.labels:
            continue
        role = _front_role(passage, metadata)
        if role is None and _is_described(passage, metadata):
            role = "standfirst"
        if role is not None and (below_headline or role != "standfirst"):
            parts[index] = Part(passage.text, role, passage)


def _front_role(passage: Passage, metadata: Metadata) -> Role | None:
    text, labels = passage.text, passage.labels
    words = text.count(" ") + 1
    if forms.is_other(text) or "skipped" in labels:
        return None
    if "caption" in labels:
        return "caption" if words > 1 else None
    if _is_dateline(passage):
        return "dateline"
    if _is_byline(passage, metadata):
        return "byline"
    return "standfirst" if "standfirst" in labels and _may_be_standfirst(passage) else None


def _may_be_standfirst(passage: Passage) -> bool:
    return passage.text.count(" ") >= 4 and passage.linked < 0.5 and len(passage.text) <= 600


def _is_described(passage: Passage, metadata: Metadata) -> bool:
    """Whether a passage outside the body is the description that the page gives of itself."""
    if metadata.description is None or not _may_be_standfirst(passage):
        return False
    return _same(passage.text, metadata.description)


def _same(text: str, description: str) -> bool:
    one, other = repeats.folded(text), repeats.folded(description)
    return (
        one == other
        or (len(other) > 60 and one.startswith(other[:60]))
        or _dice(_words(one), _words(other)) > 0.85
    )


def _is_dateline(passage: Passage) -> bool:
    if forms.is_dateline(passage.text):
        return True
    marked = "time" in passage.labels and passage.text.count(" ") < _LINE_WORDS
    return marked and any(character.isdigit() for character in passage.text)


def _is_byline(passage: Passage, metadata: Metadata) -> bool:
    text = passage.text
    if text.count(" ") >= 2 * _LINE_WORDS:
        return False
    if forms.authors(text):
        return True
    lowered = text.casefold()
    named = any(author.casefold() in lowered for author in metadata.authors)
    if named and (lowered.startswith("by ") or text.count(" ") <= 4):
        return True
    return (
        "byline" in passage.labels and text.count(" ") < _LINE_WORDS and (named or lowered.startswith("by "))
    )


def _add_between(passages: Sequence[Passage], chosen: set[int], parts: dict[int, Part]) -> None:
    """Add captions among the body, and what stands beside its paragraphs in the same element."""
    trunk = _trunk(passages, chosen)
    for index in range(min(chosen) + 1, max(chosen)):
        passage = passages[index]
        if index in chosen or index in parts or not passage.labels.isdisjoint((*_FURNITURE, "skipped")):
            continue
        if "caption" in passage.labels:
            if " " in passage.text:
                parts[index] = Part(passage.text, "caption", passage)
        elif passage.linked < 0.3 and _is_beside(passage, trunk) and _is_said(passage.text):
            chosen.add(index)


def _is_said(text: str) -> bool:
    """Whether a passage that trafilatura dropped reads like text: a sentence, not a label of a button."""
    return forms.is_closed(text) and text.count(" ") >= 3 and not forms.is_other(text)


def _trunk(passages: Sequence[Passage], chosen: set[int]) -> set[HtmlElement]:
    """The elements that hold two paragraphs of the body or more."""
    parents = Counter(passages[index].element.getparent() for index in chosen)
    return {element for element, count in parents.items() if element is not None and count > 1}


def _is_beside(passage: Passage, trunk: set[HtmlElement]) -> bool:
    parent = passage.element.getparent()
    if passage.element in trunk or parent in trunk:
        return True
    # A quotation or a list of its own stands one level deeper.
    deeper = "quote" in passage.labels or "item" in passage.labels
    return deeper and parent is not None and parent.getparent() in trunk


def _add_body(
    passages: Sequence[Passage],
    metadata: Metadata,
    chosen: Sequence[int],
    headline: int | None,
    parts: dict[int, Part],
) -> None:
    title = repeats.folded(passages[headline].text) if headline is not None else None
    in_front = True
    for index in chosen:
        passage = passages[index]
        if index in parts:
            continue
        role: Role | None = None
        if in_front:
            role = _front_role(passage, metadata) or _second_heading(passage, title)
            in_front = role is not None or passage.text.count(" ") < _PARAGRAPH_WORDS
        if role is None:
            role = _body_role(passage, title)
        if role is not None:
            parts[index] = Part(passage.text, role, passage)


def _second_heading(passage: Passage, title: str | None) -> Role | None:
    """A whole sentence in a heading of lower rank behind the headline is the standfirst."""
    if title is None or "heading" not in passage.labels or "first heading" in passage.labels:
        return None
    if repeats.folded(passage.text) == title or passage.linked > 0.5:
        return None
    return "standfirst" if passage.text.count(" ") >= 2 * _SENTENCE_WORDS else None


def _body_role(passage: Passage, title: str | None) -> Role | None:
    text, labels = passage.text, passage.labels
    if forms.is_other(text) or ("advert" in labels and text.count(" ") < 2 * _PARAGRAPH_WORDS):
        return None
    if "heading" in labels:
        return "headline" if title is not None and repeats.folded(text) == title else "heading"
    if forms.is_caption(text) or _is_captioning(passage):
        return "caption"
    if forms.authors(text):
        return "byline"
    return None if _is_teaser(passage) else "quote" if "quote" in labels else "body"


def _is_teaser(passage: Passage) -> bool:
    """Whether a passage is a link and nothing else, in words that are no sentence: another headline."""
    alone = passage.linked >= _ALL_LINKED and "item" not in passage.labels and "table" not in passage.labels
    return alone and not forms.is_closed(passage.text) and passage.text.count(" ") >= _SENTENCE_WORDS - 1


def _is_captioning(passage: Passage) -> bool:
    """Whether a passage is named as a caption, or is the only text in an element with a picture."""
    words = passage.text.count(" ") + 1
    if "caption" in passage.labels and len(passage.text) <= _CAPTION_CHARACTERS:
        return "table" not in passage.labels
    if "item" in passage.labels or words > (
        _LINE_WORDS if forms.is_closed(passage.text) else 2 * _PARAGRAPH_WORDS
    ):
        return False
    holder = _holder(passage)
    if holder is None or holder.find(".//img") is None:
        return False
    if "table" in passage.labels and holder.tag not in _TABLES:
        return False
    # A picture may stand inside a paragraph of the body, too.
    within = passage.element.find(".//img") is not None
    return not within or (passage.element.tag in _CELLS and not forms.is_closed(passage.text))


def _holder(passage: Passage) -> HtmlElement | None:
    """The outermost element, of the next few, that has no other text than the passage; None for none."""
    holder = None
    above = itertools.islice(passage.element.iterancestors(), _LEVELS)
    for element in itertools.chain([passage.element], above):
        # Counting stops early: one element may hold all paragraphs of a long page.
        crowded = sum(1 for _ in itertools.islice(element, _CROWDED)) == _CROWDED
        if crowded or element.tag in _WHOLE:
            break
        if len(" ".join(element.text_content().split())) > len(passage.text) + _BESIDE_CAPTION:
            break
        holder = element
    return holder


def _with_unplaced(kept: Sequence[body.Kept], parts: dict[int, Part]) -> list[Part]:
    """The parts in the order of the page; text without a passage behind the piece it was judged to follow."""
    behind: dict[int, list[Part]] = {}
    last = -1
    for piece in kept:
        if piece.passage is not None:
            last = piece.passage
        elif not forms.is_other(piece.text):
            behind.setdefault(last, []).append(Part(piece.text, "body"))
    ordered = sorted(parts)
    found = [] if ordered else list(behind.get(-1, []))
    front = behind.get(-1, []) if ordered else []
    for index in ordered:
        if front and parts[index].role in ("body", "heading", "quote"):
            found += front
            front = []
        found.append(parts[index])
        found += behind.get(index, [])
    return found + front


def roles(parts: Sequence[Part]) -> list[Role]:
    """The roles, with captions that only their repetition gives away; items of lists are none."""
    found = [part.role for part in parts]
    listed = [
        part.passage is not None and not part.passage.labels.isdisjoint(("item", "table")) for part in parts
    ]
    asked: list[Role] = ["other" if item else role for item, role in zip(listed, found, strict=True)]
    for index in repeats.captions([part.text for part in parts], asked):
        found[index] = "caption"
    if found.count("quote") > 2 * found.count("body"):  # some pages put their whole text in a quotation
        return ["body" if role == "quote" else role for role in found]
    return found
