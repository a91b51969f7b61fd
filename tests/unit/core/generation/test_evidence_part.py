"""The second half of a question: which sentence proves it?"""

from collections import Counter
from random import Random

from quizapp.core.generation.evidence import evidence_part
from quizapp.core.items import ItemContent
from quizapp.core.text.citations import cite
from quizapp.core.text.passages import split_passages

PROOF = "Mara Voss opened the museum of Orrin in 1911."
LIKE = "The museum of Orrin burned down in 1924."
OTHERS = ["Bees carry pollen to red flowers.", "Salted herring was sold to Spain.", "Winters are long in the north."]
TEXT = "\n\n".join(
    ["Life in the valley of Orrin", " ".join([OTHERS[0], LIKE, OTHERS[1]]), " ".join([PROOF, OTHERS[2], "It fell."])]
)
QUESTION = ItemContent("short_answer", "Who opened the museum of Orrin?", {"accepted": ["Mara Voss"]}, (), "")


def part(text: str = TEXT, proof: str = PROOF, seed: int = 0) -> ItemContent | None:
    start = text.index(proof)
    citation = cite(text, start, start + len(proof))
    return evidence_part(QUESTION, citation, text, split_passages(text), Random(seed))  # noqa: S311 # no secret


def offered(text: str = TEXT, proof: str = PROOF, seed: int = 0) -> list[str]:
    made = part(text, proof, seed)
    assert made is not None
    return [option.text for option in made.options]


def key(made: ItemContent | None) -> str:
    assert made is not None
    return next(option.text for option in made.options if option.id == made.key["option"])


def test_the_sentence_that_holds_the_citation_is_the_key():
    made = part()
    assert made is not None
    assert made.interaction == "evidence"
    assert made.stem == "Which sentence proves your answer to this: “Who opened the museum of Orrin?”"
    assert made.explanation == f"This sentence holds the answer: “{PROOF}”"
    assert key(made) == PROOF
    assert key(part(proof="opened the museum of Orrin")) == PROOF


def test_sentences_are_offered_in_the_order_of_the_article():
    for seed in range(9):
        shown = offered(seed=seed)
        assert len(shown) == 4
        assert [TEXT.index(own) for own in shown] == sorted(TEXT.index(own) for own in shown)


def test_what_shares_words_with_the_question_is_offered_first():
    assert all(LIKE in offered(seed=seed) for seed in range(9))
    assert {own for seed in range(20) for own in offered(seed=seed)} == {PROOF, LIKE, *OTHERS}


def test_a_sentence_that_says_the_same_elsewhere_is_not_offered_beside_it():
    twice = f"{PROOF} {LIKE} {' '.join(OTHERS)} {PROOF}"
    assert all(len(set(offered(twice, seed=seed))) == 4 for seed in range(9))


def test_headings_and_scraps_are_no_sentences_to_choose():
    assert not {"Life in the valley of Orrin", "It fell."} & {own for seed in range(20) for own in offered(seed=seed)}


def test_only_sentences_near_by_are_offered():
    far = "The museum of Orrin is far away."
    between = " ".join(f"Farmers sold {n} bags of salt." for n in range(20, 30))
    assert far not in offered(f"{PROOF} {between} {far}")


def test_the_key_stands_in_every_place():
    text = " ".join(f"Farmers sold {n} bags of salt." for n in range(10, 60))
    proof = "Farmers sold 35 bags of salt."
    keys = Counter(offered(text, proof, seed).index(proof) for seed in range(400))
    assert set(keys) == {0, 1, 2, 3}
    assert min(keys.values()) > 60


def test_a_citation_over_two_sentences_has_no_such_half():
    assert part(proof=f"{PROOF} {OTHERS[2]}") is None
    assert part(proof="It fell.") is None


def test_two_sentences_are_too_few():
    assert part(f"{PROOF} {LIKE}") is None
    assert offered(f"{PROOF} {LIKE} {OTHERS[0]}") == [PROOF, LIKE, OTHERS[0]]
