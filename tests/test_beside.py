"""Two texts on a screen."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from onrecord.faces import beside, pairs
from onrecord.faces.contrasts import contrast
from onrecord.faces.sides import Side

ROSE = "Lena Ostwick explained why the gates rose."
FELL = "Lena Ostwick elucidated why the gates fell."
Show = Callable[..., str]


class Screen(io.StringIO):
    """A screen that keeps what is written on it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Show:
    def shown(
        output: io.StringIO, columns: int = 80, term: str = "xterm-256color", *, brief: bool = False
    ) -> str:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("TERM", term)
        monkeypatch.delenv("NO_COLOR", raising=False)
        found = contrast(Side(ROSE, "words"), Side(FELL, "words"))
        beside.write(pairs.pair_lines(found, brief=brief), output)
        return output.getvalue()

    return shown


def test_in_a_file_dangerous_words_stand_in_brackets(show: Show) -> None:
    shown = show(io.StringIO())
    assert "copy         Lena Ostwick elucidated why the gates [fell].\n" in shown
    assert "\x1b" not in shown
    assert shown.endswith("1 change of meaning, 1 harmless.\n")


def test_a_screen_without_styles_has_the_brackets_too(show: Show) -> None:
    assert "[fell]" in show(Screen(), term="dumb")


def test_a_narrow_screen_has_one_text_above_the_other(show: Show) -> None:
    shown = show(Screen(), columns=80)
    assert "[fell]" not in shown
    assert not any(
        "explained" in line and "elucidated" in line and "→" not in line for line in shown.splitlines()
    )


def test_a_wide_screen_has_two_columns(show: Show) -> None:
    rows = show(Screen(), columns=140).splitlines()
    assert any("explained" in row and "elucidated" in row and "→" not in row for row in rows)
    assert sum("original" in row and "copy" in row for row in rows) == 1


def test_words_that_change_the_meaning_are_coloured_and_harmless_ones_dim(show: Show) -> None:
    shown = show(Screen(), columns=140)
    assert "\x1b[1;4;31mrose" in shown
    assert "\x1b[1;4;32mfell" in shown
    assert "\x1b[2melucidated" in shown


def test_brief_leaves_the_texts_out(show: Show) -> None:
    shown = show(io.StringIO(), brief=True)
    assert "“rose” became “fell”" in shown
    assert ROSE not in shown


def test_words_put_in_have_their_place_on_the_other_side() -> None:
    output = io.StringIO()
    found = contrast(
        Side("The minister left Corran at noon.", "words"),
        Side("The embattled minister left Corran at noon.", "words"),
    )
    beside.write(pairs.pair_lines(found, brief=False), output)
    assert "The[‸] minister left" in output.getvalue()
    assert "The [embattled] minister left" in output.getvalue()
