"""A real quizapp on a free loopback port with its worker, and a real Chromium in front of it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from tests.bring_chromium import found

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong
START = 120
"""Seconds a fresh quizapp may take to make its database and answer."""


@dataclass
class Quizapp:
    """A running quizapp: its address, its folder and what it printed."""

    url: str
    instance: Path
    log: Path
    process: subprocess.Popen[bytes] = field(repr=False)
    notes: set[str] = field(default_factory=set)
    """What the tests have done to it so far."""

    def printed(self) -> str:
        return self.log.read_text("utf-8", errors="replace")

    def setup_path(self) -> str:
        """The path of the one-time link it printed for the first teacher."""
        link = re.search(r"https?://[^\s/]+(/setup/\S+)", self.printed())
        assert link, self.printed()
        return link.group(1)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def environment(instance: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZAPP_")}
    return kept | {"QUIZAPP_INSTANCE": str(instance), "PORT": str(port)}


def wait_until_up(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with suppress(OSError), urllib.request.urlopen(f"{url}/healthz", timeout=2) as reply:  # noqa: S310
            if reply.status == 200:
                return
        time.sleep(0.2)
    pytest.fail(f"quizapp did not start:\n{log.read_text('utf-8', errors='replace')}")


@pytest.fixture(scope="session")
def quizapp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Quizapp]:
    """One quizapp for all browser tests, started as `make run` starts it."""
    instance = tmp_path_factory.mktemp("instance")
    log = instance / "printed.txt"
    port = free_port()
    command = [sys.executable, "-m", "quizapp"]
    settings = environment(instance, port)
    with log.open("wb") as out:
        subprocess.run([*command, "migrate"], env=settings, stdout=out, stderr=out, check=True, timeout=START)
        process = subprocess.Popen(
            [*command, "serve", "--with-worker"], env=settings, stdout=out, stderr=out, start_new_session=True
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_up(url, process, log)
        yield Quizapp(url, instance, log, process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = found()
    assert path, "no Chromium: run python tests/bring_chromium.py"
    browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    yield browser
    browser.close()


@dataclass
class Complaints:
    """What a page must never cause: console errors, script errors, requests to anybody else."""

    homes: set[str] = field(default_factory=set)
    """The addresses under which quizapp is asked."""
    heard: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.heard.append(f"script error: {error.error}"))
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        refused_on_purpose = "Failed to load resource: the server responded with a status of 4" in message.text
        if message.type == "error" and not refused_on_purpose:
            self.heard.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((*self.homes, "data:", "blob:")):
            self.heard.append(f"third party: {request.url}")


@pytest.fixture
def visitor(browser: Browser, quizapp: Quizapp) -> Iterator["Visitors"]:
    """Opens fresh browser contexts (other people, other devices); complaints fail the test."""
    visitors = Visitors(browser, quizapp)
    yield visitors
    visitors.leave()
    assert visitors.complaints.heard == []


class Visitors:
    """People with a browser of their own each."""

    def __init__(self, browser: Browser, quizapp: Quizapp) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._home = quizapp.url
        self.complaints = Complaints()

    def __call__(self, **options: object) -> Page:
        """A page in a new context; options are Playwright's (``java_script_enabled``, ``viewport`` …)."""
        options = {"base_url": self._home} | options
        self.complaints.homes.add(str(options["base_url"]))
        context = self._browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        self.complaints.watch(context)
        self._contexts.append(context)
        return context.new_page()

    def leave(self) -> None:
        for context in self._contexts:
            context.close()
