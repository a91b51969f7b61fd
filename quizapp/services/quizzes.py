"""Quizzes: the list a teacher edits, publishing it as a frozen version, closing it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete, func, select

from quizapp.core.deadlines import is_closed, is_up
from quizapp.core.items import ItemStatus
from quizapp.core.settings import QuizSettings
from quizapp.extensions import db
from quizapp.models.articles import ArticleVersion
from quizapp.models.attempts import Attempt
from quizapp.models.items import ItemRow
from quizapp.models.quizzes import Quiz, QuizItem, QuizVersion, QuizVersionItem
from quizapp.services import articles, audit
from quizapp.services.clock import utc_now
from quizapp.services.codes import LINK_SIGNS, new_code
from quizapp.services.deadlines import move_ends
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.quiz_places import QuizPlace, places_of, unready

_CODE_LENGTH = 10
TITLE_LIMIT = 300
Chosen = Sequence[int] | Mapping[int, float]
"""The ids of items in their order, with what each is worth where that is not one mark for all."""


@dataclass(frozen=True, slots=True)
class QuizView:
    """A quiz as its teacher sees it."""

    id: int
    public_id: str
    article_id: int
    title: str
    is_builtin: bool
    is_closed: bool
    versions: int
    attempts: int
    closes_at: dt.datetime | None
    """When it closes or closed by itself."""
    created_at: dt.datetime
    is_changed: bool = True
    """Whether publishing it now would make another version than the newest; known of a single quiz only."""
    is_outdated: bool = False
    """Whether what is published shows a text that was corrected since; known of a single quiz only."""
    refusal: str = ""
    """Why it cannot be published as it stands, blank where it can; known of a single quiz only."""
    places: tuple[QuizPlace, ...] = ()

    @property
    def unapproved(self) -> list[tuple[int, QuizPlace]]:
        """Its questions that nobody approved as they are now, with their numbers."""
        return [(n, one) for n, one in enumerate(self.places, start=1) if one.status is not ItemStatus.APPROVED]

    @property
    def stale(self) -> int:
        """How many of its questions are to be looked at again, because the text was corrected."""
        return sum(place.is_stale for place in self.places)


def _tidy_title(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise Invalid({"title": ["Give the quiz a title."]})
    if len(title) > TITLE_LIMIT:
        raise Invalid({"title": [f"Keep the title to {TITLE_LIMIT} characters."]})
    return title


def create_quiz(article_id: int, title: str, *, owner_id: int | None, item_ids: Chosen, listed: bool = False) -> int:
    """Make a quiz of an article's items, in the order given; its id. Publishing is another step.

    A listed one may be practised too. Raises ``NotFound`` for an article that is not the owner's to use, ``Invalid`` for
    a blank title, an item of another article or marks that are none.
    """
    quiz = _insert_quiz(article_id, title, owner_id, item_ids, listed=listed)
    db.session.commit()
    return quiz.id


def create_published(article_id: int, title: str, *, owner_id: int, item_ids: Chosen) -> int:
    """Make a quiz of an article's items and publish it, both or neither; its id.

    Raises as ``create_quiz`` and ``publish`` do.
    """
    quiz = _insert_quiz(article_id, title, owner_id, item_ids)
    add_version(quiz, publisher_id=owner_id)
    db.session.commit()
    return quiz.id


def _insert_quiz(article_id: int, title: str, owner_id: int | None, item_ids: Chosen, *, listed: bool = False) -> Quiz:
    articles.article_text(article_id, teacher_id=owner_id)
    quiz = Quiz(
        public_id=new_code(_CODE_LENGTH, LINK_SIGNS),
        article_id=article_id,
        title=_tidy_title(title),
        owner_id=owner_id,
        settings=QuizSettings(practice=listed).as_json(),
        listed=listed,
        created_at=utc_now(),
    )
    db.session.add(quiz)
    db.session.flush()
    _fill(quiz, item_ids)
    audit.record("create", "quiz", quiz.id, owner_id)
    return quiz


def _fill(quiz: Quiz, item_ids: Chosen) -> None:
    wanted = item_ids if isinstance(item_ids, Mapping) else dict.fromkeys(item_ids, 1.0)
    known = set(
        db.session.scalars(select(ItemRow.id).where(ItemRow.id.in_(wanted), ItemRow.article_id == quiz.article_id))
    )
    if not wanted or known != wanted.keys():
        raise Invalid({"items": ["Choose at least one question of this article."]})
    if not all(0.5 <= marks <= 20 for marks in wanted.values()):
        raise Invalid({"items": ["A question is worth 0.5 to 20 marks. Write a number."]})
    db.session.execute(delete(QuizItem).where(QuizItem.quiz_id == quiz.id))
    db.session.add_all(
        QuizItem(quiz_id=quiz.id, item_id=item, position=n, marks=marks)
        for n, (item, marks) in enumerate(wanted.items(), start=1)
    )


def own_quiz(quiz_id: int, teacher_id: int | None, *, lock: bool = False) -> Quiz:
    """A teacher's quiz; with ``lock`` whoever else would change or start it waits until the transaction ends.

    ``None`` is the system, whose quizzes are the built-in ones. Raises ``NotFound`` for somebody else's.
    """
    owner = Quiz.owner_id.is_(None) if teacher_id is None else Quiz.owner_id == teacher_id
    found = select(Quiz).where(Quiz.id == quiz_id, owner)
    if lock:
        found = found.with_for_update().execution_options(populate_existing=True)
    quiz = db.session.scalar(found)
    if quiz is None:
        raise NotFound("There is no such quiz on your desk.")
    return quiz


def change_quiz(quiz_id: int, title: str, *, teacher_id: int, item_ids: Chosen) -> None:
    """Give a quiz another title, other questions or marks; what is published stays as it is."""
    quiz = own_quiz(quiz_id, teacher_id, lock=True)
    quiz.title = _tidy_title(title)
    _fill(quiz, item_ids)
    audit.record("change", "quiz", quiz.id, teacher_id)
    db.session.commit()


def publish(quiz_id: int, *, publisher_id: int | None) -> int:
    """Freeze the quiz as its next version; the id of that version.

    Raises ``Conflict`` where a question is not approved in its newest version, or the quiz is closed.
    """
    version = add_version(own_quiz(quiz_id, publisher_id, lock=True), publisher_id=publisher_id)
    db.session.commit()
    return version.id


def add_version(quiz: Quiz, *, publisher_id: int | None) -> QuizVersion:
    """Freeze a quiz as its next version, for the transaction of another use case. Raises as ``publish`` does."""
    articles.lock(quiz.article_id)  # all questions cite the text that the version shows
    places = places_of(quiz.id)
    refusal = _refusal(quiz, places)
    if refusal:
        raise Conflict(refusal)
    version = _insert_version(quiz, publisher_id)
    db.session.add_all(
        QuizVersionItem(quiz_version_id=version.id, position=n, item_version_id=place.version_id, marks=place.marks)
        for n, place in enumerate(places, start=1)
    )
    audit.record("publish", "quiz", quiz.id, publisher_id, version=version.number)
    return version


def _refusal(quiz: Quiz, places: Sequence[QuizPlace]) -> str:
    return "This quiz is closed. Open it again first." if quiz.closed_at is not None else unready(places)


def _insert_version(quiz: Quiz, publisher_id: int | None) -> QuizVersion:
    number = db.session.scalar(select(func.max(QuizVersion.number)).where(QuizVersion.quiz_id == quiz.id)) or 0
    version = QuizVersion(
        quiz_id=quiz.id,
        number=number + 1,
        title=quiz.title,
        article_version_id=_newest_text(quiz.article_id),
        settings=quiz.settings,
        published_at=utc_now(),
        published_by=publisher_id,
    )
    db.session.add(version)
    db.session.flush()
    return version


def set_closed(quiz_id: int, *, teacher_id: int, closed: bool) -> None:
    """Close a quiz, so that nobody can start it and what is open is handed in as saved; or open it again.

    Attempts that were ended stay so. Closing what is closed keeps its time. Raises ``NotFound`` for somebody else's.
    """
    quiz = own_quiz(quiz_id, teacher_id, lock=True)  # waits for whoever is just starting, and they for us
    if closed and quiz.closed_at is None:
        quiz.closed_at = utc_now()
    if not closed:
        quiz.closed_at = None
        quiz.closes_at = None if is_up(quiz.closes_at, utc_now()) else quiz.closes_at
    move_ends(quiz)
    audit.record("close" if closed else "reopen", "quiz", quiz.id, teacher_id)
    db.session.commit()


def quiz_view(quiz_id: int, *, teacher_id: int | None) -> QuizView:
    """A teacher's quiz with its questions. Raises ``NotFound`` for somebody else's."""
    quiz = own_quiz(quiz_id, teacher_id)
    versions = db.session.scalar(select(func.count()).where(QuizVersion.quiz_id == quiz.id)) or 0
    attempts = db.session.scalar(select(func.count()).where(Attempt.quiz_id == quiz.id)) or 0
    places = tuple(places_of(quiz.id))
    newest = db.session.scalar(
        select(QuizVersion).where(QuizVersion.quiz_id == quiz.id).order_by(QuizVersion.number.desc()).limit(1)
    )
    return replace(
        _view(quiz, versions, attempts),
        places=places,
        refusal=_refusal(quiz, places),
        is_changed=_is_changed(quiz, newest, places),
        is_outdated=newest is not None and newest.article_version_id != _newest_text(quiz.article_id),
    )


def _newest_text(article_id: int) -> int:
    """The id of an article's newest version."""
    newest = select(func.max(ArticleVersion.id)).where(ArticleVersion.article_id == article_id)
    return db.session.scalars(newest).one()


def _is_changed(quiz: Quiz, newest: QuizVersion | None, places: Sequence[QuizPlace]) -> bool:
    """Whether title, settings or questions differ from the newest published version, or none is published."""
    read = QuizSettings.from_json
    if newest is None or (newest.title, read(newest.settings)) != (quiz.title, read(quiz.settings)):
        return True
    asked = db.session.execute(
        select(QuizVersionItem.item_version_id, QuizVersionItem.marks)
        .where(QuizVersionItem.quiz_version_id == newest.id)
        .order_by(QuizVersionItem.position)
    )
    return [tuple(row) for row in asked] != [(place.version_id, place.marks) for place in places]


def _view(quiz: Quiz, versions: int, attempts: int) -> QuizView:
    return QuizView(
        id=quiz.id,
        public_id=quiz.public_id,
        article_id=quiz.article_id,
        title=quiz.title,
        is_builtin=quiz.owner_id is None,
        is_closed=is_closed(quiz.closed_at, quiz.closes_at, utc_now()),
        closes_at=quiz.closes_at,
        versions=versions,
        attempts=attempts,
        created_at=quiz.created_at,
    )


def givable(quiz_id: int, *, teacher_id: int) -> QuizView:
    """A quiz that a teacher may give to a class, theirs or a built-in one. Raises ``NotFound`` for any other."""
    quiz = db.session.scalar(
        select(Quiz).where(Quiz.id == quiz_id, Quiz.owner_id.is_(None) | (Quiz.owner_id == teacher_id))
    )
    if quiz is None:
        raise NotFound("There is no such quiz on your desk.")
    return quiz_view(quiz_id, teacher_id=None if quiz.owner_id is None else teacher_id)


def desk_quizzes(teacher_id: int) -> list[QuizView]:
    """A teacher's quizzes, newest first, then the built-in ones. One statement."""
    versions, attempts = (
        select(func.count()).where(of == Quiz.id).correlate(Quiz).scalar_subquery()
        for of in (QuizVersion.quiz_id, Attempt.quiz_id)
    )
    rows = db.session.execute(
        select(Quiz, versions, attempts)
        .where(Quiz.owner_id.is_(None) | (Quiz.owner_id == teacher_id))
        .order_by(Quiz.owner_id.is_(None), Quiz.id.desc())
    )
    return [_view(*row) for row in rows]


def new_title(title: str, *, teacher_id: int) -> str:
    """This title, with a number where a quiz of the teacher has it already. One statement."""
    taken = set(db.session.scalars(select(Quiz.title).where(Quiz.owner_id == teacher_id)))
    numbered = (f"{title} ({number})" for number in range(2, len(taken) + 3))
    return next(one for one in (title, *numbered) if one not in taken)
