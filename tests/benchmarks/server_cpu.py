"""Processor time of the real server for a page and a save beside a bare Flask route, in rounds.

``python -m tests.benchmarks.server_cpu``. Both servers run all the time; the students are a process of
their own; what the server's processes spent is read from /proc. Medians of the rounds' ratios are told.
"""

import os
import sys
from statistics import median

from tests.benchmarks.classes import application, database, publish, seat, students
from tests.benchmarks.classroom import play
from tests.benchmarks.killing import QUESTION
from tests.benchmarks.serving import Server

ROUNDS, TURNS, CROWD = 4, 10, 16
CASES = {"floor": 200, "page": 200, "save": 303}


def main() -> int:
    """Measure on SQLite and print."""
    with database("sqlite") as (folder, settings), application(folder, settings) as app:
        with app.app_context():
            whose = students(app, seat(publish(10), CROWD, answered=True))
        real, bare = Server(folder, settings), Server(folder, settings, "tests.benchmarks.bare")
        spent: dict[str, list[float]] = {name: [] for name in CASES}
        try:
            real.start()
            bare.start()
            for turn in range(ROUNDS + 1):
                for name, expected in CASES.items():
                    server = bare if name == "floor" else real
                    sent = [
                        {
                            "cookie": who.cookie,
                            "token": who.token,
                            "path": "/" if name == "floor" else who.question(QUESTION),
                        }
                        for who in whose
                    ]
                    before = server.cpu()
                    plan = {"what": "loop", "port": server.port, "students": sent, "turns": TURNS}
                    told = play({**plan, "posts": name == "save"})
                    if any(status != expected for _, status in told["answers"]):
                        raise RuntimeError(f"{name}: not every request was answered with {expected}")
                    if turn:  # the first round warms up
                        spent[name].append((server.cpu() - before) / len(told["answers"]))
        finally:
            real.stop()
            bare.stop()
    for name, seconds in spent.items():
        ratio = median(f / s for f, s in zip(spent["floor"], seconds, strict=True))
        sys.stdout.write(
            f"sqlite, guest, {name:6} n={ROUNDS * TURNS * CROWD:,}  server CPU {median(seconds) * 1e6:6,.0f} us"
            f"  ratio {ratio:.2f}  load {os.getloadavg()[0]:.1f}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
