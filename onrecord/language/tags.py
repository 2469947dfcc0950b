"""The tags that the model gives to words: begin, inside and outside of the three spans."""

from __future__ import annotations

from typing import Literal

SpanRole = Literal["content", "cue", "source"]

SPAN_ROLES: tuple[SpanRole, ...] = ("content", "cue", "source")
OUTSIDE = "O"
TAGS = (OUTSIDE, *(f"{where}-{role}" for role in SPAN_ROLES for where in "BI"))


def follows(tag: str, before: str | None) -> bool:
    """May ``tag`` stand behind the tag ``before``, or (None) at the beginning of a block?"""
    if not tag.startswith("I-"):
        return True
    return before is not None and before != OUTSIDE and before[2:] == tag[2:]
