"""The stored score is that of a regrade, proof and all, whoever ended the attempt; and the guards hold."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from quizapp.core.attempts import fold
from quizapp.core.settings import ProofScoring, QuizSettings
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, GradeEvent, Step, StepKind
from quizapp.services import attempts, deadlines, proofs, responses, starting, submissions
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, NotFound
from quizapp.services.published import published, quiz_content
from quizapp.services.responses import Given
from tests.samples import CONTENTS, RIGHT, make_guest
from tests.set_up import quiz_with

pytestmark = pytest.mark.usefixtures("app")
SCORINGS = (ProofScoring.UNSCORED, ProofScoring.PARTIAL, ProofScoring.ALL)


def taken(scoring: ProofScoring) -> tuple[str, str, object]:
    """An attempt with every response right; of the proofs that are asked for, every other one is."""
    link = quiz_with(QuizSettings(proof=scoring), CONTENTS)
    mia = make_guest()
    attempt = starting.start(link, mia)
    view = attempts.attempt_view(attempt, mia)
    for place, right in zip(view.places, RIGHT, strict=True):
        responses.save(attempt, place.position, {"response": [right] if isinstance(right, str) else right}, mia)
        if place.question.proving is None:
            continue
        asked = proofs.question_for(place.question, view.content.article, seed=view.seed)
        key = asked.option_at(place.question.proving)
        other = next(option for option in asked.spans if option != key)
        proofs.choose(Given(attempt, place.position, {"response": [key if place.position % 2 else other]}, mia))
    return link, attempt, mia


def stored() -> list[float | None]:
    scores = list(db.session.scalars(select(AttemptItem.score).order_by(AttemptItem.position)))
    events = list(db.session.scalars(select(GradeEvent.new_score).order_by(GradeEvent.id)))
    assert events in ([], scores)
    return scores


def regraded(link: str) -> list[float]:
    content = quiz_content(published(link).quiz_version_id)
    rows = db.session.execute(
        select(AttemptItem.id, AttemptItem.position, Attempt.kind).join(Attempt).order_by(AttemptItem.position)
    ).all()
    steps = attempts.steps_of([row.id for row in rows])
    states = [fold(step for step, _ in steps.get(row.id, ())) for row in rows]
    return [
        proofs.item_score(content.question(row.position), state, row.kind, content.settings.proof)
        for row, state in zip(rows, states, strict=True)
    ]


@pytest.mark.parametrize("scoring", SCORINGS)
def test_the_stored_score_is_that_of_a_regrade(scoring):
    link, attempt, mia = taken(scoring)
    submissions.submit(attempt, mia)
    assert stored() == regraded(link)
    lowest = {ProofScoring.UNSCORED: 1.0, ProofScoring.PARTIAL: 0.5, ProofScoring.ALL: 0.0}[scoring]
    assert (min(regraded(link)), max(regraded(link))) == (lowest, 1.0)


@pytest.mark.parametrize("scoring", SCORINGS)
def test_what_time_has_ended_is_graded_with_its_proofs_too(scoring):
    link, _, _ = taken(scoring)
    db.session.execute(update(Attempt).values(due_at=utc_now() - dt.timedelta(hours=1)))
    db.session.commit()
    assert deadlines.end_overdue(utc_now()) == 1
    assert stored() == regraded(link)


def test_a_question_that_no_single_sentence_proves_counts_by_its_response_alone():
    link, attempt, mia = taken(ProofScoring.ALL)
    content = quiz_content(published(link).quiz_version_id)
    unasked = [question.position for question in content.questions if question.proving is None]
    assert unasked
    submissions.submit(attempt, mia)
    assert all(stored()[position - 1] == 1.0 for position in unasked)
    with pytest.raises(NotFound):
        proofs.choose(Given(attempt, unasked[0], {"response": ["a"]}, mia))


def test_a_sentence_needs_a_response_before_it():
    mia = make_guest()
    attempt = starting.start(quiz_with(QuizSettings(proof=ProofScoring.ALL)), mia)
    with pytest.raises(Conflict, match="Answer question 1 first"):
        proofs.choose(Given(attempt, 1, {"response": ["a"]}, mia))
    responses.save(attempt, 1, {"response": ["b"]}, mia)
    assert proofs.choose(Given(attempt, 1, {"response": ["a"]}, mia))
    assert proofs.choose(Given(attempt, 1, {"response": [""]}, mia)) is None


def test_two_attempts_may_be_offered_other_sentences_but_always_the_proving_one():
    link = quiz_with(QuizSettings(proof=ProofScoring.ALL))
    content = quiz_content(published(link).quiz_version_id)
    question = content.question(1)
    offered = [proofs.question_for(question, content.article, seed=seed) for seed in range(30)]
    assert all(asked.option_at(question.proving) for asked in offered)
    assert len({tuple(asked.spans.values()) for asked in offered}) > 1


def test_the_same_sentence_sent_many_times_at_once_is_one_step(app):
    mia = make_guest()
    attempt = starting.start(quiz_with(QuizSettings(proof=ProofScoring.ALL)), mia)
    responses.save(attempt, 1, {"response": ["b"]}, mia)

    def send(_: int) -> None:
        with app.app_context():
            assert proofs.choose(Given(attempt, 1, {"response": ["a"]}, mia, idempotency_key="one"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, range(12)))
    db.session.rollback()
    assert len(db.session.scalars(select(Step.id).where(Step.kind == StepKind.PROOF)).all()) == 1
