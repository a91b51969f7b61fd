"""How much a fact weighs, and which facts a set asks about."""

from quizapp.core.generation.claims.quotations import find_quotations
from quizapp.core.generation.facts import Coverage, coverage, find_facts, weight
from tests.unit.core.generation.parsed import claims, surroundings

WORDS = "Nobody in Bergen will ever remember the old ferry"


def weights(text: str, title: str = "Notes") -> list[float]:
    return [weight(claim, surroundings(text, title)) for claim in claims(text, title)]


def test_facts_are_claims_and_then_quotations():
    text = f"“{WORDS},” said Tom Harrow. Mara Voss sold 240 boats to Norway."
    around = surroundings(text)
    facts = find_facts(claims(text), find_quotations(around), [], around)
    assert [fact.kind for fact in facts] == ["statement", "quotation"]
    assert facts[0].claim == "Mara Voss sold 240 boats to Norway."
    assert facts[1].claim == f"Tom Harrow said: “{WORDS}”"
    assert [text[fact.start : fact.end] for fact in facts] == [
        "Mara Voss sold 240 boats to Norway.",
        f"“{WORDS},” said Tom Harrow.",
    ]


def test_what_the_article_speaks_of_again_weighs_more():
    once = "Rain ruined the salt of Norway in 1907. Everybody slept."
    again = "Rain ruined the salt of Norway in 1907. Rain ruined salt. Salt and rain."
    assert weights(again)[0] > weights(once)[0]


def test_what_the_title_names_weighs_more():
    text = "Rain ruined the salt of Norway in 1907."
    assert weights(text, "Salt and rain")[0] > weights(text)[0]


def test_an_early_fact_weighs_more_than_the_same_later():
    text = "Rain ruined salt in Norway in 1907.\n\nMara Voss slept.\n\nRain ruined salt in Norway in 1911."
    first, last = weights(text)
    assert first > last


def test_names_weigh():
    assert weights("Mara Voss sold boats of wood.", "Boats")[0] > weights("Traders sold boats of wood.", "Boats")[0]


def test_no_weight_is_outside_0_to_1():
    text = " ".join(f"Mara Voss sold salt to Norway in {year}." for year in range(1900, 1920))
    assert all(0 <= own <= 1 for own in weights(text, "Salt for Norway"))


def test_the_coverage_map_counts_how_often_each_fact_is_asked():
    text = "Rain ruined salt in Norway in 1907. Mara Voss sold 240 boats. Tom Harrow sold 12 boats to Norway."
    around = surroundings(text)
    facts = find_facts(claims(text), [], [], around)
    found = coverage(facts, [(0,), (0, 1)])
    assert found == Coverage((2, 1, 0))
    assert (found.covered, found.twice, found.not_asked) == (2, 1, 1)
