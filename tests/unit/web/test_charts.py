"""The labels of a chart: none on another one, none on the names of the thirds below, each as near its line as can be."""

from itertools import pairwise

import pytest

from quizapp.core.statistics import ChoiceCount, ItemAnalysis
from quizapp.web.charts import BOTTOM, GAP, choice_chart


def labels(upper):
    """Where the labels of lines stand that so many of an upper third of eight chose."""
    choices = tuple(ChoiceCount(str(n), (0, 0, count)) for n, count in enumerate(upper))
    item = ItemAnalysis(24, 8, 0, 0.5, 0.5, (8, 8, 8), choices, None, 0)
    chart = choice_chart(item, [chr(65 + n) for n in range(len(upper))], [n == 0 for n in range(len(upper))])
    return [line.label_at for line in chart.lines]


@pytest.mark.parametrize("upper", [(8, 0, 0), (8, 0, 0, 0, 0), (2, 2, 2, 2), (0, 0, 0, 8), (4, 4, 0)])
def test_no_label_lies_on_another_or_below_the_field(upper):
    places = sorted(labels(upper))
    assert max(places) <= BOTTOM + 4
    assert all(after - before >= GAP for before, after in pairwise(places))


def test_a_label_that_stands_alone_is_not_moved():
    assert labels((8, 0, 0))[0] == labels((8, 4, 0))[0] == labels((8,))[0]
