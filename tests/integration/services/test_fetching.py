"""Fetching from a real server on this machine: what is taken, and every way in which a server can be bad."""

import gzip
import http.server
import socket
import socketserver
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress

import pytest

from quizapp.core.importing.found import Unreadable
from quizapp.services.fetching import REFUSED, Reach, fetch

PAGE = b"<!doctype html><p>A page of words.</p>"
HERE = Reach(loopback=True, seconds=2.0, connect_seconds=1.0, most_bytes=100_000)
HTML = ("Content-Type", "text/html; charset=utf-8")


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """A server with good and bad pages; it notes what it was asked."""

    daemon_threads = True
    asked: list[str]


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.server.asked.append(f"{self.headers['Host']}{self.path}")
        getattr(self, self.path.strip("/").split("/")[0].replace("-", "_"), self.page)()

    def reply(self, status: int, *headers: tuple[str, str], body: bytes = b"", length: int | None = None) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def page(self) -> None:
        self.reply(200, HTML, body=PAGE)

    def packed(self) -> None:
        self.reply(200, HTML, ("Content-Encoding", "gzip"), body=gzip.compress(PAGE))

    def deflated(self) -> None:
        self.reply(200, HTML, ("Content-Encoding", "deflate"), body=zlib.compress(PAGE))

    def latin(self) -> None:
        self.reply(200, ("Content-Type", "text/plain; charset=iso-8859-1"), body="Zoë".encode("latin-1"))

    def moved(self) -> None:
        self.reply(302, ("Location", "/page"))

    def loop(self) -> None:
        self.reply(302, ("Location", "/loop"))

    def to_file(self) -> None:
        self.reply(302, ("Location", "file:///etc/passwd"))

    def to_inside(self) -> None:
        self.reply(302, ("Location", "http://10.0.0.1/"))

    def to_name(self) -> None:
        self.reply(301, ("Location", "http://inside.example/"))

    def nowhere(self) -> None:
        self.reply(302)

    def missing(self) -> None:
        self.reply(404, HTML, body=PAGE)

    def picture(self) -> None:
        self.reply(200, ("Content-Type", "image/png"), body=b"\x89PNG")

    def large(self) -> None:
        self.reply(200, HTML, body=b"x" * 200_000)

    def short(self) -> None:
        self.reply(200, HTML, body=PAGE, length=len(PAGE) + 500)

    def bomb(self) -> None:
        self.reply(200, HTML, ("Content-Encoding", "gzip"), body=gzip.compress(b"\0" * 50_000_000))

    def garbled(self) -> None:
        self.reply(200, HTML, ("Content-Encoding", "gzip"), body=PAGE)

    def brotli(self) -> None:
        self.reply(200, HTML, ("Content-Encoding", "br"), body=PAGE)

    def endless(self) -> None:
        self.send_response(200)
        self.send_header(*HTML)
        self.end_headers()
        self._go_on(b"x" * 10_000, 0.0)

    def drip(self) -> None:
        self.send_response(200)
        self.send_header(*HTML)
        self.end_headers()
        self._go_on(b"x", 0.2)

    def slow_head(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        self._go_on(b"X-Drip: 1\r\n", 0.2)

    def silent(self) -> None:
        time.sleep(4)

    def nonsense(self) -> None:
        self.wfile.write(b"\0\1\2 no server at all\r\n\r\n")

    def _go_on(self, piece: bytes, pause: float) -> None:
        with suppress(OSError):
            for _ in range(100):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(pause)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


@pytest.fixture
def url(server: Server) -> str:
    server.asked.clear()
    return f"http://127.0.0.1:{server.server_address[1]}"


def test_a_page_is_fetched_with_its_kind_and_where_it_stood(url: str) -> None:
    fetched = fetch(f"{url}/page", HERE)
    assert (fetched.data, fetched.name, fetched.address) == (PAGE, "page.html", f"{url}/page")


@pytest.mark.parametrize("path", ["packed", "deflated", "moved"])
def test_a_page_may_be_packed_or_moved(url: str, path: str) -> None:
    assert fetch(f"{url}/{path}", HERE).data == PAGE


def test_the_servers_word_on_the_encoding_counts(url: str) -> None:
    assert fetch(f"{url}/latin", HERE).data == "Zoë".encode()


@pytest.mark.parametrize(
    "path",
    [
        "loop",
        "to-file",
        "to-inside",
        "nowhere",
        "missing",
        "picture",
        "large",
        "short",
        "bomb",
        "garbled",
        "brotli",
        "endless",
        "drip",
        "slow-head",
        "silent",
        "nonsense",
    ],
)
def test_a_bad_server_is_refused_in_time_and_always_with_the_same_words(url: str, path: str) -> None:
    began = time.monotonic()
    with pytest.raises(Unreadable) as error:
        fetch(f"{url}/{path}", HERE)
    assert str(error.value) == REFUSED
    assert time.monotonic() - began < HERE.seconds + 1.5


def resolved(*ips: str):
    """A resolver that gives these addresses, one set a call; the last for ever after."""
    answers = list(ips)

    def resolve(_host: str, port: int, **_: object):
        ip = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in ip.split()]

    return resolve


def test_this_machine_is_refused_where_no_test_allows_it(url: str, server: Server) -> None:
    for address in (f"{url}/page", "http://localhost./page", "http://[::1]/page", "http://127.0.0.1/page"):
        with pytest.raises(Unreadable):
            fetch(address, Reach(seconds=2.0))
    assert server.asked == []


@pytest.mark.parametrize("ips", ["10.0.0.1", "93.184.216.34 10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1"])
def test_a_name_with_any_address_that_is_not_public_is_refused(ips: str) -> None:
    with pytest.raises(Unreadable):
        fetch("http://inside.example/", resolve=resolved(ips))


def test_the_address_that_was_looked_at_is_the_one_connected_to(url: str, server: Server) -> None:
    """DNS rebinding: a second answer is never asked for."""
    port = server.server_address[1]
    fetched = fetch(f"http://name.example:{port}/page", HERE, resolve=resolved("127.0.0.1", "10.0.0.1"))
    assert fetched.data == PAGE
    assert server.asked == [f"name.example:{port}/page"]
    assert url


def test_the_name_a_redirect_leads_to_is_looked_at_too(server: Server, url: str) -> None:
    port = server.server_address[1]
    with pytest.raises(Unreadable):
        fetch(f"http://name.example:{port}/to-name", HERE, resolve=resolved("127.0.0.1", "192.168.0.1"))
    assert len(server.asked) == 1
    assert url


def test_a_name_that_is_nobodys_is_refused() -> None:
    def unknown(*_: object, **__: object):
        raise socket.gaierror("no such name")

    with pytest.raises(Unreadable):
        fetch("http://nobody.example/", resolve=unknown)


def test_no_proxy_of_the_surroundings_is_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://10.0.0.1:3128")
    assert fetch(f"{url}/page", HERE).data == PAGE
