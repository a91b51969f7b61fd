"""Short texts through the first rooms of the generator: what the tests of its rules start from."""

from collections import Counter
from functools import cache
from random import Random

from quizapp.core.generation.asking.ask import ask
from quizapp.core.generation.asking.candidates import Candidate, Source
from quizapp.core.generation.asking.distractors import collect
from quizapp.core.generation.claims.clauses import clauses_of
from quizapp.core.generation.claims.foci import find_foci
from quizapp.core.generation.claims.focus import Focus
from quizapp.core.generation.claims.stating import find_claims
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.names.entities import find_names
from quizapp.core.generation.names.references import find_references
from quizapp.core.generation.reader import read
from quizapp.core.generation.words import Document, Sentence, written
from quizapp.core.grading import interaction
from quizapp.core.text.passages import split_passages


@cache
def parsed(text: str, title: str = "Notes") -> Document:
    return read(title, text, split_passages(text))


def sentence(text: str) -> Sentence:
    """The first sentence of a text."""
    return parsed(text).sentences[0]


@cache
def surroundings(text: str, title: str = "Notes") -> Surroundings:
    document = parsed(text, title)
    names = find_names(document)
    return Surroundings(document, names, find_references(document, names))


def clauses(text: str) -> list[tuple[str, str]]:
    """The clauses of the first sentence: where each stood, and what it says."""
    return [(c.kind, " ".join(written(c.words).split())) for c in clauses_of(sentence(text))]


def claims(text: str, title: str = "Notes") -> list[Claim]:
    return find_claims(surroundings(text, title))[0]


def stated(text: str, title: str = "Notes") -> list[str]:
    """What a text states, in order."""
    return [claim.text for claim in claims(text, title)]


def dropped(text: str, title: str = "Notes") -> Counter[str]:
    """Why the other clauses were dropped."""
    return find_claims(surroundings(text, title))[1]


def claim(text: str, title: str = "Notes") -> Claim:
    """The first claim of a text."""
    return claims(text, title)[0]


def foci(text: str, title: str = "Notes") -> list[Focus]:
    """What can be asked for in the first claim of a text."""
    return find_foci(claim(text, title), surroundings(text, title))


def asked(text: str, title: str = "Notes", seed: int = 0) -> list[Candidate]:
    """Every question on the first claim of a text."""
    around = surroundings(text, title)
    source = Source(claim(text, title), 0, Random(seed))  # noqa: S311 # no secret
    return list(ask(source, collect(around), around))


def key_of(candidate: Candidate) -> str:
    return interaction(candidate.content.interaction).key_text(candidate.content)


def keys(text: str, title: str = "Notes", kind: str = "") -> dict[str, str]:
    """Stems of the questions on the first claim with their keys; of one ``kind`` where it is given."""
    return {c.content.stem: key_of(c) for c in asked(text, title) if kind in {"", c.kind}}
