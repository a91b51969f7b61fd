"""Citations quote the article word for word and know their place."""

import pytest

from quizapp.core.text.citations import Citation, cite, is_verbatim, locate

TEXT = "The talks ended. The talks, he said, were candid. Nobody knew more."


def test_a_citation_carries_its_surroundings() -> None:
    start = TEXT.index("candid")
    citation = cite(TEXT, start, start + 6)
    assert citation == Citation(start, start + 6, "candid", TEXT[start - 32 : start], ". Nobody knew more.")


def test_outer_white_space_is_left_out() -> None:
    citation = cite(TEXT, 16, 27)
    assert citation.exact == "The talks,"
    assert is_verbatim(TEXT, citation)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-1, 4), (60, 900), (16, 17)])
def test_no_words_no_citation(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="words"):
        cite(TEXT, start, end)


def test_moved_or_changed_words_are_not_verbatim() -> None:
    citation = cite(TEXT, 0, 9)
    assert is_verbatim(TEXT, citation)
    assert not is_verbatim("x" + TEXT, citation)
    assert not is_verbatim(TEXT, Citation(0, 9, "the talks"))
    assert not is_verbatim(TEXT, Citation(3, 3, ""))


def test_a_quotation_is_located_only_where_it_stands_once() -> None:
    found = locate(TEXT, " were candid ")
    assert found is not None
    assert TEXT[found.start : found.end] == "were candid"
    assert locate(TEXT, "The talks") is None
    assert locate(TEXT, "the Talks ended") is None
    assert locate(TEXT, "  ") is None
