"""What is told of an attempt and when, in words."""

from quizapp.core.deadlines import EndReason
from quizapp.core.settings import FeedbackTimes, When
from quizapp.services.attempts import AttemptView
from quizapp.services.reviews import kept_parts

_PARTS = {
    "mark": "the marks",
    "verdict": "what was right",
    "key": "the right answers",
    "explanation": "the reasons",
    "citation": "the sentences that prove them",
}
_TIMES = {
    When.EACH: "As you go",
    When.SUBMIT: "When you hand in",
    When.CLOSE: "When the quiz closes",
}

END_WORDS = {
    EndReason.LIMIT: "Time was up",
    EndReason.WINDOW: "The quiz closed",
    EndReason.CLOSED: "This quiz was closed by your teacher",
}
"""What ended an attempt that nobody handed in; the time follows."""


def _listed(parts: tuple[str, ...]) -> str:
    words = [_PARTS[part] for part in parts]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def kept_words(attempt: AttemptView) -> list[str]:
    """A sentence for each later time at which more is told, for a page that could tell it after handing in."""
    kept = kept_parts(attempt)
    later = [f"{_TIMES[when]} you will see {_listed(kept[when])}." for when in (When.CLOSE,) if when in kept]
    if When.NEVER in kept:
        later.append(f"This quiz does not show {_listed(kept[When.NEVER])}.")
    return later


def waiting_words(attempt: AttemptView) -> list[str]:
    """As ``kept_words``, for a page of an attempt that is not handed in yet."""
    kept = kept_parts(attempt)
    soon = [f"{_TIMES[When.SUBMIT]} you will see {_listed(kept[When.SUBMIT])}."] if When.SUBMIT in kept else []
    return [*soon, *kept_words(attempt)]


def promise(times: FeedbackTimes) -> str:
    """What is told of a quiz, for somebody about to take it."""
    if {"explanation", "citation"} <= times.told(When.SUBMIT):
        return "When you hand in, each one is explained with the sentence that proves it."
    if {"explanation", "citation"} <= times.told(When.CLOSE):
        return "When the quiz closes, each one is explained with the sentence that proves it."
    return ""
