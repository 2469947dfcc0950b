"""The language of a text is told from the text, and what its page declares is checked against it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.languages import code, identify

TEXTS: dict[str, str] = json.loads((Path(__file__).parent / "languages.json").read_text("utf-8"))


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_of_the_news_has_its_language(language: str) -> None:
    assert identify(TEXTS[language]) == language


@pytest.mark.parametrize("language", TEXTS)
def test_a_wrong_declaration_is_not_believed(language: str) -> None:
    wrong = "de" if language == "en" else "en"
    assert identify(TEXTS[language], wrong) == language


def test_a_language_without_a_table_is_told_by_the_model() -> None:
    text = "Wasiirku wuxuu sheegay in buundada ay xirnaan doonto ilaa injineerada ay shaqadooda dhameeyaan."
    assert identify(text) == "so"


@pytest.mark.parametrize("text", ["", "Hello there", "1234 5678", "…"])
def test_too_little_text_has_no_language_but_the_declared_one(text: str) -> None:
    assert identify(text) is None
    assert identify(text, "fr") == "fr"


def test_english_costs_no_model() -> None:
    script = (
        "import sys; from onrecord.intake.languages import identify;"
        f"print(identify({TEXTS['en']!r}), 'py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["en", "False"]


@pytest.mark.parametrize(
    ("label", "want"),
    [("en", "en"), ("en-GB", "en"), ("fr_FR", "fr"), ("zh-Hant-TW", "zh"), ("", None), ("english", None)],
)
def test_a_language_tag_begins_with_its_code(label: str, want: str | None) -> None:
    assert code(label) == want


@given(st.text(max_size=200))
def test_any_text_may_be_asked(text: str) -> None:
    found = identify(text, "en")
    assert found is None or len(found) == 2 or found == "en"
