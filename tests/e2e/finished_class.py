"""A class that has taken a quiz, put into a quizapp that runs: the browser is for looking at its results, and at what
else lies on a desk.

Run: python -m tests.e2e.finished_class teacher@school.org; it makes that teacher and prints the addresses as JSON.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tests.class_of import sit_class
from tests.class_samples import Taught, enrol, enrolment_of, give
from tests.e2e.desk_states import pages_of_states
from tests.samples import CHOICE, CONTENTS, make_quiz, make_teacher

if TYPE_CHECKING:
    from tests.e2e.conftest import Quizapp

SHORT = next(place for place, content in enumerate(CONTENTS, start=1) if content.interaction == "short_answer")


def pages_of_results(quizapp: "Quizapp", email: str) -> list[str]:
    """Make a teacher with the class, and give the addresses of its pages, of its results and of the desk at times."""
    from tests.e2e.conftest import environment

    made = subprocess.run(
        [sys.executable, "-m", "tests.e2e.finished_class", email],
        env=environment(quizapp.instance, 0),
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return cast("list[str]", json.loads(made.stdout.splitlines()[-1]))


def _pages(email: str) -> list[str]:
    from quizapp.services import assigned, classes, quizzes, reports, responses

    teacher_id = make_teacher(email).id
    quiz = make_quiz(teacher_id, CONTENTS)
    sat = sit_class(quiz, students=12)
    reports.report(sat[0].attempt, SHORT, sat[0].taker, reason="key", words="A raft is right, too.")
    quizzes.publish(quiz.quiz_id, publisher_id=teacher_id)
    class_id = classes.create_class("7b", "UTC", teacher_id=teacher_id)
    code = classes.class_view(class_id, teacher_id=teacher_id).join_code
    taught = Taught(teacher_id, class_id, code, quiz)
    given, public_id = give(taught)
    taker = enrol(taught)
    responses.save(assigned.start(public_id, taker), CONTENTS.index(CHOICE) + 1, {"response": ["b"]}, taker)
    enrol(taught, "Maximilian von Hohenstein-Wiśniewski")
    results = f"/desk/quizzes/{quiz.quiz_id}/results"
    return [
        f"{results}?version=1",
        f"{results}/questions/1?version=1",
        f"{results}/questions/{SHORT}?version=1",
        f"{results}/article?version=1",
        f"{results}/attempts/{sat[0].attempt}?version=1",
        f"/desk/quizzes/{quiz.quiz_id}/versions/2/questions/1/regrade?policy=full",
        f"/desk/assignments/{given}",
        f"/desk/classes/{class_id}/students/{enrolment_of(taught)}",
        f"/desk/classes/{class_id}/slips",
        "/desk/reports",
        "/help/statistics",
        *pages_of_states(teacher_id),
    ]


if __name__ == "__main__":
    from quizapp import create_app

    with create_app().app_context():
        sys.stdout.write(f"{json.dumps(_pages(sys.argv[1]))}\n")
