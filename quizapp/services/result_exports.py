"""A class's results as a spreadsheet: CSV and XLSX, with cells that no program takes for a formula."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from quizapp.core.grading import interaction
from quizapp.core.statistics import FEW
from quizapp.core.text.gaps import GAP
from quizapp.services.gradebook import Cell, Sitting
from quizapp.services.results import QuestionResult, Results

if TYPE_CHECKING:
    from openpyxl import Workbook

Value = str | int | float | dt.datetime | None
_FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet program takes for the beginning of a formula, in full width too (OWASP, CSV Injection)."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML, and so XLSX, cannot hold (XML 1.0, production 2)."""
_HEAD = (
    "Student",
    "Attempt",
    "Handed in (UTC)",
    "Minutes",
    "Late",
    "Ended by",
    "Questions right",
    "Marks",
    "Marks possible",
    "Questions not counted",
)
_QUESTION_HEAD = (
    "Question",
    "Text",
    "Paragraph that proves it",
    "Students",
    "Right",
    "No answer",
    "Facility (0 to 1)",
    "Discrimination (-1 to 1)",
    "Median seconds",
    "Students whose time is known",
    "Advice",
)
_MOMENT = "yyyy-mm-dd hh:mm:ss"


def harmless(value: Value) -> Value:
    """A cell that is shown as it is: words that begin like a formula get an apostrophe before them; numbers stay."""
    if not isinstance(value, str):
        return value
    value = _CONTROL.sub("", value)
    return f"'{value}" if _FORMULA.match(value) else value


def student_rows(results: Results) -> list[list[Value]]:
    """A head, and a line for each attempt: result, then for each question score and response.

    The second column has the numbers by which the class knows its students, where it has any.
    """
    head: list[Value] = [*_HEAD]
    for found in results.questions:
        head += [f"Question {found.position}: score (0 to 1)", f"Question {found.position}: answer"]
    rows = [head, *(_student_row(results, sitting) for sitting in results.book.sittings)]
    if _has_numbers(results):
        numbers = ["Student number", *(sitting.student_number for sitting in results.book.sittings)]
        rows = [[row[0], number, *row[1:]] for row, number in zip(rows, numbers, strict=True)]
    return rows


def _has_numbers(results: Results) -> bool:
    return any(sitting.student_number for sitting in results.book.sittings)


def _student_row(results: Results, sitting: Sitting) -> list[Value]:
    total = sitting.total
    row: list[Value] = [
        sitting.name,
        sitting.number,
        _moment(sitting.submitted_at),
        round(sitting.minutes, 1) if sitting.minutes is not None else None,
        "yes" if sitting.is_late else "no",
        sitting.ended_by.value if sitting.ended_by else "",
        total.right,
        round(total.marks, 4),
        round(total.possible, 4),
        total.left_out,
    ]
    for found, cell in zip(results.questions, sitting.cells, strict=True):
        row += ["not counted" if cell.is_left_out else round(cell.score, 4), response_words(found, cell)]
    return row


def response_words(found: QuestionResult, cell: Cell) -> str:
    """What a student answered, in words; blank where nothing was."""
    if cell.response is None:
        return ""
    content = found.question.content
    return interaction(content.interaction).response_text(content, json.loads(cell.response))


def _moment(at: dt.datetime | None) -> dt.datetime | None:
    """In UTC without saying so: a workbook has no time zones, so its head names it."""
    return at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0) if at else None


def question_rows(results: Results) -> list[list[Value]]:
    """A head, and a line for each question with its numbers; no decimals where few have answered."""
    return [[*_QUESTION_HEAD], *(_question_row(found) for found in results.questions)]


def _question_row(found: QuestionResult) -> list[Value]:
    item = found.analysis
    enough = item.n >= FEW
    return [
        found.position,
        GAP.sub("_____", found.question.content.stem),
        found.paragraph,
        item.n,
        item.right,
        item.left_out,
        round(item.facility, 2) if enough and item.facility is not None else None,
        round(item.discrimination, 2) if enough and item.discrimination is not None else None,
        round(item.seconds) if item.seconds is not None else None,
        item.timed,
        " ".join(found.advice),
    ]


def as_csv(results: Results) -> bytes:
    """The students as CSV in UTF-8 with a byte order mark, by which Excel knows it; line ends as RFC 4180 has them."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless(value) for value in row] for row in student_rows(results))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(results: Results) -> bytes:
    """Students and questions as two sheets. Every word is stored as a word, never as a formula."""
    from openpyxl import Workbook  # loads numpy: only where a workbook is made

    book = Workbook()
    del book["Sheet"]
    _sheet(book, "Students", student_rows(results), {"A": 28, "B": 16, "D" if _has_numbers(results) else "C": 20})
    _sheet(book, "Questions", question_rows(results), {"B": 60, "K": 60})
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: "Workbook", title: str, rows: Sequence[Sequence[Value]], widths: Mapping[str, int]) -> None:
    from openpyxl.styles import Font

    sheet = book.create_sheet(title)
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(at, column, harmless(value))
            if isinstance(value, str):
                cell.data_type = "s"
            elif isinstance(value, dt.datetime):
                cell.number_format = _MOMENT
            if at == 1:
                cell.font = Font(bold=True)
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "B2"
