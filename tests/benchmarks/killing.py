"""kill -9 of the server while students save and hand in: ``python -m tests.benchmarks.killing``.

Clients send saves (or hand in attempts), each with a key of its own, and send again what was not
acknowledged, with the same key, as a browser's user would. At random moments the server's whole process
group is killed, and started again. In the end every acknowledged response must be stored exactly once and
every stored score must be that of a regrade. ``--careless`` runs a server that acknowledges before it
stores: the control, which must lose.
"""

import argparse
import http.client
import os
import random
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import select

from quizapp.core.attempts import StepValue, fold
from quizapp.core.settings import ProofScoring
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem, GradeEvent, Step
from quizapp.services.proofs import item_score
from quizapp.services.published import quiz_content
from tests.benchmarks.classes import Sitting, Student, application, database, publish, seat, students
from tests.benchmarks.serving import Server

CLIENTS = 6
PAUSE = 0.02
"""Seconds between two requests of a client: the server works, but no backlog stands before it."""
QUESTION = 4
"""The position of a question whose response is a number, so that every response can be told from all others."""
LONGEST = 0.4
"""A kill comes at a random moment within so many seconds after the first acknowledgement."""


@dataclass
class Client(threading.Thread):
    """Somebody who sends one request after the other until told to stop."""

    port: int
    whose: list[Student]
    acknowledged: list[tuple[str, int]] = field(default_factory=list)
    """Attempt and number of every save, or attempt of every hand-in, that the server said it had stored."""
    refused: list[int] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self._connection: http.client.HTTPConnection | None = None

    def __hash__(self) -> int:
        return id(self)

    def sent(self, who: Student, path: str, form: dict[str, str]) -> bool:
        """Send until somebody answers; whether it was acknowledged. Nothing new is begun when all is over."""
        body = urlencode({"csrf_token": who.token, **form})
        headers = {"Cookie": who.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if self._connection is None:
                    self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
                self._connection.request("POST", path, body, headers)
                reply = self._connection.getresponse()
                reply.read()
            except (OSError, http.client.HTTPException):
                self.close()
                time.sleep(0.02)
                continue
            if reply.status != 303:
                self.refused.append(reply.status)
            return reply.status == 303
        self.refused.append(0)
        return False

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection:
            self._connection.close()
            self._connection = None


class Saver(Client):
    """Saves numbers 1, 2, 3 … as responses to one question."""

    def run(self) -> None:
        who, number = self.whose[0], 0
        while not self.is_over.is_set():
            number += 1
            form = {"save_key": uuid.uuid4().hex, "response": str(number), "go": "stay"}
            if self.sent(who, who.question(QUESTION), form):
                self.acknowledged.append((who.attempt, number))
            time.sleep(PAUSE)


class Submitter(Client):
    """Hands in one attempt after the other."""

    def run(self) -> None:
        for who in self.whose:
            if self.is_over.is_set():
                return
            if self.sent(who, who.check, {}):
                self.acknowledged.append((who.attempt, 0))
            time.sleep(PAUSE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the kills left behind."""

    kills: int
    acknowledged: int
    lost: int
    doubled: int
    wrong: int
    """Scores that are not those of a regrade, or attempts half handed in."""
    refused: int

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.wrong or self.refused)


def disturbed(server: Server, clients: Sequence[Client], kills: int, chance: random.Random) -> int:
    """Run the clients, and kill and restart the server under them; how often it was killed while it worked."""
    server.start()
    for client in clients:
        client.start()
    done = 0
    try:
        for _ in range(kills):
            before = sum(len(client.acknowledged) for client in clients)
            while sum(len(client.acknowledged) for client in clients) == before:
                if not any(client.is_alive() for client in clients):
                    return done
                time.sleep(0.002)
            time.sleep(chance.uniform(0.0, LONGEST))
            server.kill()
            done += 1
            server.start()
    finally:
        for client in clients:
            client.is_over.set()
        for client in clients:
            client.join(timeout=90)
            client.close()
        time.sleep(0.5)  # the control works off what no kill took from it
        server.stop()
    return done


def look_up_saves(app: Flask, clients: Sequence[Client]) -> tuple[int, int]:
    """How many acknowledged saves are missing, and how many responses stand twice."""
    with app.app_context():
        rows = db.session.execute(
            select(Attempt.public_id, Step.response)
            .join(AttemptItem, AttemptItem.id == Step.attempt_item_id)
            .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        ).all()
        db.session.remove()
    counts = Counter((attempt, int(response["text"])) for attempt, response in rows)
    sent = {one for client in clients for one in client.acknowledged}
    return len(sent - counts.keys()), sum(number - 1 for number in counts.values())


def look_up_scores(app: Flask, sitting: Sitting, clients: Sequence[Client]) -> tuple[int, int, int]:
    """Hand-ins that are missing, grades that stand twice, and scores that are not those of a regrade."""
    with app.app_context():
        content = quiz_content(sitting.quiz_version_id)
        items = db.session.execute(
            select(
                Attempt.public_id,
                Attempt.submitted_at,
                Attempt.kind,
                AttemptItem.id,
                AttemptItem.position,
                AttemptItem.score,
            )
            .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
            .where(Attempt.quiz_id == sitting.quiz_id)
        ).all()
        events = Counter(db.session.scalars(select(GradeEvent.attempt_item_id)))
        steps: dict[int, list[StepValue]] = {}
        for step in db.session.scalars(select(Step)):
            steps.setdefault(step.attempt_item_id, []).append(StepValue(step.sequence, step.kind.value, step.response))
        db.session.remove()
    handed_in = {public_id for public_id, at, *_ in items if at is not None}
    lost = len({attempt for client in clients for attempt, *_ in client.acknowledged} - handed_in)
    wrong = 0
    for public_id, _, kind, item_id, position, score in items:
        state = fold(steps.get(item_id, ()))
        regraded = item_score(content.question(position), state, kind, content.settings.proof)
        expected = (regraded, 1) if public_id in handed_in else (None, 0)
        wrong += (score, events[item_id]) != expected
    return lost, sum(max(0, number - 1) for number in events.values()), wrong


def run(what: str, kind: str, kills: int, *, careless: bool = False, seed: int = 0) -> Outcome:
    """Kill the server during ``saves`` or ``submits`` on one kind of database."""
    module = "tests.benchmarks.careless" if careless else "quizapp"
    with database(kind) as (folder, settings), application(folder, settings) as app:
        with app.app_context():
            sitting = publish(9, ProofScoring.PARTIAL)
            number = CLIENTS if what == "saves" else CLIENTS * (kills + 1) * 40
            seated = students(app, seat(sitting, number, answered=what == "submits"))
        server = Server(folder, settings, module)
        class_ = Saver if what == "saves" else Submitter
        clients = [class_(server.port, seated[n::CLIENTS]) for n in range(CLIENTS)]
        done = disturbed(server, clients, kills, random.Random(seed))  # noqa: S311 - moments, no secrets
        acknowledged = sum(len(client.acknowledged) for client in clients)
        refused = sum(len(client.refused) for client in clients)
        lost, doubled, wrong = (
            (*look_up_saves(app, clients), 0) if what == "saves" else look_up_scores(app, sitting, clients)
        )
        return Outcome(done, acknowledged, lost, doubled, wrong, refused)


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, look up and print; exits with 1 where something was lost, or where the control lost nothing."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.killing", description=__doc__)
    options.add_argument("--kills", type=int, default=100, help="for saves and for hand-ins each")
    options.add_argument("--databases", nargs="+", default=["sqlite"], choices=["sqlite", "postgresql"])
    options.add_argument("--seed", type=int, default=int(time.time()))
    given = options.parse_args(arguments)
    failed = False
    for kind in given.databases:
        for what in ("saves", "submits"):
            for careless, kills in ((False, given.kills), (True, min(given.kills, 5))):
                with suppress(KeyboardInterrupt):
                    outcome = run(what, kind, kills, careless=careless, seed=given.seed)
                    failed |= outcome.is_clean is careless
                    name = "control, acknowledges before it stores" if careless else "quizapp"
                    load = os.getloadavg()[0]
                    sys.stdout.write(f"{kind}, {what}, {name}: {outcome}, seed {given.seed}, load {load:.1f}\n")
                    sys.stdout.flush()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
