"""What lies on a desk at times only: files on their way in, and questions whose article was corrected."""

import time
from collections.abc import Callable
from functools import partial

from tests.files import word_file
from tests.samples import CHOICE, EVIDENCE, PROOFS, STATEMENT, TEXT, make_article, make_item
from tests.tables import FLOOD, KEYLESS, PLANS, csv_file

LONG = f"{'a very long name of a file that a teacher kept from the web, ' * 2}.docx"
TOLD_NOW = "The bridge as it is told now"
PATIENCE = 60
"""Seconds for the worker of the quizapp that runs."""


def pages_of_states(teacher_id: int) -> list[str]:
    """Put all of it on the desk of a teacher who has none yet, and give the addresses of its pages."""
    from quizapp.services import imports, question_imports

    batch = imports.request_files([(LONG, word_file()), ("torn.pdf", b"%PDF-torn")], owner_id=teacher_id)
    article_id = make_article(teacher_id, title="The bridge as it was told first")
    table = csv_file([PLANS, FLOOD, KEYLESS])
    questions = question_imports.request("bridge.csv", table, article_id=article_id, owner_id=teacher_id)
    corrected = _corrected(teacher_id)
    return [
        "/desk/bank/import",
        f"/desk/bank/imports/{_looked_through(questions, teacher_id)}",
        f"/desk/imports/{batch}",
        f"/desk/imports/look/{_first_read(batch, teacher_id)}",
        f"/desk/articles/{corrected}/again",
    ]


def _looked_through(import_id: int, teacher_id: int) -> int:
    """The same import of questions, once the worker has looked it through."""
    from quizapp.services import question_imports

    _wait(lambda: question_imports.view(import_id, owner_id=teacher_id).status == "ready")
    return import_id


def _first_read(batch: str, teacher_id: int) -> int:
    """The first article of a batch, once all of it has been gone through."""
    from quizapp.services import imports

    seen = partial(imports.batch_view, batch, owner_id=teacher_id)
    _wait(lambda: [view.status for view in seen()] == ["ready", "failed"])
    return seen()[0].id


def _wait(is_so: Callable[[], bool]) -> None:
    from quizapp.extensions import db

    until = time.monotonic() + PATIENCE
    while not is_so():
        db.session.rollback()  # or nothing new is seen
        assert time.monotonic() < until, "the worker is not at work"
        time.sleep(0.1)


def _corrected(teacher_id: int) -> int:
    """An article with one question that is as it was, one whose words changed and one whose words are gone."""
    from quizapp.services import article_details, articles, correcting, items

    article_id = make_article(teacher_id, title=TOLD_NOW)
    for content in (CHOICE, STATEMENT, EVIDENCE):
        items.approve(make_item(article_id, content, author_id=teacher_id), reviewer_id=teacher_id)
    changed = TEXT.replace("away in 1931", "away in 1913").replace(PROOFS["evidence"], "It was built up again.")
    article = articles.article_text(article_id, teacher_id=teacher_id)
    details = article_details.ArticleDetails(TOLD_NOW, text=changed)
    correcting.correct(article_id, details, teacher_id=teacher_id, seen_version_id=article.version_id)
    return article_id
