"""One's own work: gone on with on another device, and a question reported and replied to."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import people
from tests.e2e.conftest import Quizapp, Visitors
from tests.e2e.test_every_page import faults

pytestmark = pytest.mark.xdist_group("browser")

CODE = re.compile(r"[A-Z3-9]{4}-[A-Z3-9]{4}")


def test_a_guest_goes_on_with_a_code_on_another_device_and_finishes_there(visitor: Visitors) -> None:
    first = visitor(reduced_motion="reduce")
    people.start_builtin(first, "Rosa")
    notice = first.get_by_text("To go on elsewhere, keep this code").inner_text()
    code = CODE.search(notice)
    assert code, notice
    found = list(faults(first))
    people.answer(first)
    first.locator("#question .actions button[name=go]").click()
    expect(first.locator(".running-head")).to_contain_text("one answered")

    second = visitor(reduced_motion="reduce", java_script_enabled=False, viewport={"width": 320, "height": 640})
    second.goto("/my")
    second.get_by_role("link", name="I have a code").click()
    second.get_by_label("Your code").fill("ABCD-EFGH")
    second.get_by_role("button", name="Go on").click()
    expect(second.get_by_role("alert")).to_contain_text("leads nowhere")
    second.get_by_label("Your code").fill(code.group().lower())
    second.get_by_role("button", name="Go on").click()
    assert second.url.endswith("/questions/2")
    people.answer_all(second)
    people.hand_in(second)

    first.goto("/my")
    found += faults(first)
    expect(first.get_by_role("heading", name="Finished")).to_be_visible()
    expect(first.get_by_text("right at least once")).to_be_visible()
    first.goto("/resume")
    found += faults(first)
    assert not found, "\n".join(found)


def test_a_report_goes_to_the_teacher_and_the_reply_comes_back(visitor: Visitors, quizapp: Quizapp) -> None:
    student, teacher = visitor(reduced_motion="reduce"), visitor(reduced_motion="reduce")
    people.start_builtin(student, "Paul")
    people.answer(student)
    student.get_by_text("Something is wrong with this question").click()
    found = list(faults(student))
    student.get_by_text("I do not understand the question").click()
    student.get_by_label("In your words, if you like").fill("Which of the two years is meant?")
    student.get_by_role("button", name="Send the report").click()
    expect(student.get_by_text("Your report is sent")).to_be_visible()
    expect(student.locator(".save-state").first).to_contain_text("Saved")

    people.teacher(teacher, quizapp)
    teacher.get_by_role("link", name=re.compile("^Reports")).click()
    expect(teacher.get_by_role("heading", level=1)).to_have_text("Reports")
    report = teacher.locator("li", has_text="Which of the two years is meant?").first
    found += faults(teacher)
    report.get_by_label(re.compile("^Reply")).fill("The first one; the question says so now.")
    report.get_by_role("button", name="Send the reply").click()
    expect(teacher.get_by_text("Your reply is kept")).to_be_visible()
    found += faults(teacher)

    student.goto("/my")
    expect(student.get_by_text("The first one; the question says so now.")).to_be_visible()
    found += faults(student)
    student.get_by_role("link", name="Continue").click()
    student.get_by_role("button", name="Check all answers").click()
    expect(student.get_by_role("heading", level=1)).to_have_text("Check your answers")
    found += faults(student)
    people.hand_in(student)
    expect(student.get_by_text("The first one; the question says so now.")).to_be_visible()
    student.get_by_text("Something is wrong with this question").first.click()
    found += faults(student)
    assert not found, "\n".join(found)
