"""A school on the real server: ``python -m tests.benchmarks.classroom``.

A thousand students who save every ten seconds, five hundred who open a page in the same instant, five
hundred who hand in in the same instant; on SQLite with ``synchronous=FULL``, two web processes, on this
machine together with the students. Every acknowledged save is looked up afterwards.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, Step
from tests.benchmarks.classes import Student, application, database, publish, seat, students
from tests.benchmarks.killing import QUESTION
from tests.benchmarks.serving import ROOT, Server

PERIOD = 10.0
"""Seconds between two saves of a student."""


def play(plan: dict[str, Any]) -> dict[str, Any]:
    """Have the students do something, in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.students"],
        cwd=ROOT,
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def line(name: str, answers: Sequence[Sequence[float]], expected: int, lost: int, cpu: float) -> str:
    """What is told of one part."""
    times = sorted(seconds * 1000 for seconds, _ in answers)
    failed = sum(status != expected for _, status in answers)
    middle, high = times[len(times) // 2], times[min(len(times) - 1, len(times) * 99 // 100)]
    return (
        f"{name:34} n={len(times):6,}  p50 {middle:7.0f} ms  p99 {high:7.0f} ms  max {times[-1]:7.0f} ms"
        f"  failed {failed}  lost {lost}  server CPU {cpu:5.2f} s  load {os.getloadavg()[0]:.1f}"
    )


def missing_saves(app: Flask, acknowledged: Sequence[Sequence[str]]) -> int:
    """How many acknowledged saves (attempt and number) are not in the database."""
    query = (
        select(Attempt.public_id, Step.response)
        .join(AttemptItem, AttemptItem.id == Step.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
    )
    with app.app_context():
        stored = {(attempt, (response or {}).get("text")) for attempt, response in db.session.execute(query)}
        db.session.remove()
    return len({(attempt, number) for attempt, number in acknowledged} - stored)


def missing_submits(app: Flask, whose: Sequence[Student]) -> int:
    """How many of these attempts are still open."""
    names = [who.attempt for who in whose]
    with app.app_context():
        query = select(func.count()).where(Attempt.public_id.in_(names), Attempt.submitted_at.is_(None))
        number = db.session.scalar(query) or 0
        db.session.remove()
    return number


def run(kind: str, number: int, crowd: int, seconds: float) -> None:
    """All three parts on one kind of database, each told as soon as it is over."""
    with database(kind) as (folder, settings), application(folder, settings) as app:
        with app.app_context():
            sitting = publish(10)
            class_ = students(app, seat(sitting, number))
            opening = students(app, seat(sitting, crowd, answered=True))
        server = Server(folder, settings)
        server.start()

        def part(name: str, expected: int, **plan: Any) -> tuple[list[str], str]:
            before = server.cpu()
            told = play({"port": server.port, **plan})
            cpu = server.cpu() - before
            good = [answer for answer in told["answers"] if answer[1] == expected]
            lost = (
                missing_saves(app, told["acknowledged"])
                if plan["what"] == "saving"
                else missing_submits(app, opening)
                if plan["posts"] and len(good) == len(opening)
                else 0
            )
            return told, line(f"{kind}: {name}", told["answers"], expected, lost, cpu)

        def sent(whose: Sequence[Student], path: str) -> list[dict[str, str]]:
            return [
                {
                    "cookie": who.cookie,
                    "token": who.token,
                    "attempt": who.attempt,
                    "path": who.check if path == "check" else who.question(QUESTION),
                }
                for who in whose
            ]

        try:
            parts = (
                (f"{crowd} open a page at once", 200, {"what": "herd", "posts": False, "students": sent(opening, "")}),
                (f"{number:,} save every {PERIOD:.0f} s", 303, {"what": "saving", "period": PERIOD, "seconds": seconds, "students": sent(class_, "")}),
                (f"{crowd} hand in at once", 303, {"what": "herd", "posts": True, "students": sent(opening, "check")}),
            )  # fmt: skip
            for name, expected, plan in parts:
                sys.stdout.write(part(name, expected, **plan)[1] + "\n")
                sys.stdout.flush()
        finally:
            server.stop()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.classroom", description=__doc__)
    options.add_argument("--students", type=int, default=1000)
    options.add_argument("--crowd", type=int, default=500)
    options.add_argument("--seconds", type=float, default=30.0)
    options.add_argument("--databases", nargs="+", default=["sqlite"], choices=["sqlite", "postgresql"])
    given = options.parse_args(arguments)
    for kind in given.databases:
        run(kind, given.students, given.crowd, given.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
