"""What he, she, it and they mean, where that is certain; everything else is left alone.

Measured on 68 annotated articles: rules that demand that nobody else can be meant are right in 98 of
100 places; every rule that prefers one of several persons is right in about 75 and is not made.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.core.generation.names.inside import THEY, own_antecedent
from quizapp.core.generation.names.persons import Persons
from quizapp.core.generation.names.things import find_things
from quizapp.core.generation.names.values import Names
from quizapp.core.generation.words import Document, Word


@dataclass(frozen=True, slots=True)
class Reference:
    """What a pronoun, or a noun like "the city", means."""

    name: str
    """What to put in, as it stands inside a sentence ("the Rhine"), without 's for his and her; blank where an
    internal reference means something without a name."""
    antecedent: Word
    """The head of what it refers to. Where only the title says it, the word itself."""
    internal: bool
    """Whether ``antecedent`` stands earlier in the same sentence: leave the word as it is, and keep both."""


def _name(antecedent: Word, word: Word, names: Names) -> str:
    mention = None if word.lower in THEY else names.mention_at(antecedent)
    return mention.name if mention else ""


def find_references(document: Document, names: Names) -> Mapping[Word, Reference]:
    """References by the word that refers. A word that is not in it is not certain.

    One that is not ``internal`` can be replaced by ``name``; the citation then starts at
    ``antecedent.sentence``, which stands in the same paragraph.
    """
    found: dict[Word, Reference] = {}
    persons = Persons(names)
    for paragraph in document.paragraphs:
        persons.enter()
        for sentence in paragraph:
            persons.read(sentence)
            for word in sentence.words:
                if word.pos == "PRON" and word not in persons.found:
                    inside = own_antecedent(word, names)
                    if inside:
                        found[word] = Reference(_name(inside, word, names), inside, internal=True)
    for word, (name, antecedent) in (*persons.found.items(), *find_things(document, names).items()):
        internal = antecedent.sentence is word.sentence and antecedent is not word
        found.setdefault(word, Reference(name, antecedent, internal))
    return found
