"""The review screen, approving all at once and the quiz made of them: as plain forms, and as a script sends them."""

import pytest
from sqlalchemy import event, select

from quizapp.core.items import ItemStatus, Origin, Outcome, Verdict
from quizapp.extensions import db
from quizapp.models.audit import AuditEvent
from quizapp.models.items import ItemVersion
from quizapp.services import items, question_imports
from tests import factories
from tests.integration.web.test_desk import work
from tests.pages import words
from tests.samples import CHOICE, NUMBER, SHORT, TEXT, cited, make_article, make_item
from tests.statements import counted
from tests.tables import csv_file, many

PASSED = (Verdict("Proven", Outcome.PASS),)
JSON = {"Accept": "application/json"}


def statuses() -> list[str]:
    found = [status.value for status in db.session.scalars(select(ItemVersion.status).order_by(ItemVersion.id))]
    db.session.rollback()
    return found


@pytest.fixture
def article(vera):
    return make_article(vera)


@pytest.fixture
def drafts(article):
    made = [make_item(article, content, checks=PASSED) for content in (CHOICE, SHORT, NUMBER)]
    db.session.rollback()
    return made


def opened(page) -> list[str]:
    return [
        draft.get("data-draft") for draft in page.all("div") if draft.get("data-draft") and draft.get("hidden") is None
    ]


def test_all_drafts_are_on_one_page_and_one_is_open(desk, article, drafts):
    address = f"/desk/articles/{article}/review"
    page = desk.get(address)
    assert len([d for d in page.all("div") if d.get("data-draft")]) == 3
    assert opened(page) == [str(drafts[0])]
    assert opened(desk.get(f"{address}?at={drafts[2]}")) == [str(drafts[2])]
    assert opened(desk.get(f"{address}?at=nonsense")) == [str(drafts[0])]
    assert "Ruled out by paragraph 4: “said Tom Harrow, the last ferryman”" in page.text
    assert "Who chooses it reads: “Tom Harrow was the last ferryman.”" in page.text
    assert page.link("Decide later").endswith(f"?at={drafts[1]}")


def test_the_page_takes_the_same_number_of_statements_whatever_it_holds(desk, vera):
    def sent(count: int) -> int:
        article = make_article(vera, title=f"Bridge {count}")
        for _ in range(count):
            make_item(article, CHOICE, checks=PASSED)
        db.session.rollback()
        with counted() as statements:
            desk.get(f"/desk/articles/{article}/review")
        return statements.number

    assert sent(1) == sent(30)


def test_a_decision_leads_to_the_next_draft_in_the_review_and_can_be_undone(desk, article, drafts):
    address = f"/desk/articles/{article}/review"
    one, two, three = drafts
    on = desk.post_form(f"/desk/drafts/{one}/approve", at=address).location
    assert on == f"{address}?at={two}"
    on = desk.post_form(f"/desk/drafts/{two}/reject", {"reason": "too easy"}, at=on).location
    assert on == f"{address}?at={three}"
    assert statuses() == ["approved", "rejected", "draft"]
    meant = desk.get(on).all("input", name="decision")[0].get("value")
    back = desk.post_form(f"/desk/articles/{article}/undo", {"decision": meant}, at=on).location
    assert back == f"{address}?at={two}"
    page = desk.get(back)
    assert desk.post_form(f"/desk/articles/{article}/undo", {"decision": meant}, at=back).location == address
    assert "taken back already" in desk.get(address).text
    assert statuses() == ["approved", "draft", "draft"]
    assert "It waits for review again." in page.text
    assert "Undo: approved “Who drew the plans" in page.text
    meant = page.all("input", name="decision")[0].get("value")
    desk.post_form(f"/desk/articles/{article}/undo", {"decision": meant}, at=back)
    assert statuses() == ["draft"] * 3
    token = page.all("input", name="csrf_token")[0].get("value")
    assert desk.post(f"/desk/articles/{article}/undo", {"csrf_token": token}).location == address
    assert "no decision to take back" in desk.get(address).text


def test_a_script_is_told_and_not_sent_elsewhere(desk, article, drafts):
    token = desk.token()
    reply = desk.client.post(f"/desk/drafts/{drafts[0]}/approve", data={"csrf_token": token}, headers=JSON)
    assert (reply.status_code, reply.json["words"]) == (200, f"Approved: {CHOICE.stem}")
    meant = desk.get(f"/desk/articles/{article}/review").all("input", name="decision")[0].get("value")
    assert str(reply.json["decision"]) == meant
    reply = desk.client.post(f"/desk/drafts/{drafts[0]}/approve", data={"csrf_token": token}, headers=JSON)
    assert (reply.status_code, str(reply.json["decision"])) == (200, meant), "the reply was lost, and it is sent again"
    for _ in range(2):
        reply = desk.client.post(
            f"/desk/drafts/{drafts[1]}/reject", data={"csrf_token": token, "reason": "dull"}, headers=JSON
        )
        assert reply.json["words"] == "Set aside."
    deeds = db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert [deed for deed in deeds if deed in {"approve", "rejected"}] == ["approve", "rejected"]
    assert statuses() == ["approved", "rejected", "draft"]


def test_a_script_is_not_told_a_decision_of_another_tab_as_its_own(app, vera, desk, drafts):
    taken = []

    def decide_in_another_tab(session):
        if not taken:
            taken.append(session)
            with app.app_context():
                items.reject(drafts[2], reviewer_id=vera)

    token = desk.token()
    event.listen(db.session, "after_commit", decide_in_another_tab)
    try:
        reply = desk.client.post(f"/desk/drafts/{drafts[0]}/approve", data={"csrf_token": token}, headers=JSON)
    finally:
        event.remove(db.session, "after_commit", decide_in_another_tab)
    assert statuses() == ["approved", "draft", "rejected"]
    assert (reply.status_code, reply.json["decision"]) == (200, None)


@pytest.mark.usefixtures("drafts")
def test_editing_in_the_review_leads_back_to_it(desk, article):
    page = desk.get(f"/desk/articles/{article}/review")
    edit = page.link("Edit")
    again = desk.post_form(edit, {"explanation": "Mara Voss, the engineer, drew them."}, at=edit).location
    assert opened(desk.get(again)) == [again.rpartition("=")[2]]
    assert again.startswith(f"/desk/articles/{article}/review?at=")


def test_from_pasting_to_a_published_quiz_takes_five_actions(desk):
    address = desk.post_form("/desk/articles/new", {"title": "The bridge", "text": TEXT}).location  # 1
    work()
    confirm = desk.get(address).link("that pass every check")
    page = desk.get(confirm)  # 2
    assert page.all("input", name="versions")
    ready = desk.post_form(confirm, at=confirm).location  # 3
    page = desk.get(ready)
    assert "Make and publish a quiz of these" in page.text
    quiz = desk.get(desk.post_form(ready, at=ready).location)  # 4
    assert quiz.h1 == "The bridge"
    assert "Published" in quiz.text


def test_what_is_approved_at_once_is_shown_with_its_wrong_options_and_its_whole_proof(desk, article):
    make_item(article, checks=PASSED)
    proof = cited(TEXT[TEXT.index("The bridge at Orrin was") : TEXT.index(" The work cost")])
    assert len(proof.exact) > 220
    items.add_item(article, SHORT, proof, kind="who", origin=Origin.WRITTEN, checks=PASSED)
    page = desk.get(f"/desk/articles/{article}/approve-all")
    assert [words(mark) for mark in page.all("mark")][-1] == " ".join(proof.exact.split())
    assert page.text.count("Wrong options: Tom Harrow · The mayor of Orrin") == 1
    assert page.text.count("Wrong options") == 1


def test_one_that_was_unticked_stays_a_draft(desk, article, drafts):
    address = f"/desk/articles/{article}/approve-all"
    page = desk.get(address)
    assert page.h1 == "Approve three questions?"
    ready = desk.send(address, page.form(address), {"versions": [str(drafts[0]), str(drafts[2])]}).location
    assert statuses() == ["approved", "draft", "approved"]
    assert "One draft waits for review and stays out" in desk.get(ready).text


def test_what_no_longer_passes_is_told_and_none_is_approved(desk, article, drafts):
    address = f"/desk/articles/{article}/approve-all"
    form = desk.get(address).form(address)
    items.reject(drafts[1], reviewer_id=factories.user_id("vera@school.org"))
    db.session.rollback()
    assert desk.send(address, form).location == address
    assert "changed in the meantime" in desk.get(address).text
    assert statuses() == ["draft", "rejected", "draft"]
    desk.send(address, form, {"versions": None})
    assert "none to approve at once" in desk.get(address).text


def test_nothing_to_review_says_so_and_offers_what_is_next(desk, article):
    page = desk.get(f"/desk/articles/{article}/review")
    assert "All looked through" in page.text
    assert desk.get(f"/desk/articles/{article}/approve-all").h1 == "None to approve at once"
    assert "No question of this article is approved yet." in desk.get(f"/desk/articles/{article}/quiz").text
    token = desk.token()
    told = desk.post(f"/desk/articles/{article}/quiz", {"csrf_token": token, "title": "Bridge"}, 422)
    assert told.title.startswith("Error: ")
    version = make_item(article)
    item = items.db.session.get_one(ItemVersion, version).item_id
    db.session.rollback()
    told = desk.post(f"/desk/articles/{article}/quiz", {"csrf_token": token, "title": "B", "items": str(item)}, 409)
    assert statuses() == [ItemStatus.DRAFT.value]
    assert "not approved" in words(told.root)


def test_the_facts_are_shaded_by_how_often_they_are_asked_about(desk, vera, article):
    start = TEXT.index("The bridge at Orrin was opened")
    fact = factories.make_fact(article, start, start + 39, "The bridge at Orrin was opened in 1907.")
    other = factories.make_fact(
        article, TEXT.index("Building"), TEXT.index("Building") + 26, "Building it took six years."
    )
    for content in (CHOICE, SHORT):
        make_item(article, content, fact_id=fact)
    db.session.rollback()
    address = f"/desk/articles/{article}/facts"
    page = desk.get(address)
    assert page.h1 == "Facts asked about: 1 of 2"
    states = [mark.get("data-state") for mark in page.all("mark", class_="fact-words")][3:]
    assert states == ["twice", "unasked"]
    form = f"/desk/articles/{article}/questions/new/true_false?fact={other}"
    written = desk.get(form)
    assert "Building it took six years" in words(written.one("textarea", name="citation"))
    fields = {"stem": "Building the bridge took six years.", "key": "true", "explanation": "The text says six years."}
    desk.send(form, written.form(form), fields)
    assert desk.get(address).h1 == "Facts asked about: 2 of 2"
    elsewhere = factories.make_fact(make_article(vera, title="Other"))
    desk.get(f"/desk/articles/{article}/questions/new/true_false?fact={elsewhere}", 404)
    desk.post(f"{address}/{elsewhere}/another", {"csrf_token": desk.token()}, 404)
    desk.send(
        f"/desk/articles/{article}/questions/new/true_false?fact={elsewhere}", written.form(form), fields, status=404
    )


def test_another_question_on_a_fact_is_drafted_or_said_to_be_none(desk):
    address = desk.post_form("/desk/articles/new", {"title": "The bridge", "text": TEXT}).location
    work()
    facts = f"{address}/facts"
    for _ in range(8):
        page = desk.get(facts)
        target = next(form.get("action") for form in page.all("form") if "/another" in (form.get("action") or ""))
        before = len(statuses())
        desk.post_form(target, at=facts)
        assert "Refresh" in desk.get(facts).headers
        work()
        page = desk.get(facts)
        if len(statuses()) == before:
            assert "finds no other question on this fact" in page.text
            return
        assert "A new draft on fact" in page.text
    pytest.fail("a fact gives ever more questions")


def test_a_question_is_replaced_by_another_on_its_fact_or_nothing_changes(desk):
    address = desk.post_form("/desk/articles/new", {"title": "The bridge", "text": TEXT}).location
    work()
    facts = f"{address}/facts"
    targets = [form.get("action") for form in desk.get(facts).all("form") if "/replace" in (form.get("action") or "")]
    assert len(targets) == len(statuses())
    found = set()
    for target in targets:
        before = statuses()
        desk.post_form(target, at=facts)
        assert not any("/replace" in (form.get("action") or "") for form in desk.get(facts).all("form"))
        work()
        page, after = desk.get(facts), statuses()
        found.add(len(after) > len(before))
        if len(after) > len(before):
            assert sorted(after) == sorted([*before, "rejected"])
            assert "The draft it takes the place of is set aside" in page.text
            desk.post(target, {"csrf_token": desk.token()}, 409)
        else:
            assert after == before
            assert "finds no other question on this fact" in page.text
    assert found == {True, False}


def test_a_draft_that_is_to_take_the_place_of_an_approved_question_says_so(desk, vera):
    address = desk.post_form("/desk/articles/new", {"title": "The bridge", "text": TEXT}).location
    work()
    facts, article = f"{address}/facts", int(address.rpartition("/")[2])
    targets = [form.get("action") for form in desk.get(facts).all("form") if "/replace" in (form.get("action") or "")]
    for target in targets:
        old = int(target.split("/")[-2])
        items.approve(old, reviewer_id=vera)
        stem, before = db.session.get_one(ItemVersion, old).stem, len(statuses())
        desk.post_form(target, at=facts)
        work()
        if len(statuses()) > before:
            break
    new = max(db.session.scalars(select(ItemVersion.id)))
    db.session.rollback()
    told = f"It is to take the place of “{stem}”. When you approve this one, that one is retired."
    for page in (desk.get(f"/desk/articles/{article}/review?at={new}"), desk.get(f"/desk/drafts/{new}")):
        assert page.text.count(told) == 1
        assert page.link(stem) == f"/desk/drafts/{old}"
    page = desk.get(f"/desk/articles/{article}/approve-all")
    assert f"It takes the place of “{stem}”, which is retired." in page.text
    desk.post_form(f"/desk/drafts/{new}/approve", at=f"/desk/drafts/{new}")
    assert told not in desk.get(f"/desk/drafts/{new}").text


def test_more_drafts_than_a_page_holds_are_looked_through_page_by_page(desk, vera, article):
    made = question_imports.request("a.csv", csv_file(many(62)), article_id=article, owner_id=vera)
    question_imports.run(made)
    question_imports.add(made, owner_id=vera)
    question_imports.run(made)
    first = desk.get(f"/desk/articles/{article}/review")
    assert len(first.all("div", class_="spread")) == 60
    assert "Draft 60 of 62" in first.text
    second = desk.get(first.one("a", data_beyond=True).get("href"))
    assert len(second.all("div", class_="spread")) == 2
    assert "Draft 61 of 62" in second.title
    before = desk.get(second.one("a", data_before=True).get("href"))
    assert "Draft 60 of 62" in before.title
