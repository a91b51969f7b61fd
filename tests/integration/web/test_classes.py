"""A teacher's classes through their pages: made, joined, filled from a list, given a quiz, watched, put away."""

import re
from datetime import timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from quizapp.core.settings import QuizSettings
from quizapp.extensions import db
from quizapp.services import enrolments, quiz_settings, quizzes
from quizapp.services.clock import utc_now
from quizapp.services.quizzes import QuizView, desk_quizzes
from tests.pages import Browser, words
from tests.samples import CHOICE, make_article, make_item, make_quiz
from tests.statements import counted

LIST = "Name;Number\n" + "\n".join(f"Student {n};{n}" for n in range(1, 31))


@pytest.fixture
def quiz(vera):
    made = make_quiz(vera, (CHOICE,))
    db.session.rollback()
    return made


@pytest.fixture
def class_page(desk, vera):
    """The address of a class."""
    assert vera
    return desk.post_form("/desk/classes", {"name": "7b English", "time_zone": "Europe/Berlin"}).location


def give(desk, quiz, **fields):
    return desk.post_form(f"/desk/quizzes/{quiz.quiz_id}/give", fields)


def join(browser, desk, class_page, name):
    code = words(desk.get(f"{class_page}/code").one("p", class_="score"))
    return browser.post_form("/join", {"code": code, "name": name})


def test_everything_about_classes_is_reached_from_the_desk(desk, quiz, class_page):
    index = desk.get(desk.get("/desk").link("Classes"))
    page = desk.get(index.link("7b English"))
    for label in ("Show the code", "Add a class list", "Name, teachers, archive"):
        assert desk.get(page.link(label)).h1
    quiz_page = desk.get(desk.get("/desk").link("The bridge at Orrin"))
    assert quiz_page
    assert desk.get(desk.get(f"/desk/quizzes/{quiz.quiz_id}").link("Give it to a class")).h1 == "Give it to a class"
    assert class_page


def test_the_main_button_of_a_class_is_what_it_lacks(desk, quiz, class_page):
    def main() -> str:
        (found,) = [link for link in desk.get(class_page).all("a", class_="button") if "quiet" not in link.get("class")]
        assert desk.get(found.get("href").partition("#")[0]).h1
        return words(found)

    assert main() == "Show the code"
    desk.post(f"{class_page}/students", {"csrf_token": desk.token(), "rows": "Mia Lang", "add": "yes"}, 303)
    assert main() == "Give a quiz"
    opens = utc_now() + timedelta(days=1)
    shown = give(desk, quiz, opens_at=f"{opens:%Y-%m-%dT%H:%M}").location
    assert main() == "Give a quiz"
    desk.post_form(f"{shown}/change", {"opens_at": ""})
    assert main() == "Watch “The bridge at Orrin”"
    desk.post_form(f"{shown}/end", at=shown)
    assert main() == "Results of “The bridge at Orrin”"


def test_a_quiz_given_from_the_page_of_a_class_is_meant_for_that_class(desk, quiz, class_page):
    other = desk.post_form("/desk/classes", {"name": "9a", "time_zone": "Europe/Berlin"}).location
    desk.post(f"{class_page}/students", {"csrf_token": desk.token(), "rows": "Mia Lang", "add": "yes"}, 303)
    chosen = desk.get(desk.get(class_page).link("Give a quiz"))
    assert "Not given to this class yet" in chosen.text
    form = desk.get(chosen.link("The bridge at Orrin"))
    assert words(form.all("option", selected=True)[0]) == "7b English"
    shown = desk.post_form(form.url).location
    assert desk.get(shown).link("7b English") == class_page
    again = desk.get(f"{class_page}/give")
    assert (again.link("The bridge at Orrin"), "The class has it: Open until" in again.text) == (shown, True)
    elsewhere = desk.get(f"/desk/quizzes/{quiz.quiz_id}/give")
    assert words(elsewhere.all("option", selected=True)[0]) == "9a"
    assert other


def test_the_code_page_draws_its_own_qr_code(desk, class_page):
    page = desk.get(f"{class_page}/code")
    assert page.html.count('aria-label="QR code that leads to joining 7b English"') == 1
    before = words(page.one("p", class_="score"))
    assert re.fullmatch("[A-Z0-9]{3}-[A-Z0-9]{3}", before)
    desk.post_form(f"{class_page}/code")
    assert words(desk.get(f"{class_page}/code").one("p", class_="score")) != before


def test_a_student_joins_takes_what_is_given_and_the_teacher_watches(desk, browser, quiz, class_page):
    shown = give(desk, quiz).location
    assert "There is nobody in this class yet" in desk.get(shown).text
    mine = browser.follow(join(browser, desk, class_page, "Mia Lang"))
    assert mine.h1 == "7b English"
    assert "Mia Lang" not in browser.get("/").text
    given = browser.get(browser.get("/").link("The bridge at Orrin"))
    question = browser.follow(browser.post_form(given.url))
    assert "One of one student has started, nobody has handed in yet." in desk.get(shown).text
    browser.send(question.url, question.form(question.url), {"response": "b", "go": "check"})
    page = desk.get(shown)
    heads = [words(head) for head in page.all("th", scope="col")]
    assert heads == ["Student", "Progress", "Answers saved", "Time left", "Handed in at"]
    assert "button-quiet" in page.one("a", href=page.link("Results")).get("class")  # not the first thing while it runs
    progress, saved, left, handed_in = (words(cell) for cell in page.all("td"))
    assert (progress, saved, handed_in) == ("At it", "1 of 1", "")
    assert re.fullmatch("[67] days", left)
    assert desk.get(page.link("Mia Lang")).h1 == "Mia Lang"
    assert desk.get(page.link("their slips")).h1 == "Codes to cut up"
    check = question.url.rsplit("/", 2)[0] + "/check"
    review = browser.follow(browser.post_form(check))
    assert browser.get(review.link("Back to the assignment")).url == given.url
    assert "one has handed in" in desk.get(shown).text
    assert [words(link) for link in desk.get(shown).all("a", class_="button") if "quiet" not in link.get("class")] == [
        "Results"
    ]
    browser.post(given.url, {"csrf_token": browser.token()}, 409)


def test_nobody_known_is_led_to_their_code_and_back(desk, browser, new_browser, quiz, class_page):
    give(desk, quiz)
    join(browser, desk, class_page, "Mia Lang")
    address = browser.get("/my").link("The bridge at Orrin")
    code = words(browser.get("/my").one("b", class_="resume-code"))
    fresh = new_browser()
    asked = fresh.follow(fresh.get(address, 302))
    assert asked.h1 == "Go on where you stopped"
    back = fresh.send("/resume", asked.form("/resume"), {"code": code})
    assert back.location == address
    stranger = new_browser()
    asked = stranger.follow(stranger.get("/a/nosuchone", 302))
    assert stranger.send("/resume", asked.form("/resume"), {"code": code}).location == "/my"


def test_a_class_list_is_seen_before_it_is_added_and_its_codes_are_printed(desk, new_browser, class_page):
    address = f"{class_page}/students"
    seen = desk.post_form(address, {"rows": LIST}, status=200)
    assert "30 students will be added" in seen.text
    assert "Nobody yet" in desk.get(class_page).text
    assert "Print the students’ codes" not in desk.get(class_page).text
    assert "Not taken" not in seen.text
    told = desk.post_form(address, {"rows": LIST.replace("Number", "Nummer")}, status=200)
    assert "Not taken: the column “Nummer”." in told.text
    desk.send(address, seen.form(address), {"add": "yes"})
    assert "30 students. Join code" in desk.get(class_page).text
    assert [words(head) for head in desk.get(class_page).all("th", scope="col")] == ["Name", "Number"]
    slips = desk.get(desk.get(class_page).link("Print the students’ codes"))
    assert slips.html.count('aria-label="QR code for Student') == 30
    code = words(slips.all("b", class_="resume-code")[0])
    student = new_browser()
    student.post_form("/resume", {"code": code})
    assert student.get(student.get("/my").link("7b English")).h1 == "7b English"
    seen = desk.post_form(address, {"rows": LIST}, status=200)
    assert "All of them are in the class already." in seen.text


@pytest.mark.parametrize(
    ("upload", "status", "told"),
    [
        (("list.csv", "\ufeffName;Number\nZoë Öz;1".encode()), 200, "One student will be added."),
        (("list.csv", "Name;Number\nZoë Öz;1".encode("cp1252")), 200, "Zoë Öz"),
        (("list.xlsx", b"PK\x03\x04\x00\x00"), 422, "Save the sheet as CSV"),
        (("list.csv", b"Mia\nMia"), 422, "Line 2: Mia stands in line 1 already."),
    ],
)
def test_a_file_is_read_as_what_is_pasted(desk, class_page, upload, status, told):
    name, content = upload
    fields = {"csrf_token": desk.token(), "rows": "", "file": (BytesIO(content), name)}
    page = desk.post(f"{class_page}/students", fields, status, content_type="multipart/form-data")
    assert told in page.text


def test_a_list_beyond_five_megabytes_is_refused(desk, class_page):
    desk.post(f"{class_page}/students", {"csrf_token": desk.token(), "rows": "a" * 7_000_000}, 413)


def test_a_taken_name_is_told_and_somebody_else_on_this_browser_is_somebody_else(
    desk, browser, new_browser, class_page
):
    join(browser, desk, class_page, "Mia Lang")
    code = words(desk.get(f"{class_page}/code").one("p", class_="score"))
    other = new_browser()
    page = other.post_form("/join", {"code": code, "name": "mia lang"}, status=422)
    assert "go on with your own code" in page.text
    browser.post_form("/join", {"code": code, "name": "Ben Adler", "somebody_else": "y"})
    assert "Ben Adler" in browser.get("/my").text
    assert [one.name for one in enrolments.students(1)] == ["Ben Adler", "Mia Lang"]


def test_a_quiz_is_given_to_a_class_that_is_made_with_it_and_published(desk, vera):
    article = make_article(vera)
    version = make_item(article, author_id=vera)
    db.session.rollback()
    desk.post_form(f"/desk/drafts/{version}/approve", at=f"/desk/drafts/{version}")
    made = desk.post_form(f"/desk/articles/{article}/quizzes/new").location
    page = desk.get(desk.get(made).link("Give it to a class"))
    assert "It is published with it" in page.text
    assert desk.send(page.url, page.form(page.url), status=422).title.startswith("Error")
    shown = desk.send(page.url, page.form(page.url), {"new_class": "8a"})
    assert desk.get(shown.location).all("a")[0] is not None
    assert "8a" in desk.get("/desk").text
    listed: QuizView = desk_quizzes(vera)[0]
    assert listed.versions == 1


def test_a_first_class_starts_in_the_zone_of_the_browser_or_of_the_server(desk, app, quiz):
    app.config["TIME_ZONE"] = "Asia/Kolkata"
    give = f"/desk/quizzes/{quiz.quiz_id}/give"
    for page in ("/desk/classes", give):
        zone = desk.get(page).one("select", name="time_zone")
        assert "data-own-zone" in zone.attrib
        assert zone.find(".//option[@selected]").get("value") == "Asia/Kolkata"
    given = desk.post_form(give, {"new_class": "7b", "time_zone": "America/Lima"}).location
    assert desk.get(f"/desk/quizzes/{quiz.quiz_id}").link("7b") == given, "its page names the classes, not itself"
    zone = desk.get("/desk/classes").one("select", name="time_zone")
    assert "data-own-zone" not in zone.attrib
    assert zone.find(".//option[@selected]").get("value") == "America/Lima"


def test_the_terms_form_says_what_is_wrong_and_keeps_what_was_written(desk, quiz, class_page):
    address = f"/desk/quizzes/{quiz.quiz_id}/give"
    page = desk.post_form(address, {"closes_at": "tomorrow", "attempts_allowed": "many"}, status=422)
    assert "Write a date and a time" in page.text
    assert page.one("input", id="closes_at").get("value") == "tomorrow"
    page = desk.post_form(address, {"closes_at": "2001-01-01T10:00"}, status=422)
    assert "before it opens" in page.text
    assert class_page
    give(desk, quiz)
    assert "has this quiz already" in desk.post_form(address, status=409).text


def test_an_assignment_is_changed_ended_and_opened_again(desk, browser, quiz, class_page):
    shown = give(desk, quiz).location
    join(browser, desk, class_page, "Mia Lang")
    desk.post_form(
        f"{shown}/change", {"attempts_allowed": "", "late_until": "2027-12-31T10:00", "closes_at": "2027-12-30T10:00"}
    )
    assert "Any number of attempts" in desk.get(shown).text
    desk.post_form(f"{shown}/end", at=shown)
    page = desk.get(shown)
    assert "A teacher ended it." in page.text
    assert "Time left" not in page.text
    assert "data-live" not in desk.get(shown).html
    assert "Not taken" in browser.get("/my/classes/1").text
    desk.post_form(f"{shown}/reopen", at=shown)
    assert "Open until 30 December 2027, 10:00" in desk.get(shown).text


def test_extra_time_renaming_and_leaving_through_the_page_of_a_student(desk, browser, quiz, class_page):
    give(desk, quiz)
    join(browser, desk, class_page, "Mia Lang")
    student = desk.get(class_page).link("Mia Lang")
    desk.post_form(f"{student}/time", {"time_factor": "1.5"}, at=student)
    assert "1.5 times" in desk.get(class_page).text
    assert "Extra time" in desk.get(class_page).text
    assert desk.get(student).one("option", selected=True).get("value") == "1.5"
    desk.post(f"{student}/time", {"csrf_token": desk.token(), "time_factor": "nan"}, 422)
    nameless = desk.post_form(student, {"name": "", "student_number": "7"}, status=422)
    assert "Write the student's name" in words(nameless.one("p", class_="field-error"))
    desk.post_form(student, {"name": "Mia Long", "student_number": "7"})
    assert "Mia Long" in desk.get(class_page).text
    desk.post_form(f"{student}/remove", at=student)
    assert "Nobody yet" in desk.get(class_page).text
    browser.get("/my/classes/1", 404)


def test_what_was_given_to_an_archived_class_is_not_called_open(desk, quiz, class_page):
    shown = give(desk, quiz).location
    desk.post_form(f"{class_page}/archive", {"archived": "yes"}, at=f"{class_page}/change")
    for page in (shown, class_page):
        assert "Not open: the class is archived" in desk.get(page).text
    desk.post_form(f"{class_page}/archive", {"archived": "no"}, at=f"{class_page}/change")
    assert "Open until" in desk.get(shown).text


def test_a_class_is_changed_shared_and_archived(desk, app, class_page):
    from tests import factories

    otto = factories.sign_in(Browser(app), factories.make_teacher("Otto Brandt", "otto@school.org"))
    db.session.rollback()
    change = f"{class_page}/change"
    desk.post_form(change, {"name": "7c", "time_zone": "Asia/Kolkata"})
    assert desk.post_form(change, {"name": "", "time_zone": "Mars/Base"}, status=422).all("p", class_="field-error")
    desk.post_form(f"{class_page}/teachers", {"email": "nobody@school.org"}, at=change, status=422)
    desk.post_form(f"{class_page}/teachers", {"email": "otto@school.org"}, at=change)
    assert otto.get(class_page).h1 == "7c"
    desk.post_form(f"{class_page}/archive", {"archived": "yes"}, at=change)
    assert "Archived" in desk.get("/desk/classes").text
    assert "leads nowhere" in desk.get(f"{class_page}/code").text
    desk.post_form(f"{class_page}/archive", {"archived": "no"}, at=change)
    leave = next(form.get("action") for form in otto.get(change).all("form") if "/remove" in (form.get("action") or ""))
    otto.post_form(leave, at=change)
    otto.get(class_page, 404)


def test_pages_take_as_many_statements_for_any_class(desk, quiz, class_page):
    shown = give(desk, quiz).location
    numbers = {}
    for rows in ("One", LIST):
        desk.post(f"{class_page}/students", {"csrf_token": desk.token(), "rows": rows, "add": "yes"}, 303)
        for page in (shown, class_page, f"{class_page}/slips", "/desk/classes"):
            with counted() as statements:
                desk.get(page)
            numbers.setdefault(page, set()).add(statements.number)
    assert all(len(found) == 1 and max(found) <= 7 for found in numbers.values()), numbers


def test_extra_time_and_the_clock_of_the_class_stand_on_the_page_of_a_question(desk, browser, vera, class_page):
    timed = make_quiz(vera, (CHOICE,))
    quiz_settings.keep_settings(timed.quiz_id, QuizSettings(time_limit=30), None, teacher_id=vera)
    quizzes.publish(timed.quiz_id, publisher_id=vera)
    db.session.rollback()
    desk.post_form(f"{class_page}/change", {"time_zone": "Asia/Kathmandu"})
    give(desk, timed)
    join(browser, desk, class_page, "Mia Lang")
    student = desk.get(class_page).link("Mia Lang")
    desk.post_form(f"{student}/time", {"time_factor": "1.5"}, at=student)
    given = browser.get("/my").link("The bridge at Orrin")
    assert "45 minutes from the start; your extra time is in it" in browser.get(given).text
    question = browser.follow(browser.post_form(given))
    ends = utc_now().astimezone(ZoneInfo("Asia/Kathmandu")) + timedelta(minutes=45)
    told = re.search(r"Ends (?:.*, )?(\d\d):(\d\d) \(45 minutes for this quiz\)", question.text)
    assert told, question.text
    minutes = int(told[1]) * 60 + int(told[2]) - ends.hour * 60 - ends.minute
    assert minutes % (24 * 60) in {0, 24 * 60 - 1}
