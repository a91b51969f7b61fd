"""Headers of every response: a strict policy for content, and what may be kept where."""

import gzip

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_SMALLEST = 600
"""Bytes below which compressing a page costs more than it saves."""


def _only_over_tls(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return _compressed(response)


def _compressed(response: Response) -> Response:
    """Pages as gzip where the browser takes it. Nothing in them reflects a secret beside chosen input."""
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    if not takes_gzip or response.direct_passthrough or response.mimetype != "text/html":
        return response
    body = response.get_data()
    if len(body) >= _SMALLEST:
        response.set_data(gzip.compress(body, 5))
        response.headers["Content-Encoding"] = "gzip"
        response.headers.add("Vary", "Accept-Encoding")
    return response


def register(app: Flask) -> None:
    """Add the headers, serve static files compressed, and believe only the proxies we were told of."""
    if app.config["SECURE_COOKIES"]:
        app.after_request(_only_over_tls)
    app.after_request(_add_headers)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=app.static_folder, prefix="static/", max_age=60, add_headers_function=_static_headers
    )
    proxies = int(app.config["TRUSTED_PROXIES"])
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]


def _static_headers(headers: dict[str, str], path: str, url: str) -> None:  # noqa: ARG001
    for name, value in HEADERS.items():
        headers[name] = value  # noqa: PERF403 - wsgiref's Headers is no dict
