"""The second part of a question: which sentence proves it?"""

import uuid
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.grading import response_words
from quizapp.core.settings import ProofScoring
from quizapp.services import attempts, practice, proofs
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.refusals import NotStored
from quizapp.services.responses import Saved
from quizapp.web import saving
from quizapp.web.access import require_taker
from quizapp.web.attempts import onward
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.source_pane import source_pane

pages = Blueprint("proofs", __name__)
PROOF = "/attempts/<uuid:attempt_id>/questions/<int:position>/proof"
CHECK = "verdict"
"""The value of the button that asks for the verdict."""
COUNTS = {
    ProofScoring.OFF: "",
    ProofScoring.UNSCORED: "The sentence changes no marks.",
    ProofScoring.PARTIAL: "Half of the marks are for the sentence, if the answer is right.",
    ProofScoring.ALL: "There are marks only if the answer and the sentence are both right.",
}


def _elsewhere(view: attempts.AttemptView, place: attempts.Place) -> str:
    """Where to go instead, while or since there is nothing to choose here; blank where there is."""
    if view.submitted_at is not None:
        return url_for("review.show", attempt_id=view.public_id)
    if place.state.is_told or not place.state.is_answered:
        return url_for("attempts.question", attempt_id=view.public_id, position=place.position)
    return ""


def _page(attempt_id: UUID, position: int, *, problem: str = "") -> str | Response:
    view = attempts.attempt_view(str(attempt_id), require_taker())
    place = view.place(position)
    if not proofs.is_asked(place.question, view.kind):
        raise NotFound("This question has no such page.")
    elsewhere = _elsewhere(view, place)
    if elsewhere:
        return redirect(elsewhere, 303)
    if view.is_up:
        return saving.time_up(view)
    asked = proofs.question_for(place.question, view.content.article, seed=view.seed)
    return render_template(
        "attempts/proof.html",
        attempt=view,
        place=place,
        reply=response_words(place.question.content, place.state.response),
        asked=asked,
        chosen=asked.option_at(place.state.proof),
        counts=COUNTS[view.content.settings.proof],
        can_check=practice.can_check(view),
        check=CHECK,
        pane=source_pane(view),
        form=PlainForm(),
        problem=problem,
        save_key=str(uuid.uuid4()),
    )


@pages.get(PROOF)
def show(attempt_id: UUID, position: int) -> str | Response:
    """The sentences to choose from, once there is a response."""
    return _page(attempt_id, position)


@pages.post(PROOF)
def save(attempt_id: UUID, position: int) -> Response | tuple[str | Response, int]:
    """Store the sentence; then go where the button says, or tell what may be told."""
    try:
        _choose(attempt_id, position)
        if request.form.get("go") == CHECK:
            practice.check_proven(str(attempt_id), position, require_taker())
    except NotStored as refusal:
        return _refused(attempt_id, position, refusal)
    except Invalid as error:
        problem = " ".join(error.problems.get("response") or [str(error)])
        return saving.with_status(_page(attempt_id, position, problem=problem), 422)
    return redirect(onward(attempt_id, position), 303)


def _refused(attempt_id: UUID, position: int, refusal: NotStored) -> Response:
    """The page once more, as things stand by now, where something newer does; the review where it is over."""
    if not refusal.is_behind:
        return saving.too_late(attempt_id, refusal)
    flash(saving.words(refusal), "problem")
    return redirect(url_for("proofs.show", attempt_id=attempt_id, position=position), 303)


@pages.post(f"{PROOF}/steps")
def steps(attempt_id: UUID, position: int) -> tuple[Response, int]:
    """Store the sentence in the background and say since when it is stored. Repeating it is harmless."""
    page = url_for("proofs.show", attempt_id=attempt_id, position=position)
    return saving.reply(attempt_id, lambda: _choose(attempt_id, position), page)


def _choose(attempt_id: UUID, position: int) -> Saved | None:
    return proofs.choose(saving.given(attempt_id, position))
