"""A small world with everything that an address can name, and people of every role in front of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask
from werkzeug.routing import Rule as Route

from quizapp.extensions import db
from quizapp.services import import_previews, imports, question_imports
from quizapp.services.article_details import ArticleDetails
from tests import factories
from tests.files import PARAGRAPHS
from tests.pages import Browser

ROLES = ("anonymous", "guest", "student", "other student", "teacher", "other teacher")
"""The attempt is the student's, who is in the class; article, draft, quiz and class are the teacher's."""


@dataclass
class World:
    """Two teachers, two students, a guest; an article, a draft, a quiz and an attempt of one of each."""

    app: Flask
    browsers: dict[str, Browser] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)

    def url(self, route: Route) -> str:
        chosen = {name: self.values[name] for name in route.arguments}
        _, path = route.build(chosen) or (None, "")
        return path

    def routes(self, method: str) -> list[Route]:
        rules = (route for route in self.app.url_map.iter_rules() if method in (route.methods or ()))
        return sorted(rules, key=lambda route: route.endpoint)


def make_world(app: Flask, new_browser: Callable[[], Browser]) -> World:
    """All of it, made by its people in their browsers."""
    browsers = {role: new_browser() for role in ROLES}
    emails = {
        "teacher": factories.make_teacher(),
        "other teacher": factories.make_teacher(),
        "student": factories.make_student(),
        "other student": factories.make_student(),
    }
    owner_id = factories.user_id(emails["teacher"])
    article_id = factories.make_article(owner_id=owner_id)
    public_id = factories.make_published_quiz(owner_id=owner_id, article_id=article_id)
    draft_id = factories.make_item(article_id, author_id=owner_id)
    quiz_id = factories.quiz_id_of(public_id)
    for role, email in emails.items():
        factories.sign_in(browsers[role], email)
    browsers["guest"].post_form(f"/q/{public_id}", {"name": "Guest"})
    started = browsers["student"].post_form(f"/q/{public_id}")
    browsers["student"].post_form(f"{started.location}/report", {"reason": "key"}, at=started.location)
    given = factories.make_given(quiz_id, owner_id=owner_id, student=emails["student"])
    import_id = imports.offer_text(ArticleDetails("A bridge", text="\n\n".join(PARAGRAPHS)), owner_id=owner_id)
    values = {
        "batch": import_previews.preview(import_id, owner_id=owner_id).batch,
        "import_id": import_id,
        "assignment_code": given.assignment_code,
        "assignment_id": given.assignment_id,
        "class_id": given.class_id,
        "enrolment_id": given.enrolment_id,
        "user_id": factories.user_id(given.co_teacher),
        "article_id": article_id,
        "attempt_id": started.location.split("/")[2],
        "fact_id": factories.make_fact(article_id),
        "filename": "app.css",
        "item_id": factories.item_id_of(draft_id),
        "name": "single_choice",
        "number": 1,
        "position": 1,
        "public_id": public_id,
        "question_import_id": question_imports.request("a.csv", b"x", article_id=article_id, owner_id=owner_id),
        "quiz_id": quiz_id,
        "report_id": 1,
        "token": "no-such-token",
        "version_id": draft_id,
    }
    db.session.rollback()  # lets go of the lock of whoever looked last
    return World(app, browsers, values)
