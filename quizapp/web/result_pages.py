"""How results are written on pages: cells of the heat map, numbers that do not say more than they know, sentences."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quizapp.core.advice import ENOUGH
from quizapp.core.grading import KEY, chosen
from quizapp.core.statistics import FEW, ItemAnalysis
from quizapp.core.text.counting import count_word
from quizapp.core.text.marking import Mark, Run, runs
from quizapp.core.text.passages import Passage
from quizapp.services.gradebook import Cell, Sitting
from quizapp.services.result_scopes import Scope
from quizapp.services.results import QuestionResult, Results
from quizapp.web.pages import address, plural

PER_PAGE = 40
"""Students on one page of the heat map."""
MISSED = 0.6
"""Facility below which a passage counts as missed by the class."""


@dataclass(frozen=True, slots=True)
class MapCell:
    """A cell of the heat map: ``mark`` colours it, ``sign`` or a tick shows it, ``words`` say it."""

    mark: str
    words: str
    sign: str = ""
    is_tick: bool = False


@dataclass(frozen=True, slots=True)
class MapRow:
    """A student's line of the heat map."""

    sitting: Sitting
    cells: tuple[MapCell, ...]
    result: str
    minutes: str
    ended: str


def map_rows(results: Results, page: int) -> list[MapRow]:
    """The lines of one page of the heat map, counting from 1."""
    shown = results.book.sittings[(page - 1) * PER_PAGE : page * PER_PAGE]
    return [_row(results, sitting) for sitting in shown]


def pages_of(results: Results) -> int:
    """How many pages the heat map has."""
    return max(1, -(-len(results.book.sittings) // PER_PAGE))


def _row(results: Results, sitting: Sitting) -> MapRow:
    cells = tuple(cell_of(found, cell) for found, cell in zip(results.questions, sitting.cells, strict=True))
    minutes = sitting.minutes
    return MapRow(
        sitting,
        cells,
        marks_of(sitting.total.marks, sitting.total.possible),
        "" if minutes is None else f"{max(1, round(minutes))} min",
        {"time": "time", "student": "handed in"}.get(sitting.ended_by or "", ""),
    )


def address_of(scope: Scope, page: str, /, **more: Any) -> str:
    """The address of a page of these results, of the same version and class."""
    own = {"quiz_id": scope.quiz_id, "version": scope.number, "assignment": scope.assignment_id}
    return address(f"results.{page}", **own, **more)


def marks_of(marks: float, possible: float) -> str:
    """Marks as written for a teacher: ``6.5 of 8``."""
    return f"{round(marks, 2):g} of {round(possible, 2):g}"


def cell_of(found: QuestionResult, cell: Cell) -> MapCell:
    """What came of one question, as the heat map shows it."""
    if cell.is_left_out:
        return MapCell("none", "left out of the result", sign="○")
    if cell.score >= 1.0:
        return MapCell("right", "right", is_tick=True)
    if cell.response is None:
        return MapCell("none", "no answer", sign="–")
    if cell.score > 0:
        return MapCell("partly", "partly right", sign=f"{round(cell.score * 100)}%")
    sign = _letters(found, cell.response)
    if cell.is_sure:
        return MapCell("sure-wrong", "wrong and sure", sign=sign or "×")
    return MapCell("wrong", "wrong", sign=sign or "×")


def _letters(found: QuestionResult, response: str) -> str:
    signs = {row.option: row.sign for row in found.choices}
    return "".join(signs.get(option, "") for option in chosen(found.question.content, json.loads(response)))[:5]


def facility_words(item: ItemAnalysis) -> str:
    """The facility index, or a count where few have answered."""
    if item.facility is None:
        return "–"
    return f"{item.facility:.2f}" if item.n >= FEW else f"{item.right} of {item.n}"


def discrimination_words(item: ItemAnalysis) -> str:
    """The discrimination index; a dash where it does not exist or few have answered."""
    return f"{item.discrimination:.2f}" if item.n >= FEW and item.discrimination is not None else "–"


def seconds_words(item: ItemAnalysis) -> str:
    """The median time spent, and of how many where not all are known; a dash where it would say nothing."""
    if item.seconds is None:
        return "–"
    return time_words(item.seconds) + ("" if item.timed == item.n else f" ({item.timed})")


def time_words(seconds: float) -> str:
    """A time: seconds below two minutes, else minutes."""
    return f"{max(1, round(seconds))} s" if seconds < 120 else f"{round(seconds / 60)} min"


def mean_words(marks: float, n: int) -> str:
    """Mean marks of ``n`` attempts, with decimals only where they say something."""
    return f"{marks:.2f}" if n >= FEW else f"{marks:.0f}"


def no_advice(n: int) -> str:
    """Why there is no advice on what ``n`` students answered."""
    return f"Advice is given from {count_word(ENOUGH)} students on." if n < ENOUGH else "Nothing stands out."


def headline(results: Results) -> str:
    """What a teacher should know first, in one sentence."""
    if not results.n:
        return "Nobody has handed in yet."
    hard = [found for found in results.questions if found.analysis.right * 2 < found.analysis.n]
    if not hard:
        return "Most of it is known."
    named = _listed([str(found.position) for found in hard[:4]])
    return (
        f"More than half missed question{'s' if len(hard) > 1 else ''} {named}{' and more' if len(hard) > 4 else ''}."
    )


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def lede(results: Results) -> str:
    """How many handed in and how they did."""
    mean = results.mean
    if mean is None:
        waiting = results.book.open
        return f"{plural(waiting, 'attempt is', 'attempts are').capitalize()} open." if waiting else ""
    taken = plural(results.n, "student has handed in", "students have handed in").capitalize()
    average = f"{mean[0]:.1f}" if results.n >= FEW else f"about {round(mean[0])}"
    still = (
        f" {plural(results.book.open, 'attempt is', 'attempts are').capitalize()} still open."
        if results.book.open
        else ""
    )
    return f"{taken}. On average {average} of {mean[1]:.3g} marks.{still}"


@dataclass(frozen=True, slots=True)
class MissedLine:
    """A passage of the article with what the class made of it."""

    passage: Passage
    runs: tuple[Run, ...]
    questions: tuple[QuestionResult, ...]
    """Those that are proven in it."""
    is_missed: bool


def article_lines(results: Results) -> list[MissedLine]:
    """The whole article: words that a question cites are marked by whether the class knew them."""
    text = results.content.article.text
    marks = [mark for found in results.questions for mark in _marks(found)]
    lines = []
    for passage in results.content.article.passages:
        inside = tuple(f for f in results.questions if f.paragraph is not None and f.paragraph == passage.number)
        own = [m for m in marks if m.start < passage.end and m.end > passage.start]
        cut = tuple(runs(text, passage.start, passage.end, own)) if own else ()
        lines.append(MissedLine(passage, cut, inside, any(is_missed(f.analysis) for f in inside)))
    return lines


def is_missed(item: ItemAnalysis) -> bool:
    """Whether the class did not know what a question asks."""
    return item.facility is not None and item.facility < MISSED


def _marks(found: QuestionResult) -> list[Mark]:
    proof, item = found.question.proof, found.analysis
    if proof is None or not item.n:
        return []
    right = f"question {found.position}: {item.right} of {item.n} right"
    return [Mark(proof.start, proof.end, "refutes" if is_missed(item) else "proves", right)]


def cited_lines(results: Results, found: QuestionResult) -> list[MissedLine]:
    """The paragraph that proves a question, with the proving words marked."""
    proof, article = found.question.proof, results.content.article
    if proof is None:
        return []
    marks = [Mark(proof.start, proof.end, "proves", "proves it")]
    return [
        MissedLine(p, tuple(runs(article.text, p.start, p.end, marks)), (), is_missed=False)
        for p in article.passages
        if p.number == found.paragraph
    ]


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """An option in the table of who chose what."""

    sign: str
    text: str
    is_key: bool
    thirds: tuple[int, int, int]
    all: int


def choice_lines(found: QuestionResult) -> list[ChoiceLine]:
    """The options with how often each was chosen."""
    return [
        ChoiceLine(row.sign, row.text, row.result == KEY, count.thirds, count.all)
        for row, count in zip(found.choices, found.analysis.choices, strict=True)
    ]


def numbers_words(item: ItemAnalysis) -> str:
    """The numbers of a question in a sentence each, with what they mean."""
    if not item.n:
        return "Nobody has answered it yet."
    words = [f"{count_word(item.right).capitalize()} of {item.n} right."]
    if item.n >= FEW:
        words.append(f"Facility {item.facility:.2f}.")
        if item.discrimination is not None:
            words.append(f"Discrimination {item.discrimination:.2f}.")
    if item.seconds is not None:
        known = "Half" if item.timed == item.n else f"Of {item.timed} whose time is known, half"
        words.append(f"{known} took {time_words(item.seconds)} or less.")
    return " ".join(words)
