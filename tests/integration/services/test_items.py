"""The bank: verbatim proof, approval, versions; and the database that refuses anything else."""

from dataclasses import replace

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError

from quizapp.core.items import ItemContent, ItemStatus, Option, Origin
from quizapp.core.text.citations import Citation
from quizapp.extensions import db
from quizapp.models.audit import AuditEvent
from quizapp.models.items import Approval, CitationRow, ItemVersion
from quizapp.models.quizzes import QuizVersionItem
from quizapp.services import item_views, items, quizzes
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound
from tests.samples import (
    CHOICE,
    EVIDENCE,
    NUMBER,
    SHORT,
    cited,
    make_article,
    make_item,
    make_quiz,
    make_teacher,
    with_key,
)
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("app")


def status(version_id: int) -> ItemStatus:
    found = db.session.scalar(select(ItemVersion.status).where(ItemVersion.id == version_id))
    assert found
    return found


def test_a_new_item_is_a_draft_with_its_citations() -> None:
    teacher = make_teacher()
    view = item_views.item_view(make_item(make_article(teacher.id)), teacher_id=teacher.id)
    assert view.status is ItemStatus.DRAFT
    assert view.proof
    assert view.proof.exact.startswith("Mara Voss")
    assert view.refutations["a"].exact == "said Tom Harrow, the last ferryman"


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (with_key(CHOICE, {"option": "z"}), "key"),
        (ItemContent("single_choice", "  ", CHOICE.key, CHOICE.options, "Because it is so."), "stem"),
        (ItemContent("single_choice", "Who?", CHOICE.key, CHOICE.options, " "), "explanation"),
        (ItemContent("essay", "Why?", {}, (), "Because it is so."), "interaction"),
        (ItemContent("short_answer", "Who? " * 500, {"accepted": ["x"]}, (), "Because it is so."), "stem"),
    ],
)
def test_an_item_that_cannot_be_asked_is_not_stored(content: ItemContent, field: str) -> None:
    article = make_article(None)
    with pytest.raises(Invalid) as error:
        items.add_item(article, content, cited("half of the money"), kind="mcq", origin=Origin.WRITTEN)
    assert field in error.value.problems
    assert db.session.scalars(select(ItemVersion)).all() == []


def test_a_citation_that_is_not_verbatim_is_refused() -> None:
    article = make_article(None)
    moved = Citation(3, 14, "Mara Voss, ")
    with pytest.raises(Invalid) as error:
        items.add_item(article, CHOICE, moved, kind="mcq", origin=Origin.WRITTEN)
    assert "citation" in error.value.problems


def test_the_database_refuses_a_citation_that_is_not_verbatim() -> None:
    version = make_item(make_article(None))
    row = db.session.scalars(select(CitationRow).where(CitationRow.item_version_id == version)).first()
    assert row
    values = {c.name: getattr(row, c.name) for c in CitationRow.__table__.columns if c.name != "id"}
    for lie in ({"exact": "Mara Boss"}, {"start": row.start + 1}, {"end": 10**6}, {"article_version_id": 999}):
        with pytest.raises(IntegrityError):
            db.session.execute(insert(CitationRow).values(**{**values, **lie}))
        db.session.rollback()


def test_approving_needs_a_supporting_citation_in_the_database_too() -> None:
    version = make_item(make_article(None))
    other = make_item(make_article(None, title="Another"), SHORT)
    refuting = db.session.scalars(select(CitationRow.id).where(CitationRow.role == "refutes")).one()
    foreign = db.session.scalars(select(CitationRow.id).where(CitationRow.item_version_id == other)).one()
    for citation in (refuting, foreign, 999):
        with pytest.raises(IntegrityError):
            db.session.execute(
                insert(Approval).values(item_version_id=version, citation_id=citation, approved_at=utc_now())
            )
        db.session.rollback()
    with pytest.raises(IntegrityError):
        db.session.execute(update(ItemVersion).where(ItemVersion.id == version).values(status=ItemStatus.APPROVED))


def test_approving_is_recorded_and_happens_once() -> None:
    teacher = make_teacher()
    version = make_item(make_article(teacher.id), author_id=teacher.id)
    items.approve(version, reviewer_id=teacher.id)
    assert status(version) is ItemStatus.APPROVED
    with pytest.raises(Conflict, match="already"):
        items.approve(version, reviewer_id=teacher.id)
    deeds = db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert deeds[-1] == "approve"


def test_a_sentence_that_the_article_does_not_have_is_not_approved(monkeypatch) -> None:
    teacher = make_teacher()
    changed = replace(EVIDENCE, options=(Option("a", "Building it took nine years."), *EVIDENCE.options[1:]))
    with monkeypatch.context() as before:  # drafts stored when this was not looked at yet
        before.setattr(items, "quotation_problems", lambda *_: [])
        version = make_item(make_article(teacher.id), changed, author_id=teacher.id)
    with pytest.raises(Conflict, match="word for word"):
        items.approve(version, reviewer_id=teacher.id)
    assert status(version) is ItemStatus.DRAFT


def test_only_its_owner_decides_on_an_item() -> None:
    vera, karl = make_teacher(), make_teacher("karl@school.org", "Karl")
    version = make_item(make_article(vera.id))
    for use in (
        lambda: items.approve(version, reviewer_id=karl.id),
        lambda: items.reject(version, reviewer_id=karl.id),
        lambda: item_views.item_view(version, teacher_id=karl.id),
        lambda: items.approve(version, reviewer_id=None),
        lambda: items.approve(10**6, reviewer_id=vera.id),
    ):
        with pytest.raises(NotFound):
            use()
    assert status(version) is ItemStatus.DRAFT


def test_editing_makes_a_new_draft_and_leaves_the_old_version_as_it_was() -> None:
    teacher = make_teacher()
    version = make_item(make_article(teacher.id), NUMBER)
    items.approve(version, reviewer_id=teacher.id)
    changed = with_key(NUMBER, {"value": "40000", "tolerance": "500", "unit": "crowns"})
    newer = items.edit_item(version, changed, cited("The work cost 40,000 crowns"), teacher_id=teacher.id)
    assert status(version) is ItemStatus.APPROVED
    assert status(newer) is ItemStatus.DRAFT
    with pytest.raises(Conflict, match="edited since"):
        items.edit_item(version, changed, cited("The work cost 40,000 crowns"), teacher_id=teacher.id)


def test_the_database_keeps_a_version_as_it_was_written() -> None:
    version = make_item(make_article(None))
    for values in ({"stem": "Other?"}, {"key": {"option": "a"}}, {"explanation": "x"}, {"checks": [1]}):
        with pytest.raises(IntegrityError):
            db.session.execute(update(ItemVersion).where(ItemVersion.id == version).values(**values))
        db.session.rollback()


def test_what_was_edited_since_is_not_approved() -> None:
    teacher = make_teacher().id
    version = make_item(make_article(teacher), CHOICE, author_id=teacher)
    proof = item_views.item_view(version, teacher_id=teacher).proof
    newer = items.edit_item(version, SHORT, proof, teacher_id=teacher)
    with pytest.raises(Conflict, match="edited since"):
        items.approve(version, reviewer_id=teacher)
    db.session.rollback()
    items.approve(newer, reviewer_id=teacher)


def test_a_rejected_item_keeps_its_reason_and_an_approved_one_retires() -> None:
    teacher = make_teacher()
    article = make_article(teacher.id)
    draft, asked = make_item(article), make_item(article, SHORT)
    items.reject(draft, reviewer_id=teacher.id, reason=" too easy ")
    items.approve(asked, reviewer_id=teacher.id)
    items.reject(asked, reviewer_id=teacher.id)
    assert item_views.item_view(draft, teacher_id=teacher.id).status_reason == "too easy"
    assert (status(draft), status(asked)) == (ItemStatus.REJECTED, ItemStatus.RETIRED)


def test_a_quiz_with_an_unapproved_question_cannot_be_published() -> None:
    teacher = make_teacher()
    article = make_article(teacher.id)
    version = make_item(article)
    item = item_views.item_view(version, teacher_id=teacher.id).item_id
    quiz = quizzes.create_quiz(article, "A quiz", owner_id=teacher.id, item_ids=[item])
    with pytest.raises(Conflict, match="not approved"):
        quizzes.publish(quiz, publisher_id=teacher.id)
    items.approve(version, reviewer_id=teacher.id)
    items.edit_item(version, CHOICE, cited("Mara Voss, an engineer"), teacher_id=teacher.id)
    with pytest.raises(Conflict, match="not approved"):
        quizzes.publish(quiz, publisher_id=teacher.id)


def test_the_database_refuses_an_unapproved_question_in_a_published_quiz() -> None:
    quiz = make_quiz(None, (CHOICE,))
    draft = make_item(quiz.article_id, SHORT)
    with pytest.raises(IntegrityError):
        db.session.execute(
            insert(QuizVersionItem).values(
                quiz_version_id=quiz.quiz_version_id, position=2, item_version_id=draft, marks=1
            )
        )


def test_a_published_quiz_never_changes() -> None:
    quiz = make_quiz(None)
    for statement in (
        "UPDATE quiz_version_item SET marks = 2",
        "DELETE FROM quiz_version_item",
        "UPDATE quiz_version SET title = 'x'",
        "DELETE FROM quiz_version",
        "UPDATE article_version SET text = 'x'",
        "DELETE FROM approval",
        "UPDATE audit_event SET action = 'x'",
    ):
        with pytest.raises(IntegrityError):
            db.session.execute(text(statement))
        db.session.rollback()
    assert quiz.quiz_version_id


def test_listing_an_articles_items_takes_two_statements_however_many() -> None:
    teacher = make_teacher()
    article = make_article(teacher.id)
    for content in (CHOICE, SHORT, NUMBER):
        make_item(article, content)
    teacher_id = teacher.id
    db.session.commit()
    db.session.expunge_all()
    with counted() as statements:
        views = item_views.article_items(article, teacher_id=teacher_id)
    assert len(views) == 3
    assert statements.number == 2


def test_a_quiz_takes_only_items_of_its_article_and_a_title() -> None:
    teacher = make_teacher()
    article, other = make_article(teacher.id), make_article(teacher.id, title="Another")
    foreign = item_views.item_view(make_item(other), teacher_id=teacher.id).item_id
    for item_ids in ([], [foreign], [10**6]):
        with pytest.raises(Invalid) as error:
            quizzes.create_quiz(article, "A quiz", owner_id=teacher.id, item_ids=item_ids)
        assert "items" in error.value.problems
        db.session.rollback()
    with pytest.raises(Invalid) as error:
        quizzes.create_quiz(article, "  ", owner_id=teacher.id, item_ids=[foreign])
    assert "title" in error.value.problems
