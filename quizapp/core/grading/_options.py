"""What interactions with options share: their order, their problems, their rows after the verdict."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from random import Random

from quizapp.core.grading._grade import KEY, NONE, WRONG, NotGradable, Problem, Row
from quizapp.core.items import ItemContent, Option
from quizapp.core.text.counting import count_word
from quizapp.core.text.folding import folded

LETTERS = "ABCDEFGH"

_FIGURES = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_NOTES = {
    (True, True): "Your choice, and the answer.",
    (True, False): "The answer.",
    (False, True): "Your choice.",
    (False, False): "",
}
"""By whether it is the key, and whether it was chosen."""


def text_of(content: ItemContent, option_id: str) -> str:
    """The words of an option, blank for an id that is not one of the item's."""
    return next((option.text for option in content.options if option.id == option_id), "")


def words_of(content: ItemContent, option_ids: Iterable[str]) -> list[str]:
    """The words of options, in the order of their ids."""
    return [text_of(content, option_id) for option_id in option_ids]


def ids_of(content: ItemContent) -> list[str]:
    """The ids of an item's options, as they were written."""
    return [option.id for option in content.options]


def chosen_in(content: ItemContent, fields: Mapping[str, Sequence[str]], *, most: int) -> list[str]:
    """The ids that a form's fields choose, as the options were written; none where nothing was chosen.

    Raises ``NotGradable`` where one is not the item's or comes twice, or where there are more than ``most``.
    """
    chosen = [value for value in fields.get("response", ()) if value]
    if len(chosen) > most or len(set(chosen)) < len(chosen) or not set(chosen) <= set(ids_of(content)):
        how = "Choose one from the list." if most == 1 else "Choose from the list."
        raise NotGradable(f"That is not one of the answers to this question. {how}")
    return [option_id for option_id in ids_of(content) if option_id in chosen]


def shuffled_unless_figures(content: ItemContent, random: Random) -> list[str]:
    """The ids of all options, shuffled.

    Options whose numbers or years ascend as they were written stay so: a shuffled row of numbers only costs the reader
    time. In any other order the key may stand first, as people write it, and so they are shuffled too.
    """
    ids = ids_of(content)
    if not _ascends([option.text for option in content.options]):
        random.shuffle(ids)
    return ids


def _ascends(texts: Sequence[str]) -> bool:
    """Whether the first or the last number in each text is greater than that in the one before."""
    numbers = [[float(found.replace(",", "")) for found in _FIGURES.findall(text)] for text in texts]
    if not all(numbers):
        return False
    return any(all(one[end] < other[end] for one, other in pairwise(numbers)) for end in (0, -1))


def option_problems(
    options: Sequence[Option], least: int, most: int, *, field: str = "options", one: str = "option"
) -> list[Problem]:
    """Too few options or too many, blank ones, and two that say the same."""
    found = text_problems(options, field=field, one=one)
    if not least <= len(options) <= most:
        found.insert(0, Problem(field, f"Give {count_word(least)} to {count_word(most)} {one}s."))
    return found


def text_problems(options: Sequence[Option], *, field: str, one: str) -> list[Problem]:
    """Blank options, and two that say the same."""
    found: list[Problem] = []
    texts = [folded(option.text) for option in options]
    if not all(texts):
        found.append(Problem(field, f"{'An' if one[0] in 'aeiou' else 'A'} {one} has no words."))
    if len(set(texts)) < len(texts):
        found.append(Problem(field, f"One {one} stands there twice."))
    return found


def option_rows(
    content: ItemContent, order: Sequence[str], *, key: Collection[str], chosen: Collection[str]
) -> list[Row]:
    """Every option with its letter, in the order shown, and what came of choosing it or not."""
    options = {option.id: option for option in content.options}
    rows = []
    for letter, option_id in zip(LETTERS, order, strict=False):
        is_key, is_chosen = option_id in key, option_id in chosen
        result = KEY if is_key else WRONG if is_chosen else NONE
        note = _NOTES[is_key, is_chosen]
        rows.append(Row(letter, options[option_id].text, result, note, option_id, options[option_id].feedback))
    return rows
