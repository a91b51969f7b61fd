import pytest

from quizapp.core.items import ItemStatus
from quizapp.services import evidence, item_views, items
from quizapp.services.errors import Conflict, NotFound
from tests.samples import STATEMENT, make_article, make_item, make_teacher

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def teacher():
    return make_teacher()


def test_the_proof_of_a_question_is_asked_for_in_a_draft_of_its_own(teacher):
    version = make_item(make_article(teacher.id), STATEMENT, author_id=teacher.id)
    part = item_views.item_view(evidence.add_evidence_part(version, teacher_id=teacher.id), teacher_id=teacher.id)
    assert part.status is ItemStatus.DRAFT
    assert STATEMENT.stem in part.content.stem
    key = next(option.text for option in part.content.options if option.id == part.content.key["option"])
    assert key == "A flood carried one arch away in 1931."
    assert part.proof == item_views.item_view(version, teacher_id=teacher.id).proof
    assert len({option.text for option in part.content.options}) >= 3


def test_the_proof_of_a_proof_is_not_asked_for(teacher):
    version = make_item(make_article(teacher.id), STATEMENT, author_id=teacher.id)
    part = evidence.add_evidence_part(version, teacher_id=teacher.id)
    with pytest.raises(Conflict):
        evidence.add_evidence_part(part, teacher_id=teacher.id)


def test_nobody_adds_to_somebody_elses_article(teacher):
    version = make_item(make_article(teacher.id), STATEMENT, author_id=teacher.id)
    other = make_teacher("ole@school.org", "Ole Dahl")
    with pytest.raises(NotFound):
        evidence.add_evidence_part(version, teacher_id=other.id)


def test_the_evidence_part_can_be_approved(teacher):
    version = make_item(make_article(teacher.id), STATEMENT, author_id=teacher.id)
    part = evidence.add_evidence_part(version, teacher_id=teacher.id)
    items.approve(part, reviewer_id=teacher.id)
    assert item_views.item_view(part, teacher_id=teacher.id).status is ItemStatus.APPROVED
