"""HTTP in, HTTP out: views, forms, access and pages. Never a query."""

from importlib import import_module
from typing import Any

from flask import Flask

from quizapp.web import access, errors, pages, request_guard, request_log, security_headers, sessions, sign_in

AREAS = (
    "library",
    "reading",
    "attempts",
    "practice",
    "proofs",
    "all_questions",
    "marks",
    "saving",
    "review",
    "time_left",
    "resume",
    "reports",
    "accounts",
    "people",
    "personal_data",
    "reading_settings",
    "help",
    "health",
    "offline",
    "specimen",
    "desk",
    "imports",
    "correcting",
    "drafts",
    "looking",
    "reviewing",
    "facts",
    "bank",
    "question_imports",
    "quizzes",
    "quiz_settings",
    "results",
    "regrades",
    "classes",
    "students",
    "assignments",
    "assigned",
    "joining",
)
"""Modules of this package that each offer a blueprint ``pages``."""


def security_forms() -> dict[str, Any]:
    """The form classes that Flask-Security shows in our words."""
    from quizapp.web.forms.accounts import SECURITY_FORMS

    return dict(SECURITY_FORMS)


def register(app: Flask) -> None:
    """Give the app its pages."""
    sessions.register(app)
    request_log.register(app)
    request_guard.register(app)
    errors.register(app)
    access.register(app)
    pages.register(app)
    security_headers.register(app)
    sign_in.register(app)
    for area in AREAS:
        app.register_blueprint(import_module(f"{__name__}.{area}").pages)
