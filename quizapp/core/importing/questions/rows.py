"""What every format yields: rows, and lines that cannot be one."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from quizapp.core.grading import Cells
from quizapp.core.text.passages import normalize_text

LONGEST = 4_000
"""Characters of one cell."""
_TOO_LONG = f"A cell has more than {LONGEST:,} characters. Shorten it."


@dataclass(frozen=True, slots=True)
class Row:
    """One question as a file has it; blank is what it does not say.

    ``line`` counts from 1, as an editor or a spreadsheet shows it. ``kind`` is how a question is answered, as the file
    calls it, ``asked`` how the generator asked it. ``quote`` are the words that prove it.
    """

    line: int
    cells: Cells
    kind: str = ""
    asked: str = ""
    explanation: str = ""
    quote: str = ""
    article: str = ""
    tags: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Row":
        """The inverse of ``as_json``."""
        cells: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in value["cells"].items()}
        return cls(**{**value, "cells": Cells(**cells), "tags": tuple(value["tags"])})


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is no question, and why, for a teacher."""

    line: int
    words: str


Rows = Iterator[Row | Fault]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a file holds, in its order."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"rows": [row.as_json() for row in self.rows], "faults": [asdict(fault) for fault in self.faults]}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Sheet":
        """The inverse of ``as_json``."""
        rows = tuple(Row.from_json(row) for row in value["rows"])
        return cls(rows, tuple(Fault(**fault) for fault in value["faults"]))


def tidy(cell: str) -> str:
    """A cell's words without control characters and outer white space; its own line ends are kept.

    Raises ``ValueError`` with words for a teacher where it is too long.
    """
    if len(cell) > LONGEST:
        raise ValueError(_TOO_LONG)
    return normalize_text(cell.encode("utf-8", "replace").decode("utf-8")).strip()
