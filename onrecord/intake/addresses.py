"""Which addresses of the network may be asked for a page: public ones, unless the person says otherwise.

A name is resolved once, the answer is checked, and the connection goes to that very answer, so that a
name cannot be turned to another machine between check and use (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

import httpcore

from onrecord.errors import SourceError

if TYPE_CHECKING:
    Address = ipaddress.IPv4Address | ipaddress.IPv6Address
    Connect = Callable[[str, int, float | None], httpcore.NetworkStream]

# The last 32 bits of these are an IPv4 address that a gateway speaks to (RFC 6052).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
# Old or local ways to write an address; none of them is asked on the public internet.
_NEVER = tuple(map(ipaddress.IPv6Network, ("::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "fec0::/10")))


def is_public(address: Address) -> bool:
    """Does an address belong to the public internet, whichever way it is written?"""
    if isinstance(address, ipaddress.IPv6Address):
        if any(address in network for network in _NEVER):
            return False
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def is_any(_: Address) -> bool:
    """Every address is allowed: what ``--allow-private`` says."""
    return True


class Timed(httpcore.NetworkStream):
    """A connection that ends at its deadline, however slowly it is fed."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self.stream, self.deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes; ReadTimeout behind the deadline."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("it takes too long")
        return self.stream.read(max_bytes, min(left, timeout or left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends bytes."""
        self.stream.write(buffer, timeout)

    def close(self) -> None:
        """Ends the connection."""
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        return Timed(self.stream.start_tls(ssl_context, server_hostname, timeout), self.deadline)

    def get_extra_info(self, info: str) -> object:
        """What the connection knows of itself."""
        return self.stream.get_extra_info(info)


class Guard(httpcore.NetworkBackend):
    """Connects to nothing but allowed addresses, for so many seconds each; SourceError, or ConnectError
    where a name is unknown.
    """

    def __init__(self, allowed: Callable[[Address], bool], seconds: float = 60.0) -> None:
        self.allowed = allowed
        self.seconds = seconds
        self.network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of ``host`` that takes one; every one that it has must be
        allowed.
        """
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} is not known") from error
        found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        for each in found:
            if not self.allowed(ipaddress.ip_address(each.partition("%")[0])):
                raise SourceError(
                    f"'{host}' is {each}, which is not on the public internet.",
                    hint="If you mean a page of this machine or network, say --allow-private.",
                )
        connect = partial(
            self.network.connect_tcp, local_address=local_address, socket_options=socket_options
        )
        return Timed(self._first(found, port, timeout, connect), time.monotonic() + self.seconds)

    def _first(
        self, addresses: list[str], port: int, timeout: float | None, connect: Connect
    ) -> httpcore.NetworkStream:
        """A connection to the first of some addresses that takes one, all tried within the time of one."""
        until = time.monotonic() + (timeout or self.seconds)
        for address in addresses[:-1]:
            try:
                return connect(address, port, max(1.0, (until - time.monotonic()) / 2))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return connect(addresses[-1], port, max(1.0, until - time.monotonic()))
