"""Every question that can be asked on a claim with certainty."""

from collections.abc import Iterator

from quizapp.core.generation.asking.candidates import Candidate, Source
from quizapp.core.generation.asking.changes import on_listed, on_people, on_sides
from quizapp.core.generation.asking.distractors import Values
from quizapp.core.generation.asking.figures import on_decade, on_number, on_ordinal, on_year
from quizapp.core.generation.asking.lists import on_list
from quizapp.core.generation.asking.names import on_person, on_place, on_subject
from quizapp.core.generation.asking.opposites import on_negation, on_opposite
from quizapp.core.generation.asking.phrases import on_adverbial, on_means, on_named, on_purpose, on_reason
from quizapp.core.generation.asking.things import on_definition, on_object, on_subject_thing
from quizapp.core.generation.asking.words import on_claim, on_term
from quizapp.core.generation.claims.foci import find_foci
from quizapp.core.generation.claims.focus import Focus
from quizapp.core.generation.claims.surroundings import Surroundings

_NAMED = frozenset({"place", "organization", "person"})

_TYPED = {"term": 0.65, "name": 0.55, "rare": 0.54}
"""How good a gap is for each kind of word to type: the fewer words fit, the better."""


def ask(source: Source, values: Values, around: Surroundings) -> Iterator[Candidate]:
    """The questions on one claim: on each thing in it, on its subject, and on the whole."""
    for focus in find_foci(source.claim, around):
        yield from _on_focus(source, focus, values)
    yield from on_list(source, values)
    yield from on_adverbial(source, around)
    yield from on_subject(source, around)
    yield from on_subject_thing(source, around)
    yield from on_object(source, around)
    yield from on_definition(source, around)
    yield from on_means(source)
    yield from on_reason(source)
    yield from on_purpose(source)
    yield from on_opposite(source)
    yield from on_negation(source)
    yield from on_listed(source, values, around)
    yield from on_sides(source, around)
    yield from on_people(source, values)
    start, end = source.claim.sentence.whole
    yield from on_claim(source, around.document.text[start:end], around)


def _on_focus(source: Source, focus: Focus, values: Values) -> Iterator[Candidate]:
    if focus.kind in _NAMED:
        yield from on_named(source, focus, values)
    if focus.kind in _TYPED:
        yield from on_term(source, focus, _TYPED[focus.kind])
    elif focus.kind == "year":
        yield from on_year(source, focus, values)
    elif focus.kind == "decade":
        yield from on_decade(source, focus)
    elif focus.kind == "ordinal":
        yield from on_ordinal(source, focus)
    elif focus.kind == "number":
        yield from on_number(source, focus)
    elif focus.kind == "person":
        yield from on_person(source, focus)
    else:
        yield from on_place(source, focus, values)
