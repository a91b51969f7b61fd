"""The help page."""

from flask import Blueprint, render_template

pages = Blueprint("help", __name__)


@pages.get("/help")
def show() -> str:
    """How to take a quiz, how to make one."""
    return render_template("help/show.html")


@pages.get("/help/statistics")
def statistics() -> str:
    """What the numbers of the results mean, and when which advice is given."""
    return render_template("help/statistics.html")
