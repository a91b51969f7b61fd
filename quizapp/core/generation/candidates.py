"""What may enter a set: a question with its proof, and the values that an article offers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.core.generation.entities import Names, countries
from quizapp.core.generation.quotations import Quotation
from quizapp.core.generation.statements import Statement
from quizapp.core.items import ItemContent
from quizapp.core.text.gaps import BLANK

if TYPE_CHECKING:
    from spacy.tokens import Token


YEAR = re.compile(r"(?:1\d{3}|20\d{2})\Z")


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A question that may enter the set, with the span that proves it."""

    kind: str
    content: ItemContent
    passage: int
    start: int
    end: int
    source: int
    """Index of the statement or quotation it asks about, over both lists."""
    merit: float
    """How well its form passes strict readers, 0 to 1 (measured on 203 questions)."""


@dataclass(frozen=True, slots=True)
class Values:
    """What the article offers as other values."""

    years: tuple[int, ...]
    countries: tuple[str, ...]
    title: frozenset[str]
    speakers: tuple[str, ...]
    names: Names


def collect(statements: Sequence[Statement], quotations: Sequence[Quotation], title: set[str], names: Names) -> Values:
    """The years, countries and people of an article."""
    years = [int(t.text) for s in statements for t in s.sentence.span if YEAR.match(t.text)]
    named = [e.text for s in statements for e in s.sentence.span.ents if e.text in countries()]
    speakers = list(dict.fromkeys(q.speaker for q in quotations))
    return Values(tuple(years), tuple(named), frozenset(title), tuple(speakers), names)


def gap(statement: Statement, token: "Token", length: int) -> str:
    """The statement with a gap of ``length`` characters from ``token`` on."""
    at = statement.at(token)
    return statement.text[:at] + BLANK + statement.text[at + length :]


def swapped(statement: Statement, token: "Token", length: int, value: str) -> str:
    """The statement with ``value`` for the ``length`` characters from ``token`` on."""
    at = statement.at(token)
    return statement.text[:at] + value + statement.text[at + length :]


def make(kind: str, statement: Statement, source: int, merit: float, content: ItemContent) -> Candidate:
    """A candidate on a statement."""
    return Candidate(kind, content, statement.passage, statement.start, statement.end, source, merit)


def true_false(  # noqa: PLR0913, PLR0917
    statement: Statement, source: int, token: "Token", value: str, wrong: str, what: str
) -> Iterator[Candidate]:
    """The statement as it stands, and with another value in the place of ``token``."""
    right = ItemContent("true_false", statement.text, {"value": True}, (), f"The article says so: {statement.text}")
    yield make("true_false", statement, source, 0.5, right)
    stem = swapped(statement, token, len(value), wrong)
    why = f"The article gives {value} as the {what}, not {wrong}: {statement.text}"
    yield make("true_false", statement, source, 0.56, ItemContent("true_false", stem, {"value": False}, (), why))
