"""Articles are split into headings and numbered paragraphs whose offsets hold."""

import itertools

import pytest

from quizapp.core.text.passages import Passage, PassageKind, heading_apart, normalize_text, split_passages


def kinds(text: str) -> list[tuple[str, int | None]]:
    return [(passage.of(text), passage.number) for passage in split_passages(text)]


def test_blank_lines_divide_and_paragraphs_are_numbered() -> None:
    text = "One is here.\n\nTwo is\nhere.\n \t\nThree is here."
    assert kinds(text) == [("One is here.", 1), ("Two is\nhere.", 2), ("Three is here.", 3)]


def test_a_short_line_without_a_full_stop_is_a_heading() -> None:
    text = "The visit\n\nBlinken met Xi.\n\n## What came of it?\n\nLittle."
    assert kinds(text) == [("The visit", None), ("Blinken met Xi.", 1), ("What came of it?", None), ("Little.", 2)]


@pytest.mark.parametrize(
    "block",
    [
        "He left.",
        "“He left.”",
        "She said:",
        "A line of more words than any heading would ever have, were it one of ours today",
    ],
)
def test_what_ends_like_a_sentence_or_runs_long_is_a_paragraph(block: str) -> None:
    assert split_passages(f"{block}\n\nMore.")[0].kind is PassageKind.PARAGRAPH


def test_the_last_block_is_never_a_heading_unless_marked() -> None:
    assert kinds("One is here.\n\nNo full stop") == [("One is here.", 1), ("No full stop", 2)]


def test_without_blank_lines_every_line_is_a_block() -> None:
    assert kinds("One is here.\nTwo is here.") == [("One is here.", 1), ("Two is here.", 2)]


def test_offsets_are_those_of_the_text_and_never_overlap() -> None:
    text = normalize_text("  \r\n\r\n# Title mark\r\n\r\n  Indented text, with tail.  \r\n\r\n\r\n\r\nEnd.\r\n")
    passages = split_passages(text)
    assert [p.of(text) for p in passages] == ["Title mark", "Indented text, with tail.", "End."]
    assert all(a.end <= b.start for a, b in itertools.pairwise(passages))
    assert [p.position for p in passages] == [0, 1, 2]


def test_nothing_gives_nothing() -> None:
    assert split_passages("") == []
    assert split_passages("\n \n") == []


def test_control_characters_and_odd_line_ends_are_made_plain() -> None:
    assert normalize_text("a\x00b\r\nc\rd\u2028e\x07\ufeff") == "ab\nc\nd\ne"


def test_normalizing_twice_changes_nothing() -> None:
    once = normalize_text("\n x \r\n\r\n\fy\u2029z\n")
    assert normalize_text(once) == once


def test_characters_outside_the_basic_plane_count_as_one() -> None:
    text = "A 🎈 flew.\n\nIt fell."
    assert split_passages(text)[1] == Passage(1, 11, 19, PassageKind.PARAGRAPH, 2)


WRAPPED = (
    "The old mill of Orrin stood beside the river Sale\n"
    "for many hundred years, and its wheel was turned by\n"
    "water from the hills in the north.\n"
    "In the year 1924 a fire burned the mill down, and\n"
    "nobody in the valley wanted to build a new one at\n"
    "the same place."
)


def test_lines_that_a_margin_broke_are_one_paragraph_up_to_a_short_line_that_closes_a_sentence() -> None:
    lines = WRAPPED.split("\n")
    assert kinds(WRAPPED) == [("\n".join(lines[:3]), 1), ("\n".join(lines[3:]), 2)]


def test_a_full_line_that_closes_a_sentence_ends_no_wrapped_paragraph() -> None:
    full = WRAPPED.replace("north.", "cold and far north beyond.")
    assert kinds(full) == [(full, 1)]


def test_a_marked_heading_stands_apart_from_wrapped_lines() -> None:
    assert kinds(f"# The mill\n{WRAPPED}")[0] == ("The mill", None)


def test_short_lines_and_lines_that_are_sentences_are_blocks_of_their_own() -> None:
    verse = "The sun goes down,\nthe river sleeps\nand no one knows\nwhat silence keeps."
    assert len(kinds(verse)) == 4
    sentences = (
        "The old mill of Orrin stood beside the river Sale.\nIn the year 1924 a fire burned the mill down there."
    )
    assert len(kinds(sentences)) == 2


def test_wrapped_lines_keep_their_offsets() -> None:
    first, second = split_passages(WRAPPED)
    assert (first.start, second.end) == (0, len(WRAPPED))
    assert WRAPPED[first.end : second.start] == "\n"


def test_where_blank_lines_stand_no_line_end_divides() -> None:
    assert kinds(f"{WRAPPED}\n\nMore came.") == [(WRAPPED, 1), ("More came.", 2)]


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("The  visit\n\nBlinken met Xi.", ("The visit", "Blinken met Xi.")),
        ("# The visit\n\n## The first day\n\nBlinken met Xi.", ("The visit", "## The first day\n\nBlinken met Xi.")),
        ("Blinken met Xi.\n\nThe visit\n\nLittle.", ("", "Blinken met Xi.\n\nThe visit\n\nLittle.")),
        ("The visit", ("", "The visit")),
        ("", ("", "")),
    ],
)
def test_the_heading_at_the_top_is_told_from_the_text_below(text: str, apart: tuple[str, str]) -> None:
    assert heading_apart(text) == apart
