"""The keys of single choices, spread over all places."""

from collections import Counter

from quizapp.core.generation.arranging import spread_keys
from quizapp.core.generation.asking.candidates import Candidate
from quizapp.core.items import ItemContent, Option

TREES = ["ash", "beech", "cedar", "elm"]


def choice(
    key: int = 0, texts: list[str] = TREES, topic: str = "place", *, refuted: dict[str, tuple[int, int]] | None = None
) -> Candidate:
    options = tuple(Option("abcd"[n], text, f"No {text} here.") for n, text in enumerate(texts))
    content = ItemContent("single_choice", "Which tree grows here?", {"option": "abcd"[key]}, options, "")
    return Candidate("mcq", content, 1, 0, 9, (0,), 0.6, topic=topic, refutations=refuted or {})


def place(candidate: Candidate) -> int:
    return [option.id for option in candidate.content.options].index(candidate.content.key["option"])


def key(candidate: Candidate) -> str:
    return candidate.content.options[place(candidate)].text


def test_no_place_holds_most_keys():
    assert Counter(map(place, spread_keys([choice(0) for _ in range(8)]))) == {0: 2, 1: 2, 2: 2, 3: 2}


def test_a_key_stays_where_its_place_is_as_free_as_any():
    asked = [choice(2), choice(0), choice(3), choice(1)]
    assert [c.content for c in spread_keys(asked)] == [c.content for c in asked]


def test_the_same_words_are_offered_and_the_same_is_right():
    for candidate in spread_keys([choice(1) for _ in range(4)]):
        assert key(candidate) == "beech"
        assert sorted(option.text for option in candidate.content.options) == TREES
        assert [option.id for option in candidate.content.options] == list("abcd")
        assert all(option.feedback == f"No {option.text} here." for option in candidate.content.options)


def test_figures_and_ordinals_stay_in_their_order_but_count():
    years = choice(0, ["1901", "1904", "1907", "1911"], "year")
    numbers = choice(0, ["12", "20", "30", "40"], "number")
    rows = choice(0, ["first", "second", "third", "fourth"], "ordinal")
    first, second, third, other = spread_keys([years, numbers, rows, choice(0)])
    assert [first.content, second.content, third.content] == [years.content, numbers.content, rows.content]
    assert place(other) == 1


def test_what_rules_an_option_out_moves_with_it():
    spans = {"b": (10, 20), "c": (30, 40)}
    moved = spread_keys([choice(0), choice(0, refuted=spans)])[1]
    texts = {option.id: option.text for option in moved.content.options}
    assert key(moved) == "ash"
    assert {texts[option]: span for option, span in moved.refutations.items()} == {"beech": (10, 20), "cedar": (30, 40)}
    assert moved.content.key["option"] not in moved.refutations


def test_other_forms_pass_through():
    typed = Candidate("date", ItemContent("numeric", "When?", {"value": "1907"}, (), ""), 1, 0, 9, (0,), 0.6)
    several = ItemContent("multiple_choice", "Which?", {"options": ["a", "b"]}, choice().content.options, "")
    chosen = Candidate("multiple_choice", several, 1, 0, 9, (0,), 0.6)
    assert spread_keys([typed, chosen]) == [typed, chosen]
    assert spread_keys([]) == []
