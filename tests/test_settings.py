from pathlib import Path

import pytest

from onrecord.errors import OptionError
from onrecord.settings import PREFIX, Settings, cores, names

DOCS = Path(__file__).parent.parent / "docs"


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment({"ONRECORD_THREADS": " "}) == Settings()


def test_settings_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {"ONRECORD_THREADS": "3", "ONRECORD_MODEL": str(tmp_path)}
    assert Settings.from_environment(environment) == Settings(threads=3, model=tmp_path)
    monkeypatch.setenv("ONRECORD_THREADS", "5")
    assert Settings.from_environment().threads == 5


@pytest.mark.parametrize("threads", ["0", "-1", "two", "1.5"])
def test_a_number_of_threads_is_one_or_more(threads: str) -> None:
    with pytest.raises(OptionError, match=f"'{threads}'"):
        Settings.from_environment({"ONRECORD_THREADS": threads})


def test_a_model_folder_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="nowhere") as caught:
        Settings.from_environment({"ONRECORD_MODEL": str(tmp_path / "nowhere")})
    assert "ONRECORD_MODEL" in caught.value.hint


def test_every_setting_is_documented() -> None:
    text = (DOCS / "settings.md").read_text("utf-8")
    for name in names():
        assert f"| `{PREFIX}{name.upper()}` |" in text


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1
