"""The fold keeps what was said last, and what was told at all."""

from quizapp.core.attempts import CHECKED, FLAG, HINT, RESPOND, SURENESS, TOLD, ItemState, StepValue, fold


def state(*steps: tuple[str, object]) -> ItemState:
    return fold(StepValue(n, kind, value) for n, (kind, value) in enumerate(steps, 1))  # type: ignore[arg-type]


A, B = {"option": "a"}, {"option": "b"}


def test_nothing_done_is_nothing_told():
    assert state() == ItemState()


def test_the_last_sureness_stands_and_can_be_taken_back():
    assert state((SURENESS, "sure"), (RESPOND, A), (SURENESS, "unsure")).sureness == "unsure"
    assert state((SURENESS, "sure"), (SURENESS, None)).sureness is None
    assert state((SURENESS, "certain")).sureness is None


def test_a_check_is_of_the_response_before_it_only():
    checked = state((RESPOND, A), (HINT, CHECKED))
    again = state((RESPOND, A), (HINT, CHECKED), (RESPOND, B))
    assert (checked.is_checked, checked.was_checked) == (True, True)
    assert (again.is_checked, again.was_checked, again.response) == (False, True, B)


def test_the_same_response_given_again_stays_checked():
    assert state((RESPOND, A), (HINT, CHECKED), (RESPOND, A)).is_checked
    assert state((RESPOND, A), (HINT, CHECKED), (RESPOND, B), (RESPOND, A)).is_checked
    taken_back = state((RESPOND, A), (HINT, CHECKED), (RESPOND, None))
    assert (taken_back.is_checked, taken_back.is_answered) == (False, False)


def test_hints_count_up_and_telling_everything_is_no_hint():
    steps = [(RESPOND, A), (HINT, CHECKED), (HINT, 1), (HINT, 2)]
    assert (state(*steps).hints, state(*steps).is_told) == (2, False)
    assert (state(*steps, (HINT, TOLD)).hints, state(*steps, (HINT, TOLD)).is_told) == (2, True)


def test_the_order_in_which_steps_come_does_not_matter():
    steps = [StepValue(2, HINT, CHECKED), StepValue(3, FLAG, True), StepValue(1, RESPOND, A)]
    assert fold(steps) == fold(reversed(steps)) == ItemState(A, flagged=True, tries=1, is_checked=True)
