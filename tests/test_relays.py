"""Who only relays is not the speaker, and a page that breaks off behind "citing" is read like any other."""

from __future__ import annotations

import pytest

from tests.storytelling import who

SAID = "The dam is safe"


@pytest.mark.parametrize("ending", ["citing", "citing from", "citing\nMara Holt went home."])
def test_nobody_is_cited_where_a_sentence_ends_with_citing(ending: str) -> None:
    assert who(f"{SAID}, Reuters reported, {ending}", "Reuters", "reported", SAID) == "Reuters"


def test_whoever_is_cited_speaks() -> None:
    text = f"{SAID}, Reuters reported, citing Mara Holt.\nNothing else was known."
    assert who(text, "Reuters", "reported", SAID) == "Mara Holt"
