"""How long 5,000 questions take to come in: ``python -m tests.benchmarks.importing [number] [sqlite|postgresql …]``.

A table of so many questions on one article, looked through and added by the worker's own functions: seconds and SQL
statements of each. The goal for 5,000 is 10 s (reading, checking and adding together).
"""

import os
import sys
import time

from quizapp.extensions import db
from quizapp.services import question_adding, question_imports
from tests.benchmarks.classes import application, database
from tests.samples import make_article, make_teacher
from tests.statements import counted
from tests.tables import csv_file, many


def measured(kind: str, number: int) -> None:
    """Print a line for the look and one for the adding."""
    with database(kind) as made, application(*made) as app, app.app_context():
        vera = make_teacher().id
        article_id = make_article(vera)
        data = csv_file(many(number))
        import_id = question_imports.request("a.csv", data, article_id=article_id, owner_id=vera)
        for what in ("look", "add"):
            if what == "add":
                question_imports.add(import_id, owner_id=vera)
            before, cpu = time.perf_counter(), time.process_time()
            with counted() as statements:
                question_imports.run(import_id)
            took, cpu = time.perf_counter() - before, time.process_time() - cpu
            words = f"{took:5.1f} s, of these {cpu:.1f} s of processor, {statements.number:,} statements"
            sys.stdout.write(f"{kind:10} {what:4} {number:,} rows: {words}\n")
        view = question_imports.view(import_id, owner_id=vera)
        db.session.rollback()
        each = statements.number / max(1, -(-number // question_adding.BATCH))
        sys.stdout.write(f"{kind:10} {view.added:,} added, {each:.1f} statements a batch of {question_adding.BATCH}\n")


def main(number: int, kinds: list[str]) -> None:
    """Measure each kind of database, with the load of the machine beside it."""
    for kind in kinds:
        measured(kind, number)
        sys.stdout.write(f"{'':10} load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors\n")


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["5000"])[0]), sys.argv[2:] or ["sqlite", "postgresql"])
