import json
from pathlib import Path

from training.texts import texts

LONG = "The harbour board met on Monday and said that it would not build the bridge. " * 6


def test_files_of_every_kind_give_their_texts_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LONG, encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"title": "Bridge", "text": "Later, " + LONG}), "utf-8")
    (tmp_path / "c.csv").write_text(f'id,articleBody\n1,"Soon, {LONG}"\n2,"{LONG}"\n3,too short\n', "utf-8")
    (tmp_path / "d.png").write_bytes(b"\x89PNG")
    found = list(texts([tmp_path]))
    assert found == [LONG, f"Bridge\n\nLater, {LONG}", f"Soon, {LONG}"]


def test_a_single_file_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LONG, encoding="utf-8")
    assert list(texts([tmp_path / "a.txt"])) == [LONG]
