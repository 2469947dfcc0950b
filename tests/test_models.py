import json
import shutil
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.language.models import PACKAGED, load_model
from onrecord.language.pieces import pieces, window_input, windows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKAGED, tmp_path / "model"))


def test_the_packaged_model_is_sound_and_reads() -> None:
    model = load_model()
    of = pieces(model.tokenizer, "“No,” she said.", [(0, 15, 0)])
    (window,) = windows(of)
    scores = model.read(window_input(of, window))
    assert scores.tags.shape == (len(of.starts), 7)
    assert scores.vectors.shape == (len(of.starts), 4, model.rank)
    assert scores.none.shape == (len(of.starts), 2)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        load_model(tmp_path / "nowhere")


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json is missing"):
        load_model(folder)


def test_a_damaged_file_is_refused(folder: Path) -> None:
    with (folder / "model.onnx").open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    with pytest.raises(ModelError, match="damaged"):
        load_model(folder)


def test_a_card_of_another_version_is_refused(folder: Path) -> None:
    card = json.loads((folder / "model.json").read_text("utf-8"))
    (folder / "model.json").write_text(json.dumps(card | {"tags": ["O", "X"]}), encoding="utf-8")
    with pytest.raises(ModelError, match="another version"):
        load_model(folder)
    (folder / "model.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="not JSON"):
        load_model(folder)
    (folder / "model.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="does not state"):
        load_model(folder)
