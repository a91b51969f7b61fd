"""Which names a server may be asked for under."""

import pytest


@pytest.fixture
def settings():
    return {"TRUSTED_HOSTS": "quiz.school.org, localhost"}


def test_only_the_named_hosts_are_answered(browser):
    assert browser.client.get("/help", headers={"Host": "quiz.school.org"}).status_code == 200
    assert browser.client.get("/help", headers={"Host": "evil.example"}).status_code == 400
