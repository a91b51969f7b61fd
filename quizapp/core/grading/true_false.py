"""Say whether a statement is true.

key ``{"value": bool}`` · response ``{"value": bool}``
"""

from collections.abc import Mapping, Sequence

from quizapp.core.grading._cells import Cells, Parts
from quizapp.core.grading._grade import KEY, NONE, Grade, NotGradable, Problem, Row
from quizapp.core.items import ItemContent, Json

LABEL = "True or false"
KIND = "true_false"

_VALUES = {"true": True, "false": False}


def problems(content: ItemContent) -> list[Problem]:
    """The key must be one of the two."""
    if isinstance(content.key.get("value"), bool):
        return []
    return [Problem("key", "Say whether the statement is true or false.")]


def parse(content: ItemContent, fields: Mapping[str, Sequence[str]]) -> Json | None:  # noqa: ARG001
    """``true`` or ``false``. Raises ``NotGradable`` for anything else."""
    chosen = [value for value in fields.get("response", ()) if value]
    if not chosen:
        return None
    if len(chosen) > 1 or chosen[0] not in _VALUES:
        raise NotGradable("Choose true or false.")
    return {"value": _VALUES[chosen[0]]}


def grade(content: ItemContent, response: Json) -> Grade:
    """1 where the response is the key, else 0."""
    return Grade(1.0 if response["value"] is content.key["value"] else 0.0)


def key_text(content: ItemContent) -> str:
    """``True`` or ``False``."""
    return response_text(content, content.key)


def response_text(content: ItemContent, response: Json) -> str:  # noqa: ARG001
    """``True`` or ``False``."""
    return "True" if response["value"] else "False"


def proven(content: ItemContent) -> str:
    """``it true`` or ``it false``."""
    return f"it {key_text(content).lower()}"


def choices(content: ItemContent) -> list[Row]:
    """True and false."""
    return [
        Row(words.capitalize(), words.capitalize(), KEY if content.key["value"] is value else NONE, option=words)
        for words, value in _VALUES.items()
    ]


def chosen(response: Json) -> list[str]:
    """Which of the two."""
    return [words for words, value in _VALUES.items() if response["value"] is value]


_WRITTEN = {"true": True, "t": True, "false": False, "f": False}


def is_meant(cells: Cells) -> bool:
    """Whether there are no options and the key is ``true`` or ``false``, in whatever case, or its first letter."""
    return not cells.options and cells.key.strip().lower() in _WRITTEN


def of_cells(cells: Cells) -> Parts:
    """The value; options, which can only be the two words, are left out."""
    value = _WRITTEN.get(cells.key.strip().lower())
    return (), {} if value is None else {"value": value}
