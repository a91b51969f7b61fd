"""A teacher's way through the desk: an article in, drafts out, a quiz published; and every rule by raw POST."""

import datetime as dt

import pytest
from flask import current_app
from sqlalchemy import select

from quizapp.core.items import ItemStatus
from quizapp.core.text.passages import heading_apart
from quizapp.extensions import db
from quizapp.models.articles import Article, GenerationRun, RunStatus
from quizapp.models.items import ItemRow, ItemVersion
from quizapp.models.quizzes import Quiz, QuizItem
from quizapp.services import generation, items
from quizapp.services.clock import utc_now
from tests.pages import words
from tests.samples import CHOICE, PROOFS, SHORT, TEXT, TITLE, make_article, make_item, make_quiz

ADD = "/desk/articles/new"


def work() -> None:
    """What the worker does: everything that waits."""
    queue = current_app.extensions["quizapp_queue"]
    while (task := queue.dequeue()) is not None:
        queue.execute(task)


def all_of(model) -> list:
    found = list(db.session.scalars(select(model)))
    db.session.rollback()
    return found


def test_a_pasted_article_is_read_in_the_background_and_its_drafts_wait(desk):
    address = desk.post_form(ADD, {"title": TITLE, "text": TEXT}).location
    waiting = desk.get(address)
    assert "Waiting for the worker" in waiting.text
    assert waiting.headers["Refresh"]
    work()
    page = desk.get(address)
    assert "Waiting for review" in page.text
    assert "Refresh" not in page.headers
    assert [run.status for run in all_of(GenerationRun)] == [RunStatus.DONE]


@pytest.mark.parametrize(
    ("title", "shown"), [("", "The old bridge"), ("the old Bridge", "the old Bridge"), ("Orrin", "Orrin")]
)
def test_a_heading_of_a_pasted_text_is_its_title_unless_there_is_another(desk, title, shown):
    address = desk.post_form(ADD, {"title": title, "text": f"The old bridge\n\n{TEXT}"}).location
    work()
    page = desk.get(address)
    assert page.h1 == shown
    told = [words(heading) for heading in page.all("h3")]
    assert ("The old bridge" in told) == (title == "Orrin")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": TITLE, "text": ""}, "Paste the text"),
        ({"title": "", "text": heading_apart(TEXT)[1]}, "Give the article a title"),
        ({"title": TITLE, "text": "x" * 1_000_000}, "reads up to"),
        ({"title": TITLE, "text": "One. Two. Three."}, "too short"),
        ({"title": TITLE, "text": TEXT, "address": "javascript:alert(1)"}, "begins with http"),
    ],
)
def test_a_bad_article_is_told_beside_the_field(desk, fields, words):
    page = desk.post_form(ADD, fields, status=422)
    assert page.title.startswith("Error: ")
    assert words in page.text
    assert all_of(Article) == []


def test_another_language_is_told_and_may_go_on(desk):
    german = "Der Rhein ist ein Fluss in Europa. Er entspringt in der Schweiz und fließt in die Nordsee. " * 6
    page = desk.post_form(ADD, {"title": "Der Rhein", "text": german}, status=422)
    assert "does not look like English" in page.text
    assert all_of(Article) == []
    address = desk.send(ADD, page.form(ADD), {"anyway": "y"}).location
    work()
    assert "English" in desk.get(address).text


def test_the_same_text_twice_is_told_with_a_link(desk):
    first = desk.post_form(ADD, {"title": TITLE, "text": TEXT}).location
    page = desk.post_form(ADD, {"title": "Other", "text": TEXT.replace("\n", "\r\n")}, status=422)
    assert page.link("Look at it") == first
    desk.send(ADD, page.form(ADD), {"anyway": "y"})
    assert len(all_of(Article)) == 2


def test_a_run_can_be_stopped_and_keeps_nothing(desk):
    address = desk.post_form(ADD, {"title": TITLE, "text": TEXT}).location
    desk.post_form(f"{address}/stop", at=address)
    work()
    assert [run.status for run in all_of(GenerationRun)] == [RunStatus.STOPPED]
    assert all_of(ItemVersion) == []


def test_a_second_reading_under_way_is_refused(desk):
    address = desk.post_form(ADD, {"title": TITLE, "text": TEXT}).location
    token = desk.get("/settings").one("input", name="csrf_token").get("value")
    desk.post(f"{address}/read", {"csrf_token": token}, 409)
    work()
    desk.post_form(f"{address}/read", at=address)


def test_a_second_look_asks_about_nothing_a_second_time(desk):
    address = desk.post_form(ADD, {"title": TITLE, "text": TEXT}).location
    work()
    asked = {fact for item in all_of(ItemRow) if (fact := item.fact_id)}
    count = len(all_of(ItemVersion))
    assert count
    for _ in range(9):
        desk.post_form(f"{address}/read", at=address)
        work()
        more = all_of(ItemRow)
        assert len({item.fact_id for item in more}) == len(more)
        if len(more) == count:
            break
        count = len(more)
    assert asked <= {item.fact_id for item in all_of(ItemRow)}
    assert "quizapp finds nothing more to ask well here" in desk.get(address).text


def test_a_run_delivered_twice_is_carried_out_once(vera):
    run = generation.request_run(make_article(vera), teacher_id=vera)
    generation.run(run)
    count = len(all_of(ItemVersion))
    generation.run(run)
    assert count
    assert len(all_of(ItemVersion)) == count


def test_what_a_dead_worker_left_is_taken_up_again(vera):
    run = generation.request_run(make_article(vera), teacher_id=vera)
    while current_app.extensions["quizapp_queue"].dequeue():
        pass
    row = db.session.get_one(GenerationRun, run)
    row.status = RunStatus.RUNNING
    row.started_at = utc_now() - dt.timedelta(hours=1)
    db.session.commit()
    assert generation.requeue_stale() == 1
    work()
    assert db.session.get_one(GenerationRun, run).status is RunStatus.DONE


def test_approve_reject_and_edit_lead_on_to_the_next_draft(desk, vera):
    article = make_article(vera)
    first, second, third = make_item(article), make_item(article, SHORT), make_item(article, title_less())
    db.session.rollback()
    assert (
        desk.post_form(f"/desk/drafts/{first}/approve", at=f"/desk/drafts/{first}").location == f"/desk/drafts/{second}"
    )
    place = f"/desk/drafts/{second}"
    assert desk.post_form(f"{place}/reject", {"reason": "dull"}, at=place).location == f"/desk/drafts/{third}"
    edit = f"/desk/drafts/{third}/edit"
    newer = desk.post_form(edit, {"stem": "Who was the engineer of the bridge at Orrin?"}).location
    assert newer != f"/desk/drafts/{third}"
    assert "version 2" in desk.get(newer).text
    statuses = {version.id: version.status for version in all_of(ItemVersion)}
    assert (statuses[first], statuses[second]) == (ItemStatus.APPROVED, ItemStatus.REJECTED)
    desk.get(f"/desk/drafts/{third}", 409)


def title_less():
    from dataclasses import replace

    return replace(CHOICE, stem="Which engineer drew the plans of the bridge at Orrin?")


def test_a_draft_shows_its_proof_and_the_verdict_of_every_check(desk, vera):
    article = make_article(vera)
    version = make_item(article)
    db.session.rollback()
    page = desk.get(f"/desk/drafts/{version}")
    assert [mark.text for mark in page.all("mark", class_="proves")] == [PROOFS["single_choice"]]
    assert "Who chooses it reads" in page.text


def test_the_question_for_the_proof_is_made_once_and_leads_back(desk, vera):
    article = make_article(vera)
    first, second = make_item(article, SHORT), make_item(article, title_less())
    db.session.rollback()
    draft = f"/desk/drafts/{first}"
    part = desk.post_form(f"{draft}/evidence", at=draft).location
    page = desk.get(part)
    assert "Draft 2 of 3" in page.text
    assert "there already" not in page.text
    again = desk.post_form(f"{draft}/evidence", at=draft)
    assert again.location == part
    assert "it was there already" in desk.get(part).text
    assert desk.post_form(f"{part}/approve", at=part).location == draft
    assert desk.post_form(f"{draft}/approve", at=draft).location == f"/desk/drafts/{second}"


def test_the_sentence_that_proves_a_question_is_marked_where_another_can_be_ticked(desk, vera):
    version = make_item(make_article(vera))
    db.session.rollback()
    page = desk.get(f"/desk/drafts/{version}/edit")
    [marked] = [words(mark) for mark in page.all("mark", class_="proves")]
    assert marked == PROOFS["single_choice"]


def test_a_quiz_is_made_ordered_published_and_closed(desk, vera, new_browser):
    article = make_article(vera)
    versions = [make_item(article), make_item(article, SHORT)]
    for version in versions:
        items.approve(version, reviewer_id=vera)
    db.session.rollback()
    address = f"/desk/articles/{article}/quizzes/new"
    form = desk.get(address).form(address)
    ids = [box.get("value") for box in form.iter("input") if box.get("name") == "items"]
    down = next(button for button in form.iter("button") if button.get("value") == f"down:{ids[0]}")
    assert down.get("formaction") == f"{address}#item-{ids[0]}"  # where the page then stands
    moved = desk.send(address, form, {"move": f"down:{ids[0]}"}, status=200)
    assert moved.all("li", id=f"item-{ids[0]}")
    assert [box.get("value") for box in moved.all("input", name="items")] == ids[::-1]
    assert moved.one("input", name="title").get("value") == TITLE
    quiz = desk.send(address, moved.form(address)).location
    for once_more in (address, f"/desk/articles/{article}/quiz"):
        assert desk.get(once_more).one("input", name="title").get("value") == f"{TITLE} (2)"
    page = desk.get(quiz)
    assert "Not published yet" in page.text
    public_id = all_of(Quiz)[0].public_id
    new_browser().get(f"/q/{public_id}", 404)
    desk.post_form(f"{quiz}/publish", at=quiz)
    page = desk.get(quiz)
    assert page.one("input", id="link").get("value", "").endswith(f"/q/{public_id}")
    assert "Publish" not in [words(button) for button in page.all("button")]
    desk.post_form(quiz, {"title": "Another title"}, at=f"{quiz}?change=")
    assert "Publish as a new version" in desk.get(quiz).text
    desk.post_form(quiz, {"title": TITLE}, at=f"{quiz}?change=")
    assert "Publish as a new version" not in desk.get(quiz).text
    assert new_browser().get(f"/q/{public_id}").h1 == TITLE
    desk.post_form(f"{quiz}/close", {"closed": "yes"}, at=quiz)
    assert "closed" in new_browser().get(f"/q/{public_id}").text
    desk.post_form(quiz, {"title": "Another title"}, at=f"{quiz}?change=")
    page = desk.get(quiz)
    assert "The changes are not published. This quiz is closed. Open it again first." in page.text
    assert "Publish as a new version" not in page.text
    assert [row.position for row in all_of(QuizItem)] == [1, 2]


def test_a_quiz_with_a_question_edited_since_is_not_published(desk, vera):
    quiz = make_quiz(vera, (CHOICE,))
    db.session.rollback()
    draft = f"/desk/drafts/{quiz.versions[0]}/edit"
    desk.post_form(draft, {"stem": "Who drew all the plans of the bridge at Orrin?"})
    place = f"/desk/quizzes/{quiz.quiz_id}"
    page = desk.get(place)
    assert "Before a new version can be published, approve question 1, or leave it out." in page.text
    assert "Publish" not in [words(button) for button in page.all("button")]
    assert desk.get(page.link("question 1")).h1 == "Who drew all the plans of the bridge at Orrin?"
    assert desk.get(page.link("leave it out")).url.endswith("?change=")
    desk.post(f"{place}/publish", {"csrf_token": desk.token()})
    assert "not approved" in desk.get(place).text


def test_forged_and_foreign_items_do_not_enter_a_quiz(desk, vera):
    article, other = make_article(vera), make_article(None, title="Another")
    foreign = make_item(other)
    item = items.db.session.get_one(ItemVersion, foreign).item_id
    db.session.rollback()
    token = desk.get("/settings").one("input", name="csrf_token").get("value")
    for forged in (str(item), "99999999999999999999", "²", "-1", "x", ""):
        fields = {"csrf_token": token, "title": "A quiz", "items": forged, "order": forged}
        desk.post(f"/desk/articles/{article}/quizzes/new", fields, 422)
    desk.get("/desk/articles/99999999999999999999/quizzes/new", 404)
    assert all_of(Quiz) == []


@pytest.mark.parametrize("text", ["a\x00b", "Bridge\x00"])
def test_a_nul_character_is_refused_before_anything_is_stored(desk, text):
    page = desk.post_form(ADD, {"title": text, "text": TEXT}, status=400)
    assert "could not be read" in page.h1
    desk.get("/q/a%00b", 400)
    assert all_of(Article) == []


@pytest.mark.parametrize(
    ("path", "place", "how"),
    [
        ("/desk", "Desk", "page"),
        ("/desk/classes", "Desk", "true"),
        ("/account", "Vera Lind", "page"),
        ("/help", None, None),
    ],
)
def test_the_head_of_a_page_says_where_one_is(desk, path, place, how):
    places = desk.get(path).one("nav", class_="site-nav").iter("a")
    assert [(words(a), a.get("aria-current")) for a in places if a.get("aria-current")] == (
        [(place, how)] if how else []
    )
