"""Files, folders, standard input and JSONL give one stream, in which errors stand where pages would."""

from __future__ import annotations

import io
import json
import os
import threading
from pathlib import Path

import pytest

from onrecord.errors import SourceError
from onrecord.intake import media, sources
from onrecord.model import Page, Unread


def read(*given: str | Path, stdin: bytes = b"") -> list[Page | Unread]:
    return list(sources.pages(given, stdin=io.BytesIO(stdin)))


def names(found: list[Page | Unread]) -> list[str]:
    return [each.source for each in found]


def only_page(found: list[Page | Unread]) -> Page:
    (page,) = found
    assert isinstance(page, Page)
    return page


def only_error(found: list[Page | Unread]) -> SourceError:
    (unread,) = found
    assert isinstance(unread, Unread)
    assert isinstance(unread.error, SourceError)
    assert unread.error.hint
    return unread.error


def test_a_file_is_a_page_with_its_bytes_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfOne\r\n")
    page = only_page(read(path))
    assert (page.content, page.source, page.media_type) == (b"\xef\xbb\xbfOne\r\n", str(path), media.PLAIN)


def test_what_the_bytes_are_counts_more_than_the_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<!DOCTYPE html><p>Hello")
    assert only_page(read(tmp_path / "a.txt")).media_type == media.HTML


def test_a_folder_gives_its_pages_sorted_and_those_below(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "sub/c.jsonl", "sub/deep/d.HTM"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('{"text": "Hello"}' if name.endswith("jsonl") else "<p>Hello</p>")
    want = ["a.txt", "b.html", "sub/c.jsonl:1", "sub/deep/d.HTM"]
    assert names(read(tmp_path)) == [str(tmp_path / name) for name in want]


def test_a_folder_passes_over_what_is_no_page(tmp_path: Path) -> None:
    for name in (".hidden.txt", "photo.png", "notes.ann", "README.md", "noext", "a.expected.json"):
        (tmp_path / name).write_text('{"statements": []}')
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text("Hello")
    (tmp_path / "a.txt").write_text("Hello")
    assert names(read(tmp_path)) == [str(tmp_path / "a.txt")]


def test_a_file_that_is_named_is_always_tried(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert only_page(read(tmp_path / "photo.png")).media_type == "image/png"


def test_a_link_to_its_own_folder_is_not_followed_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hello")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert names(read(tmp_path)) == [str(tmp_path / "a.txt")]


@pytest.mark.parametrize("name", ["missing.txt", "a\0b", "x" * 5000])
def test_what_is_not_there_is_an_error_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("Hello")
    missing, page = read(f"{tmp_path}/{name}", tmp_path / "a.txt")
    assert isinstance(missing, Unread)
    assert missing.error.hint
    assert isinstance(page, Page)


def test_a_missing_file_is_named_with_what_to_do() -> None:
    error = only_error(read("nowhere/page.html"))
    assert str(error) == "No file or folder 'nowhere/page.html'."


def test_jsonl_is_one_page_a_line_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "One", "url": "https://a.example/1"}\n\n{"html": "<p>Two</p>"}\n')
    first, second = read(path)
    assert isinstance(first, Page)
    assert (first.source, first.url, first.media_type) == (f"{path}:1", "https://a.example/1", media.JSON)
    assert second.source == f"{path}:3"


def test_a_bad_line_of_jsonl_stops_none_of_the_others(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "One"}\nnot json\n{"words": 3}\n[1]\n{"text": "Two"}\n')
    found = read(path)
    assert [isinstance(each, Page) for each in found] == [True, False, False, False, True]
    assert 'Its fields: "words".' in str(found[2].error if isinstance(found[2], Unread) else "")


def test_a_damaged_first_line_of_jsonl_stops_none_of_the_others(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "One\n{"text": "Two"}\n')
    found = read(path)
    assert [isinstance(each, Page) for each in found] == [False, True]


def test_an_object_over_several_lines_and_a_list_are_read(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"text": "One"}, indent=2))
    (tmp_path / "two.json").write_text(json.dumps([{"text": "Two"}, {"text": "Three"}], indent=2))
    want = [f"{tmp_path}/one.json", f"{tmp_path}/two.json:1", f"{tmp_path}/two.json:2"]
    assert names(read(tmp_path)) == want


def test_json_without_text_is_an_error_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"statements": []}')
    assert 'no field "text" or "html"' in str(only_error(read(tmp_path / "a.json")))


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"<!DOCTYPE html><p>Hello", media.HTML),
        (b"Hello\nthere", media.PLAIN),
        (b"", media.PLAIN),
        (b"%PDF-1.7", "application/pdf"),
    ],
)
def test_standard_input_is_what_its_bytes_are(content: bytes, media_type: str) -> None:
    page = only_page(read("-", stdin=content))
    assert (page.content, page.source, page.media_type) == (content, "-", media_type)


def test_jsonl_on_standard_input_is_read_line_by_line() -> None:
    stream = io.BytesIO(b'{"text": "One"}\n{"text": "Two"}\n{"text": "Three"}\n')
    found = sources.pages(["-"], stdin=stream)
    assert next(found).source == "-:1"
    assert stream.tell() < len(stream.getvalue())
    assert names(list(found)) == ["-:2", "-:3"]


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hello")
    found = sources.pages([tmp_path / "a.txt", tmp_path / "b.txt"])
    next(found)
    (tmp_path / "b.txt").write_text("Written later")
    assert isinstance(next(found), Page)


def test_a_file_too_large_to_be_a_page_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 10)
    (tmp_path / "a.txt").write_text("More than ten bytes")
    assert "more than 10 bytes" in str(only_error(read(tmp_path / "a.txt")))


def test_a_line_with_nothing_but_space_in_it_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "  "}\n{"text": "It rained."}\n')
    blank, page = sources.pages([path])
    assert isinstance(blank, Unread)
    assert isinstance(page, Page)


def test_jsonl_from_a_pipe_is_read_as_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "pipe.jsonl"
    os.mkfifo(path)
    writer = threading.Thread(
        target=path.write_text, args=('{"text": "It rained."}\n{"text": "It froze."}\n',)
    )
    writer.start()
    found = list(sources.pages([path]))
    writer.join()
    assert [type(each) for each in found] == [Page, Page]
