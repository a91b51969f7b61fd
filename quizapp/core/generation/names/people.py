"""What makes a name a person's: titles, nouns for people, first names and what only people do."""

import json
from functools import cache
from importlib.resources import files


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


_WORDS: dict[str, list[str]] = json.loads(_read("people.json"))
TITLES = frozenset(_WORDS["titles"])
"""Words before a name that are no part of it; "state" because of "Secretary of State"."""
PERSON_VERBS = frozenset(_WORDS["verbs"])
"""What people do or what is done to them; companies and states say and win too, so this is never enough alone."""
_MALE, _FEMALE = frozenset(_WORDS["male"]), frozenset(_WORDS["female"])
PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
"""Pronouns that tell a person's sex; reflexives are left out."""
_PEOPLE_ONLY = ("ologist", "woman", "spokesman", "ographer")


def _lines(name: str) -> list[str]:
    return [line for line in _read(name).splitlines() if line and not line.startswith("#")]


@cache
def person_nouns() -> frozenset[str]:
    """Nouns that mostly mean a person, in the singular."""
    return frozenset(_lines("person_nouns.txt"))


@cache
def first_names() -> dict[str, str]:
    """Lower-case first names with "m" or "f", where nearly all who bear them are of that sex."""
    return {name: gender for name, _, gender in (line.partition(" ") for line in _lines("first_names.txt"))}


@cache
def is_person_noun(lemma: str) -> bool:
    """Whether a common noun means a person: by the list, its last part by the list, or an ending that only people have."""
    return lemma.rpartition("-")[2] in person_nouns() or lemma.endswith(_PEOPLE_ONLY)


def noun_gender(lower: str) -> str:
    """The sex that a title or a noun tells, "m" or "f", else nothing."""
    lower = lower.strip(".")
    return "m" if lower in _MALE else "f" if lower in _FEMALE else ""
