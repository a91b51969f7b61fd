"""Choose the sentence that proves something: one of several sentences of the article.

key ``{"option": id}`` · response ``{"option": id}``. The options are the sentences, in their order
in the article, and are shown in it.
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from quizapp.core.grading import _choice
from quizapp.core.grading._cells import Cells
from quizapp.core.grading._cells import one_of as of_cells
from quizapp.core.grading._choice import chosen, grade, key_problems, key_text, parse, response_text
from quizapp.core.grading._grade import Problem, Row
from quizapp.core.grading._options import ids_of, option_problems
from quizapp.core.items import ItemContent, Json

__all__ = [
    "KIND",
    "LABEL",
    "choices",
    "chosen",
    "grade",
    "is_meant",
    "key_text",
    "of_cells",
    "parse",
    "problems",
    "quotation_problems",
    "response_text",
    "rows",
    "shown_order",
]

LABEL = "Choose the sentence that proves it"
KIND = "evidence"


def problems(content: ItemContent) -> list[Problem]:
    """Three to five sentences, all different, one of them the key."""
    return [*option_problems(content.options, 3, 5, one="sentence"), *key_problems(content)]


def quotation_problems(content: ItemContent, text: str) -> list[Problem]:
    """Sentences that do not stand in the article word for word; white space and line ends do not count."""
    article = " ".join(text.split())
    return [
        Problem(f"option_{option.id}", "This does not stand in the article word for word. Copy the sentence from it.")
        for option in content.options
        if " ".join(option.text.split()) not in article
    ]


def shown_order(content: ItemContent, random: Random) -> list[str]:  # noqa: ARG001
    """The order of the article, whatever the chance: so the sentences are easiest to find in it."""
    return [option.id for option in content.options]


def rows(content: ItemContent, order: Sequence[str], response: Json | None) -> list[Row]:
    """Every sentence as a quotation."""
    return [replace(row, text=f"“{row.text}”") for row in _choice.rows(content, order, response)]


def choices(content: ItemContent) -> list[Row]:
    """Every sentence, as it stands in the article."""
    return rows(content, ids_of(content), None)


def is_meant(cells: Cells) -> bool:  # noqa: ARG001
    """Never of itself: its row looks like any choice of one."""
    return False
