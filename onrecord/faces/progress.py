"""How far the work has come, on a person's screen while what is read goes elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable
from time import monotonic
from typing import TextIO

from onrecord.model import Reading

SETTLED = 3.0  # seconds after which a rate can be told


def with_progress(
    readings: Iterable[Reading],
    screen: TextIO | None = None,
    *,
    total: int | None = None,
    passed: Callable[[], int] = int,
) -> Generator[Reading, None, None]:
    """The readings as they come, counted on ``screen`` (standard error); one page alone is not.

    ``total`` is how many pages there are, where that is known; ``passed`` says how many of them were passed
    over so far, since they are known already.
    """
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    console = Console(file=sys.stderr if screen is None else screen, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        several = total is not None and total > 1
        task = progress.add_task(said(0, 0, 0.0, total=total), total=None, visible=several)
        statements, began = 0, monotonic()
        for count, reading in enumerate(readings, start=1):
            statements += len(reading.statements)
            line = said(count, statements, monotonic() - began, total=total, passed=passed())
            progress.update(task, description=line, visible=several or count > 1)
            yield reading


def said(count: int, statements: int, seconds: float, *, total: int | None = None, passed: int = 0) -> str:
    """How far the work has come, in a line: ``"40 of 900 pages · 310 statements · 8 pages/s · 2 min left"``.

    What was passed over counts as done, but not for the rate: it took no time.
    """
    done = count + passed
    # What was kept by an earlier run and is read now stands in no folder that was counted.
    known = total if total is not None and total >= done else None
    pages = f"{done:,} of {known:,} pages" if known is not None else f"{done:,} pages"
    parts = [pages, f"{statements:,} statements"]
    if seconds >= SETTLED and count:
        rate = count / seconds
        parts.append(_speed(rate))
        if known is not None:
            parts.append(f"{_duration((known - done) / rate)} left")
    return " · ".join(parts)


def _speed(rate: float) -> str:
    if rate >= 10:
        return f"{rate:,.0f} pages/s"
    return f"{rate:.1f} pages/s" if rate >= 1 else f"{rate * 60:.1f} pages/min"


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
