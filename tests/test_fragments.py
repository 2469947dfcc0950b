"""Links that open a page at some words; a browser, headless, says where it scrolled to."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.faces.fragments import directive, link
from onrecord.model import Span

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FAR = 4000  # pixels above and below each paragraph of the page
PARAGRAPHS = (
    "Contents: we will keep it; the pier",
    "The mayor said: “We will keep it, come what may”, and – after a well-earned pause – more & more.",
    "“It has stood for a hundred years,” said Ines Fallow, “through wind and tide and three councils, and "
    "nobody who has walked on it of an evening would ever think of selling it.”",
    "“We will keep it.” That was all.",
)
TEXT = "\n\n".join(PARAGRAPHS)
PAGE = (
    "<!doctype html><meta charset=utf-8><title>The pier</title>"
    + "".join(f"<p>{html.escape(each)}</p><div style='height:{FAR}px'></div>" for each in PARAGRAPHS)
    + "<script>addEventListener('load',()=>setTimeout(()=>document.body.append('AT '+scrollY),300))</script>"
)


def spans(*pieces: str, nth: int = 1) -> list[Span]:
    """Where pieces stand in the text, each the ``nth`` time."""
    found = [list(re.finditer(re.escape(piece), TEXT, re.IGNORECASE))[nth - 1].span() for piece in pieces]
    return [Span.of(TEXT, *each) for each in found]


def fragment(*pieces: str, nth: int = 1) -> str:
    found = link("https://argus.example/pier", TEXT, spans(*pieces, nth=nth))
    assert found is not None
    return found.partition("#:~:text=")[2]


def test_words_that_stand_once_are_named_alone() -> None:
    assert fragment("come what may") == "come%20what%20may"


def test_words_that_stand_elsewhere_before_are_told_by_their_neighbours() -> None:
    assert fragment("We will keep it", nth=2) == "said%3A%20%E2%80%9C-,We%20will%20keep%20it"
    assert fragment("We will keep it", nth=3) == "We%20will%20keep%20it,-.%E2%80%9D%20That"


def test_marks_that_mean_something_in_a_directive_are_encoded() -> None:
    assert fragment("well-earned pause – more & more") == (
        "well%2Dearned%20pause%20%E2%80%93%20more%20%26%20more"
    )
    assert fragment("keep it, come") == "keep%20it%2C%20come"


def test_long_words_are_named_by_their_two_ends() -> None:
    assert fragment(PARAGRAPHS[2]) == "It%20has%20stood%20for%20a,ever%20think%20of%20selling%20it"


def test_each_piece_is_marked() -> None:
    assert fragment("come what may", "more & more") == "come%20what%20may&text=more%20%26%20more"


@pytest.mark.parametrize("url", [None, "", "urn:isbn:1", "file:///pier.html"])
def test_a_page_without_an_address_on_the_web_has_no_link(url: str | None) -> None:
    assert link(url, TEXT, spans("come what may")) is None


def test_a_fragment_of_the_address_stays() -> None:
    at = spans("come what may")
    assert link("https://a.example/#!/p", TEXT, at) == "https://a.example/#!/p:~:text=come%20what%20may"
    assert link("https://a.example/#:~:text=x", TEXT, at) == "https://a.example/#:~:text=come%20what%20may"


@given(st.text(st.sampled_from("aA b.,\n“”-&"), max_size=30), st.integers(0, 30), st.integers(1, 30))
def test_a_directive_means_its_own_place_or_names_the_words_alone(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    assume(text[start:end].strip())
    found = directive(text, start, end)
    assert re.fullmatch(r"text=[\w%.~,-]+", str(found))
    if found.before or found.behind:
        place = found.place(text)
        assert place is not None
        assert start <= place[0] < place[1] <= end


@pytest.fixture
def address() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, format: str, *arguments: object) -> None:
            del format, arguments

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/pier"
        server.shutdown()


def scrolled(address: str, profile: Path) -> float:
    """How far down a browser opens an address."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert browser, "The tests need a browser. Install chromium; on Debian: apt-get install chromium"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000", "--dump-dom")
    done = subprocess.run(
        [browser, *options, f"--user-data-dir={profile}", address], capture_output=True, text=True, timeout=60
    )
    found = re.search(r"AT ([\d.]+)", done.stdout.partition("</script>")[2])
    assert found, done.stderr[-400:]
    return float(found[1])


@pytest.mark.parametrize(
    ("pieces", "nth", "paragraph"),
    [(("We will keep it",), 2, 1), ((PARAGRAPHS[2],), 1, 2), (("well-earned pause – more & more",), 1, 1)],
)
def test_a_browser_opens_the_page_at_the_words(
    pieces: tuple[str, ...], nth: int, paragraph: int, address: str, tmp_path: Path
) -> None:
    opened = link(address, TEXT, spans(*pieces, nth=nth))
    assert opened is not None
    top = scrolled(opened, tmp_path)
    assert paragraph * FAR - FAR / 4 < top < paragraph * FAR + FAR / 4
