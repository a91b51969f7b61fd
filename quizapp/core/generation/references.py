"""Whom he or she means, where that is certain; everything else is left alone and drops its sentence."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.core.generation.entities import Names, person_span, plain
from quizapp.core.generation.reader import Document, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = {"nsubj", "nsubjpass"}
REACH = 2
"""How many sentences back the name may stand; the citation takes them all in."""
_PEOPLE = frozenset(
    [
        "man",
        "woman",
        "boy",
        "girl",
        "king",
        "queen",
        "president",
        "minister",
        "leader",
        "official",
        "officer",
        "teacher",
        "doctor",
        "professor",
        "scientist",
        "artist",
        "author",
        "writer",
        "father",
        "mother",
        "brother",
        "sister",
        "son",
        "daughter",
        "wife",
        "husband",
        "friend",
        "spokesman",
        "spokeswoman",
        "director",
        "judge",
        "lawyer",
        "player",
        "coach",
        "soldier",
        "general",
        "emperor",
        "pope",
        "bishop",
        "priest",
        "monk",
        "prince",
        "princess",
        "ruler",
        "founder",
    ]
)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The person a pronoun means, and the sentence of the same paragraph that names them."""

    full_name: str
    named_in: Sentence


def _people_in(sentence: Sentence, names: Names) -> list[str]:
    found = [person_span(token, names) for token in sentence.span if token.pos_ == "PROPN"]
    return [item[1] for item in found if item]


def _has_rival(sentence: Sentence) -> bool:
    """Whether a person stands there who is not named: "a spokesman", "her professor"."""
    return any(token.lemma_.lower() in _PEOPLE and token.pos_ == "NOUN" for token in sentence.span)


def resolve(document: Document, sentence: Sentence, names: Names) -> Resolution | None:
    """Whom a sentence-initial He or She means; ``None`` where it is not certain.

    Rule B1 and A1 of our measurements on 68 annotated documents: exactly one person is named in the
    paragraph so far, or the title is that person; no unnamed person stands between.
    """
    paragraph = next(p for p in document.paragraphs if p and p[0].passage == sentence.passage)
    if is_title_person(document, names):
        return _resolve_hero(document, paragraph, sentence, names)
    before = paragraph[: sentence.index]
    named = [(earlier, name) for earlier in before for name in _people_in(earlier, names)]
    people = {name for _, name in named}
    if len(people) != 1 or any(_has_rival(s) for s in [*before[-2:], sentence]):
        return None
    if set(_people_in(sentence, names)) - people or sentence.index - named[-1][0].index > REACH:
        return None
    return Resolution(people.pop(), named[-1][0])


def _resolve_hero(
    document: Document, paragraph: tuple[Sentence, ...], sentence: Sentence, names: Names
) -> Resolution | None:
    """Rules A0 and A1: the title is a person, and nobody else stands in this and the previous sentence."""
    hero = plain(document.title)
    near = [*paragraph[max(0, sentence.index - 1) : sentence.index], sentence]
    others = {name for s in near for name in _people_in(s, names)} - {hero}
    if others or any(_has_rival(s) for s in near):
        return None
    named = [s for s in paragraph[max(0, sentence.index - REACH) : sentence.index] if hero in _people_in(s, names)]
    # further back the article's own title says whom the pronoun means
    return Resolution(hero, named[-1] if named else sentence)


def is_title_person(document: Document, names: Names) -> bool:
    """Whether the article is about one person, by its title."""
    return plain(document.title) in names.people


def own_possessive(token: "Token", names: Names) -> bool:
    """Whether his or her belongs to the person who is the subject of its own clause (33 of 34 measured)."""
    head = token.head
    while head.head != head and head.pos_ not in {"VERB", "AUX"}:
        head = head.head
    subject = next((child for child in head.children if child.dep_ in SUBJECTS), None)
    return subject is not None and subject.i < token.i and person_span(subject, names) is not None
