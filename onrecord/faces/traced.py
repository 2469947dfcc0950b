"""Stories in lines for a person: the likely original, its copies, and what each of them changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from onrecord.faces.findings import SHORT, shortened
from onrecord.faces.phrasing import day, one_line, percent
from onrecord.faces.terminal import INDENT, Line

if TYPE_CHECKING:
    from onrecord.model import Article
    from onrecord.scale.tracing import Copied, Traced

DEEP = 2 * INDENT


def list_lines(found: Sequence[Traced], total: int) -> Iterator[Line]:
    """Stories, each with its likely original and its copies."""
    for traced in found:
        yield from _head(traced)
        for copy in traced.copies:
            yield _copy(copy)
        yield Line()
    yield Line(((_counted(len(found), total), "label"),))


def _counted(shown: int, total: int) -> str:
    if not shown:
        return "Nothing found that is a copy."
    if shown < total:
        return f"{shown} of {total} stories. More: --limit {min(total, 10 * shown)}"
    return "1 story." if shown == 1 else f"{shown} stories."


def _head(traced: Traced) -> Iterator[Line]:
    number = len(traced.story.articles)
    dates = [each for each in (traced.base, *(copy.article for copy in traced.copies)) if each.published]
    days = sorted(each.published[:10] for each in dates if each.published)
    when = " – ".join(dict.fromkeys(map(day, days[:1] + days[-1:])))
    yield Line(
        (
            (one_line(traced.base.headline or "Without a headline"), "headline"),
            (f"  in {number} articles{f' · {when}' if when else ''}", "about"),
        ),
        aside=(traced.story.id[:SHORT], "sure"),
        hanging=INDENT,
    )
    if traced.story.original:
        told = ("original    ", "label"), (_place(traced.base), "speaker")
        yield Line((*told, (f"  ({one_line(traced.story.why)})", "about")), INDENT, INDENT + 12)
        return
    yield Line((("original    ", "label"), (f"not known: {one_line(traced.story.why)}", "about")), INDENT, 16)
    yield Line((("compared to ", "label"), (_place(traced.base), "speaker")), INDENT, INDENT + 12)


def _place(article: Article) -> str:
    parts = [article.outlet, article.published and day(article.published), article.id[:SHORT]]
    return " · ".join(one_line(part) for part in parts if part)


def _copy(copy: Copied) -> Line:
    changed = f"{copy.changed} change{'s' if copy.changed != 1 else ''} of meaning"
    shared = f"  {percent(copy.share)} of it stands there" if copy.share else "  shares a third text"
    return Line(
        (
            ("copy        ", "label"),
            (_place(copy.article), "speaker"),
            (shared, "about"),
            (f" · {changed}", "unsure" if copy.changed else "about"),
        ),
        INDENT,
        INDENT + 12,
    )


def story_lines(traced: Traced) -> Iterator[Line]:
    """One story, and what each copy changed: what changes the meaning in its words, all else counted."""
    yield from _head(traced)
    for copy in traced.copies:
        yield Line()
        yield _copy(copy)
        for each in copy.differences:
            if each.meaning == "changed":
                yield Line(
                    (
                        (f"{each.type:<12}", "does"),
                        (shortened(each.original.text) or "–", "words"),
                        ("  →  ", "label"),
                        (shortened(each.copy.text) or "–", "words"),
                    ),
                    DEEP,
                    DEEP + 12,
                )
        if kinds := Counter(each.type for each in copy.differences if each.meaning == "kept"):
            counted = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
            yield Line((("harmless    ", "label"), (counted, "detail")), DEEP, DEEP + 12)


def elsewhere_lines(stories: Sequence[str]) -> Iterator[Line]:
    """The stories that an article is told in."""
    for key in stories:
        shown = f"{key[:SHORT]}: onrecord show {key[:SHORT]}"
        yield Line((("story       ", "label"), (shown, "detail")), 0, 12)


def traced_json(traced: Traced) -> dict[str, Any]:
    """A story as plain values for JSON."""
    return {
        "id": traced.story.id,
        "original": traced.story.original,
        "why": traced.story.why,
        "base": _about(traced.base),
        "copies": [
            {
                "article": _about(copy.article),
                "share": copy.share,
                "changed": copy.changed,
                "differences": [asdict(each) for each in copy.differences],
            }
            for copy in traced.copies
        ],
    }


def _about(article: Article) -> dict[str, Any]:
    names = ("id", "headline", "outlet", "published")
    return {name: getattr(article, name) for name in names}
