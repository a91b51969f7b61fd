"""Regrading a question: first what it would change, then changing it; and accepting what students typed."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.regrading import Policy
from quizapp.services import accepting, regrading
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.published import quiz_content
from quizapp.services.regrade_plans import Plan, plan
from quizapp.services.regrade_reach import Decision, key_versions
from quizapp.services.result_scopes import Scope, quiz_scope
from quizapp.web.access import teacher_id
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.pages import plural
from quizapp.web.request_guard import id_of

pages = Blueprint(
    "regrades", __name__, url_prefix="/desk/quizzes/<int:quiz_id>/versions/<int:number>/questions/<int:position>"
)

_WAYS = {
    Policy.KEY: "By the key of version {number}: marks rise and fall as it says",
    Policy.KEY_HELPS: "By the key of version {number}, and what was right before stays right",
    Policy.FULL: "Full marks for everybody",
    Policy.LEFT_OUT: "Leave it out: it counts for nobody",
    Policy.LEFT_OUT_HELPS: "Leave it out only where that helps",
}


def ways(number: int, *, by_key: bool = True) -> dict[Policy, str]:
    """The ways to grade a question anew in words, where the key of its version ``number`` would hold, if any would."""
    return {policy: words.format(number=number) for policy, words in _WAYS.items() if by_key or policy.is_void}


def _decision(scope: Scope, position: int, given: Mapping[str, str]) -> Decision:
    """What is asked for: a policy and, where it needs one, the version whose key holds."""
    quiz_content(scope.version_id).question(position)
    policy = given.get("policy", Policy.KEY)
    if policy not in set(Policy):
        raise NotFound("There is no such way to regrade a question.")
    versions = key_versions(scope.version_id, position)
    wanted = id_of(given.get("by")) or versions[0].id
    return Decision(scope.version_id, position, Policy(policy), wanted, is_wide=given.get("narrow") != "1")


def _asked(decision: Decision) -> dict[str, Any]:
    """What an address says of a decision."""
    narrow = None if decision.is_wide else 1
    return {"policy": decision.policy.value, "by": decision.item_version_id, "narrow": narrow}


def _class() -> dict[str, Any]:
    """The class whose results somebody came from, to go back to; it grants nothing."""
    return {"assignment": id_of(request.args.get("assignment"))}


def _question(quiz_id: int, number: int, position: int) -> dict[str, Any]:
    """What the address of every page about this question says."""
    return {"quiz_id": quiz_id, "number": number, "position": position, **_class()}


def _results(quiz_id: int, number: int, position: int) -> Response:
    """Back to the results of the question, of the class that they were of."""
    here = url_for("results.question", quiz_id=quiz_id, position=position, version=number, **_class())
    return redirect(here, 303)


@pages.get("/regrade")
def look(quiz_id: int, number: int, position: int) -> str | tuple[str, int]:
    """What a regrade would change; nothing is changed yet."""
    scope = quiz_scope(quiz_id, teacher_id=teacher_id(), version=number)
    try:
        found = plan(_decision(scope, position, request.args), teacher_id=teacher_id())
    except Invalid as error:
        raise NotFound(str(error)) from error
    return _page(scope, found)


def _page(scope: Scope, found: Plan) -> str:
    position = found.decision.position
    versions = key_versions(scope.version_id, position)
    by = next(v for v in versions if v.id == found.decision.item_version_id)
    return render_template(
        "regrades/look.html",
        scope=scope,
        plan=found,
        here=_question(scope.quiz_id, scope.number, position),
        back=url_for("results.question", quiz_id=scope.quiz_id, position=position, version=scope.number, **_class()),
        asked=_asked(found.decision),
        question=quiz_content(scope.version_id).question(position),
        ways=ways(by.number),
        by=by,
        form=PlainForm(),
    )


@pages.post("/regrade")
def regrade(quiz_id: int, number: int, position: int) -> Response:
    """Carry it out, once, where it still does what was looked at; else show what it would do now."""
    scope = quiz_scope(quiz_id, teacher_id=teacher_id(), version=number)
    decision = _decision(scope, position, request.form)
    try:
        done = regrading.regrade(decision, teacher_id=teacher_id(), seen=request.form.get("seen", ""))
    except Invalid as error:
        flash(str(error), "problem")
        return _results(quiz_id, number, position)
    except Conflict as error:
        flash(str(error), "problem")
        here = _question(quiz_id, number, position)
        return redirect(url_for("regrades.look", **here, **_asked(decision)), 303)
    if done.is_standing:
        flash("This holds already; nothing was changed.", "done")
    else:
        told = " The students see a note." if done.changes else ""
        flash(f"Done: {plural(len(done.changes), 'result')} changed.{told}", "done")
    return _results(quiz_id, number, position)


@pages.post("/accept")
def accept(quiz_id: int, number: int, position: int) -> Response:
    """Take a typed response into the key, as a new version of the question; then show what that would change."""
    scope = quiz_scope(quiz_id, teacher_id=teacher_id(), version=number)
    try:
        done = accepting.accept(scope.version_id, position, request.form.get("response", ""), teacher_id=teacher_id())
    except Invalid as error:
        flash(str(error), "problem")
        return _results(quiz_id, number, position)
    if not done.is_approved:
        flash("It is in the key of a new version. Look through it and approve it, then regrade.", "done")
        return redirect(url_for("drafts.show", version_id=done.version_id), 303)
    flash("It is in the key of a new version now. See what that changes.", "done")
    here = _question(quiz_id, number, position)
    return redirect(url_for("regrades.look", **here, policy=Policy.KEY.value, by=done.version_id), 303)
