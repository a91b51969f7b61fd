"""What a teacher downloads: numbers that can be added up, moments that are moments, names as they are written."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from quizapp.core.regrading import Policy
from quizapp.services import assigned, enrolments, regrading, submissions
from quizapp.services.regrade_reach import Decision
from tests.class_of import sit, sit_class
from tests.class_samples import enrol, enrolment_of, give, make_taught, stored
from tests.pages import Browser
from tests.samples import CHOICE, CLOZE, PASSWORD, SHORT, STATEMENT, make_quiz

FOUR = (CHOICE, STATEMENT, SHORT, CLOZE)


@pytest.fixture
def quiz(vera):
    return make_quiz(vera, FOUR)


def workbook(desk, quiz):
    """The sheets, each a list of lines by the names of their columns."""
    body = desk.client.get(f"/desk/quizzes/{quiz.quiz_id}/results/xlsx").get_data()
    sheets = {}
    for sheet in load_workbook(io.BytesIO(body)):
        head, *lines = ([cell.value for cell in row] for row in sheet.iter_rows())
        assert len(set(head)) == len(head)
        sheets[sheet.title] = [dict(zip(head, line, strict=True)) for line in lines]
    return sheets


def test_the_line_of_a_student_can_be_reckoned_with(desk, quiz):
    zoe = sit(quiz, "Zoë 张", {1: "b", 3: "=1+1"})
    (line,) = workbook(desk, quiz)["Students"]
    submitted = stored(zoe.attempt).submitted_at.replace(tzinfo=None, microsecond=0)
    assert line["Student"] == "Zoë 张"
    assert line["Handed in (UTC)"] == submitted
    assert isinstance(line["Handed in (UTC)"], dt.datetime)
    assert (line["Questions right"], line["Marks"], line["Marks possible"]) == (1, 1, 4)
    assert (line["Late"], line["Ended by"], line["Questions not counted"]) == ("no", "student", 0)
    assert (line["Question 1: score (0 to 1)"], line["Question 1: answer"]) == (1, "Mara Voss")
    assert (line["Question 3: score (0 to 1)"], line["Question 3: answer"]) == (0, "'=1+1")
    assert (line["Question 2: score (0 to 1)"], line["Question 2: answer"]) == (0, None)


def test_what_is_given_up_says_so_instead_of_a_score(desk, vera, quiz):
    sit(quiz, "Mia", {1: "b"})
    regrading.regrade(Decision(quiz.quiz_version_id, 1, Policy.LEFT_OUT, quiz.versions[0]), teacher_id=vera)
    (line,) = workbook(desk, quiz)["Students"]
    assert (line["Question 1: score (0 to 1)"], line["Questions not counted"], line["Marks possible"]) == (
        "not counted",
        1,
        3,
    )


@pytest.mark.parametrize(("students", "kind"), [(9, type(None)), (12, float)])
def test_the_line_of_a_question_has_decimals_from_ten_students_on(desk, quiz, students, kind):
    sit_class(quiz, FOUR, students=students)
    lines = workbook(desk, quiz)["Questions"]
    assert [line["Question"] for line in lines] == [1, 2, 3, 4]
    assert lines[3]["Text"] == "Half of the money for the bridge at Orrin came from a tax on _____."
    assert {line["Students"] for line in lines} == {students}
    assert isinstance(lines[0]["Facility (0 to 1)"], kind)
    assert isinstance(lines[0]["Students whose time is known"], int)
    assert lines[0]["Paragraph that proves it"] == 1


def test_a_file_is_named_after_class_and_quiz_and_has_the_numbers_of_the_students(app):
    taught = make_taught()
    mia = enrol(taught)
    enrolments.change_student(taught.class_id, enrolment_of(taught), "Mia Lang", "S-17", teacher_id=taught.teacher_id)
    given, code = give(taught)
    submissions.submit(assigned.start(code, mia), mia)
    desk = Browser(app)
    desk.post_form("/login", {"email": "vera@school.org", "password": PASSWORD})
    address = f"/desk/quizzes/{taught.quiz.quiz_id}/results/csv"
    of_class = desk.client.get(f"{address}?assignment={given}")
    assert 'filename="Results 7b The bridge at Orrin.csv"' in of_class.headers["Content-Disposition"]
    head, line = of_class.get_data(as_text=True).removeprefix("\ufeff").splitlines()
    assert head.split(",")[:3] == ["Student", "Student number", "Attempt"]
    assert line.split(",")[:3] == ["Mia Lang", "S-17", "1"]
    assert "Student number" not in desk.client.get(address).get_data(as_text=True)
