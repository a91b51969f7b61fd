"""HTTP in, HTTP out: views, forms, access and pages. Never a query."""

from importlib import import_module

from flask import Flask

from quizapp.web import access

AREAS: tuple[str, ...] = ()
"""Modules of this package that each offer a blueprint ``pages``."""


def register(app: Flask) -> None:
    """Give the app its pages."""
    access.register(app)
    for area in AREAS:
        app.register_blueprint(import_module(f"{__name__}.{area}").pages)
