"""A report that was begun but not sent, while its student presses another button: kept in the session until it is."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, request, session

from quizapp.services.reports import WORDS_LIMIT

_NAME = "report"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was chosen and written so far."""

    reason: str
    words: str


def _typed() -> Draft | None:
    reason, words = request.form.get("reason", ""), request.form.get("words", "")
    return Draft(reason, words[:WORDS_LIMIT]) if reason or words.strip() else None


def draft(attempt_id: UUID, position: int) -> Draft | None:
    """What was begun at this question: sent with this very form, or kept since."""
    return _typed() if request.method == "POST" else drafts_in(attempt_id).get(position)


def drafts_in(attempt_id: UUID) -> dict[int, Draft]:
    """What is kept of this attempt, by question; the newest only."""
    kept = session.get(_NAME)
    return {kept[1]: Draft(*kept[2:])} if kept and kept[0] == str(attempt_id) else {}


def keep(attempt_id: UUID, position: int, *, leaves: bool = False) -> None:
    """Keep what the form of a question holds of a report; say so where its button ``leaves`` the question."""
    typed = _typed()
    if typed:
        session[_NAME] = [str(attempt_id), position, typed.reason, typed.words]
    elif position in drafts_in(attempt_id):
        drop()
    if typed and leaves:
        flash(f"What you began to report is not sent yet. It waits at question {position}.", "problem")


def drop() -> None:
    """Forget it: it was sent, or taken back."""
    session.pop(_NAME, None)
