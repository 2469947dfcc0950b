from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from onrecord import pipeline
from onrecord.model import Reading
from tests.stand_in import model

ENGLISH = (
    "The mayor, Mara Holt, met the council in the town hall on Monday.\n\nHolt said it will rain today.\n"
)
FRENCH = (
    "Le conseil municipal a voté le budget de la ville hier soir après un long débat. "
    "La maire a déclaré que les travaux du port seraient terminés avant la fin de l'année.\n"
)


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_model", lambda _: model())


def read(folder: Path, pages: dict[str, bytes], threads: int = 1) -> Iterator[Reading]:
    for name, content in pages.items():
        (folder / name).write_bytes(content)
    return pipeline.read([folder / name for name in pages], threads=threads)


def test_a_page_becomes_an_article_with_its_statements(tmp_path: Path) -> None:
    (reading,) = read(tmp_path, {"a.txt": ENGLISH.encode()})
    assert reading.article is not None
    assert reading.article.text == ENGLISH
    (statement,) = reading.statements
    assert statement.words == "it will rain today"
    assert statement.speaker.name == "Mara Holt"
    assert (statement.kind, statement.act, statement.polarity) == ("indirect", "say", "positive")


@pytest.mark.parametrize("threads", [1, 2])
def test_a_bad_page_stops_nothing_and_order_is_kept(tmp_path: Path, threads: int) -> None:
    pages = {
        "a.txt": ENGLISH.encode(),
        "b.txt": b"",
        "c.txt": FRENCH.encode(),
        "d.pdf": b"%PDF-1.7\n\x00\x01",
        "e.txt": ENGLISH.encode(),
    }
    readings = list(read(tmp_path, pages, threads))
    assert [Path(each.page.source).name for each in readings] == list(pages)
    assert [each.error is not None for each in readings] == [False, True, False, True, False]
    assert [len(each.statements) for each in readings] == [1, 0, 0, 0, 1]


@pytest.mark.parametrize("step", ["read_article", "speakers"])
def test_a_page_over_which_we_stumble_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    at_work, calls = getattr(pipeline, step), count(1)

    def stumbles(*given: object) -> object:
        if next(calls) == 2:
            raise ZeroDivisionError
        return at_work(*given)

    monkeypatch.setattr(pipeline, step, stumbles)
    readings = list(read(tmp_path, dict.fromkeys(("a.txt", "b.txt", "c.txt"), ENGLISH.encode())))
    assert [len(each.statements) for each in readings] == [1, 0, 1]
    assert readings[1].article is None
    assert readings[1].error is not None
    assert "b.txt' cannot be read: ZeroDivisionError" in readings[1].error.message


def test_a_language_without_a_model_is_read_with_a_notice(tmp_path: Path) -> None:
    (reading,) = read(tmp_path, {"a.txt": FRENCH.encode()})
    assert reading.error is None
    assert reading.article is not None
    assert reading.article.language == "fr"
    assert any("'fr'" in notice for notice in reading.notices)


def test_a_missing_file_has_a_reading_too(tmp_path: Path) -> None:
    (reading,) = pipeline.read([tmp_path / "none.txt"])
    assert reading.error is not None
    assert reading.article is None


def test_reading_twice_gives_the_same_ids(tmp_path: Path) -> None:
    pages = {"a.txt": ENGLISH.encode()}
    first, second = (next(read(tmp_path, pages)) for _ in range(2))
    assert first == second
