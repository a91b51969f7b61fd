"""Background tasks: each a call of one service, named here for the queue or for the worker's clock."""

import datetime as dt
import threading
import time
from collections.abc import Callable

import structlog
from flask import Flask

from quizapp.extensions import db, jobs
from quizapp.services import deadlines, generation, imports, question_imports, retention
from quizapp.services.clock import utc_now

log = structlog.get_logger("quizapp")
PERIOD = 20.0
"""Seconds between two looks for attempts whose time is up."""
RETENTION_PERIOD = 3600.0
"""Seconds between two looks for students whom the school does not keep any longer."""


def register(app: Flask) -> None:
    """Make every task known to the app's queue."""
    jobs.register(app, "generate", generation.run)
    jobs.register(app, "import", imports.run)
    jobs.register(app, "import questions", question_imports.run)


def keep_time(app: Flask, stop: threading.Event, period: float = PERIOD) -> None:
    """End overdue attempts every ``period`` seconds until ``stop`` is set; every hour erase whom the school keeps no longer.

    Beside the queue, whatever database that is in: its one thread may be busy with an article for minutes, and its
    own periodic tasks know whole minutes only. A look that fails is logged and the next one tried.
    """
    next_retention = time.monotonic()
    while not stop.is_set():
        with app.app_context():
            _look("overdue attempts", deadlines.end_overdue)
            if time.monotonic() >= next_retention:
                _look("students kept too long", retention.erase_overdue)
                next_retention = time.monotonic() + RETENTION_PERIOD
        stop.wait(period)


def _look(what: str, task: Callable[[dt.datetime], int]) -> None:
    try:
        task(utc_now())
    except Exception:  # the next look may find the database again
        log.exception("look failed", what=what)
    finally:
        db.session.remove()
