"""Questions on countries, places and people."""

from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING

from quizapp.core.generation import clauses, distractors
from quizapp.core.generation.candidates import Candidate, Values, gap, make, true_false
from quizapp.core.generation.entities import Names, countries, person_span
from quizapp.core.generation.statements import Statement
from quizapp.core.items import ItemContent

if TYPE_CHECKING:
    pass


_PLACED = frozenset(["in", "at", "to", "from", "near", "into"])


def on_country(statement: Statement, source: int, values: Values, random: Random) -> Iterator[Candidate]:
    """The one country of a statement: as a gap, and as a statement with another country."""
    found = [e for e in statement.sentence.span.ents if e.text in countries() and statement.has(e[0])]
    if len(found) != 1 or set(found[0].text.lower().split()) & values.title:
        return
    ent = found[0]
    token, root = ent[0], ent.root
    if (
        root.dep_ not in {"pobj", "nsubj", "nsubjpass", "dobj"}
        or root.head.dep_ == "conj"
        or statement.text.count(ent.text) != 1
    ):
        return
    if any(child.dep_ in {"conj", "case", "amod"} for child in root.children) or root.conjuncts:
        return
    content = ItemContent("cloze", gap(statement, token, len(ent.text)), {"gaps": [[ent.text]]}, (), statement.text)
    yield make("cloze", statement, source, 0.62, content)
    wrong = distractors.other_country(ent.text, values.countries, statement.text, random)
    if wrong:
        yield from true_false(statement, source, token, ent.text, wrong, "country")


def on_place(statement: Statement, source: int, values: Values) -> Iterator[Candidate]:
    """A town or region after a preposition of place, where it is the only name of its kind in the statement."""
    found = [e for e in statement.sentence.span.ents if e.label_ == "GPE" and statement.has(e[0])]
    if len(found) != 1 or found[0].text in countries() or not found[0].text[:1].isupper():
        return
    ent = found[0]
    root = ent.root
    if root.dep_ != "pobj" or root.head.lower_ not in _PLACED or root.conjuncts or "." in ent.text:
        return
    if any(t.dep_ in {"det", "appos", "conj"} for t in root.children) or set(ent.text.lower().split()) & values.title:
        return
    if not all(statement.has(t) for t in ent) or statement.text.count(ent.text) != 1:
        return
    content = ItemContent("cloze", gap(statement, ent[0], len(ent.text)), {"gaps": [[ent.text]]}, (), statement.text)
    yield make("cloze", statement, source, 0.57, content)


def on_other_person(statement: Statement, source: int, values: Values) -> Iterator[Candidate]:
    """A person who is not the subject, asked for as the word that is missing."""
    for token in statement.tokens:
        found = person_span(token, values.names) if token.dep_ in {"pobj", "dobj"} and token.pos_ == "PROPN" else None
        if found is None or not all(statement.has(t) for t in found[0]):
            continue
        span, full = found
        if full.split()[-1].lower() in values.title or token.conjuncts or statement.text.count(full.split()[-1]) != 1:
            continue
        if any(child.dep_ in {"conj", "case", "appos"} for child in token.children):
            continue
        stem = gap(statement, span[0], len(span.text))
        gaps = {"gaps": [values.names.variants(full)]}
        yield make("cloze", statement, source, 0.57, ItemContent("cloze", stem, gaps, (), statement.text))
        return


def subject_person(statement: Statement, names: Names) -> tuple[str, bool]:
    """The person who is the subject, by full name, and whether the subject is the name alone; blank for nobody."""
    if statement.subject:
        return statement.subject, True
    token = clauses.subject_of(statement)
    found = person_span(token, names)
    if found is None:
        return "", False
    span, full = found
    return full, [t.i for t in token.subtree if statement.has(t)] == list(range(span.start, span.end))


def on_person(statement: Statement, source: int, values: Values) -> Iterator[Candidate]:
    """Who did it, where the subject is a person; and a statement that says it of another."""
    full, alone = subject_person(statement, values.names)
    if not full:
        return
    surname = full.split()[-1]
    question = clauses.asked_who(statement) if alone else None
    if (
        question is None
        or surname in question
        or surname.lower() in values.title
        or not 7 <= len(question.split()) <= 26
    ):
        return
    content = ItemContent("short_answer", question, {"accepted": values.names.variants(full)}, (), statement.text)
    yield make("short_answer", statement, source, 0.6, content)
    others = distractors.other_people(full, values.names, statement.text, count=1)
    if others and statement.text.startswith(full):
        swapped = others[0] + statement.text[len(full) :]
        why = f"The article says it of {full}, not of {others[0]}: {statement.text}"
        yield make("true_false", statement, source, 0.5, ItemContent("true_false", swapped, {"value": False}, (), why))
