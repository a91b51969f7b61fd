"""Choosing one option: what single choices share, whatever their options are.

key ``{"option": id}`` · response ``{"option": id}``
"""

from collections.abc import Mapping, Sequence

from quizapp.core.grading._grade import Grade, Problem, Row
from quizapp.core.grading._options import chosen_in, ids_of, option_rows, text_of
from quizapp.core.items import ItemContent, Json


def key_problems(content: ItemContent) -> list[Problem]:
    """The key must be one of the options."""
    if content.key.get("option") in ids_of(content):
        return []
    return [Problem("key", "Choose which one is right.")]


def parse(content: ItemContent, fields: Mapping[str, Sequence[str]]) -> Json | None:
    """The chosen option. Raises ``NotGradable`` for an option that is not one of the item's."""
    chosen = chosen_in(content, fields, most=1)
    return {"option": chosen[0]} if chosen else None


def grade(content: ItemContent, response: Json) -> Grade:
    """1 for the key, 0 for any other option."""
    return Grade(1.0 if response["option"] == content.key["option"] else 0.0)


def key_text(content: ItemContent) -> str:
    """The words of the key."""
    return response_text(content, content.key)


def response_text(content: ItemContent, response: Json) -> str:
    """The words of the chosen option."""
    return text_of(content, response["option"])


def rows(content: ItemContent, order: Sequence[str], response: Json | None) -> list[Row]:
    """Every option, in the order shown."""
    return option_rows(content, order, key={content.key["option"]}, chosen={response["option"]} if response else ())


def choices(content: ItemContent) -> list[Row]:
    """Every option, as it was written."""
    return rows(content, ids_of(content), None)


def chosen(response: Json) -> list[str]:
    """The one option."""
    return [response["option"]]
