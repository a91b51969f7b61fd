"""A quizapp that says "saved" before it has saved: the negative control of the tests with kill -9.

``python -m tests.benchmarks.careless serve`` serves like ``quizapp serve``, but answers every POST at once
and does the work 0.1 s later. A test that cannot see this lose responses sees nothing.
"""

import io
import threading
import time
from collections.abc import Iterable
from typing import Any

from flask import Flask

from quizapp import server
from quizapp.cli import main

LATER = 0.1
"""Seconds between the acknowledgement and the work."""


class Careless:
    """Acknowledges first and works afterwards."""

    def __init__(self, wsgi_app: Any) -> None:
        self._wsgi_app = wsgi_app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "POST":
            return self._wsgi_app(environ, start_response)  # type: ignore[no-any-return]
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        threading.Thread(target=self._work, args=({**environ, "wsgi.input": io.BytesIO(body)},)).start()
        start_response("303 SEE OTHER", [("Location", "/"), ("Content-Length", "0")])
        return [b""]

    def _work(self, environ: dict[str, Any]) -> None:
        time.sleep(LATER)
        for _ in self._wsgi_app(environ, lambda *_: None):
            pass


_made = server._web_app


def _careless_app() -> Flask:
    app = _made()
    app.wsgi_app = Careless(app.wsgi_app)  # type: ignore[method-assign]
    return app


if __name__ == "__main__":
    server._web_app = _careless_app
    main()
