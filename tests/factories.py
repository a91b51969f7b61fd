"""People, articles and quizzes for tests, made by the services as a user's deeds make them."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from quizapp.core.items import ItemContent, Option, Origin
from quizapp.core.text.citations import Citation, locate
from quizapp.core.text.passages import normalize_text
from quizapp.extensions import db, security
from quizapp.services import accounts, assignments, classes, enrolments, items, quizzes
from quizapp.services.article_details import ArticleDetails
from quizapp.services.articles import add_article
from quizapp.services.clock import utc_now
from quizapp.services.guests import Taker
from quizapp.services.terms import Terms
from tests.pages import Browser, Page

PASSWORD = "a long enough secret"
_numbers = count(1)

ARTICLE = """Life at the Skerry light

The lighthouse on Skerry Point was lit for the first time in 1874. Its lamp burned rape oil, and the first keeper was Hannah Moore.

When the ring of lenses turned around the lamp, it swept spokes of light across the water. A ship saw a flash each time a spoke passed over it. The clockwork had one task, to turn the glass; the flame in the middle burned on without a break.

The tower is 31 metres high. Its light could be seen from 24 kilometres away in clear weather. In 1998 the last keepers left, and a computer took over their work.
"""


def _email(kind: str) -> str:
    return f"{kind}{next(_numbers)}@example.org"


def make_teacher(name: str = "Daniela Roth", email: str = "") -> str:
    """A teacher; the email to sign in with, with ``PASSWORD``."""
    email = email or _email("teacher")
    accounts.create_teacher(email=email, name=name, password=PASSWORD)
    return email


def make_student(name: str = "Ben Adler", email: str = "") -> str:
    """A student with an account; the email to sign in with, with ``PASSWORD``."""
    from quizapp.services.clock import utc_now

    email = email or _email("student")
    hashed = security.password_util.normalize(PASSWORD)
    security.datastore.create_user(
        email=email, name=name, password=accounts.hash_password(hashed), created_at=utc_now()
    )
    db.session.commit()
    return email


def user_id(email: str) -> int:
    return int(security.datastore.find_user(email=email).id)


def sign_in(browser: Browser, email: str, password: str = PASSWORD) -> Browser:
    browser.post_form("/login", {"email": email, "password": password})
    return browser


def sign_in_page(browser: Browser, email: str, password: str = PASSWORD) -> Page:
    """Where signing in leads; with a second factor on, to the page that asks for it."""
    return browser.post_form("/login", {"email": email, "password": password})


def make_article(*, owner_id: int | None, title: str = "The light on Skerry Point", text: str = ARTICLE) -> int:
    return add_article(ArticleDetails(title=title, author="A. Writer", text=text), owner_id=owner_id)


def cited(words: str, text: str = ARTICLE) -> Citation:
    """The citation of words that stand once in the text."""
    found = locate(normalize_text(text), words)
    assert found, f"{words!r} does not stand exactly once in the text"
    return found


CONTENTS: dict[str, tuple[ItemContent, str]] = {
    "single_choice": (
        ItemContent(
            "single_choice",
            "What made a ship see a flash?",
            {"option": "c"},
            (
                Option("a", "The clockwork stopped the flame", "The flame burned on without a break."),
                Option("b", "The keeper covered the lamp", ""),
                Option("c", "A spoke of light passed over it", ""),
            ),
            "The lenses turned around the lamp, so a spoke of light passed over the ship.",
        ),
        "A ship saw a flash each time a spoke passed over it.",
    ),
    "true_false": (
        ItemContent("true_false", "The tower is 31 metres high.", {"value": True}, (), "The text gives its height."),
        "The tower is 31 metres high.",
    ),
    "short_answer": (
        ItemContent(
            "short_answer", "Who was the first keeper?", {"accepted": ["Hannah Moore"]}, (), "She is named in the text."
        ),
        "the first keeper was Hannah Moore",
    ),
    "numeric": (
        ItemContent(
            "numeric",
            "In which year was the light lit for the first time?",
            {"value": "1874", "tolerance": "0", "unit": ""},
            (),
            "It was lit in 1874.",
        ),
        "The lighthouse on Skerry Point was lit for the first time in 1874.",
    ),
    "cloze": (
        ItemContent(
            "cloze",
            "In 1998 a _____ took over the work of the keepers.",
            {"gaps": [["computer"]]},
            (),
            "A computer took over.",
        ),
        "a computer took over their work",
    ),
    "multiple_choice": (
        ItemContent(
            "multiple_choice",
            "What is true of the tower?",
            {"options": ["a", "c"]},
            (
                Option("a", "It is 31 metres high"),
                Option("b", "It was lit in 1998", "The keepers left then."),
                Option("c", "Its light was seen from 24 kilometres away"),
            ),
            "The text gives both numbers.",
        ),
        "The tower is 31 metres high.",
    ),
    "ordering": (
        ItemContent(
            "ordering",
            "In which order did this happen?",
            {"order": ["c", "b", "a"]},
            (
                Option("a", "A computer took over"),
                Option("b", "The last keepers left"),
                Option("c", "The light was lit"),
            ),
            "It was lit in 1874; the keepers left in 1998.",
        ),
        "In 1998 the last keepers left, and a computer took over their work.",
    ),
    "matching": (
        ItemContent(
            "matching",
            "What did each of them do?",
            {"pairs": {"p1": "a3", "p2": "a1", "p3": "a2"}},
            (
                Option("p1", "The clockwork"),
                Option("p2", "The lamp"),
                Option("p3", "The first keeper"),
                Option("a1", "burned oil"),
                Option("a2", "was Hannah Moore"),
                Option("a3", "turned the glass"),
            ),
            "The text says so of each.",
        ),
        "The clockwork had one task, to turn the glass",
    ),
    "evidence": (
        ItemContent(
            "evidence",
            "Which sentence proves that nobody works there today?",
            {"option": "c"},
            (
                Option("a", "The tower is 31 metres high."),
                Option("b", "Its light could be seen from 24 kilometres away in clear weather."),
                Option("c", "In 1998 the last keepers left, and a computer took over their work."),
            ),
            "A computer does the work.",
        ),
        "In 1998 the last keepers left, and a computer took over their work.",
    ),
}
"""One question for each interaction about ``ARTICLE``, with the words that prove its key."""


def make_item(article_id: int, interaction: str = "single_choice", *, author_id: int | None = None) -> int:
    """A draft written by hand; its item version's id."""
    content, words = CONTENTS[interaction]
    return items.add_item(
        article_id, content, cited(words), kind=interaction, origin=Origin.WRITTEN, author_id=author_id
    )


@dataclass(frozen=True)
class GivenQuiz:
    """A quiz given to a class with one student."""

    class_id: int
    enrolment_id: int
    assignment_id: int
    assignment_code: str
    co_teacher: str
    """The email of a co-teacher."""


def make_given(quiz_id: int, *, owner_id: int, student: str) -> GivenQuiz:
    """A class of this owner and a co-teacher, with this student, to which the quiz is given for a day."""
    co_teacher = make_teacher()
    class_id = classes.create_class("7b", "UTC", teacher_id=owner_id)
    classes.add_teacher(class_id, co_teacher, teacher_id=owner_id)
    code = classes.class_view(class_id, teacher_id=owner_id).join_code
    enrolments.join(code, "Ben Adler", Taker(user_id(student), None, "Ben Adler"), origin="here")
    tomorrow = (utc_now() + timedelta(days=1)).replace(tzinfo=None)
    assignment_id, _ = assignments.give(quiz_id, class_id, Terms(None, tomorrow), teacher_id=owner_id)
    given = assignments.assignment_view(assignment_id, teacher_id=owner_id)
    enrolment_id = enrolments.students(class_id)[0].enrolment_id
    return GivenQuiz(class_id, enrolment_id, assignment_id, given.public_id, co_teacher)


def make_fact(article_id: int, start: int = 5, end: int = 10, claim: str = "The light was lit.") -> int:
    """A fact of an article, as the generator leaves it behind."""
    from sqlalchemy import func, select

    from quizapp.models.articles import ArticleVersion, FactRow, PassageRow

    version = db.session.scalars(
        select(ArticleVersion.id).where(ArticleVersion.article_id == article_id).order_by(ArticleVersion.id.desc())
    ).first()
    passage = db.session.scalars(
        select(PassageRow.id).where(
            PassageRow.article_version_id == version, PassageRow.start <= start, PassageRow.end > start
        )
    ).one()
    position = db.session.scalar(select(func.count()).where(FactRow.article_version_id == version)) or 0
    row = FactRow(
        article_version_id=version,
        passage_id=passage,
        position=position,
        kind="statement",
        claim=claim,
        start=start,
        end=end,
        weight=0.5,
    )
    db.session.add(row)
    db.session.commit()
    return row.id


def item_id_of(version_id: int) -> int:
    from quizapp.models.items import ItemVersion

    version = db.session.get(ItemVersion, version_id)
    assert version
    return version.item_id


def make_published_quiz(
    *, owner_id: int | None, title: str = "The Skerry light", listed: bool = False, article_id: int | None = None
) -> str:
    """A published quiz with one question of every interaction; its public id."""
    article_id = article_id or make_article(owner_id=owner_id)
    versions = [make_item(article_id, name, author_id=owner_id) for name in CONTENTS]
    for version_id in versions:
        items.approve(version_id, reviewer_id=owner_id)
    ids = [item_id_of(version_id) for version_id in versions]
    quiz_id = quizzes.create_quiz(article_id, title, owner_id=owner_id, item_ids=ids, listed=listed)
    quizzes.publish(quiz_id, publisher_id=owner_id)
    return public_id_of(quiz_id)


def public_id_of(quiz_id: int) -> str:
    from quizapp.models.quizzes import Quiz

    quiz = db.session.get(Quiz, quiz_id)
    assert quiz
    return quiz.public_id


def quiz_id_of(public_id: str) -> int:
    from sqlalchemy import select

    from quizapp.models.quizzes import Quiz

    return db.session.scalars(select(Quiz.id).where(Quiz.public_id == public_id)).one()
