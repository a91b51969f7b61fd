"""The pages of a class's results: who knew what, as far as numbers carry, and nothing for anybody else."""

import csv
import io

import pytest
from openpyxl import load_workbook

from quizapp.extensions import db
from tests.class_of import sit, sit_class
from tests.pages import words
from tests.samples import CHOICE, CLOZE, PAIRS, SHORT, STATEMENT, make_quiz
from tests.statements import counted

FOUR = (CHOICE, STATEMENT, SHORT, CLOZE)


def results_of(quiz):
    return f"/desk/quizzes/{quiz.quiz_id}/results"


@pytest.fixture
def quiz(vera):
    return make_quiz(vera, FOUR)


def test_before_anybody_hands_in_the_page_says_so(desk, quiz):
    sit(quiz, "Mia", {1: "b"}, hand_in=False)
    page = desk.get(results_of(quiz))
    assert page.h1 == "Nobody has handed in yet."
    assert "One attempt is open." in page.text
    desk.get(f"{results_of(quiz)}/questions/1")
    assert "Nobody has handed in" in desk.get(f"{results_of(quiz)}/article").text


def test_each_student_has_a_line_with_signs_and_words(desk, quiz):
    sit(quiz, "Mia", {1: "b", 2: "false", 3: "the ferry", 4: "salt"})
    sit(quiz, "Ben", {1: "a", 2: "true"})
    table = desk.get(results_of(quiz)).all("table", class_="heat-map")[0]
    rows = {
        words(row.find("th")): [words(cell) for cell in row.findall("td")]
        for row in table.iter("tr")
        if row.find("td") is not None
    }
    assert rows["Mia"][:5] == ["right", "right", "right", "right", "4 of 4"]
    assert rows["Ben"][:5] == ["A, wrong", "True, wrong", "–, no answer", "–, no answer", "0 of 4"]
    assert rows["Right"][:4] == ["1 of 2", "1 of 2", "1 of 2", "1 of 2"]


def test_below_ten_students_there_are_no_decimals(desk, quiz):
    sit_class(quiz, FOUR, students=9)
    page = desk.get(results_of(quiz))
    numbers = [words(cell) for cell in page.all("td", class_="number")] + [
        words(cell) for cell in page.one("tfoot").iter("td")
    ]
    assert not [number for number in numbers if "." in number]
    assert "Facility 0" not in desk.get(f"{results_of(quiz)}/questions/1").text
    sit(quiz, "The tenth", {1: "b"})
    assert "Facility 0." in desk.get(f"{results_of(quiz)}/questions/1").text


def test_only_the_first_attempt_of_a_student_counts_and_the_teachers_own_do_not(desk, vera, quiz):
    from quizapp.services import responses, starting, submissions
    from quizapp.services.guests import Taker

    mia = sit(quiz, "Mia", {1: "a"})
    again = starting.start(quiz.public_id, mia.taker)
    responses.save(again, 1, {"response": ["b"]}, mia.taker)
    submissions.submit(again, mia.taker)
    own = Taker(vera, None, "Vera Lind")
    submissions.submit(starting.start(quiz.public_id, own), own)
    page = desk.get(results_of(quiz))
    assert "Mia (2)" in page.text
    assert "Vera Lind" not in words(page.all("table", class_="heat-map")[0])
    assert "Nobody of" not in page.text
    assert "0 of 1" in page.text


def test_nothing_is_advised_about_a_question_that_was_given_up(desk, vera, quiz):
    from quizapp.core.regrading import Policy
    from quizapp.services import regrading
    from quizapp.services.regrade_reach import Decision

    for number in range(5):
        sit(quiz, f"Student {number}", {1: "a"})
    assert "Nobody was right: check the key" in desk.get(f"{results_of(quiz)}/questions/1").text
    regrading.regrade(Decision(quiz.quiz_version_id, 1, Policy.FULL, quiz.versions[0]), teacher_id=vera)
    told = desk.get(f"{results_of(quiz)}/questions/1").text
    assert "everybody has full marks" in told
    assert "asks little" not in told
    assert "Nothing stands out" not in told


def test_somebody_may_hand_in_while_the_results_are_read(quiz, vera, monkeypatch):
    from quizapp.services import gradebook, results, submissions
    from quizapp.services.result_scopes import quiz_scope

    sit(quiz, "Mia", {1: "b"})
    ben = sit(quiz, "Ben", {1: "a"}, hand_in=False)
    read = gradebook._sittings

    def then_hand_in(wanted):
        found = read(wanted)
        db.session.rollback()
        submissions.submit(ben.attempt, ben.taker)
        return found

    monkeypatch.setattr(gradebook, "_sittings", then_hand_in)
    book = results.results(quiz_scope(quiz.quiz_id, teacher_id=vera)).book
    assert ([sitting.name for sitting in book.sittings], book.open) == (["Mia"], 1)


def test_a_version_that_only_its_teacher_tried_is_not_the_one_that_is_shown(desk, vera, quiz):
    from quizapp.services import quizzes, starting, submissions
    from quizapp.services.guests import Taker

    sit(quiz, "Mia", {1: "b"})
    quizzes.publish(quiz.quiz_id, publisher_id=vera)
    own = Taker(vera, None, "Vera Lind")
    submissions.submit(starting.start(quiz.public_id, own), own)
    assert "Mia" in words(desk.get(results_of(quiz)).all("table", class_="heat-map")[0])


def test_a_question_shows_who_chose_what_with_the_chart_and_its_table(desk, vera):
    quiz = make_quiz(vera)
    sit_class(quiz)
    page = desk.get(f"{results_of(quiz)}/questions/1")
    chart = page.one("svg", class_="chart")
    assert "third" in words(chart.find("desc"))
    table = page.one("table")
    assert "(the answer)" in words(table)
    assert sum(int(words(cell)) for row in table.iter("tr") for cell in row.findall("td")[3:]) <= 30
    assert "Mara Voss" in words(page.one("section", class_="source"))
    assert page.link("Open the question").startswith("/desk/drafts/")


def test_a_wrong_key_is_pointed_at(desk, quiz):
    for number in range(12):
        answers = {1: "c" if number > 5 else "a"}
        if number > 5:
            answers |= {2: "false", 3: "the ferry", 4: "salt"}
        sit(quiz, f"Student {number:02}", answers)
    assert "Nobody was right: check the key" in desk.get(f"{results_of(quiz)}/questions/1").text
    sit(quiz, "One more", {1: "b"})
    assert "C drew the strongest third: check the key." in desk.get(results_of(quiz)).text


def test_the_article_shows_what_was_missed(desk, quiz):
    for number in range(3):
        sit(quiz, f"Student {number}", {1: "b", 2: "true", 3: "the ferry", 4: "salt"})
    page = desk.get(f"{results_of(quiz)}/article")
    assert [
        words(mark) for mark in page.one("section", class_="source").iter("mark") if mark.get("class") == "refutes"
    ] == ["A flood carried one arch away in 1931."]
    assert page.h1 == "One paragraph to read again"


def test_the_attempt_of_a_student_shows_each_response_with_its_verdict(desk, quiz):
    mia = sit(quiz, "Mia", {1: "a", 2: "false"})
    page = desk.get(f"{results_of(quiz)}/attempts/{mia.attempt}")
    assert page.h1 == "Mia"
    assert "Tom Harrow" in page.text
    assert "Mara Voss, an engineer" in page.text
    desk.get(f"{results_of(quiz)}/attempts/00000000-0000-4000-8000-000000000000", 404)


def test_one_student_leads_to_the_next_and_the_one_before(desk, quiz):
    mia, ben, zoe = (sit(quiz, name, {1: "a"}) for name in ("Mia", "Ben", "Zoe"))
    address = f"{results_of(quiz)}/attempts"
    page = desk.get(f"{address}/{mia.attempt}")
    assert desk.get(page.link("Ben")).h1 == "Ben"
    last = desk.get(page.link("Zoe"))
    assert last.h1 == "Zoe"
    assert [link for link in last.links() if ben.attempt in link or zoe.attempt in link] == []


def test_an_attempt_that_is_open_or_at_another_quiz_is_not_shown(desk, vera, quiz):
    mia = sit(quiz, "Mia", {1: "a"}, hand_in=False)
    desk.get(f"{results_of(quiz)}/attempts/{mia.attempt}", 404)
    other = make_quiz(vera, FOUR, title="Another")
    ben = sit(other, "Ben", {})
    desk.get(f"{results_of(quiz)}/attempts/{ben.attempt}", 404)


def test_a_page_holds_forty_students(desk, quiz):
    for number in range(41):
        sit(quiz, f"Student {number:02}", {})
    page = desk.get(results_of(quiz))
    assert "Student 39" in page.text
    assert "Student 40" not in page.text
    assert "Student 40" in desk.get(f"{results_of(quiz)}?page=2").text
    assert "Student 40" in desk.get(f"{results_of(quiz)}?page=99").text


@pytest.mark.parametrize("students", [10, 60])
def test_ten_statements_however_many_students(desk, quiz, students):
    sit_class(quiz, FOUR, students=students)
    db.session.rollback()
    for address in ("", "/article", "/csv"):
        with counted() as statements:
            desk.get(results_of(quiz) + address)
        assert statements.number <= 10, statements.sent


NAMES = ["=SUM(A1:A9)", "+1", "-1", "@here", "\uff1d1+1", 'Ann "the\n Quick", Lee', "Zoë 张", "'quoted"]


def test_names_survive_in_csv_and_no_cell_begins_a_formula(desk, quiz):
    from quizapp.models.users import Guest

    for name in NAMES:
        mia = sit(quiz, "Mia", {3: "=1+1"})
        db.session.get_one(Guest, mia.taker.guest_id).name = name
        db.session.commit()
    page = desk.client.get(f"{results_of(quiz)}/csv")
    body = page.get_data()
    assert body.startswith(b"\xef\xbb\xbf")
    assert "attachment" in page.headers["Content-Disposition"]
    head, *rows = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert head[0] == "Student"
    assert {row[0].removeprefix("'") for row in rows} == {name.removeprefix("'") for name in NAMES}
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\uff1d")]


def test_names_survive_in_a_workbook_and_no_cell_is_a_formula(desk, quiz):
    from quizapp.models.users import Guest

    for name in NAMES:
        mia = sit(quiz, "Mia", {1: "b", 3: "=1+1\uffff"})
        db.session.get_one(Guest, mia.taker.guest_id).name = name
        db.session.commit()
    book = load_workbook(io.BytesIO(desk.client.get(f"{results_of(quiz)}/xlsx").get_data()))
    assert book.sheetnames == ["Students", "Questions"]
    cells = [cell for row in book["Students"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    names = {row[0].value.removeprefix("'") for row in book["Students"].iter_rows(min_row=2)}
    assert names == {name.removeprefix("'") for name in NAMES}
    assert [row[10].value for row in book["Students"].iter_rows(min_row=2)] == [1] * len(NAMES)


def test_students_see_nothing_of_it(new_browser, quiz):
    mia = sit(quiz, "Mia", {1: "a"})
    browser = new_browser()
    for address in ("", "/article", "/questions/1", f"/attempts/{mia.attempt}", "/csv", "/xlsx"):
        assert browser.get(results_of(quiz) + address, None).status == 302


def test_what_was_partly_right_has_a_sign_of_its_own(desk, vera):
    quiz = make_quiz(vera, (PAIRS, CHOICE))
    sat = sit(quiz, "Mia", {1: ["p1:a2", "p2:a4", "p3:a1"], 2: "a"})
    page = desk.get(f"{results_of(quiz)}/attempts/{sat.attempt}")
    signs = [use.get("href", "").split("#")[1] for use in page.one("ol", class_="ledger-numbered").iter("use")]
    assert signs == ["half", "cross"]
