"""Processor time of the real server for a page, a save and a hand-in beside a bare Flask route, in rounds.

``python -m tests.benchmarks.server_cpu``. Both servers run all the time, started in the same way; the students
are a process of their own on 16 connections; what the server's processes spent, and PostgreSQL's, is read from
/proc. Every answer's status is looked at. Medians of the rounds' ratios are told.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import select

from quizapp.extensions import db
from quizapp.models.users import User
from tests.benchmarks.classes import Sitting, Student, application, database, publish, seat, student, students
from tests.benchmarks.classroom import play
from tests.benchmarks.killing import QUESTION
from tests.benchmarks.serving import TICKS, Server
from tests.samples import make_teacher

TURNS, CROWD = 20, 16
HAND_IN = 64
"""Hand-ins of a round: each attempt once."""


@dataclass
class Case:
    """A kind of request: who sends it, where to, and what a good answer is."""

    name: str
    status: int
    rounds: Iterator[list[dict[str, str]]]
    posts: bool = False
    gzip: bool = False
    turns: int = TURNS
    seconds: list[float] = field(default_factory=list)
    """Processor time of a request, by round."""


def sent(who: Student, path: str) -> dict[str, str]:
    """A student as the students' process takes one."""
    return {"cookie": who.cookie, "token": who.token, "path": path}


def users(app: Flask, sitting: Sitting) -> tuple[list[Student], list[Student]]:
    """People signed in, each with two attempts in which all is answered: one to look at and one to save in."""
    looking, saving = [], []
    for number in range(CROWD):
        user_id = make_teacher(f"bench{number}@school.org").id
        name = db.session.scalar(select(User.fs_uniquifier).where(User.id == user_id))
        session: dict[str, object] = {"_user_id": name, "_fresh": True, "_permanent": True}
        one, other = seat(sitting, 2, user_id=user_id, answered=True)
        looking.append(student(app, session, one))
        saving.append(student(app, session, other))
    db.session.remove()
    return looking, saving


def cases(app: Flask, rounds: int) -> list[Case]:
    """All that is measured. Whoever saves or hands in looks at nothing: their attempts change."""
    ten, fifty = publish(10), publish(50)
    looking, saving = users(app, ten)
    guests, savers = (students(app, seat(ten, CROWD, answered=True)) for _ in range(2))
    floor = [sent(who, "/") for who in guests]
    found = [Case("floor: bare Flask, 512 bytes", 200, repeat(floor))]
    for name, whose in (("signed in", looking), ("guest", guests)):
        pages = [sent(who, who.question(number % 10 + 1)) for number, who in enumerate(whose)]
        found.append(Case(f"page, {name}", 200, repeat(pages)))
        found.append(Case(f"page, {name}, gzip", 200, repeat(pages), gzip=True))
    for name, whose in (("signed in", saving), ("guest", savers)):
        found.append(
            Case(f"save, {name}", 303, repeat([sent(who, who.question(QUESTION)) for who in whose]), posts=True)
        )
    for sitting, name in ((ten, "ten"), (fifty, "fifty")):
        whose = [sent(who, who.check) for who in students(app, seat(sitting, HAND_IN * rounds, answered=True))]
        shares = iter([whose[HAND_IN * number : HAND_IN * (number + 1)] for number in range(rounds)])
        found.append(Case(f"submit of {name}, guest", 303, shares, posts=True, turns=1))
    return found


def measure(case: Case, server: Server, folder: Path) -> float:
    """Processor time of one request of a case, the mean of one round. Raises where an answer is not as it should be."""
    whose = next(case.rounds)
    before = server.cpu() + postgres_cpu(folder)
    plan = {"what": "loop", "port": server.port, "students": whose, "turns": case.turns}
    told = play({**plan, "posts": case.posts, "gzip": case.gzip})
    if any(status != case.status for _, status in told["answers"]):
        raise RuntimeError(f"{case.name}: not every request was answered with {case.status}")
    return (server.cpu() + postgres_cpu(folder) - before) / len(told["answers"])


def postgres_cpu(folder: Path) -> float:
    """Processor seconds of the PostgreSQL in this folder and of its children, if there is one."""
    lock, spent = folder / "data" / "postmaster.pid", 0
    if not lock.exists():
        return 0.0
    parent = int(lock.read_text().split()[0])
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(") ")[2].split()
            if parent in (int(fields[1]), int(stat.parent.name)):
                spent += sum(int(part) for part in (fields[11], fields[12]))
    return spent / TICKS


def run(kind: str, rounds: int) -> None:
    """Measure on one database and print."""
    with database(kind) as (folder, settings), application(folder, settings) as app:
        with app.app_context():
            measured = cases(app, rounds + 1)
        real, bare = Server(folder, settings), Server(folder, settings, "tests.benchmarks.bare")
        try:
            real.start()
            bare.start()
            for turn in range(rounds + 1):
                for case in measured:
                    spent = measure(case, bare if case is measured[0] else real, folder)
                    if turn:  # the first round warms up
                        case.seconds.append(spent)
        finally:
            real.stop()
            bare.stop()
    sys.stdout.write(f"{kind}: {rounds} rounds, load average {os.getloadavg()[0]:.1f}\n")
    for case in measured:
        number = rounds * (HAND_IN if case.turns == 1 else TURNS * CROWD)
        ratio = median(f / s for f, s in zip(measured[0].seconds, case.seconds, strict=True))
        spent = median(case.seconds) * 1e6
        sys.stdout.write(f"{case.name:30} n={number:6,}  server CPU {spent:7,.0f} us  ratio {ratio:.3f}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.server_cpu", description=__doc__)
    options.add_argument("--rounds", type=int, default=4)
    options.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    given = options.parse_args(arguments)
    for kind in given.databases:
        run(kind, given.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
