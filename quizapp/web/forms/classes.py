"""Forms about classes: making one, joining it, its students and what is given to it."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from quizapp.core.windows import Window
from quizapp.services.clock import utc_now
from quizapp.services.errors import Invalid
from quizapp.services.terms import MOST_ATTEMPTS, Terms
from quizapp.services.time_zones import known_zones
from quizapp.web.forms.moments import EXAMPLE, read_wall, written
from quizapp.web.request_guard import id_of

_MOMENT = {"type": "datetime-local", "autocomplete": "off"}
FACTORS = {
    1.0: "As long as everybody",
    1.25: "A quarter longer (1.25 times)",
    1.5: "Half as long again (1.5 times)",
    1.75: "1.75 times as long",
    2.0: "Twice as long",
    2.5: "2.5 times as long",
    3.0: "Three times as long",
    4.0: "Four times as long",
}
"""How much more time a student may have, in a teacher's words."""


def _zones(label: str) -> SelectField:
    """A choice among the time zones, in their regions."""
    choices = []
    for name in known_zones():
        region, _, place = name.partition("/")
        words = place.replace("_", " ").replace("/", ", ") or region
        choices.append(SelectChoice(name, words, optgroup=region if place else "Everywhere"))
    return SelectField(label, choices=choices, validate_choice=False)


class ClassForm(FlaskForm):
    """A class."""

    name = StringField("Name of the class", render_kw={"autocomplete": "off", "maxlength": 120})
    time_zone = _zones("Time zone")


class TeacherForm(FlaskForm):
    """A co-teacher."""

    email = StringField("Email of the other teacher", render_kw={"type": "email", "autocomplete": "off"})


class JoinForm(FlaskForm):
    """Joining a class."""

    code = StringField(
        "Code of the class",
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "maxlength": 20},
    )
    name = StringField("Your name", render_kw={"autocomplete": "name", "maxlength": 80})
    somebody_else = BooleanField("I am somebody else")


class ListForm(FlaskForm):
    """A class list, pasted or as a file."""

    rows = TextAreaField("Students, one a line", render_kw={"rows": 10, "autocomplete": "off", "spellcheck": "false"})
    file = FileField("Or a file", render_kw={"accept": ".csv,.txt,text/csv,text/plain"})


class StudentForm(FlaskForm):
    """A student in one class."""

    name = StringField("Name", render_kw={"autocomplete": "off", "maxlength": 80})
    student_number = StringField("Student number", render_kw={"autocomplete": "off", "maxlength": 40})


class FactorForm(FlaskForm):
    """A student's extra time."""

    time_factor = SelectField("Time for quizzes", validate_choice=False)

    @classmethod
    def of(cls, factor: float) -> "FactorForm":
        """The form with the factor as it is."""
        form = cls(time_factor=f"{factor:g}")
        known = FACTORS if factor in FACTORS else {**FACTORS, factor: f"{factor:g} times as long"}
        form.time_factor.choices = [SelectChoice(f"{value:g}", words) for value, words in sorted(known.items())]
        return form

    def value(self) -> float:
        """The factor chosen; not a number where it is none."""
        try:
            return float(self.time_factor.data or "")
        except ValueError:
            return float("nan")


class TermsForm(FlaskForm):
    """From when to when an assignment is taken, and how often."""

    opens_at = StringField("Opens", render_kw=_MOMENT)
    closes_at = StringField("Closes", render_kw=_MOMENT)
    late_until = StringField("Late answers until", render_kw=_MOMENT)
    attempts_allowed = StringField(
        "Attempts for each student", render_kw={"inputmode": "numeric", "autocomplete": "off"}
    )

    def terms(self) -> Terms:
        """What was filled in. Raises ``Invalid`` with every field that cannot be read."""
        problems: dict[str, list[str]] = {}
        opens_at, closes_at, late_until = (
            self._wall(name, problems) for name in ("opens_at", "closes_at", "late_until")
        )
        if closes_at is None:
            problems.setdefault("closes_at", ["Say when it closes."])
        words = (self.attempts_allowed.data or "").strip()
        if words and not (words.isascii() and words.isdigit() and len(words) <= 4):
            problems["attempts_allowed"] = [f"Write a number from 1 to {MOST_ATTEMPTS}, or leave it blank."]
        if problems or closes_at is None:
            raise Invalid(problems)
        return Terms(opens_at, closes_at, late_until, int(words) if words else None)

    def _wall(self, name: str, problems: dict[str, list[str]]) -> dt.datetime | None:
        words = (self[name].data or "").strip()
        if not words:
            return None
        try:
            return read_wall(words)
        except ValueError:
            problems[name] = [f"Write a date and a time, as {EXAMPLE}."]
            return None


class GiveForm(TermsForm):
    """A quiz given to a class, which may be made with it."""

    classroom = SelectField("Class", validate_choice=False)
    new_class = StringField("Name of the new class", render_kw={"autocomplete": "off", "maxlength": 120})
    time_zone = _zones("Time zone of the new class")

    def offer(self, classes: Sequence[tuple[int, str]]) -> "GiveForm":
        """Let the teacher choose among their classes, by id and name, or make one."""
        self.classroom.choices = [SelectChoice(str(class_id), name) for class_id, name in classes]
        return self

    def chosen(self) -> int | None:
        """The id of the class chosen; ``None`` for a new one, which is named or, where nothing is chosen, has to be."""
        return None if (self.new_class.data or "").strip() else id_of(self.classroom.data)


def default_terms(time_zone: str) -> dict[str, str]:
    """At once, for a week, to the end of that day in the time zone; one attempt, nothing late."""
    closes = (utc_now().astimezone(ZoneInfo(time_zone)) + dt.timedelta(days=7)).replace(hour=23, minute=59)
    return {"closes_at": written(closes), "attempts_allowed": "1"}


def terms_as_they_are(window: Window, time_zone: str, attempts_allowed: int | None) -> dict[str, str]:
    """What stands, as the form has it."""
    zone = ZoneInfo(time_zone)
    moments = {"opens_at": window.opens_at, "closes_at": window.closes_at, "late_until": window.late_until}
    return {
        **{name: written(at.astimezone(zone)) if at else "" for name, at in moments.items()},
        "attempts_allowed": "" if attempts_allowed is None else str(attempts_allowed),
    }
