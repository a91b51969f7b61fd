"""Saving in the background: one small reply for each step; and where a form leads whose response was not stored."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.grading import NotGradable, interaction, response_words
from quizapp.core.items import Json
from quizapp.services import attempts, practice, responses
from quizapp.services.errors import Invalid
from quizapp.services.refusals import NotStored
from quizapp.services.responses import Given, Saved
from quizapp.web.access import require_taker
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.pages import clock, fields_of

pages = Blueprint("saving", __name__)

Fields = Mapping[str, Sequence[str]]
RESPONSE = "response"
"""The one field of a form that holds the response; the others are about the form."""
LONGEST_ADDRESS = 3000
"""Characters; servers and proxies refuse addresses of more than 4,000 to 8,000."""


def time_up(view: attempts.AttemptView) -> str:
    """For the moments until the server has handed it in: a page asked for changes nothing itself."""
    return render_template("attempts/time_up.html", attempt=view, form=PlainForm())


@pages.post("/attempts/<uuid:attempt_id>/questions/<int:position>/steps")
def steps(attempt_id: UUID, position: int) -> tuple[Response, int]:
    """Store one response and say since when it is stored. Repeating it is harmless."""
    settled_at = _address_of_both(attempt_id, position, fields_of(request.form))
    return reply(attempt_id, lambda: _save(attempt_id, position), settled_at)


def _save(attempt_id: UUID, position: int) -> Saved:
    saved = responses.save(
        str(attempt_id),
        position,
        fields_of(request.form),
        require_taker(),
        idempotency_key=save_key(),
        client_time=_client_time(),
        seen=seen(),
    )
    practice.say_sureness(str(attempt_id), position, request.form.get("sureness"), require_taker())
    return saved


def reply(attempt_id: UUID, store: Callable[[], Saved | None], settled_at: str) -> tuple[Response, int]:
    """Store something and say since when it is stored, or why not and on which page to go on.

    ``settled_at`` is that page where something newer stands. Raises ``Invalid`` where nothing was given.
    """
    try:
        saved = store()
    except NotStored as refusal:
        page = settled_at if refusal.is_behind else url_for("attempts.check", attempt_id=attempt_id)
        return jsonify(problem=refusal.refusal.value, words=words(refusal), page=page), 409
    if saved is None:
        raise Invalid({"response": ["Nothing was chosen."]})
    return jsonify(saved_at=clock(saved.at), sequence=saved.sequence, answered=saved.answered), 200


def given(attempt_id: UUID, position: int) -> Given:
    """What the form of a question holds."""
    return Given(
        str(attempt_id),
        position,
        fields_of(request.form),
        require_taker(),
        save_key(),
        seen(),
        request.form.get("sureness"),
    )


def save_key() -> str | None:
    """The idempotency key of a form, where it has one."""
    return request.form.get("save_key") or None


def seen() -> int | None:
    """The newest step that the page knew of, where it says so."""
    return number(request.form.get("seen", ""))


def number(given: str) -> int | None:
    """The number of a step as a form gives it; ``None`` for anything else."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def _client_time() -> dt.datetime | None:
    """When the browser says the response was given; only a whole moment with its zone counts.

    A clock may be wrong by years. The first year and the last, though, have moments that are in no year elsewhere, so
    that a database with another time zone could not give them back.
    """
    try:
        moment = dt.datetime.fromisoformat(request.form.get("client_time", ""))
        at = moment.astimezone(dt.UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):  # no moment, or one before or after all that are counted
        return None
    return at if at and dt.MINYEAR < at.year < dt.MAXYEAR else None


def words(refusal: NotStored) -> str:
    """Why nothing was stored, and when that began."""
    return refusal.words(clock(refusal.at))


def digest(response: Json | None) -> str:
    """A response in short, to tell whether another one came back."""
    return hashlib.sha256(json.dumps(response, sort_keys=True).encode()).hexdigest()[:8]


def is_untouched(place: attempts.Place, fields: Fields) -> bool:
    """Whether the fields hold what their page had shown in them."""
    content = place.question.content
    try:
        return digest(interaction(content.interaction).parse(content, fields)) in fields.get("shown", ())
    except NotGradable:
        return False


def address_of_both(attempt_id: UUID, position: int, fields: Fields) -> str:
    """The page that shows the stored response and the one in ``fields``; blank where that is too long for an address."""
    address = url_for("saving.both", attempt_id=attempt_id, position=position)
    whole = f"{address}?{urlencode({RESPONSE: list(fields.get(RESPONSE, ()))}, doseq=True)}"
    return whole if len(whole) <= LONGEST_ADDRESS else ""


def _address_of_both(attempt_id: UUID, position: int, fields: Fields) -> str:
    """As ``address_of_both``, for a page whose script keeps what is too long."""
    kept = url_for("saving.both", attempt_id=attempt_id, position=position, kept="here")
    return address_of_both(attempt_id, position, fields) or kept


def too_late(attempt_id: UUID, refusal: NotStored) -> Response:
    """After a form that came when the attempt was over: the review, with why, when and how much was kept."""
    flash(words(refusal), "problem")
    return redirect(url_for("review.show", attempt_id=attempt_id), 303)


def refused(attempt_id: UUID, position: int, refusal: NotStored) -> Response | tuple[str | Response, int]:
    """After a form whose response was not stored: both responses where another stands, the review where it is over."""
    if not refusal.is_behind:
        return too_late(attempt_id, refusal)
    fields = fields_of(request.form)
    address = address_of_both(attempt_id, position, fields)
    if address:
        return redirect(address, 303)
    return with_status(_both(attempt_id, position, fields), 409)


def with_status(page: str | Response, status: int) -> Response | tuple[str | Response, int]:
    """A page shown instead of going on; a way to another page stays one, whatever the ``status``."""
    return page if isinstance(page, Response) else (page, status)


@pages.get("/attempts/<uuid:attempt_id>/questions/<int:position>/both")
def both(attempt_id: UUID, position: int) -> str | Response:
    """The response that is stored and the one in a tab that was behind, to keep one of them."""
    return _both(attempt_id, position, fields_of(request.args))


def _both(attempt_id: UUID, position: int, fields: Fields) -> str | Response:
    view = attempts.attempt_view(str(attempt_id), require_taker())
    if view.submitted_at is not None:
        return redirect(url_for("review.show", attempt_id=attempt_id), 303)
    if view.is_up:
        return time_up(view)
    place = view.place(position)
    content, is_kept = place.question.content, "kept" in fields
    try:
        given = interaction(content.interaction).parse(content, fields)
    except NotGradable:
        given = place.state.response
    if given == place.state.response and not is_kept:  # they agree, or there is nothing to choose from
        return redirect(url_for("attempts.question", attempt_id=attempt_id, position=position), 303)
    return render_template(
        "attempts/both.html",
        attempt=view,
        place=place,
        stored=response_words(content, place.state.response),
        given=response_words(content, given),
        is_kept=is_kept,
        fields=[(RESPONSE, value) for value in fields.get(RESPONSE, ())],
        form=PlainForm(),
        save_key=str(uuid.uuid4()),
    )
