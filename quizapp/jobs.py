"""Background tasks: each a call of one service, named here for the queue."""

from flask import Flask

from quizapp.extensions import jobs
from quizapp.services import generation


def register(app: Flask) -> None:
    """Make every task known to the app's queue."""
    jobs.register(app, "generate", generation.run)
