"""HTTP in, HTTP out: views, forms, access and pages. Never a query."""

from flask import Flask

from quizapp.web import access


def register(app: Flask) -> None:
    """Give the app its pages."""
    access.register(app)
