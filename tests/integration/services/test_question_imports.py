"""Questions from files: looked through, added in batches, stopped, gone on with, never doubled."""

import datetime as dt

import pytest
from flask import current_app
from sqlalchemy import func, select, update

from quizapp.core.items import ItemStatus, Origin, Outcome
from quizapp.extensions import db
from quizapp.models.audit import AuditEvent
from quizapp.models.items import CitationRow, ItemRow, ItemTag, ItemVersion, Tag
from quizapp.models.question_imports import QuestionImport, QuestionImportStatus
from quizapp.services import articles, correcting, item_views, items, question_adding, question_imports
from quizapp.services.article_details import ArticleDetails
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.question_imports import QuestionImportView
from tests.samples import TEXT, TITLE, make_article, make_teacher
from tests.statements import counted
from tests.tables import FLOOD, KEYLESS, PLANS, YEARS, csv_file, many, workbook

pytestmark = pytest.mark.usefixtures("app")
Status = QuestionImportStatus


@pytest.fixture
def vera() -> int:
    teacher = make_teacher().id
    db.session.rollback()
    return teacher


@pytest.fixture
def bridge(vera: int) -> int:
    return make_article(vera)


def looked(data: bytes, vera: int, article_id: int | None, name: str = "a.csv") -> QuestionImportView:
    import_id = question_imports.request(name, data, article_id=article_id, owner_id=vera)
    question_imports.run(import_id)
    return seen(import_id, vera)


def seen(import_id: int, vera: int) -> QuestionImportView:
    found = question_imports.view(import_id, owner_id=vera)
    db.session.rollback()
    return found


def added(view: QuestionImportView, vera: int) -> QuestionImportView:
    question_imports.add(view.id, owner_id=vera)
    question_imports.run(view.id)
    return seen(view.id, vera)


def count(model: type) -> int:
    found = db.session.scalar(select(func.count()).select_from(model))
    db.session.rollback()
    return found or 0


def test_a_file_is_looked_through_before_anything_is_added(vera, bridge):
    view = looked(csv_file([PLANS, FLOOD, YEARS, KEYLESS, PLANS]), vera, bridge)
    assert (view.status, view.total, view.added) == (Status.READY, 3, 0)
    assert view.lines("faults") == [
        [5, "The key names none of the options. Write the right option’s words, letter or number."]
    ]
    assert view.lines("known") == [[6, "The same question as in line 2."]]
    assert view.lines("unproven") == [
        [4, "The file gives “It took about six years.” as proof, but the article does not say so."]
    ]
    assert view.articles == [[bridge, TITLE, 3]]
    assert count(ItemRow) == 0


def test_words_that_the_article_does_not_say_explain_nothing(vera, bridge):
    rows = [(*FLOOD[:7], "A flood carried two arches away in 1931.", "", ""), (*FLOOD[:7], "", "", "")]
    view = looked(csv_file(rows), vera, bridge)
    assert (view.total, [line for line, _ in view.lines("faults")]) == (0, [2, 3])
    assert "the article does not say so. Correct the quote" in view.lines("faults")[0][1]


def test_what_is_added_are_checked_drafts_with_their_proof(vera, bridge):
    view = added(looked(workbook([PLANS, FLOOD, YEARS]), vera, bridge, "a.xlsx"), vera)
    assert (view.status, view.done, view.added) == (Status.DONE, 3, 3)
    plans, flood, years = item_views.article_items(bridge, teacher_id=vera)
    assert {v.origin for v in (plans, flood, years)} == {Origin.IMPORTED}
    assert {v.status for v in (plans, flood, years)} == {ItemStatus.DRAFT}
    assert plans.proof.exact == PLANS[7]
    assert {verdict.outcome for verdict in plans.checks} == {Outcome.PASS}
    assert plans.content.options[1].text == "Mara Voss"
    assert flood.content.explanation == "The article says: “A flood carried one arch away in 1931.”"
    assert (years.proof, years.checks[0].name, years.checks[0].outcome) == (None, "Proven", Outcome.FAIL)
    assert sorted(db.session.scalars(select(Tag.name))) == ["bridges", "people"]
    audit = select(AuditEvent).where(AuditEvent.object_type == "item").order_by(AuditEvent.id)
    assert [event.details for event in db.session.scalars(audit)] == [{"question_import": view.id}] * 3


def test_a_question_without_proof_is_approved_only_once_it_cites_words(vera, bridge):
    added(looked(csv_file([YEARS]), vera, bridge), vera)
    (draft,) = item_views.article_items(bridge, teacher_id=vera)
    with pytest.raises(Conflict, match="cites no words"):
        items.approve(draft.version_id, reviewer_id=vera)
    db.session.rollback()
    words = TEXT.index("Building it took six years.")
    citation = articles.article_text(bridge, teacher_id=vera).text[words : words + 27]
    from quizapp.core.text.citations import cite

    assert citation == "Building it took six years."
    edited = items.edit_item(draft.version_id, draft.content, cite(TEXT, words, words + 27), teacher_id=vera)
    items.approve(edited, reviewer_id=vera)


def test_the_same_file_once_more_adds_nothing(vera, bridge):
    data = csv_file([PLANS, FLOOD, YEARS])
    added(looked(data, vera, bridge), vera)
    again = looked(data, vera, bridge)
    assert (again.total, [line for line, _ in again.lines("known")]) == (0, [2, 3, 4])
    with pytest.raises(Conflict, match="nothing left to add"):
        question_imports.add(again.id, owner_id=vera)
    db.session.rollback()
    assert count(ItemRow) == 3


def test_two_looks_at_the_same_file_add_it_once(vera, bridge):
    data = csv_file([PLANS, FLOOD])
    first, second = looked(data, vera, bridge), looked(data, vera, bridge)
    assert (added(first, vera).added, added(second, vera).added) == (2, 0)
    assert count(ItemRow) == 2


def test_a_question_that_was_edited_since_is_known_by_what_it_was(vera, bridge):
    added(looked(csv_file([PLANS]), vera, bridge), vera)
    (draft,) = item_views.article_items(bridge, teacher_id=vera)
    changed = draft.content.__class__("short_answer", "Who?", {"accepted": ["Mara Voss"]}, (), "So it is told.")
    items.edit_item(draft.version_id, changed, draft.proof, teacher_id=vera)
    assert looked(csv_file([PLANS]), vera, bridge).total == 0


def test_rows_find_their_articles_by_title(vera, bridge):
    make_article(vera, title="Twice")
    make_article(vera, title="Twice")
    make_article(make_teacher("karl@school.org", "Karl").id, title="Karl’s")
    titles = (TITLE.upper(), "", "Twice", "Karl’s")
    rows = [(f"{PLANS[0][:-1]}, {n}?", *PLANS[1:8], title, "") for n, title in enumerate(titles)]
    view = looked(csv_file(rows), vera, None)
    assert view.articles == [[bridge, TITLE, 1]]
    told = [words for _, words in view.lines("faults")]
    assert [words.split()[0] for words in told] == ["It", "Several", "There"]


def test_a_thousand_rows_cost_a_bounded_number_of_statements_a_batch(vera, bridge):
    view = looked(csv_file(many(1_000)), vera, bridge)
    question_imports.add(view.id, owner_id=vera)
    with counted() as statements:
        question_imports.run(view.id)
    batches = 1_000 // question_adding.BATCH
    assert seen(view.id, vera).added == 1_000
    assert statements.number <= 14 * batches + 6
    assert (count(ItemVersion), count(CitationRow), count(ItemTag)) == (1_000,) * 3


def test_a_look_at_a_thousand_rows_costs_few_statements(vera, bridge):
    import_id = question_imports.request("a.csv", csv_file(many(1_000)), article_id=bridge, owner_id=vera)
    with counted() as statements:
        question_imports.run(import_id)
    assert statements.number <= 20  # some ask whether it was stopped


def stopping_after(
    batches: int, view: QuestionImportView, vera: int, monkeypatch: pytest.MonkeyPatch, deed: object
) -> None:
    """Have ``deed`` done by somebody else once so many batches are in."""
    add_next = question_adding.Adding.add_next
    left = [batches]

    def then(self: question_adding.Adding, done: int) -> int | None:
        left[0] -= 1
        if left[0] < 0:
            deed()  # type: ignore[operator]
        return add_next(self, done)

    monkeypatch.setattr(question_adding.Adding, "add_next", then)
    question_imports.add(view.id, owner_id=vera)
    question_imports.run(view.id)
    monkeypatch.undo()


def test_what_is_in_when_it_is_stopped_stays_and_going_on_adds_the_rest_once(vera, bridge, monkeypatch):
    view = looked(csv_file(many(350)), vera, bridge)
    stopping_after(2, view, vera, monkeypatch, lambda: question_imports.stop(view.id, owner_id=vera))
    stopped = seen(view.id, vera)
    assert (stopped.status, stopped.done, stopped.added, stopped.can_go_on) == (Status.STOPPED, 200, 200, True)
    assert count(ItemRow) == 200
    done = added(stopped, vera)
    assert (done.status, done.added) == (Status.DONE, 350)
    assert count(ItemRow) == 350


def test_a_worker_that_dies_in_the_middle_leaves_no_doubles_and_the_next_goes_on(vera, bridge, monkeypatch):
    class Killed(BaseException):
        pass

    def die() -> None:
        raise Killed

    view = looked(csv_file(many(250)), vera, bridge)
    with pytest.raises(Killed):
        stopping_after(1, view, vera, monkeypatch, die)
    monkeypatch.undo()
    db.session.rollback()
    assert (seen(view.id, vera).status, count(ItemRow)) == (Status.ADDING, 100)
    long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    db.session.execute(update(QuestionImport).values(touched_at=long_ago))
    db.session.commit()
    assert seen(view.id, vera).can_go_on
    db.session.rollback()
    queue = current_app.extensions["quizapp_queue"]
    queue.flush()
    assert question_imports.requeue_stale() == 1
    while (task := queue.dequeue()) is not None:
        queue.execute(task)
    assert (seen(view.id, vera).status, count(ItemRow)) == (Status.DONE, 250)


def test_a_batch_fails_as_a_whole_and_is_told(vera, bridge, monkeypatch):
    view = looked(csv_file(many(150)), vera, bridge)

    def fail() -> None:
        raise RuntimeError

    stopping_after(1, view, vera, monkeypatch, fail)
    failed = seen(view.id, vera)
    assert (failed.status, failed.added) == (Status.STOPPED, 100)
    assert "went wrong" in failed.reason
    assert added(failed, vera).added == 150


def test_words_are_looked_for_in_the_text_as_it_is_when_they_are_added(vera, bridge):
    view = looked(csv_file([PLANS, FLOOD]), vera, bridge)
    text = articles.article_text(bridge, teacher_id=vera)
    new = ArticleDetails(TITLE, text="\n\n".join((text.text.replace("Mara Voss, an", "Mara Foss, an"), "It stands.")))
    correcting.correct(bridge, new, teacher_id=vera, seen_version_id=text.version_id)
    assert added(view, vera).added == 2
    first, second = item_views.article_items(bridge, teacher_id=vera)
    assert (first.proof, first.is_stale, second.is_stale) == (None, False, False)
    assert second.proof.exact == FLOOD[7]


def test_what_waits_can_be_thrown_away_and_what_is_read_stopped(vera, bridge):
    view = looked(csv_file([PLANS]), vera, bridge)
    question_imports.drop(view.id, owner_id=vera)
    with pytest.raises(Conflict):
        question_imports.drop(view.id, owner_id=vera)
    db.session.rollback()
    waiting = question_imports.request("a.csv", csv_file([PLANS]), article_id=bridge, owner_id=vera)
    question_imports.stop(waiting, owner_id=vera)
    question_imports.run(waiting)
    assert seen(waiting, vera).status is Status.DROPPED
    rows = db.session.execute(select(QuestionImport.rows, QuestionImport.data)).all()
    assert [tuple(row) for row in rows] == [([], None)] * 2


def test_stopping_what_is_at_rest_is_no_deed(vera, bridge):
    done = added(looked(csv_file(FLOOD), vera, bridge), vera)
    question_imports.stop(done.id, owner_id=vera)
    assert seen(done.id, vera).status is Status.DONE
    deeds = select(AuditEvent.action).where(AuditEvent.object_type == "question_import").order_by(AuditEvent.id)
    assert list(db.session.scalars(deeds)) == ["add"]


def test_what_cannot_be_taken_is_refused_at_once(vera, bridge):
    largest = current_app.config["UPLOAD_LIMIT"]
    for data, words in ((b"", "not empty"), (b"x" * (largest + 1), "larger than 5 MB")):
        with pytest.raises(Invalid, match=words):
            question_imports.request("a.csv", data, article_id=bridge, owner_id=vera)
    for _ in range(question_imports.MOST_OPEN):
        question_imports.request("a.csv", b"x", article_id=bridge, owner_id=vera)
    with pytest.raises(Invalid, match="wait already"):
        question_imports.request("a.csv", b"x", article_id=bridge, owner_id=vera)
    db.session.rollback()
    assert len(question_imports.open_imports(vera)) == question_imports.MOST_OPEN


def test_a_broken_workbook_is_told_and_changes_nothing(vera, bridge):
    data = workbook([PLANS]).replace(b"xl/workbook.xml", b"xl/workbook.xmm")
    view = looked(data, vera, bridge, "a.xlsx")
    assert (view.status, bool(view.reason)) == (Status.FAILED, True)
    assert count(ItemRow) == 0


def test_somebody_elses_import_or_article_is_not_there(vera, bridge):
    karl = make_teacher("karl@school.org", "Karl").id
    view = looked(csv_file([PLANS]), vera, bridge)
    for deed in (question_imports.view, question_imports.add, question_imports.stop, question_imports.drop):
        with pytest.raises(NotFound):
            deed(view.id, owner_id=karl)
        db.session.rollback()
    for article_id in (bridge, 99_999):
        with pytest.raises(NotFound):
            question_imports.request("a.csv", b"x", article_id=article_id, owner_id=karl)
        db.session.rollback()
    assert question_imports.open_imports(karl) == []
