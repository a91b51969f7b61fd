"""Names over the whole document: a type is trusted only where the document agrees on it."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from quizapp.core.generation.reader import Document

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

PERSON = "person"
COUNTRY = "country"

TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "lord",
        "lady",
        "dame",
        "prof",
        "professor",
        "president",
        "chancellor",
        "minister",
        "secretary",
        "senator",
        "governor",
        "king",
        "queen",
        "prince",
        "princess",
        "emperor",
        "empress",
        "pope",
        "bishop",
        "archbishop",
        "saint",
        "st",
        "general",
        "colonel",
        "captain",
        "judge",
        "justice",
        "councillor",
        "director",
        "chairman",
        "chairwoman",
        "chair",
        "mayor",
        "duke",
        "count",
        "earl",
        "baron",
        "sultan",
        "khan",
        "tsar",
        "czar",
        "deputy",
        "foreign",
        "prime",
        "vice",
        "state",
        "former",
    ]
) - {"khan"}
_NOT_PERSONS = frozenset(
    [
        "war",
        "river",
        "treaty",
        "duchy",
        "act",
        "party",
        "church",
        "university",
        "company",
        "house",
        "street",
        "mountain",
        "lake",
        "sea",
        "ocean",
        "strait",
        "council",
        "office",
        "department",
        "ministry",
        "island",
        "islands",
        "bank",
        "court",
        "school",
        "institute",
        "league",
        "cup",
        "award",
        "palace",
        "castle",
        "valley",
        "revolution",
        "empire",
        "dynasty",
        "kingdom",
        "republic",
        "union",
        "army",
        "navy",
        "protocol",
        "law",
        "effect",
        "theory",
    ]
)


@cache
def countries() -> dict[str, str]:
    """Country names with their region, from ``countries.json``."""
    found: dict[str, str] = json.loads(files(__package__).joinpath("countries.json").read_text("utf-8"))
    return found


def plain(name: str) -> str:
    """A name without article, titles and possessive."""
    words = re.sub(r"['’]s?\Z", "", name.strip()).split()
    while words and (words[0].lower().strip(".") in TITLES or words[0].lower() == "the"):
        words = words[1:]
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class Names:
    """The people of an article by full name, and which surname stands for whom."""

    people: dict[str, int] = field(default_factory=dict)
    surnames: dict[str, str] = field(default_factory=dict)

    def full(self, name: str) -> str | None:
        """The full name of a person named ``name``, or ``None`` where nobody certain is meant."""
        name = plain(name)
        if name in self.people:
            return name
        return self.surnames.get(name)

    def variants(self, full: str) -> list[str]:
        """What is accepted for a person: the full name first, then the surname where it is theirs alone."""
        return [full, *(part for part, name in self.surnames.items() if name == full and full.endswith(f" {part}"))]


def _looks_like_a_person(name: str) -> bool:
    parts = name.split()
    return (
        1 <= len(parts) <= 4
        and all(
            part[:1].isupper() or part in {"de", "van", "von", "da", "bin", "al", "of", "the", "la"} for part in parts
        )
        and not any(part.lower().strip(".,") in _NOT_PERSONS for part in parts)
        and not any(ch.isdigit() for ch in name)
        and name not in countries()
    )


def find_names(document: Document) -> Names:
    """People that the document is sure of: full names tagged as persons more often than as anything else."""
    votes: dict[str, Counter[str]] = {}
    for sentence in document.sentences:
        for ent in sentence.span.ents:
            votes.setdefault(plain(ent.text), Counter())[ent.label_] += 1
    people = {
        name: sum(labels.values())
        for name, labels in sorted(votes.items())
        if len(name.split()) > 1 and labels.most_common(1)[0][0] == "PERSON" and _looks_like_a_person(name)
    }
    hero = plain(document.title)
    if 2 <= len(hero.split()) <= 4 and (hero in people or "PERSON" in votes.get(hero, {})):
        people.setdefault(hero, 1)  # a title that is a name owns its surname, whoever else bears it
    owners: dict[str, set[str]] = {}
    for name in people:
        for part in {name.split()[-1], name.split()[0]}:
            owners.setdefault(part, set()).add(name)
    if hero in people:
        owners[hero.split()[-1]] = {hero}
    words = {token.text for sentence in document.sentences for token in sentence.span if token.pos_ == "PROPN"}
    surnames = {part: min(names) for part, names in sorted(owners.items()) if len(names) == 1 and part in words}
    return Names(
        people, {part: name for part, name in surnames.items() if part[:1].isupper() and part not in countries()}
    )


def person_span(token: "Token", names: Names) -> tuple["Span", str] | None:
    """The name around ``token`` with the full name it stands for, where that is certain."""
    doc = token.doc
    left = right = token.i
    while left > token.sent.start and doc[left - 1].dep_ == "compound" and doc[left - 1].pos_ == "PROPN":
        left -= 1
    while right + 1 < token.sent.end and doc[right + 1].dep_ == "flat":
        right += 1
    while left < right and doc[left].lower_.strip(".") in TITLES:
        left += 1
    full = names.full(doc[left : right + 1].text)
    return (doc[left : right + 1], full) if full else None
