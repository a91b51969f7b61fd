"""Every form of question on one claim: its stem, its key, what else counts, its options and why."""

import pytest

from tests.unit.core.generation.kinds import content, of_kind
from tests.unit.core.generation.parsed import asked

SCHOOL = "Mara Voss opened a school in Bergen in 1907."
PLAIN = "Farmers sell bread to people in winter."
WAR = "Poland attacked Lithuania with 240 old tanks in the spring of 1920."


def test_every_question_is_proven_by_its_claim():
    text = f"Nobody knows more. {SCHOOL}"
    found = asked(text)
    assert found
    for candidate in found:
        assert text[candidate.start : candidate.end] == SCHOOL
        assert candidate.sources == (0,)
        assert candidate.content.explanation


def test_how_is_asked_where_by_tells_it():
    text = "Farmers in Norway cool milk by storing the cans in deep wells."
    own = content(text, "short_answer", "how")
    assert own.stem == "How do farmers in Norway cool milk?"
    assert own.key == {"accepted": ["by storing the cans in deep wells", "storing the cans in deep wells"]}


@pytest.mark.parametrize(
    ("text", "question", "reason"),
    [
        (
            "The mill of Bergen closed because of the low price of copper.",
            "Why did the mill of Bergen close?",
            ["because of the low price of copper", "the low price of copper"],
        ),
        (
            "The council of Bergen closed the mill because the price of copper fell.",
            "Why did the council of Bergen close the mill?",
            ["because the price of copper fell", "the price of copper fell"],
        ),
    ],
)
def test_why_is_asked_where_because_tells_it(text: str, question: str, reason: list[str]):
    own = content(text, "short_answer", "why")
    assert (own.stem, own.key["accepted"][0]) == (question, reason[0])
    assert reason[1] in own.key["accepted"]


def test_a_term_is_the_gap_where_it_is_introduced():
    text = "The juice is known as vinegar in Orrin."
    gap = max(of_kind(text, "cloze", "term"), key=lambda c: c.merit).content
    assert (gap.stem, gap.key) == ("The juice is known as _____ in Orrin.", {"gaps": [["vinegar"]]})


def test_the_claim_itself_is_true_and_the_passage_says_so():
    text = f"However, {SCHOOL[:-1]}, according to “her diary”."
    (own,) = of_kind(text, "true_false", "claim")
    assert own.content.key == {"value": True}
    assert own.content.stem.startswith(SCHOOL[:-1])
    assert own.content.explanation == f"The article says: “{text.replace('“', '‘').replace('”', '’')}”"


def test_a_claim_that_says_something_special_is_preferred():
    special, plain = of_kind(SCHOOL, "true_false", "claim"), of_kind(PLAIN, "true_false", "claim", "Bread")
    assert special[0].merit > plain[0].merit


@pytest.mark.parametrize(
    "text",
    [
        "The museum of Orrin shows ships, maps, lamps and clocks.",
        (
            "The centre-left Labour Party, the centre-right Liberal Party of Norway, the rural-based Farmers Party "
            "of Norway, and the environmentalist Norwegian Greens are the main political parties of Norway."
        ),
    ],
)
def test_a_list_is_no_statement(text: str):
    assert of_kind(text, "true_false", "claim", "Norway") == []


def test_a_truism_is_not_asked_at_all():
    text = "Songs are long. Songs are old. Children can learn many songs in schools. Songs are sung."
    assert not any("can learn" in c.content.stem for c in of_kind(text, "true_false"))


def test_the_same_seed_asks_the_same():
    assert [c.content for c in asked(WAR, seed=5)] == [c.content for c in asked(WAR, seed=5)]


def test_a_list_of_names_is_asked_for_as_a_whole():
    text = "The river Sale flows through Germany, Austria, Hungary and Serbia."
    own = content(text, "multiple_choice")
    assert own.stem == "The river Sale flows through _____. (Choose all that fit.)"
    texts = {o.id: o.text for o in own.options}
    assert {texts[o] for o in own.key["options"]} == {"Germany", "Austria", "Hungary", "Serbia"}
    assert len(texts) == 6


@pytest.mark.parametrize(
    "text",
    [
        "The river Sale flows through Germany and Austria.",
        "The river Sale flows through Germany, Vienna and Serbia.",
    ],
)
def test_no_list_where_it_is_short_or_mixed(text: str):
    assert of_kind(text, "multiple_choice") == []
