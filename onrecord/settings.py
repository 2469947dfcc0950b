"""Every setting, its default, and the one place where the environment is read.

A setting given by the caller (an option of the command line, an argument in Python) comes first,
then the environment, then the default. ``docs/settings.md`` lists them all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from onrecord.errors import OptionError

PREFIX = "ONRECORD_"


@dataclass(frozen=True, slots=True)
class Settings:
    """How Onrecord runs on this machine.

    ``threads`` is how many threads the model may use, ``None`` for as many as the machine has cores
    (at least 1). ``model`` is the folder that holds the model files, ``None`` for those that come
    with the package.
    """

    threads: int | None = None
    model: Path | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings of ``environment`` (``os.environ`` when not given); OptionError for a bad value.

        A variable that is empty counts as not set.
        """
        given = os.environ if environment is None else environment
        found = {name: given.get(PREFIX + name.upper(), "").strip() for name in names()}
        return cls(**{name: _READERS[name](value) for name, value in found.items() if value})


def names() -> tuple[str, ...]:
    """The names of all settings; the variable of ``threads`` is ``ONRECORD_THREADS``."""
    return tuple(field.name for field in fields(Settings))


def cores() -> int:
    """How many cores this process may use, at least 1: fewer than the machine has where it was told so."""
    if hasattr(os, "sched_getaffinity"):  # Linux; elsewhere nobody can say
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def threads_from(text: str) -> int:
    """A number of threads, 1 or more; OptionError for anything else."""
    if not text.isdecimal() or int(text) < 1:
        raise OptionError(f"No number of threads '{text}'.", hint="Give a whole number from 1, such as 2.")
    return int(text)


def _folder_from(text: str) -> Path:
    folder = Path(text).expanduser()
    if not folder.is_dir():
        raise OptionError(
            f"No folder '{text}' for the model.",
            hint=f"Set {PREFIX}MODEL to a folder that holds the model files, or unset it.",
        )
    return folder


_READERS: dict[str, Callable[[str], Any]] = {"threads": threads_from, "model": _folder_from}
