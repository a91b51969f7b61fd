"""Published quizzes as students see them: frozen, so their content is kept in process."""

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import ColumnElement, func, select

from quizapp.core import deadlines
from quizapp.core.generation.evidence import Span, proving_sentence
from quizapp.core.items import CitationRole, ItemContent
from quizapp.core.settings import ProofScoring, QuizSettings
from quizapp.core.text.citations import Citation
from quizapp.core.text.passages import PassageKind
from quizapp.extensions import db
from quizapp.models.articles import Article, ArticleVersion
from quizapp.models.items import CitationRow, ItemVersion
from quizapp.models.quizzes import Quiz, QuizVersion, QuizVersionItem
from quizapp.services.articles import ArticleText, compose
from quizapp.services.clock import utc_now
from quizapp.services.errors import NotFound
from quizapp.services.item_views import CitationValue, citation_value, content_of


@dataclass(frozen=True, slots=True)
class PublishedQuiz:
    """The newest published version of a quiz, as its link finds it."""

    quiz_id: int
    quiz_version_id: int
    public_id: str
    title: str
    closed_at: dt.datetime | None
    """When its teacher closed it by hand."""
    closes_at: dt.datetime | None
    """When it closes or closed by itself."""

    @property
    def is_closed(self) -> bool:
        """Whether nobody can start it any more."""
        return deadlines.is_closed(self.closed_at, self.closes_at, utc_now())

    @property
    def is_over(self) -> bool:
        """Whether its set time to close has come."""
        return deadlines.is_up(self.closes_at, utc_now())


@dataclass(frozen=True, slots=True)
class QuestionContent:
    """A question of a published quiz with everything needed to grade and explain it."""

    position: int
    item_version_id: int
    content: ItemContent
    marks: float
    citations: tuple[CitationValue, ...]
    proving: Span | None = None
    """The sentence that proves it, where the quiz asks for that and one alone does."""

    @property
    def proof(self) -> Citation | None:
        """The citation that proves the key."""
        return next((v.citation for v in self.citations if v.role is CitationRole.SUPPORTS), None)


@dataclass(frozen=True, slots=True)
class QuizContent:
    """A published version with its article. Holds keys: nothing of it reaches a page unfiltered."""

    quiz_version_id: int
    title: str
    article: ArticleText
    questions: tuple[QuestionContent, ...]
    settings: QuizSettings

    @property
    def marks_differ(self) -> bool:
        """Whether some questions are worth more than others."""
        return len({question.marks for question in self.questions}) > 1

    def question(self, position: int) -> QuestionContent:
        """The question at ``position`` (from 1). Raises ``NotFound`` where there is none."""
        if not 1 <= position <= len(self.questions):
            raise NotFound("This quiz has no such question.")
        return self.questions[position - 1]


@dataclass(frozen=True, slots=True)
class ListedQuiz:
    """A line of the library."""

    public_id: str
    title: str
    questions: int
    words: int
    paragraphs: int
    article_id: int


_NEWEST_VERSION = (
    select(func.max(QuizVersion.id)).where(QuizVersion.quiz_id == Quiz.id).correlate(Quiz).scalar_subquery()
)


def is_open() -> ColumnElement[bool]:
    """The condition that a quiz is not closed, as ``deadlines.is_closed`` has it."""
    return Quiz.closed_at.is_(None) & (Quiz.closes_at.is_(None) | (Quiz.closes_at > utc_now()))


def published(public_id: str) -> PublishedQuiz:
    """The newest version behind a quiz's link. Raises ``NotFound`` where nothing is published."""
    row = db.session.execute(
        select(Quiz.id, QuizVersion.id, Quiz.public_id, QuizVersion.title, Quiz.closed_at, Quiz.closes_at)
        .join(QuizVersion, QuizVersion.id == _NEWEST_VERSION)
        .where(Quiz.public_id == public_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such quiz. The link may have a slip in it.")
    return PublishedQuiz(*row)


def database() -> Hashable:
    """The database of the present app, to tell what is kept of one from what is kept of another."""
    return db.engine


def quiz_content(quiz_version_id: int) -> QuizContent:
    """Everything in a published version. Raises ``NotFound`` for an unknown one.

    Versions never change, so the newest 64 are kept in process, per database; with them what the article was called when
    it was first read, though its title and origin may be corrected.
    """
    return _quiz_content(database(), quiz_version_id)


@lru_cache(maxsize=64)
def _quiz_content(_database: Hashable, quiz_version_id: int) -> QuizContent:
    row = db.session.execute(
        select(QuizVersion, Article, ArticleVersion)
        .join(ArticleVersion, ArticleVersion.id == QuizVersion.article_version_id)
        .join(Article, Article.id == ArticleVersion.article_id)
        .where(QuizVersion.id == quiz_version_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such quiz.")
    version, article, article_version = row
    text, settings = compose(article, article_version), QuizSettings.from_json(version.settings)
    questions = _questions(version.id)
    if settings.proof is not ProofScoring.OFF:
        questions = tuple(replace(question, proving=proving_of(question, text)) for question in questions)
    return QuizContent(version.id, version.title, text, questions, settings)


def proving_of(question: QuestionContent, article: ArticleText) -> Span | None:
    """The sentence that proves a question, where one alone does."""
    proof = question.proof
    return proving_sentence(question.content, proof, article.text, article.passages) if proof else None


def _questions(quiz_version_id: int) -> tuple[QuestionContent, ...]:
    rows = db.session.execute(
        select(QuizVersionItem.position, QuizVersionItem.marks, ItemVersion)
        .join(ItemVersion, ItemVersion.id == QuizVersionItem.item_version_id)
        .where(QuizVersionItem.quiz_version_id == quiz_version_id)
        .order_by(QuizVersionItem.position)
    ).all()
    cited = _citations([version.id for _, _, version in rows])
    return tuple(
        QuestionContent(position, version.id, content_of(version), marks, tuple(cited.get(version.id, ())))
        for position, marks, version in rows
    )


def _citations(version_ids: Sequence[int]) -> Mapping[int, list[CitationValue]]:
    cited: dict[int, list[CitationValue]] = {}
    query = select(CitationRow).where(CitationRow.item_version_id.in_(version_ids)).order_by(CitationRow.id)
    for row in db.session.scalars(query):
        cited.setdefault(row.item_version_id, []).append(citation_value(row))
    return cited


def library() -> list[ListedQuiz]:
    """The quizzes that everybody may take, newest first."""
    rows = db.session.execute(
        select(Quiz.public_id, QuizVersion.id)
        .join(QuizVersion, QuizVersion.id == _NEWEST_VERSION)
        .where(Quiz.listed.is_(True), is_open())
        .order_by(Quiz.id.desc())
        .limit(100)
    )
    return [_listed(public_id, quiz_content(version_id)) for public_id, version_id in rows.all()]


def _listed(public_id: str, content: QuizContent) -> ListedQuiz:
    article = content.article
    return ListedQuiz(
        public_id, content.title, len(content.questions), article.words, article.paragraphs, article.article_id
    )


def public_article(article_id: int) -> ArticleText:
    """The article of a listed quiz, as anybody may read it. Raises ``NotFound`` for any other."""
    version_id = db.session.scalar(
        select(func.max(QuizVersion.id))
        .join(Quiz, Quiz.id == QuizVersion.quiz_id)
        .where(Quiz.article_id == article_id, Quiz.listed.is_(True), is_open())
    )
    if version_id is None:
        raise NotFound("There is no such article.")
    return quiz_content(version_id).article


def paragraph_at(article: ArticleText, offset: int) -> int | None:
    """The number of the paragraph at an offset of the text."""
    return next(
        (p.number for p in article.passages if p.kind is PassageKind.PARAGRAPH and p.start <= offset < p.end), None
    )
