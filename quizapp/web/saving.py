"""Saving in the background: one small reply for each step, and the page for two tabs that disagree."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from quizapp.core.grading import NotGradable, interaction
from quizapp.services import attempts, practice, responses
from quizapp.services.errors import Conflict, Invalid
from quizapp.services.responses import NotStored, Refusal, Saved
from quizapp.web.access import require_taker
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.pages import clock, fields_of

pages = Blueprint("saving", __name__)

NOT_A_RESPONSE = {"csrf_token", "save_key", "client_time", "seen", "go", "flag", "sureness", "reason", "words", "shown"}
"""Fields of the form that are about the form."""


@pages.post("/attempts/<uuid:attempt_id>/questions/<int:position>/steps")
def steps(attempt_id: UUID, position: int) -> tuple[Response, int]:
    """Store one response and say since when it is stored. Repeating it is harmless."""
    return reply(attempt_id, position, lambda: _save(attempt_id, position))


def _save(attempt_id: UUID, position: int) -> Saved:
    saved = responses.save(
        str(attempt_id),
        position,
        fields_of(request.form),
        require_taker(),
        idempotency_key=request.form.get("save_key") or None,
        client_time=_client_time(),
        seen=seen(),
    )
    practice.say_sureness(str(attempt_id), position, request.form.get("sureness"), require_taker())
    return saved


def reply(attempt_id: UUID, position: int, store: Callable[[], Saved | None]) -> tuple[Response, int]:
    """Store something and say since when it is stored, or why not. Raises ``Invalid`` where nothing was given."""
    try:
        saved = store()
    except NotStored as refusal:
        problem = {
            "problem": refusal.refusal.value,
            "words": words(refusal),
            "page": _page(attempt_id, position, refusal),
        }
        return jsonify(problem), 409
    if saved is None:
        raise Invalid({"response": ["Nothing was chosen."]})
    return jsonify(saved_at=clock(saved.at), sequence=saved.sequence, answered=saved.answered), 200


def seen() -> int | None:
    """The newest step that the page knew of, where it says so."""
    return number(request.form.get("seen", ""))


def number(given: str) -> int | None:
    """The number of a step as a form gives it; ``None`` for anything else."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def _client_time() -> dt.datetime | None:
    """When the browser says the response was given; only a whole moment with its zone counts."""
    try:
        moment = dt.datetime.fromisoformat(request.form.get("client_time", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def words(refusal: NotStored) -> str:
    """Why nothing was stored, and when that began."""
    return refusal.words(clock(refusal.at))


def _page(attempt_id: UUID, position: int, refusal: NotStored) -> str:
    """Where to go on: both responses, or the way to the review."""
    if refusal.refusal is not Refusal.BEHIND:
        return url_for("attempts.check", attempt_id=attempt_id)
    return _both(attempt_id, position, _responses_in(request.form))


def _both(attempt_id: UUID, position: int, here: dict[str, list[str]]) -> str:
    address = url_for("saving.both", attempt_id=attempt_id, position=position)
    return f"{address}?{urlencode(here, doseq=True)}"


def page_for_both(attempt_id: UUID, position: int, refusal: NotStored, fields: Mapping[str, Sequence[str]]) -> str:
    """The page that shows both responses, the one in ``fields`` and the other.

    Raises ``Conflict``, with the time, where it was refused for another reason.
    """
    if refusal.refusal is not Refusal.BEHIND:
        raise Conflict(words(refusal)) from refusal
    here = {name: list(values) for name, values in fields.items() if name not in NOT_A_RESPONSE}
    return _both(attempt_id, position, here)


def refused(attempt_id: UUID, position: int, refusal: NotStored) -> Response:
    """After a form: on to the page that shows both responses. Raises ``Conflict`` as ``page_for_both`` does."""
    return redirect(page_for_both(attempt_id, position, refusal, fields_of(request.form)), 303)


def _responses_in(form: "MultiDict[str, str]") -> dict[str, list[str]]:
    return {name: form.getlist(name) for name in form if name not in NOT_A_RESPONSE}


@pages.get("/attempts/<uuid:attempt_id>/questions/<int:position>/both")
def both(attempt_id: UUID, position: int) -> str | Response:
    """The response that is stored and the one in a tab that was behind, to keep one of them."""
    view = attempts.attempt_view(str(attempt_id), require_taker())
    if view.submitted_at is not None:
        return redirect(url_for("review.show", attempt_id=attempt_id), 303)
    place = view.place(position)
    content = place.question.content
    here = _responses_in(request.args)
    try:
        given = interaction(content.interaction).parse(content, here)
    except NotGradable:
        given = place.state.response
    if given == place.state.response:  # they agree, or there is nothing to choose from
        return redirect(url_for("attempts.question", attempt_id=attempt_id, position=position), 303)
    return render_template(
        "attempts/both.html",
        attempt=view,
        place=place,
        stored=_text(place, place.state.response),
        given=_text(place, given),
        fields=[(name, value) for name, values in here.items() for value in values],
        form=PlainForm(),
        save_key=str(uuid.uuid4()),
    )


def _text(place: attempts.Place, response: Any) -> str:
    content = place.question.content
    return "" if response is None else interaction(content.interaction).response_text(content, response)
