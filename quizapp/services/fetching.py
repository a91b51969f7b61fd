"""Fetching a page that a teacher names: from public servers only, within bounds, and never twice resolved.

The rules: OWASP's cheat sheet on server-side request forgery, and the table in ``tests/unit``. Whatever
goes wrong is told in one sentence, so that nobody can find out by it what stands behind this server.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from quizapp.core.importing.addresses import Target, is_loopback, is_public, target_of
from quizapp.core.importing.found import Unreadable

REFUSED = "This address could not be read. Open it in your browser, save the page, and upload the file."
_TYPES = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "text/plain": "page.txt",
    "application/pdf": "page.pdf",
}
_MOVED = (301, 302, 303, 307, 308)
_PIECE = 65_536
_HEADERS = {
    "User-Agent": "quizapp",
    "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
Resolve = Callable[..., list[Any]]


class _Refused(Exception):
    """It may not be asked, or what it says cannot be taken; the words are for us."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far fetching goes. ``loopback`` is for tests only: this machine too, and any port of it."""

    loopback: bool = False
    seconds: float = 10.0
    """For everything together; for connecting ``connect_seconds``."""
    connect_seconds: float = 5.0
    most_bytes: int = 5 * 1024 * 1024
    """Of what is said, unpacked."""
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server said: bytes, a file name with the ending of its type, and the address that said it."""

    data: bytes
    name: str
    address: str


def fetch(address: str, reach: Reach | None = None, *, resolve: Resolve = socket.getaddrinfo) -> Fetched:
    """What stands at a public http or https address. Raises ``Unreadable``, with the same words whatever the cause.

    The host is resolved once; any address of it that is not public refuses it, and one of those looked at is
    connected to. Each redirect is looked at in the same way.
    """
    try:
        return _followed(address, reach or Reach(), resolve)
    except (_Refused, ValueError, OSError, http.client.HTTPException, zlib.error) as error:
        raise Unreadable(REFUSED) from error


def _followed(address: str, reach: Reach, resolve: Resolve) -> Fetched:
    deadline = time.monotonic() + reach.seconds
    for _ in range(reach.redirects + 1):
        target = target_of(address, any_port=reach.loopback)
        with _asked(target, _pinned(target, reach, resolve), reach, deadline) as reply:
            if reply.status not in _MOVED:
                data, name = _taken(reply, reach.most_bytes)
                return Fetched(data, name, address)
            address = urljoin(address, reply.headers.get("Location", ""))
    raise _Refused("redirected too often")


def _pinned(target: Target, reach: Reach, resolve: Resolve) -> str:
    """The one IP address that is connected to. Raises ``_Refused`` where any of the host's may not be asked."""
    found = resolve(target.host, target.port, type=socket.SOCK_STREAM)
    ips = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    may_ask = (is_public(ip) or (reach.loopback and is_loopback(ip)) for ip in ips)
    if not ips or not all(may_ask):
        raise _Refused("not public")
    return ips[0]


class _Connection(http.client.HTTPConnection):
    """A connection to an IP address that was looked at, with the host's name in the request and for TLS."""

    def __init__(self, target: Target, ip: str, timeout: float) -> None:
        self.default_port = target.port if target.is_default_port else 0
        super().__init__(target.host, target.port, timeout=timeout)
        self._target, self._ip = target, ip
        self._line: socket.socket | None = None

    def connect(self) -> None:
        """Connect without asking for the name again."""
        self._line = self.sock = socket.create_connection((self._ip, self._target.port), self.timeout)
        if self._target.scheme == "https":
            context = ssl.create_default_context()
            self._line = self.sock = context.wrap_socket(self.sock, server_hostname=self._target.host)

    def cut(self) -> None:
        """End it at once; whoever reads from it is told so. The reply may have taken the socket over."""
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)


@contextmanager
def _asked(target: Target, ip: str, reach: Reach, deadline: float) -> Iterator[http.client.HTTPResponse]:
    """The server's reply. The connection is cut at the deadline, however slowly the server drips."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise _Refused("out of time")
    connection = _Connection(target, ip, min(left, reach.connect_seconds))
    is_late = threading.Event()

    def cut() -> None:
        is_late.set()
        connection.cut()

    watch = threading.Timer(left, cut)
    watch.daemon = True
    watch.start()
    try:
        connection.request("GET", target.path, headers=_HEADERS)
        with connection.getresponse() as reply:
            yield reply
        if is_late.is_set():
            raise _Refused("out of time")
    finally:
        watch.cancel()
        connection.close()


def _taken(reply: http.client.HTTPResponse, most: int) -> tuple[bytes, str]:
    """The body, unpacked, and its name. Raises ``_Refused`` for what we do not read, too much, or half of it."""
    kind = reply.headers.get_content_type()
    if reply.status != 200 or kind not in _TYPES or (reply.length or 0) > most:
        raise _Refused("not a page we read")
    data = b"".join(_unpacked(_pieces(reply), reply.headers.get("Content-Encoding", ""), most))
    if reply.length:
        raise _Refused("half of it")
    charset = reply.headers.get_content_charset()
    if charset and kind != "application/pdf":
        with suppress(LookupError):
            data = data.decode(charset, "replace").encode()
    return data, _TYPES[kind]


def _pieces(reply: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := reply.read(_PIECE):
        yield piece


def _unpacked(pieces: Iterator[bytes], packing: str, most: int) -> Iterator[bytes]:
    """The pieces as they were before packing, never more than ``most`` bytes at once or together."""
    unpack = _unpacker(packing.strip().lower())
    total = 0
    for piece in pieces:
        data = unpack(piece, most + 1 - total)
        total += len(data)
        if total > most:
            raise _Refused("too much")
        yield data


def _unpacker(packing: str) -> Callable[[bytes, int], bytes]:
    if packing in ("", "identity"):
        return lambda piece, most: piece[:most]
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise _Refused("packed in a way we do not know")
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32 if packing != "deflate" else zlib.MAX_WBITS).decompress
