"""All questions of an attempt on one page, for those who like it so, and for paper."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.attempts import SURENESS_SCALE
from quizapp.core.settings import ProofScoring, When
from quizapp.services import attempts, practice, responses
from quizapp.services.errors import Invalid
from quizapp.services.guests import Taker
from quizapp.services.refusals import NotStored
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
    if view.is_up:
        return saving.time_up(view)
    if not can_be_on_one_page(view):
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
        shown={place.position: saving.digest(place.state.response) for place in view.places},
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
    try:
        view = attempts.attempt_view(str(attempt_id), taker)
        problems = _save_changed(view, fields_of(request.form), taker)
        flagged = None if problems else _flag(str(attempt_id), taker)
    except NotStored as refusal:
        return saving.too_late(attempt_id, refusal)
    pages_to_settle = [problem.page for problem in problems.values() if problem.page]
    if len(problems) == len(pages_to_settle) == 1:
        return redirect(pages_to_settle[0], 303)
    if problems:
        return saving.with_status(_page(attempts.attempt_view(str(attempt_id), taker), problems), 422)
    anchor = f"q{flagged}" if flagged else None
    return redirect(_onward(attempt_id) if not anchor else _here(attempt_id, anchor), 303)


def _here(attempt_id: UUID, anchor: str | None = None) -> str:
    return url_for("all_questions.show", attempt_id=attempt_id, _anchor=anchor)


def _flag(public_id: str, taker: Taker) -> int | None:
    """Flag the question whose button was pressed, or take its flag away; its position, where one was."""
    position, _, flag = request.form.get("flag", "").partition(":")
    if not (flag and position.isascii() and position.isdigit() and len(position) < 5):
        return None
    responses.flag(public_id, int(position), taker, flagged=flag == "on")
    return int(position)


def _onward(attempt_id: UUID) -> str:
    wanted = request.form.get("go", "stay")
    if wanted == "check":
        return url_for("attempts.check", attempt_id=attempt_id)
    if wanted == "leave":
        return url_for("library.index")
    return _here(attempt_id)


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
    """Store one response and how sure somebody is of it, where they were changed. Raises ``NotStored`` after the end."""
    position, seen = place.position, saving.number(_one(fields, "seen"))
    try:
        if _is_changed(place, fields):
            responses.save(view.public_id, position, fields, taker, idempotency_key=key, seen=seen)
        if _one(fields, "sureness") != place.state.sureness:
            practice.say_sureness(view.public_id, position, _one(fields, "sureness"), taker)
    except Invalid as error:
        return Problem(" ".join(error.problems.get("response") or [str(error)]), fields)
    except NotStored as refusal:
        if not refusal.is_behind:
            raise
        return _behind(UUID(view.public_id), position, fields, saving.words(refusal))
    return None


def _behind(attempt_id: UUID, position: int, fields: Fields, words: str) -> Problem:
    """The page that shows both responses; for one that is too long for it, its field is that page."""
    page = saving.address_of_both(attempt_id, position, fields)
    if page:
        return Problem(words, fields, page)
    known = {name: values for name, values in fields.items() if name != "seen"}
    return Problem(f"{words} Save again to keep the one that stands here.", known)


def _one(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _is_changed(place: attempts.Place, fields: Fields) -> bool:
    """Whether the fields say something else than the page showed and than what stands, or nothing that can be taken.

    What was not touched is not sent again as new: it would undo what another tab has saved since.
    """
    return responses.is_changed(place, fields) and not saving.is_untouched(place, fields)
