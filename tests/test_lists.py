from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import SourceError
from onrecord.intake.lists import Followed, followed

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Papers"><outline text="Harbour"><outline type="rss" text="The Corran  Courier"
 xmlUrl="https://corran.example/feed.xml" htmlUrl="https://corran.example/"/></outline>
<outline title="Ostwick &amp; Co" text="Other" xmlurl="feed:https://ostwick.example/atom"/></outline>
<outline text="Again" xmlUrl="https://corran.example/feed.xml"/>
<outline text="Old" xmlUrl="feed://old.example/rss"/>
<outline text="No address" xmlUrl="mailto:me@corran.example"/>
</body></opml>"""


def listed(tmp_path: Path, content: str | bytes, name: str = "feeds.opml") -> list[Followed]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return followed([path])


def test_outlines_are_found_however_deep_they_stand(tmp_path: Path) -> None:
    assert listed(tmp_path, OPML) == [
        Followed("https://corran.example/feed.xml", "The Corran Courier"),
        Followed("https://ostwick.example/atom", "Ostwick & Co"),
        Followed("http://old.example/rss", "Old"),
    ]
    assert len(listed(tmp_path, OPML.replace("UTF-8", "UTF-16").encode("utf-16"))) == 3


def test_a_text_has_an_address_a_line(tmp_path: Path) -> None:
    text = "\ufeff# papers\n\nhttps://corran.example/feed.xml\r\n  https://ostwick.example/  \n"
    assert [each.address for each in listed(tmp_path, text, "feeds.txt")] == [
        "https://corran.example/feed.xml",
        "https://ostwick.example/",
    ]


def test_an_address_stands_for_itself_and_each_is_followed_once() -> None:
    assert followed(["HTTPS://a.example/", "HTTPS://a.example/"]) == [Followed("HTTPS://a.example/")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OPML.replace("</body>", ""), "is broken OPML: "),
        ("<opml></opml>", "names no address"),
        ("<opml", "is broken OPML"),
        ("", "names no address"),
        ("# nothing\n", "names no address"),
        ("https://a.example/\nthe Courier\n", "Line 2 of "),
        ("https://a.example/ https://b.example/\n", "Line 1 of "),
    ],
)
def test_what_is_no_list_is_said(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        listed(tmp_path, content)


def test_a_list_that_is_not_there_is_said() -> None:
    with pytest.raises(SourceError, match=r"'nowhere.opml' cannot be read: No such file"):
        followed(["nowhere.opml"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_read(tmp_path: Path, encoding: str) -> None:
    bomb = '<!DOCTYPE opml [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><opml><outline xmlUrl="&b;"/></opml>'
    with pytest.raises(SourceError, match="declares entities"):
        listed(tmp_path, bomb.encode(encoding))


def test_nothing_outside_the_list_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.dtd").write_text('<!ENTITY secret "https://secret.example/">')
    outside = f'<!DOCTYPE opml SYSTEM "{tmp_path}/secret.dtd"><opml><outline xmlUrl="&secret;"/></opml>'
    with pytest.raises(SourceError):
        listed(tmp_path, outside)
