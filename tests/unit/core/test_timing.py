"""The time spent on each question, from the moments of the saves by two clocks."""

import datetime as dt

from quizapp.core.timing import time_spent

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def at(seconds):
    return START + dt.timedelta(seconds=seconds)


def online(place, seconds, *, ahead=0):
    """Stored as soon as it is given, by a device whose clock is so far ahead."""
    return place, at(seconds + 0.2), at(seconds + ahead)


def kept(place, given, stored):
    """Given without a network, and stored when it came back."""
    return place, at(stored), at(given)


def test_a_question_took_from_the_save_before_or_the_start():
    assert time_spent(START, [(0, at(30), None), (1, at(50), None)]) == {0: 30, 1: 20}


def test_every_spell_that_ended_in_a_question_counts_for_it():
    saves = [(0, at(30), None), (1, at(50), None), (0, at(90), None)]
    assert time_spent(START, saves) == {0: 70, 1: 20}


def test_questions_may_be_answered_in_any_order():
    assert time_spent(START, [(2, at(10), None), (0, at(40), None), (1, at(45), None)]) == {2: 10, 0: 30, 1: 5}


def test_the_clock_of_the_device_may_be_wrong():
    for ahead in (0, 7200, -86_400):
        spent = time_spent(START, [online(0, 30, ahead=ahead), online(1, 50, ahead=ahead)])
        assert spent == {0: 30.2, 1: 20}


def test_what_waited_for_the_network_counts_when_it_was_given():
    saves = [online(0, 30), kept(1, 70, 600), kept(2, 90, 600.1), online(3, 640)]
    spent = time_spent(START, saves)
    assert {place: round(seconds) for place, seconds in spent.items()} == {0: 30, 1: 40, 2: 20, 3: 550}


def test_where_all_waited_the_way_from_the_start_is_not_known():
    assert time_spent(START, [kept(0, 30, 900), kept(1, 60, 900.1), kept(2, 75, 900.2)]) == {1: 30, 2: 15}


def test_answers_saved_together_share_a_time_that_nobody_knows():
    saves = [(0, at(20), None), (1, at(300), None), (2, at(300.1), None), (3, at(340.1), None)]
    assert time_spent(START, saves) == {0: 20, 3: 40}


def test_one_question_saved_twice_in_a_second_keeps_its_time():
    assert time_spent(START, [(0, at(20), None), (0, at(20.5), None)]) == {0: 20.5}


def test_a_moment_before_the_attempt_is_not_believed():
    saves = [online(0, 40), (1, at(60), at(-9000)), online(2, 80)]
    assert 1 not in time_spent(START, saves)


def test_no_year_that_a_device_says_takes_the_times_away_or_makes_one_of_centuries():
    first, last = dt.datetime(1, 1, 1, tzinfo=dt.UTC), dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
    assert time_spent(START, [(0, at(30), first), (1, at(50), last), (2, at(90), None)]) == {2: 40}
    assert time_spent(START, [(0, at(30), first), online(1, 50), online(2, 90)]) == {2: 40}
    assert time_spent(START, [(0, at(30), last), (1, at(50), None)]) == {0: 30, 1: 20}


def test_nothing_saved_took_no_time():
    assert time_spent(START, []) == {}
