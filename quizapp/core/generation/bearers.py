"""Which names are persons, and which shorter forms stand for whom."""

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from quizapp.core.generation.kinds import lexical
from quizapp.core.generation.mentions import PARTICLES, plain
from quizapp.core.generation.people import TITLES, first_names
from quizapp.core.generation.votes import Votes
from quizapp.core.generation.words import Document

_HE, _SHE = frozenset(["he", "him", "his"]), frozenset(["she", "her", "hers"])


@dataclass(slots=True)
class Bearers:
    """Persons with their mentions, the forms that stand for them, and the person of the title."""

    people: dict[str, int] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    hero: str = ""
    gender: str = ""
    """Of the hero, by the pronouns of the document."""


def find_people(document: Document, votes: Mapping[str, Votes], places: Container[str]) -> Bearers:
    """Persons by the votes of the document. ``places``: names of countries, which are never persons."""
    found = Bearers()
    full = [name for name in votes if " " in name and _is_person(name, votes[name], places)]
    found.gender = _pronouns(document)
    found.hero = _hero(document, votes, full, places, found.gender)
    if found.hero:
        full.insert(0, found.hero)
    _cluster(found, full, votes)
    _parts(found, votes, places)
    for name, own in votes.items():
        if " " not in name and name not in found.forms and name != found.hero and _single(name, own, places):
            found.people.setdefault(name, 0)
    for name, own in votes.items():
        owner = name if name in found.people else found.forms.get(name)
        if owner:
            found.people[owner] += own.mentions
    return found


def _shaped(name: str) -> bool:
    """Whether a name can be a person's by its words: one to five, capitals and particles, nothing like River."""
    parts = name.split()
    return (
        len(parts) <= 5
        and all(part[0].isupper() or part in PARTICLES for part in parts)
        and lexical(name) is None
        and not any(ch.isdigit() or ch in "/&%()" for ch in name)
    )


def _is_person(name: str, own: Votes, places: Container[str]) -> bool:
    first = name.split(maxsplit=1)[0].lower()
    score = own.score + (1 if first in first_names() else 0)
    return score > 0 and (own.kinds["person"] > 0 or own.acts > 0) and _shaped(name) and name not in places


def _single(name: str, own: Votes, places: Container[str]) -> bool:
    """A person of one name: somewhere it does what people do, and the parser mostly calls it one."""
    return (
        own.acts > 0
        and own.score > 0
        and 2 * own.kinds["person"] >= own.mentions
        and _shaped(name)
        and name.isalpha()
        and name not in places
    )


def _pronouns(document: Document) -> str:
    """Whether the document speaks of a man or a woman: 4 of 5 pronouns and at least 3 (rule A0)."""
    found: Counter[str] = Counter()
    for sentence in document.sentences:
        for word in sentence.words:
            if word.pos == "PRON" and not word.quoted:
                found["m" if word.lower in _HE else "f" if word.lower in _SHE else ""] += 1
    he, she = found["m"], found["f"]
    return "m" if he >= 3 and he >= 4 * she else "f" if she >= 3 and she >= 4 * he else ""


def _hero(document: Document, votes: Mapping[str, Votes], full: list[str], places: Container[str], gender: str) -> str:
    """The title where it is only a person's name and the document treats it as one."""
    name = plain(document.title.split("(")[0].split(",")[0])
    parts = name.split()
    if not parts or not _shaped(name) or name in places or not gender:
        return ""
    if name in full:
        return name
    pieces = [votes[part] for part in (name, parts[0], parts[-1]) if part in votes]
    if not pieces or max(own.mentions for own in pieces) < 2 or sum(own.score for own in pieces) <= 0:
        return ""
    return name if any(own.acts for own in pieces) else ""


def _ends(name: str) -> tuple[str, str]:
    """First and last word of a name without Jr and numerals, particles aside ("Theodorus of Tabennese": twice the first)."""
    parts = [part for part in name.split() if part not in ("Jr.", "Jr", "Sr.", "Sr", "I", "II", "III", "IV", "V")]
    if "of" in parts:
        parts = parts[: parts.index("of")]
    return (parts[0], parts[-1]) if parts else (name, name)


def _cluster(found: Bearers, full: list[str], votes: Mapping[str, Votes]) -> None:
    """One person for names with the same first and last word; the title's form, else the most frequent, is the name."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name in full:
        groups.setdefault(_ends(name), [])
        if name not in groups[_ends(name)]:
            groups[_ends(name)].append(name)
    for group in groups.values():
        best = found.hero if found.hero in group else max(group, key=lambda name: (votes[name].mentions, -len(name)))
        found.people[best] = 0
        found.forms.update({name: best for name in group if name != best})


def _parts(found: Bearers, votes: Mapping[str, Votes], places: Container[str]) -> None:
    """Surnames and first names that one person alone bears; the hero owns both of his."""
    owners: dict[str, set[str]] = {}
    for name in [*found.people, *found.forms]:
        person = found.forms.get(name, name)
        for part in _ends(name):
            owners.setdefault(part, set()).add(person)
    for part, people in owners.items():
        own = votes.get(part)
        if part in found.people or own is None or not part[0].isupper() or part.lower() in TITLES:
            continue
        if found.hero in people:
            found.forms[part] = found.hero
        elif len(people) == 1 and part not in places and (own.score >= 0 or own.acts or not own.in_place):
            found.forms[part] = min(people)


def genders(found: Bearers, votes: Mapping[str, Votes]) -> dict[str, str]:
    """The sex of persons by titles and appositions, for the hero by the document's pronouns, else by first name."""
    told: dict[str, Counter[str]] = {}
    for name, own in votes.items():
        person = name if name in found.people else found.forms.get(name)
        if person:
            told.setdefault(person, Counter()).update(own.genders)
    result = {}
    for person in found.people:
        votes_of = told.get(person, Counter())
        both = votes_of["m"] and votes_of["f"]
        gender = "" if both else ("m" if votes_of["m"] else "f" if votes_of["f"] else "")
        if person == found.hero:
            gender = found.gender
        result[person] = gender or (first_names().get(person.split(maxsplit=1)[0].lower(), "") if not both else "")
    return {person: gender for person, gender in result.items() if gender}
