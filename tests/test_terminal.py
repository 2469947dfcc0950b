import io
import re
from dataclasses import replace

import pytest

from onrecord.faces.phrasing import unexplained
from onrecord.faces.terminal import MEASURE, write_terminal, write_text
from onrecord.model import Article, Reading

SHOWN = """\
Mayor denies plan to sell the pier
The Wexcombe Argus · 12 March 2025, 09:30 · Jo Tarn, Al Reed · pages/pier.txt
4 statements: Ines Fallow (2), They, Somebody not named
Note  A notice.

Ines Fallow denies  (91\xa0%)
    that the council would sell the pier

Ines Fallow says  (88\xa0%)
    “We will keep it.
    “It is ours,” […] “and <ours> it stays.”
    to       Wexcombe FM
    answers  Asked about the rumour
    when     on Monday

They fear  (42\xa0%)
    that Tom & Sons want “a quick sale”

Somebody not named does not want  (30\xa0%)
    “a quick sale”
"""


def text(*readings: Reading) -> str:
    output = io.StringIO()
    write_text(readings, output)
    return output.getvalue()


def screen(*readings: Reading) -> str:
    output = io.StringIO()
    write_terminal(readings, output)
    return output.getvalue()


def test_the_text_says_who_said_what(reading: Reading) -> None:
    assert text(reading) == SHOWN


def test_two_blank_lines_part_two_articles(reading: Reading) -> None:
    assert text(reading, reading) == SHOWN + "\n\n" + SHOWN


def test_a_page_that_cannot_be_read_is_not_shown(reading: Reading, failure: Reading) -> None:
    assert text(failure, reading) == SHOWN


def test_what_is_not_known_is_not_shown(article: Article, reading: Reading) -> None:
    bare = replace(article, headline=None, outlet=None, authors=(), published=None)
    shown = text(replace(reading, article=bare, statements=(), notices=()))
    assert shown == "Without a headline\npages/pier.txt\nNo statements.\n"


def test_many_speakers_are_counted_not_listed(reading: Reading) -> None:
    many = tuple(
        replace(reading.statements[0], speaker=replace(reading.statements[0].speaker, name=f"Speaker {n}"))
        for n in range(9)
    )
    assert "9 statements: Speaker 0, Speaker 1," in text(replace(reading, statements=many))
    assert "Speaker 4, 4 others\n" in text(replace(reading, statements=many))


@pytest.mark.parametrize("columns", ["30", "80", "200"])
def test_a_screen_gets_no_line_wider_than_itself(
    columns: str, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = screen(reading)
    assert max(map(len, shown.splitlines())) <= min(int(columns), MEASURE)
    assert "“It is ours,”" in shown


def test_no_word_is_lost_on_a_narrow_screen(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "34")
    words = screen(reading).replace("─", "").split()
    assert sorted(words) == sorted(re.sub(r"\((\d+\xa0%)\)", r"\1", SHOWN).split())


def explained(reading: Reading) -> Reading:
    """The reading with a role and a reason for its first statement."""
    first, *others = reading.statements
    role = first.source[0]
    speaker = replace(first.speaker, roles=(replace(role, text="Mayor"),), why="‘Mayor Ines Fallow’: by name")
    return replace(reading, statements=(replace(first, speaker=speaker), *others))


def test_what_the_speaker_is_and_why_is_told_where_it_is_asked(reading: Reading) -> None:
    out = io.StringIO()
    write_text([explained(reading)], out)
    assert "    is       Mayor\n    why      ‘Mayor Ines Fallow’: by name\n" in out.getvalue()
    out = io.StringIO()
    write_text([unexplained(explained(reading))], out)
    assert out.getvalue().startswith(SHOWN)
