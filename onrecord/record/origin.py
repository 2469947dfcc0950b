"""Which article of a story is likely the original, and why; None where that is not known.

Three things tell: whom the articles credit, when they were published, and, where dates do not tell, which
of them holds the text of all the others and more. What speaks for two is not decided.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from onrecord.record.credits import credits_outlet, is_agency

WHOLE = 0.9  # of an article's words, that stand in another which holds it
MORE = 0.8  # of the words of one that holds others and more, that stand in any of them at the most
DAY = len("2025-01-01")


@dataclass(frozen=True, slots=True)
class Copy:
    """An article of a story, as its original is asked for; ``credits`` are the names of those it credits."""

    id: str
    outlet: str | None = None
    published: str | None = None
    credits: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in a reason."""
        return self.outlet or self.id[:8]


Shares = Mapping[tuple[str, str], float]  # of the words of the first article that stand in the second


def original(copies: Collection[Copy], shares: Shares) -> tuple[str | None, str]:
    """The id of the likely original or None, and why."""
    told = sorted(copies, key=lambda copy: copy.id)
    for copy in told:
        if agency := _absent_agency(copy, told):
            return None, f"{copy.name} credits {agency}, whose own text is not among these"
    free = [copy for copy in told if not _credited(copy, told)]
    if not free:
        return None, "each of them credits another"
    if len(free) == 1:
        return free[0].id, f"{_others(told, free)} credit{'s' if len(told) == 2 else ''} {free[0].name}"
    first, why = _first(free)
    if first is None:
        first, held = _fullest(free, shares)
        why = held if first else f"{why}, and none of them holds the text of all the others and more"
    return first, why


def _absent_agency(copy: Copy, told: Sequence[Copy]) -> str | None:
    """An agency whose text an article prints, where none of the articles is the agency's."""
    outlets = [each.outlet for each in told if each.outlet]
    agencies = (name for name in copy.credits if is_agency(name))
    return next((name for name in agencies if not any(credits_outlet(name, each) for each in outlets)), None)


def _credited(copy: Copy, told: Sequence[Copy]) -> bool:
    """Does an article credit another outlet among these?"""
    others = {each.outlet for each in told if each.outlet and each.outlet != copy.outlet}
    return any(credits_outlet(name, outlet) for name in copy.credits for outlet in others)


def _others(told: Sequence[Copy], free: Sequence[Copy]) -> str:
    others = [copy for copy in told if copy not in free]
    return others[0].name if len(others) == 1 else "the others"


def _first(free: Sequence[Copy]) -> tuple[str | None, str]:
    """The one that was published before all others, as far as their dates tell."""
    dated = [(copy.published, copy) for copy in free if _moment(copy.published) is not None]
    if len(dated) < len(free):
        return None, "not all of them have a date"
    for published, copy in dated:
        later = [other for other, each in dated if each is not copy]
        gaps = [_after(published, other) for other in later]
        if all(gap > timedelta(0) for gap in gaps):
            return copy.id, f"published first, {_shown(min(gaps))} before the next"
    return None, "the first of them have the same date"


def _after(one: str | None, other: str | None) -> timedelta:
    """How long after one date the other is: in days where one of them is only a day."""
    a, b = _moment(one), _moment(other)
    assert a is not None
    assert b is not None
    if isinstance(a, datetime) and isinstance(b, datetime):
        return b - a
    days = [each.date() if isinstance(each, datetime) else each for each in (a, b)]
    return days[1] - days[0]


def _moment(published: str | None) -> date | datetime | None:
    """A date as far as it is known; None where there is none, or only a month or a year."""
    if published is None or len(published) < DAY:
        return None
    try:
        if len(published) == DAY:
            return date.fromisoformat(published)
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.date()


def _shown(gap: timedelta) -> str:
    minutes = int(gap.total_seconds() // 60)
    for unit, size in (("day", 24 * 60), ("hour", 60), ("minute", 1)):
        if minutes >= size:
            number = minutes // size
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return "less than a minute"


def _fullest(free: Sequence[Copy], shares: Shares) -> tuple[str | None, str]:
    """The one that holds the text of all the others and more."""
    for copy in free:
        others = [each.id for each in free if each is not copy]
        held = all(shares.get((other, copy.id), 0.0) >= WHOLE for other in others)
        if held and all(shares.get((copy.id, other), 0.0) <= MORE for other in others):
            return copy.id, "holds the text of all the others and more; their dates do not tell"
    return None, ""
