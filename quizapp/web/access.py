"""Who may see which page: one table. A route that is not in it cannot be reached."""

from enum import StrEnum
from typing import cast

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask_login import COOKIE_NAME as REMEMBER_COOKIE
from flask_login import current_user
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from quizapp.services.attempts import is_guests
from quizapp.services.guests import Taker, guest_taker, user_taker
from quizapp.web.errors import wants_json
from quizapp.web.way_back import asked_attempt


class Rule(StrEnum):
    """Who may ask for a page at all; whose things they may see is for the services."""

    EVERYONE = "everyone"
    TAKER = "taker"
    """A guest or somebody signed in."""
    HALF_WAY = "half-way in"
    """Somebody on the way in; who is in already goes to the library."""
    SIGNED_IN = "signed in"
    TEACHER = "teacher"
    ADMIN = "admin"
    """Somebody who manages people."""
    NOBODY = "nobody"
    """A page of Flask-Security that we do not offer: not found, for everybody."""


ACCESS: dict[str, Rule] = {
    "static": Rule.EVERYONE,
    "health.check": Rule.EVERYONE,
    "offline.manifest": Rule.EVERYONE,
    "offline.worker": Rule.EVERYONE,
    "offline.show": Rule.EVERYONE,
    "help.show": Rule.EVERYONE,
    "help.statistics": Rule.EVERYONE,
    "specimen.show": Rule.EVERYONE,
    "reading_settings.show": Rule.EVERYONE,
    "reading_settings.save": Rule.EVERYONE,
    "library.index": Rule.EVERYONE,
    "reading.article": Rule.EVERYONE,
    "attempts.intro": Rule.EVERYONE,
    "attempts.start": Rule.EVERYONE,
    "attempts.mine": Rule.EVERYONE,
    "attempts.question": Rule.TAKER,
    "attempts.save": Rule.TAKER,
    "attempts.check": Rule.TAKER,
    "all_questions.show": Rule.TAKER,
    "all_questions.save": Rule.TAKER,
    "marks.change": Rule.TAKER,
    "attempts.submit": Rule.TAKER,
    "practice.start": Rule.EVERYONE,
    "practice.feedback": Rule.TAKER,
    "practice.check": Rule.TAKER,
    "practice.hint": Rule.TAKER,
    "practice.show": Rule.TAKER,
    "proofs.show": Rule.TAKER,
    "proofs.save": Rule.TAKER,
    "proofs.steps": Rule.TAKER,
    "saving.steps": Rule.TAKER,
    "saving.both": Rule.TAKER,
    "time_left.show": Rule.TAKER,
    "review.show": Rule.TAKER,
    "resume.show": Rule.EVERYONE,
    "resume.link": Rule.EVERYONE,
    "resume.go_on": Rule.EVERYONE,
    "resume.make_code": Rule.TAKER,
    "reports.report": Rule.TAKER,
    "reports.index": Rule.TEACHER,
    "reports.reply": Rule.TEACHER,
    "reports.accept": Rule.TEACHER,
    "accounts.setup": Rule.EVERYONE,
    "accounts.set_up": Rule.EVERYONE,
    "accounts.join": Rule.EVERYONE,
    "accounts.register": Rule.EVERYONE,
    "accounts.show": Rule.SIGNED_IN,
    "accounts.sign_out_everywhere": Rule.SIGNED_IN,
    "accounts.welcome": Rule.EVERYONE,
    "accounts.set_up_invited": Rule.EVERYONE,
    "people.index": Rule.ADMIN,
    "people.invite": Rule.ADMIN,
    "people.show": Rule.ADMIN,
    "people.renew_link": Rule.ADMIN,
    "people.change_role": Rule.ADMIN,
    "people.change_active": Rule.ADMIN,
    "people.erase": Rule.ADMIN,
    "personal_data.show": Rule.TAKER,
    "personal_data.file": Rule.TAKER,
    "personal_data.erase": Rule.TAKER,
    "personal_data.student_file": Rule.TEACHER,
    "personal_data.confirm": Rule.TEACHER,
    "personal_data.erase_student": Rule.TEACHER,
    "security.login": Rule.EVERYONE,
    "security.logout": Rule.EVERYONE,
    "security.forgot_password": Rule.EVERYONE,
    "security.reset_password": Rule.EVERYONE,
    "security.verify": Rule.SIGNED_IN,
    "security.change_password": Rule.SIGNED_IN,
    "security.two_factor_setup": Rule.SIGNED_IN,
    "security.two_factor_setup_validate": Rule.SIGNED_IN,
    "security.two_factor_token_validation": Rule.HALF_WAY,
    "security.two_factor_rescue": Rule.NOBODY,
    "security.tf_select": Rule.NOBODY,
    "security.mf_recovery": Rule.HALF_WAY,
    "security.mf_recovery_codes": Rule.SIGNED_IN,
    "desk.index": Rule.TEACHER,
    "desk.add": Rule.TEACHER,
    "desk.read": Rule.TEACHER,
    "desk.article": Rule.TEACHER,
    "desk.generate": Rule.TEACHER,
    "desk.stop": Rule.TEACHER,
    "imports.show": Rule.TEACHER,
    "imports.stop": Rule.TEACHER,
    "imports.save_all": Rule.TEACHER,
    "imports.look": Rule.TEACHER,
    "imports.save": Rule.TEACHER,
    "imports.drop": Rule.TEACHER,
    "correcting.show": Rule.TEACHER,
    "correcting.save": Rule.TEACHER,
    "correcting.again": Rule.TEACHER,
    "correcting.keep": Rule.TEACHER,
    "drafts.show": Rule.TEACHER,
    "drafts.approve": Rule.TEACHER,
    "drafts.reject": Rule.TEACHER,
    "drafts.ask_for_proof": Rule.TEACHER,
    "drafts.edit": Rule.TEACHER,
    "drafts.save": Rule.TEACHER,
    "drafts.choose": Rule.TEACHER,
    "drafts.write": Rule.TEACHER,
    "drafts.add": Rule.TEACHER,
    "looking.new": Rule.TEACHER,
    "looking.edited": Rule.TEACHER,
    "reviewing.show": Rule.TEACHER,
    "reviewing.undo": Rule.TEACHER,
    "reviewing.confirm": Rule.TEACHER,
    "reviewing.approve_all": Rule.TEACHER,
    "reviewing.ready": Rule.TEACHER,
    "reviewing.publish": Rule.TEACHER,
    "facts.show": Rule.TEACHER,
    "facts.ask": Rule.TEACHER,
    "facts.replace": Rule.TEACHER,
    "bank.index": Rule.TEACHER,
    "bank.tag": Rule.TEACHER,
    "bank.item": Rule.TEACHER,
    "bank.set_tags": Rule.TEACHER,
    "question_imports.choose": Rule.TEACHER,
    "question_imports.read": Rule.TEACHER,
    "question_imports.show": Rule.TEACHER,
    "question_imports.add": Rule.TEACHER,
    "question_imports.stop": Rule.TEACHER,
    "question_imports.drop": Rule.TEACHER,
    "quizzes.make": Rule.TEACHER,
    "quizzes.create": Rule.TEACHER,
    "quizzes.show": Rule.TEACHER,
    "quizzes.change": Rule.TEACHER,
    "quizzes.publish": Rule.TEACHER,
    "quizzes.close": Rule.TEACHER,
    "quiz_settings.show": Rule.TEACHER,
    "quiz_settings.keep": Rule.TEACHER,
    "results.show": Rule.TEACHER,
    "results.question": Rule.TEACHER,
    "results.article": Rule.TEACHER,
    "results.attempt": Rule.TEACHER,
    "results.csv": Rule.TEACHER,
    "results.xlsx": Rule.TEACHER,
    "regrades.look": Rule.TEACHER,
    "regrades.regrade": Rule.TEACHER,
    "regrades.accept": Rule.TEACHER,
    "classes.index": Rule.TEACHER,
    "classes.make": Rule.TEACHER,
    "classes.show": Rule.TEACHER,
    "classes.code": Rule.TEACHER,
    "classes.renew_code": Rule.TEACHER,
    "classes.change": Rule.TEACHER,
    "classes.keep": Rule.TEACHER,
    "classes.archive": Rule.TEACHER,
    "classes.add_teacher": Rule.TEACHER,
    "classes.remove_teacher": Rule.TEACHER,
    "students.add": Rule.TEACHER,
    "students.read": Rule.TEACHER,
    "students.slips": Rule.TEACHER,
    "students.show": Rule.TEACHER,
    "students.change": Rule.TEACHER,
    "students.accommodate": Rule.TEACHER,
    "students.remove": Rule.TEACHER,
    "assignments.give": Rule.TEACHER,
    "assignments.keep_given": Rule.TEACHER,
    "assignments.show": Rule.TEACHER,
    "assignments.change": Rule.TEACHER,
    "assignments.keep": Rule.TEACHER,
    "assignments.end": Rule.TEACHER,
    "assignments.reopen": Rule.TEACHER,
    "joining.show": Rule.EVERYONE,
    "joining.join": Rule.EVERYONE,
    "assigned.show": Rule.EVERYONE,
    "assigned.start": Rule.EVERYONE,
    "assigned.classroom": Rule.TAKER,
}
"""Endpoint -> rule. Every endpoint stands here; the tests walk it."""


def current_user_id() -> int | None:
    """The signed-in user's id, or ``None``."""
    return int(current_user.id) if current_user.is_authenticated else None


def is_teacher() -> bool:
    """Whether the person in front of the page has signed in as a teacher."""
    return bool(current_user.is_authenticated and current_user.has_role("teacher"))


def is_admin() -> bool:
    """Whether the person in front of the page has signed in and manages people."""
    return bool(current_user.is_authenticated and current_user.has_role("admin"))


_HELD_ROLES = {Rule.TEACHER: is_teacher, Rule.ADMIN: is_admin}


def admin_id() -> int:
    """The id of the signed-in manager of people, on pages that the table keeps for them."""
    user_id = current_user_id()
    if user_id is None or not is_admin():  # the table lets nobody else this far
        abort(403)
    return user_id


def teacher_id() -> int:
    """The signed-in teacher's id, on pages that the table keeps for teachers."""
    user_id = current_user_id()
    if user_id is None or not is_teacher():  # the table lets nobody else this far
        abort(403)
    return user_id


def current_taker() -> Taker | None:
    """The signed-in user, else the guest whom the session cookie names, else ``None``."""
    if "taker" not in g:
        g.taker = _find_taker()
    return cast("Taker | None", g.taker)


def _find_taker() -> Taker | None:
    """Flask-Login is asked only where the session names nobody who is there: its way costs many times the look."""
    named = session.get("_user_id")
    taker = user_taker(str(named)) if named else None
    may_be_remembered = bool(named) or "guest" not in session or REMEMBER_COOKIE in request.cookies
    if taker is None and may_be_remembered and current_user.is_authenticated:
        taker = Taker(int(current_user.id), None, current_user.name or current_user.email)
    if taker is None and "guest" in session:
        taker = guest_taker(str(session["guest"]))
    return taker


def require_taker() -> Taker:
    """The person taking a quiz, on pages that the table keeps for takers."""
    taker = current_taker()
    if taker is None:
        raise NotFound
    return taker


def _refusal(rule: Rule) -> Response | None:
    if rule is Rule.NOBODY:
        raise NotFound
    if rule is Rule.HALF_WAY:
        return redirect(url_for("library.index")) if current_user.is_authenticated else None
    holds_role = _HELD_ROLES.get(rule)
    is_let_in = rule is Rule.EVERYONE or (holds_role is not None and holds_role())
    if is_let_in or (rule is Rule.TAKER and current_taker() is not None):
        return None
    if not current_user.is_authenticated:
        if wants_json() or request.is_json:
            abort(401)
        attempt_id = asked_attempt()
        if attempt_id and is_guests(attempt_id):
            return redirect(url_for("resume.show", next=request.path), 303 if request.method == "POST" else 302)
        return cast("Response", current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
    if holds_role is not None:
        abort(403)
    return None


def enforce_access() -> Response | None:
    """Before every request: let it through, send to the sign-in page, or refuse."""
    if request.endpoint is None:
        return None  # no such address: the 404 page says so
    if request.endpoint not in ACCESS:
        raise NotFound
    return _refusal(ACCESS[request.endpoint])


def register(app: Flask) -> None:
    """Hold every request to the table."""
    app.before_request(enforce_access)
