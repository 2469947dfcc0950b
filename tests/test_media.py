"""What bytes are is told from how they begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake import media


@pytest.mark.parametrize(
    ("content", "name", "want"),
    [
        (b"<!doctype HTML><p>x", "", media.HTML),
        (b"\xef\xbb\xbf\n <!-- saved --> <html lang=en>", "", media.HTML),
        ("<html>é</html>".encode("utf-16"), "", media.HTML),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "", media.HTML),
        (b"<p>A fragment", "", media.HTML),
        (b"Words first, <b>then</b> a tag", "page.html", media.HTML),
        (b"<b>Bold</b> words in a text", "notes.txt", media.PLAIN),
        (b"<3 is a heart, and <p no tag", "", media.PLAIN),
        (b'{"text": "x"}', "", media.JSON),
        (b' [ {"text": "x"} ]', "", media.JSON),
        (b"{curly} words", "", media.PLAIN),
        (b"Caf\xe9 in another encoding", "", media.PLAIN),
        (b"%PDF-1.4", "page.html", "application/pdf"),
        (b"RIFF....WEBPVP8 ", "", "image/webp"),
        (b'<?xml version="1.0"?><feed xmlns="x">', "", "application/xml"),
        (bytes(range(256)) * 4, "", media.BINARY),
        (b"One NUL\0 is damage", "", media.PLAIN),
        (b"", "", media.PLAIN),
    ],
)
def test_the_media_type_is_told_from_the_bytes(content: bytes, name: str, want: str) -> None:
    assert media.sniff(content, name) == want


def test_utf_16_without_a_mark_is_noticed() -> None:
    assert media.utf_16_without_mark("Harbour master".encode("utf-16-le")) == "utf-16-le"
    assert media.utf_16_without_mark("Harbour master".encode("utf-16-be")) == "utf-16-be"
    assert media.utf_16_without_mark(b"Harbour master") is None


def test_every_signature_has_a_name_and_says_what_to_do() -> None:
    assert all(known.begins and known.name and known.hint for known in media.signatures())


@given(st.binary(max_size=200), st.sampled_from(["", "a.html", "a.txt", "a.json", "a"]))
def test_any_bytes_have_a_media_type(content: bytes, name: str) -> None:
    assert "/" in media.sniff(content, name)
