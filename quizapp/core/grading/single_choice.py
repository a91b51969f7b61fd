"""Choose one of several options.

key ``{"option": id}`` · response ``{"option": id}``
"""

from quizapp.core.grading._cells import Cells, named
from quizapp.core.grading._cells import one_of as of_cells
from quizapp.core.grading._choice import choices, chosen, grade, key_problems, key_text, parse, response_text, rows
from quizapp.core.grading._grade import Problem
from quizapp.core.grading._options import option_problems
from quizapp.core.grading._options import shuffled_unless_figures as shown_order
from quizapp.core.items import ItemContent

__all__ = [
    "KIND",
    "LABEL",
    "choices",
    "chosen",
    "given_away",
    "grade",
    "is_meant",
    "key_text",
    "of_cells",
    "parse",
    "problems",
    "response_text",
    "rows",
    "shown_order",
]

LABEL = "Single choice"
KIND = "mcq"


def problems(content: ItemContent) -> list[Problem]:
    """Two to six options, all different, one of them the key."""
    return [*option_problems(content.options, 2, 6), *key_problems(content)]


def given_away(content: ItemContent) -> list[str]:
    """The words of the key."""
    return [key_text(content)]


def is_meant(cells: Cells) -> bool:
    """Whether the key names one of the options."""
    return len(named(cells)) == 1
