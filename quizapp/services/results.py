"""What a class made of a quiz, for its teacher: by student, by question, and on the article."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from quizapp.core.advice import Seen, advice
from quizapp.core.grading import KEY, Accepting, Row, choices, chosen, grade, interaction
from quizapp.core.statistics import FEW, ItemAnalysis, alpha, analyse
from quizapp.extensions import db
from quizapp.models.attempts import Attempt, AttemptItem
from quizapp.services.errors import NotFound
from quizapp.services.gradebook import Cell, Gradebook, Parsed, Sitting, gradebook, responses_at
from quizapp.services.published import QuestionContent, QuizContent, paragraph_at, quiz_content
from quizapp.services.result_scopes import Scope, people_of
from quizapp.services.rulings import Ruling, graded_with, rulings_of

TYPED = 8
"""Different typed responses that are listed at most, the commonest first."""


@dataclass(frozen=True, slots=True)
class TypedResponse:
    """Words that several students may have typed."""

    text: str
    count: int
    is_right: bool
    sample: str
    """The response as JSON, by which it is named when it is accepted."""


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question, as the class answered it."""

    question: QuestionContent
    label: str
    analysis: ItemAnalysis
    choices: tuple[Row, ...]
    """What can be chosen, with the key; in the order of ``analysis.choices``."""
    typed: tuple[TypedResponse, ...]
    advice: tuple[str, ...]
    """What to do about it; nothing where it was given up."""
    paragraph: int | None
    """The number of the paragraph that proves it."""
    ruling: Ruling | None
    """What its teacher decided about it since, if anything."""
    sure_and_wrong: int

    @property
    def takes_variants(self) -> bool:
        """Whether its key can take a typed response as a further variant."""
        return takes_variants(self.question)

    @property
    def position(self) -> int:
        """Counts from 1."""
        return self.question.position


@dataclass(frozen=True, slots=True)
class Results:
    """A quiz version as a class took it."""

    scope: Scope
    content: QuizContent
    book: Gradebook
    questions: tuple[QuestionResult, ...]
    reliability: float | None
    """Cronbach's alpha of the finished first attempts; ``None`` where it does not exist or they are few."""

    @property
    def n(self) -> int:
        """Finished first attempts: what statistics rest on."""
        return self.questions[0].analysis.n if self.questions else 0

    def beside(self, sitting: Sitting) -> tuple[Sitting | None, Sitting | None]:
        """The sittings before and after one, in the order of the names."""
        at = self.book.sittings.index(sitting)
        return (
            self.book.sittings[at - 1] if at else None,
            self.book.sittings[at + 1] if at + 1 < len(self.book.sittings) else None,
        )

    @property
    def mean(self) -> tuple[float, float] | None:
        """Mean marks of the finished first attempts, and mean possible marks."""
        first = self.book.first
        if not first:
            return None
        counted = [cell for sitting in first for cell in sitting.cells if not cell.is_left_out]
        return sum(c.score * c.marks for c in counted) / len(first), sum(c.marks for c in counted) / len(first)

    def question(self, position: int) -> QuestionResult:
        """The question at ``position``. Raises ``NotFound`` where there is none."""
        self.content.question(position)
        return self.questions[position - 1]

    def sitting(self, public_id: str) -> Sitting:
        """An attempt of this class. Raises ``NotFound`` for any other."""
        found = next((sitting for sitting in self.book.sittings if sitting.public_id == public_id), None)
        if found is None:
            raise NotFound("There is no such finished attempt at your quiz.")
        return found


def seen_at(public_id: str) -> list[int]:
    """Where the student saw each question of an attempt, in the order of the quiz. One statement.

    Whose attempt it is, the caller knows.
    """
    rows = db.session.scalars(
        select(AttemptItem.shown_position)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(Attempt.public_id == public_id)
        .order_by(AttemptItem.position)
    )
    return list(rows)


def takes_variants(question: QuestionContent) -> bool:
    """Whether the key of a question can take a typed response as a further variant."""
    return isinstance(interaction(question.content.interaction), Accepting)


def results(scope: Scope) -> Results:
    """Everything about a class and a quiz. Ten statements at most, however many attempts and questions there are."""
    content = quiz_content(scope.version_id)
    people = people_of(scope)
    book = gradebook(scope.version_id, *scope.conditions, names={who: one.name for who, one in people.items()})
    for sitting in book.sittings:
        known = people.get(sitting.person)
        factor = known.time_factor if known else 1.0
        sitting.student_number = known.student_number if known else ""
        sitting.is_late = bool(
            scope.window and sitting.submitted_at and scope.window.is_late(sitting.submitted_at, factor)
        )
    rulings = rulings_of(scope.version_id)
    graded = [graded_with(question, content, rulings.get(question.item_version_id)) for question in content.questions]
    first = book.first
    analyses = analyse(
        [
            responses_at(
                first, place, [row.option for row in choices(question.content)], partial(chosen, question.content)
            )
            for place, question in enumerate(graded)
        ]
    )
    parts = _Parts(content, rulings, [s.cells for s in first], Parsed())
    questions = tuple(_question(parts, *both) for both in zip(graded, analyses, strict=True))
    reliability = alpha([[cell.score for cell in s.cells] for s in first]) if len(first) >= FEW else None
    return Results(scope, content, book, questions, reliability)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What all questions of one reading share."""

    quiz: QuizContent
    rulings: Mapping[int, Ruling]
    """By the item version asked."""
    cells: Sequence[Sequence[Cell]]
    """Of the finished first attempts, by position."""
    parsed: Parsed


def _question(parts: _Parts, question: QuestionContent, analysis: ItemAnalysis) -> QuestionResult:
    quiz, place = parts.quiz, question.position - 1
    cells = [row[place] for row in parts.cells]
    rows = tuple(choices(question.content))
    typed = () if rows else _typed(question, cells, parts.parsed)
    paragraph = paragraph_at(quiz.article, question.proof.start) if question.proof else None
    sure = sum(cell.is_sure and cell.score < 1.0 for cell in cells)
    ruling = parts.rulings.get(quiz.questions[place].item_version_id)
    seen = Seen(
        analysis,
        signs={row.option: row.sign for row in rows},
        keys=frozenset(row.option for row in rows if row.result == KEY),
        paragraph=paragraph,
        sure_and_wrong=sure,
        typed=[(found.text, found.count) for found in typed if takes_variants(question) and not found.is_right],
        are_options_written=bool(question.content.options),
    )
    return QuestionResult(
        question=question,
        label=interaction(question.content.interaction).LABEL,
        analysis=analysis,
        choices=rows,
        typed=typed,
        advice=() if ruling and ruling.policy.is_void else tuple(advice(seen)),
        paragraph=paragraph,
        ruling=ruling,
        sure_and_wrong=sure,
    )


def _typed(question: QuestionContent, cells: Sequence[Cell], parsed: Parsed) -> tuple[TypedResponse, ...]:
    """Different responses in words, wrong ones first, the commonest first."""
    counts = Counter(cell.response for cell in cells if cell.response is not None)
    module = interaction(question.content.interaction)
    merged: dict[str, TypedResponse] = {}
    for sample, count in sorted(counts.items()):
        response = parsed[sample]
        text = module.response_text(question.content, response)
        known = merged.get(text.casefold())
        is_right = grade(question.content, response).is_right
        merged[text.casefold()] = TypedResponse(
            known.text if known else text,
            count + (known.count if known else 0),
            is_right,
            known.sample if known else sample,
        )
    ordered = sorted(merged.values(), key=lambda found: (found.is_right, -found.count, found.text))
    return tuple(ordered[:TYPED])
