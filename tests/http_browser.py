"""A student's browser without Chromium: real requests to a running quizapp, and the checks of every page."""

from collections.abc import Mapping, Sequence
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from tests.pages import Browser, Page, received

TIMEOUT = 60
"""Seconds an answer may take."""


class _Stay(HTTPRedirectHandler):
    """Where a redirect leads is for the test to follow."""

    def redirect_request(self, *_request: Any, **_more: Any) -> None:
        return None


class HttpBrowser(Browser):
    """One person's browser in front of the server at ``home``."""

    def __init__(self, home: str) -> None:
        self._home = home
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()), _Stay)

    def _send(
        self,
        url: str,
        status: int | None,
        *,
        method: str = "GET",
        data: Mapping[str, str | Sequence[str]] | None = None,
        **_options: Any,
    ) -> Page:
        body = urlencode(data, doseq=True).encode() if data is not None else None
        request = Request(urljoin(self._home, url), body, method=method)  # noqa: S310 - the server under test
        try:
            response: HTTPResponse | HTTPError = self._opener.open(request, timeout=TIMEOUT)
        except HTTPError as error:
            response = error
        with response:
            html = response.read().decode("utf-8", errors="replace")
        return received(url, response.status or 0, dict(response.headers), html, status)
