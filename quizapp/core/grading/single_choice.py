"""Choose one of several options.

key ``{"option": id}`` · response ``{"option": id}``
"""

from collections.abc import Mapping, Sequence

from quizapp.core.grading._grade import Grade, NotGradable, Problem
from quizapp.core.grading._text import folded
from quizapp.core.items import ItemContent, Json

LABEL = "Single choice"
KIND = "mcq"


def problems(content: ItemContent) -> list[Problem]:
    """Two to six options, all different, one of them the key."""
    found: list[Problem] = []
    if not 2 <= len(content.options) <= 6:
        found.append(Problem("options", "Give two to six options."))
    texts = [folded(option.text) for option in content.options]
    if not all(texts):
        found.append(Problem("options", "An option has no words."))
    if len(set(texts)) < len(texts):
        found.append(Problem("options", "Two options say the same."))
    if content.key.get("option") not in {option.id for option in content.options}:
        found.append(Problem("key", "Choose which option is right."))
    return found


def parse(content: ItemContent, fields: Mapping[str, Sequence[str]]) -> Json | None:
    """The chosen option. Raises ``NotGradable`` for an option that is not one of the item's."""
    chosen = [value for value in fields.get("response", ()) if value]
    if not chosen:
        return None
    if len(chosen) > 1 or chosen[0] not in {option.id for option in content.options}:
        raise NotGradable("That is not one of the answers to this question. Choose one from the list.")
    return {"option": chosen[0]}


def grade(content: ItemContent, response: Json) -> Grade:
    """1 for the key, 0 for any other option."""
    return Grade(1.0 if response["option"] == content.key["option"] else 0.0)


def key_text(content: ItemContent) -> str:
    """The words of the key."""
    return response_text(content, content.key)


def response_text(content: ItemContent, response: Json) -> str:
    """The words of the chosen option."""
    return next((option.text for option in content.options if option.id == response["option"]), "")
