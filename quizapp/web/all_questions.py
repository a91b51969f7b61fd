"""All questions of an attempt on one page, for those who like it so, and for paper."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.grading import NotGradable, interaction
from quizapp.core.items import Json
from quizapp.core.settings import ProofScoring, When
from quizapp.services import attempts, responses
from quizapp.services.errors import Invalid
from quizapp.services.guests import Taker
from quizapp.web.access import require_taker
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.pages import fields_of
from quizapp.web.source_pane import source_pane

pages = Blueprint("all_questions", __name__)

Fields = Mapping[str, Sequence[str]]


def can_be_on_one_page(view: attempts.AttemptView) -> bool:
    """Whether nothing comes between one question and the next: no verdict, no sureness, no "which sentence proves it?"."""
    settings = view.content.settings
    plain = not settings.sureness and settings.proof is ProofScoring.OFF
    return plain and not view.is_practice and not settings.feedback.told(When.EACH)


def _page(
    view: attempts.AttemptView, problems: Mapping[int, str] | None = None, typed: Fields | None = None
) -> str | Response:
    if view.submitted_at is not None:
        return redirect(url_for("review.show", attempt_id=view.public_id), 303)
    if not can_be_on_one_page(view):
        return redirect(url_for("attempts.question", attempt_id=view.public_id, position=view.next_open), 303)
    asks = {place.position: f"interactions/{place.question.content.interaction}.html" for place in view.places}
    return render_template(
        "attempts/all.html",
        attempt=view,
        asks=asks,
        pane=source_pane(view),
        form=PlainForm(),
        problems=problems or {},
        typed={position: (typed or {}).get(f"q{position}-response") for position in problems or {}},
        shown={place.position: _digest(place.state.response) for place in view.places},
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
    sent = fields_of(request.form)
    problems = _save_changed(view, sent, taker)
    if problems:
        return _page(attempts.attempt_view(str(attempt_id), taker), problems, sent), 422
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


def _save_changed(view: attempts.AttemptView, sent: Fields, taker: Taker) -> dict[int, str]:
    """Store what was changed on the page; what could not be taken, by question."""
    problems = {}
    key = next(iter(sent.get("save_key", ())), "") or str(uuid.uuid4())
    for place in view.places:
        scope = f"q{place.position}-"
        fields = {name.removeprefix(scope): values for name, values in sent.items() if name.startswith(scope)}
        if not _is_changed(place, fields):
            continue
        try:
            own_key = f"{key}-{place.position}"
            responses.save(view.public_id, place.position, fields, taker, idempotency_key=own_key)
        except Invalid as error:
            problems[place.position] = " ".join(error.problems.get("response") or [str(error)])
    return problems


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
