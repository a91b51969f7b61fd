"""Every route for every role, and every POST without its token."""

from quizapp.web.access_table import ACCESS
from tests.world import ROLES, World

NOT_THERE, SIGN_IN, FORBIDDEN = 404, 302, 403

EVERYONE = (200,) * 6
SIGNED_IN = (SIGN_IN, SIGN_IN, 200, 200, 200, 200)
TEACHERS = (SIGN_IN, SIGN_IN, FORBIDDEN, FORBIDDEN, 200, 200)
OWNER = (SIGN_IN, SIGN_IN, FORBIDDEN, FORBIDDEN, 200, NOT_THERE)
TAKER = (SIGN_IN, NOT_THERE, 200, NOT_THERE, NOT_THERE, NOT_THERE)
ADMIN = (SIGN_IN, SIGN_IN, FORBIDDEN, FORBIDDEN, 200, FORBIDDEN)
"""The first teacher manages people too."""
NOBODY = (NOT_THERE,) * 6

GET: dict[str, tuple[int, ...]] = {
    "library.index": EVERYONE,
    "reading.article": (NOT_THERE,) * 4 + (NOT_THERE,) * 2,  # no listed quiz asks about it
    "attempts.intro": EVERYONE,
    "attempts.mine": EVERYONE,
    "attempts.question": TAKER,
    "attempts.check": TAKER,
    "time_left.show": TAKER,
    "all_questions.show": TAKER,
    "saving.both": (SIGN_IN, NOT_THERE, 303, NOT_THERE, NOT_THERE, NOT_THERE),  # nothing to choose from
    "proofs.show": (SIGN_IN, *NOBODY[1:]),  # this quiz does not ask for proofs
    "practice.feedback": (SIGN_IN, NOT_THERE, 303, NOT_THERE, NOT_THERE, NOT_THERE),  # nothing was told
    "quiz_settings.show": OWNER,
    "review.show": (SIGN_IN, NOT_THERE, 303, NOT_THERE, NOT_THERE, NOT_THERE),  # not handed in: back to the check page
    "resume.show": EVERYONE,
    "resume.link": EVERYONE,
    "accounts.join": EVERYONE,
    "accounts.setup": NOBODY,  # there is a teacher
    "accounts.show": SIGNED_IN,
    "accounts.welcome": NOBODY,  # no such link
    "people.index": ADMIN,
    "people.show": ADMIN,
    "personal_data.show": (SIGN_IN, 200, 200, 200, 200, 200),
    "personal_data.file": (SIGN_IN, 200, 200, 200, 200, 200),
    "personal_data.student_file": OWNER,
    "personal_data.confirm": OWNER,
    "reading_settings.show": EVERYONE,
    "help.show": EVERYONE,
    "health.check": EVERYONE,
    "offline.manifest": EVERYONE,
    "offline.worker": EVERYONE,
    "offline.show": EVERYONE,
    "specimen.show": EVERYONE,
    "static": EVERYONE,
    "desk.index": TEACHERS,
    "desk.add": TEACHERS,
    "desk.article": OWNER,
    "imports.show": (SIGN_IN, SIGN_IN, FORBIDDEN, FORBIDDEN, 302, NOT_THERE),  # a single one: to be looked through
    "imports.look": OWNER,
    "reports.index": TEACHERS,
    "correcting.show": OWNER,
    "correcting.again": OWNER,
    "drafts.show": OWNER,
    "drafts.edit": OWNER,
    "drafts.choose": OWNER,
    "drafts.write": OWNER,
    "reviewing.show": OWNER,
    "reviewing.confirm": OWNER,
    "reviewing.ready": OWNER,
    "facts.show": OWNER,
    "bank.index": TEACHERS,
    "bank.item": OWNER,
    "question_imports.choose": TEACHERS,
    "question_imports.show": OWNER,
    "quizzes.make": OWNER,
    "quizzes.show": OWNER,
    "results.show": OWNER,
    "results.question": OWNER,
    "results.article": OWNER,
    "results.attempt": (SIGN_IN, SIGN_IN, FORBIDDEN, FORBIDDEN, NOT_THERE, NOT_THERE),  # it is not handed in
    "results.csv": OWNER,
    "results.xlsx": OWNER,
    "regrades.look": OWNER,
    "help.statistics": EVERYONE,
    "classes.index": TEACHERS,
    "classes.show": OWNER,
    "classes.choose_quiz": OWNER,
    "classes.code": OWNER,
    "classes.change": OWNER,
    "students.add": OWNER,
    "students.slips": OWNER,
    "students.show": OWNER,
    "assignments.give": OWNER,
    "assignments.show": OWNER,
    "assignments.change": OWNER,
    "joining.show": EVERYONE,
    "assigned.show": TAKER,
    "assigned.classroom": TAKER,
    "security.login": (200, 200, 302, 302, 302, 302),
    "security.forgot_password": EVERYONE,
    "security.reset_password": (302,) * 6,  # the token is none
    "security.change_password": SIGNED_IN,
    "security.verify": SIGNED_IN,
    "security.two_factor_setup": SIGNED_IN,
    "security.two_factor_token_validation": (302,) * 6,  # nobody is half-way in
    "security.two_factor_rescue": NOBODY,
    "security.tf_select": NOBODY,
    "security.mf_recovery": (302,) * 6,
    "security.mf_recovery_codes": SIGNED_IN,
}
GO_SIGN_IN = 303
"""After a POST."""
OWNER_POST = (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 303, NOT_THERE)
ADMIN_FORM = (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 422, FORBIDDEN)
OWNER_FORM = (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 422, NOT_THERE)
POST: dict[str, tuple[int, ...]] = {
    "attempts.start": (422, 303, 303, 303, 303, 303),
    "attempts.save": (GO_SIGN_IN, NOT_THERE, 303, NOT_THERE, NOT_THERE, NOT_THERE),
    "all_questions.save": (GO_SIGN_IN, NOT_THERE, 303, NOT_THERE, NOT_THERE, NOT_THERE),
    "marks.change": (GO_SIGN_IN, NOT_THERE, 422, NOT_THERE, NOT_THERE, NOT_THERE),
    "attempts.submit": (GO_SIGN_IN, NOT_THERE, 303, NOT_THERE, NOT_THERE, NOT_THERE),
    "resume.go_on": (422, 422, 303, 303, 303, 303),
    "resume.make_code": (GO_SIGN_IN, 303, 303, 303, 303, 303),
    "reports.report": (GO_SIGN_IN, NOT_THERE, 303, NOT_THERE, NOT_THERE, NOT_THERE),
    "reports.reply": OWNER_FORM,
    "practice.start": (422, 409, 409, 409, 409, 409),  # this quiz is not for practice
    "proofs.save": (GO_SIGN_IN, *NOBODY[1:]),  # as for its page
    "proofs.steps": (GO_SIGN_IN, *NOBODY[1:]),
    "practice.check": (GO_SIGN_IN, NOT_THERE, 303, NOT_THERE, NOT_THERE, NOT_THERE),
    "practice.hint": (GO_SIGN_IN, NOT_THERE, 409, NOT_THERE, NOT_THERE, NOT_THERE),
    "practice.show": (GO_SIGN_IN, NOT_THERE, 409, NOT_THERE, NOT_THERE, NOT_THERE),
    "quiz_settings.keep": OWNER_FORM,
    "saving.steps": (GO_SIGN_IN, NOT_THERE, 409, NOT_THERE, NOT_THERE, NOT_THERE),  # handed in by now
    "accounts.register": (422,) * 6,
    "accounts.set_up": NOBODY,
    "accounts.set_up_invited": NOBODY,
    "people.invite": ADMIN_FORM,
    "people.renew_link": (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 409, FORBIDDEN),  # it was set up
    "people.change_role": ADMIN_FORM,
    "people.change_active": (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 303, FORBIDDEN),
    "people.erase": ADMIN_FORM,
    "personal_data.erase": (GO_SIGN_IN, 422, 422, 422, 422, 422),
    "personal_data.erase_student": OWNER_FORM,
    "reading_settings.save": (303,) * 6,
    "desk.read": (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 422, 422),
    "desk.generate": OWNER_POST,
    "desk.stop": OWNER_POST,
    "imports.stop": OWNER_POST,
    "imports.save_all": OWNER_POST,
    "imports.save": (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 409, NOT_THERE),  # saved with the batch by now
    "imports.drop": OWNER_POST,
    "correcting.save": OWNER_FORM,
    "correcting.keep": OWNER_POST,  # it is up to date: it says so
    "drafts.approve": OWNER_POST,
    "drafts.reject": OWNER_POST,
    "drafts.ask_for_proof": OWNER_POST,
    "drafts.save": OWNER_FORM,
    "drafts.add": OWNER_FORM,
    "looking.new": (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 200, NOT_THERE),
    "looking.edited": (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 200, NOT_THERE),
    "reviewing.undo": OWNER_POST,
    "reviewing.approve_all": OWNER_POST,
    "reviewing.publish": OWNER_FORM,
    "facts.ask": OWNER_POST,
    "facts.replace": (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 409, NOT_THERE),  # it asks about no fact
    "bank.tag": (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, NOT_THERE, NOT_THERE),  # nothing is ticked
    "bank.set_tags": OWNER_POST,
    "question_imports.read": (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 422, 422),
    "question_imports.add": (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 409, NOT_THERE),  # it is not read yet
    "question_imports.stop": OWNER_POST,
    "question_imports.drop": (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 409, NOT_THERE),  # nor to be thrown away
    "quizzes.create": OWNER_FORM,
    "quizzes.change": OWNER_FORM,
    "quizzes.publish": OWNER_POST,
    "quizzes.close": OWNER_POST,
    "regrades.regrade": OWNER_POST,
    "regrades.accept": OWNER_POST,  # nothing to accept: it says so
    "reports.accept": OWNER_POST,
    "classes.make": (GO_SIGN_IN, GO_SIGN_IN, FORBIDDEN, FORBIDDEN, 422, 422),
    "classes.renew_code": OWNER_POST,
    "classes.keep": OWNER_FORM,
    "classes.archive": OWNER_POST,
    "classes.add_teacher": OWNER_FORM,
    "classes.remove_teacher": OWNER_POST,
    "students.read": OWNER_FORM,
    "students.change": OWNER_FORM,
    "students.accommodate": OWNER_FORM,
    "students.remove": OWNER_POST,
    "assignments.keep_given": OWNER_FORM,
    "assignments.keep": OWNER_FORM,
    "assignments.end": OWNER_POST,
    "assignments.reopen": OWNER_POST,
    "joining.join": (422,) * 6,
    "assigned.start": (GO_SIGN_IN, NOT_THERE, 303, NOT_THERE, NOT_THERE, NOT_THERE),
    "security.login": (422, 422, 303, 303, 303, 303),
    "security.forgot_password": (422,) * 6,
    "security.reset_password": (303,) * 6,
    "security.change_password": (GO_SIGN_IN, GO_SIGN_IN, 422, 422, 422, 422),
    "security.verify": (GO_SIGN_IN, GO_SIGN_IN, 422, 422, 422, 422),
    "security.two_factor_setup": (GO_SIGN_IN, GO_SIGN_IN, 422, 422, 422, 422),
    "security.two_factor_setup_validate": (GO_SIGN_IN, GO_SIGN_IN, 303, 303, 303, 303),
    "security.two_factor_rescue": NOBODY,
    "security.tf_select": NOBODY,
    "security.mf_recovery": (303,) * 6,
    "security.mf_recovery_codes": (GO_SIGN_IN, GO_SIGN_IN, 200, 200, 200, 200),
}
LAST = {  # these end sessions: each has a test of its own
    "security.logout",
    "accounts.sign_out_everywhere",
    "security.two_factor_token_validation",
}


def wrong(world: World, method: str, table: dict[str, tuple[int, ...]]) -> list[str]:
    found = []
    tokens = {role: browser.token() for role, browser in world.browsers.items()}
    for route in world.routes(method):
        if route.endpoint in LAST and method == "POST":
            continue
        for role, expected in zip(ROLES, table[route.endpoint], strict=True):
            browser, url = world.browsers[role], world.url(route)
            page = browser.get(url, None) if method == "GET" else browser.post(url, {"csrf_token": tokens[role]})
            if page.status == 400 != expected:  # what the deed before it did has changed the session
                tokens[role] = browser.token()
                page = browser.post(url, {"csrf_token": tokens[role]})
            if page.status != expected:
                found.append(f"{method} {route.rule} as {role}: {page.status}, not {expected}")
    return found


def test_every_page_lets_in_whom_it_should_and_nobody_else(world):
    assert "\n".join(wrong(world, "GET", GET)) == ""


def test_every_deed_is_done_for_whom_it_should_be_and_nobody_else(world):
    assert "\n".join(wrong(world, "POST", POST)) == ""


def test_no_post_is_taken_without_its_token(world):
    taken = [
        f"{route.rule} as {role}"
        for route in world.routes("POST")
        for role in ROLES
        if world.browsers[role].post(world.url(route)).status != 400
    ]
    assert taken == []


def test_no_post_is_taken_with_somebody_elses_token(world):
    stolen = world.browsers["teacher"].token()
    taken = [
        route.rule
        for route in world.routes("POST")
        if world.browsers["student"].post(world.url(route), {"csrf_token": stolen}).status != 400
    ]
    assert taken == []


def test_the_table_of_rules_lists_every_route_and_nothing_else(app):
    assert {route.endpoint for route in app.url_map.iter_rules()} == set(ACCESS)


def test_this_test_knows_every_route(app):
    routes = list(app.url_map.iter_rules())
    assert {r.endpoint for r in routes if "GET" in (r.methods or ())} == set(GET)
    assert {r.endpoint for r in routes if "POST" in (r.methods or ())} == set(POST) | LAST


def test_what_is_somebody_elses_looks_like_what_is_not_there(world):
    theirs = world.browsers["other student"].get(f"/attempts/{world.values['attempt_id']}/check", 404)
    nobodys = world.browsers["other student"].get("/attempts/00000000-0000-4000-8000-000000000000/check", 404)
    assert theirs.text.rsplit("number:", 1)[0] == nobodys.text.rsplit("number:", 1)[0]
