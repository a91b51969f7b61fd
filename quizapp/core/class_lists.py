"""Class lists as schools export them: one student a line, separated by commas, semicolons or tabs."""

import codecs
import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_ROWS = 1000
MOST_TOLD = 20
NAME_LIMIT = 80
NUMBER_LIMIT = 40
EMAIL_LIMIT = 255
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SEPARATORS = ",;\t"
_COLUMNS: Mapping[str, frozenset[str]] = {
    "name": frozenset({"name", "student", "student name", "full name", "pupil"}),
    "first": frozenset({"first name", "given name", "forename", "firstname"}),
    "last": frozenset({"last name", "family name", "surname", "lastname"}),
    "number": frozenset({"number", "no", "no.", "id", "student number", "student id", "student no", "student_number"}),
    "email": frozenset({"email", "e-mail", "mail", "email address", "e-mail address"}),
}
"""What the first line may call a column."""
_NAMES = {"name", "first", "last"}


def name_order(name: str) -> tuple[tuple[bool, int, str], ...]:
    """What lists of students are sorted by: letters whatever their case, figures by their value, as in "Group 2", "Group 10"."""
    parts = re.findall(r"[0-9]{1,18}|[^0-9]+", name.casefold())
    return tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts)


@dataclass(frozen=True, slots=True)
class ListedStudent:
    """A line of a class list."""

    line: int
    """Counts from 1, as an editor shows it."""
    name: str
    number: str
    email: str


@dataclass(frozen=True, slots=True)
class ClassList:
    """What a text holds: its students, and whatever cannot be taken. With a problem nothing of it should be used."""

    students: tuple[ListedStudent, ...]
    problems: tuple[str, ...]


def decoded(data: bytes) -> str | None:
    """The text of an uploaded list, as Excel and others save it; ``None`` for what is no text.

    UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_list(text: str) -> ClassList:
    """The students of a list. A first line that names columns is taken for one; else name, number and e-mail follow."""
    try:
        rows = _rows(text.removeprefix("\ufeff"))
    except csv.Error:
        return ClassList((), ("A quotation mark is opened and not closed. Look through the list once more.",))
    if len(rows) > MOST_ROWS + 1:
        return ClassList((), (f"This list has more than {MOST_ROWS:,} lines. Divide it.",))
    columns = _header(rows[0][1]) if rows else {}
    if columns:
        rows = rows[1:]
    if columns and not columns.keys() & _NAMES:
        return ClassList((), ("The first line names no column “name”.",))
    students = tuple(_student(line, cells, columns) for line, cells in rows)
    if not students:
        return ClassList((), ("There is no student in this list. Write one a line.",))
    return ClassList(students, _problems(students))


def unread_columns(text: str) -> tuple[str, ...]:
    """The names in the first line of a sound list that tell nothing: what stands below them is not taken."""
    _, cells = next(iter(_rows(text.removeprefix("\ufeff"))), (0, []))
    known = _header(cells).values()
    return tuple(cell for place, cell in enumerate(cells) if cell and place not in known) if known else ()


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The lines that hold something, with their numbers."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_separator(text), strict=True)
    rows = []
    for cells in reader:
        tidy = [" ".join(cell.split()) for cell in cells]
        if any(tidy):
            rows.append((reader.line_num, tidy))
    return rows


def _separator(text: str) -> str:
    """The sign that most lines hold outside of quotation marks; a comma where there is none."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()]
    return max(_SEPARATORS, key=lambda sign: sum(sign in line for line in lines))


def _header(cells: Sequence[str]) -> dict[str, int]:
    """Where each column stands, if the first line names columns."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for column, names in _COLUMNS.items():
            if cell.casefold() in names:
                found.setdefault(column, place)
    is_header = found.keys() & _NAMES or len(found) == len(cells)
    return found if is_header else {}


def _student(line: int, cells: Sequence[str], columns: Mapping[str, int]) -> ListedStudent:
    def cell(column: str) -> str:
        place = columns.get(column)
        return cells[place] if place is not None and place < len(cells) else ""

    if columns:
        return ListedStudent(
            line, cell("name") or f"{cell('first')} {cell('last')}".strip(), cell("number"), cell("email")
        )
    name, *rest = cells
    email = next((cell for cell in rest if "@" in cell), "")
    number = next((cell for cell in rest if cell and cell != email), "")
    return ListedStudent(line, name, number, email)


def _problems(students: Sequence[ListedStudent]) -> tuple[str, ...]:
    """What cannot be taken, by line; of many faults the first."""
    found = [(student.line, words) for student in students if (words := _problem(student))]
    found = sorted([*found, *_twice(students)])
    told = [f"Line {line}: {words}" for line, words in found[:MOST_TOLD]]
    return (*told, f"There are {len(found) - MOST_TOLD} more faults.") if len(found) > MOST_TOLD else tuple(told)


def _problem(student: ListedStudent) -> str:
    """What is wrong with a line by itself; blank where nothing is."""
    if not student.name:
        return "there is no name."
    if len(student.name) > NAME_LIMIT or not student.name.isprintable():
        return f"a name has up to {NAME_LIMIT} characters."
    if len(student.number) > NUMBER_LIMIT or not student.number.isprintable():
        return f"a student number has up to {NUMBER_LIMIT} characters."
    if student.email and (len(student.email) > EMAIL_LIMIT or not _EMAIL.fullmatch(student.email)):
        return f"“{student.email}” is no e-mail address."
    return ""


def _twice(students: Sequence[ListedStudent]) -> list[tuple[int, str]]:
    """Lines that may be the same student once more; of one name several may stand, told apart by their numbers."""
    problems: list[tuple[int, str]] = []
    numbers: dict[str, ListedStudent] = {}
    names: dict[str, ListedStudent] = {}
    for student in students:
        same = names.setdefault(student.name.casefold(), student)
        number = numbers.setdefault(student.number, student) if student.number else student
        if number is not student:
            problems.append((student.line, f"the number {student.number} stands in line {number.line} already."))
        elif same is not student and student.name and not (student.number and same.number):
            problems.append((student.line, f"{student.name} stands in line {same.line} already."))
    return problems
