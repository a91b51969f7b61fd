"""What is cut away from a sentence, and the clauses that come out of it."""

import pytest

from quizapp.core.generation.claims.clauses import LONGEST, clauses_of
from quizapp.core.generation.claims.pruning import bracketed, left_edge, points_to_a_day, right_edge
from quizapp.core.generation.words import written
from tests.unit.core.generation.parsed import clauses, sentence


def main(text: str) -> str:
    kind, words = clauses(text)[0]
    assert kind == "main"
    return words


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("However, Mara Voss opened a stone bridge in 1907.", "Mara Voss opened a stone bridge in 1907"),
        ("In addition, Mara Voss opened a school in 1907.", "Mara Voss opened a school in 1907"),
        ("But Mara Voss opened a school in 1907.", "Mara Voss opened a school in 1907"),
        ("The bridge of Orrin (a toll bridge) was wide.", "The bridge of Orrin was wide"),
        ("The bridge of Orrin – a toll bridge – was wide.", "The bridge of Orrin was wide"),
        ("The bridge of Orrin was closed on Monday.", "The bridge of Orrin was closed"),
        ("The bridge of Orrin was closed last year.", "The bridge of Orrin was closed"),
        ("Mara Voss sold the mill yesterday.", "Mara Voss sold the mill"),
        ("The council sold the mill, hoping for a profit.", "The council sold the mill"),
        ("The council bought the mill in 1907, despite a long protest.", "The council bought the mill in 1907"),
        ("The council bought the mill, although nobody had money.", "The council bought the mill"),
    ],
)
def test_what_only_adds_or_ties_is_cut(text: str, left: str):
    assert main(text) == left


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("The old bridge, which nobody liked, was closed in 1907.", "liked"),
        ("Tom Harrow, the last ferryman of the island, sold two boats.", "ferryman"),
        ("The mill, built of red brick, burned down in 1924.", "brick"),
        ("Fish such as herring, including young ones, live in the bay.", "young"),
    ],
)
def test_what_a_comma_sets_off_from_its_noun_is_cut(text: str, gone: str):
    assert gone not in main(text)
    assert "," not in main(text)


def test_what_tells_which_one_is_meant_stays():
    assert main("The bridge that Mara Voss opened was wide.") == "The bridge that Mara Voss opened was wide"


@pytest.mark.parametrize(
    "fronted", ["Since 2018", "In the winter of 1904", "According to Tom Harrow", "If the river is high"]
)
def test_what_stands_before_the_subject_stays(fronted: str):  # failure mode 12: fronted adjuncts decide the truth
    assert main(f"{fronted}, the northern bridge of London carries no trains.").startswith(f"{fronted}, the northern")


@pytest.mark.parametrize("condition", ["if the river is high", "unless the river is high", "until the river freezes"])
def test_a_condition_behind_the_verb_stays(condition: str):
    assert main(f"The boats stay in the harbour {condition}.").endswith(condition)


def test_a_second_clause_with_its_own_subject_is_a_claim_of_its_own():  # failure mode 13
    assert clauses("Mara Voss built the bridge, and the town paid the workers.") == [
        ("main", "Mara Voss built the bridge"),
        ("joined", "the town paid the workers"),
    ]


def test_a_joined_verb_without_a_subject_takes_that_of_the_first():
    assert clauses("Mara Voss designed the bridge and painted the station.") == [
        ("main", "Mara Voss designed the bridge"),
        ("joined", "Mara Voss painted the station"),
    ]


def test_a_joined_participle_takes_the_auxiliary_too():
    assert clauses("The bridge was designed by Mara Voss and painted by Tom Harrow.") == [
        ("main", "The bridge was designed by Mara Voss"),
        ("joined", "The bridge was painted by Tom Harrow"),
    ]


def test_verbs_that_share_what_follows_stay_together():
    assert clauses("Mara Voss was born and died in London.") == [("main", "Mara Voss was born and died in London")]


def test_a_relative_clause_says_something_of_its_noun():
    found = clauses_of(sentence("Mara Voss, who drew the plans, died in Rome."))
    relative = next(c for c in found if c.kind == "relative")
    assert [w.text for w in relative.words] == ["Mara", "Voss", "drew", "the", "plans"]
    assert relative.subject.text == "Voss"


def test_a_relative_clause_with_another_subject_says_nothing_of_its_noun():
    kinds = [c.kind for c in clauses_of(sentence("The old bridge, which nobody liked, was closed in 1907."))]
    assert kinds == ["main"]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Although the town was poor, the council bought a mill.", "subordinate", "the town was poor"),
        ("Mara Voss painted, while Tom Harrow carved statues.", "subordinate", "Tom Harrow carved statues"),
        ("The mill closed because the river fell.", "subordinate", "the river fell"),
    ],
)
def test_what_a_conjunction_states_as_a_fact_is_a_clause(text: str, kind: str, words: str):
    assert (kind, words) in clauses(text)


@pytest.mark.parametrize("mark", ["if", "before", "until"])
def test_what_is_only_supposed_is_no_clause(mark: str):
    assert [kind for kind, _ in clauses(f"The mill closed {mark} the river fell.")] == ["main"]


def test_an_apposition_with_an_article_says_who_somebody_is():
    found = clauses_of(sentence("Tom Harrow, the last ferryman of the island, sold two boats."))
    own = next(c for c in found if c.kind == "apposition")
    assert [w.text for w in own.words] == ["Tom", "Harrow", "the", "last", "ferryman", "of", "the", "island"]


def test_a_short_apposition_says_too_little():
    found = clauses_of(sentence("Tom Harrow, a ferryman, sold two boats."))
    assert "apposition" not in [c.kind for c in found]


@pytest.mark.parametrize(
    "text",
    ["Did Mara Voss build the bridge?", "A long bridge of stone.", "Build a bridge.", "(The bridge was long.)"],
)
def test_questions_orders_and_bare_phrases_state_nothing(text: str):
    assert clauses(text) == []


def test_a_long_clause_is_cut_down_from_its_end():
    text = (
        "The council of Orrin sold the old mill beside the river to a rich trader from Bergen in the spring of 1907 "
        "at a public auction in the great hall of the town after a long debate."
    )
    words = main(text).split()
    assert len(words) <= LONGEST
    assert " ".join(words).startswith("The council of Orrin sold the old mill")
    assert "debate" not in words


def test_an_open_dash_sets_off_all_behind_it():
    own = sentence("The mill burned down – nobody knew why.")
    assert written([w for w in own.words if w.i not in bracketed(own)]) == "The mill burned down ."


def test_a_dash_between_figures_sets_off_nothing():
    assert bracketed(sentence("The mill stood in Orrin 1907–1924.")) == set()


def test_edges_are_the_first_and_the_last_word_of_a_phrase():
    own = sentence("The old mill of Orrin burned down.")
    mill = own.words[2]
    assert (left_edge(mill).text, right_edge(mill).text) == ("The", "Orrin")


@pytest.mark.parametrize(
    ("text", "word", "points"),
    [
        ("The mill burned down last year.", "year", True),
        ("The mill burned down on Friday.", "Friday", True),
        ("The mill burned down in the year 1907.", "year", False),
        ("The mill burned down in winter.", "winter", False),
    ],
)
def test_a_time_that_only_the_day_of_writing_explains(text: str, word: str, *, points: bool):
    assert points_to_a_day(next(w for w in sentence(text).words if w.text == word)) is points
