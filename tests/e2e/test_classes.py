"""A class in a real browser: given a quiz in two presses, joined with a phone, watched without reloading."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import people
from tests.e2e.conftest import Quizapp, Visitors
from tests.e2e.test_every_page import faults

pytestmark = pytest.mark.xdist_group("browser")
LIST = "Name;Number\n" + "\n".join(f"Student {n};{n}" for n in range(1, 31))


def give_builtin(page: Page, new_class: str) -> None:
    """Give the built-in quiz to a class made with it; its page is open then."""
    page.goto("/desk")
    page.get_by_role("link", name="Give it to a class").first.click()
    expect(page.get_by_role("button", name="Give it")).to_be_visible()
    if not page.get_by_label("Name of the new class").is_visible():
        page.get_by_text("A new class", exact=True).click()
    page.get_by_label("Name of the new class").fill(new_class)
    page.get_by_role("button", name="Give it").click()
    expect(page.locator("main")).to_contain_text("Where students find it")


def test_a_teacher_watches_a_class_without_reloading(visitor: Visitors, quizapp: Quizapp) -> None:
    teacher = visitor(reduced_motion="reduce")
    people.teacher(teacher, quizapp)
    give_builtin(teacher, "7b")
    watched = teacher.url
    found = list(faults(teacher))
    teacher.get_by_role("link", name="7b", exact=True).click()
    classroom = teacher.url
    teacher.goto(f"{classroom}/students")
    found += faults(teacher)
    teacher.get_by_label("Students, one a line").fill(LIST)
    teacher.get_by_role("button", name="Look at the list").click()
    found += faults(teacher)
    teacher.get_by_role("button", name="Add 30 students").click()
    teacher.get_by_role("link", name="Student 7", exact=True).click()
    found += faults(teacher)
    for path in ("", "/code", "/change", "/slips"):
        teacher.goto(classroom + path)
        found += faults(teacher)
    teacher.goto(f"{classroom}/code")
    code = teacher.locator(".score").inner_text()
    for path in ("/desk/classes", f"{watched}/change"):
        teacher.goto(path)
        found += faults(teacher)
    teacher.goto(watched)
    status = teacher.get_by_role("status").last
    expect(status).to_contain_text("None of 30 students have started")

    student = visitor(reduced_motion="reduce", java_script_enabled=False, viewport={"width": 320, "height": 640})
    student.goto("/")
    student.goto(f"/join?code={code}")
    student.get_by_label("Your name").fill("Mia Lang")
    student.get_by_role("button", name="Join").click()
    student.get_by_role("link", name=re.compile("^Start")).click()
    student.get_by_role("button", name="Start").click()
    people.answer(student)
    student.locator("#question .actions button[name=go]").click()
    expect(status).to_contain_text("One of 31 students has started", timeout=15_000)
    row = teacher.get_by_role("row", name=re.compile("Mia Lang"))
    expect(row).to_contain_text("At it")
    expect(row).to_contain_text(re.compile("1 of [0-9]+"))
    people.answer_all(student)
    people.hand_in(student)
    expect(row).to_contain_text("Handed in", timeout=15_000)
    assert not found, "\n".join(found)


def test_pages_of_a_student_in_a_class(visitor: Visitors, quizapp: Quizapp) -> None:
    teacher = visitor(reduced_motion="reduce")
    people.teacher(teacher, quizapp)
    give_builtin(teacher, "8a")
    teacher.context.grant_permissions(["clipboard-read", "clipboard-write"])
    teacher.get_by_role("button", name="Copy the link").click()
    expect(teacher.get_by_text("Copied.")).to_be_visible()
    assert teacher.evaluate("navigator.clipboard.readText()") == teacher.get_by_label("Link", exact=True).input_value()
    teacher.get_by_role("link", name="8a", exact=True).click()
    teacher.get_by_role("link", name="Show the code").click()
    code = teacher.locator(".score").inner_text()

    student = visitor(reduced_motion="reduce")
    student.goto("/join")
    found = list(faults(student))
    student.get_by_label("Code of the class").fill(code)
    student.get_by_role("button", name="Join").click()
    found += faults(student)
    student.get_by_label("Your name").fill("Ben Adler")
    student.get_by_role("button", name="Join").click()
    found += faults(student)
    student.get_by_role("link", name=re.compile("^Start")).click()
    found += faults(student)
    student.goto("/")
    found += faults(student)
    student.goto("/my")
    found += faults(student)
    assert not found, "\n".join(found)
