"""The floor on the real server: ``python -m tests.benchmarks.bare serve`` serves one bare Flask route of 512 bytes."""

from flask import Flask

from quizapp import server
from quizapp.cli import main


def bare_app() -> Flask:
    """Two routes without session, database or template."""
    app = Flask("floor")
    app.add_url_rule("/", "floor", lambda: "x" * 512)
    app.add_url_rule("/healthz", "health", lambda: "ok")
    return app


if __name__ == "__main__":
    server._web_app = bare_app
    main()
