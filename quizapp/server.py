"""Running quizapp: gunicorn in front, huey's consumer behind, logs as JSON lines."""

import logging
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

import structlog
from flask import Flask
from gunicorn.app.base import BaseApplication


def check_port(host: str, port: int) -> None:
    """Raises ``OSError`` where something listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


def configure_logs(level: str) -> None:
    """Log lines as JSON on standard error. Responses, passwords and tokens are never put into one."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping().get(level.upper(), 20)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


class _Gunicorn(BaseApplication):  # type: ignore[misc]
    """gunicorn, started from Python; every web process makes its own app."""

    def __init__(self, factory: Callable[[], Flask], options: dict[str, Any]) -> None:
        self._factory = factory
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Take our options and none from elsewhere."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The app of one web process."""
        return self._factory()


def _web_app() -> Flask:
    from quizapp import create_app

    app = create_app()
    configure_logs(app.config["LOG_LEVEL"])
    return app


def serve(*, host: str, port: int, workers: int, threads: int, with_worker: bool) -> None:
    """Serve until told to end; with the background worker as a child where asked for."""
    child = subprocess.Popen([sys.executable, "-m", "quizapp", "worker"]) if with_worker else None
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "keepalive": 75,
        "backlog": 2048,
        "timeout": 60,
        "loglevel": "warning",
        "on_exit": lambda _server: _end(child),
    }
    try:
        _Gunicorn(_web_app, options).run()
    finally:
        _end(child)


def _end(child: "subprocess.Popen[bytes] | None") -> None:
    if child is None or child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(timeout=15)
    except subprocess.TimeoutExpired:
        child.kill()


def work(app: Flask) -> None:
    """Work off the queue until told to end. Runs that an earlier worker left behind come first."""
    from quizapp import jobs
    from quizapp.services import generation, imports, question_imports

    configure_logs(app.config["LOG_LEVEL"])
    with app.app_context():
        generation.requeue_stale()
        imports.requeue_stale()
        question_imports.requeue_stale()
    consumer = app.extensions["quizapp_queue"].create_consumer(
        workers=1, periodic=False, initial_delay=0.1, max_delay=1.0, check_worker_health=True
    )
    threading.Thread(target=_load_parser, daemon=True).start()
    _end_with_parent(consumer)
    ending = threading.Event()
    clock = threading.Thread(target=jobs.keep_time, args=(app, ending), daemon=True)
    clock.start()
    try:
        consumer.run()
    finally:
        ending.set()
        clock.join(timeout=10)


def _load_parser() -> None:
    """Load the parser before the first article comes."""
    from quizapp.core.generation.reader import parser

    parser()


def _end_with_parent(consumer: Any) -> None:
    """SIGTERM ends the worker after the task in hand, as SIGINT does."""

    def on_term(_number: int, _frame: FrameType | None) -> None:
        consumer.stop_flag.set()

    signal.signal(signal.SIGTERM, on_term)
