import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OptionError
from onrecord.faces.brat import as_standoff, configuration, write_brat
from onrecord.model import ACTS, Article, Page, Reading, Span, Speaker, Statement


def covered(standoff: str, text: str) -> dict[str, set[int]]:
    """Read back: for each event's role (``E1 Cue``), the characters it covers, white space left out."""
    bounds: dict[str, set[int]] = {}
    found: dict[str, set[int]] = {}
    for line in standoff.splitlines():
        name, body, *words = line.split("\t")
        if name.startswith("T"):
            pieces = [tuple(map(int, piece.split())) for piece in body.partition(" ")[2].split(";")]
            assert " ".join(text[start:end] for start, end in pieces) == words[0]
            places = {n for start, end in pieces for n in range(start, end)}
            bounds[name] = {n for n in places if not text[n].isspace()}
        if name.startswith("E"):
            found |= {f"{name} {role}": bounds[t] for role, t in (part.split(":") for part in body.split())}
    return found


def characters(text: str, *spans: Span) -> set[int]:
    return {n for span in spans for n in range(span.start, span.end) if not text[n].isspace()}


def test_the_files_read_back_to_the_same_spans(reading: Reading, article: Article, tmp_path: Path) -> None:
    write_brat([reading], tmp_path / "made" / "here")
    text = (tmp_path / "made/here/pier.txt").read_bytes().decode("utf-8")
    standoff = (tmp_path / "made/here/pier.ann").read_bytes().decode("utf-8")
    assert text == article.text
    found = covered(standoff, text)
    for number, statement in enumerate(reading.statements, start=1):
        assert found[f"E{number} Statement"] == characters(text, *statement.content)
        assert found.get(f"E{number} Cue", set()) == characters(text, *statement.cue)
        assert found.get(f"E{number} Source", set()) == characters(text, *statement.source)
    assert reading.statements[1].addressee is not None
    assert found["E2 Addressee"] == characters(text, reading.statements[1].addressee.span)


def test_pieces_are_parted_by_semicolons_and_attributes_name_the_event(reading: Reading) -> None:
    standoff = as_standoff(reading)
    second = reading.statements[1].content
    offsets = ";".join(f"{span.start} {span.end}" for span in second)
    assert f"Statement {offsets}\tWe will keep it. It is ours, and <ours> it stays." in standoff
    assert "A4\tKind E2 direct\nA5\tAct E2 say\nA6\tPolarity E2 positive\n" in standoff
    assert "#2\tAnnotatorNotes E2\tspeaker=Ines Fallow; type=person; confidence=0.8750" in standoff
    assert "#4\tAnnotatorNotes E4\tspeaker=null;" in standoff


def test_no_two_lines_have_one_name(reading: Reading) -> None:
    names = [line.split("\t")[0] for line in as_standoff(reading).splitlines()]
    assert len(names) == len(set(names))


@given(st.text(alphabet=st.sampled_from("ab \n\r\t\u2028\x85é"), min_size=1, max_size=30), st.data())
def test_a_span_over_line_ends_is_cut_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span.of(text, start, data.draw(st.integers(start + 1, len(text))))
    said = Statement("s", "direct", "say", (span,), (), (), Speaker())
    standoff = as_standoff(Reading(Page(b"", "x", "text/plain"), Article("a", text, ()), (said,)))
    assert len(standoff.splitlines()) == standoff.count("\n")
    wanted = characters(text, span)
    assert covered(standoff, text).get("E1 Statement", set()) == wanted


def test_pages_of_one_name_get_files_of_their_own(reading: Reading, tmp_path: Path) -> None:
    sources = (
        *("a/page.html", "b/Page.html", "page-2.html", "c/page.html", "page-2", "-"),
        *("https://wexcombe.example/a b?c=1", "pages.jsonl:7", ".."),
    )
    write_brat([replace(reading, page=Page(b"", source, "")) for source in sources], tmp_path)
    stems = sorted(path.stem for path in tmp_path.glob("*.ann"))
    assert len(stems) == len(sources)
    assert all(re.fullmatch(r"\w[\w.-]*", stem) for stem in stems)
    assert {"page", "Page-2", "stdin"} <= set(stems)


def test_a_page_that_cannot_be_read_gets_no_files(failure: Reading, tmp_path: Path) -> None:
    write_brat([failure], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["annotation.conf"]


def test_a_file_is_no_folder(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(OptionError, match="is a file"):
        write_brat([reading], tmp_path / "taken")


def test_the_configuration_knows_every_act() -> None:
    line = next(line for line in configuration().splitlines() if line.startswith("Act"))
    assert line.rpartition("Value:")[2].split("|") == list(ACTS)
