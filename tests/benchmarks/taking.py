"""What taking a quiz costs the server, beside a bare Flask route: ``python -m tests.benchmarks.taking``.

Direct WSGI calls with prepared requests, no server: rounds of every case in turn, processor time of this
process, and for each case the median over the rounds of floor / case. On a busy machine only these ratios
and the numbers of statements mean anything; ``server_cpu.py`` gives them for the real server.
"""

import argparse
import gzip
import io
import os
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from werkzeug.test import EnvironBuilder

from quizapp.extensions import db
from tests.benchmarks.classes import Student, application, database, publish, right_fields, seat, student, students
from tests.pages import Browser
from tests.samples import PASSWORD, make_teacher
from tests.statements import counted

WARM_UP = 30
Environ = dict[str, Any]


@dataclass
class Case:
    """A kind of request; every call takes the next prepared one."""

    name: str
    app: Flask
    requests: Iterator[Environ]
    status: str
    calls: int = 25
    seconds: list[float] = field(default_factory=list)
    """Processor time of a call, by round."""
    statements: int = 0
    size: int = 0
    packed: int = 0


def call(app: Flask, environ: Environ, status: str) -> bytes:
    """One request; its body. Anything but the expected status ends the benchmark."""
    heard: list[str] = []
    body = app.wsgi_app({**environ, "wsgi.input": io.BytesIO(environ["body"])}, lambda s, _h, _e=None: heard.append(s))
    try:
        whole = b"".join(body)
    finally:
        getattr(body, "close", lambda: None)()
    assert heard[0].startswith(status), (
        f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}: {heard[0]} {whole[:500]!r}"
    )
    return whole


def prepared(
    path: str, who: Student | None = None, form: dict[str, Any] | None = None, *, packed: bool = False
) -> Environ:
    """The WSGI environment of a request, made before the clock runs."""
    body = urlencode(form, doseq=True).encode() if form is not None else b""
    headers = {"Cookie": who.cookie} if who else {}
    if packed:
        headers["Accept-Encoding"] = "gzip"
    environ = EnvironBuilder(
        path=path,
        method="GET" if form is None else "POST",
        headers=headers,
        input_stream=io.BytesIO(body),
        content_type="application/x-www-form-urlencoded" if form is not None else None,
        content_length=len(body),
    ).get_environ()
    return {**environ, "body": body}


def floor() -> Case:
    """A bare Flask route that returns 512 bytes."""
    app = Flask("floor")
    app.add_url_rule("/", view_func=lambda: "x" * 512)
    environ = prepared("/")
    return Case("floor: bare Flask, 512 bytes", app, iter(lambda: environ, None), "200")


def pages(name: str, app: Flask, who: Student, questions: int, *, packed: bool = False) -> Case:
    """The pages of one attempt's questions, round and round."""
    requests = [prepared(who.question(n), who, packed=packed) for n in range(1, questions + 1)]
    return Case(name, app, (requests[n % questions] for n in iter(_counter(), None)), "200")


def _counter() -> Callable[[], int]:
    numbers = iter(range(10**9))
    return lambda: next(numbers)


def saves(name: str, app: Flask, who: Student, questions: int) -> Case:
    """Saving a right response to every question in turn, each with a key of its own."""

    def requests() -> Iterator[Environ]:
        while True:
            for n in range(1, questions + 1):
                form = {
                    "csrf_token": who.token,
                    "save_key": uuid.uuid4().hex,
                    "response": right_fields(n),
                    "go": "stay",
                }
                yield prepared(who.question(n), who, form)

    return Case(name, app, requests(), "303")


def submits(name: str, app: Flask, whose: Sequence[Student], calls: int) -> Case:
    """Handing in, each attempt once."""
    requests = [prepared(who.check, who, {"csrf_token": who.token}) for who in whose]
    return Case(name, app, iter(requests), "303", calls)


def signed_in(app: Flask) -> tuple[int, dict[str, Any]]:
    """A signed-in user's id and session."""
    teacher = make_teacher("bench@school.org")
    user_id = teacher.id
    db.session.remove()
    browser = Browser(app)
    browser.post_form("/login", {"email": "bench@school.org", "password": PASSWORD})
    browser.token()
    with browser.client.session_transaction() as session:
        return user_id, dict(session)


def cases(app: Flask, rounds: int) -> list[Case]:
    """All that is measured, on quizzes of ten and of fifty."""
    ten, fifty, few = publish(10), publish(50), 4
    many = rounds * few + 12
    user_id, session = signed_in(app)
    own, saving = (
        student(app, session, attempt) for attempt in seat(ten, 2, user_id=user_id, answered=True)
    )  # whoever saves has a longer history with every call, so they do not look
    other = student(app, session, seat(fifty, 1, user_id=user_id, answered=True)[0])
    guest, saving_guest = students(app, seat(ten, 2, answered=True))
    of_ten = students(app, seat(ten, many, answered=True))
    of_fifty = students(app, seat(fifty, many, answered=True))
    return [
        pages("question page, signed in", app, own, 10),
        pages("question page, signed in, of 50", app, other, 50),
        pages("question page, guest", app, guest, 10),
        pages("question page, guest, gzip", app, guest, 10, packed=True),
        saves("save, signed in", app, saving, 10),
        saves("save, guest", app, saving_guest, 10),
        submits("submit of 10, guest", app, of_ten, few),
        submits("submit of 50, guest", app, of_fifty, few),
    ]


def warm(case: Case) -> None:
    """The first calls, uncounted; then one whose statements and bytes are counted."""
    for _ in range(WARM_UP if case.calls > 10 else 10):
        call(case.app, next(case.requests), case.status)
    if case.name.startswith("floor"):
        body = call(case.app, next(case.requests), case.status)
    else:
        # the inner context is the request's own: it must not find what an earlier one kept
        with case.app.app_context(), counted() as statements, case.app.app_context():
            body = call(case.app, next(case.requests), case.status)
        case.statements = statements.number
    is_packed = body[:2] == b"\x1f\x8b"
    case.size = len(gzip.decompress(body) if is_packed else body)
    case.packed = len(body) if is_packed else len(gzip.compress(body, 5))


def measure(measured: Sequence[Case], rounds: int) -> None:
    """Rounds of every case in turn."""
    for case in measured:
        warm(case)
    for _ in range(rounds):
        for case in measured:
            environs = [next(case.requests) for _ in range(case.calls)]
            begun = time.process_time()
            for environ in environs:
                call(case.app, environ, case.status)
            case.seconds.append((time.process_time() - begun) / case.calls)


def ratio(floor_case: Case, case: Case) -> float:
    """The median over the rounds of floor / case."""
    return median(f / c for f, c in zip(floor_case.seconds, case.seconds, strict=True))


def table(kind: str, measured: Sequence[Case], rounds: int) -> str:
    """One line for each case."""
    loads = " ".join(f"{load:.1f}" for load in os.getloadavg())
    lines = [
        f"{kind}: {rounds} interleaved rounds, load average {loads}",
        f"{'case':34} {'n':>6} {'CPU us':>8} {'ratio':>6} {'SQL':>4} {'bytes':>7} {'gzip':>6}",
    ]
    for case in measured:
        spent = median(case.seconds) * 1e6
        lines.append(
            f"{case.name:34} {rounds * case.calls:6,} {spent:8,.0f} {ratio(measured[0], case):6.2f} {case.statements:4}"
            f" {case.size:7,} {case.packed:6,}"
        )
    return "\n".join(lines)


def run(kind: str, rounds: int) -> str:
    """Measure on one database."""
    with database(kind) as (folder, settings), application(folder, settings) as app:
        with app.app_context():
            measured = [floor(), *cases(app, rounds)]
        measure(measured, rounds)
        return table(kind, measured, rounds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.taking", description=__doc__)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    given = options.parse_args(arguments)
    for kind in given.databases:
        sys.stdout.write(run(kind, given.rounds) + "\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
