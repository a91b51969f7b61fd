"""The built-in reading: every fact in it, no sentence of its source, every question proven by its own words."""

import re
from pathlib import Path

import pytest

from quizapp.content import builtin_reading, fact_sentences
from quizapp.core.generation.checks import check_item
from quizapp.core.grading import grade, interaction
from quizapp.core.items import Outcome
from quizapp.core.text.citations import is_verbatim
from quizapp.core.text.passages import split_passages

READING = builtin_reading()
SEED = Path(__file__).parents[4] / "shared" / "seed"
GROUPS = {
    "visit": range(1, 6),
    "relations": range(6, 12),
    "meetings": range(12, 20),
    "taiwan": range(20, 28),
    "ukraine": range(28, 31),
    "military": range(31, 38),
}
SPEAKERS = {
    "Blinken": [
        "one of the most consequential in the world",
        "at a point of instability",
        "important",
        "That policy has not changed,",
        "did not support Taiwan independence",
        "not seen anything right now to contradict that",
        "at this moment, China has not agreed to move forward with that",
        "of the utmost importance",
        "work in progress",
    ],
    "Xi": ["This is very good,"],
    "Qin": ["at the lowest point since its establishment"],
    "Wang": [
        "China has no room to compromise or concede",
        "clearly oppose ‘Taiwan independence’ and respect China’s sovereignty and territorial integrity",
    ],
    "Chinese official": ["low point"],
    "official of the State Department": ["a real conversation, a productive exchange"],
}


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", text.lower().replace("’", "'"))


def runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[n : n + length]) for n in range(len(found) - length + 1)}


def test_it_is_as_long_as_a_lesson_takes() -> None:
    passages = split_passages(READING.text)
    assert 25 <= sum(p.number is not None for p in passages) <= 40
    assert sum(p.number is None for p in passages) == len(GROUPS)


def test_every_fact_stands_in_one_passage() -> None:
    facts = fact_sentences()
    assert list(facts) == [f"F{n}" for n in range(1, 38)]
    passages = [p.of(READING.text) for p in split_passages(READING.text)]
    for name, sentence in facts.items():
        assert sum(sentence in passage for passage in passages) == 1, name


def test_quotations_are_exact_and_said_by_whom_they_were_said() -> None:
    passages = [p.of(READING.text) for p in split_passages(READING.text)]
    for speaker, quotations in SPEAKERS.items():
        for quotation in quotations:
            holding = [p for p in passages if f"“{quotation}”" in p or f"“{quotation}" in p]
            assert len(holding) == 1, quotation
            before = passages[passages.index(holding[0]) - 1]
            assert speaker in holding[0] or "He called" in holding[0] or speaker in before, (speaker, quotation)


@pytest.mark.skipif(not (SEED / "article.txt").exists(), reason="the source article is not here")
def test_no_eight_words_in_a_row_are_those_of_the_source_outside_quotations() -> None:
    source = runs((SEED / "article.txt").read_text("utf-8"))
    for part in re.split(r"“[^”]*”", f"{READING.title}. {READING.text}"):
        assert not runs(part) & source


def test_every_group_of_facts_is_asked_about_and_no_fact_twice() -> None:
    asked = [fact for item in READING.items for fact in item.facts]
    assert len(asked) == len(set(asked))
    for group, numbers in GROUPS.items():
        ours = [item for item in READING.items if item.group == group]
        assert ours, group
        assert {fact for item in ours for fact in item.facts} <= {f"F{n}" for n in numbers}


@pytest.mark.parametrize("item", READING.items, ids=lambda item: item.content.stem[:40])
class TestEveryQuestion:
    def test_it_can_be_asked_and_its_key_is_right(self, item) -> None:
        module = interaction(item.content.interaction)
        assert module.problems(item.content) == []
        response = {"text": str(item.content.key["value"])} if "tolerance" in item.content.key else item.content.key
        if "accepted" in item.content.key:
            response = {"text": item.content.key["accepted"][0]}
        if "gaps" in item.content.key:
            response = {"gaps": [words[0] for words in item.content.key["gaps"]]}
        assert grade(item.content, response).is_right
        for option in item.content.options:
            assert grade(item.content, {"option": option.id}).is_right == (option.id == item.content.key["option"])

    def test_its_citations_are_verbatim(self, item) -> None:
        assert is_verbatim(READING.text, item.citation)
        assert all(is_verbatim(READING.text, citation) for citation in item.refutations.values())
        assert set(item.refutations) <= {option.id for option in item.content.options} - {
            item.content.key.get("option")
        }

    def test_no_check_fails_and_every_wrong_option_is_explained(self, item) -> None:
        verdicts = check_item(item.content, item.citation, READING.text)
        assert [v for v in verdicts if v.outcome is Outcome.FAIL] == []
        for option in item.content.options:
            assert option.feedback or option.id == item.content.key["option"]


def test_keys_stand_in_different_places() -> None:
    places = [
        [option.id for option in item.content.options].index(item.content.key["option"])
        for item in READING.items
        if item.content.options
    ]
    assert max(places.count(place) for place in set(places)) <= len(places) / 2
