"""Dates as pages write them become ISO 8601; what is ambiguous stays unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.dates import iso


@pytest.mark.parametrize(
    ("written", "want"),
    [
        ("2024-11-02", "2024-11-02"),
        ("2024-11-02T07:15:00Z", "2024-11-02T07:15:00Z"),
        ("2024-11-02T07:15:00.123+0100", "2024-11-02T07:15:00+01:00"),
        ("2024-11-02 07:15 GMT", "2024-11-02T07:15Z"),
        ("20241102", "2024-11-02"),
        ("Sat, 02 Nov 2024 07:15:00 +0000", "2024-11-02T07:15:00+00:00"),
        ("Published 2 November 2024", "2024-11-02"),
        ("Nov. 2, 2024 at 7:15 p.m.", "2024-11-02T19:15"),
        ("Saturday, November 2nd, 2024", "2024-11-02"),
        ("12 am was long past on the 2 of May 2003", "2003-05-02"),
        ("03/04/2024", None),
        ("31 February 2024", None),
        ("2024-13-40", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_far_as_it_is_written(written: str, want: str | None) -> None:
    assert iso(written) == want


@given(st.text(max_size=60))
def test_no_text_is_a_crash(text: str) -> None:
    found = iso(text)
    assert found is None or found[:4].isdigit()
