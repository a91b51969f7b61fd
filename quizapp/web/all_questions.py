"""All questions of an attempt on one page, for those who like it so, and for paper."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.attempts import SURENESS_SCALE
from quizapp.core.grading import NotGradable, interaction
from quizapp.core.items import Json
from quizapp.core.settings import ProofScoring, When
from quizapp.services import attempts, practice, responses
from quizapp.services.errors import Invalid
from quizapp.services.guests import Taker
from quizapp.services.responses import NotStored
from quizapp.web import saving
from quizapp.web.access import require_taker
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.pages import fields_of
from quizapp.web.source_pane import source_pane

pages = Blueprint("all_questions", __name__)

Fields = Mapping[str, Sequence[str]]


def can_be_on_one_page(view: attempts.AttemptView) -> bool:
    """Whether nothing comes between one question and the next: no verdict and no "which sentence proves it?"."""
    settings = view.content.settings
    asks_on = settings.proof is not ProofScoring.OFF
    return not asks_on and not view.is_practice and not settings.feedback.told(When.EACH)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the response to a question was not stored, what was sent for it, and the page that settles it, if any."""

    words: str
    sent: Fields
    page: str = ""


def _page(view: attempts.AttemptView, problems: Mapping[int, Problem] | None = None) -> str | Response:
    if view.submitted_at is not None:
        return redirect(url_for("review.show", attempt_id=view.public_id), 303)
    if view.is_up or not can_be_on_one_page(view):
        return redirect(url_for("attempts.question", attempt_id=view.public_id, position=view.next_open), 303)
    problems = problems or {}
    sent = {position: problem.sent for position, problem in problems.items()}
    asks = {place.position: f"interactions/{place.question.content.interaction}.html" for place in view.places}
    return render_template(
        "attempts/all.html",
        attempt=view,
        asks=asks,
        pane=source_pane(view),
        form=PlainForm(),
        problems=problems,
        typed={position: fields.get("response") for position, fields in sent.items()},
        sure={p.position: _one(sent.get(p.position, {}), "sureness") or p.state.sureness for p in view.places},
        seen={p.position: _one(sent.get(p.position, {}), "seen") or p.sequence for p in view.places},
        shown={place.position: _digest(place.state.response) for place in view.places},
        sureness_scale=SURENESS_SCALE if view.content.settings.sureness else {},
        save_key=str(uuid.uuid4()),
    )


@pages.get("/attempts/<uuid:attempt_id>/questions")
def show(attempt_id: UUID) -> str | Response:
    """Every question with what was answered so far."""
    return _page(attempts.attempt_view(str(attempt_id), require_taker()))


@pages.post("/attempts/<uuid:attempt_id>/questions")
def save(attempt_id: UUID) -> Response | tuple[str | Response, int]:
    """Store every response that is not the one kept already, and the flag whose button was pressed."""
    taker = require_taker()
    view = attempts.attempt_view(str(attempt_id), taker)
    problems = _save_changed(view, fields_of(request.form), taker)
    pages_to_settle = [problem.page for problem in problems.values() if problem.page]
    if len(problems) == len(pages_to_settle) == 1:
        return redirect(pages_to_settle[0], 303)
    if problems:
        return _page(attempts.attempt_view(str(attempt_id), taker), problems), 422
    position, _, flag = request.form.get("flag", "").partition(":")
    if flag and position.isascii() and position.isdigit() and len(position) < 5:
        responses.flag(str(attempt_id), int(position), taker, flagged=flag == "on")
        return redirect(url_for("all_questions.show", attempt_id=attempt_id, _anchor=f"q{position}"), 303)
    return redirect(_onward(attempt_id), 303)


def _onward(attempt_id: UUID) -> str:
    wanted = request.form.get("go", "stay")
    if wanted == "check":
        return url_for("attempts.check", attempt_id=attempt_id)
    if wanted == "leave":
        return url_for("library.index")
    return url_for("all_questions.show", attempt_id=attempt_id)


def _save_changed(view: attempts.AttemptView, sent: Fields, taker: Taker) -> dict[int, Problem]:
    """Store what was changed on the page; what could not be taken, by question."""
    problems = {}
    key = _one(sent, "save_key") or str(uuid.uuid4())
    for place in view.places:
        scope = f"q{place.position}-"
        fields = {name.removeprefix(scope): values for name, values in sent.items() if name.startswith(scope)}
        problem = _save(view, place, fields, taker, f"{key}-{place.position}")
        if problem:
            problems[place.position] = problem
    return problems


def _save(view: attempts.AttemptView, place: attempts.Place, fields: Fields, taker: Taker, key: str) -> Problem | None:
    """Store one response and how sure somebody is of it, where they were changed. Raises ``Conflict`` after the end."""
    position, seen = place.position, saving.number(_one(fields, "seen"))
    try:
        if _is_changed(place, fields):
            responses.save(view.public_id, position, fields, taker, idempotency_key=key, seen=seen)
        if _one(fields, "sureness") != place.state.sureness:
            practice.say_sureness(view.public_id, position, _one(fields, "sureness"), taker)
    except Invalid as error:
        return Problem(" ".join(error.problems.get("response") or [str(error)]), fields)
    except NotStored as refusal:
        page = saving.page_for_both(UUID(view.public_id), position, refusal, fields)
        return Problem(saving.words(refusal), fields, page)
    return None


def _one(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _digest(response: Json | None) -> str:
    """A response in short, to tell whether another one came back."""
    return hashlib.sha256(json.dumps(response, sort_keys=True).encode()).hexdigest()[:8]


def _is_changed(place: attempts.Place, fields: Fields) -> bool:
    """Whether the fields say something else than the page showed and than what stands, or nothing that can be taken.

    What was not touched is not sent again as new: it would undo what another tab has saved since.
    """
    content = place.question.content
    try:
        response = interaction(content.interaction).parse(content, fields)
    except NotGradable:
        return True
    return response != place.state.response and _digest(response) not in fields.get("shown", ())
