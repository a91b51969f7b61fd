"""Which names are persons, and which shorter forms stand for whom."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.core.generation.names.edges import NUMERALS, PARTICLES
from quizapp.core.generation.names.kinds import LEXICON, lexical
from quizapp.core.generation.names.people import PRONOUNS, TITLES, first_names, is_person_noun
from quizapp.core.generation.names.votes import Evidence, Votes
from quizapp.core.generation.words import Document


@dataclass(slots=True)
class Bearers:
    """Persons with their mentions, the forms that stand for them, and the person of the title."""

    people: dict[str, int] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    hero: str = ""
    gender: str = ""
    """Of the hero, by the pronouns of the document."""


def find_people(document: Document, title: str, seen: Evidence) -> Bearers:
    """Persons by the votes of the document. ``title``: the document's, without what is no name in it."""
    found = Bearers()
    full = [name for name in seen.votes if " " in name and _is_person(name, seen)]
    found.gender, often = _pronouns(document)
    found.hero = _hero(title, full, spoken_of=often and bool(found.gender), seen=seen)
    if found.hero:
        full.insert(0, found.hero)
    _cluster(found, full, seen.votes)
    _merge(found, seen)
    _parts(found, title, seen)
    shared = {part for name in [*found.people, *found.forms] for part in _ends(name)}
    for name in seen.votes:
        if " " not in name and name not in shared and name not in found.forms and _is_single(name, seen):
            found.people[name] = 0
    for name, own in seen.votes.items():
        owner = name if name in found.people else found.forms.get(name)
        if owner:
            found.people[owner] += own.mentions
    return found


def _shaped(name: str) -> bool:
    """Whether a name can be a person's by its words: one to five, capitals and particles, no title last."""
    parts = name.split()
    last = parts[-1]
    return (
        len(parts) <= 5
        and all(part[0].isupper() or part in PARTICLES for part in parts)
        and last.lower() not in TITLES
        and (any(ch.islower() for ch in last) or last in NUMERALS)
        and not any(ch.isdigit() or ch in "/&%()" for ch in name)
    )


def _is_person(name: str, seen: Evidence) -> bool:
    own, parts = seen.votes[name], name.lower().split()
    known = parts[0] in first_names()
    often = own.acts > 0 and own.kinds["person"] > 1
    if not known and not often and any(_is_noun(part, seen) for part in (parts[0], parts[-1])):
        return False  # "Case Grammar", "Silent Witness", "Project Gemini"
    if any(seen.votes[part].kinds["group"] for part in name.split() if part in seen.votes):
        return False  # "Norman French"
    if lexical(name) is not None and not (known and own.kinds["person"] == own.mentions):
        return False  # "Madison Square", but "Nathan Law"
    called = own.kinds["person"] > 0 or own.acts > 0
    return own.score + known > 0 and called and _shaped(name) and name not in seen.places


def _is_noun(part: str, seen: Evidence) -> bool:
    return part in seen.common or part in LEXICON or is_person_noun(part)


def _is_single(name: str, seen: Evidence) -> bool:
    """A person of one name: somewhere it does what people do, and the parser mostly calls it one."""
    own = seen.votes[name]
    sure = own.acts > 0 and own.score > 0 and 2 * own.kinds["person"] >= own.mentions
    return sure and _shaped(name) and name.isalpha() and name not in seen.places and name.lower() not in seen.common


def _pronouns(document: Document) -> tuple[str, bool]:
    """Whether the document speaks of a man or a woman, twice as often as not, and whether it does so at least 3 times."""
    found: Counter[str] = Counter()
    for sentence in document.sentences:
        for word in sentence.words:
            if word.pos == "PRON" and not word.quoted:
                found[PRONOUNS.get(word.lower, "")] += 1
    he, she = found["m"], found["f"]
    gender = "m" if he and he >= 2 * she else "f" if she and she >= 2 * he else ""
    return gender, he + she >= 3


def _hero(title: str, full: Sequence[str], *, spoken_of: bool, seen: Evidence) -> str:
    """The title where it is only a person's name and the document treats it as one.

    ``spoken_of``: whether pronouns for one person are frequent; needed where the full name is not in the text.
    """
    if not title or not _shaped(title) or lexical(title) is not None or title in seen.places:
        return ""
    ends = _ends(title)
    if any(_ends(name) == ends for name in full):
        return title
    pieces = [seen.votes[part] for part in (title, *ends) if part in seen.votes]
    mentions = sum(own.mentions for own in pieces)
    sure = spoken_of and mentions >= 2 and any(own.acts and own.score > 0 for own in pieces)
    return title if sure else ""


def _merge(found: Bearers, seen: Evidence) -> None:
    """Names that the article says are one person's become forms of the one that is known, the hero's first."""
    for pair in seen.said:
        known = [found.forms.get(name, name) for name in pair]
        known = [name for name in known if name in found.people]
        other = [name for name in pair if found.forms.get(name, name) != (known or [""])[0]]
        if not known or not other or other[0] in seen.places or not _shaped(other[0]) or lexical(other[0]):
            continue
        person = found.hero if found.hero in known else known[0]
        for name in pair:
            if name != person and found.forms.get(name) != person:
                found.people.pop(name, None)
                found.forms = {form: person if whose == name else whose for form, whose in found.forms.items()}
                found.forms[name] = person


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


def _parts(found: Bearers, title: str, seen: Evidence) -> None:
    """Surnames and first names that one person alone bears; the hero owns both of his."""
    owners: dict[str, set[str]] = {}
    for name in [*found.people, *found.forms]:
        person = found.forms.get(name, name)
        for part in _ends(name):
            owners.setdefault(part, set()).add(person)
    for part, people in owners.items():
        own = seen.votes.get(part)
        if part in found.people or own is None or not part[0].isupper() or part.lower() in TITLES:
            continue
        if found.hero in people:
            found.forms[part] = found.hero
        elif (
            len(people) == 1
            and part not in seen.places
            and part != title
            and 3 * min(own.in_place, own.kinds["place"]) < own.mentions
        ):
            found.forms[part] = min(people)


def genders(found: Bearers, votes: Mapping[str, Votes], linked: Mapping[str, str]) -> dict[str, str]:
    """The sex of persons by titles and appositions, then by pronouns, then by first name.

    ``linked``: by pronouns that can only mean them. The hero's is that of most pronouns of the document.
    """
    told: dict[str, Counter[str]] = {}
    for name, own in votes.items():
        person = name if name in found.people else found.forms.get(name)
        if person:
            told.setdefault(person, Counter()).update(own.genders)
    result = {}
    for person in found.people:
        said = told.get(person, Counter())
        certain = next(iter(said)) if len(said) == 1 else ""
        gender = found.gender if person == found.hero else certain or linked.get(person, "")
        result[person] = gender or first_names().get(person.split(maxsplit=1)[0].lower(), "") * (len(said) < 2)
    return {person: gender for person, gender in result.items() if gender}
