"""Correcting a text: which questions are carried over, which wait for their teacher, and what stays as it was."""

import pytest
from sqlalchemy import select

from quizapp.core.generation.checks import check_item
from quizapp.core.items import ItemStatus, Outcome, Verdict
from quizapp.core.text.recheck import Fate
from quizapp.extensions import db
from quizapp.models.articles import Article, ArticleVersion, FactRow, GenerationRun
from quizapp.models.audit import AuditEvent
from quizapp.models.items import Approval, CitationRow, ItemRow, ItemVersion
from quizapp.models.quizzes import QuizVersion, QuizVersionItem
from quizapp.services import articles, correcting, generation, item_views, items, looking_again, outlines, quizzes
from quizapp.services.article_details import ArticleDetails
from quizapp.services.errors import Conflict, Invalid, NotFound
from tests.factories import make_fact
from tests.integration.services.test_at_once import at_once, told
from tests.samples import CHOICE, EVIDENCE, NUMBER, STATEMENT, TEXT, TITLE, make_article, make_item, make_teacher
from tests.statements import counted

pytestmark = pytest.mark.usefixtures("app")
NEW_START = f"The river Orrin is wide and slow.\n\n{TEXT}"
LATER = TEXT.replace("away in 1931", "away in 1932")
GONE = TEXT.replace("A flood carried one arch away in 1931. The town built it up again within a year, and the", "The")


@pytest.fixture
def teacher() -> int:
    return make_teacher().id


@pytest.fixture
def article(teacher: int) -> int:
    return make_article(teacher)


def correct(article: int, teacher: int, text: str, title: str = TITLE) -> correcting.Corrected:
    seen = articles.article_text(article, teacher_id=teacher).version_id
    return correcting.correct(article, ArticleDetails(title, text=text), teacher_id=teacher, seen_version_id=seen)


def approved(article: int, teacher: int, content=CHOICE) -> int:
    version = make_item(article, content, author_id=teacher)
    items.approve(version, reviewer_id=teacher)
    return version


def newest(article: int, teacher: int) -> item_views.ItemView:
    return item_views.article_items(article, teacher_id=teacher)[0]


def test_words_that_moved_are_followed_and_the_approval_is_carried(article: int, teacher: int) -> None:
    old = approved(article, teacher)
    assert correct(article, teacher, NEW_START).fates == {Fate.MOVED: 1}
    view, text = newest(article, teacher), articles.article_text(article, teacher_id=teacher)
    assert (view.number, view.status, view.is_stale) == (2, ItemStatus.APPROVED, False)
    assert view.article_version_id == text.version_id
    assert view.content == CHOICE
    assert [text.text[v.citation.start : v.citation.end] for v in view.citations] == [
        v.citation.exact for v in view.citations
    ]
    assert view.proof
    assert view.proof.start == TEXT.index("Mara Voss") + len(NEW_START) - len(TEXT)
    assert db.session.get_one(Approval, view.version_id).reviewer_id == teacher
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "carry")).one()
    assert (event.object_id, event.details["was"], event.actor_id) == (view.version_id, old, teacher)


def test_what_is_carried_is_checked_on_the_new_text(article: int, teacher: int) -> None:
    old = (Verdict("Proven", Outcome.FAIL, "The words are not in the article."),)
    make_item(article, CHOICE, author_id=teacher, checks=old)
    correct(article, teacher, NEW_START)
    view = newest(article, teacher)
    assert view.proof
    assert view.checks == check_item(CHOICE, view.proof, NEW_START)
    assert not view.has_failed_check


def test_a_draft_is_carried_as_a_draft(article: int, teacher: int) -> None:
    make_item(article, CHOICE, author_id=teacher)
    correct(article, teacher, NEW_START)
    view = newest(article, teacher)
    assert (view.status, view.is_stale) == (ItemStatus.DRAFT, False)
    items.approve(view.version_id, reviewer_id=teacher)


@pytest.mark.parametrize(("text", "fate"), [(LATER, Fate.CHANGED), (GONE, Fate.LOST)])
def test_a_question_whose_words_changed_or_are_lost_waits(article: int, teacher: int, text: str, fate: Fate) -> None:
    old = approved(article, teacher, STATEMENT)
    assert correct(article, teacher, text).fates == {fate: 1}
    view = newest(article, teacher)
    assert (view.version_id, view.status, view.is_stale) == (old, ItemStatus.APPROVED, True)
    waiting = looking_again.waiting(articles.article_text(article, teacher_id=teacher), teacher_id=teacher)
    assert [(effect.view.version_id, effect.fate) for effect in waiting] == [(old, fate)]


def test_a_stale_question_keeps_its_quiz_from_being_published_and_is_named(article: int, teacher: int) -> None:
    approved(article, teacher, CHOICE)
    approved(article, teacher, STATEMENT)
    ids = [view.item_id for view in item_views.article_items(article, teacher_id=teacher)]
    quiz = quizzes.create_quiz(article, "Bridge", owner_id=teacher, item_ids=ids)
    quizzes.publish(quiz, publisher_id=teacher)
    correct(article, teacher, LATER)
    with pytest.raises(Conflict, match="Question 2 is out of date"):
        quizzes.publish(quiz, publisher_id=teacher)
    db.session.rollback()
    stale = next(v for v in item_views.article_items(article, teacher_id=teacher) if v.is_stale)
    text = articles.article_text(article, teacher_id=teacher)
    assert looking_again.keep(stale.version_id, teacher_id=teacher, seen_version_id=text.version_id)
    quizzes.publish(quiz, publisher_id=teacher)


def test_a_stale_draft_cannot_be_approved(article: int, teacher: int) -> None:
    draft = make_item(article, STATEMENT, author_id=teacher, checks=(Verdict("Proven", Outcome.PASS),))
    assert [entry.version_id for entry in outlines.outline(article, teacher_id=teacher).passing] == [draft]
    correct(article, teacher, LATER)
    with pytest.raises(Conflict, match="was corrected since"):
        items.approve(draft, reviewer_id=teacher)
    assert outlines.outline(article, teacher_id=teacher).passing == []


def test_keeping_cites_the_new_words_and_approves_again(article: int, teacher: int) -> None:
    old = approved(article, teacher, STATEMENT)
    correct(article, teacher, LATER)
    text = articles.article_text(article, teacher_id=teacher)
    assert looking_again.keep(old, teacher_id=teacher, seen_version_id=text.version_id)
    view = newest(article, teacher)
    assert (view.number, view.status, view.is_stale) == (2, ItemStatus.APPROVED, False)
    assert view.proof
    assert view.proof.exact == "A flood carried one arch away in 1932."
    with pytest.raises(Conflict):
        looking_again.keep(old, teacher_id=teacher, seen_version_id=text.version_id)


def test_a_kept_draft_stays_a_draft(article: int, teacher: int) -> None:
    old = make_item(article, STATEMENT, author_id=teacher)
    correct(article, teacher, LATER)
    text = articles.article_text(article, teacher_id=teacher)
    assert not looking_again.keep(old, teacher_id=teacher, seen_version_id=text.version_id)
    assert newest(article, teacher).status is ItemStatus.DRAFT


def test_a_question_without_its_proof_cannot_be_kept(article: int, teacher: int) -> None:
    old = approved(article, teacher, STATEMENT)
    correct(article, teacher, GONE)
    text = articles.article_text(article, teacher_id=teacher)
    with pytest.raises(Invalid):
        looking_again.keep(old, teacher_id=teacher, seen_version_id=text.version_id)


def test_keeping_what_was_not_seen_is_refused(article: int, teacher: int) -> None:
    old = approved(article, teacher, STATEMENT)
    seen = articles.article_text(article, teacher_id=teacher).version_id
    correct(article, teacher, LATER)
    with pytest.raises(Conflict, match="meantime"):
        looking_again.keep(old, teacher_id=teacher, seen_version_id=seen)


def test_a_question_that_quotes_what_is_no_more_waits_though_its_proof_stands(article: int, teacher: int) -> None:
    approved(article, teacher, EVIDENCE)
    assert correct(article, teacher, TEXT.replace("took six years", "took seven years")).fates == {Fate.CHANGED: 1}
    assert newest(article, teacher).is_stale


def test_taking_a_correction_back_brings_the_questions_back(article: int, teacher: int) -> None:
    approved(article, teacher, STATEMENT)
    correct(article, teacher, GONE)
    assert correct(article, teacher, TEXT).fates == {Fate.UNMOVED: 1}
    view = newest(article, teacher)
    assert (view.status, view.is_stale) == (ItemStatus.APPROVED, False)


def test_what_was_set_aside_is_left_alone(article: int, teacher: int) -> None:
    version = make_item(article, STATEMENT, author_id=teacher)
    items.reject(version, reviewer_id=teacher)
    assert correct(article, teacher, LATER).fates == {}
    assert not newest(article, teacher).is_stale


def test_facts_that_still_stand_go_with_the_text_and_so_do_their_questions(article: int, teacher: int) -> None:
    start = TEXT.index("The bridge at Orrin was opened")
    fact = make_fact(article, start, start + 38)
    version = make_item(article, CHOICE, author_id=teacher)
    item = db.session.get_one(ItemRow, item_views.item_view(version, teacher_id=teacher).item_id)
    item.fact_id = fact
    db.session.commit()
    correct(article, teacher, NEW_START)
    text = articles.article_text(article, teacher_id=teacher)
    moved = db.session.scalars(select(FactRow).where(FactRow.article_version_id == text.version_id)).one()
    old = db.session.get_one(FactRow, fact)
    assert text.text[moved.start : moved.end] == TEXT[old.start : old.end]
    assert newest(article, teacher).fact_id == moved.id


def test_facts_whose_words_are_gone_stay_with_the_old_text(article: int, teacher: int) -> None:
    fact = db.session.get_one(FactRow, make_fact(article, TEXT.index("Building"), TEXT.index(" The work cost")))
    correct(article, teacher, TEXT.replace(TEXT[fact.start : fact.end], "Nothing of this stands here any more"))
    text = articles.article_text(article, teacher_id=teacher)
    assert item_views.facts_of(text.version_id) == []


def test_the_number_of_statements_does_not_depend_on_how_many_facts_stand(teacher: int) -> None:
    def sent(facts: int) -> int:
        article = make_article(teacher)
        start = TEXT.index("The bridge at Orrin was opened")
        for number in range(facts):
            make_fact(article, start, start + 38, claim=f"Fact {number}")
        db.session.commit()
        db.session.expunge_all()
        with counted() as statements:
            correct(article, teacher, NEW_START)
        assert len(item_views.facts_of(articles.article_text(article, teacher_id=teacher).version_id)) == facts
        return statements.number

    assert sent(30) == sent(1)


def test_the_same_text_makes_no_version_and_other_details_are_kept(article: int, teacher: int) -> None:
    nothing = correct(article, teacher, f"\n{TEXT}\r\n")
    assert (nothing.is_new_text, nothing.is_changed) == (False, False)
    renamed = correct(article, teacher, TEXT, title="Orrin")
    assert (renamed.is_new_text, renamed.is_changed) == (False, True)
    assert articles.article_text(article, teacher_id=teacher).title == "Orrin"
    assert len(db.session.scalars(select(ArticleVersion)).all()) == 1


def test_details_and_text_are_corrected_together(article: int, teacher: int) -> None:
    correct(article, teacher, LATER, title="Orrin")
    text = articles.article_text(article, teacher_id=teacher)
    assert (text.title, text.text) == ("Orrin", LATER)


def test_a_text_that_cannot_be_asked_about_is_refused(article: int, teacher: int) -> None:
    with pytest.raises(Invalid):
        correct(article, teacher, "Too short.")
    db.session.rollback()
    assert len(db.session.scalars(select(ArticleVersion)).all()) == 1


def test_a_text_that_is_being_read_waits(article: int, teacher: int) -> None:
    generation.request_run(article, teacher_id=teacher)
    with pytest.raises(Conflict, match="reading this article"):
        correct(article, teacher, LATER, title="Orrin")
    db.session.rollback()
    assert db.session.scalars(select(Article.title)).one() == TITLE


def test_only_its_teacher_corrects_an_article_and_nobody_the_built_in_one(article: int, teacher: int) -> None:
    for number in (article, make_article(None)):
        stranger = make_teacher("stranger@school.org").id if number == article else teacher
        with pytest.raises(NotFound):
            correcting.correct(number, ArticleDetails(TITLE, text=LATER), teacher_id=stranger, seen_version_id=1)


def test_of_two_corrections_at_once_the_second_is_told(app, article: int, teacher: int) -> None:
    approved(article, teacher, CHOICE)
    seen = articles.article_text(article, teacher_id=teacher).version_id

    def deed(text: str):
        details = ArticleDetails(TITLE, text=text)
        return lambda: correcting.correct(article, details, teacher_id=teacher, seen_version_id=seen)

    assert told(at_once(app, deed(LATER), deed(NEW_START), deed(GONE))) == 2
    assert len(db.session.scalars(select(ArticleVersion)).all()) == 2
    assert [v.number for v in db.session.scalars(select(ItemVersion).order_by(ItemVersion.id))] == [1, 2]


def test_publishing_while_the_text_is_corrected_never_mixes_texts(app, article: int, teacher: int) -> None:
    approved(article, teacher, NUMBER)
    view = newest(article, teacher)
    quiz = quizzes.create_quiz(article, "Bridge", owner_id=teacher, item_ids=[view.item_id])
    seen = view.article_version_id
    details = ArticleDetails(TITLE, text=NEW_START)
    at_once(
        app,
        lambda: correcting.correct(article, details, teacher_id=teacher, seen_version_id=seen),
        lambda: quizzes.publish(quiz, publisher_id=teacher),
    )
    pairs = db.session.execute(
        select(QuizVersion.article_version_id, CitationRow.article_version_id)
        .join(QuizVersionItem, QuizVersionItem.quiz_version_id == QuizVersion.id)
        .join(CitationRow, CitationRow.item_version_id == QuizVersionItem.item_version_id)
    ).all()
    assert pairs
    assert all(shown == cited for shown, cited in pairs)


def test_reading_the_corrected_text_again_is_a_run_of_its_own(article: int, teacher: int) -> None:
    correct(article, teacher, NEW_START)
    run = generation.request_run(article, teacher_id=teacher)
    text = articles.article_text(article, teacher_id=teacher)
    assert db.session.get_one(GenerationRun, run).article_version_id == text.version_id
