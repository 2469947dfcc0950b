"""From an address to a Page: politely, within limits, and from the public internet only.

robots.txt is heeded (RFC 9309), each host is asked at its own pace, redirects are followed one by one and
checked like the first address, and an answer that is too large or takes too long is cut off. Of an address
that was asked before, it is asked whether anything is new; where nothing is, what it gave then is the page.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from protego import Protego

from onrecord.errors import SourceError
from onrecord.intake import answers, media
from onrecord.intake.addresses import Guard, is_any, is_public
from onrecord.model import Page, Unread, Visit

if TYPE_CHECKING:
    from onrecord.intake.addresses import Address

NAME = "Onrecord"  # by which robots.txt may call it
AGENT = f"{NAME}/0.1 (reads news pages for the person who named them)"
MAX_BYTES = 32 * 1024 * 1024
MAX_ROBOTS = 512 * 1024  # RFC 9309 asks for this much at least
MAX_SECONDS = 60.0
MAX_REDIRECTS = 10
MOST_DELAY = 30.0  # seconds that a robots.txt may ask to be waited between two requests
_RETRY = "Try again later, or save the page from a browser and read that."


class Visits(Protocol):
    """What is remembered of addresses, by whoever remembers it."""

    def get(self, address: str) -> Visit | None:
        """The last visit to an address; None where it, or the page that it gave, is not known."""

    def set(self, address: str, visit: Visit) -> None:
        """Remembers a visit."""


class Transport(httpx.BaseTransport):
    """The way of requests through a guarded network."""

    def __init__(self, guard: Guard) -> None:
        # A connection for each request, so that its deadline is that of the request.
        self.pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=guard, max_keepalive_connections=0
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request, no redirect followed."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(
            request.method, url, headers=request.headers.raw, extensions=request.extensions
        )
        answer = self.pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer))

    def close(self) -> None:
        """Lets go of all connections."""
        self.pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self.answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self.answer.iter_stream()

    def close(self) -> None:
        self.answer.close()


@dataclass
class Fetcher:
    """Fetches pages. ``pause`` is how many seconds lie between two requests to one host; ``wished`` is how
    many an address, in its last answer, asked to be left alone.
    """

    allowed: Callable[[Address], bool] = is_public
    pause: float = 1.0
    seconds: float = MAX_SECONDS
    most: int = MAX_BYTES
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    visits: Visits | None = None
    client: httpx.Client = field(init=False)
    robots: dict[str, Protego] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)
    wished: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = httpx.Client(
            transport=Transport(Guard(self.allowed, self.seconds)),
            headers={
                "User-Agent": AGENT,
                "Accept": "text/html, application/xhtml+xml, */*;q=0.5",
                "Accept-Encoding": "gzip",
            },
            timeout=httpx.Timeout(20.0),
            follow_redirects=False,
            trust_env=False,  # a proxy would fetch what the guard forbids
        )

    def fetch(self, address: str) -> Page | Unread:
        """The page at an address, or why it could not be had."""
        try:
            return self._fetch(address)
        except SourceError as error:
            return Unread(address, error)
        except (
            httpx.HTTPError,
            httpx.InvalidURL,
            ValueError,
            httpcore.ConnectError,
            httpcore.TimeoutException,
        ) as error:
            reason = str(error) or type(error).__name__
            return Unread(address, SourceError(f"'{address}' could not be reached: {reason}.", hint=_RETRY))
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            reason = str(error) or type(error).__name__
            return Unread(address, SourceError(f"'{address}' broke off: {reason}.", hint=_RETRY))

    def _fetch(self, address: str) -> Page:
        here = address
        for _ in range(MAX_REDIRECTS + 1):
            self._check(here)
            before = self.visits.get(here) if self.visits else None
            status, headers, content = self._get(
                here, self.most, conditions=(asked := answers.conditions(before))
            )
            if status in (301, 302, 303, 307, 308) and "location" in headers:
                here = urljoin(here, headers["location"])
                continue
            self._heed(address, status, headers)
            if status == 304 and before is not None and asked:
                return self._visited(address, here, replace(before.page, source=address), before)
            if status != 200:
                raise SourceError(f"'{here}' answered {status}.", hint="Open it in a browser to see why.")
            kind = media.sniff(content, urlsplit(here).path)
            page = Page(content, address, kind, here.partition("#")[0], answers.charset(headers))
            return self._visited(address, here, page, answers.visit(page, headers))
        raise SourceError(
            f"'{address}' leads from one address to the next more than {MAX_REDIRECTS} times.", hint=_RETRY
        )

    def _visited(self, address: str, here: str, page: Page, visit: Visit) -> Page:
        """The page, once it is remembered where it was had, and that the address asked for leads there."""
        if self.visits is not None:
            self.visits.set(here, replace(visit, page=page))
            if address.partition("#")[0] != here.partition("#")[0]:
                self.visits.set(address, Visit(page))
        return page

    def _heed(self, address: str, status: int, headers: httpx.Headers) -> None:
        self.wished.pop(address, None)
        if wish := answers.patience(status, headers):
            self.wished[address] = wish

    def _check(self, address: str) -> None:
        """SourceError where an address is none of the web, or its host does not want it read."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SourceError(
                f"'{address}' is no address of a web page.", hint="Give one that begins with https://"
            )
        if not self._rules(f"{parts.scheme}://{parts.netloc}").can_fetch(address, NAME):
            raise SourceError(
                f"robots.txt of {parts.hostname} asks programs not to read '{address}'.",
                hint="Save the page from a browser and read that.",
            )

    def _rules(self, site: str) -> Protego:
        """What robots.txt of a site says. Where there is none, all may be read; where it breaks, nothing."""
        if site not in self.robots:
            self.robots[site] = self._read_rules(site)
        return self.robots[site]

    def _read_rules(self, site: str) -> Protego:
        here = f"{site}/robots.txt"
        for _ in range(MAX_REDIRECTS):
            status, headers, content = self._get(here, MAX_ROBOTS, cut=True)
            if status in (301, 302, 303, 307, 308) and "location" in headers:
                here = urljoin(here, headers["location"])
                continue
            if status >= 500:
                return Protego.parse("User-agent: *\nDisallow: /")
            return Protego.parse(content.decode("utf-8", "replace") if status == 200 else "")
        return Protego.parse("")

    def _get(
        self, address: str, most: int, *, cut: bool = False, conditions: dict[str, str] | None = None
    ) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and body of one request; what is larger than ``most`` is cut, or an error."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https"):
            raise SourceError(f"'{address}' is no address of the web.", hint=_RETRY)
        self._wait(parts.netloc)
        began, content = self.clock(), bytearray()
        with self.client.stream("GET", address, headers=conditions) as answer:
            for piece in answer.iter_raw():
                content += piece
                if len(content) > most:
                    break
                if self.clock() - began > self.seconds:
                    raise SourceError(f"'{address}' takes more than {self.seconds:g} seconds.", hint=_RETRY)
            body = _unpacked(bytes(content), answer.headers.get("content-encoding", ""), most)
        if len(body) > most and not cut:
            raise SourceError(f"'{address}' has more than {most:,} bytes: that is no page.", hint=_RETRY)
        return answer.status_code, answer.headers, body[:most]

    def _wait(self, host: str) -> None:
        """Lets the pause pass that lies between two requests to a host."""
        rules = next((each for site, each in self.robots.items() if site.endswith("//" + host)), None)
        wished = rules.crawl_delay(NAME) if rules else None
        pause = min(MOST_DELAY, max(self.pause, float(wished or 0)))
        left = self.asked.get(host, -MOST_DELAY) + pause - self.clock()
        if left > 0:
            self.sleep(left)
        self.asked[host] = self.clock()


def _unpacked(content: bytes, coding: str, most: int) -> bytes:
    """A body as it was before it was packed for the way, a byte more than ``most`` at the most, so that a
    small answer cannot grow without end.
    """
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return content
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise SourceError(f"An answer is packed as '{coding}', which was not asked for.", hint=_RETRY)
    for form in (47, -15):  # gzip or zlib, told by its head; deflate without one
        try:
            return zlib.decompressobj(form).decompress(content, most + 1)
        except zlib.error:
            continue
    raise SourceError(f"An answer said to be packed as '{coding}' cannot be unpacked.", hint=_RETRY)


def fetcher(*, allow_private: bool = False, visits: Visits | None = None) -> Fetcher:
    """A Fetcher for the public internet, or for every address, that remembers what it was given."""
    return Fetcher(allowed=is_any if allow_private else is_public, visits=visits)
