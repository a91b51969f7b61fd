"""Headers of every response: a strict policy for content, and what may be kept where."""

import gzip
from functools import lru_cache

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; worker-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
ONE_YEAR = 365 * 24 * 3600
_SMALLEST = 600
"""Bytes below which compressing costs more than it saves."""
_QUICKLY = 3
"""How hard pages are compressed: half the time of 5, a page 6 % larger."""
_TEXTS = ("text/", "image/svg+xml", "application/javascript", "application/manifest+json")


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)  # a page may be stricter
    response.headers["Cache-Control"] = _kept(response)
    return response


def _kept(response: Response) -> str:
    """How long a response may be kept: every page shows who is signed in, so no page at all."""
    if request.endpoint == "static" and response.status_code in {200, 304}:
        # The address of a static file names its content (pages.py), so it never changes.
        return f"public, max-age={ONE_YEAR}, immutable" if "v" in request.args else "no-cache"
    return "private, no-store"


@lru_cache(maxsize=32)
def _static_compressed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)


def _compress(response: Response) -> Response:
    """Texts as gzip where the browser takes it; no answers to a POST, which repeat what was sent (BREACH)."""
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    if not takes_gzip or request.method != "GET" or response.status_code != 200:
        return response
    if not (response.mimetype or "").startswith(_TEXTS):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= _SMALLEST:
        response.set_data(
            _static_compressed(body) if request.endpoint == "static" else gzip.compress(body, _QUICKLY, mtime=0)
        )
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
    return response


def _insist_on_tls(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}; includeSubDomains"
    return response


def register(app: Flask) -> None:
    """Add the headers, compress, and believe only the proxies we were told of."""
    app.after_request(_add_headers)
    app.after_request(_compress)
    if app.config["SECURE_COOKIES"]:
        app.after_request(_insist_on_tls)
    proxies = int(app.config["TRUSTED_PROXIES"])
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
