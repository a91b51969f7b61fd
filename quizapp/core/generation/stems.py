"""Questions on statements: several forms, each only where its rule is sure."""

from collections.abc import Iterator
from random import Random

from quizapp.core.generation.asking_figures import on_number, on_year
from quizapp.core.generation.asking_names import on_country, on_other_person, on_person, on_place
from quizapp.core.generation.asking_speakers import on_quoted
from quizapp.core.generation.asking_words import on_opposite, on_term
from quizapp.core.generation.candidates import Candidate, Values
from quizapp.core.generation.statements import Statement


def ask(statement: Statement, source: int, values: Values, random: Random) -> Iterator[Candidate]:
    """Every question that can be asked on a statement with certainty; of a quotation only whose it is."""
    if "“" in statement.text:
        yield from on_quoted(statement, source, values, random)
        return
    yield from on_year(statement, source, values, random)
    yield from on_number(statement, source, random)
    yield from on_country(statement, source, values, random)
    yield from on_place(statement, source, values)
    yield from on_person(statement, source, values)
    yield from on_other_person(statement, source, values)
    yield from on_opposite(statement, source)
    yield from on_term(statement, source, values)
