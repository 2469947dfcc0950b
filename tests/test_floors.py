from pathlib import Path

from bench import floors


def test_a_floor_only_rises(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors.raise_to("speed", {"share": 0.8888}, path)
    floors.raise_to("speed", {"share": 0.5}, path)
    floors.raise_to("pages", {"words": 0.9}, path)
    assert floors.read(path) == {"speed": {"share": 0.888}, "pages": {"words": 0.9}}


def test_a_figure_below_or_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors.raise_to("speed", {"share": 0.8, "cores": 1.9}, path)
    assert floors.below("speed", {"share": 0.9, "cores": 1.9}, path) == []
    missing, low = floors.below("speed", {"share": 0.7}, path)
    assert "share is 0.7000" in low
    assert "cores" in missing
