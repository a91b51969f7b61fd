"""kill -9 of the real server, three times: what it acknowledged is there, and once. `make test-kill` does it 100 times."""

import pytest

from tests.benchmarks import killing


@pytest.mark.parametrize("what", ["saves", "submits"])
def test_what_was_acknowledged_survives_kills_once_and_is_graded_rightly(what):
    outcome = killing.run(what, "sqlite", kills=3, seed=7)
    assert outcome.is_clean, outcome
    assert outcome.kills == 3
    assert outcome.acknowledged > 3


def test_the_test_sees_the_loss_of_a_server_that_acknowledges_before_it_stores():
    outcome = killing.run("saves", "sqlite", kills=1, careless=True, seed=7)
    assert outcome.lost > 0, outcome
