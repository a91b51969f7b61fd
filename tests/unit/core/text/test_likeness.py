"""Questions that nearly say the same are alike, others are not."""

from quizapp.core.text.likeness import ALIKE, likeness, most_alike, probes

STEM = "Who drew the plans of the bridge at Orrin?"


def test_the_same_words_are_quite_alike_and_others_hardly():
    assert likeness(STEM, STEM.upper() + " ") == 1
    assert likeness(STEM, "Who was it that drew the plans of the Orrin bridge?") >= ALIKE
    assert likeness(STEM, "In which year was the bridge at Orrin opened?") < ALIKE
    assert likeness("", "Why?") < ALIKE


def test_the_likest_come_first_and_no_more_than_wanted():
    others = [(1, "Who drew plans of the bridge at Orrin?"), (2, "When?"), (3, STEM), (4, STEM)]
    assert most_alike(STEM, others) == [3, 4, 1]
    assert most_alike(STEM, others, count=1) == [3]


def test_like_questions_are_looked_for_by_their_long_words():
    assert probes(STEM) == ["bridge", "orrin", "plans", "drew"]
    assert probes("Who is it?") == []
    assert len(probes(" ".join(f"word{n}" for n in range(50)))) == 6
