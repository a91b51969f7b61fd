"""Before handing in: checking a response, hints, the whole feedback; and how sure somebody is."""

import uuid
from collections.abc import Mapping, Sequence

from quizapp.core.attempts import CHECKED, SURENESS_SCALE, TOLD
from quizapp.core.grading import grade
from quizapp.core.hints import Hint, ladder
from quizapp.models.attempts import AttemptKind, StepKind
from quizapp.services import attempts, proofs, responses, starting
from quizapp.services.attempts import AttemptView, Place, attempt_view
from quizapp.services.errors import Conflict, Invalid
from quizapp.services.guests import Taker
from quizapp.services.responses import Given, NewStep
from quizapp.services.reviews import QuestionReview, question_review, told_parts
from quizapp.services.told import told_key

_NOT_TOLD = "In this quiz nothing is told before you hand in. Your answers are saved as you go."


def start(quiz_public_id: str, taker: Taker) -> str:
    """Begin to practise a quiz, or go on with it; the attempt's public id. Raises as ``starting.start`` does."""
    return starting.start(quiz_public_id, taker, AttemptKind.PRACTICE)


def open_practice(quiz_id: int, taker: Taker) -> str | None:
    """The public id of this person's practice of a quiz that is not handed in, if there is one."""
    return attempts.open_attempt(quiz_id, taker, AttemptKind.PRACTICE)


def can_check(attempt: AttemptView) -> bool:
    """Whether anything is told of a response before the attempt is handed in."""
    return attempt.submitted_at is None and bool(told_parts(attempt))


def check(given: Given) -> None:
    """Store a response and tell of it what may be told. In practice a wrong one may then be tried again.

    Where it waits for its proof, nothing is told yet: that would give the sentence away.
    Raises as ``responses.save`` does, ``Conflict`` where nothing is told before handing in, and
    ``Invalid`` (field ``response``) where there is nothing to check; then nothing is stored.
    """
    public_id, position, taker = given.public_id, given.position, given.taker
    attempt = attempt_view(public_id, taker)
    place = attempt.place(position)
    if attempt.submitted_at is None and not can_check(attempt):
        raise Conflict(_NOT_TOLD)
    if not _is_given(given.fields):
        raise Invalid({"response": ["There is nothing to check yet. Answer first."]})
    responses.save_changed(given, place)
    say_sureness(public_id, position, given.sureness, taker)
    attempt_now = attempt_view(public_id, taker)
    place = attempt_now.place(position)
    if proofs.is_open(attempt_now, place):
        return
    if attempt.is_practice and not is_right(place):
        _tell(public_id, position, taker, CHECKED, str(uuid.uuid4()))
    else:
        tell_all(public_id, position, taker)


def check_proven(public_id: str, position: int, taker: Taker) -> None:
    """Tell of a response and its proof what may be told. Raises as ``check`` does."""
    attempt = attempt_view(public_id, taker)
    if not can_check(attempt):
        raise Conflict(_NOT_TOLD)
    if not attempt.place(position).state.proof:
        raise Invalid({"response": ["Choose a sentence first, then check."]})
    tell_all(public_id, position, taker)


def keep_unchecked(given: Given) -> None:
    """Store a response that was given but not checked, if it is another than the one that stands.

    Raises as ``responses.save`` does.
    """
    place = attempt_view(given.public_id, given.taker).place(given.position)
    if not place.state.is_told and _is_given(given.fields):
        responses.save_changed(given, place)
    say_sureness(given.public_id, given.position, given.sureness, given.taker)


def _is_given(fields: Mapping[str, Sequence[str]]) -> bool:
    """Whether the fields hold anything, be it something that cannot be taken."""
    return any(value.strip() for value in fields.get("response", ()))


def tell_all(public_id: str, position: int, taker: Taker) -> None:
    """Tell everything of a question that may be told, for good. Telling it again changes nothing."""
    _tell(public_id, position, taker, TOLD, told_key(public_id, position))


def show_answer(public_id: str, position: int, taker: Taker) -> None:
    """End the hints of a question with its whole feedback. Raises ``Conflict`` before a first try."""
    _tried(public_id, position, taker)
    tell_all(public_id, position, taker)


def take_hint(public_id: str, position: int, taker: Taker) -> None:
    """Take the next hint; where there is no further one, nothing changes. Raises ``Conflict`` before a first try."""
    attempt, place = _tried(public_id, position, taker)
    number = place.state.hints + 1
    if number <= len(hints_of(attempt, place)) and not place.state.is_told:
        _tell(public_id, position, taker, number, f"hint:{public_id}:{position}:{number}")


def _tried(public_id: str, position: int, taker: Taker) -> tuple[AttemptView, Place]:
    attempt = attempt_view(public_id, taker)
    place = attempt.place(position)
    if not attempt.is_practice:
        raise Conflict("Hints are for practice only.")
    if not place.state.was_checked:
        raise Conflict("Check an answer first. Then there are hints.")
    return attempt, place


def _tell(public_id: str, position: int, taker: Taker, rung: int, key: str) -> None:
    responses.add(NewStep(public_id, position, taker, StepKind.HINT, rung, key))


def is_right(place: Place) -> bool:
    """Whether the response that stands earns the full score. For what may be told only."""
    return grade(place.question.content, place.state.response).is_right


def is_partly_right(place: Place) -> bool:
    """Whether the response that stands earns some of the score. For what may be told only."""
    return 0 < grade(place.question.content, place.state.response).score < 1


def hints_of(attempt: AttemptView, place: Place) -> tuple[Hint, ...]:
    """All hints to a question, from far to near."""
    article = attempt.content.article
    return ladder(place.question.content, article.text, article.passages, place.question.proof)


def feedback(attempt: AttemptView, position: int) -> QuestionReview | None:
    """What was told of a question before handing in; ``None`` where nothing was."""
    place = attempt.place(position)
    if not place.state.is_told:
        return None
    score = proofs.item_score(place.question, place.state, attempt.kind, attempt.content.settings.proof)
    return question_review(attempt, place, score, told_parts(attempt))


def say_sureness(public_id: str, position: int, sureness: str | None, taker: Taker) -> None:
    """Keep how sure somebody is of a response, where the quiz asks for it and it changed. It is never scored.

    Raises as ``responses.save`` does, and ``Invalid`` for anything that is not on the scale.
    """
    if not sureness:
        return
    attempt = attempt_view(public_id, taker)
    place = attempt.place(position)
    if not attempt.content.settings.sureness or place.state.sureness == sureness:
        return
    if sureness not in SURENESS_SCALE:
        raise Invalid({"response": ["Say how sure you are with one of the three."]})
    responses.add(NewStep(public_id, position, taker, StepKind.SURENESS, sureness, str(uuid.uuid4())))
