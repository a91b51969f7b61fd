"""What the questions of an attempt count, under whatever teachers decided about them: one grader for hand-in and regrade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.core.attempts import Earned, ItemState, total
from quizapp.core.regrading import Outcome, Policy, outcome
from quizapp.models.attempts import AttemptKind
from quizapp.services.proofs import item_score
from quizapp.services.published import QuestionContent, QuizContent
from quizapp.services.rulings import Ruling, graded_with

NO_REST = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Grader:
    """Grades the questions of a quiz version. ``rulings`` are by the item version that is asked."""

    quiz: QuizContent
    rulings: Mapping[int, Ruling]

    def version_id(self, question: QuestionContent) -> int:
        """The item version by which a question is graded."""
        ruling = self.rulings.get(question.item_version_id)
        return ruling.item_version_id if ruling else question.item_version_id

    def outcome(
        self, question: QuestionContent, state: ItemState, kind: AttemptKind, rest: tuple[float, float] = NO_REST
    ) -> Outcome:
        """What one question counts; ``rest`` are the marks earned and possible in the others."""
        scoring = self.quiz.settings.proof
        asked = item_score(question, state, kind, scoring)
        ruling = self.rulings.get(question.item_version_id)
        if ruling is None:
            return Outcome(asked)
        keyed = item_score(graded_with(question, self.quiz, ruling), state, kind, scoring)
        return outcome(ruling.policy, asked=asked, keyed=keyed, rest=rest)

    def outcomes(self, states: Sequence[ItemState], kind: AttemptKind) -> list[Outcome]:
        """What every question of an attempt counts, ``states`` by position."""
        questions = self.quiz.questions
        found = [self.outcome(question, state, kind) for question, state in zip(questions, states, strict=True)]
        for place, question in enumerate(questions):
            ruling = self.rulings.get(question.item_version_id)
            if ruling and ruling.policy is Policy.LEFT_OUT_HELPS:
                found[place] = self.outcome(question, states[place], kind, self._rest(found, place))
        return found

    def _rest(self, found: Sequence[Outcome], place: int) -> tuple[float, float]:
        marks = [question.marks for question in self.quiz.questions]
        return rest_of([Earned(o.score, m, o.is_left_out) for o, m in zip(found, marks, strict=True)], place)


def rest_of(earned: Sequence[Earned], place: int) -> tuple[float, float]:
    """The marks earned and possible in all questions but the one at ``place`` (from 0)."""
    others = total([one for at, one in enumerate(earned) if at != place])
    return others.marks, others.possible
