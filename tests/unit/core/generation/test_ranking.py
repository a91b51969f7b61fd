"""Choosing the set, on candidates made for the purpose."""

from collections import Counter
from dataclasses import replace

import pytest

from quizapp.core.generation.asking.candidates import Candidate
from quizapp.core.generation.facts import Fact
from quizapp.core.generation.ranking import (
    FEWEST,
    MOST,
    MOST_IN_ALL,
    MOST_TRUE,
    UNEVEN,
    choose,
    gives_away,
    key_text,
    target,
)
from quizapp.core.items import ItemContent

NOUNS = [
    "amber", "basil", "cedar", "daisy", "ebony", "fennel", "ginger", "hazel", "indigo",
    "jasmine", "kelp", "lemon", "maple", "nutmeg", "olive", "pepper",
]  # fmt: skip
KINDS = ["date", "numeric", "cloze", "mcq", "short_answer", "true_false"]
LENGTH = 4000


def fact(weight: float = 0.5) -> Fact:
    return Fact("", "statement", 1, 0, 1, weight)


def typed(
    stem: str,
    key: str,
    fact: int = 0,
    kind: str = "short_answer",
    merit: float = 0.6,
    *,
    start: int = 0,
    passage: int = 1,
) -> Candidate:
    content = ItemContent("short_answer", stem, {"accepted": [key]}, (), "")
    return Candidate(kind, content, passage, start, start + 50, (fact,), merit, topic=kind)


def judged(stem: str, *, value: bool, fact: int = 0, merit: float = 0.6, start: int = 0) -> Candidate:
    content = ItemContent("true_false", stem, {"value": value}, (), "")
    return Candidate("true_false", content, 1, start, start + 50, (fact,), merit, topic="claim")


def apart(count: int, kind: str = "", **given: float) -> list[Candidate]:
    """Candidates on facts of their own that have nothing to do with one another."""
    return [
        typed(
            f"Where does {NOUNS[n]} grow?",
            f"{NOUNS[n]}land",
            n,
            kind or KINDS[n % len(KINDS)],
            start=n * LENGTH // 16,
            passage=n,
            **given,
        )
        for n in range(count)
    ]


def chosen(candidates: list[Candidate], word_count: int = 500) -> list[Candidate]:
    return choose(candidates, [fact()] * 16, word_count, LENGTH)[0]


def why_not(candidates: list[Candidate], word_count: int = 500) -> Counter[str]:
    return +choose(candidates, [fact()] * 16, word_count, LENGTH)[1]


@pytest.mark.parametrize(("words", "most"), [(0, FEWEST), (372, 6), (800, 13), (959, 15), (10_000, MOST)])
def test_a_text_is_given_as_many_questions_as_it_bears(words: int, most: int):
    assert target(words) == most


def test_each_fact_is_asked_once_and_by_its_best_form():
    plain, better = typed("Who baked bread?", "Voss", merit=0.5), typed("Who sold fish?", "Lind", merit=0.7)
    assert chosen([plain, better]) == [better]
    assert why_not([plain, better]) == {"asked already": 1}


def test_a_question_on_several_facts_takes_them_all():
    both = Candidate("ordering", typed("Put in order", "first").content, 1, 0, 50, (0, 1), 0.9)
    assert chosen([typed("Who baked bread?", "Voss", 0), typed("Who sold fish?", "Lind", 1), both]) == [both]


def test_no_kind_fills_the_set():
    found = chosen(apart(12, kind="cloze"))
    assert len(found) == round(target(500) * MOST_IN_ALL)
    assert why_not(apart(16, kind="cloze"), 900)["enough of its kind"] == 16 - round(15 * MOST_IN_ALL)


def test_a_kind_that_makes_up_most_of_the_set_loses_its_weakest():
    many = [replace(c, merit=0.6 + n / 100) for n, c in enumerate(apart(9, kind="cloze"))]
    few = apart(12, kind="mcq")[9:]
    found = chosen([*many, *few], 900)
    assert Counter(c.kind for c in found) == {"cloze": 4, "mcq": 3}
    assert [c for c in found if c.kind == "cloze"] == many[5:]
    assert why_not([*many, *few], 900)["too many of its kind"] == 5


def test_a_set_of_the_fewest_is_not_evened_out():
    assert len(chosen([*apart(5, kind="cloze"), *apart(6, kind="mcq")[5:]])) == FEWEST


def test_of_statements_that_are_all_true_only_some_stay():
    truths = [judged(f"The {noun} grows.", value=True, fact=n, start=n * 250) for n, noun in enumerate(NOUNS[:7])]
    assert len(chosen(truths, 900)) == max(MOST_TRUE, FEWEST)
    lie = judged("The yew grows.", value=False, fact=8, start=3000)
    assert len(chosen([*truths, lie], 900)) > MOST_TRUE


def test_true_statements_beyond_two_more_than_the_false_go_where_enough_is_left():
    truths = [judged(f"The {noun} grows.", value=True, fact=n, start=n * 250) for n, noun in enumerate(NOUNS[:6])]
    lie = judged("The yew grows.", value=False, fact=15, start=3900)
    others = [
        typed(f"Who picks {noun}?", f"{noun}man", n + 6, KINDS[n % 5], start=(n + 6) * 250, passage=n + 6)
        for n, noun in enumerate(NOUNS[6:13])
    ]
    values = Counter(c.content.key.get("value") for c in chosen([*truths, lie, *others], 900))
    assert (values[True], values[False]) == (1 + UNEVEN, 1)
    few = Counter(c.content.key.get("value") for c in chosen([*truths[:5], lie, *others[:4]], 900))
    assert few[True] > 1 + UNEVEN


def doubtful(count: int) -> list[Candidate]:
    return [replace(c, is_doubtful=True, merit=0.9) for c in apart(16)[-count:]]


def test_a_doubtful_question_enters_only_where_too_few_others_are_there():
    few, enough = apart(4), apart(12)
    assert len(chosen([*few, *doubtful(3)], 900)) == 7
    weak = [replace(c, merit=0.1) for c in doubtful(3)]
    assert not any(c.is_doubtful for c in chosen([*enough, *weak], 900))
    assert why_not([*enough, *weak], 900) == {"doubtful, and enough others": 3}


def test_the_set_ends_where_it_is_full_and_says_what_was_left():
    assert len(chosen(apart(12), 372)) == FEWEST
    assert why_not(apart(12), 372)["enough asked"] == 12 - FEWEST


def test_questions_come_in_the_order_of_the_article():
    found = chosen(list(reversed(apart(8))))
    assert [c.start for c in found] == sorted(c.start for c in found)


def test_a_question_that_shows_the_key_of_another_stays_out():
    who = typed("Who built the mill of Orrin in the valley?", "Mara Voss", 0)
    what = typed("What did Mara Voss build in the valley of Orrin?", "a mill", 1, merit=0.5)
    assert gives_away(what, who)
    assert chosen([who, what]) == [who]
    assert why_not([who, what]) == {"gives another away": 1}
    first = typed("What did Mara Voss build in the valley of Orrin?", "a mill", 1, merit=0.7)
    assert chosen([who, first]) == [first]


def test_questions_on_one_matter_do_not_give_each_other_away_by_that():
    who = typed("Who built the mill of Orrin in the valley?", "Mara Voss", 0)
    when = typed("When was the mill of Orrin in the valley built?", "1907", 1)
    assert not gives_away(when, who)


def test_a_key_that_is_named_on_another_matter_gives_nothing_away():
    who = typed("Who built the mill of Orrin?", "Mara Voss", 0)
    what = typed("Whom did Mara Voss marry?", "Tom Harrow", 1)
    assert not gives_away(what, who)
    assert chosen([who, what]) == [who, what]


def test_a_statement_is_given_away_by_a_question_in_nearly_the_same_words():
    statement = judged("Mara Voss built the mill of Orrin.", value=True)
    assert gives_away(typed("In which year was the mill of Orrin built by Mara Voss?", "1907"), statement)
    assert not gives_away(typed("In which year was the mill of Orrin sold?", "1907"), statement)


def test_true_and_false_statements_balance():
    statements = [
        judged(f"The {noun} grows in {noun}land.", value=n < 6, fact=n, merit=0.8 if n < 6 else 0.7, start=n * 250)
        for n, noun in enumerate(NOUNS[:12])
    ]
    values = Counter(c.content.key["value"] for c in chosen(statements))
    assert abs(values[True] - values[False]) <= 1


def test_kinds_are_mixed_where_their_merit_is_much_the_same():
    gaps = apart(6, kind="cloze", merit=0.62)
    others = [
        typed(f"Who picks {noun}?", f"{noun}man", n + 6, "mcq", 0.6, start=(n + 6) * 250, passage=n + 6)
        for n, noun in enumerate(NOUNS[6:12])
    ]
    kinds = Counter(c.kind for c in chosen([*gaps, *others], 372))
    assert kinds == {"cloze": 3, "mcq": 3}


def test_the_set_is_spread_over_the_article():
    crowd = [typed(f"Where is {noun}?", noun, n, KINDS[n % 6], 0.62, start=n) for n, noun in enumerate(NOUNS[:8])]
    far = [
        typed(f"Who has {NOUNS[n]}?", NOUNS[n], n, KINDS[n % 6], 0.6, start=500 * (n - 7), passage=n)
        for n in range(8, 14)
    ]
    starts = [c.start for c in chosen([*crowd, *far], 372)]
    assert sum(start >= 400 for start in starts) >= 5


def test_a_weightier_fact_is_asked_first():
    facts = [fact(0.1), fact(0.9)]
    light, heavy = typed("Who baked bread?", "Voss", 0), typed("Who sold fish in Orrin?", "Lind", 1)
    assert choose([light, heavy], facts, 0, LENGTH)[0] == [light, heavy]
    many = [typed(f"Who has {noun}?", noun, 0, KINDS[n % 6]) for n, noun in enumerate(NOUNS)]
    assert heavy in choose([*many, heavy], facts, 0, LENGTH)[0]


def test_a_key_is_read_as_a_person_reads_it():
    assert key_text(judged("Salt is sweet.", value=False)) == "False"
    assert key_text(typed("Who baked bread?", "Voss")) == "Voss"


def test_nothing_in_nothing_out():
    assert choose([], [], 100, 0) == ([], Counter({"enough asked": 0}))
