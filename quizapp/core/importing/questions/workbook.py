"""XLSX: the first sheet that names the columns. Formulas are never computed: a cell is what was last shown in it."""

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

from quizapp.core.importing.archive import member, open_archive
from quizapp.core.importing.found import Unreadable
from quizapp.core.importing.questions.rows import LONGEST, Rows
from quizapp.core.importing.questions.table import HEAD_WITHIN, Line, head_of, read_table

MOST_LINES, MOST_COLUMNS, MOST_SHEETS = 20_000, 60, 20
_NO_TABLE = "This file is called .xlsx but holds no table. Save it again as .xlsx or as CSV."
_TOO_LONG = f"The table goes on below line {MOST_LINES:,}. Divide it, or delete the empty lines at its end."


def read_workbook(data: bytes) -> Rows:
    """The questions of a workbook. Raises ``Unreadable`` where it is damaged, locked, or unpacks to far too much."""
    with open_archive(data) as archive:
        if not member(archive, "xl/workbook.xml"):
            raise Unreadable(_NO_TABLE)
    from openpyxl import load_workbook  # loads numpy: only where a workbook is read

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = [sheet for sheet in book.worksheets[:MOST_SHEETS] if hasattr(sheet, "iter_rows")]
        if not sheets:
            raise Unreadable(_NO_TABLE)
        named = (sheet for sheet in sheets if any(head_of(cells) for _, cells in _lines(sheet, HEAD_WITHIN)))
        yield from read_table(_lines(next(named, sheets[0]), MOST_LINES + 1))
    finally:
        book.close()


def _lines(sheet: Any, most: int) -> Iterator[Line]:
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    for line, values in enumerate(sheet.iter_rows(max_row=most, max_col=MOST_COLUMNS, values_only=True), start=1):
        cells = [_words(value) for value in values]
        if line > MOST_LINES and any(cells):
            raise Unreadable(_TOO_LONG)
        yield line, cells


def _words(value: Any) -> str:
    """A cell as it is read: figures without a point where they are whole, days as in 2024-05-31."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)[: LONGEST + 1]
