"""Settings of a quiz: kept and read again, and what they let be told when."""

import pytest

from quizapp.core.settings import PRACTICE, ArticleAccess, FeedbackTimes, ProofScoring, QuizSettings, When

EVERYTHING = {"mark", "verdict", "key", "explanation", "citation"}


def test_settings_come_back_as_they_were_kept() -> None:
    settings = QuizSettings(
        FeedbackTimes(verdict=When.EACH, key=When.CLOSE, citation=When.NEVER),
        practice=False,
        time_limit=40,
        article=ArticleAccess.HIDDEN,
        proof=ProofScoring.PARTIAL,
        sureness=True,
        shuffle_options=False,
        shuffle_questions=True,
        attempts_allowed=2,
    )
    assert QuizSettings.from_json(settings.as_json()) == settings


def test_nothing_kept_means_the_defaults() -> None:
    assert QuizSettings.from_json({}) == QuizSettings()


def test_each_part_is_told_from_its_time_on() -> None:
    times = FeedbackTimes(verdict=When.EACH, key=When.CLOSE, citation=When.NEVER)
    assert times.told(When.EACH) == {"verdict"}
    assert times.told(When.SUBMIT) == {"verdict", "mark", "explanation"}
    assert times.told(When.CLOSE) == {"verdict", "mark", "explanation", "key"}
    assert FeedbackTimes().told(When.EACH) == set()
    assert PRACTICE.told(When.EACH) == EVERYTHING


def test_what_may_be_told_depends_on_the_kind_the_handing_in_and_the_closing() -> None:
    settings = QuizSettings(FeedbackTimes(verdict=When.EACH, key=When.CLOSE, citation=When.NEVER))
    before = settings.told(is_practice=False, is_handed_in=False, is_closed=False)
    assert before == settings.told(is_practice=False, is_handed_in=False, is_closed=True) == {"verdict"}
    after = settings.told(is_practice=False, is_handed_in=True, is_closed=False)
    assert after == {"verdict", "mark", "explanation"}
    assert settings.told(is_practice=False, is_handed_in=True, is_closed=True) == after | {"key"}
    assert settings.told(is_practice=True, is_handed_in=False, is_closed=False) == EVERYTHING


def test_practice_has_no_time_limit() -> None:
    settings = QuizSettings(time_limit=40)
    assert settings.limit(is_practice=False) == 40
    assert settings.limit(is_practice=True) is None


def test_what_is_told_later_than_at_hand_in_is_not_shown_by_practice() -> None:
    assert QuizSettings(practice=True).may_be_practised
    assert not QuizSettings().may_be_practised
    assert not QuizSettings(FeedbackTimes(key=When.CLOSE), practice=True).may_be_practised


@pytest.mark.parametrize(
    "kept", [{"time_limit": 0}, {"time_limit": 601}, {"article": "ajar"}, {"feedback": {"key": "soon"}}]
)
def test_values_unknown_are_refused(kept: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        QuizSettings.from_json(kept)
