"""Correcting a text and looking at its questions again, as plain forms send it."""

import pytest
from sqlalchemy import select

from quizapp.core.items import ItemStatus
from quizapp.extensions import db
from quizapp.models.articles import ArticleVersion
from quizapp.models.attempts import Attempt, AttemptItem
from quizapp.models.items import ItemVersion
from quizapp.models.quizzes import QuizVersionItem
from quizapp.services import articles, generation, item_views
from tests.pages import words
from tests.samples import CHOICE, CONTENTS, NUMBER, STATEMENT, TEXT, make_article, make_quiz
from tests.statements import counted

LATER = TEXT.replace("away in 1931", "away in 1932")
GONE = TEXT.replace("A flood carried one arch away in 1931. The town built it up again within a year, and the", "The")


@pytest.fixture
def quiz(vera):
    made = make_quiz(vera, (CHOICE, STATEMENT, NUMBER))
    db.session.rollback()
    return made


def address(quiz) -> str:
    return f"/desk/articles/{quiz.article_id}/correct"


def see(desk, quiz, text: str):
    """The preview of a correction."""
    return desk.post_form(address(quiz), {"text": text}, status=200)


def save(desk, preview, fields=None, status: int = 303):
    """What comes of sending the preview's form."""
    return desk.send(preview.url, preview.form(preview.url), fields, status=status)


def correct(desk, quiz, text: str):
    """Where saving a correction leads to."""
    return save(desk, see(desk, quiz, text))


def texts() -> list[str]:
    found = list(db.session.scalars(select(ArticleVersion.text).order_by(ArticleVersion.id)))
    db.session.rollback()
    return found


def stale(quiz, vera) -> list[item_views.ItemView]:
    found = [view for view in item_views.article_items(quiz.article_id, teacher_id=vera) if view.is_stale]
    db.session.rollback()
    return found


def test_what_a_correction_does_is_shown_before_it_is_saved(desk, quiz):
    page = see(desk, quiz, LATER)
    assert page.h1 == "Save this correction?"
    assert "Of three questions" in page.text
    assert "2 unmoved" in page.text
    assert "1 changed" in page.text
    assert STATEMENT.stem in page.text
    assert texts() == [TEXT]


def test_after_it_the_questions_to_look_at_again_are_on_one_screen(desk, quiz):
    saved = correct(desk, quiz, LATER)
    page = desk.get(saved.location)
    assert page.h1 == "Questions to look at again"
    assert "2 questions went with it. 1 question to look at again." in page.text.replace("Two", "2").replace("One", "1")
    assert [words(mark) for mark in page.all("del")] == ["removed: 1931"]
    assert [words(mark) for mark in page.all("ins")] == ["added: 1932"]
    assert texts() == [TEXT, LATER]


def test_a_question_is_kept_with_the_new_passage(desk, quiz, vera):
    saved = correct(desk, quiz, LATER)
    [old] = stale(quiz, vera)
    kept = desk.post_form(f"/desk/drafts/{old.version_id}/keep", at=saved.location)
    assert "Kept and approved." in desk.get(kept.location).text
    assert stale(quiz, vera) == []
    desk.post(f"/desk/drafts/{old.version_id}/keep", {"csrf_token": desk.token()}, 409)  # there is a newer version


def test_who_edits_a_question_there_comes_back_to_the_others(desk, quiz):
    page = desk.get(correct(desk, quiz, LATER).location)
    form = desk.get(page.link("Edit"))
    assert form.link("Leave it as it is") == page.url
    saved = desk.post_form(form.url)
    shown = desk.get(saved.location)
    assert shown.link("Questions to look at again") == page.url
    approve = shown.url.partition("?")[0] + "/approve"
    assert desk.send(approve, shown.form(approve)).location == page.url


def test_who_would_keep_a_key_that_the_text_no_longer_says_is_warned(desk, quiz):
    page = desk.get(correct(desk, quiz, LATER).location)
    assert "The answer or its explanation says “1931”; the words it would cite say so no more." in page.text
    [keep] = [button for button in page.all("button") if "Keep and approve" in words(button)]
    assert "button-quiet" in (keep.get("class") or "")


def test_who_would_keep_a_key_that_the_text_still_says_is_not_warned(desk, quiz):
    page = desk.get(correct(desk, quiz, TEXT.replace("one arch away", "one stone arch away")).location)
    assert "Keep and approve" in page.text
    assert "say so no more" not in page.text


def test_a_lost_question_can_be_edited_or_set_aside_but_not_kept(desk, quiz, vera):
    saved = correct(desk, quiz, GONE)
    page = desk.get(saved.location)
    [old] = stale(quiz, vera)
    assert "Keep" not in page.text
    desk.post(f"/desk/drafts/{old.version_id}/keep", {"csrf_token": desk.token(), "text": "2"})
    assert [view.version_id for view in stale(quiz, vera)] == [old.version_id]
    aside = desk.post_form(f"/desk/drafts/{old.version_id}/reject", at=saved.location)
    assert aside.location == saved.location
    assert stale(quiz, vera) == []
    assert db.session.get_one(ItemVersion, old.version_id).status is ItemStatus.RETIRED


def test_a_changed_question_is_edited_with_the_new_words_filled_in(desk, quiz, vera):
    correct(desk, quiz, LATER)
    [old] = stale(quiz, vera)
    edit = f"/desk/drafts/{old.version_id}/edit"
    assert words(desk.get(edit).one("textarea", name="citation")) == "A flood carried one arch away in 1932."
    desk.post_form(edit)
    assert stale(quiz, vera) == []


def test_the_pages_of_the_quiz_say_which_question_is_out_of_date(desk, quiz):
    correct(desk, quiz, LATER)
    page = desk.get(f"/desk/quizzes/{quiz.quiz_id}")
    assert page.text.count("Out of date") == 1
    assert "Look at one question again: before that no new version can be published." in page.text
    assert not any("Publish" in words(button) for button in page.all("button"))
    assert "Out of date" in desk.get(f"/desk/quizzes/{quiz.quiz_id}?change=").text
    assert STATEMENT.stem not in desk.get(f"/desk/articles/{quiz.article_id}/quizzes/new").text
    refused = desk.post(f"/desk/quizzes/{quiz.quiz_id}/publish", {"csrf_token": desk.token()})
    assert "Question 2 is out of date" in desk.get(refused.location).text
    page = desk.get(f"/desk/articles/{quiz.article_id}")
    assert "Look at one question again" in page.text


def test_a_published_quiz_says_that_it_shows_the_older_text_before_it_is_given(desk, quiz, vera):
    pages = [f"/desk/quizzes/{quiz.quiz_id}/give", f"/desk/quizzes/{quiz.quiz_id}"]
    assert not any("after this quiz was published" in desk.get(page).text for page in pages)
    saved = correct(desk, quiz, LATER)
    for page in pages:
        assert "after this quiz was published" in desk.get(page).text
        assert desk.get(page).link("Look at one question again") == saved.location
    desk.post_form(f"/desk/drafts/{stale(quiz, vera)[0].version_id}/keep", at=saved.location)
    assert desk.get(pages[0]).link("Publish it as a new version")
    desk.post_form(f"/desk/quizzes/{quiz.quiz_id}/publish", at=pages[1])
    assert not any("after this quiz was published" in desk.get(page).text for page in pages)


def test_the_desk_counts_questions_to_look_at_again_apart(desk, quiz):
    assert "three approved questions" in desk.get("/desk").text
    saved = correct(desk, quiz, LATER)
    page = desk.get("/desk")
    assert "two approved questions" in page.text
    assert page.link("one question to look at again") == saved.location


def test_a_stale_question_cannot_be_published_by_a_raw_post(desk, quiz, vera):
    correct(desk, quiz, LATER)
    fields = {"csrf_token": desk.token(), "title": "Mine", "items": str(stale(quiz, vera)[0].item_id)}
    desk.post(f"/desk/articles/{quiz.article_id}/quiz", fields, 409)


def test_a_stale_question_cannot_be_approved_by_a_raw_post(desk, quiz, vera):
    correct(desk, quiz, LATER)
    version = stale(quiz, vera)[0].version_id
    page = desk.get(f"/desk/drafts/{version}")
    assert page.link("Look at it again")
    desk.post(f"/desk/drafts/{version}/approve", {"csrf_token": desk.token()}, 409)


def test_attempts_keep_the_text_they_were_taken_on(desk, quiz, new_browser):
    student = new_browser()
    begun = student.post_form(f"/q/{quiz.public_id}", {"name": "Mia"})
    attempt = "/".join(begun.location.split("/")[:3])
    correct(desk, quiz, GONE)
    assert "away in 1931" in student.get(begun.location).text
    check = student.get(f"{attempt}/check").form(f"{attempt}/check")
    student.send(f"{attempt}/check", check)
    assert "A flood carried one arch away in 1931." in student.get(f"{attempt}/review").text
    assert db.session.scalars(select(Attempt.quiz_version_id)).one() == quiz.quiz_version_id


def test_a_lost_citation_takes_its_question_out_of_new_quizzes_and_never_out_of_what_was(desk, quiz, vera, new_browser):
    def published() -> list[int]:
        found = list(db.session.scalars(select(QuizVersionItem.item_version_id).order_by(QuizVersionItem.position)))
        db.session.rollback()
        return found

    student = new_browser()
    begun = student.post_form(f"/q/{quiz.public_id}", {"name": "Mia"})
    attempt = "/".join(begun.location.split("/")[:3])
    student.send(f"{attempt}/check", student.get(f"{attempt}/check").form(f"{attempt}/check"))
    before, review = published(), words(student.get(f"{attempt}/review").one("main"))
    correct(desk, quiz, GONE)
    [lost] = stale(quiz, vera)
    assert lost.version_id == quiz.versions[1]
    new = f"/desk/articles/{quiz.article_id}/quiz"
    assert lost.content.stem not in desk.get(f"/desk/articles/{quiz.article_id}/quizzes/new").text
    desk.post(new, {"csrf_token": desk.token(), "title": "Mine", "items": str(lost.item_id)}, 409)
    assert (published(), words(student.get(f"{attempt}/review").one("main"))) == (before, review)
    assert lost.content.stem in review
    late = new_browser().post_form(f"/q/{quiz.public_id}", {"name": "Tom"})
    assert late.location.startswith("/a")
    asked = select(AttemptItem.item_version_id).order_by(AttemptItem.attempt_id, AttemptItem.position)
    assert db.session.scalars(asked).all() == [*quiz.versions, *quiz.versions]


def test_the_same_text_changes_nothing_and_other_details_need_no_preview(desk, quiz, vera):
    same = desk.post_form(address(quiz))
    assert "Nothing was changed" in desk.get(same.location).text
    renamed = desk.post_form(address(quiz), {"title": "Orrin"})
    assert desk.get(renamed.location).h1 == "Orrin"
    assert articles.article_text(quiz.article_id, teacher_id=vera).text == TEXT
    assert texts() == [TEXT]


def test_what_was_edited_after_the_preview_is_shown_once_more(desk, quiz):
    again = save(desk, see(desk, quiz, LATER), {"text": GONE}, status=200)
    assert "1 lost" in again.text
    assert texts() == [TEXT]


def test_a_wrong_form_says_what_is_wrong_and_keeps_what_was_typed(desk, quiz):
    page = desk.post_form(address(quiz), {"title": "", "text": "Too short.", "published_on": "yesterday"}, status=422)
    assert "Too short." in page.text
    assert texts() == [TEXT]


def test_a_second_correction_of_the_same_version_is_told_and_keeps_its_words(desk, quiz):
    preview = see(desk, quiz, GONE)
    correct(desk, quiz, LATER)
    late = save(desk, preview, status=409)
    assert "was corrected in the meantime" in late.text
    assert texts() == [TEXT, LATER]


def test_while_the_article_is_read_its_text_cannot_be_corrected(desk, quiz, vera):
    preview = see(desk, quiz, LATER)
    generation.request_run(quiz.article_id, teacher_id=vera)
    page = save(desk, preview, status=409)
    assert "reading this article just now" in page.text


def test_nobody_corrects_the_built_in_article(desk):
    built_in = make_article(None)
    db.session.rollback()
    desk.get(f"/desk/articles/{built_in}/correct", 404)
    fields = {"csrf_token": desk.token(), "title": "Mine", "text": LATER}
    desk.post(f"/desk/articles/{built_in}/correct", fields, 404)


def test_the_page_takes_the_same_number_of_statements_whatever_it_holds(desk, vera):
    def sent(contents) -> int:
        quiz = make_quiz(vera, contents)
        db.session.rollback()
        correct(desk, quiz, f"{GONE}\n\nThere is no more.")
        with counted() as statements:
            desk.get(f"/desk/articles/{quiz.article_id}/again")
        return statements.number

    assert sent((STATEMENT,)) == sent(CONTENTS)


def test_an_approved_question_on_the_older_text_is_not_said_to_be_askable(desk, quiz):
    correct(desk, quiz, LATER)
    page = desk.get(f"/desk/articles/{quiz.article_id}/review")
    assert "Two questions are approved and can be asked." in words(page.root)
