"""Articles cut into runs and stretches, with the words marked that prove or rule out."""

from quizapp.core.text.marking import Mark, runs, stretches
from quizapp.core.text.passages import split_passages

TEXT = "Harbour\n\nThe mole is old. It is long.\n\nThe light is white.\n\nNobody lives there.\n\nThe keeper left."


def mark(words: str, role: str = "proves") -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), role, words)


def test_where_two_marks_overlap_the_earlier_given_wins_and_nothing_is_lost():
    first, second = mark("mole is"), mark("is old", "refutes")
    start, end = TEXT.index("The mole"), TEXT.index("The light")
    cut = runs(TEXT, start, end, [first, second])
    assert "".join(run.text for run in cut) == TEXT[start:end]
    assert [(run.text, run.mark.role, run.ends) for run in cut if run.mark] == [
        ("mole is", "proves", True),
        (" old", "refutes", True),
    ]


def test_paragraphs_without_a_mark_stand_together_in_their_order():
    passages = split_passages(TEXT)
    found = stretches(passages, [mark("light"), mark("Nobody", "refutes")])
    assert [(stretch.is_cited, stretch.numbers) for stretch in found] == [(False, (1,)), (True, (2, 3)), (False, (4,))]
    assert tuple(p for stretch in found for p in stretch.passages) == tuple(passages)


def test_a_mark_over_two_paragraphs_cites_both():
    found = stretches(split_passages(TEXT), [mark("It is long.\n\nThe light")])
    assert [stretch.numbers for stretch in found if stretch.is_cited] == [(1, 2)]


def test_without_marks_the_article_is_one_stretch():
    (whole,) = stretches(split_passages(TEXT), [])
    assert (whole.is_cited, whole.numbers) == (False, (1, 2, 3, 4))
