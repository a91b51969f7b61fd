"""The sex of persons by the pronouns that can only mean them."""

from collections import Counter
from collections.abc import Mapping

from quizapp.core.generation.names.people import PRONOUNS
from quizapp.core.generation.names.values import PERSON, Mention
from quizapp.core.generation.words import Document, Word

ENOUGH = 2
"""Pronouns that must agree, with none of the other sex."""


def linked_genders(document: Document, by_word: Mapping[Word, Mention]) -> dict[str, str]:
    """Each person's sex, "m" or "f", from he and she in paragraphs that have named nobody else so far."""
    votes: dict[str, Counter[str]] = {}
    for paragraph in document.paragraphs:
        named: set[str] = set()
        for sentence in paragraph:
            for word in sentence.words:
                mention = by_word.get(word)
                if mention:
                    if mention.kind == PERSON or word.ent == "PERSON":
                        named.add(mention.name)
                elif word.lower in PRONOUNS and len(named) == 1 and not word.quoted:
                    votes.setdefault(next(iter(named)), Counter())[PRONOUNS[word.lower]] += 1
    agreed = {name: own for name, own in votes.items() if len(own) == 1 and own.total() >= ENOUGH}
    return {name: next(iter(own)) for name, own in agreed.items()}
