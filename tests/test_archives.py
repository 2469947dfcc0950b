from __future__ import annotations

import gzip
import tracemalloc
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, strategies

from onrecord.intake.archives import archive, is_archive
from onrecord.intake.sources import pages
from onrecord.model import Page, Unread

PAGE = "<html><body><p>“It is safe,” said Mara Holt. É.</p></body></html>"


def warc(
    *records: tuple[str, str, str, bytes], compressed: bool = True, headers: tuple[tuple[str, str], ...] = ()
) -> bytes:
    """An archive of responses: address, status, type and body of each."""
    return b"".join(response(*each, headers, compressed) for each in records)


def response(
    address: str, status: str, kind: str, body: bytes, more: tuple[tuple[str, str], ...], compressed: bool
) -> bytes:
    http = lines(f"HTTP/1.1 {status}", ("Content-Type", kind), *more) + body
    about = (("WARC-Type", "response"), ("WARC-Target-URI", address), ("WARC-Date", "2025-03-05T09:20:00Z"))
    kinds = ("Content-Type", "application/http; msgtype=response"), ("Content-Length", str(len(http)))
    record = lines("WARC/1.0", *about, *kinds) + http + b"\r\n\r\n"
    return gzip.compress(record) if compressed else record


def lines(first: str, *fields: tuple[str, str]) -> bytes:
    return "\r\n".join([first, *(f"{name}: {value}" for name, value in fields), "", ""]).encode()


def found(content: bytes) -> list[Page | Unread]:
    return list(archive(BytesIO(content), "a.warc"))


@pytest.mark.parametrize("compressed", [True, False])
def test_pages_come_out_with_their_addresses(compressed: bool) -> None:
    content = warc(
        ("http://corran.example/1", "200 OK", "text/html; charset=windows-1252", PAGE.encode("cp1252")),
        ("http://corran.example/a.png", "200 OK", "image/png", b"\x89PNG"),
        ("http://corran.example/2", "301 Moved", "text/html", PAGE.encode()),
        ("http://corran.example/3", "200 OK", "text/plain", b"It rained."),
        compressed=compressed,
    )
    one, three = found(content)
    assert isinstance(one, Page)
    assert isinstance(three, Page)
    assert (one.url, one.source) == ("http://corran.example/1", "a.warc:http://corran.example/1")
    assert (one.encoding, one.media_type) == ("windows-1252", "text/html")
    assert one.content.decode("cp1252") == PAGE
    assert three.content == b"It rained."


def test_a_body_that_was_sent_compressed_is_unpacked() -> None:
    body = gzip.compress(PAGE.encode())
    content = warc(
        ("http://corran.example/1", "200 OK", "text/html", body), headers=(("Content-Encoding", "gzip"),)
    )
    (page,) = found(content)
    assert isinstance(page, Page)
    assert page.content == PAGE.encode()


def test_behind_a_broken_record_the_next_is_found() -> None:
    parts = [
        warc((f"http://corran.example/{n}", "200 OK", "text/html", PAGE.encode() * 40)) for n in range(3)
    ]
    damaged = bytearray(parts[1])
    damaged[40:80] = bytes(40)
    first, broken, last = found(parts[0] + bytes(damaged) + parts[2])
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert (first.url, last.url) == ("http://corran.example/0", "http://corran.example/2")
    assert isinstance(broken, Unread)
    assert "cannot be read" in broken.error.message


@given(strategies.binary(max_size=400), strategies.integers(0, 2000))
def test_no_damage_is_more_than_an_unread(noise: bytes, at: int) -> None:
    whole = warc(("http://corran.example/1", "200 OK", "text/html", PAGE.encode()), compressed=False)
    for each in found(whole[:at] + noise + whole[at:]):
        assert isinstance(each, Page | Unread)


def test_an_archive_is_known_by_how_it_begins() -> None:
    assert is_archive(b"WARC/1.0\r\n", "anything")
    assert is_archive(b"filedesc://a.arc 0.0.0.0 2025", "a")
    assert is_archive(b"\x1f\x8b\x08", "a.WARC.gz")
    assert not is_archive(b"\x1f\x8b\x08", "pages.tar.gz")
    assert not is_archive(b"<html>", "a.warc")


def test_a_folder_gives_its_archives_too(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(
        warc(("http://corran.example/1", "200 OK", "text/html", PAGE.encode()))
    )
    (page,) = pages([tmp_path])
    assert isinstance(page, Page)
    assert page.url == "http://corran.example/1"


def noise(number: int, size: int) -> bytes:
    """A page that cannot be packed much smaller than it is."""
    return b"<html><body><p>" + Random(number).randbytes(size // 2).hex().encode()


def test_an_archive_that_was_packed_as_a_whole_is_read_to_its_end() -> None:
    records = [(f"http://corran.example/{n}", "200 OK", "text/html", noise(n, 40_000)) for n in range(3)]
    plain = warc(*records, compressed=False)
    assert addresses(found(gzip.compress(plain))) == ["0", "1", "2"]
    assert addresses(found(gzip.compress(plain[:50_000]) + gzip.compress(plain[50_000:]))) == ["0", "1", "2"]
    *some, broken = found(gzip.compress(plain)[:-4000])
    assert addresses(some) == ["0", "1"]
    assert isinstance(broken, Unread)
    assert addresses(found(warc(records[0]))) == ["0"]


def test_behind_a_broken_record_of_one_that_was_packed_as_a_whole_the_next_is_found() -> None:
    records = [(f"http://corran.example/{n}", "200 OK", "text/html", noise(n, 40_000)) for n in range(4)]
    plain = warc(*records, compressed=False)
    second = plain.index(b"corran.example/1")
    damaged = plain[:second] + plain[second:].replace(b"HTTP/1.1 200", b"\0\0\0\0\0\0\0\0 2x0", 1)
    assert addresses(found(gzip.compress(damaged))) == ["0", "2", "3"]


def addresses(given: list[Page | Unread]) -> list[str]:
    return [(each.url or "").rpartition("/")[2] for each in given if isinstance(each, Page)]


def test_an_archive_that_was_packed_as_a_whole_is_not_held_in_memory() -> None:
    records = [(f"http://corran.example/{n}", "200 OK", "text/html", noise(n, 200_000)) for n in range(60)]
    packed = BytesIO(gzip.compress(warc(*records, compressed=False), 1))
    tracemalloc.start()
    number = sum(isinstance(each, Page) for each in archive(packed, "a.warc.gz"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number == 60
    assert most < 3_000_000  # of 12 million bytes


@given(strategies.binary(max_size=40), strategies.integers(0, 2000))
def test_no_damage_to_one_that_was_packed_as_a_whole_is_more_than_an_unread(noise: bytes, at: int) -> None:
    page = ("http://corran.example/1", "200 OK", "text/html", PAGE.encode())
    whole = gzip.compress(warc(page, page, page, compressed=False))
    for each in found(whole[:at] + noise + whole[at:]):
        assert isinstance(each, Page | Unread)
