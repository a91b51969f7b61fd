"""Marks in the article: what is marked after steps that mark and steps that rub out."""

import pytest

from quizapp.core.attempts import StepValue
from quizapp.core.marks import standing, trimmed


def spans(*changes: tuple[int, int, bool]) -> tuple[tuple[int, int], ...]:
    steps = [StepValue(n, "mark", {"start": s, "end": e, "on": on}) for n, (s, e, on) in enumerate(changes, 1)]
    return standing(reversed(steps))


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ([], ()),
        ([(5, 9, True)], ((5, 9),)),
        ([(20, 30, True), (5, 9, True)], ((5, 9), (20, 30))),
        ([(5, 9, True), (8, 12, True)], ((5, 12),)),
        ([(5, 9, True), (9, 12, True), (12, 14, True)], ((5, 14),)),
        ([(5, 9, True), (5, 9, False)], ()),
        ([(5, 20, True), (8, 12, False)], ((5, 8), (12, 20))),
        ([(5, 9, True), (0, 30, False), (6, 7, True)], ((6, 7),)),
        ([(0, 3, False)], ()),
    ],
)
def test_marks_join_and_are_rubbed_out(changes, left):
    assert spans(*changes) == left


def test_other_steps_mark_nothing():
    assert standing([StepValue(1, "respond", {"option": "a"}), StepValue(2, "flag", True)]) == ()


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [(0, 3, (0, 2)), (2, 7, (3, 6)), (2, 3, None), (3, 3, None), (5, 3, None), (-1, 3, None), (0, 99, None)],
)
def test_a_span_lies_in_the_text_and_has_no_blanks_at_its_ends(start, end, span):
    assert trimmed("ab cde fg", start, end) == span
