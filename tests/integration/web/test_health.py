from quizapp import create_app
from tests.databases import SETTINGS, close
from tests.pages import Browser


def test_a_migrated_database_is_well(browser):
    page = browser.get("/healthz")
    assert page.html == "ok\n"
    assert page.headers["Content-Type"].startswith("text/plain")


def test_a_database_that_is_behind_is_not_well(tmp_path):
    app = create_app(SETTINGS, instance_path=str(tmp_path))
    assert "migrated" in Browser(app).get("/healthz", 503).html
    close(app)


def test_a_database_that_cannot_be_reached_is_not_well(tmp_path):
    settings = {**SETTINGS, "DATABASE_URL": f"sqlite:///{tmp_path}/missing/quizapp.db"}
    app = create_app(settings, instance_path=str(tmp_path))
    assert Browser(app).get("/healthz", 503).html == "database unreachable\n"
    close(app)


def test_the_help_and_the_specimen_can_be_read_by_everybody(browser):
    assert browser.get("/help").h1
    assert browser.get("/specimen").h1
