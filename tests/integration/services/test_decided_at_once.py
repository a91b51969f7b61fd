"""Deeds on many questions of an article at once: they wait for each other, in whichever order each goes through them."""

import pytest
from sqlalchemy import select

from quizapp.core.items import ItemStatus, Outcome, Verdict
from quizapp.extensions import db
from quizapp.models.articles import GenerationRun, RunStatus
from quizapp.models.items import ItemRow, ItemVersion, Replacement
from quizapp.models.quizzes import QuizVersion, QuizVersionItem
from quizapp.services import articles, correcting, decisions, items, quizzes, starting
from quizapp.services.article_details import ArticleDetails
from quizapp.services.clock import utc_now
from tests.integration.services.test_at_once import at_once, told
from tests.samples import CHOICE, SHORT, TEXT, TITLE, make_article, make_guest, make_item, make_teacher

PASSED = (Verdict("Proven", Outcome.PASS),)
PAIRS = 12


@pytest.fixture
def vera() -> int:
    return make_teacher().id


@pytest.fixture
def article(app, vera: int) -> int:
    assert app
    return make_article(vera)


def item_of(version_id: int) -> ItemRow:
    return db.session.get_one(ItemRow, db.session.get_one(ItemVersion, version_id).item_id)


def replaced(article: int, vera: int) -> tuple[list[int], list[int]]:
    """Approved questions, and the drafts that are to take their places."""
    old = [make_item(article, CHOICE) for _ in range(PAIRS)]
    for version in old:
        items.approve(version, reviewer_id=vera)
    text = articles.article_text(article, teacher_id=vera).version_id
    new = [make_item(article, SHORT, checks=PASSED) for _ in range(PAIRS)]
    for before, after in zip(old, new, strict=True):
        run = GenerationRun(
            article_version_id=text, status=RunStatus.DONE, seed=0, requested_by=vera, requested_at=utc_now()
        )
        db.session.add(run)
        db.session.flush()
        db.session.add(Replacement(generation_run_id=run.id, item_id=item_of(before).id))
        item_of(after).generation_run_id = run.id
    db.session.commit()
    return old, new


def statuses(versions: list[int]) -> set[ItemStatus]:
    found = db.session.scalars(select(ItemVersion.status).where(ItemVersion.id.in_(versions)))
    return set(found)


@pytest.mark.parametrize("_round", range(3))
def test_correcting_while_questions_take_the_places_of_others_breaks_neither(app, article, vera, _round) -> None:
    old, new = replaced(article, vera)
    seen = articles.article_text(article, teacher_id=vera).version_id
    details = ArticleDetails(TITLE, text=f"There was a ferry before.\n\n{TEXT}")
    results = at_once(
        app,
        lambda: correcting.correct(article, details, teacher_id=vera, seen_version_id=seen),
        lambda: decisions.approve_all(article, new, reviewer_id=vera),
    )
    is_late = told(results) == 1
    assert statuses(old) == {ItemStatus.APPROVED if is_late else ItemStatus.RETIRED}
    assert statuses(new) == {ItemStatus.DRAFT if is_late else ItemStatus.APPROVED}


@pytest.mark.parametrize("_round", range(3))
def test_students_start_while_the_questions_they_are_asked_are_replaced(app, article, vera, _round) -> None:
    old, new = replaced(article, vera)
    asked = [item_of(version).id for version in reversed(old)]
    quiz = quizzes.create_published(article, TITLE, owner_id=vera, item_ids=asked)
    public_id = quizzes.quiz_view(quiz, teacher_id=vera).public_id
    takers = [make_guest(f"Mia {number}") for number in range(5)]
    starts = [lambda taker=taker: starting.start(public_id, taker) for taker in takers]
    results = at_once(app, *starts, lambda: decisions.approve_all(article, new, reviewer_id=vera))
    assert told(results) == 0
    assert len(set(results)) == len(takers) + 1


@pytest.mark.parametrize("_round", range(6))
def test_no_approval_is_taken_back_while_its_question_is_published(app, article, vera, _round) -> None:
    draft = make_item(article, CHOICE)
    items.approve(draft, reviewer_id=vera)
    quiz = quizzes.create_quiz(article, TITLE, owner_id=vera, item_ids=[item_of(draft).id])
    last = decisions.last_decision(article, teacher_id=vera)
    assert last
    results = at_once(
        app,
        lambda: decisions.undo(article, last.event_id, reviewer_id=vera),
        lambda: quizzes.publish(quiz, publisher_id=vera),
    )
    assert told(results) == 1
    asked = db.session.scalars(select(QuizVersionItem.item_version_id).join(QuizVersion)).all()
    assert statuses([draft]) == {ItemStatus.APPROVED if asked else ItemStatus.DRAFT}
