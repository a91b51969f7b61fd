"""Replacing a question by another on its fact: which of the two is asked when, and how that is taken back."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from sqlalchemy import select

from quizapp.core.items import ItemStatus
from quizapp.extensions import db
from quizapp.models.articles import GenerationRun, RunStatus
from quizapp.models.audit import AuditEvent
from quizapp.models.quizzes import QuizVersionItem
from quizapp.services import articles, decisions, evidence, facts, generation, item_views, items, quizzes
from quizapp.services.errors import Conflict, NotFound
from quizapp.services.facts import MappedFact
from quizapp.services.item_views import ItemView
from tests.samples import CHOICE, make_article, make_item, make_teacher, undo

pytestmark = pytest.mark.usefixtures("app")
Replace = Callable[[int], ItemView | None]


@pytest.fixture
def teacher() -> int:
    return make_teacher().id


@pytest.fixture
def article(teacher: int) -> int:
    article = make_article(teacher)
    generation.run(generation.request_run(article, teacher_id=teacher))
    return article


@pytest.fixture
def replace(article: int, teacher: int) -> Replace:
    """Replaces a version; the new draft, where the generator found one."""

    def work(version_id: int) -> ItemView | None:
        run = facts.ask_in_place_of(article, version_id, teacher_id=teacher)
        generation.run(run)
        assert db.session.get_one(GenerationRun, run).status is RunStatus.DONE
        newest = item_views.article_items(article, teacher_id=teacher)
        return max(newest, key=lambda view: view.version_id) if made(run) else None

    def made(run: int) -> int:
        text = articles.article_text(article, teacher_id=teacher)
        last = generation.last_run(text.version_id)
        assert last is not None
        assert last.id == run
        return last.drafts

    return work


def status(version_id: int, teacher: int) -> ItemStatus:
    db.session.expire_all()
    return item_views.item_view(version_id, teacher_id=teacher).status


def asked(article: int, teacher: int) -> list[MappedFact]:
    return [
        f for f in facts.fact_map(articles.article_text(article, teacher_id=teacher), teacher_id=teacher) if f.questions
    ]


def test_a_draft_is_set_aside_once_the_new_one_is_there_and_comes_back(article, teacher, replace) -> None:
    new = None
    for fact in asked(article, teacher):
        first = fact.questions[0].version_id
        if (new := replace(first)) is not None:
            break
        assert status(first, teacher) is ItemStatus.DRAFT, "nothing else to ask: nothing changes"
    assert new is not None
    assert new.fact_id == fact.id
    assert (new.status, status(first, teacher)) == (ItemStatus.DRAFT, ItemStatus.REJECTED)
    assert "Replaced" in item_views.item_view(first, teacher_id=teacher).status_reason
    assert undo(article, teacher).version_id == first
    assert (status(new.version_id, teacher), status(first, teacher)) == (ItemStatus.DRAFT, ItemStatus.DRAFT)


def approved_and_new(article: int, teacher: int, replace: Replace) -> tuple[int, int]:
    """An approved question and the draft that waits to take its place."""
    for fact in asked(article, teacher):
        version = fact.questions[0].version_id
        items.approve(version, reviewer_id=teacher)
        new = replace(version)
        assert status(version, teacher) is ItemStatus.APPROVED
        if new is not None:
            return version, new.version_id
    pytest.fail("no fact bears two questions")


@pytest.mark.parametrize("at_once", [False, True])
def test_an_approved_question_stays_until_the_new_one_is_approved(article, teacher, replace, at_once) -> None:
    old, new = approved_and_new(article, teacher, replace)
    item = item_views.item_view(old, teacher_id=teacher).item_id
    assert [new] == [fact.to_go[item] for fact in asked(article, teacher) if item in fact.to_go]
    quiz = quizzes.create_quiz(article, "Bridge", owner_id=teacher, item_ids=[item])
    quizzes.publish(quiz, publisher_id=teacher)
    if at_once:
        decisions.approve_all(article, [new], reviewer_id=teacher)
    else:
        items.approve(new, reviewer_id=teacher)
    assert (status(new, teacher), status(old, teacher)) == (ItemStatus.APPROVED, ItemStatus.RETIRED)
    assert db.session.scalars(select(QuizVersionItem.item_version_id)).all() == [old]
    assert not any(fact.to_go for fact in asked(article, teacher))
    decision = undo(article, teacher)
    assert (decision.outcome, decision.version_id, decision.count) == (ItemStatus.APPROVED, new, 1)
    assert (status(new, teacher), status(old, teacher)) == (ItemStatus.DRAFT, ItemStatus.APPROVED)


@pytest.mark.parametrize("is_approved", [False, True])
def test_the_question_for_its_proof_goes_with_it_and_comes_back_with_it(article, teacher, replace, is_approved) -> None:
    for fact in asked(article, teacher):
        old = fact.questions[0].version_id
        with suppress(Conflict):  # not every sentence bears a question for its proof
            part = evidence.add_evidence_part(old, teacher_id=teacher).version_id
            if is_approved:
                items.approve(old, reviewer_id=teacher)
                items.approve(part, reviewer_id=teacher)
            if new := replace(old):
                break
    else:
        pytest.fail("no fact bears another question and one for its proof")
    before = ItemStatus.APPROVED if is_approved else ItemStatus.DRAFT
    if is_approved:
        assert status(part, teacher) is before, "it stays until the new one is approved"
        items.approve(new.version_id, reviewer_id=teacher)
    after = ItemStatus.RETIRED if is_approved else ItemStatus.REJECTED
    assert (status(old, teacher), status(part, teacher)) == (after, after)
    assert undo(article, teacher).version_id == (new.version_id if is_approved else old)
    assert (status(old, teacher), status(part, teacher)) == (before, before)


def test_what_replaces_a_replacement_takes_the_place_of_the_first(article, teacher, replace) -> None:
    for fact in asked(article, teacher):
        old = fact.questions[0].version_id
        items.approve(old, reviewer_id=teacher)
        second = replace(old)
        third = second and replace(second.version_id)
        if second and third:
            break
    else:
        pytest.fail("no fact bears three questions")
    assert (status(old, teacher), status(second.version_id, teacher)) == (ItemStatus.APPROVED, ItemStatus.REJECTED)
    items.approve(third.version_id, reviewer_id=teacher)
    assert status(old, teacher) is ItemStatus.RETIRED


def test_a_rejected_replacement_leaves_the_approved_question_alone(article, teacher, replace) -> None:
    old, new = approved_and_new(article, teacher, replace)
    items.reject(new, reviewer_id=teacher)
    assert status(old, teacher) is ItemStatus.APPROVED
    events = db.session.scalars(select(AuditEvent.action).where(AuditEvent.object_id == old)).all()
    assert "retired" not in events


def test_only_what_is_asked_on_a_fact_of_ones_own_article_is_replaced(article, teacher) -> None:
    question = asked(article, teacher)[0].questions[0].version_id
    with pytest.raises(NotFound):
        facts.ask_in_place_of(article, question, teacher_id=make_teacher("other@example.org").id)
    with pytest.raises(NotFound):
        facts.ask_in_place_of(make_article(teacher, title="Other"), question, teacher_id=teacher)
    with pytest.raises(Conflict, match="no fact"):
        facts.ask_in_place_of(article, make_item(article, CHOICE, author_id=teacher), teacher_id=teacher)
    items.reject(question, reviewer_id=teacher)
    with pytest.raises(Conflict, match="set aside already"):
        facts.ask_in_place_of(article, question, teacher_id=teacher)
