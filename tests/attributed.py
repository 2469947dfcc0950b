"""Builds a small article and one attribution from marked text, for the tests of what stands around a cue."""

from __future__ import annotations

from onrecord.model import Article, Attribution, Context
from onrecord.statements.context import context
from onrecord.statements.surroundings import Surroundings, surround

CLOSING = {"}": "{", ">": "<", "]": "["}


def attributed(marked: str) -> tuple[Article, Attribution]:
    """``[Ann Lee] <said> {that it rained}``: source in brackets, cue in angle brackets, content in braces."""
    text, opened = "", {"{": 0, "<": 0, "[": 0}
    pieces: dict[str, list[tuple[int, int]]] = {"{": [], "<": [], "[": []}
    for character in marked:
        if character in opened:
            opened[character] = len(text)
        elif character in CLOSING:
            pieces[CLOSING[character]].append((opened[CLOSING[character]], len(text)))
        else:
            text += character
    article = Article("an-article", text, ())
    content, cue, source = (tuple(article.span(*piece) for piece in pieces[mark]) for mark in "{<[")
    return article, Attribution(content, cue, source, 1.0)


def read(marked: str) -> Context:
    """The context of the attribution in marked text."""
    return context(*attributed(marked))


def scene(marked: str) -> Surroundings:
    """The surroundings of the attribution in marked text."""
    article, attribution = attributed(marked)
    return surround(article.text, attribution)


def words(marked: str, name: str) -> str | None:
    """The words of one part of the context: ``addressee``, ``prompt``, ``when`` or ``where``."""
    found = getattr(read(marked), name)
    if found is None:
        return None
    return str(found.name if name == "addressee" else " … ".join(span.text for span in found))
