"""How far the work has come, on a person's screen while what is read goes elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from typing import TextIO

from onrecord.model import Reading


def with_progress(
    readings: Iterable[Reading], screen: TextIO | None = None
) -> Generator[Reading, None, None]:
    """The readings as they come, counted on ``screen`` (standard error); one page alone is not."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(file=sys.stderr if screen is None else screen, highlight=False)
    text = TextColumn("{task.completed} pages · {task.fields[statements]} statements")
    columns = (SpinnerColumn(), text, TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=None, visible=False, statements=0)
        statements = 0
        for count, reading in enumerate(readings, start=1):
            statements += len(reading.statements)
            progress.update(task, completed=count, visible=count > 1, statements=statements)
            yield reading
