"""Looking at a question while it is written: it is told everything and nothing is stored."""

import pytest
from sqlalchemy import func, select

from quizapp.core.grading import interaction_names
from quizapp.extensions import db
from quizapp.models.items import ItemVersion
from quizapp.services import suggestions
from tests.integration.web.test_writing import COMMON, WRITTEN
from tests.pages import words
from tests.samples import CHOICE, SHORT, make_article, make_item, make_teacher
from tests.statements import counted


def stored() -> int:
    found = db.session.scalar(select(func.count()).select_from(ItemVersion)) or 0
    db.session.rollback()
    return found


@pytest.fixture
def article(vera):
    found = make_article(vera)
    db.session.rollback()
    return found


@pytest.mark.parametrize("name", interaction_names())
def test_a_question_of_every_kind_is_checked_and_shown_as_a_student_sees_it(desk, article, name):
    address = f"/desk/articles/{article}/questions/new/{name}"
    form = desk.get(address).form(address)
    page = desk.send(f"{address}/look", form, {**COMMON, **WRITTEN[name]}, status=200)
    assert "Proven" in page.text
    seen = page.one("fieldset", class_="phone")
    assert seen.get("disabled") is not None
    assert "The answer." not in words(seen)
    assert stored() == 0


def test_an_empty_question_is_told_what_is_missing(desk, article):
    address = f"/desk/articles/{article}/questions/new/single_choice"
    page = desk.send(f"{address}/look", desk.get(address).form(address), status=200)
    assert "Write the question." in page.text
    assert "Choose the words that prove it" in page.text
    assert page.all("fieldset", class_="phone") == []


def test_a_wrong_option_that_is_taken_goes_into_the_first_empty_field(desk, article):
    address = f"/desk/articles/{article}/questions/new/single_choice"
    fields = {"stem": "When was the bridge opened?", "key": "a", "option_a": "1907", "option_c": "1910"}
    page = desk.send(f"{address}/look", desk.get(address).form(address), fields, status=200)
    offered = [button.get("value") for button in page.all("button", name="use")]
    assert offered[0] == "1931"
    page = desk.send(f"{address}/look", page.form(f"{address}/look"), {"use": "1931"}, status=200)
    assert page.one("input", id="option_b").get("value") == "1931"
    assert page.one("input", id="option_c").get("value") == "1910"
    assert "1931" not in [button.get("value") for button in page.all("button", name="use")]


def test_a_script_gets_the_part_alone(desk, article):
    reply = desk.client.post(
        f"/desk/articles/{article}/questions/new/true_false/look",
        data={"csrf_token": desk.token(), **COMMON, **WRITTEN["true_false"]},
        headers={"Accept": "application/json"},
    )
    assert "Proven" in reply.json["html"]
    assert "<h1" not in reply.json["html"]


def test_nearly_the_same_questions_of_the_teacher_are_told(desk, vera, article):
    version = make_item(article, CHOICE)
    make_item(article, SHORT)
    karl = make_teacher("karl@school.org", "Karl").id
    make_item(make_article(karl), CHOICE)
    stem = "Who drew up the plans of the bridge at Orrin?"
    found = suggestions.near_duplicates(stem, teacher_id=vera)
    assert [like.version_id for like in found] == [version]
    assert suggestions.near_duplicates("Who?", teacher_id=vera) == []
    item = db.session.get_one(ItemVersion, version).item_id
    assert suggestions.near_duplicates(stem, teacher_id=vera, but_item=item) == []
    db.session.rollback()
    address = f"/desk/articles/{article}/questions/new/true_false"
    page = desk.send(f"{address}/look", desk.get(address).form(address), {"stem": stem}, status=200)
    assert "Nearly the same as yours" in page.text
    assert "(waits for review, " in page.text
    assert page.link("Who drew the plans") == f"/desk/drafts/{version}"
    edit = f"/desk/drafts/{version}/edit"
    page = desk.send(f"/desk/drafts/{version}/look", desk.get(edit).form(edit), status=200)
    assert "Nearly the same" not in page.text
    assert page.form(edit) is not None


def test_looking_takes_the_same_number_of_statements_whatever_the_bank_holds(desk, article):
    address = f"/desk/articles/{article}/questions/new/single_choice"
    form = desk.get(address).form(address)

    def sent() -> int:
        with counted() as statements:
            desk.send(f"{address}/look", form, {**COMMON, **WRITTEN["single_choice"]}, status=200)
        return statements.number

    one = sent()
    for _ in range(30):
        make_item(article, CHOICE)
    assert sent() == one
