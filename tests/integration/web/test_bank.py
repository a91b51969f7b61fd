"""The bank: what is found, tagged and told about versions; and nothing of anybody else's."""

import pytest

from quizapp.extensions import db
from quizapp.models.items import ItemVersion
from quizapp.services import article_details, articles, bank, correcting, items, starting, submissions, tags
from quizapp.services.bank import Filters
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.guests import Taker
from tests import factories
from tests.pages import words
from tests.samples import CHOICE, CONTENTS, NUMBER, SHORT, TITLE, make_article, make_guest, make_item, make_teacher
from tests.statements import counted


def item_of(version: int) -> int:
    found = db.session.get_one(ItemVersion, version).item_id
    db.session.rollback()
    return found


def found(vera: int, **wanted) -> list[int]:
    page = bank.search(Filters(**wanted), teacher_id=vera)
    db.session.rollback()
    return sorted(line.version_id for line in page.lines)


@pytest.fixture
def article(vera):
    return make_article(vera)


def test_questions_are_found_by_words_article_kind_and_status(vera, article):
    choice, number = make_item(article, CHOICE), make_item(article, NUMBER)
    short = make_item(make_article(vera, title="Other"), SHORT)
    items.approve(number, reviewer_id=vera)
    assert found(vera) == [choice, number, short]
    assert found(vera, words="PLANS bridge") == [choice]
    assert found(vera, words="ferryman") == []  # feedback and proof are not searched
    assert found(vera, words="40000 crowns") == [number]
    assert found(vera, words="100% _") == []
    assert found(vera, article_id=article, interaction="numeric") == [number]
    assert found(vera, status="approved") == [number]
    assert found(vera, status="nonsense", facility="nonsense") == [choice, number, short]


def test_nothing_of_anybody_elses_is_found_or_tagged(article):
    karl = make_teacher("karl@school.org", "Karl").id
    version = make_item(article)
    builtin = make_item(make_article(None))
    assert found(karl) == []
    for item in (item_of(version), item_of(builtin), 10**6):
        with pytest.raises(NotFound):
            tags.set_tags(item, ["mine"], teacher_id=karl)
        with pytest.raises(NotFound):
            tags.add_tag([item], "mine", teacher_id=karl)
        db.session.rollback()


def test_the_words_of_the_newest_version_are_searched(vera, article):
    version = make_item(article, CHOICE)
    proof = factories.cited("Mara Voss, an engineer", items.db.session.get_one(items.ArticleVersion, 1).text)
    newer = items.edit_item(version, SHORT, proof, teacher_id=vera)
    assert found(vera, words="plans") == []
    assert found(vera, words="cross the river") == [newer]


def test_tags_are_kept_in_small_letters_and_filter_the_bank(vera, article):
    one, two = make_item(article), make_item(article, SHORT)
    tags.set_tags(item_of(one), ["  Year 7 ", "bridges", "year  7", ""], teacher_id=vera)
    assert tags.add_tag([item_of(one), item_of(two)], "Bridges", teacher_id=vera) == 1
    names = {tag.name: tag.id for tag in tags.teachers_tags(vera)}
    db.session.rollback()
    assert list(names) == ["bridges", "year 7"]
    assert found(vera, tag_id=names["year 7"]) == [one]
    assert found(vera, tag_id=names["bridges"]) == [one, two]
    tags.set_tags(item_of(one), [], teacher_id=vera)
    assert [tag.name for tag in tags.teachers_tags(vera)] == ["bridges"]
    for wrong in (["x" * 61], [str(n) for n in range(21)]):
        with pytest.raises(Invalid):
            tags.set_tags(item_of(one), wrong, teacher_id=vera)
    with pytest.raises(Invalid):
        tags.add_tag([item_of(one)], "  ", teacher_id=vera)
    tags.set_tags(item_of(one), [str(n) for n in range(20)], teacher_id=vera)
    with pytest.raises(Invalid, match="20 tags"):
        tags.add_tag([item_of(one), item_of(two)], "one more", teacher_id=vera)
    db.session.rollback()
    assert tags.add_tag([item_of(one), item_of(two)], "7", teacher_id=vera) == 1


def test_tags_can_be_given_on_the_pages(desk, vera, article):
    one, two = item_of(make_item(article)), item_of(make_item(article, SHORT))
    desk.post_form("/desk/bank?words=bridge", {"items": [str(one), str(two)], "name": "Bridges"})
    desk.post_form(f"/desk/bank/{one}", {"tags": "Bridges, rivers"})
    page = desk.get(f"/desk/bank/{one}")
    assert page.one("input", id="tags").get("value") == "bridges, rivers"
    assert "bridges" in desk.get("/desk/bank").text
    told = desk.post_form(f"/desk/bank/{one}", {"tags": "x" * 70}, status=422)
    assert told.title.startswith("Error: ")
    assert "Keep a tag to 60" in words(told.one("p", id="tags-error"))
    told = desk.post_form("/desk/bank?words=bridge", {"items": str(one), "name": ""})
    assert told.location == "/desk/bank?words=bridge"
    assert "Write the tag." in desk.get(told.location).text
    assert found(vera, words="bridge") != []


def test_the_bank_says_which_questions_are_to_be_looked_at_again(desk, vera, article):
    for content in (CHOICE, SHORT, NUMBER):
        version = make_item(article, content)
    items.reject(version, reviewer_id=vera)
    seen = articles.article_text(article, teacher_id=vera)
    text = seen.text.replace("two hundred", "three hundred").replace("40,000", "50,000")
    details = article_details.ArticleDetails(TITLE, text=text)
    correcting.correct(article, details, teacher_id=vera, seen_version_id=seen.version_id)
    lines = desk.get("/desk/bank").one("ol", class_="ledger").findall("li")
    told = {words(line.find(".//h3")) for line in lines if "the text was corrected, look at it again" in words(line)}
    assert told == {SHORT.stem}
    assert f"/desk/articles/{article}/again" in desk.get("/desk/bank").links()


def test_what_was_not_searched_for_is_not_called_found(desk, article):
    make_item(article)
    db.session.rollback()
    assert words(desk.get("/desk/bank").one("h2", id="found")) == "One question"
    assert words(desk.get("/desk/bank?words=bridge").one("h2", id="found")) == "1 found"


def test_the_versions_show_what_changed_and_who_answered_which(desk, new_browser, vera):
    article = make_article(vera)
    public_id = _published(vera, article)
    student = new_browser()
    started = student.post_form(f"/q/{public_id}", {"name": "Ben"}).location
    check = f"/attempts/{started.split('/')[2]}/check"
    student.post_form(check, at=check)
    version = db.session.query(ItemVersion).order_by(ItemVersion.id).first()
    item, version_id = version.item_id, version.id
    db.session.rollback()
    edit = f"/desk/drafts/{version_id}/edit"
    desk.post_form(edit, {"stem": "Who drew the drawings of the bridge at Orrin?"}, at=edit)
    page = desk.get(f"/desk/bank/{item}")
    assert [words(x) for x in page.all("ins")] == ["added: drawings"]
    assert [words(x) for x in page.all("del")] == ["removed: plans"]
    assert "Two versions" in page.text
    assert "Nobody has answered this version" in page.text
    assert "Answered in one attempt by one person" in page.text


def test_what_the_teacher_tried_out_is_no_answer(vera, article):
    public_id = _published(vera, article)
    own = Taker(vera, None, "Vera Lind")
    for taker in (own, make_guest()):
        submissions.submit(starting.start(public_id, taker), taker)
    assert {line.answers for line in bank.search(Filters(), teacher_id=vera).lines} == {1}
    db.session.rollback()
    assert found(vera, facility="high") == []


def _published(vera: int, article: int) -> str:
    from quizapp.services import quizzes

    versions = [make_item(article, content) for content in CONTENTS]
    for version in versions:
        items.approve(version, reviewer_id=vera)
    ids = [item_of(version) for version in versions]
    return factories.public_id_of(quizzes.create_published(article, "Bridge", owner_id=vera, item_ids=ids))


def test_the_bank_takes_the_same_number_of_statements_whatever_it_holds(desk, article):
    def sent() -> int:
        with counted() as statements:
            desk.get("/desk/bank?words=bridge&facility=unknown")
        return statements.number

    make_item(article)
    one = sent()
    for _ in range(40):
        make_item(article, SHORT)
    assert sent() == one
    page = desk.get("/desk/bank?words=bridge")
    assert "41 found, page 1 of 2" in page.text
    assert "page 2 of 2" in desk.get(page.link("Page 2")).text
    assert "page 2 of 2" in desk.get("/desk/bank?words=bridge&page=99").text
    assert "None found" in desk.get("/desk/bank?words=unicorn").text
