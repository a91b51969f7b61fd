"""The help page."""

from flask import Blueprint, render_template

pages = Blueprint("help", __name__)


@pages.get("/help")
def show() -> str:
    """How to take a quiz, how to make one."""
    return render_template("help/show.html")
