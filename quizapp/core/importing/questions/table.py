"""Tables: a line that names the columns, wherever it stands among the first, and a question on each line below."""

import re
from collections.abc import Iterable, Mapping, Sequence

from quizapp.core.grading import Cells
from quizapp.core.importing.found import Unreadable
from quizapp.core.importing.questions.rows import Fault, Row, Rows, tidy

Line = tuple[int, Sequence[str]]
"""A line of a table: its number and its cells."""
HEAD_WITHIN = 20
"""Lines among which the one that names the columns is looked for."""
MOST_OPTIONS = 8
_COLUMNS: Mapping[str, frozenset[str]] = {
    "stem": frozenset({"question", "question text", "stem"}),
    "kind": frozenset({"type", "kind", "interaction", "question type"}),
    "key": frozenset(
        {"key", "answer", "right answer", "correct", "correct answer", "correct answers", "right answers"}
    ),
    "tolerance": frozenset({"tolerance"}),
    "unit": frozenset({"unit"}),
    "explanation": frozenset({"explanation", "answer explanation", "why"}),
    "quote": frozenset({"quote", "proof", "citation", "passage", "words that prove it"}),
    "article": frozenset({"article", "article title", "source"}),
    "tags": frozenset({"tags", "tag", "labels"}),
}
"""What the head may call a column; the first name is the template's or near it."""
_NUMBERED = re.compile(r"(option|feedback) ?([1-8a-h])")
_REMARK = re.compile(r"\(.*?\)|[*:]")
_NO_HEAD = (
    "No line of this file names a column “question”. The first line names the columns: "
    "question, option 1, option 2, key, quote and so on; the template shows how."
)


def column(name: str) -> str:
    """Which column a cell of the head names: ``stem``, ``option 1`` …; blank for none of ours."""
    words = " ".join(_REMARK.sub(" ", name).replace("_", " ").lower().split())
    numbered = _NUMBERED.fullmatch(words)
    if numbered:
        place = int(numbered[2]) if numbered[2].isdigit() else ord(numbered[2]) - ord("a") + 1
        return f"{numbered[1]} {place}"
    return next((column for column, names in _COLUMNS.items() if words in names), "")


def head_of(cells: Sequence[str]) -> dict[str, int]:
    """Where each column stands, if these cells name the columns; else nothing."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        if len(cell) < 60 and (name := column(cell)):
            found.setdefault(name, place)
    return found if "stem" in found and len(found) > 1 else {}


def read_table(lines: Iterable[Line]) -> Rows:
    """The questions of a table. Raises ``Unreadable`` where no line names the columns."""
    head: dict[str, int] = {}
    for count, (line, cells) in enumerate(lines):
        if head:
            if any(cell.strip() for cell in cells):
                yield _row(line, cells, head)
        elif count >= HEAD_WITHIN:
            break
        else:
            head = head_of(cells)
    if not head:
        raise Unreadable(_NO_HEAD)


def _row(line: int, cells: Sequence[str], head: Mapping[str, int]) -> Row | Fault:
    try:
        said = {name: tidy(cells[place]) for name, place in head.items() if place < len(cells)}
    except ValueError as error:
        return Fault(line, str(error))
    numbers = [n for n in range(1, MOST_OPTIONS + 1) if said.get(f"option {n}")]
    return Row(
        line,
        Cells(
            stem=" ".join(said.get("stem", "").split()),
            options=tuple(said[f"option {n}"] for n in numbers),
            key=said.get("key", ""),
            feedback=tuple(said.get(f"feedback {n}", "") for n in numbers),
            tolerance=said.get("tolerance", ""),
            unit=said.get("unit", ""),
        ),
        kind=said.get("kind", ""),
        explanation=said.get("explanation", ""),
        quote=said.get("quote", ""),
        article=said.get("article", ""),
        tags=tuple(tag for tag in re.split(r"[,;\n]", said.get("tags", "")) if tag.strip()),
    )
