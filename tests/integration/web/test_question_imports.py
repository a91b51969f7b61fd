"""A teacher's way from a table to drafts: upload, a look, progress, a stop, the review."""

import io
from random import Random

import pytest

from quizapp.models.items import ItemRow
from quizapp.models.question_imports import QuestionImport
from tests.integration.web.test_desk import all_of, work
from tests.pages import Browser
from tests.samples import TITLE, make_article
from tests.tables import FLOOD, KEYLESS, PLANS, YEARS, csv_file, many, workbook

IMPORT = "/desk/bank/import"


@pytest.fixture
def bridge(vera):
    return make_article(vera)


def upload(desk: Browser, name: str, data: bytes, article: object = "", status: int = 303):
    sent = {"file": [(io.BytesIO(data), name)], "article": str(article)}
    return desk.send(IMPORT, desk.get(IMPORT).form(IMPORT), sent, status=status)


def test_a_table_becomes_drafts_that_wait_for_review(desk, bridge):
    assert IMPORT in desk.get("/desk/bank").links()
    address = upload(desk, "bridge.csv", csv_file([PLANS, FLOOD, YEARS, KEYLESS]), bridge).location
    waiting = desk.get(address)
    assert "Nothing is added yet" in waiting.text
    assert waiting.headers["Refresh"]
    assert address in desk.get("/desk").links()
    work()
    look = desk.get(address)
    assert "Refresh" not in look.headers
    for words in (
        "Four lines read: two are fine, one is without a proof, one has a problem.",
        "Three questions can be added.",
        "One question of them cites no words",
        "About six years",
    ):
        assert words.lower() in look.text.lower()
    assert "5The key names none of the options." in look.text
    desk.post_form(f"{address}/add", at=address)
    assert "0 of 3 gone through" in desk.get(address).text
    work()
    done = desk.get(address)
    assert "Three questions added as drafts." in done.text
    [main] = [link for link in done.all("a", class_="button") if "quiet" not in link.get("class")]
    assert "Review the drafts" in (main.text or "")
    review = desk.get(done.link("Review the drafts"))
    assert "Draft 1 of 3" in review.text
    assert len([form for form in review.all("form") if form.get("data-decide") == "Approved"]) == 2
    assert "No words prove it yet" in review.text
    for draft in (1, 2, 3):
        shown = desk.get(f"/desk/drafts/{draft}")
        assert "imported" in shown.text
    assert "but the article does not say so" in shown.text
    assert "Words of the article that prove it" in desk.get("/desk/drafts/3/edit").text


def test_the_article_may_be_named_in_the_file(desk, bridge):
    rows = [(*PLANS[:8], TITLE, "bridges"), (*FLOOD[:8], "No such article", "")]
    address = upload(desk, "bridge.xlsx", workbook(rows)).location
    work()
    page = desk.get(address)
    assert "There is no article “No such article” on your desk." in page.text
    assert f"/desk/articles/{bridge}" not in page.links()  # nothing to review yet


def test_it_is_stopped_and_gone_on_with(desk, bridge):
    address = upload(desk, "bridge.csv", csv_file(many(3)), bridge).location
    work()
    desk.post_form(f"{address}/add", at=address)
    stopped = desk.get(desk.post_form(f"{address}/stop", at=address).location)
    assert "Stopped. 0 of 3 questions added." in stopped.text
    work()
    assert all_of(ItemRow) == []
    desk.post_form(f"{address}/add", at=address)
    work()
    assert "Three questions added" in desk.get(address).text
    again = upload(desk, "again.csv", csv_file(many(3)), bridge).location
    work()
    assert "Three lines read: three are in your bank already. They need not be added again." in desk.get(again).text
    assert "thrown away" in desk.get(desk.post_form(f"{again}/drop", at=again).location).text.lower()


def test_what_is_wrong_with_a_file_is_told_beside_it(desk):
    page = upload(desk, "a.csv", b"", status=422)
    assert page.title.startswith("Error: ")
    assert "Choose a file that is not empty." in page.text
    desk.send(
        IMPORT, desk.get(IMPORT).form(IMPORT), {"file": [(io.BytesIO(b"x"), "a.csv")], "article": "99"}, status=404
    )
    desk.send(IMPORT, desk.get(IMPORT).form(IMPORT), {"file": "no file at all"}, status=422)


def test_the_template_can_be_downloaded_and_filled_in(desk, vera):
    from tests.factories import ARTICLE

    make_article(vera, title="The light on Skerry Point", text=ARTICLE)
    table = desk.get(desk.get(IMPORT).link("Download a table")).html.encode()
    address = upload(desk, "questions.csv", table).location
    work()
    assert "Eight lines read: all are fine. Eight questions can be added." in desk.get(address).text


def test_limits_on_the_pages_are_those_of_the_server(desk, app):
    app.config["UPLOAD_LIMIT"], app.config["UPLOAD_FILES"] = 3 * 1024 * 1024 // 2, 7
    assert "up to 7 files of 1.5 MB, 12 MB together" in desk.get("/desk/articles/new").text
    assert "Up to 10,000 questions and 1.5 MB." in desk.get(IMPORT).text


def test_script_in_a_file_is_shown_as_words(desk, bridge):
    evil = "<script>alert(1)</script>"
    row = (evil, evil, *PLANS[2:])
    address = upload(desk, f"{evil}.csv", csv_file([row]), bridge).location
    work()
    page = desk.get(address)
    assert evil in page.text
    assert evil not in page.html


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_mutated_files_are_told_and_never_break_a_page(desk, bridge, ending):
    """Byte flips and cuts of good files, through the whole way in."""
    random = Random(3)  # noqa: S311 - the same every time, no secret
    good = {
        "csv": csv_file([PLANS, FLOOD]),
        "xlsx": workbook([PLANS, FLOOD]),
        "jsonl": b'{"stem": "Is it?", "key": "True"}\n',
    }
    addresses = []
    for _ in range(6):
        spoiled = bytearray(good[ending])
        for _ in range(random.randint(1, 30)):
            spoiled[random.randrange(len(spoiled))] = random.randrange(256)
        addresses.append(upload(desk, f"a.{ending}", bytes(spoiled[random.randint(0, 9) :]), bridge).location)
    work()
    for address in addresses:
        assert desk.get(address).status == 200
    assert all_of(ItemRow) == []
    assert {row.status.value for row in all_of(QuestionImport)} <= {"ready", "failed"}
