"""A cable between browser and server that can really be cut.

Chromium's own offline mode is laid over each page anew, and on a busy machine a request that leaves at the very
change of pages may still go through.
"""

import selectors
import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import Page

LONGEST_STEP = 0.05
"""Seconds until a cut or a mending is noticed at the latest."""


class Wire:
    """Listens on a loopback port of its own and hands every byte on, in both directions, as long as it is whole."""

    def __init__(self, server: str) -> None:
        self._server = ("127.0.0.1", urlsplit(server).port or 80)
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._is_whole, self._ends = threading.Event(), threading.Event()
        self._is_cut = threading.Event()
        self._selector = selectors.DefaultSelector()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._is_whole.set()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ends.set()
        self._thread.join(timeout=10)

    def cut(self, page: Page) -> None:
        """Take the network away from the server and from the browser, which is told so."""
        page.context.set_offline(True)
        self._is_cut.clear()
        self._is_whole.clear()
        assert self._is_cut.wait(timeout=10)

    def mend(self, page: Page) -> None:
        self._is_whole.set()
        page.context.set_offline(False)

    def _run(self) -> None:
        while not self._ends.is_set():
            if not self._is_whole.is_set() and not self._is_cut.is_set():
                self._drop_all()
                self._is_cut.set()
            for key, _ in self._selector.select(timeout=LONGEST_STEP):
                one = key.fileobj
                assert isinstance(one, socket.socket)
                self._accept() if one is self._listener else self._hand_on(one)
        self._drop_all()
        self._listener.close()
        self._selector.close()

    def _accept(self) -> None:
        browser, _ = self._listener.accept()
        if not self._is_whole.is_set():
            browser.close()
            return
        server = socket.create_connection(self._server, timeout=10)
        for one, other in ((browser, server), (server, browser)):
            self._pairs[one] = other
            self._selector.register(one, selectors.EVENT_READ)

    def _hand_on(self, one: socket.socket) -> None:
        if one not in self._pairs:  # its pair was closed in this very round
            return
        try:
            told = one.recv(65_536)
            if told:
                self._pairs[one].sendall(told)
                return
        except OSError:
            pass  # the other end has gone: so does this one
        self._drop(one)

    def _drop(self, one: socket.socket) -> None:
        for end in (one, self._pairs[one]):
            self._pairs.pop(end, None)
            with suppress(KeyError):
                self._selector.unregister(end)
            end.close()

    def _drop_all(self) -> None:
        while self._pairs:
            self._drop(next(iter(self._pairs)))
