"""One JSON object a line, as ``quizapp generate --jsonl`` prints it."""

import json
from typing import Any

from quizapp.core.grading import Cells
from quizapp.core.importing.found import Unreadable
from quizapp.core.importing.questions.contents import named_kind
from quizapp.core.importing.questions.rows import Fault, Row, Rows, tidy
from quizapp.core.importing.questions.separated import words_of

_NO_OBJECT = "This line is no question in JSON."


def read_json_lines(data: bytes) -> Rows:
    """The questions of such a file; the verdicts in it are left aside, since every check is made again."""
    found = 0
    for line, words in enumerate(words_of(data).split("\n"), start=1):
        if not words.strip():
            continue
        row = _row(line, words)
        found += isinstance(row, Row)
        yield row
    if not found:
        raise Unreadable("No line of this file is a question in JSON, as “quizapp generate --jsonl” prints them.")


def _row(line: int, words: str) -> Row | Fault:
    try:
        said = json.loads(words)
    except (ValueError, RecursionError):
        return Fault(line, _NO_OBJECT)
    if not isinstance(said, dict) or not isinstance(said.get("stem"), str):
        return Fault(line, _NO_OBJECT)
    try:
        return _said(line, said)
    except ValueError as error:
        return Fault(line, str(error))


def _said(line: int, said: dict[str, Any]) -> Row:
    kind = _text(said, "kind")
    return Row(
        line,
        Cells(
            stem=" ".join(_text(said, "stem").split()),
            options=tuple(_texts(said, "options")),
            key=_text(said, "key"),
        ),
        kind=kind if named_kind(kind) else "",
        asked=kind if len(kind) <= 32 and kind.replace("_", "").isalnum() else "",
        explanation=_text(said, "explanation"),
        quote=_text(said, "citation"),
        article=_text(said, "article"),
        tags=tuple(_texts(said, "tags")),
    )


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    return tidy(value) if isinstance(value, str) else ""


def _texts(said: dict[str, Any], name: str) -> list[str]:
    values = said.get(name)
    return [tidy(value) for value in values if isinstance(value, str)] if isinstance(values, list) else []
