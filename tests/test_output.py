import sys
from pathlib import Path

import pytest

from onrecord.errors import OptionError
from onrecord.faces.exports import FORMATS
from onrecord.faces.output import Output, check_output, write_readings
from onrecord.model import Reading


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_go_to_a_place_that_can_be_made(form: str, tmp_path: Path) -> None:
    check_output(Output(form, tmp_path / "new"))


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "brat"])
def test_what_is_one_stream_needs_no_place_and_takes_no_folder(form: str, tmp_path: Path) -> None:
    check_output(Output(form, None))
    with pytest.raises(OptionError, match="is a folder"):
        check_output(Output(form, tmp_path))
    with pytest.raises(OptionError, match="No folder"):
        check_output(Output(form, tmp_path / "no" / "where"))


def test_brat_needs_a_folder(tmp_path: Path) -> None:
    check_output(Output("brat", tmp_path))
    with pytest.raises(OptionError, match="written into a folder") as caught:
        check_output(Output("brat", None))
    assert caught.value.hint == "Name one with --output FOLDER."


def test_a_place_that_may_not_be_written_is_named(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(OptionError, match="loop' cannot be written"):
        write_readings([reading], Output("text", tmp_path / "loop"))


def test_a_file_gets_what_a_pipe_gets(
    reading: Reading, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_readings([reading], Output("text", tmp_path / "out.txt"))
    write_readings([reading], Output("text"))
    assert (tmp_path / "out.txt").read_text("utf-8") == capsys.readouterr().out


def test_bytes_are_not_for_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(OptionError, match="parquet is not for a screen"):
        check_output(Output("parquet"))
