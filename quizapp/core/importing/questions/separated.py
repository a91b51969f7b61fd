"""CSV as spreadsheets and other programs save it: commas, semicolons or tabs, in whatever encoding."""

import csv
import io
from collections.abc import Iterator

from quizapp.core.importing.found import Unreadable
from quizapp.core.importing.kinds import text_of
from quizapp.core.importing.questions.rows import Rows
from quizapp.core.importing.questions.table import HEAD_WITHIN, Line, head_of, read_table

_SEPARATORS = ",;\t"


def words_of(data: bytes) -> str:
    """The bytes as text. Raises ``Unreadable`` where they are none."""
    text = text_of(data)
    if text is None:
        raise Unreadable("This file is not plain text. Save it once more as CSV in UTF-8.")
    return text


def read_csv(data: bytes) -> Rows:
    """The questions of a CSV file."""
    text = words_of(data)
    return read_table(_lines(text, _separator(text)))


def _separator(text: str) -> str:
    """The sign with which a line names the most columns; a comma where none does."""
    first = text.splitlines()[:HEAD_WITHIN]
    return max(_SEPARATORS, key=lambda sign: max((_named(line, sign) for line in first), default=0))


def _named(line: str, sign: str) -> int:
    try:
        return len(head_of(next(csv.reader([line], delimiter=sign), [])))
    except csv.Error:
        return 0


def _lines(text: str, sign: str) -> Iterator[Line]:
    """Every record with the number of its first line. Raises ``Unreadable`` for a quotation mark left open.

    Only a line end parts records: the other signs that divide lines, such as U+2028, stand within a cell.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        words = f"From line {line} on this file cannot be read: a quotation mark is open or out of place."
        raise Unreadable(words) from error
