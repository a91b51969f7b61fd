"""Questions on years and numbers."""

import re
from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING

from quizapp.core.generation import clauses, distractors
from quizapp.core.generation.candidates import YEAR, Candidate, Values, gap, make, true_false
from quizapp.core.generation.statements import Statement
from quizapp.core.items import ItemContent, Option

if TYPE_CHECKING:
    from spacy.tokens import Token


_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+\Z|\d+\Z")
_UP = ("more", "least", "over", "exceed", "minimum")
_DOWN = ("up", "most", "under", "less", "fewer", "maximum")


def _years(statement: Statement) -> list["Token"]:
    return [t for t in statement.sentence.span if statement.has(t) and YEAR.match(t.text) and t.ent_type_ == "DATE"]


def on_year(statement: Statement, source: int, values: Values, random: Random) -> Iterator[Candidate]:
    """The year of a statement: among other years, as a number, as a gap, and as a statement with another year."""
    years = _years(statement)
    if len(years) != 1 or years[0].text in values.title:
        return
    token, year = years[0], int(years[0].text)
    preposition = token.head
    if preposition.ent_type_ == "DATE" and preposition.pos_ == "PROPN" and token.dep_ == "nummod":
        gaps = {"gaps": [[str(year)]]}  # 17 July 1505: the year alone is asked
        yield make(
            "cloze", statement, source, 0.56, ItemContent("cloze", gap(statement, token, 4), gaps, (), statement.text)
        )
        return
    if preposition.lower_ != "in" or token.dep_ != "pobj" or list(token.children):
        return
    phrase = [preposition, token]
    others = distractors.other_years(year, values.years, random, count=3, latest=2026)
    question = None
    if preposition.head == statement.sentence.span.root:
        question = clauses.asked_when(statement, "In which year", phrase)
    if question and len(question.split()) <= 26:
        options = sorted([year, *others])
        if len(options) == 4:
            ids = dict(zip(options, "abcd", strict=True))
            shown = tuple(Option(ids[o], str(o)) for o in options)
            yield make(
                "mcq",
                statement,
                source,
                0.67,
                ItemContent("single_choice", question, {"option": ids[year]}, shown, statement.text),
            )
        key = {"value": str(year), "tolerance": "0", "unit": ""}
        yield make("date", statement, source, 0.66, ItemContent("numeric", question, key, (), statement.text))
    else:
        gaps = {"gaps": [[str(year)]]}
        yield make(
            "cloze", statement, source, 0.6, ItemContent("cloze", gap(statement, token, 4), gaps, (), statement.text)
        )
    if others:
        yield from true_false(statement, source, token, str(year), str(random.choice(others)), "year")


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
