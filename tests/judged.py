"""Judgements for tests."""

from __future__ import annotations

from onrecord.model import Judge, Judgement, Verdict, digest


def judgement(
    left: str,
    right: str,
    verdict: Verdict,
    by: Judge = "person",
    *,
    score: float | None = None,
    withdrawn: str | None = None,
) -> Judgement:
    """A judgement on two nodes."""
    key = digest(left, right, verdict, by)
    return Judgement(key, left, right, verdict, by, "a test", "", "2025-01-01", score, withdrawn)
