"""Managing people: who may, what it shows and does, and that it shows nothing else."""

import pytest

from quizapp.extensions import db
from quizapp.services import accounts, people
from quizapp.services.errors import Conflict
from tests import factories
from tests.factories import PASSWORD
from tests.pages import Page

GET = {
    "/people": (200, 403, 403, 302),
    "/people/{user_id}": (200, 403, 403, 302),
    "/desk": (403, 200, 403, 302),
    "/desk/bank": (403, 200, 403, 302),
    "/desk/classes": (403, 200, 403, 302),
    "/desk/classes/{class_id}": (403, 200, 403, 302),
    "/desk/classes/{class_id}/students/{enrolment_id}/data": (403, 200, 403, 302),
    "/desk/articles/{article_id}": (403, 200, 403, 302),
    "/desk/quizzes/{quiz_id}": (403, 200, 403, 302),
    "/desk/quizzes/{quiz_id}/results": (403, 200, 403, 302),
    "/desk/reports": (403, 200, 403, 302),
    "/my/data": (200, 200, 200, 302),
    "/attempts/{attempt_id}/questions/1": (404, 404, 200, 302),
}
POST = {
    "/people": (422, 403, 403, 303),
    "/people/{user_id}/role": (422, 403, 403, 303),
    "/people/{user_id}/active": (303, 403, 403, 303),
    "/people/{user_id}/link": (409, 403, 403, 303),
    "/people/{user_id}/erase": (422, 403, 403, 303),
    "/desk/classes": (403, 422, 403, 303),
    "/my/data/erase": (422, 422, 422, 303),
}
ROLES = ("admin", "teacher", "student", "anonymous")


@pytest.fixture
def admin(app, new_browser):
    """The browser of somebody who manages people and does not teach."""
    assert app
    factories.make_teacher(email="first@example.org")
    return factories.sign_in(new_browser(), make_admin())


def make_admin() -> str:
    """Somebody who manages people and nothing else; the email."""
    email = factories.make_student("Paula Kern", "paula@example.org")
    people.set_role(factories.user_id(email), "admin", has=True, admin_id=factories.user_id(email))
    return email


@pytest.fixture
def roles(world, new_browser):
    """The world's teacher manages nobody; somebody else does."""
    email = make_admin()
    manager = factories.user_id(email)
    for one in people.accounts(role="admin")[0]:
        if one.id != manager:
            people.set_role(one.id, "admin", has=False, admin_id=manager)
    browsers = {role: world.browsers[role] for role in ROLES[1:]}
    browsers["admin"] = factories.sign_in(new_browser(), email)
    return browsers, world.values


def test_every_page_is_for_its_role(roles):
    browsers, values = roles
    found = {(path, role): browsers[role].get(path.format(**values), None).status for path in GET for role in ROLES}
    assert found == {(path, role): one for path in GET for role, one in zip(ROLES, GET[path], strict=True)}


def test_every_deed_is_for_its_role(roles):
    browsers, values = roles
    found = {
        (path, role): browsers[role].post(path.format(**values), {"csrf_token": browsers[role].token()}).status
        for path in POST
        for role in ROLES
    }
    assert found == {(path, role): one for path in POST for role, one in zip(ROLES, POST[path], strict=True)}


def test_the_pages_of_people_show_no_work(roles):
    browsers, values = roles
    for path in ("/people", f"/people/{values['user_id']}"):
        assert "Skerry" not in browsers["admin"].get(path).text


def test_the_first_teacher_manages_people_and_the_second_does_not(browser, new_browser):
    address = f"/setup/{accounts.create_setup_token()}"
    browser.post_form(address, {"name": "Daniela", "email": "d@example.org", "password": PASSWORD})
    assert "/people" in browser.get("/desk").links()
    other = factories.sign_in(new_browser(), factories.make_teacher())
    assert "/people" not in other.get("/desk").links()


def _link(page: Page) -> str:
    """The link to hand on, as it stands in its field once."""
    return page.one("input", id="link").get("value", "").removeprefix("http://localhost")


def test_an_invited_teacher_sets_up_the_account_once(admin, new_browser):
    fields = {"name": "Otto Berg", "email": "otto@example.org", "role": "teacher"}
    shown = admin.follow(admin.post_form("/people", fields))
    link = _link(shown)
    assert "/welcome/" not in admin.get("/people").html
    guest = new_browser()
    guest.post_form(link, {"password": "short"}, status=422)
    guest.post_form(link, {"password": PASSWORD})
    assert guest.get("/desk").status == 200
    guest.get("/people", 403)
    new_browser().get(link, 404)
    factories.sign_in(new_browser(), "otto@example.org").get("/desk")


def test_a_new_link_ends_the_older_one_and_is_refused_once_the_account_is_set_up(admin, browser):
    fields = {"name": "Otto Berg", "email": "otto@example.org", "role": "admin"}
    sent = admin.post_form("/people", fields)
    old = _link(admin.follow(sent))
    again = admin.follow(admin.post_form(f"{sent.location}/link", at=sent.location))
    new = _link(again)
    browser.get(old, 404)
    browser.post_form(new, {"password": PASSWORD})
    assert browser.get("/people").status == 200
    admin.post(f"{sent.location}/link", {"csrf_token": admin.token()}, status=409)


def test_an_address_with_an_account_is_not_invited_again(admin):
    email = factories.make_student()
    page = admin.post_form("/people", {"name": "X", "email": email.upper(), "role": "teacher"}, status=422)
    assert "account with this address" in page.text


def test_whoever_is_shut_out_is_out_at_once_and_can_be_let_in_again(admin, new_browser):
    email = factories.make_teacher()
    teacher, address = factories.sign_in(new_browser(), email), f"/people/{factories.user_id(email)}/active"
    admin.post(address, {"csrf_token": admin.token(), "active": "no"}, status=303)
    teacher.get("/desk", 302)
    new_browser().post_form("/login", {"email": email, "password": PASSWORD}, status=422)
    admin.post(address, {"csrf_token": admin.token(), "active": "yes"}, status=303)
    factories.sign_in(new_browser(), email).get("/desk")


def test_a_student_is_made_a_teacher_and_back(admin, new_browser):
    email = factories.make_student()
    browser, address = factories.sign_in(new_browser(), email), f"/people/{factories.user_id(email)}/role"
    for has, status in (("yes", 200), ("no", 403)):
        admin.post(address, {"csrf_token": admin.token(), "role": "teacher", "has": has}, status=303)
        browser.get("/desk", status)


@pytest.mark.usefixtures("app")
def test_somebody_always_manages_people():
    first = factories.user_id(factories.make_teacher())
    with pytest.raises(Conflict):
        people.set_role(first, "admin", has=False, admin_id=first)
    db.session.rollback()
    with pytest.raises(Conflict):
        people.set_active(first, active=False, admin_id=first)
    db.session.rollback()
    people.invite("new@example.org", "New", "admin", admin_id=first)
    with pytest.raises(Conflict):  # not set up yet: nobody could sign in with it
        people.set_role(first, "admin", has=False, admin_id=first)
    db.session.rollback()
    second = factories.user_id(factories.make_teacher())
    people.set_role(second, "admin", has=True, admin_id=first)
    people.set_role(first, "admin", has=False, admin_id=second)
    assert people.account(first).roles == ("teacher",)


def test_students_are_found_and_erased_and_then_gone_from_the_list(admin):
    email = factories.make_student("Zora Quist", "zora@example.org")
    assert "Zora Quist" in admin.get("/people?q=QUIST&role=student").text
    assert "Zora Quist" not in admin.get("/people?q=quist&role=teacher").text
    admin.post_form(
        f"/people/{factories.user_id(email)}/erase", {"sure": "y"}, at=f"/people/{factories.user_id(email)}"
    )
    assert "Zora" not in admin.get("/people").text
    assert "Erased student" not in admin.get("/people").text


@pytest.mark.usefixtures("app")
def test_the_first_teacher_does_not_manage_people_where_somebody_does():
    accounts.create_admin(email="ada@example.org", name="Ada", password=PASSWORD)
    accounts.create_teacher(email="first@example.org", name="Vera", password=PASSWORD)
    roles = {one.name: one.roles for one in people.accounts()[0]}
    db.session.rollback()
    assert roles == {"Ada": ("admin",), "Vera": ("teacher",)}


@pytest.mark.usefixtures("app")
def test_nobody_is_made_to_manage_people_who_cannot_sign_in():
    accounts.create_admin(email="ada@example.org", name="Ada", password=PASSWORD)
    [ada], _ = people.accounts()
    people.invite("new@example.org", "New", "teacher", admin_id=ada.id)
    with pytest.raises(Conflict):
        people.make_admin("new@example.org")
    db.session.rollback()
