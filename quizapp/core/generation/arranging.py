"""The set as it is shown: the keys of its choices spread over all places."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from quizapp.core.generation.asking.candidates import LETTERS, Candidate


def spread_keys(chosen: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with their options rearranged where no order is natural, so that no place holds most keys.

    Options that are figures or ordinals stay in ascending order.
    """
    places: Counter[int] = Counter()
    spread = []
    for candidate in chosen:
        current = _place(candidate)
        if current is not None and not _is_ordered(candidate):
            wanted = min(range(len(candidate.content.options)), key=lambda n: (places[n], n != current, n))
            candidate = _with_key_at(candidate, current, wanted)  # noqa: PLW2901
            current = wanted
        if current is not None:
            places[current] += 1
        spread.append(candidate)
    return spread


def _place(candidate: Candidate) -> int | None:
    """The place of the key among the options of a single choice; ``None`` for other interactions."""
    key = candidate.content.key.get("option")
    return next((n for n, option in enumerate(candidate.content.options) if option.id == key), None)


def _is_ordered(candidate: Candidate) -> bool:
    return candidate.topic in {"year", "number", "ordinal"}


def _with_key_at(candidate: Candidate, current: int, wanted: int) -> Candidate:
    """The candidate with the option at ``current`` and that at ``wanted`` in each other's place, lettered anew."""
    shown = list(candidate.content.options)
    shown[current], shown[wanted] = shown[wanted], shown[current]
    renamed = {option.id: LETTERS[n] for n, option in enumerate(shown)}
    options = tuple(replace(option, id=renamed[option.id]) for option in shown)
    content = replace(candidate.content, options=options, key={"option": renamed[candidate.content.key["option"]]})
    refutations = {renamed[option]: span for option, span in candidate.refutations.items()}
    return replace(candidate, content=content, refutations=refutations)
