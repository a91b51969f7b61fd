"""Every page and deed of a class, an assignment and a student, for everybody who has to do with some class."""

import pytest

from quizapp.services import classes
from tests import factories
from tests.pages import Browser

ROLES = ("co-teacher", "teacher of another class", "student", "enrolled guest", "student of another class", "nobody")
HELPS = (200, 404, 403, 302, 403, 302)
OWNS = (404, 404, 403, 303, 403, 303)
DOES = (303, 404, 403, 303, 403, 303)
FILLS_IN = (422, 404, 403, 303, 403, 303)
LEARNS = (404, 404, 200, 200, 404, 302)
GET = {
    "/desk/classes/{class_id}": HELPS,
    "/desk/classes/{class_id}/code": HELPS,
    "/desk/classes/{class_id}/change": HELPS,
    "/desk/classes/{class_id}/students": HELPS,
    "/desk/classes/{class_id}/slips": HELPS,
    "/desk/classes/{class_id}/students/{enrolment_id}": HELPS,
    "/desk/assignments/{assignment_id}": HELPS,
    "/desk/assignments/{assignment_id}/change": HELPS,
    "/a/{assignment_code}": LEARNS,
    "/my/classes/{class_id}": LEARNS,
}
POST = {
    "/desk/classes/{class_id}/archive": OWNS,
    "/desk/classes/{class_id}/teachers": OWNS,
    "/desk/classes/{class_id}/code": DOES,
    "/desk/classes/{class_id}/change": FILLS_IN,
    "/desk/classes/{class_id}/students": FILLS_IN,
    "/desk/classes/{class_id}/students/{enrolment_id}": FILLS_IN,
    "/desk/classes/{class_id}/students/{enrolment_id}/time": FILLS_IN,
    "/desk/assignments/{assignment_id}/change": FILLS_IN,
    "/desk/assignments/{assignment_id}/end": DOES,
    "/desk/assignments/{assignment_id}/reopen": DOES,
    "/a/{assignment_code}": (404, 404, 303, 303, 404, 303),
    "/desk/classes/{class_id}/students/{enrolment_id}/remove": DOES,
}


@pytest.fixture
def world(new_browser):
    """A class with a co-teacher, a student and a guest; another class with a teacher and a student of its own."""
    emails = {
        "owner": factories.make_teacher(),
        "teacher of another class": factories.make_teacher(),
        "student": factories.make_student(),
        "student of another class": factories.make_student(),
    }
    owner_id, other_id = (factories.user_id(emails[role]) for role in ("owner", "teacher of another class"))
    quiz_id = factories.quiz_id_of(factories.make_published_quiz(owner_id=owner_id))
    others = factories.quiz_id_of(factories.make_published_quiz(owner_id=other_id))
    given = factories.make_given(quiz_id, owner_id=owner_id, student=emails["student"])
    factories.make_given(others, owner_id=other_id, student=emails["student of another class"])
    emails["co-teacher"] = given.co_teacher
    browsers: dict[str, Browser] = {role: new_browser() for role in ROLES}
    for role in emails.keys() & browsers.keys():
        factories.sign_in(browsers[role], emails[role])
    code = classes.class_view(given.class_id, teacher_id=owner_id).join_code
    browsers["enrolled guest"].post_form("/join", {"code": code, "name": "Mia Lang"})
    return browsers, vars_of(given)


def vars_of(given):
    names = ("class_id", "enrolment_id", "assignment_id", "assignment_code")
    return {name: getattr(given, name) for name in names}


def test_every_page_of_a_class_is_for_those_whom_it_concerns(world):
    browsers, values = world
    found = {
        (address, role): browsers[role].get(address.format(**values), None).status for address in GET for role in ROLES
    }
    assert found == {
        (address, role): expected for address in GET for role, expected in zip(ROLES, GET[address], strict=True)
    }


def test_every_deed_in_a_class_is_for_those_whom_it_concerns(world):
    browsers, values = world
    found = {
        (address, role): browsers[role].post(address.format(**values), {"csrf_token": browsers[role].token()}).status
        for address in POST
        for role in ROLES
    }
    assert found == {
        (address, role): expected for address in POST for role, expected in zip(ROLES, POST[address], strict=True)
    }


def test_students_see_neither_names_nor_work_of_others(world):
    browsers, values = world
    for address in ("/", "/my", f"/a/{values['assignment_code']}", f"/my/classes/{values['class_id']}"):
        assert "Mia Lang" not in browsers["student"].get(address).text
        assert "Ben Adler" not in browsers["enrolled guest"].get(address).text
