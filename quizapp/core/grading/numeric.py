"""Type a number.

key ``{"value": str, "tolerance": str, "unit": str}``: decimal strings, the tolerance absolute and in
the key's own unit; the unit may be ``""`` · response ``{"text": str}``
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Context, Decimal, InvalidOperation

from quizapp.core.grading._cells import Cells, Parts
from quizapp.core.grading._grade import Grade, NotGradable, Problem
from quizapp.core.items import ItemContent, Json
from quizapp.core.text.gaps import GAP

LABEL = "Number"
KIND = "numeric"

_LIMIT = 60
"""Characters of a number typed, and figures before or after the point of one that can be graded."""
_EXACT = Context(prec=4 * _LIMIT)
"""Differences without rounding."""
_NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:[,   ]\d{3})+|\d+)(?:\.\d+)?|[-+−]?\.\d+")
_WITH_UNIT = re.compile(rf"({_NUMBER.pattern})\s*(.*)", re.DOTALL)
_GROUPING = re.compile(r"[,   ]")


def number_in(text: str) -> Decimal | None:
    """The one number in ``text``, with or without thousands marks and words around it.

    ``None`` where there is no number or more than one.
    """
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    try:
        return Decimal(_GROUPING.sub("", found[0]).replace("−", "-"))
    except InvalidOperation:  # pragma: no cover - the pattern only lets numbers through
        return None


def _decimal(content: ItemContent, name: str) -> Decimal | None:
    """A number of the key; ``None`` for none, and for one of so many figures that nobody can mean it."""
    text = str(content.key.get(name) or "0" if name == "tolerance" else content.key.get(name))
    try:
        value = Decimal(text) if len(text) <= _LIMIT else Decimal("NaN")
    except InvalidOperation:
        return None
    if not value.is_finite() or (value and abs(value.adjusted()) > _LIMIT):
        return None
    return value


def problems(content: ItemContent) -> list[Problem]:
    """The key is a number of a size that can be graded, the tolerance one of at least 0."""
    found: list[Problem] = []
    if _decimal(content, "value") is None:
        found.append(Problem("key", f"Give the right number in figures, such as 1998, with {_LIMIT} of them at most."))
    tolerance = _decimal(content, "tolerance")
    if tolerance is None or tolerance < 0:
        found.append(Problem("tolerance", f"Give a tolerance of 0 or more, of {_LIMIT} figures at most."))
    return found


def parse(content: ItemContent, fields: Mapping[str, Sequence[str]]) -> Json | None:  # noqa: ARG001
    """What was typed. Raises ``NotGradable`` where it holds no number, or more than one."""
    typed = " ".join(fields.get("response", ())).strip()
    if not typed:
        return None
    if len(typed) > _LIMIT or number_in(typed) is None:
        raise NotGradable("Write one number in figures, such as 1998.")
    return {"text": typed}


def grade(content: ItemContent, response: Json) -> Grade:
    """1 where the number is within the tolerance of the key, else 0."""
    given, value, tolerance = number_in(response["text"]), _decimal(content, "value"), _decimal(content, "tolerance")
    if given is None or value is None or tolerance is None:
        return Grade(0.0)
    return Grade(1.0 if abs(_EXACT.subtract(given, value)) <= tolerance else 0.0)


def key_text(content: ItemContent) -> str:
    """The number with its unit."""
    return f"{content.key['value']} {content.key.get('unit') or ''}".strip()


def response_text(content: ItemContent, response: Json) -> str:  # noqa: ARG001
    """What was typed."""
    return str(response["text"])


def given_away(content: ItemContent) -> list[str]:
    """The number."""
    return [str(content.key["value"])]


def is_meant(cells: Cells) -> bool:
    """Whether there are neither options nor a gap, and the key is a number and nothing else."""
    return not cells.options and not GAP.search(cells.stem) and bool(_NUMBER.fullmatch(cells.key.strip()))


def of_cells(cells: Cells) -> Parts:
    """The number with its tolerance; words behind it are its unit where no other is given."""
    found = _WITH_UNIT.fullmatch(cells.key.strip())
    number, unit = (_GROUPING.sub("", found[1]).replace("−", "-"), found[2]) if found else (cells.key, "")
    key = {"value": number, "tolerance": cells.tolerance.strip() or "0", "unit": cells.unit.strip() or unit.strip()}
    return (), key
