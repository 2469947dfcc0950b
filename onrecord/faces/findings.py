"""What a record answers, in lines for a person: statements found, who is named how often, what failed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.faces.exports import statement_json
from onrecord.faces.fragments import link
from onrecord.faces.phrasing import day, does, one_line, percent, printed, who
from onrecord.faces.terminal import INDENT, UNSURE, Line

if TYPE_CHECKING:
    from onrecord.store.queries import Failure, Hit, Tally
    from onrecord.store.versions import Version

SHORT = 8  # characters of an id that are shown: enough to name it
LONGEST = 320  # characters of a statement's words in a list
AROUND = 160  # characters beside the words, where a statement is shown in its place


def hit_lines(hits: Iterable[Hit], total: int) -> Iterator[Line]:
    """The statements that answer a question, each with the page that it stands in."""
    shown = 0
    for hit in hits:
        statement, sure = hit.statement, "unsure" if hit.statement.confidence < UNSURE else "sure"
        yield Line(
            ((who(statement.speaker), "speaker"), (" ", ""), (does(statement), "does")),
            aside=(f"{percent(statement.confidence)}  {statement.id[:SHORT]}", sure),
            hanging=INDENT,
        )
        yield Line(((shortened(" […] ".join(printed(hit.article, statement))), "words"),), INDENT)
        yield Line(((place(hit), "about"),), INDENT)
        yield Line()
        shown += 1
    yield Line(((_counted(shown, total), "label"),))


def place(hit: Hit) -> str:
    """Where a statement stands: outlet, date, headline."""
    article = hit.article
    earlier = hit.current and f"earlier version of {hit.current[:SHORT]}"
    parts = [article.outlet, article.published and day(article.published), article.headline, earlier]
    return " · ".join(one_line(part) for part in parts if part) or "page without a headline"


def _counted(shown: int, total: int) -> str:
    if not total:
        return "Nothing found."
    if shown < total:
        return f"{shown} of {total} statements. More: --limit {min(total, 10 * max(shown, 1))}"
    return "1 statement." if total == 1 else f"{total} statements."


def shortened(words: str) -> str:
    """Words as a list shows them."""
    words = one_line(words)
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


def place_lines(hit: Hit, source: str, url: str | None, versions: Sequence[Version] = ()) -> Iterator[Line]:
    """One statement where it stands: the words around it, its page and which version that is, and a link
    that opens it there.
    """
    yield from list(hit_lines([hit], 1))[:-1]
    text, start, end = hit.article.text, hit.statement.content[0].start, hit.statement.content[-1].end
    before, behind = _around(text, start, end)
    yield Line(
        (
            (before, "detail"),
            ("[" + one_line(text[start:end]) + "]", "words"),
            (behind, "detail"),
        ),
        INDENT,
    )
    yield Line()
    facts = {
        "page": source,
        "article": hit.article.id,
        "version": version_text(hit.article.id, versions),
        "characters": f"{start} to {end}",
        "link": link(url, text, hit.statement.content),
    }
    for label, fact in facts.items():
        if fact:
            yield Line(((f"{label:<12}", "label"), (fact, "detail")), INDENT, 12)


def version_lines(key: str, versions: Sequence[Version]) -> Iterator[Line]:
    """Which version of its page an article is, where there are several."""
    if which := version_text(key, versions):
        yield Line((("version     ", "label"), (which, "detail")), 0, 12)


def version_text(key: str, versions: Sequence[Version]) -> str:
    """Which version of its page an article is, and which the others are; empty where there is only one."""
    if len(versions) < 2:
        return ""
    number = len(versions) - [each.id for each in versions].index(key)
    others = ", ".join(f"{each.id[:SHORT]} ({day(each.fetched)})" for each in versions if each.id != key)
    standing = "the current one" if versions[0].id == key else "an earlier one"
    return f"{number} of {len(versions)}, {standing}; the others: {others}"


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind, in whole words; an ellipsis where there is more of it."""
    before, behind = _spaced(text[:start])[-AROUND:], _spaced(text[end:])[:AROUND]
    if len(before) == AROUND:
        before = "… " + before.partition(" ")[2]
    if len(behind) == AROUND:
        behind = behind.rpartition(" ")[0] + " …"
    return before, behind


def _spaced(text: str) -> str:
    """Text on one line, the spaces at its ends kept."""
    return re.sub(r"\s+", " ", text)


def hit_json(hit: Hit) -> dict[str, Any]:
    """A statement with the article that it stands in, as plain values for JSON."""
    article = hit.article
    about = {"id": article.id, "headline": article.headline, "outlet": article.outlet}
    about |= {"published": article.published, "current": hit.current}
    return {"statement": statement_json(hit.statement), "article": about}


def tally_lines(tallies: Sequence[Tally]) -> Iterator[Line]:
    """Names with how many statements and articles each has, and from when to when."""
    if not tallies:
        yield Line((("Nothing yet.", "label"),))
    wide = max((len(f"{each.statements:,}") for each in tallies), default=0)
    for each in tallies:
        dates = dict.fromkeys(day(date[:10]) for date in (each.first, each.last) if date)
        articles = "1 article" if each.articles == 1 else f"{each.articles:,} articles"
        yield Line(
            (
                (f"{each.statements:>{wide},}  ", "label"),
                (one_line(each.name), "speaker"),
                (f"  {' · '.join([articles, ' – '.join(dates)] if dates else [articles])}", "about"),
            ),
            hanging=wide + 2,
        )


def count_lines(counts: dict[str | None, int]) -> Iterator[Line]:
    """How many statements there are of each."""
    wide = max((len(f"{number:,}") for number in counts.values()), default=0)
    for name, number in counts.items():
        shown = "not known" if name is None else one_line(name)
        yield Line(((f"{number:>{wide},}  ", "label"), (shown, "speaker")), hanging=wide + 2)


def count_json(counts: dict[str | None, int], by: str) -> Iterator[dict[str, Any]]:
    """How many statements there are of each, as plain values for JSON."""
    return ({by: name, "statements": number} for name, number in counts.items())


def failure_lines(failures: Sequence[Failure]) -> Iterator[Line]:
    """What could not be read, why, and what to do about it."""
    for each in failures:
        yield Line(((one_line(each.source), "speaker"),))
        yield Line(((one_line(each.message), "words"),), INDENT)
        yield Line(((one_line(each.hint), "detail"),), INDENT)
    total = "1 page was not read." if len(failures) == 1 else f"{len(failures):,} pages were not read."
    yield Line(((total if failures else "Every page was read.", "label"),))
