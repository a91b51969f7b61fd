"""What a question's page shares between people is the same for all; a person's own never is."""

import re

import pytest

from quizapp.web import question_frame
from tests.pages import Browser
from tests.samples import CONTENTS, make_quiz

NAMES = ("Ada", "Ben")


def _sit(app, quiz, name):
    browser = Browser(app)
    return browser, browser.post_form(f"/q/{quiz.public_id}", {"name": name}).location


def _steady(page):
    """A page without what every request makes anew."""
    return re.sub(r'name="(csrf_token|save_key)" value="[^"]+"', "", page.html)


@pytest.fixture
def two(app):
    """Two people in the same quiz."""
    quiz = make_quiz(None, CONTENTS)
    return [_sit(app, quiz, name) for name in NAMES]


def test_nobody_sees_what_another_one_did(two):
    (ada, hers), (ben, his) = two
    first = ada.get(hers)
    ada.send(hers, first.form(hers), {"response": "b", "flag": "on"})
    seen = [ada.get(hers).html, ben.get(his).html]
    for own, other, page in zip((hers, his), (his, hers), seen, strict=True):
        assert own.split("/")[2] in page
        assert other.split("/")[2] not in page
        assert question_frame.ATTEMPT not in page
    assert "Flagged: take the flag away" in seen[0]
    assert "Flagged: take the flag away" not in seen[1]
    assert " checked" in seen[0]
    assert " checked" not in seen[1]


@pytest.mark.parametrize("position", range(1, len(CONTENTS) + 1))
def test_a_kept_page_is_the_one_that_would_be_drawn_anew(two, monkeypatch, position):
    (ada, hers), (ben, his) = two
    for browser, start in ((ada, hers), (ben, his)):
        browser.send(start, browser.get(start).form(start), {"response": "b"})
    address = hers.rsplit("/", 1)[0] + f"/{position}"
    ben.get(his.rsplit("/", 1)[0] + f"/{position}")
    kept = _steady(ada.get(address))
    monkeypatch.setattr(question_frame, "_is_plain", lambda _state: False)
    assert kept == _steady(ada.get(address))


def test_reading_settings_change_the_page_of_their_reader_only(two):
    (ada, hers), (ben, his) = two
    ada.get(hers)
    ada.post_form("/settings", {"theme": "dark"})
    assert 'data-theme="dark"' in ada.get(hers).html
    assert 'data-theme="dark"' not in ben.get(his).html
