"""Type a few words. Case, accents, spacing, articles and outer punctuation do not count.

key ``{"accepted": [str, …]}``, the first one shown as the key · response ``{"text": str}``
"""

from collections.abc import Mapping, Sequence

from quizapp.core.grading import cloze, matching, numeric, true_false
from quizapp.core.grading._cells import Cells, Parts, pieces
from quizapp.core.grading._grade import Grade, NotGradable, Problem
from quizapp.core.grading._text import LIMIT, met
from quizapp.core.items import ItemContent, Json
from quizapp.core.text.folding import folded

LABEL = "Short answer"
KIND = "short_answer"


def problems(content: ItemContent) -> list[Problem]:
    """At least one accepted answer, none of them blank."""
    accepted = content.key.get("accepted") or []
    if not accepted or not all(folded(variant) for variant in accepted):
        return [Problem("key", "Give at least one accepted answer, one a line.")]
    return []


def parse(content: ItemContent, fields: Mapping[str, Sequence[str]]) -> Json | None:  # noqa: ARG001
    """What was typed, trimmed. Raises ``NotGradable`` past 500 characters."""
    typed = " ".join(fields.get("response", ())).strip()
    if not typed:
        return None
    if len(typed) > LIMIT:
        raise NotGradable(f"Keep your answer to {LIMIT} characters or fewer.")
    return {"text": typed}


def grade(content: ItemContent, response: Json) -> Grade:
    """1 where an accepted variant is met, else 0."""
    variant = met(list(content.key["accepted"]), response["text"])
    return Grade(1.0 if variant else 0.0, variant)


def key_text(content: ItemContent) -> str:
    """The first accepted variant."""
    return str(content.key["accepted"][0])


def response_text(content: ItemContent, response: Json) -> str:  # noqa: ARG001
    """What was typed."""
    return str(response["text"])


def given_away(content: ItemContent) -> list[str]:
    """Everything that is accepted."""
    return [str(variant) for variant in content.key["accepted"]]


def accepting(content: ItemContent, response: Json) -> Json:
    """The typed words become the last accepted variant, unless one like them is accepted."""
    accepted = list(content.key["accepted"])
    return {**content.key, "accepted": accepted if met(accepted, response["text"]) else [*accepted, response["text"]]}


def is_meant(cells: Cells) -> bool:
    """Whether there are no options, and the key is words that mean nothing else."""
    others = (cloze, matching, numeric, true_false)
    return bool(cells.key.strip()) and not cells.options and not any(other.is_meant(cells) for other in others)


def of_cells(cells: Cells) -> Parts:
    """The accepted variants, parted by semicolons, bars or line ends."""
    return (), {"accepted": pieces(cells.key)}
