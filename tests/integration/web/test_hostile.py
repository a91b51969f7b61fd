"""Hostile words in every field and every address: never a 500, never anything but text on a page."""

import pytest

from quizapp.extensions import db
from tests.pages import Browser
from tests.samples import PASSWORD, SHORT, TEXT, make_article, make_item, make_quiz, make_teacher

HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "' OR 1=1; DROP TABLE quiz; --",
    "\u202eright to left\u202c \u200b\ufeff",
    "a\r\nSet-Cookie: x=1",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16") * 50,
    "x" * 100_000,
    "_____ " * 400,
    "²³½ ٣٤ Ⅻ",
    "-99999999999999999999999999",
    "1e999999",
    "\\u0000 %00 %s %(x)s",
)


@pytest.fixture
def teacher(app):
    make_teacher()
    browser = Browser(app)
    browser.post_form("/login", {"email": "vera@school.org", "password": PASSWORD})
    return browser


def attack(
    browser: Browser, action: str, names: tuple[str, ...], *, at: str = "", keep: dict[str, str] | None = None
) -> None:
    """Send the form with every field hostile, one word after another; each answer is a page without a script."""
    for word in HOSTILE:
        form = browser.get(at or action).form(action)
        page = browser.send(action, form, {**dict.fromkeys(names, word), **(keep or {})}, status=None)
        assert page.status < 500, (action, word[:40], page.html[:400])
        assert "<script>alert" not in page.html
        assert "Set-Cookie: x" not in str(page.headers)


def test_fields_of_a_student(app, browser):
    quiz = make_quiz(None)
    db.session.rollback()
    attack(browser, f"/q/{quiz.public_id}", ("name",))
    visitor = Browser(app)
    address = visitor.post_form(f"/q/{quiz.public_id}", {"name": "Mia"}).location.rsplit("/", 1)[0]
    for position in range(1, 10):
        attack(visitor, f"{address}/{position}", ("response", "save_key", "go", "flag"))
        attack(visitor, f"{address}/{position}", ("response",))
    visitor.post_form(f"{address.rsplit('/', 1)[0]}/check")
    assert "<script>alert" not in visitor.get(f"{address.rsplit('/', 1)[0]}/review").html


def test_fields_of_a_visitor(browser):
    attack(browser, "/settings", ("theme", "text", "spacing"))
    attack(browser, "/login", ("email", "password"))
    attack(browser, "/reset", ("email",))


def test_fields_of_a_teacher(teacher):
    owner = db.session.execute(db.text('SELECT id FROM "user"')).scalar_one()
    article = make_article(owner)
    version = make_item(article, SHORT)
    quiz = make_quiz(owner, (SHORT,))
    db.session.rollback()
    attack(teacher, "/desk/articles/new", ("title", "text", "author", "publisher", "address"))
    attack(teacher, "/desk/articles/new", ("title", "author", "publisher"), keep={"text": TEXT, "anyway": "y"})
    for name, fields in {
        "single_choice": ("key", "option_a", "option_b", "feedback_a"),
        "true_false": ("key",),
        "short_answer": ("key",),
        "numeric": ("key", "tolerance", "unit"),
        "cloze": ("key",),
        "multiple_choice": ("key", "option_a", "option_b", "feedback_a"),
        "ordering": ("key",),
        "matching": ("key", "others"),
        "evidence": ("key", "option_a", "option_b", "option_c", "feedback_a"),
    }.items():
        address = f"/desk/articles/{article}/questions/new/{name}"
        everywhere = ("stem", "explanation", *fields)
        attack(teacher, address, (*everywhere, "citation", "sentences"))
        attack(teacher, address, everywhere, keep={"citation": "The work cost 40,000 crowns"})
    attack(teacher, f"/desk/drafts/{version}/reject", ("reason",), at=f"/desk/drafts/{version}")
    place = f"/desk/quizzes/{quiz.quiz_id}"
    attack(teacher, place, ("title", "items", "order", "move"), at=f"{place}?change=")
    attack(teacher, place, ("title",), at=f"{place}?change=")
    for path in ("/desk", f"/desk/articles/{article}", place):
        assert "<script>alert" not in teacher.get(path).html


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999", "-1", "1.5", "%00", "x"])
def test_numbers_in_addresses(teacher, number):
    for path in (
        "/articles/{}", "/desk/articles/{}", "/desk/drafts/{}", "/desk/drafts/{}/edit", "/desk/quizzes/{}",
        "/desk/articles/{}/questions/new", "/desk/articles/{}/quizzes/new", "/q/{}", "/setup/{}", "/attempts/{}/check",
    ):  # fmt: skip
        assert teacher.get(path.format(number), None).status in {400, 404, 405}


def test_more_ids_than_a_statement_can_name(teacher):
    owner = db.session.execute(db.text('SELECT id FROM "user"')).scalar_one()
    quiz = make_quiz(owner, (SHORT,))
    db.session.rollback()
    many = [str(number) for number in range(1, 70_001)]
    article = f"/desk/articles/{quiz.article_id}"
    for path, name in (
        (f"{article}/approve-all", "versions"), (f"{article}/quiz", "items"), (f"{article}/quizzes/new", "items"),
        (f"/desk/quizzes/{quiz.quiz_id}", "order"), ("/desk/bank", "items"),
    ):  # fmt: skip
        assert teacher.post(path, {name: many, "csrf_token": teacher.token()}).status == 413, path
