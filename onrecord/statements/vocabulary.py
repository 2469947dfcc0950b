"""The tables that tell what a cue does and what stands around it.

They lie in ``data/`` as tab-separated lines that a reviewer can read, and are loaded when first asked for.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, str]:
    """A table of two columns as a mapping; lines that start with ``#`` are comments."""
    lines = (files("onrecord.statements") / "data" / name).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[0]: row[1] if len(row) > 1 else "" for row in rows}


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the short lists in ``context_words.tsv``, by its name."""
    return frozenset(table("context_words.tsv")[name].split(" "))
