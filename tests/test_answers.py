from __future__ import annotations

import pytest

from onrecord.intake.answers import charset, conditions, patience, visit
from onrecord.model import Page, Visit

PAGE = Page(b"It rained.", "a", "text/plain")


def test_the_marks_of_an_answer_are_sent_back_as_they_came() -> None:
    found = visit(PAGE, {"etag": 'W/"7f-é"', "last-modified": "Wed, 05 Mar 2025 09:20:00 GMT"})
    assert conditions(found) == {"If-Modified-Since": "Wed, 05 Mar 2025 09:20:00 GMT"}
    assert conditions(visit(PAGE, {"etag": 'W/"7f"'})) == {"If-None-Match": 'W/"7f"'}
    assert conditions(visit(PAGE, {"etag": "x" * 5000})) == {}
    assert conditions(Visit(PAGE)) == conditions(None) == {}


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (200, {"cache-control": "public, max-age=600"}, 600),
        (304, {"cache-control": "MAX-AGE=60, s-maxage=9"}, 60),
        (200, {"cache-control": "s-maxage=600"}, 0),
        (200, {"retry-after": "600"}, 0),
        (503, {"retry-after": "600"}, 600),
        (429, {"retry-after": "Wed, 05 Mar 2025 09:30:00 GMT", "date": "Wed, 05 Mar 2025 09:20:00 GMT"}, 600),
        (429, {"retry-after": "Wed, 05 Mar 2025 09:30:00 GMT"}, 0),
        (429, {"retry-after": "Wed, 05 Mar 2025 09:30:00 GMT", "date": "Thu, 06 Mar 2025 09:20:00 GMT"}, 0),
        (503, {"retry-after": "soon"}, 0),
        (503, {"retry-after": "-5"}, 0),
        (500, {}, 0),
    ],
)
def test_an_answer_says_when_to_ask_again(status: int, headers: dict[str, str], seconds: float) -> None:
    assert patience(status, headers) == seconds


def test_an_answer_says_how_it_is_written() -> None:
    assert charset({"content-type": 'text/html; charset="UTF-8"'}) == "utf-8"
    assert charset({"content-type": "text/html"}) is None
