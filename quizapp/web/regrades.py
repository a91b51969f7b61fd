"""Regrading a question: first what it would change, then changing it; and accepting what students typed."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.regrading import Policy
from quizapp.services import accepting, regrading
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.published import quiz_content
from quizapp.services.regrade_plans import Decision, Plan, key_versions, plan
from quizapp.services.result_scopes import Scope, quiz_scope
from quizapp.web.access import teacher_id
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.pages import plural
from quizapp.web.request_guard import ids

pages = Blueprint(
    "regrades", __name__, url_prefix="/desk/quizzes/<int:quiz_id>/versions/<int:number>/questions/<int:position>"
)

WAYS = {
    Policy.KEY: "By the key of version {number}: marks rise and fall as it says",
    Policy.KEY_HELPS: "By the key of version {number}, and what was right before stays right",
    Policy.FULL: "Full marks for everybody",
    Policy.LEFT_OUT: "Leave it out: it counts for nobody",
    Policy.LEFT_OUT_HELPS: "Leave it out only where that helps",
}


def _decision(scope: Scope, position: int, given: Mapping[str, str]) -> Decision:
    """What is asked for: a policy and, where it needs one, the version whose key holds."""
    quiz_content(scope.version_id).question(position)
    policy = given.get("policy", Policy.KEY)
    if policy not in set(Policy):
        raise NotFound("There is no such way to regrade a question.")
    versions = key_versions(scope.version_id, position)
    wanted = next(iter(ids([given.get("by", "")])), versions[0].id)
    return Decision(scope.version_id, position, Policy(policy), wanted)


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
        question=quiz_content(scope.version_id).question(position),
        ways={policy: words.format(number=by.number) for policy, words in WAYS.items()},
        versions=versions,
        by=by,
        form=PlainForm(),
    )


@pages.post("/regrade")
def regrade(quiz_id: int, number: int, position: int) -> Response:
    """Carry it out, once."""
    scope = quiz_scope(quiz_id, teacher_id=teacher_id(), version=number)
    try:
        done = regrading.regrade(_decision(scope, position, request.form), teacher_id=teacher_id())
    except Invalid as error:
        flash(str(error), "problem")
        return redirect(url_for("results.question", quiz_id=quiz_id, position=position, version=number), 303)
    if done.is_standing:
        flash("This holds already; nothing was changed.", "done")
    else:
        flash(f"Done: {plural(len(done.changes), 'result')} changed. The students see a note.", "done")
    return redirect(url_for("results.question", quiz_id=quiz_id, position=position, version=number), 303)


@pages.post("/accept")
def accept(quiz_id: int, number: int, position: int) -> Response:
    """Take a typed response into the key, as a new version of the question; then show what that would change."""
    scope = quiz_scope(quiz_id, teacher_id=teacher_id(), version=number)
    try:
        done = accepting.accept(scope.version_id, position, request.form.get("response", ""), teacher_id=teacher_id())
    except Invalid as error:
        flash(str(error), "problem")
        return redirect(url_for("results.question", quiz_id=quiz_id, position=position, version=number), 303)
    if not done.is_approved:
        flash("It is in the key of a new version. Look through it and approve it, then regrade.", "done")
        return redirect(url_for("drafts.show", version_id=done.version_id), 303)
    flash("It is in the key of a new version now. See what that changes.", "done")
    address = url_for(
        "regrades.look", quiz_id=quiz_id, number=number, position=position, policy=Policy.KEY.value, by=done.version_id
    )
    return redirect(address, 303)
