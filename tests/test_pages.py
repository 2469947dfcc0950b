"""The measure of page bodies counts what it says it counts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench import floors, pages

TEXT = (
    "The harbour master told a packed meeting on Monday that the channel was safe."
    "\n\nNobody in the hall had asked him."
)


def test_f1_is_over_words_with_how_often_they_stand_there() -> None:
    assert pages.f1(pages.tokens("a b b"), pages.tokens("B a")) == pytest.approx(0.8)
    assert pages.f1(pages.tokens(""), pages.tokens("")) == 1.0
    assert pages.f1(pages.tokens("a"), pages.tokens("")) == 0.0


def test_shingles_are_runs_of_four_words() -> None:
    assert pages.shingles("a b c d e") == {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1}
    assert pages.shingles("a b") == {("a", "b"): 1}
    assert not pages.shingles("")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n"))
    page = f"<!DOCTYPE html><article><h1>Channel is safe for ships</h1>{paragraphs}</article>"
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a.html.gz").write_bytes(gzip.compress(page.encode()))
    marked = {"a": {"articleBody": TEXT, "url": "https://a.example/"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(marked))
    return tmp_path


def test_a_folder_of_pages_is_measured_beside_trafilatura(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floors, "PATH", folder / "floors.json")
    assert pages.main([str(folder)]) == 0
    ours, theirs = capsys.readouterr().out.splitlines()
    assert ours.startswith("onrecord     words F1 1.0000")
    assert theirs.startswith("trafilatura")
