"""What a record folds, in lines for a person: sayings with their witnesses, people, and judgements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.faces.findings import SHORT, hit_json, place, shortened
from onrecord.faces.phrasing import day, does, one_line, printed, who
from onrecord.faces.terminal import INDENT, Line

if TYPE_CHECKING:
    from onrecord.model import Judgement, Person
    from onrecord.store.judgements import Bearer
    from onrecord.store.queries import Hit
    from onrecord.store.sayings import Told


def saying_lines(found: Sequence[Told], total: int) -> Iterator[Line]:
    """Sayings, each with its first wording and where it was printed."""
    for told in found:
        yield _heading(told)
        yield Line(((shortened(_words(told.own)), "words"),), INDENT)
        yield Line(((place(told.hits[0]), "about"),), INDENT)
        outlets = dict.fromkeys(hit.article.outlet for hit in told.hits if hit.article.outlet)
        if others := [name for name in outlets if name != told.hits[0].article.outlet]:
            yield Line(((f"and in {', '.join(map(one_line, others))}", "about"),), INDENT)
        yield Line()
    yield Line(((_counted(len(found), total), "label"),))


def _counted(shown: int, total: int) -> str:
    if not shown:
        return "Nothing found that is printed in two articles."
    if shown < total:
        return f"{shown} of {total} sayings. More: --limit {min(total, 10 * shown)}"
    return "1 saying." if shown == 1 else f"{shown} sayings."


def _heading(told: Told) -> Line:
    hit = next((hit for hit in told.hits if hit.statement.speaker.name), told.hits[0])
    dates = [date for hit in told.hits if (date := hit.article.published)]
    when = dict.fromkeys(day(date[:10]) for date in (dates[:1] + dates[-1:]))
    counted = f"in {told.articles} articles" if told.articles != 1 else "in 1 article"
    about = f"  {' · '.join([counted, ' – '.join(when)] if when else [counted])}"
    return Line(
        ((who(hit.statement.speaker), "speaker"), (" ", ""), (does(hit.statement), "does"), (about, "about")),
        aside=(told.id[:SHORT], "sure"),
        hanging=INDENT,
    )


def _words(hit: Hit) -> str:
    return " […] ".join(printed(hit.article, hit.statement))


def witness_lines(told: Told) -> Iterator[Line]:
    """One saying with all its wordings, the earliest first; what is printed alike stands once."""
    yield _heading(told)
    yield Line()
    alike: dict[str, list[Hit]] = {}
    for hit in told.hits:
        alike.setdefault(one_line(_words(hit)), []).append(hit)
    for words, hits in alike.items():
        yield Line(((words, "words"),), INDENT)
        for hit in hits:
            yield Line(
                ((f"{hit.statement.id[:SHORT]}  ", "detail"), (_by(hit), "speaker"), (place(hit), "about")),
                INDENT,
                INDENT + SHORT + 2,
            )
        yield Line()


def _by(hit: Hit) -> str:
    return f"{who(hit.statement.speaker)} · "


def elsewhere_lines(found: Sequence[Told], hit: Hit) -> Iterator[Line]:
    """Where else the same thing is printed."""
    for told in found:
        others = {each.article.id for each in told.hits} - {hit.article.id}
        if others:
            counted = "1 other article" if len(others) == 1 else f"{len(others)} other articles"
            fact = f"{told.id[:SHORT]}, in {counted}: onrecord show {told.id[:SHORT]}"
            yield Line(((f"{'saying':<12}", "label"), (fact, "detail")), INDENT, 12)


def told_json(told: Told) -> dict[str, Any]:
    """A saying with its witnesses as plain values for JSON."""
    return {"id": told.id, "articles": told.articles, "witnesses": [hit_json(hit) for hit in told.hits]}


def person_lines(found: Sequence[Person]) -> Iterator[Line]:
    """People, with their other names."""
    if not found:
        yield Line((("Nothing yet.", "label"),))
    wide = max((len(f"{each.statements:,}") for each in found), default=0)
    for each in found:
        name, *others = map(one_line, each.names)
        yield Line(
            (
                (f"{each.statements:>{wide},}  ", "label"),
                (name, "speaker"),
                (f" ({', '.join(others)})" if others else "", "does"),
                (f"  {_about(each)}", "about"),
            ),
            hanging=wide + 2,
        )


def _about(person: Person) -> str:
    articles = "1 article" if person.articles == 1 else f"{person.articles:,} articles"
    dates = dict.fromkeys(day(date[:10]) for date in (person.first, person.last) if date)
    parties = f"may be several: {', '.join(person.parties)}" if person.parties else ""
    return " · ".join(part for part in (articles, " – ".join(dates), parties) if part)


def judgement_lines(rows: Iterable[Judgement], bearers: Mapping[str, Bearer]) -> Iterator[Line]:
    """Judgements, the first made in front, and which of them were withdrawn. ``bearers`` are the speakers of
    single articles, by node.
    """
    some = False
    for row in rows:
        some = True
        nodes = sorted((row.left, row.right), key=lambda node: node not in bearers)
        left, right = (_node(node, bearers) for node in nodes)
        yield Line(
            (
                (f"{row.id[:SHORT]}  ", "detail"),
                (f"{row.verdict:<9}  ", "does"),
                (f"{left} / {right}", "speaker"),
                (f"  {_by_whom(row)}", "about"),
            ),
            hanging=SHORT + 2,
        )
    if not some:
        yield Line((("Nothing was judged yet: onrecord judge NAME NAME --same", "label"),))


def _node(node: str, bearers: Mapping[str, Bearer]) -> str:
    """A name, or whose it is in which article."""
    bearer = bearers.get(node)
    if bearer is None:
        return one_line(node.partition(":")[2])
    day_printed = bearer.published and day(bearer.published[:10])
    where = [bearer.outlet or bearer.headline or "a page without a headline", day_printed]
    return one_line(f"{bearer.name} in {', '.join(part for part in where if part)}")


def _by_whom(row: Judgement) -> str:
    parts = [f"{row.author}, {day(row.made[:10])}", one_line(row.why)]
    if row.withdrawn:
        parts.append(f"withdrawn {day(row.withdrawn[:10])}")
    return " · ".join(part for part in parts if part)
