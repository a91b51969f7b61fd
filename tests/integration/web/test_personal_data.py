"""One's own data, had and erased in the browser; a student's by the teacher."""

import json

from tests import factories


def test_a_student_downloads_the_data_from_the_account(browser):
    factories.sign_in(browser, factories.make_student("Ben Adler", "ben@example.org"))
    assert "/my/data" in browser.get("/account").links()
    reply = browser.client.get("/my/data/file")
    assert "no-store" in reply.headers["Cache-Control"]
    assert "attachment" in reply.headers["Content-Disposition"]
    assert json.loads(reply.get_data())["person"]["email"] == "ben@example.org"


def test_a_guest_finds_the_data_beside_the_own_quizzes_and_is_unknown_after_erasing(app, browser):
    public_id = factories.make_published_quiz(owner_id=factories.user_id(factories.make_teacher()))
    browser.post_form(f"/q/{public_id}", {"name": "Mia Lang"})
    assert "/my/data" in browser.get("/my").links()
    stolen = browser.client.get_cookie("quizapp").value
    page = browser.post_form("/my/data/erase", status=422, at="/my/data")
    assert "Nothing is erased yet" in page.text
    assert "Mia Lang" in browser.get("/my").text
    browser.post_form("/my/data/erase", {"sure": "y"}, at="/my/data")
    assert "Mia Lang" not in browser.get("/my").text
    thief = type(browser)(app)
    thief.client.set_cookie("quizapp", stolen)
    assert "Taken as" not in thief.get("/my").text


def test_an_erased_account_cannot_sign_in_and_its_address_is_free(browser, new_browser):
    email = factories.make_student()
    other = factories.sign_in(new_browser(), email)
    factories.sign_in(browser, email)
    browser.post_form("/my/data/erase", {"sure": "y"}, at="/my/data")
    for one in (browser, other):
        one.get("/account", 302)
    browser.post_form("/login", {"email": email, "password": factories.PASSWORD}, status=422)
    factories.sign_in(browser, factories.make_student(email=email)).get("/account")


def test_a_teacher_erases_a_student_of_the_class(world):
    teacher = world.browsers["teacher"]
    address = f"/desk/classes/{world.values['class_id']}/students/{world.values['enrolment_id']}"
    assert json.loads(teacher.client.get(f"{address}/data").get_data())["person"] == {"name": "Ben Adler"}
    teacher.post_form(f"{address}/erase", status=422)
    teacher.post_form(f"{address}/erase", {"sure": "y"})
    teacher.get(address, 404)
    world.browsers["student"].get("/account", 302)


def test_a_teacher_is_told_whom_to_ask_instead(browser):
    factories.sign_in(browser, factories.make_teacher())
    page = browser.get("/my/data")
    assert page.all("input", id="sure") == []
    sent = browser.post("/my/data/erase", {"sure": "y", "csrf_token": browser.token()}, status=409)
    assert "cannot be erased" in sent.text
