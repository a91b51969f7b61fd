"""Background tasks: each a call of one service, named here for the queue or for the worker's clock."""

import threading

import structlog
from flask import Flask

from quizapp.extensions import db, jobs
from quizapp.services import deadlines, generation, imports
from quizapp.services.clock import utc_now

log = structlog.get_logger("quizapp")
PERIOD = 20.0
"""Seconds between two looks for attempts whose time is up."""


def register(app: Flask) -> None:
    """Make every task known to the app's queue."""
    jobs.register(app, "generate", generation.run)
    jobs.register(app, "import", imports.run)


def keep_time(app: Flask, stop: threading.Event, period: float = PERIOD) -> None:
    """End overdue attempts every ``period`` seconds until ``stop`` is set.

    Beside the queue, whatever database that is in: its one thread may be busy with an article for minutes, and its
    own periodic tasks know whole minutes only. A look that fails is logged and the next one tried.
    """
    while not stop.is_set():
        with app.app_context():
            try:
                deadlines.end_overdue(utc_now())
            except Exception:  # the next look may find the database again
                log.exception("looking for overdue attempts failed")
            finally:
                db.session.remove()
        stop.wait(period)
