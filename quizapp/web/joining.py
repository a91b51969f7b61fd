"""Joining a class with its code."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from quizapp.services import enrolments
from quizapp.services.errors import Invalid
from quizapp.web.access import current_taker, current_user_id
from quizapp.web.forms.classes import JoinForm
from quizapp.web.pages import put_problems

pages = Blueprint("joining", __name__)


def _page(form: JoinForm) -> str:
    return render_template("classes/join.html", form=form, taker=current_taker(), is_user=current_user_id() is not None)


@pages.get("/join")
def show() -> str:
    """The form; a QR code brings the code with it."""
    taker = current_taker()
    return _page(JoinForm(formdata=None, code=request.args.get("code", "")[:20], name=taker.name if taker else ""))


@pages.post("/join")
def join() -> Response | tuple[str, int]:
    """Join as whoever is here, or as somebody new."""
    form = JoinForm()
    taker = current_taker()
    if form.somebody_else.data and current_user_id() is None:
        taker = None
    try:
        joined = enrolments.join(form.code.data or "", form.name.data or "", taker, origin=request.remote_addr or "")
    except Invalid as error:
        put_problems(form, error)
        return _page(form), 422
    if joined.guest is not None:
        session["guest"] = joined.guest
        session.permanent = True
    flash("You are in. What your teacher gives to the class stands here.", "done")
    return redirect(url_for("assigned.classroom", class_id=joined.class_id), 303)
