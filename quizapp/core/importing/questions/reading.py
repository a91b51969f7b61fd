"""The one way in: the bytes of a file and its name, read into rows. A new format is a module and a line here."""

from collections.abc import Callable
from pathlib import PurePosixPath

from quizapp.core.importing.found import Unreadable
from quizapp.core.importing.questions.json_lines import read_json_lines
from quizapp.core.importing.questions.rows import Fault, Row, Rows, Sheet
from quizapp.core.importing.questions.separated import read_csv
from quizapp.core.importing.questions.workbook import read_workbook

FORMATS: dict[str, Callable[[bytes], Rows]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".txt": read_csv,
    ".xlsx": read_workbook,
    ".jsonl": read_json_lines,
}
"""By the ending of a file's name."""
MOST_ROWS = 10_000


def read_questions(data: bytes, name: str) -> Sheet:
    """What a file holds. Raises ``Unreadable`` with a reason for its teacher."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if ending not in FORMATS:
        raise Unreadable("quizapp reads questions from .csv, .xlsx and .jsonl. Save the file as one of these.")
    if not data.strip():
        raise Unreadable("This file is empty.")
    rows: list[Row] = []
    faults: list[Fault] = []
    for found in FORMATS[ending](data):
        if isinstance(found, Row):
            rows.append(found)
        else:
            faults.append(found)
        if len(rows) + len(faults) > MOST_ROWS:
            raise Unreadable(f"This file has more than {MOST_ROWS:,} questions. Divide it.")
    if not rows and not faults:
        raise Unreadable("There is no question in this file: it names the columns and nothing more.")
    return Sheet(tuple(rows), tuple(faults))
