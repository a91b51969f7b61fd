"""No loop over pairs hides in the generator: four times the words cost less than six times the time."""

from quizapp.core.generation.pipeline import generate
from tests.benchmarks.generation import cold, measured, table
from tests.benchmarks.prose import PARAGRAPHS, prose
from tests.quality.timing import timed

TRIES = 6
"""A busy machine now and then doubles even processor time; a loop over pairs would be slow in every try."""


def seconds(text: str) -> float:
    """Processor seconds of one set."""
    return timed(lambda: generate("An article", text))[1].cpu


def test_the_paragraphs_are_many_and_all_different():
    assert len(set(PARAGRAPHS)) == len(PARAGRAPHS) >= 40


def test_an_article_has_the_words_asked_for_and_other_names_in_every_round():
    text = prose(9_000)
    assert 9_000 <= len(text.split()) < 9_100
    paragraphs = text.split("\n\n")
    assert len(set(paragraphs)) > 0.95 * len(paragraphs)
    assert prose(500) == prose(500) != prose(500, seed=1)
    assert "{" not in text


def test_four_times_the_words_cost_less_than_six_times_the_time():
    generate("A warm start", prose(300))
    ratios: list[float] = []
    while len(ratios) < TRIES and not any(ratio < 6 for ratio in ratios):
        small, large = seconds(prose(1_500)), seconds(prose(6_000))
        ratios.append(large / small)
    assert min(ratios) < 6, ratios


def test_a_fresh_process_makes_a_set_and_tells_its_memory():
    fresh = cold(200)
    assert fresh.items > 0
    assert fresh.peak > 50
    assert fresh.total >= fresh.inside > 0


def test_the_table_tells_speed_ratio_and_growth():
    row = measured(300)
    assert row.ratio > 1
    lines = table([row, row]).splitlines()
    assert len(lines) == 3
    assert lines[2].endswith("1.00")
