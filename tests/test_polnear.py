from pathlib import Path

import pytest

from training.polnear import documents

TEXT = "“We won,” Ann Lee said.\nBob denied it."
ANNOTATION = (
    "T1\tContent 0 9\t“We won,”\nT2\tCue 18 22\tsaid\nT3\tSource 10 17\tAnn Lee\n"
    "T4\tAttribution 18 22\tsaid\nE1\tAttribution:T4 Content:T1 Cue:T2 Source:T3\n"
    "T5\tContent 32 35;36 38\tied it\nT6\tCue 28 31\tden\n"
    "E2\tAttribution:T6 Content:T5 Cue:T6\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "a_b.txt").write_bytes(TEXT.encode())
    (tmp_path / "attributions" / "a_b_00ff.ann").write_bytes(ANNOTATION.encode())
    (tmp_path / "attributions" / "a_b_11ff.ann").write_bytes(b"")
    return tmp_path


def test_spans_and_links_are_read_from_standoff(folder: Path) -> None:
    (document,) = documents(folder)
    first, second = document.attributions
    assert TEXT[slice(*first.source[0])] == "Ann Lee"
    assert (first.id, first.content, first.cue) == ("E1", ((0, 9),), ((18, 22),))
    assert (second.content, second.source) == (((32, 35), (36, 38)), ())


def test_every_annotator_is_a_version(folder: Path) -> None:
    (document,) = documents(folder)
    assert [len(version) for version in document.versions] == [2, 0]


def test_another_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="not PolNeAR"):
        list(documents(tmp_path))
