"""Points for how a question is worded: what readers took, and what they stumbled over."""

from dataclasses import replace
from random import Random

import pytest

from quizapp.core.generation.asking.ask import ask
from quizapp.core.generation.asking.candidates import Candidate, Source
from quizapp.core.generation.asking.distractors import collect
from quizapp.core.generation.claims.clauses import clauses_of, with_short_tail
from quizapp.core.generation.claims.stating import find_claims
from quizapp.core.generation.claims.writing import Claim, write_claim
from quizapp.core.generation.wording import TOO_FEW, _wholeness, points
from quizapp.core.generation.words import written
from tests.unit.core.generation.parsed import claims, sentence, surroundings

PLAIN = "Mara Voss carried heavy baskets of salt from Orrin to Bergen."


def scored(text: str, claim: Claim | None = None, title: str = "Notes") -> dict[str, float]:
    """Points of every question on the first claim of a text, by kind, topic and key."""
    around = surroundings(text, title)
    own = claim or claims(text, title)[0]
    source = Source(own, 0, Random(0))  # noqa: S311 # no secret
    return {_label(c): points(c, own, around) for c in ask(source, collect(around), around)}


def _label(candidate: Candidate) -> str:
    value = candidate.content.key.get("value", "")
    return f"{candidate.kind} {candidate.topic} {value}".strip()


def statement(text: str, title: str = "Notes") -> float:
    """Points of the first claim as a true statement."""
    return scored(text, title=title)["true_false claim True"]


def test_a_plain_sentence_has_neither_more_nor_less():
    assert statement(PLAIN) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heavy baskets of salt were carried by Mara Voss from Orrin to Bergen.", 1),
        ("Mara Voss has carried heavy baskets of salt from Orrin to Bergen.", -1),
        ("Mara Voss could carry heavy baskets of salt from Orrin to Bergen.", -1),
        ("Some farmers of Orrin carried heavy baskets of salt to Bergen.", -1),
        ("Mara Voss carried a number of baskets of salt from Orrin to Bergen.", -1),
        ("Mara Voss carried salt to Bergen.", -1),
        ("Mara Voss carried beautiful baskets of salt from Orrin to Bergen.", -0.5),
    ],
)
def test_what_readers_take_or_refuse_in_a_statement(text: str, expected: float):
    assert statement(text) == expected


def test_a_cut_costs_and_a_short_or_qualifying_loss_costs_more():
    long = ", and the old ferry of the two brothers from the other side took all of it on to the north of Norway"
    assert statement(PLAIN[:-1] + long + ".") == -1
    assert statement(PLAIN[:-1] + ", and the ferry took it on.") == TOO_FEW
    assert statement("However, " + PLAIN[:1] + PLAIN[1:]) == 0
    assert statement("Mara Voss (a farmer) carried heavy baskets of salt from Orrin to Bergen.") == 0


def test_what_lost_its_place_or_what_narrows_a_noun_is_refused():
    around = surroundings("In Norway, the farmers of Orrin carried heavy baskets of salt to old mills.")
    whole = find_claims(around)[0][0]
    words = [w for w in whole.clause.words if w.i > 2]
    placeless = write_claim(replace(whole.clause, words=tuple(words)), (), around)
    loose = write_claim(replace(whole.clause, words=whole.clause.words[:-5]), (), around)
    assert whole.text != placeless.text
    assert [_wholeness(own) for own in (whole, placeless, loose)] == [0, TOO_FEW, TOO_FEW]


def test_the_sort_of_key_counts():
    found = scored("Mara Voss opened the first school of Orrin in Bergen in 1907.")
    assert found["true_false year False"] == found["true_false claim True"] + 1
    swapped = scored("Mara Voss fled from France to the old harbour of Orrin.")
    assert swapped["true_false place False"] == swapped["true_false claim True"] - 1
    compass = scored("Mara Voss moved to the northern part of Orrin beside the harbour.")
    assert compass["true_false opposite False"] == compass["true_false claim True"]


def test_what_did_it_is_not_asked():
    text = "The chlorophyll of young leaves is destroyed by a hard frost in Norway."
    assert scored(text)["short_answer thing"] <= TOO_FEW


def test_in_an_article_on_one_name_what_names_nothing_lacks_its_scene():
    text = "Orrin lies in Norway. The stone harbour of Bergen was opened by the Dutch in 1907."
    own = claims(text, "Orrin")
    assert points(next(iter(_asked(text, own[1]))), own[1], surroundings(text, "Orrin")) == -1 + 1


def _asked(text: str, claim: Claim) -> list[Candidate]:
    around = surroundings(text, "Orrin")
    found = ask(Source(claim, 1, Random(0)), collect(around), around)  # noqa: S311 # no secret
    return [c for c in found if c.kind == "true_false" and c.content.key["value"]]


def test_a_main_clause_takes_back_the_few_words_behind_it():
    own = sentence("Mara Voss opened a school in Orrin, which the king of Norway loved.")
    whole = with_short_tail(next(clauses_of(own)))
    assert whole is not None
    assert written(whole.words) == "Mara Voss opened a school in Orrin, which the king of Norway loved"


@pytest.mark.parametrize(
    "text",
    [
        "Mara Voss opened a school in Orrin.",
        "Mara Voss opened a school in Orrin, and Tom Harrow sold the ferry.",
        "Mara Voss opened a school in Orrin, which was later moved by the king and the queen of Norway to Bergen.",
    ],
)
def test_nothing_is_taken_back_where_nothing_or_much_or_a_second_verb_follows(text: str):
    assert with_short_tail(next(clauses_of(sentence(text)))) is None
