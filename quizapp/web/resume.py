"""Going on in another browser: a guest's code makes this browser that guest's."""

import re

from flask import Blueprint, flash, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from quizapp.services import assigned, attempts, guests, own
from quizapp.services.errors import Invalid, NotFound
from quizapp.web.access import current_taker, current_user_id
from quizapp.web.forms.attempts import CodeForm
from quizapp.web.pages import fields_of, put_problems

pages = Blueprint("resume", __name__)
_PAGE = re.compile(r"/attempts/([0-9a-f-]{36})/(?:questions(?:/[0-9]{1,4})?|check|review)|/a/([a-z0-9]{1,16})")
"""A page of an attempt or an assignment that may be gone back to."""


def _page(form: CodeForm) -> str:
    return render_template(
        "resume/show.html",
        form=form,
        taker=current_taker(),
        is_user=current_user_id() is not None,
        next=_PAGE.fullmatch(request.values.get("next", "")) and request.values["next"],
    )


@pages.get("/resume")
def show() -> str:
    """The form for a code."""
    return _page(CodeForm())


@pages.get("/resume/<token>")
def link(token: str) -> Response:
    """The same form with the code filled in; it takes a press of the button to go on.

    The address holds the code, so it is told to no other page: only the name of this server is.
    """
    response = make_response(_page(CodeForm(data={"code": token})))
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@pages.post("/resume")
def go_on() -> Response | tuple[str, int]:
    """Make this browser that guest's, and lead to the attempt that is open."""
    if current_user_id() is not None:
        flash("You are signed in, so your quizzes are here already. A code is for guests.", "done")
        return redirect(url_for("attempts.mine"), 303)
    form = CodeForm()
    typed = " ".join(fields_of(request.form).get("code", [""]))
    try:
        public_id = guests.resume(typed, request.remote_addr or "")
    except Invalid as error:
        put_problems(form, error)
        return _page(form), 422
    session["guest"] = public_id
    session.permanent = True
    return redirect(_back_to(request.form.get("next", ""), public_id) or _where_left(public_id), 303)


def _back_to(page: str, public_id: str) -> str | None:
    """The page that was asked for, if it is of an attempt or an assignment of this guest's."""
    found, taker = _PAGE.fullmatch(page), guests.guest_taker(public_id)
    if found is None or taker is None:
        return None
    try:
        if found[1]:
            attempts.attempt_view(found[1], taker)
        else:
            assigned.given(found[2], taker)
    except NotFound:
        return None
    return page


def _where_left(public_id: str) -> str:
    taker = guests.guest_taker(public_id)
    attempt_id = own.only_open(taker) if taker else None
    if taker is None or attempt_id is None:
        return url_for("attempts.mine")
    position = attempts.attempt_view(attempt_id, taker).next_open
    return url_for("attempts.question", attempt_id=attempt_id, position=position)


@pages.post("/my/code")
def make_code() -> Response:
    """Give a guest of before a code."""
    taker = current_taker()
    if taker is not None:
        guests.ensure_code(taker)
    return redirect(url_for("attempts.mine"), 303)
