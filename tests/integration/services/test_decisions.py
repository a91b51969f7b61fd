"""Approving all that pass at once, and taking the last decision back."""

from typing import Any

import pytest
from sqlalchemy import func, insert, select

from quizapp.core.items import ItemStatus, Outcome, Verdict
from quizapp.extensions import db
from quizapp.models.audit import AuditEvent
from quizapp.models.items import Approval, CitationRow, ItemRow, ItemVersion
from quizapp.models.quizzes import Quiz
from quizapp.services import decisions, item_views, items, quizzes
from quizapp.services.errors import Conflict, Invalid, NotFound
from tests.integration.services.test_at_once import at_once, told
from tests.samples import CHOICE, CLOZE, NUMBER, SHORT, make_article, make_item, make_quiz, make_teacher, undo
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("app")
PASSED = (Verdict("Proven", Outcome.PASS),)
LOOK = (Verdict("Proven", Outcome.PASS), Verdict("Stands alone", Outcome.LOOK, "Who?"))


def status(version_id: int) -> ItemStatus:
    return db.session.scalars(select(ItemVersion.status).where(ItemVersion.id == version_id)).one()


def deeds(action: str) -> int:
    return db.session.scalar(select(func.count()).where(AuditEvent.action == action)) or 0


@pytest.fixture
def vera() -> int:
    return make_teacher().id


@pytest.fixture
def article(vera: int) -> int:
    return make_article(vera)


def test_all_drafts_that_pass_are_approved_at_once_and_each_is_in_the_log(vera, article):
    drafts = [make_item(article, content, checks=PASSED) for content in (CHOICE, SHORT, NUMBER)]
    assert decisions.approve_all(article, drafts, reviewer_id=vera) == 3
    assert {status(draft) for draft in drafts} == {ItemStatus.APPROVED}
    assert deeds("approve") == 3
    assert db.session.scalar(select(func.count()).select_from(Approval)) == 3


def test_approving_many_takes_no_more_statements_than_approving_one(vera):
    def sent(count: int) -> int:
        article = make_article(vera, title=f"The bridge {count}")
        drafts = [make_item(article, CHOICE, checks=PASSED) for _ in range(count)]
        with counted() as statements:
            decisions.approve_all(article, drafts, reviewer_id=vera)
        return statements.number

    assert sent(1) == sent(40) <= 14


def test_one_that_does_not_pass_keeps_all_from_being_approved(vera, article):
    good, doubtful = make_item(article, CHOICE, checks=PASSED), make_item(article, SHORT, checks=LOOK)
    unchecked = make_item(article, NUMBER)
    rejected = make_item(article, CLOZE, checks=PASSED)
    items.reject(rejected, reviewer_id=vera)
    for other in (doubtful, unchecked, rejected, 10**6):
        with pytest.raises(Conflict, match="once more"):
            decisions.approve_all(article, [good, other], reviewer_id=vera)
        db.session.rollback()
    with pytest.raises(Invalid):
        decisions.approve_all(article, [], reviewer_id=vera)
    assert status(good) is ItemStatus.DRAFT
    assert deeds("approve") == 0


def test_only_its_owner_approves_all_or_takes_back(vera, article):
    karl = make_teacher("karl@school.org", "Karl").id
    draft, builtin = make_item(article, CHOICE, checks=PASSED), make_article(None)
    with pytest.raises(NotFound):
        decisions.approve_all(article, [draft], reviewer_id=karl)
    with pytest.raises(NotFound):
        decisions.approve_all(builtin, [make_item(builtin, CHOICE, checks=PASSED)], reviewer_id=karl)
    items.approve(draft, reviewer_id=vera)
    with pytest.raises(NotFound):
        undo(article, karl)
    with pytest.raises(NotFound):
        undo(builtin, karl)
    assert status(draft) is ItemStatus.APPROVED


def test_decisions_are_taken_back_one_after_the_other_and_nothing_is_deleted(vera, article):
    one, two = make_item(article, CHOICE), make_item(article, SHORT)
    items.reject(one, reviewer_id=vera, reason="too easy")
    items.approve(two, reviewer_id=vera)
    items.approve(one, reviewer_id=vera)
    found = decisions.last_decision(article, teacher_id=vera)
    assert found == decisions.Decision(ItemStatus.APPROVED, one, CHOICE.stem, 1, event_id=0)
    assert undo(article, vera) == found
    view = item_views.item_view(one, teacher_id=vera)
    assert (view.status, view.status_reason) == (ItemStatus.REJECTED, "too easy")
    assert undo(article, vera).version_id == two
    assert undo(article, vera).outcome is ItemStatus.REJECTED
    assert (status(one), status(two)) == (ItemStatus.DRAFT, ItemStatus.DRAFT)
    with pytest.raises(Conflict, match="no decision"):
        undo(article, vera)
    assert (deeds("approve"), deeds("rejected"), deeds("undo")) == (2, 1, 3)


def test_what_was_approved_at_once_is_taken_back_at_once(vera, article):
    first = make_item(article, CLOZE)
    items.approve(first, reviewer_id=vera)
    drafts = [make_item(article, content, checks=PASSED) for content in (CHOICE, SHORT)]
    decisions.approve_all(article, drafts, reviewer_id=vera)
    assert undo(article, vera).count == 2
    assert {status(draft) for draft in drafts} == {ItemStatus.DRAFT}
    assert status(first) is ItemStatus.APPROVED
    decisions.approve_all(article, drafts, reviewer_id=vera)
    assert decisions.last_decision(article, teacher_id=vera).count == 2


def copies(version_id: int, number: int) -> None:
    """So many more drafts that say what this one does."""

    def row_of(model: type, where: Any) -> dict[str, Any]:
        found = db.session.execute(select(*model.__table__.columns).where(where)).mappings().first()
        return {name: value for name, value in (found or {}).items() if name != "id"}

    version = row_of(ItemVersion, ItemVersion.id == version_id)
    item = row_of(ItemRow, ItemRow.id == version["item_id"])
    proof = row_of(CitationRow, CitationRow.item_version_id == version_id)
    made = list(db.session.scalars(insert(ItemRow).returning(ItemRow.id), [item] * number))
    versions = [{**version, "item_id": item_id} for item_id in made]
    made = list(db.session.scalars(insert(ItemVersion).returning(ItemVersion.id), versions))
    db.session.execute(insert(CitationRow), [{**proof, "item_version_id": made_id} for made_id in made])
    db.session.commit()


def test_however_many_were_approved_at_once_they_are_taken_back_at_once(vera, article):
    first = make_item(article, SHORT, checks=PASSED)
    copies(first, 1_000)
    drafts = list(db.session.scalars(select(ItemVersion.id).order_by(ItemVersion.id)))
    decisions.approve_all(article, drafts, reviewer_id=vera)
    assert undo(article, vera) == decisions.Decision(ItemStatus.APPROVED, first, SHORT.stem, 1_001, event_id=0)
    assert set(db.session.scalars(select(ItemVersion.status))) == {ItemStatus.DRAFT}
    with pytest.raises(Conflict, match="no decision"):
        undo(article, vera)


def test_an_approval_in_a_published_quiz_stays(vera):
    published = make_quiz(vera)
    with pytest.raises(Conflict, match="published quiz"):
        undo(published.article_id, vera)
    assert {status(version) for version in published.versions} == {ItemStatus.APPROVED}
    retired = published.versions[-1]
    items.reject(retired, reviewer_id=vera)
    assert undo(published.article_id, vera).outcome is ItemStatus.RETIRED
    assert status(retired) is ItemStatus.APPROVED


def test_what_was_edited_since_is_not_taken_back(vera, article):
    version = make_item(article, CHOICE)
    items.approve(version, reviewer_id=vera)
    view = item_views.item_view(version, teacher_id=vera)
    items.edit_item(version, SHORT, view.proof, teacher_id=vera)
    assert decisions.last_decision(article, teacher_id=vera) is None
    with pytest.raises(Conflict):
        undo(article, vera)


def test_a_quiz_is_made_and_published_in_one_or_not_at_all(vera, article):
    approved, draft = make_item(article, CHOICE), make_item(article, SHORT)
    items.approve(approved, reviewer_id=vera)
    ids = [item_views.item_view(version, teacher_id=vera).item_id for version in (approved, draft)]
    with pytest.raises(Conflict, match="not approved"):
        quizzes.create_published(article, "The bridge", owner_id=vera, item_ids=ids)
    db.session.rollback()
    assert db.session.scalars(select(Quiz)).all() == []
    quiz = quizzes.create_published(article, "The bridge", owner_id=vera, item_ids=ids[:1])
    assert quizzes.quiz_view(quiz, teacher_id=vera).versions == 1


def test_approving_all_while_one_is_rejected_leaves_one_of_both_deeds_first(app, vera, article):
    drafts = [make_item(article, content, checks=PASSED) for content in (CHOICE, SHORT)]
    results = at_once(
        app,
        lambda: decisions.approve_all(article, drafts, reviewer_id=vera),
        lambda: items.reject(drafts[0], reviewer_id=vera),
    )
    was_refused = told(results) == 1
    first, second = map(status, drafts)
    assert first is (ItemStatus.REJECTED if was_refused else ItemStatus.RETIRED)
    assert second is (ItemStatus.DRAFT if was_refused else ItemStatus.APPROVED)


def test_of_two_presses_on_undo_the_second_takes_nothing_else_back(app, vera, article):
    drafts = [make_item(article, content, checks=PASSED) for content in (CHOICE, SHORT)]
    for draft in drafts:
        items.approve(draft, reviewer_id=vera)
    meant = decisions.last_decision(article, teacher_id=vera).event_id
    results = at_once(app, *[lambda: decisions.undo(article, meant, reviewer_id=vera)] * 3)
    assert told(results) == 2
    assert [status(draft) for draft in drafts] == [ItemStatus.APPROVED, ItemStatus.DRAFT]
    assert deeds("undo") == 1
    for other in (meant, None, 10**6):
        with pytest.raises(Conflict, match="already"):
            decisions.undo(article, other, reviewer_id=vera)
