"""A server in this process, and a Fetcher whose clock stands still unless somebody sleeps."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.intake.addresses import is_any
from onrecord.intake.fetch import Fetcher

HTML = b"<html><body><p>It rained in Corran.</p></body></html>"


@dataclass
class Site:
    """What the server answers: status, headers and body by path, and with 304 where its ETag is sent back.

    ``asked`` is what was asked for, ``statuses`` what was answered.
    """

    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    statuses: dict[str, list[int]] = field(default_factory=dict)
    agents: set[str] = field(default_factory=set)
    address: str = ""

    def says(self, path: str, body: bytes = HTML, status: int = 200, *headers: tuple[str, str]) -> str:
        self.answers[path] = (status, {"Content-Type": "text/html"} | dict(headers), body)
        return self.address + path


@dataclass
class Clock:
    now: float = 0.0

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        made.asked.append(handler.path)
        made.agents.add(handler.headers["User-Agent"])
        status, headers, body = made.answers.get(handler.path, (404, {}, b"gone"))
        if headers.get("ETag", "none") == handler.headers["If-None-Match"]:
            status, headers, body = 304, {}, b""
        made.statuses.setdefault(handler.path, []).append(status)
        handler.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    quiet = {"do_GET": answer, "log_message": lambda *_: None}
    handler = type("Handler", (BaseHTTPRequestHandler,), quiet)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    clock = Clock()
    made = Fetcher(allowed=is_any, clock=clock.time, sleep=clock.sleep)
    yield made
    made.client.close()
