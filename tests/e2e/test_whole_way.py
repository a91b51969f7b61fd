"""From an article to what the class learned: given in six actions, taken by a class, put right, counted anew, exported."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.e2e import people
from tests.e2e.conftest import Quizapp, Visitors
from tests.http_browser import HttpBrowser

pytestmark = pytest.mark.xdist_group("browser")
TITLE = "The salt of Varrenholm"
TEXT = (Path(__file__).parents[1] / "quality" / "texts" / "history-salt.txt").read_text("utf-8")
CLASS = "9c"
STUDENTS = 12
"""Enough for strong and weak ones; a class of thirty takes no other way."""
CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
ACTIONS = 6
"""After pasting, where nothing needs an edit."""


def import_class(page: Page) -> list[str]:
    """A class from a list; its students' codes."""
    page.goto("/desk/classes")
    page.get_by_label("Name").first.fill(CLASS)
    page.get_by_role("button", name=re.compile("^Make")).click()
    page.wait_for_url(re.compile(r"/classes/\d+$"))
    classroom = page.url
    page.goto(f"{classroom}/students")
    lines = "\n".join(f"Student {number};{number}" for number in range(1, STUDENTS + 1))
    page.get_by_label("Students, one a line").fill(f"Name;Number\n{lines}")
    page.get_by_role("button", name="Look at the list").click()
    page.get_by_role("button", name=f"Add {STUDENTS} students").click()
    page.goto(f"{classroom}/slips")
    return CODE.findall(page.locator("main").inner_text())


def give(page: Page) -> int:
    """Paste the article and give a quiz on it to the class; how many actions that took after pasting."""
    page.goto("/desk/articles/new")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Text", exact=True).fill(TEXT)
    steps = (
        ("button", re.compile("^Read the article$")),
        ("link", re.compile("^Approve all")),
        ("button", re.compile("^Approve them")),
        ("button", re.compile("^Make and publish")),
        ("link", re.compile("^Give it to a class$")),
        ("button", re.compile("^Give it$")),
    )
    for role, name in steps:
        page.get_by_role(role, name=name).first.click(timeout=60_000)  # type: ignore[arg-type]
    expect(page.locator("main")).to_contain_text("Where students find it")
    return len(steps)


def keys(quizapp: Quizapp, quiz_id: int) -> list[tuple[str, dict[str, Any]]]:
    """Interaction and key of the questions of a quiz, in its order."""
    query = """SELECT v.interaction, v.key FROM quiz_version_item q JOIN item_version v ON v.id = q.item_version_id
        JOIN quiz_version p ON p.id = q.quiz_version_id WHERE p.quiz_id = ? ORDER BY q.position"""
    with closing(sqlite3.connect(quizapp.instance / "quizapp.db", timeout=10)) as database:
        return [(kind, json.loads(key)) for kind, key in database.execute(query, (quiz_id,))]


def right(kind: str, key: Mapping[str, Any]) -> list[str]:
    """What a form sends that answers a question rightly; nothing where it takes more than a few words."""
    match kind:
        case "cloze":
            return [gap[0] for gap in key["gaps"]]
        case "short_answer":
            return [str(key["accepted"][0])]
        case "true_false":
            return [str(key["value"]).lower()]
        case "numeric":
            return [str(key["value"])]
        case "single_choice":
            return [str(key["option"])]
        case _:
            return []


def take(student: HttpBrowser, start: str, answers: list[list[str]], ability: float, random: Random) -> str:
    """Answer question after question and hand in; the address of the review."""
    page = student.follow(student.post_form(start))
    for position, answer in enumerate(answers, 1):
        form = page.form(page.url)
        is_right = random.random() < 0.2 + 0.7 * ability
        inputs = [field for field in form.iter("input") if field.get("name") == "response"]
        offered = [field.get("value", "") for field in inputs if field.get("type") == "radio"]
        wrong = [[value] for value in offered if value not in answer] or [["17"] * len(answer)]
        onward = "check" if position == len(answers) else str(position + 1)
        given = {"response": answer if is_right else random.choice(wrong), "go": onward}
        page = student.follow(student.send(page.url, form, given))
    assert page.url.endswith("/check"), page.url
    return student.post_form(page.url).location


def correct_key(page: Page, question: str, right_one: str) -> None:
    """Open a true-or-false question from its results, give it another key, and approve that."""
    page.goto(question)
    page.get_by_role("link", name="Open the question to edit it").click()
    page.get_by_role("link", name="Edit").first.click()
    page.locator("#key").get_by_text(right_one, exact=True).click()
    page.get_by_role("button", name="Save as a new version").click()
    page.get_by_role("button", name=re.compile("^Approve")).first.click()


def regrade(page: Page, question: str) -> str:
    """Look at what the newest version of the question would change, then do it; the words of the look."""
    page.goto(question)
    page.locator("select[name=by]").select_option(index=0)
    page.get_by_role("button", name="Show what that would change").click()
    told = page.locator("main").inner_text()
    page.get_by_role("button", name=re.compile("^Regrade")).click()
    return told


def exported(page: Page) -> tuple[list[list[str]], list[list[object]]]:
    """The rows of both exports whose links stand on the page."""
    files = [page.locator(f"a[href*='{kind}']").first.get_attribute("href") or "" for kind in ("csv", "xlsx")]
    lines, book = (page.context.request.get(file).body() for file in files)
    sheet = openpyxl.load_workbook(io.BytesIO(book), read_only=True).worksheets[0]
    return (
        list(csv.reader(io.StringIO(lines.decode("utf-8-sig")))),
        [list(row) for row in sheet.iter_rows(values_only=True)],
    )


def test_from_an_article_to_what_the_class_learned(visitor: Visitors, quizapp: Quizapp) -> None:
    teacher = visitor()
    people.teacher(teacher, quizapp)
    codes = import_class(teacher)
    assert len(set(codes)) == STUDENTS
    assert give(teacher) <= ACTIONS
    live = teacher.get_by_role("status").last
    start = re.search(r"/a/\w+", teacher.content())
    results = teacher.get_by_role("link", name="Results").first.get_attribute("href") or ""
    quiz_id = re.search(r"/quizzes/(\d+)/", results)
    assert start
    assert quiz_id
    asked = keys(quizapp, int(quiz_id.group(1)))
    answers = [right(kind, key) for kind, key in asked]

    random = Random(4)  # noqa: S311 - a class, not a secret
    reviews = []
    for number, code in enumerate(codes):
        student = HttpBrowser(quizapp.url)
        student.post_form("/resume", {"code": code})
        reviews.append((student, take(student, start.group(), answers, number / STUDENTS, random)))
    expect(live).to_contain_text(re.compile("(12|twelve) have handed in"), timeout=15_000)

    teacher.goto(results)
    before = exported(teacher)
    assert len(before[0]) == len(before[1]) == STUDENTS + 1
    position = next(place for place, (kind, _) in enumerate(asked, 1) if kind == "true_false")
    question = results.replace("/results", f"/results/questions/{position}")
    correct_key(teacher, question, "False" if asked[position - 1][1]["value"] else "True")
    assert "would change" in regrade(teacher, question)
    teacher.goto(results)
    assert exported(teacher)[0] != before[0]
    student, review = reviews[0]
    assert "Your teacher corrected question" in student.get(review).text
