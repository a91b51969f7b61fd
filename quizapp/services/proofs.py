"""Which sentence proves it? Asked after a response, chosen among sentences of the article, graded with it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from quizapp.core.attempts import ItemState
from quizapp.core.generation.evidence import LETTERS, Span, sentences_offered
from quizapp.core.grading import grade
from quizapp.core.items import Option
from quizapp.core.proofs import proven_score, proves
from quizapp.core.settings import ProofScoring
from quizapp.models.attempts import AttemptKind, StepKind
from quizapp.services.articles import ArticleText
from quizapp.services.attempts import AttemptView, Place
from quizapp.services.errors import Invalid, NotFound
from quizapp.services.published import QuestionContent, quiz_content
from quizapp.services.responses import Given, NewStep, Saved, append
from quizapp.services.seats import seat_of


@dataclass(frozen=True, slots=True)
class ProofQuestion:
    """The sentences that lie before a student, in the order of the article. It knows no key."""

    options: tuple[Option, ...]
    spans: Mapping[str, Span]
    """Where they stand in the article's text, by the id of the option."""

    stem: str = "Which sentence proves it?"

    def option_at(self, span: Span | None) -> str:
        """The id of the sentence at ``span``, blank where it is none of these."""
        return next((option for option, own in self.spans.items() if own == span), "")


@dataclass(frozen=True, slots=True)
class ProofLine:
    """What stands for the proof of one response: the words of the sentence, blank where none was chosen."""

    words: str
    is_older: bool
    """Whether another response was given since."""


@dataclass(frozen=True, slots=True)
class ProofReview:
    """What came of a proof, as far as it may be told."""

    chosen: str
    """The words of the chosen sentence, blank where none was."""
    is_proving: bool | None
    """Whether it proves the key; ``None`` where that may not be told."""
    proving: str
    """The words of the sentence that does; blank where that may not be told."""


def is_asked(question: QuestionContent, kind: AttemptKind) -> bool:
    """Whether a question is followed by its proof. In practice it is not: there the hints lead to the sentence."""
    return kind is AttemptKind.GRADED and question.proving is not None


def question_for(question: QuestionContent, article: ArticleText, *, seed: int) -> ProofQuestion:
    """The sentences that one attempt offers for a question: decided by its seed, the same at every look.

    Raises ``NotFound`` where no proof is asked for.
    """
    if question.proving is None:
        raise NotFound("This question has no such page.")
    random = Random(f"{seed}:{question.position}:proof")  # noqa: S311 - an order, not a secret
    offered = sentences_offered(question.content, question.proving, article.text, article.passages, random)
    spans = dict(zip(LETTERS, offered, strict=False))
    options = tuple(Option(letter, article.text[slice(*span)]) for letter, span in spans.items())
    return ProofQuestion(options, spans)


def choose(given: Given) -> Saved | None:
    """Store the sentence in a form's fields; ``None`` where none was chosen. One statement.

    A sentence for an older response than the page knew of takes no newer one's place.
    What is stored is its place in the article, so that it can be graded again whatever else was offered.
    Raises as ``responses.save`` does, ``Conflict`` before there is a response, ``NotFound`` where no proof is
    asked for, and ``Invalid`` (field ``response``) for a sentence that was not offered.
    """
    found = seat_of(given.public_id, given.taker)
    content = quiz_content(found.quiz_version_id)
    question = content.question(found.in_quiz(given.position))
    if not is_asked(question, found.kind):
        raise NotFound("This question has no such page.")
    chosen = [value for value in given.fields.get("response", ()) if value]
    if not chosen:
        return None
    spans = question_for(question, content.article, seed=found.seed).spans
    if len(chosen) > 1 or chosen[0] not in spans:
        raise Invalid({"response": ["That is not one of these sentences. Choose one from the list."]})
    span = dict(zip(("start", "end"), spans[chosen[0]], strict=True))
    key = given.idempotency_key or str(uuid.uuid4())
    step = NewStep(given.public_id, given.position, given.taker, StepKind.PROOF, span, key, seen=given.seen)
    return append(step)


def line_of(attempt: AttemptView, place: Place) -> ProofLine | None:
    """What stands for the proof of a response; ``None`` where none is asked for, or not yet."""
    if not is_asked(place.question, attempt.kind) or not place.state.is_answered:
        return None
    return ProofLine(_words(attempt, place.state.proof), place.state.is_proof_older)


def lines(attempt: AttemptView) -> dict[int, ProofLine]:
    """Every proof that is asked for in an attempt, by the position of its question."""
    found = {place.position: line_of(attempt, place) for place in attempt.places}
    return {position: line for position, line in found.items() if line}


def is_open(attempt: AttemptView, place: Place) -> bool:
    """Whether a response waits for its proof."""
    line = line_of(attempt, place)
    return line is not None and not line.words


def item_score(question: QuestionContent, state: ItemState, kind: AttemptKind, scoring: ProofScoring) -> float:
    """The score (0 to 1) of a question: that of its response, together with its proof where one is asked for.

    A pure function of its arguments: the stored score is this one, and a regrade gives it again.
    """
    score = grade(question.content, state.response).score
    if question.proof is None or not is_asked(question, kind):
        return score
    return proven_score(score, scoring, is_proven=proves(state.proof, question.proof))


def review_of(attempt: AttemptView, place: Place, told: frozenset[str]) -> ProofReview | None:
    """The proof of a response with the parts of the feedback that are ``told``; ``None`` where none was asked for."""
    question, chosen = place.question, place.state.proof
    if question.proof is None or not is_asked(question, attempt.kind) or not place.state.is_answered:
        return None
    return ProofReview(
        _words(attempt, chosen),
        proves(chosen, question.proof) if "verdict" in told else None,
        _words(attempt, question.proving) if "citation" in told else "",
    )


def _words(attempt: AttemptView, span: Span | None) -> str:
    return attempt.content.article.text[slice(*span)] if span else ""
