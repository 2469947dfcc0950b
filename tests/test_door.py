"""The public door, over a stand-in for the pipeline."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

import onrecord
from onrecord.model import Reading


@pytest.fixture(autouse=True)
def pipeline(reading: Reading, failure: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline that knows "good", "bad", "two" (a source of two pages) and "none"."""
    known = {"good": [reading], "bad": [failure], "two": [reading, reading], "none": []}

    def read(sources: Iterable[str | Path], *, threads: int | None = None) -> Iterator[Reading]:
        assert threads in (None, 2)
        for source in sources:
            yield from known[str(source)]

    stand_in = ModuleType("onrecord.pipeline")
    stand_in.__dict__["read"] = read
    monkeypatch.setitem(sys.modules, "onrecord.pipeline", stand_in)
    monkeypatch.setattr(onrecord, "pipeline", stand_in, raising=False)


def test_one_page_is_one_reading(reading: Reading) -> None:
    assert onrecord.read("good") is reading
    assert onrecord.read(Path("good"), threads=2) is reading


def test_a_page_that_cannot_be_read_raises_its_error() -> None:
    with pytest.raises(onrecord.PageError, match="holds no text") as caught:
        onrecord.read("bad")
    assert caught.value.hint == "Save the page again."


def test_a_source_of_many_pages_is_no_page() -> None:
    with pytest.raises(onrecord.OptionError, match="'two' holds more than one page"):
        onrecord.read("two")


def test_a_source_of_no_page_is_no_page() -> None:
    with pytest.raises(onrecord.SourceError, match="No page in 'none'"):
        onrecord.read("none")


def test_read_all_gives_one_reading_a_page_and_raises_for_none(reading: Reading, failure: Reading) -> None:
    assert list(onrecord.read_all(["good", "bad", "two"])) == [reading, failure, reading, reading]


def test_every_public_name_is_there() -> None:
    assert sorted(onrecord.__all__) == onrecord.__all__
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
