"""The page of a question: what is the same for everybody is drawn once and kept, a person's own is filled in.

What is kept is drawn for an attempt of nobody, so nothing of anybody can be in it.
"""

import datetime as dt
import re
import uuid
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from flask import current_app, render_template, request, session
from markupsafe import Markup, escape

from quizapp.core.attempts import SURENESS_SCALE, ItemState
from quizapp.core.text.counting import count_word
from quizapp.models.attempts import AttemptKind
from quizapp.services.attempts import AttemptView, Place, nobodys_attempt
from quizapp.services.published import database, quiz_content
from quizapp.web import saving
from quizapp.web.pages import clock, form_token, reading_settings
from quizapp.web.source_pane import source_pane

ATTEMPT = str(uuid.uuid4())
"""Stands in what is kept for the id of the attempt. Made anew by every process, so that nobody can write it."""
SLOTS = ("answered", "saved", "timer", "seen", "shown", "token", "save_key", "asked", "map", "sheet")
"""What is filled in."""
_SLOT = re.compile(rf"{ATTEMPT}\((\w+)\)")

Fields = Mapping[str, Sequence[str]]
Look = tuple[str, tuple[tuple[str, str], ...]]
"""Where the app stands, and the reading settings."""


def question_html(
    view: AttemptView, place: Place, *, sent: Fields | None, can_check: bool, all_on_one: bool, **told: Any
) -> str:
    """The page, with what is ``told`` on it: names of the template, false where there is nothing to tell.

    ``sent`` are the fields of its form where they are asked for again: they stay as they were sent.
    """
    look: Look = (request.script_root, tuple(reading_settings().items()))
    described = "problem" if told["problem"] else ""
    own = {
        "answered": count_word(view.answered),
        "saved": _saved_line(place),
        "timer": _markup("attempts/timer.html", attempt=view) if view.due_at else "",
        **_known(place, sent or {}),
        "token": form_token(),
        "save_key": str(uuid.uuid4()),
        "asked": _asked(place, None if sent is None else list(sent.get(saving.RESPONSE, ())), described),
        "map": _map(view, place, look),
        "sheet": _sheet(view, look),
    }
    context = {"can_check": can_check, "all_on_one": all_on_one, **told}
    state = replace(place.state, response=None)
    if any(told.values()) or not _is_plain(state) or "_flashes" in session:
        html = _draw(view, place, **context, **own)
    else:
        version_id = view.content.quiz_version_id
        shown = tuple(context.items())
        kept = _Kept(database(), version_id, place.question.position, place.position, view.kind, state, shown, look)
        html = "".join(escape(own[part]) if number % 2 else part for number, part in enumerate(_frame(kept)))
    return html.replace(ATTEMPT, view.public_id)


def _known(place: Place, sent: Fields) -> dict[str, str]:
    """What the page knows of the question: the newest step, and the response that was shown, in short."""
    seen = saving.number(next(iter(sent.get("seen", ())), ""))
    shown = next(iter(sent.get("shown", ())), saving.digest(place.state.response))
    return {"seen": str(place.sequence if seen is None else seen), "shown": shown}


def _is_plain(state: ItemState) -> bool:
    """Whether nothing stands for a question but a flag and how sure somebody is."""
    return state == ItemState(flagged=state.flagged, sureness=state.sureness)


def _draw(view: AttemptView, place: Place, **context: Any) -> str:
    scale = SURENESS_SCALE if view.content.settings.sureness else {}
    return render_template(
        "attempts/question.html", attempt=view, place=place, pane=source_pane(view), sureness_scale=scale, **context
    )


class _Kept(NamedTuple):
    """All that a frame depends on."""

    database: Hashable
    quiz_version_id: int
    in_quiz: int
    """The place of the question in the quiz."""
    position: int
    """Where it is shown."""
    kind: AttemptKind
    state: ItemState
    shown: tuple[tuple[str, Any], ...]
    look: Look


@lru_cache(maxsize=1024)
def _frame(kept: _Kept) -> tuple[str, ...]:
    """The page around the slots: by turns a part of it and the name of the slot that follows."""
    nobodys = nobodys_attempt(ATTEMPT, quiz_content(kept.quiz_version_id), kept.kind)
    place = replace(nobodys.place(kept.in_quiz), position=kept.position, state=kept.state)
    slots = {name: Markup("{}({})").format(ATTEMPT, name) for name in SLOTS}
    return tuple(_SLOT.split(_draw(nobodys, place, **dict(kept.shown), **slots)))


def _markup(template: str, **context: Any) -> Markup:
    drawn: Markup = current_app.jinja_env.get_template(template).make_module(context).__html__()
    return drawn


def _macros(template: str) -> Any:
    return current_app.jinja_env.get_template(template).module


def _asked(place: Place, typed: list[str] | None, described: str) -> Markup:
    content = place.question.content
    ask = _macros(f"interactions/{content.interaction}.html").ask
    asked: Markup = ask(content, place.option_order, place.state.response, typed, described)
    return asked


def _saved_line(place: Place) -> Markup:
    at = place.answered_at if place.state.is_answered else None
    return _saved(at and at.replace(second=0, microsecond=0), clock(at))


@lru_cache(maxsize=256)
def _saved(minute: dt.datetime | None, _words: str) -> Markup:
    return _markup("attempts/saved.html", at=minute, nothing="No answer yet")


def _map(view: AttemptView, place: Place, look: Look) -> Markup:
    return Markup().join(
        _map_entry(look[0], other.position, other is place, other.state.is_answered, other.state.flagged)
        for other in view.places
    )


@lru_cache(maxsize=4096)
def _map_entry(_root: str, position: int, *state: bool) -> Markup:
    entry: Markup = _macros("attempts/map_entry.html").entry(ATTEMPT, position, *state)
    return entry


def _sheet(view: AttemptView, look: Look) -> str:
    return _draw_sheet(view) if view.marks else _kept_sheet(database(), view.content.quiz_version_id, look[0])


def _draw_sheet(view: AttemptView) -> Markup:
    pane = source_pane(view)
    sheet: Markup = _macros("macros/source.html").sheet(pane, view.marks) if pane else Markup()
    return sheet


@lru_cache(maxsize=64)
def _kept_sheet(_database: Hashable, quiz_version_id: int, _root: str) -> Markup:
    return _draw_sheet(nobodys_attempt(ATTEMPT, quiz_content(quiz_version_id), AttemptKind.GRADED))
