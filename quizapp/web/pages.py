"""What every page needs: the places in the head, reading settings, times and numbers in words."""

import datetime as dt
import hashlib
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Flask, current_app, has_request_context, request, session, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from quizapp.core import deadlines
from quizapp.core.text.counting import count_word, number_word
from quizapp.core.text.gaps import GAP
from quizapp.services.clock import utc_now
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.seats import seat_of
from quizapp.web.access import current_taker, is_admin, is_teacher
from quizapp.web.item_words import ORIGIN_WORDS, STATUS_WORDS
from quizapp.web.told_words import END_WORDS
from quizapp.web.way_back import asked_attempt

CHOICES = {
    "theme": ("light", "sepia", "dark"),
    "text": ("large", "larger"),
    "spacing": ("wide",),
    "font": ("legible",),
    "page": ("all",),
    "keys": ("off",),
}
"""Reading settings that differ from the default, by name."""
SETTINGS_COOKIE = "reading"
REFRESH_SECONDS = 2


def plural(number: int, one: str, many: str | None = None) -> str:
    """``3, "question"`` as ``three questions``."""
    return f"{number_word(number)} {one if number == 1 else many or one + 's'}"


def share(earned: float, possible: float) -> str:
    """Marks earned of those that could be: "One of two marks", "0.5 of one mark"."""
    words = [count_word(int(number)) if number == int(number) else f"{number:g}" for number in (earned, possible)]
    return f"{words[0].capitalize()} of {words[1]} {'mark' if possible == 1 else 'marks'}"


def marks_words(marks: float) -> str:
    """What a question is worth: "2 marks", "1 mark"."""
    return f"{marks:g} {'mark' if marks == 1 else 'marks'}"


def clock(moment: dt.datetime | None, zone: str = "") -> str:
    """A moment as a time, with the day where it is not today.

    In the zone named, else in that of the class for whose assignment the page's attempt was begun, else the server's.
    """
    if moment is None:
        return ""
    zone = zone or _zone_here()
    there = ZoneInfo(zone) if zone else None
    here = moment.astimezone(there)
    if here.date() == dt.datetime.now().astimezone(there).date():
        return f"{here:%H:%M}"
    return f"{here.day} {here:%B %Y, %H:%M}"


def _zone_here() -> str:
    """The time zone of the class for whose assignment the attempt of this page was begun; blank for any other page."""
    attempt_id = asked_attempt() if has_request_context() else None
    taker = current_taker() if attempt_id else None
    try:
        return seat_of(attempt_id, taker).time_zone if attempt_id and taker else ""
    except NotFound:
        return ""


def duration(minutes: int) -> str:
    """Whole minutes in words that are seen at a glance."""
    if minutes < 120:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours < 48 else f"{hours // 24} days"


def day(date: dt.date) -> str:
    """A day in words: ``4 May 2019``."""
    return f"{date.day} {date:%B %Y}"


def seconds_left(moment: dt.datetime) -> int:
    """Whole seconds until a moment, for counting down in the browser by its own clock's pace."""
    return deadlines.seconds_left(moment, utc_now())


def reading_settings() -> dict[str, str]:
    """The reading settings that this browser keeps, only known values."""
    cookie = request.cookies.get(SETTINGS_COOKIE)
    return _known_settings(cookie) if cookie else {}


def _known_settings(cookie: str) -> dict[str, str]:
    parts = (part.partition(":") for part in cookie.split("|"))
    kept = {name: value for name, _, value in parts}
    return {name: kept[name] for name, values in CHOICES.items() if kept.get(name) in values}


def form_token() -> str:
    """The CSRF token of this session, signed within the last quarter of an hour: it holds for hours."""
    raw = session.get("csrf_token")
    return _signed(raw, int(time.monotonic() // 900)) if raw else str(generate_csrf())


@lru_cache(maxsize=4096)
def _signed(_raw: str, _quarter: int) -> str:
    return str(generate_csrf())


def reading_attributes() -> Markup:
    """The reading settings as attributes of ``<html>``."""
    return Markup("").join(Markup(' data-{}="{}"').format(name, value) for name, value in reading_settings().items())


def site_places() -> list[dict[str, Any]]:
    """The links in the head of a page, for whoever is looking."""
    places = [("Library", "library.index")]
    if is_teacher():
        places.append(("Desk", "desk.index"))
    elif current_taker() is not None:
        places.append(("My quizzes", "attempts.mine"))
    if is_admin():
        places.append(("People", "people.index"))
    if current_user.is_authenticated:
        places.append((current_user.name or "My account", "accounts.show"))
    else:
        places.append(("Sign in", "security.login"))
    return [{"label": label, "url": url_for(endpoint), "current": _current(endpoint)} for label, endpoint in places]


def _current(endpoint: str) -> str:
    """Whether somebody is at this place (``page``) or within it (``true``), as ``aria-current`` says it; else blank."""
    place, here = url_for(endpoint), request.path
    if here == place:
        return "page"
    return "true" if place != "/" and here.startswith(f"{place}/") else ""


@lru_cache(maxsize=256)
def _digest(path: str, _modified: float) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]


def _hash_static(endpoint: str, values: dict[str, Any]) -> None:
    """Name a static file by its content too, so that browsers may keep it and never see an old one."""
    if endpoint == "static" and "filename" in values:
        path = Path(current_app.static_folder or "") / values["filename"]
        if path.exists():
            values["v"] = _digest(str(path), path.stat().st_mtime)


@lru_cache(maxsize=8192)
def _address(_script_root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    return url_for(endpoint, **dict(values))


def address(endpoint: str, **values: Any) -> str:
    """As ``url_for`` within this site, but each address is worked out once: a page holds dozens of them."""
    if endpoint == "static" or endpoint.startswith(".") or any(name.startswith("_") for name in values):
        return _static_address(values["filename"]) if [*values] == ["filename"] else url_for(endpoint, **values)
    return _address(request.script_root, endpoint, tuple(values.items()))


def _static_address(filename: str) -> str:
    """The address of a static file, named by its content."""
    path = f"{current_app.static_folder}/{filename}"
    return (
        f"{request.script_root}{current_app.static_url_path}/{filename}?v={_digest(path, Path(path).stat().st_mtime)}"
    )


def gaps_spoken(stem: str) -> Markup:
    """A stem with its gaps drawn as lines that a screen reader calls "gap"."""
    gap = Markup('<span class="gap"><span class="visually-hidden">gap</span></span>')
    return gap.join(escape(part) for part in GAP.split(stem))


def host(address: str) -> str:
    """The host of a web address, for showing."""
    return urlsplit(address).hostname or address


def renewing(page: str, *, is_active: bool) -> tuple[str, int, dict[str, str]]:
    """A page that the browser loads anew by itself, also without a script, while the work that it tells of is under way."""
    return page, 200, {"Refresh": str(REFRESH_SECONDS)} if is_active else {}


def put_problems(form: FlaskForm, error: Invalid) -> None:
    """Write a service's messages beside the fields of a form; what has no field goes to its head."""
    for name, messages in error.problems.items():
        if name in form:
            form[name].errors = [*form[name].errors, *messages]
        else:
            form.form_errors.extend(messages)


def fields_of(form: Any) -> dict[str, Sequence[str]]:
    """A request's form as the core takes it."""
    return {name: form.getlist(name) for name in form}


def register(app: Flask) -> None:
    """Make them known to the templates."""
    app.url_defaults(_hash_static)
    app.jinja_env.globals.update(
        url_for=address,
        site_places=site_places,
        reading_attributes=reading_attributes,
        reading_settings=reading_settings,
        plural=plural,
        duration=duration,
        share=share,
        marks_words=marks_words,
        end_words=END_WORDS,
        status_words=STATUS_WORDS,
        origin_words=ORIGIN_WORDS,
    )
    app.jinja_env.filters.update(
        clock=clock,
        day=day,
        seconds_left=seconds_left,
        number_word=number_word,
        count_word=count_word,
        gap_parts=GAP.split,
        gaps_spoken=gaps_spoken,
        host=host,
    )
