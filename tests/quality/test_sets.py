"""Whole sets over articles of our own: news, history, a life, science, geography, a machine, civics."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from quizapp.core.generation.checks import check_item
from quizapp.core.generation.pipeline import FEW, GeneratedSet, generate
from quizapp.core.generation.ranking import MOST_TRUE
from quizapp.core.items import Outcome
from tests.quality.articles import OWN, Article, read_articles
from tests.quality.measures import MOST_OF_A_KIND, in_both_halves, key_positions
from tests.quality.sanity import faults_of_draft, given_away, told

ROOT = Path(__file__).parents[2]
ARTICLES = read_articles(OWN)
SEEDS = (0, 1, 2)
WHOLE = 6
"""Questions from which a set is held to the rules of a whole set."""


@pytest.fixture(
    scope="module", params=[(a, seed) for a in ARTICLES for seed in SEEDS], ids=lambda p: f"{p[0].name}-{p[1]}"
)
def made(request) -> tuple[Article, GeneratedSet]:
    article, seed = request.param
    return article, generate(article.title, article.text, seed=seed)


def test_there_are_articles_of_every_kind():
    assert len(ARTICLES) >= 6
    assert all(400 <= article.words <= 900 for article in ARTICLES)


def test_the_same_bytes_come_out_in_another_process_with_another_hash_seed():
    files = [str(path) for path in sorted(OWN.glob("*.txt"))]
    command = [sys.executable, "-m", "quizapp", "generate", *files, "--seed", "5", "--jsonl"]
    outputs = [
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, check=True, timeout=200
        ).stdout
        for seed in ("11", "4242")
    ]
    assert outputs[0] == outputs[1]
    assert outputs[0].count(b"\n") >= WHOLE * len(files)


def test_an_article_of_this_length_gives_a_set_or_a_reason(made):
    article, result = made
    assert len(result.drafts) >= WHOLE or result.reason, f"{article.name}: {len(result.drafts)} and no reason"
    assert len(result.drafts) >= FEW


def test_there_are_several_kinds_and_none_fills_the_set(made):
    _, result = made
    kinds = Counter(draft.kind for draft in result.drafts)
    if len(result.drafts) >= WHOLE:
        assert len(kinds) >= 3
        assert max(kinds.values()) <= MOST_OF_A_KIND * len(result.drafts)


def test_each_fact_is_asked_once(made):
    _, result = made
    assert result.coverage.twice == 0
    facts = [draft.fact for draft in result.drafts]
    assert len(facts) == len(set(facts))
    assert result.coverage.covered + result.coverage.not_asked == len(result.facts)
    stems = [draft.content.stem for draft in result.drafts]
    assert len(stems) == len(set(stems))


def test_no_question_gives_another_away(made):
    _, result = made
    assert given_away(result.drafts) == []


def test_keys_do_not_all_stand_in_one_place(made):
    _, result = made
    places = key_positions(result.drafts)
    assert sum(places.values()) < 4 or len(places) > 1, places


def test_keys_of_all_articles_together_stand_everywhere():
    places: Counter[str] = Counter()
    for article in ARTICLES:
        places.update(key_positions(generate(article.title, article.text, seed=1).drafts))
    assert set(places) >= {"A", "B", "C", "D"}
    assert max(places.values()) <= 0.6 * places.total()


def test_both_truth_values_occur(made):
    _, result = made
    values = [d.content.key["value"] for d in result.drafts if d.content.interaction == "true_false"]
    assert len(values) <= MOST_TRUE or set(values) == {True, False}


def test_both_halves_of_the_article_are_asked_about(made):
    article, result = made
    assert in_both_halves(result.drafts, len(article.text))


def test_every_question_passes_every_check(made):
    article, result = made
    for draft in result.drafts:
        assert draft.checks == check_item(draft.content, draft.citation, article.text)
        assert all(verdict.outcome is Outcome.PASS for verdict in draft.checks), told(draft)


def test_no_question_shows_a_fault_that_a_program_can_see(made):
    article, result = made
    assert [(fault, told(d)) for d in result.drafts for fault in faults_of_draft(d, article.text)] == []


def test_questions_come_in_the_order_of_the_article(made):
    _, result = made
    starts = [draft.citation.start for draft in result.drafts]
    assert starts == sorted(starts)
