"""Fill the gaps of a sentence. Typed words are compared as in a short answer.

The stem holds ``_____`` once for each gap. key ``{"gaps": [[str, …], …]}``: accepted variants per
gap, the first one shown as the key · response ``{"gaps": [str, …]}``, blank where left out
"""

import re
from collections.abc import Mapping, Sequence

from quizapp.core.grading._cells import Cells, Parts
from quizapp.core.grading._grade import Grade, NotGradable, Problem
from quizapp.core.grading._text import LIMIT, met
from quizapp.core.items import ItemContent, Json
from quizapp.core.text.folding import folded
from quizapp.core.text.gaps import GAP

LABEL = "Fill the gap"
KIND = "cloze"
_NUMBERED = re.compile(r"(?:\A|,\s*)\(\d\)\s*")
_BETWEEN = re.compile(r"[;\n]")


def problems(content: ItemContent) -> list[Problem]:
    """As many lists of accepted words as the stem has gaps, none of them blank."""
    gaps = content.key.get("gaps") or []
    in_stem = len(GAP.findall(content.stem))
    if not in_stem:
        return [Problem("stem", "Mark the gap with five underscores: _____")]
    if len(gaps) != in_stem or not all(words and all(folded(word) for word in words) for words in gaps):
        return [Problem("key", "Give the words for every gap.")]
    return []


def parse(content: ItemContent, fields: Mapping[str, Sequence[str]]) -> Json | None:
    """The words typed, one a gap. Raises ``NotGradable`` where the number of gaps is another."""
    typed = [value.strip() for value in fields.get("response", ())]
    if not any(typed):
        return None
    if len(typed) != len(content.key["gaps"]):
        raise NotGradable("Give one answer for each gap.")
    if any(len(value) > LIMIT for value in typed):
        raise NotGradable(f"Keep each answer to {LIMIT} characters or fewer.")
    return {"gaps": typed}


def grade(content: ItemContent, response: Json) -> Grade:
    """The share of gaps in which an accepted variant is met."""
    gaps = content.key["gaps"]
    variants = [met(list(accepted), typed) for accepted, typed in zip(gaps, response["gaps"], strict=False)]
    return Grade(sum(map(bool, variants)) / len(gaps), "; ".join(filter(None, variants)))


def key_text(content: ItemContent) -> str:
    """The first accepted variant of each gap; several are numbered."""
    return _numbered([str(accepted[0]) for accepted in content.key["gaps"]])


def response_text(content: ItemContent, response: Json) -> str:  # noqa: ARG001
    """What was typed into each gap."""
    return _numbered([typed or "–" for typed in response["gaps"]])


def _numbered(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(f"({n}) {word}" for n, word in enumerate(words, start=1))


def given_away(content: ItemContent) -> list[str]:
    """Everything that is accepted for any gap."""
    return [str(variant) for accepted in content.key["gaps"] for variant in accepted]


def accepting(content: ItemContent, response: Json) -> Json:
    """What was typed into each gap becomes its last accepted variant, unless it is blank or one like it is accepted."""
    gaps = [
        words if not folded(typed) or met(words, typed) else [*words, typed]
        for words, typed in zip(map(list, content.key["gaps"]), response["gaps"], strict=True)
    ]
    return {**content.key, "gaps": gaps}


def is_meant(cells: Cells) -> bool:
    """Whether there are no options and the stem has a gap."""
    return not cells.options and bool(GAP.search(cells.stem))


def of_cells(cells: Cells) -> Parts:
    """The words for each gap, parted by semicolons, line ends or ``(1) …, (2) …``; variants of one by bars."""
    words = cells.key.strip()
    gaps = (_NUMBERED if words.startswith("(1)") else _BETWEEN).split(words)
    return (), {"gaps": [[w.strip() for w in gap.split("|") if w.strip()] for gap in gaps if gap.strip()]}
