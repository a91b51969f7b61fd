import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from quizapp.extensions import security
from quizapp.services import accounts, sign_in_guard
from tests import factories
from tests.factories import PASSWORD
from tests.pages import Browser, words

WRONG = "wrong wrong wrong"
ELSEWHERE = (
    "//evil.example", "https://evil.example/", "http:evil.example", "/\\evil.example", "\\\\evil.example", "///evil.example",
    "////evil.example", "https:///evil.example", "javascript:alert(1)", "/%5cevil.example", "//evil.example/%2f..", "/\t/evil.example",
    "http://localhost@evil.example", "https://evil.example\\@localhost", "//[::1]/", "ftp://evil.example", " //evil.example",
    "\x00//evil.example", "/\n/evil.example", "//evil%E3%80%82example",
)  # fmt: skip


def letters(app) -> list[str]:
    return [path.read_text() for path in sorted(Path(app.instance_path).glob("outbox/*.eml"))]


@pytest.mark.usefixtures("app")
def test_passwords_are_kept_as_argon2id():
    email = factories.make_teacher()
    assert security.datastore.find_user(email=email).password.startswith("$argon2id$")


@pytest.mark.usefixtures("app")
def test_a_fresh_quizapp_has_no_accounts():
    assert security.datastore.find_user(email="admin@example.org") is None
    assert accounts.create_setup_token()


def test_an_unknown_email_and_a_wrong_password_are_told_the_same(browser):
    email = factories.make_student()
    fields = {"password": WRONG}
    known = browser.post_form("/login", {**fields, "email": email}, status=422)
    unknown = browser.post_form("/login", {**fields, "email": "nobody@example.org"}, status=422)
    assert "do not belong together" in known.text
    assert known.text == unknown.text


def test_signing_in_with_a_password_in_any_unicode_form_works(browser):
    accounts.create_teacher(email="zoe@example.org", name="Zoë", password="Grüße aus Köln und Umgebung")
    page = browser.post_form(
        "/login", {"email": "Zoe@Example.org", "password": "Gru\u0308ße aus Ko\u0308ln und Umgebung"}
    )
    assert browser.follow(page).status == 200
    assert browser.get("/account").status == 200


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_never_leads_to_another_site(app, target):
    browser = Browser(app)
    email = factories.make_student()
    token = browser.token()
    fields = {"email": email, "password": PASSWORD, "next": target, "csrf_token": token}
    reply = browser.client.post("/login", data=fields, query_string={"next": target})
    assert reply.status_code in {303, 400, 422}
    assert "\\" not in reply.headers.get("Location", "")
    assert urlsplit(urljoin("http://localhost/login", reply.headers.get("Location", ""))).netloc == "localhost"


def test_signing_in_leads_back_to_where_one_was(browser):
    email = factories.make_teacher()
    asked = browser.get("/desk/articles/new", 302)
    page = browser.get(asked.location)
    done = browser.send(asked.location, page.form("/login"), {"email": email, "password": PASSWORD})
    assert done.location == "/desk/articles/new"


def test_a_session_is_dead_after_signing_out(app, browser):
    email = factories.make_student()
    factories.sign_in(browser, email)
    stolen = browser.client.get_cookie("quizapp").value
    browser.post_form("/logout", at="/account")
    thief = Browser(app)
    thief.client.set_cookie("quizapp", stolen)
    assert "/login" in thief.get("/account", 302).location


def test_signing_out_can_not_be_caused_by_a_link(browser):
    factories.sign_in(browser, factories.make_student())
    browser.get("/logout", 405)
    browser.get("/account")


def test_changing_the_password_ends_other_sessions(browser, new_browser):
    email = factories.make_student()
    other = factories.sign_in(new_browser(), email)
    factories.sign_in(browser, email)
    fields = {
        "password": PASSWORD,
        "new_password": "another long secret",
        "new_password_confirm": "another long secret",
    }
    browser.post_form("/change", fields)
    browser.get("/account")
    other.get("/account", 302)
    assert factories.sign_in(new_browser(), email, "another long secret").get("/account").status == 200


def test_changing_the_password_asks_for_the_present_one(browser):
    factories.sign_in(browser, factories.make_student())
    fields = {"password": WRONG, "new_password": "another long secret", "new_password_confirm": "another long secret"}
    page = browser.post_form("/change", fields, status=422)
    assert "not your password" in page.text


@pytest.mark.parametrize(
    ("password", "said"), [("short", "12 characters"), ("password1234", "first"), ("a" * 30, "first")]
)
def test_a_weak_password_is_refused_with_a_reason(browser, password, said):
    page = browser.post_form("/register", {"name": "Ben", "email": "ben@example.org", "password": password}, status=422)
    assert said in page.text
    assert page.one("input", id="password").get("aria-invalid") == "true"
    assert page.one("input", id="password").get("value", "") == ""


def test_a_long_password_of_any_characters_is_taken(browser):
    secret = "żółw 🐢 " * 12
    browser.post_form("/register", {"name": "Ben", "email": "ben@example.org", "password": secret})
    assert factories.sign_in(browser, "ben@example.org", secret).get("/account").status == 200


def test_registering_tells_nobody_whether_the_email_has_an_account(app, new_browser):
    email = factories.make_student()
    fields = {"name": "Ben", "password": PASSWORD}
    known, unknown = new_browser(), new_browser()
    first = known.follow(known.post_form("/register", {**fields, "email": email}))
    second = unknown.follow(unknown.post_form("/register", {**fields, "email": "new@example.org"}))
    assert first.text == second.text
    assert [f"To: {email}" in letter for letter in letters(app)] == [True]


def test_a_student_cannot_make_himself_a_teacher(browser):
    fields = {"name": "Ben", "email": "ben@example.org", "password": PASSWORD}
    browser.post_form("/register", {**fields, "roles": "teacher", "role": "teacher", "active": "1", "is_admin": "1"})
    factories.sign_in(browser, "ben@example.org").get("/desk", 403)


def test_the_setup_link_makes_the_first_teacher_once(browser, new_browser):
    address = f"/setup/{accounts.create_setup_token()}"
    browser.post_form(address, {"name": "Daniela", "email": "d@example.org", "password": PASSWORD})
    assert browser.get("/desk").status == 200
    new_browser().get(address, 404)
    assert accounts.create_setup_token() is None


def test_a_newer_setup_link_ends_the_older_one(browser):
    older, newer = accounts.create_setup_token(), accounts.create_setup_token()
    browser.get(f"/setup/{older}", 404)
    browser.get(f"/setup/{newer}")


def test_the_setup_link_is_worth_nothing_once_there_is_a_teacher(browser):
    token = accounts.create_setup_token()
    factories.make_teacher()
    browser.get(f"/setup/{token}", 404)


def test_the_setup_form_says_all_that_is_wrong_at_once_and_the_link_stays_good(browser):
    address = f"/setup/{accounts.create_setup_token()}"
    page = browser.post_form(address, {"name": " ", "email": "none", "password": "short"}, status=422)
    assert len(page.all("p", class_="field-error")) == 3
    browser.post_form(address, {"name": "Daniela", "email": "d@example.org", "password": PASSWORD})


def test_asking_for_a_new_password_says_the_same_for_everybody(app, new_browser):
    email = factories.make_student()
    known, unknown = new_browser(), new_browser()
    first = known.follow(known.post_form("/reset", {"email": email}))
    second = unknown.follow(unknown.post_form("/reset", {"email": "nobody@example.org"}))
    assert first.text == second.text
    assert len(letters(app)) == 1


def test_fields_of_passwords_are_named_in_our_words(browser):
    assert [words(label) for label in browser.get("/reset").all("label")] == ["Email"]
    factories.sign_in(browser, factories.make_student())
    named = [words(label) for label in browser.get("/change").all("label")]
    assert named == ["Present password", "New password", "New password once more"]


def test_a_reset_link_sets_a_password_once(app, browser, new_browser):
    email = factories.make_student()
    signed_in = factories.sign_in(new_browser(), email)
    browser.post_form("/reset", {"email": email})
    link = re.search(r"http://localhost(/reset/\S+)", letters(app)[0].replace("=\n", "").replace("=3D", "="))
    assert link
    secret = {"password": "another long secret", "password_confirm": "another long secret"}
    browser.post_form(link.group(1), secret)
    signed_in.get("/account", 302)
    browser.get(link.group(1), 302)
    assert factories.sign_in(browser, email, "another long secret").get("/account").status == 200


def test_guessing_is_slowed_down_alike_for_known_and_unknown_emails(browser):
    email = factories.make_student()
    for address in (email, "nobody@example.org"):
        for _ in range(sign_in_guard.FREE_TRIES):
            browser.post_form("/login", {"email": address, "password": WRONG}, status=422)
        page = browser.post_form("/login", {"email": address.upper(), "password": PASSWORD}, status=429)
        assert int(page.headers["Retry-After"]) <= sign_in_guard.FIRST_WAIT
    browser.get("/account", 302)


def test_a_success_starts_the_count_anew(browser, new_browser):
    email = factories.make_student()
    for _ in range(3):
        for _ in range(sign_in_guard.FREE_TRIES - 1):
            browser.post_form("/login", {"email": email, "password": WRONG}, status=422)
        factories.sign_in(new_browser(), email)


def test_the_second_factor_is_guarded_too_and_lets_in_with_its_code(browser, new_browser):
    email = factories.make_teacher()
    factories.sign_in(browser, email)
    page = browser.get("/tf-setup")
    shown = browser.send("/tf-setup", page.form("/tf-setup"), {"setup": "authenticator"}, status=200)
    key = re.sub(r"\W", "", shown.one("code").text or "")
    confirm = next(form for form in shown.all("form") if "/tf-setup/" in form.get("action", ""))
    browser.send(confirm.get("action"), confirm, {"code": code_of(key)})
    late = new_browser()
    asked = late.follow(factories.sign_in_page(late, email))
    assert "six figures" in asked.text.lower()
    late.get("/desk", 302)
    for _ in range(sign_in_guard.FREE_TRIES):
        late.post_form("/tf-validate", {"code": "000000"}, status=422)
    late.post_form("/tf-validate", {"code": "000000"}, status=429)
    sign_in_guard.forget(email)
    late.post_form("/tf-validate", {"code": code_of(key)})
    assert late.get("/desk").status == 200


def test_a_recovery_code_lets_in_once(browser, new_browser):
    email = factories.make_teacher()
    factories.sign_in(browser, email)
    shown = browser.post_form("/tf-setup", {"setup": "authenticator"}, status=200)
    key = re.sub(r"\W", "", shown.one("code").text or "")
    confirm = next(form for form in shown.all("form") if "/tf-setup/" in form.get("action", ""))
    browser.send(confirm.get("action"), confirm, {"code": code_of(key)})
    codes = [code.text for code in browser.post_form("/mf-recovery-codes", status=200).all("code")]
    assert len(codes) == 8
    for expected in (303, 422):
        late = new_browser()
        late.follow(factories.sign_in_page(late, email))
        late.post_form("/mf-recovery", {"code": codes[0]}, status=expected)


def code_of(key: str) -> str:
    """The six figures an authenticator app would show now."""
    from passlib.totp import TOTP

    return TOTP(key=key).generate().token
