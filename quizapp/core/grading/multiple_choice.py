"""Choose all options that apply.

key ``{"options": [id, …]}``: at least one and not all · response ``{"options": [id, …]}``: at least
one. Both are in the order in which the options were written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quizapp.core.grading._cells import Cells, Parts, lettered, named
from quizapp.core.grading._grade import KEY, Grade, Problem, Row
from quizapp.core.grading._options import chosen_in, ids_of, option_problems, option_rows, words_of
from quizapp.core.grading._options import shuffled_unless_figures as shown_order
from quizapp.core.items import ItemContent, Json
from quizapp.core.text.counting import count_word

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

LABEL = "Multiple choice"
KIND = "multiple_choice"


def problems(content: ItemContent) -> list[Problem]:
    """Two to eight options, all different; the key names some of them, each once, and not all."""
    found = option_problems(content.options, 2, 8)
    key = list(content.key.get("options") or [])
    ids = set(ids_of(content))
    if not key or not set(key) <= ids or len(set(key)) < len(key):
        found.append(Problem("key", "Choose which options are right."))
    elif set(key) == ids:
        found.append(Problem("key", "Leave at least one option that is not right."))
    return found


def parse(content: ItemContent, fields: Mapping[str, Sequence[str]]) -> Json | None:
    """The chosen options. Raises ``NotGradable`` where one is not the item's or comes twice."""
    chosen = chosen_in(content, fields, most=len(content.options))
    return {"options": chosen} if chosen else None


def grade(content: ItemContent, response: Json) -> Grade:
    """Right ones chosen less wrong ones chosen, over the number of right ones; at least 0.

    A wrong choice so costs what a right one earns, and choosing everything earns at most what
    the surplus of right options is worth.
    """
    key, chosen = set(content.key["options"]), set(response["options"])
    right, wrong = len(key & chosen), len(chosen - key)
    found = f"{count_word(right)} of the {count_word(len(key))} right ones"
    if len(key) == 1:
        found = "the right one" if right else "none that is right"
    note = f"You chose {found} and {count_word(wrong)} wrong."
    return Grade(max(0.0, (right - wrong) / len(key)), note=note)


def key_text(content: ItemContent) -> str:
    """The words of the right options."""
    return response_text(content, content.key)


def response_text(content: ItemContent, response: Json) -> str:
    """The words of the chosen options."""
    return "; ".join(words_of(content, response["options"]))


def rows(content: ItemContent, order: Sequence[str], response: Json | None) -> list[Row]:
    """Every option, in the order shown."""
    chosen = response["options"] if response else ()
    return [
        replace(row, is_square=True, note=_note(row, is_chosen=row.option in chosen, is_answered=response is not None))
        for row in option_rows(content, order, key=content.key["options"], chosen=chosen)
    ]


def _note(row: Row, *, is_chosen: bool, is_answered: bool) -> str:
    if row.result != KEY:
        return row.note
    if is_chosen:
        return "Your choice, and right."
    return "Right, but not chosen." if is_answered else "Right."


def given_away(content: ItemContent) -> list[str]:
    """The words of the right options."""
    return words_of(content, content.key["options"])


def choices(content: ItemContent) -> list[Row]:
    """Every option, as it was written."""
    return rows(content, ids_of(content), None)


def chosen(response: Json) -> list[str]:
    """All that were ticked."""
    return list(response["options"])


def is_meant(cells: Cells) -> bool:
    """Whether the key names several of the options, and not all."""
    return 1 < len(named(cells)) < len(cells.options)


def of_cells(cells: Cells) -> Parts:
    """Options and those that the key names."""
    options = lettered(cells)
    return options, {"options": [options[place].id for place in sorted(named(cells))]}
