"""An article with very many drafts: its page, the review and approving all at once stay as small and as quick as ever."""

from collections import Counter

import pytest
from sqlalchemy import event

from quizapp.core.items import Outcome, Verdict
from quizapp.extensions import db
from quizapp.models.items import ItemVersion
from quizapp.services import decisions, item_views, items, outlines, question_imports
from tests.samples import CHOICE, EVIDENCE, SHORT, make_article, make_item
from tests.statements import counted
from tests.tables import csv_file, many

PASSED = (Verdict("Proven", Outcome.PASS),)


def imported(vera: int, number: int) -> int:
    """An article with so many drafts that pass every check."""
    article = make_article(vera, title="Bridge")
    made = question_imports.request("a.csv", csv_file(many(number)), article_id=article, owner_id=vera)
    question_imports.run(made)
    question_imports.add(made, owner_id=vera)
    question_imports.run(made)
    db.session.rollback()
    return article


def statuses(article: int, vera: int) -> Counter[str]:
    found = [entry.status.value for entry in outlines.outline(article, teacher_id=vera).entries]
    db.session.rollback()
    return Counter(found)


@pytest.mark.parametrize(("page", "bite"), [("", 60), ("/review", 60), ("/approve-all", 200), ("/quiz", 60)])
def test_neither_the_page_nor_its_statements_grow_with_what_stands_on_the_article(desk, vera, page, bite):
    def got(number: int) -> tuple[int, int]:
        article = imported(vera, number)
        if page == "/quiz":
            passing = outlines.outline(article, teacher_id=vera).passing
            decisions.approve_all(article, [entry.version_id for entry in passing], reviewer_id=vera)
        with counted() as statements:
            found = desk.get(f"/desk/articles/{article}{page}")
        return statements.number, len(found.html)

    few, many_ = got(bite), got(bite + 240)
    assert few[0] == many_[0]
    # a line on the rest, and for the quiz the fields that say what is in it
    assert many_[1] - few[1] < (12_000 if page == "/quiz" else 1_500)


def test_the_article_lists_the_first_of_them_and_leads_to_all(desk, vera):
    article = imported(vera, 75)
    page = desk.get(f"/desk/articles/{article}")
    assert len(page.all("span", class_="ledger-number")) == 60
    assert "These are the first 60 of 75." in page.text
    rest = desk.get(page.link("page through all that wait"))
    assert "75 found" in rest.text


def test_many_are_approved_in_bites_of_what_was_shown(desk, vera):
    article = imported(vera, 205)
    address = f"/desk/articles/{article}/approve-all"
    assert desk.get(f"/desk/articles/{article}").link("Approve all 205 that pass every check") == address
    page = desk.get(address)
    shown = [box.get("value") for box in page.all("input", name="versions")]
    assert len(shown) == 200
    assert page.h1 == "Approve 200 questions?"
    assert "These are 200 of 205; the rest comes afterwards." in page.text
    then = desk.send(address, page.form(address), {"versions": shown[2:]}).location
    assert statuses(article, vera) == {"approved": 198, "draft": 7}
    page = desk.get(then)  # what was unticked is not asked about again
    assert page.h1 == "Approve five questions?"
    assert "the rest" not in page.text
    assert desk.send(then, page.form(then)).location == f"/desk/articles/{article}/quiz"
    assert statuses(article, vera) == {"approved": 203, "draft": 2}


def test_a_bite_that_cannot_be_approved_is_shown_again(desk, vera):
    article = make_article(vera)
    drafts = [make_item(article, content, checks=PASSED) for content in (CHOICE, SHORT)]
    db.session.rollback()
    address = f"/desk/articles/{article}/approve-all?after={drafts[0]}"
    page = desk.get(address)
    assert [box.get("value") for box in page.all("input", name="versions")] == [str(drafts[1])]
    items.reject(drafts[1], reviewer_id=vera)
    db.session.rollback()
    assert desk.send(address, page.form(address)).location == address


@pytest.fixture
def loaded():
    """The ids of the versions of questions that were read whole."""
    found: list[int] = []

    def hear(version: ItemVersion, _context: object) -> None:
        found.append(version.id)

    event.listen(ItemVersion, "load", hear)
    yield found
    event.remove(ItemVersion, "load", hear)


@pytest.mark.parametrize("deed", ["approve", "reject"])
def test_deciding_on_one_of_many_reads_no_other(desk, vera, loaded, deed):
    article = imported(vera, 130)
    waiting = outlines.outline(article, teacher_id=vera).waiting
    draft = f"/desk/drafts/{waiting[70].version_id}"
    db.session.rollback()
    loaded.clear()
    assert desk.post_form(f"{draft}/{deed}", at=draft).location == f"/desk/drafts/{waiting[71].version_id}"
    assert set(loaded) == {waiting[70].version_id}
    loaded.clear()
    desk.get(f"/desk/articles/{article}/review?at={waiting[-1].version_id}")
    assert set(loaded) == {entry.version_id for entry in waiting[-9:]}


def test_the_outline_tells_what_the_views_tell(vera, app):
    article = make_article(vera)
    proof = make_item(article, EVIDENCE, checks=PASSED)
    make_item(article, CHOICE)
    doubtful = make_item(article, SHORT, checks=(*PASSED, Verdict("Stands alone", Outcome.LOOK, "Who?")))
    items.approve(proof, reviewer_id=vera)
    items.reject(doubtful, reviewer_id=vera)
    views = item_views.article_items(article, teacher_id=vera)
    entries = outlines.outline(article, teacher_id=vera).entries
    told = [(e.version_id, e.status, e.is_stale, e.is_waiting, e.can_be_asked) for e in entries]
    assert told == [(v.version_id, v.status, v.is_stale, v.is_waiting, v.can_be_asked) for v in views]
    assert not any(entry.passes for entry in entries)
    assert outlines.outline(article, teacher_id=vera + 1).entries == ()
    assert app
