"""Quotations that outlets cut."""

from __future__ import annotations

from onrecord.record.excerpts import compare_excerpts

PART = "I have asked the auditor to find out who wrote it."
WHOLE = "It was not careless. I have asked the auditor to find out who wrote it, and why that was not in it."


def changed(original: str, copy: str) -> list[str]:
    return [each.type for each in compare_excerpts(original, copy) if each.meaning == "changed"]


def test_a_clause_that_was_left_out_as_a_whole_is_a_cut() -> None:
    assert changed(WHOLE, PART) == []
    assert changed(PART, WHOLE) == []


def test_a_word_that_was_left_out_of_a_clause_that_stands_is_none() -> None:
    assert changed(WHOLE, f"It was careless. {PART}") == ["negation"]


def test_a_cut_says_what_was_left_out() -> None:
    whys = [each.why for each in compare_excerpts(WHOLE, PART)]
    assert "“not” was left out, with its whole clause" in whys
