from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from quizapp.core.items import ItemStatus
from quizapp.extensions import db
from quizapp.services import evidence, item_views, items
from quizapp.services.errors import Conflict, NotFound
from quizapp.services.evidence import EvidencePart
from tests.samples import STATEMENT, make_article, make_item, make_teacher

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def teacher():
    return make_teacher()


def added(version, teacher):
    """The evidence part of a question; its version."""
    part = evidence.add_evidence_part(version, teacher_id=teacher.id)
    assert not part.was_there
    return part.version_id


def test_the_proof_of_a_question_is_asked_for_in_a_draft_of_its_own(teacher):
    version = make_item(make_article(teacher.id), STATEMENT, author_id=teacher.id)
    part = item_views.item_view(added(version, teacher), teacher_id=teacher.id)
    assert part.status is ItemStatus.DRAFT
    assert STATEMENT.stem in part.content.stem
    key = next(option.text for option in part.content.options if option.id == part.content.key["option"])
    assert key == "A flood carried one arch away in 1931."
    assert part.proof == item_views.item_view(version, teacher_id=teacher.id).proof
    assert len({option.text for option in part.content.options}) >= 3


def test_the_proof_is_asked_for_once(teacher):
    version = make_item(make_article(teacher.id), STATEMENT, author_id=teacher.id)
    part = added(version, teacher)
    assert evidence.add_evidence_part(version, teacher_id=teacher.id) == EvidencePart(part, was_there=True)
    view = item_views.item_view(part, teacher_id=teacher.id)
    changed = replace(view.content, stem="Which sentence tells of the flood?")
    edited = items.edit_item(part, changed, view.proof, teacher_id=teacher.id)
    assert evidence.add_evidence_part(version, teacher_id=teacher.id) == EvidencePart(edited, was_there=True)
    items.reject(edited, reviewer_id=teacher.id)
    assert added(version, teacher) not in {part, edited}


def test_two_clicks_at_once_make_one_draft(app, teacher):
    article = make_article(teacher.id)
    version, owner = make_item(article, STATEMENT, author_id=teacher.id), teacher.id
    db.session.rollback()

    def click(_):
        with app.test_request_context("/", method="POST"):
            return evidence.add_evidence_part(version, teacher_id=owner)

    with ThreadPoolExecutor(4) as clicks:
        parts = list(clicks.map(click, range(4)))
    assert len({part.version_id for part in parts}) == 1
    assert sorted(part.was_there for part in parts) == [False, True, True, True]


def test_the_proof_of_a_proof_is_not_asked_for(teacher):
    version = make_item(make_article(teacher.id), STATEMENT, author_id=teacher.id)
    part = added(version, teacher)
    with pytest.raises(Conflict):
        evidence.add_evidence_part(part, teacher_id=teacher.id)


def test_nobody_adds_to_somebody_elses_article(teacher):
    version = make_item(make_article(teacher.id), STATEMENT, author_id=teacher.id)
    other = make_teacher("ole@school.org", "Ole Dahl")
    with pytest.raises(NotFound):
        evidence.add_evidence_part(version, teacher_id=other.id)


def test_the_evidence_part_can_be_approved(teacher):
    version = make_item(make_article(teacher.id), STATEMENT, author_id=teacher.id)
    part = added(version, teacher)
    items.approve(part, reviewer_id=teacher.id)
    assert item_views.item_view(part, teacher_id=teacher.id).status is ItemStatus.APPROVED
