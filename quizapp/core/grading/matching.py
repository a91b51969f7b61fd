"""Match each prompt with its target.

The options hold both: prompts have the ids ``p1``, ``p2`` …, targets ``a1``, ``a2`` …; as many
targets as prompts or up to two more. key ``{"pairs": {prompt: target, …}}``: every prompt, no target
twice · response ``{"pairs": {prompt: target, …}}``: without the prompts left out. The numbers of the
targets may not tell the key; those who write items see to it.
"""

import re
from collections.abc import Mapping, Sequence
from random import Random

from quizapp.core.grading._cells import Cells, Parts
from quizapp.core.grading._grade import KEY, NONE, WRONG, Grade, NotGradable, Problem, Row
from quizapp.core.grading._options import option_problems, text_of, text_problems
from quizapp.core.items import ItemContent, Json, Option
from quizapp.core.text.counting import count_word

LABEL = "Match"
KIND = "matching"

PROMPT, TARGET = "p", "a"
"""What the ids of the two begin with."""


_BETWEEN = re.compile(r"\s*[;\n]\s*")
_HALVES = re.compile(r"\s*\|\s*|\s*=\s*|:\s+")
_FEWEST = 3


def _of(content: ItemContent, side: str) -> list[Option]:
    return [option for option in content.options if option.id.startswith(side)]


def problems(content: ItemContent) -> list[Problem]:
    """Three to six prompts, all different, each with a target of its own; up to two targets more."""
    prompts, targets = _of(content, PROMPT), _of(content, TARGET)
    found = option_problems(prompts, 3, 6, field="key", one="pair")
    found += text_problems(targets, field="key", one="match")
    pairs = dict(content.key.get("pairs") or {})
    ids = {option.id for option in targets}
    if set(pairs) != {option.id for option in prompts} or not set(pairs.values()) <= ids:
        found.append(Problem("key", "Give every line something to match it with."))
    elif len(set(pairs.values())) < len(pairs):
        found.append(Problem("key", "Two lines have the same match. Give each one of its own."))
    if len(targets) > len(prompts) + 2 or len(prompts) + len(targets) < len(content.options):
        found.append(Problem("others", "Give two further matches at most."))
    return found


def shown_order(content: ItemContent, random: Random) -> list[str]:
    """The prompts as written, then all targets, shuffled."""
    targets = [option.id for option in _of(content, TARGET)]
    random.shuffle(targets)
    return [*(option.id for option in _of(content, PROMPT)), *targets]


def parse(content: ItemContent, fields: Mapping[str, Sequence[str]]) -> Json | None:
    """The pairs chosen: one value ``prompt:target`` each. Prompts may be left out.

    Raises ``NotGradable`` where a prompt or a target comes twice or is unknown.
    """
    prompts = [option.id for option in _of(content, PROMPT)]
    known = {f"{prompt}:{option.id}": (prompt, option.id) for prompt in prompts for option in _of(content, TARGET)}
    values = [value for value in fields.get("response", ()) if value]
    if not values:
        return None
    if not set(values) <= set(known):
        raise NotGradable("That is not one of the matches of this question. Choose from the lists.")
    given = dict(known[value] for value in values)
    if len(given) < len(values):
        raise NotGradable("One line was given two matches. Choose one for each.")
    chosen = list(given.values())
    twice = next((target for target in chosen if chosen.count(target) > 1), None)
    if twice:
        raise NotGradable(f"“{text_of(content, twice)}” is chosen twice. Choose each match once.")
    return {"pairs": {prompt: given[prompt] for prompt in prompts if prompt in given}}


def grade(content: ItemContent, response: Json) -> Grade:
    """The share of prompts with their own target."""
    pairs = content.key["pairs"]
    right = sum(response["pairs"].get(prompt) == target for prompt, target in pairs.items())
    return Grade(right / len(pairs), note=f"{count_word(right).capitalize()} of {count_word(len(pairs))} matched.")


def key_text(content: ItemContent) -> str:
    """Every prompt with its target."""
    return response_text(content, content.key)


def response_text(content: ItemContent, response: Json) -> str:
    """Every prompt with the target chosen."""
    return "; ".join(_pair(content, option.id, response["pairs"].get(option.id)) for option in _of(content, PROMPT))


def _pair(content: ItemContent, prompt: str, target: str | None) -> str:
    return f"{text_of(content, prompt)}: {text_of(content, target) if target else '–'}"


def rows(content: ItemContent, order: Sequence[str], response: Json | None) -> list[Row]:  # noqa: ARG001
    """Every prompt with its own target and what was chosen instead; then what matches nothing."""
    pairs, found = content.key["pairs"], []
    for number, option in enumerate(_of(content, PROMPT), 1):
        key, given = pairs[option.id], response["pairs"].get(option.id) if response else None
        result, note = NONE, "You left it out." if response else ""
        if given:
            result = KEY if given == key else WRONG
            note = "Your match, and right." if given == key else f"You chose “{text_of(content, given)}”."
        found.append(Row(str(number), _pair(content, option.id, key), result, note))
    spare = [option for option in _of(content, TARGET) if option.id not in pairs.values()]
    return [*found, *(Row("–", option.text, note="Matches nothing.") for option in spare)]


def paired(halves: Sequence[tuple[str, str]], others: Sequence[str]) -> Parts:
    """Options and key of pairs, each prompt with its target, and of targets that match nothing.

    The targets are numbered by the alphabet, so that their ids tell nothing.
    """
    targets = sorted({target for _, target in halves if target} | set(others), key=lambda t: (t.casefold(), t))
    ids = {target: f"{TARGET}{n}" for n, target in enumerate(targets, 1)}
    prompts = [Option(f"{PROMPT}{n}", prompt) for n, (prompt, _) in enumerate(halves, 1)]
    pairs = {f"{PROMPT}{n}": ids[target] for n, (_, target) in enumerate(halves, 1) if target}
    return (*prompts, *(Option(ids[target], target) for target in targets)), {"pairs": pairs}


def _halves(key: str) -> list[tuple[str, str]]:
    """The pairs of a cell: ``prompt | target``, parted by semicolons or line ends; ``=`` and a colon do too."""
    lines = [line for line in _BETWEEN.split(key.strip()) if line]
    parts = [_HALVES.split(line, maxsplit=1) for line in lines]
    return [(part[0], part[1] if len(part) > 1 else "") for part in parts]


def is_meant(cells: Cells) -> bool:
    """Whether the key is at least three pairs."""
    halves = _halves(cells.key)
    return len(halves) >= _FEWEST and all(prompt and target for prompt, target in halves)


def of_cells(cells: Cells) -> Parts:
    """The pairs of the key; options that stand in none of them match nothing."""
    halves = _halves(cells.key)
    known = {words for half in halves for words in half}
    return paired(halves, [option for option in cells.options if option not in known])
