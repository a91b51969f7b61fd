"""Questions on years and numbers."""

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING

from quizapp.core.generation import clauses, distractors
from quizapp.core.generation.candidates import YEAR, Candidate, Values, gap, make, true_false
from quizapp.core.generation.statements import Statement
from quizapp.core.items import ItemContent, Option

if TYPE_CHECKING:
    from spacy.tokens import Token


_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+\Z|\d+\Z")
LONGEST_QUESTION = 26
"""Words past which a question that was turned round reads stiffly."""
_UP = ("more", "least", "over", "exceed", "minimum")
_DOWN = ("up", "most", "under", "less", "fewer", "maximum")


def _years(statement: Statement) -> list["Token"]:
    return [t for t in statement.sentence.span if statement.has(t) and YEAR.match(t.text) and t.ent_type_ == "DATE"]


def _year_gap(statement: Statement, source: int, token: "Token", merit: float) -> Candidate:
    content = ItemContent("cloze", gap(statement, token, 4), {"gaps": [[token.text]]}, (), statement.text)
    return make("cloze", statement, source, merit, content)


def on_year(statement: Statement, source: int, values: Values, random: Random) -> Iterator[Candidate]:
    """The year of a statement: among other years, as a number, as a gap, and as a statement with another year."""
    years = _years(statement)
    if len(years) != 1 or years[0].text in values.title:
        return
    token = years[0]
    preposition = token.head
    if preposition.ent_type_ == "DATE" and preposition.pos_ == "PROPN" and token.dep_ == "nummod":
        yield _year_gap(statement, source, token, 0.56)  # 17 July 1505: the year alone is asked
        return
    if preposition.lower_ != "in" or token.dep_ != "pobj" or list(token.children):
        return
    year = int(token.text)
    others = distractors.other_years(year, values.years, random, count=3, latest=max(values.years))
    question = None
    if preposition.head == statement.sentence.span.root:
        question = clauses.asked_when(statement, "In which year", [preposition, token])
    if question and len(question.split()) <= LONGEST_QUESTION:
        yield from _in_which_year(statement, source, question, [year, *others])
    else:
        yield _year_gap(statement, source, token, 0.6)
    if others:
        yield from true_false(statement, source, token, token.text, str(random.choice(others)), "year")


def _in_which_year(statement: Statement, source: int, question: str, years: Sequence[int]) -> Iterator[Candidate]:
    """The same question with four years to choose from and with none; the right one stands first in ``years``."""
    options = sorted(years)
    if len(options) == 4:
        ids = dict(zip(options, "abcd", strict=True))
        shown = tuple(Option(ids[option], str(option)) for option in options)
        content = ItemContent("single_choice", question, {"option": ids[years[0]]}, shown, statement.text)
        yield make("mcq", statement, source, 0.67, content)
    key = {"value": str(years[0]), "tolerance": "0", "unit": ""}
    yield make("date", statement, source, 0.66, ItemContent("numeric", question, key, (), statement.text))


def on_number(statement: Statement, source: int, random: Random) -> Iterator[Candidate]:
    """A number with its unit: as a gap, and as a statement with another number."""
    numbers = [
        t
        for t in statement.sentence.span
        if statement.has(t) and _NUMBER.match(t.text) and t.ent_type_ in {"CARDINAL", "QUANTITY", "PERCENT", "MONEY"}
    ]
    if len(numbers) != 1 or any(YEAR.match(t.text) for t in statement.tokens):
        return
    token = numbers[0]
    value = int(token.text.replace(",", ""))
    if value < 3 or token.nbor(1).text in {"-", "–"} or token.nbor(-1 if token.i else 0).text in {"-", "–", "/"}:
        return
    if token.dep_ not in {"nummod", "pobj", "quantmod"} or token.text in statement.text.replace(token.text, "", 1):
        return
    accepted = list(dict.fromkeys([token.text, str(value), f"{value:,}"]))
    content = ItemContent("cloze", gap(statement, token, len(token.text)), {"gaps": [accepted]}, (), statement.text)
    yield make("cloze", statement, source, 0.58, content)
    before = {t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]}
    wrong = distractors.other_number(
        value, random, only_up=bool(before & set(_UP)), only_down=bool(before & set(_DOWN))
    )
    if wrong:
        shown = f"{wrong:,}" if "," in token.text else str(wrong)
        yield from true_false(statement, source, token, token.text, shown, "number")
