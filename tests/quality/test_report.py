"""The measures themselves: what counts as the same answer, and a report that people and programs can read."""

import json

import pytest

from quizapp.core.items import ItemContent, ItemDraft, Option
from quizapp.core.text.citations import cite
from tests.quality import report
from tests.quality.articles import Article, read_article, read_articles
from tests.quality.measures import added, in_both_halves, key_positions, share, token_f1
from tests.quality.sanity import faults_of_draft, shows

TEXT = "Mara Voss opened the bridge at Orrin in 1907. The work cost 40,000 crowns."


def draft(
    stem: str, key: str = "Mara Voss", *others: str, interaction: str = "single_choice", kind: str = "mcq"
) -> ItemDraft:
    options = tuple(Option("abcd"[n], text) for n, text in enumerate((key, *others)))
    content = ItemContent(interaction, stem, {"option": "a"}, options, "It was Mara Voss who opened it.")
    return ItemDraft(kind, content, cite(TEXT, 0, 45), 1)


def statement(stem: str, *, value: bool) -> ItemDraft:
    content = ItemContent("true_false", stem, {"value": value}, (), "It was Mara Voss who opened it.")
    return ItemDraft("true_false", content, cite(TEXT, 0, 45), 1)


@pytest.mark.parametrize(
    ("one", "other", "f1"),
    [
        ("the Salt Museum", "Salt Museum", 1.0),
        ("40,000 crowns", "40000", 2 / 3),
        ("a blue boat", "the boat", 2 / 3),
        ("Mara Voss", "Tom Harrow", 0.0),
        ("the", "the", 0.0),
    ],
)
def test_answers_are_compared_by_their_words_without_articles_and_thousands_marks(one, other, f1):
    assert token_f1(one, other) == pytest.approx(f1)


def test_answers_of_people_are_read_by_paragraph(tmp_path):
    (tmp_path / "a.txt").write_text("A title\n\nOne.\n\nTwo.\n", "utf-8")
    asked = [
        {"para": 1, "question": "?", "answers": ["Two", "two"]},
        {"para": 1, "question": "?", "answers": ["Two", "both"]},
    ]
    (tmp_path / "a.qa.json").write_text(json.dumps({"qas": asked}), "utf-8")
    article = read_article(tmp_path / "a.txt")
    assert article.title == "A title"
    assert article.text == "One.\n\nTwo."
    assert article.answers == {1: ("Two", "two", "both")}


def test_counts_and_shares_of_nothing_are_told_as_nothing():
    assert share(1, 0) is None
    assert share(1, 3) == 0.333
    assert added([{"b": 1}, {"a": 1, "b": 2}]) == {"b": 3, "a": 1}


def test_the_place_of_the_key_and_of_the_proof_are_counted():
    one = draft("Who opened the bridge at Orrin?", "Mara Voss", "Tom Harrow", "Ada Lund")
    assert key_positions([one, one]) == {"A": 2}
    assert not in_both_halves([one], len(TEXT))


@pytest.mark.parametrize(
    ("stem", "fault"),
    [
        ("Who opened the bridge at Orrin", "the stem has no proper end"),
        ("Who opened the bridge  at Orrin?", "several spaces"),
        ("Who opened the bridge at Orrin ?", "odd spacing"),
        ("Mara Voss said, hard to open at Orrin.", "nothing follows"),
        ("Who opened “the bridge at Orrin?", "open quotation mark"),
        ("Who opened the bridge at Orrin &amp; Lund?", "a left-over mark"),
        ("Who opened the bridge the bridge at Orrin?", "stands twice"),
        ("Mara Voss openedthe bridge at Orrin.", "run together"),
        ("Mara Voss opened the mu- seum at Orrin.", "odd spacing"),
        ("Mara Voss opened the bridge at the.", "cut off"),
        ("Mara Voss opened 'the bridge at Orrin.", "open single quotation mark"),
        ("Who opened the Bridge at Orrin?", "a capital that the article does not have"),
        ("In which year did MARA VOSS OPEN the bridge at Orrin?", "shouted"),
        ("How many crowns and a bridge did Mara Voss open?", "two things at once"),
        ("He opened the bridge at Orrin.", "points back"),
        ("who opened the bridge at Orrin?", "begins oddly"),
        ("_____ and Mara Voss opened the bridge at Orrin.", "the key stands beside the gap"),
    ],
)
def test_faults_are_seen(stem, fault):
    found = faults_of_draft(draft(stem, "Mara Voss", "Tom Harrow", "Ada Lund"), TEXT)
    assert any(fault in one for one in found), found


@pytest.mark.parametrize(
    ("stem", "key", "fault"),
    [
        ("What did Mara Voss open at Orrin?", "The Bridge", "“Bridge” in the key stands as “bridge”"),
        ("Where did Mara Voss open the bridge?", "orrin", "“orrin” in the key stands as “Orrin”"),
        ("What did the Mara Voss open in 1907?", "the bridge", "an article before “Mara Voss”"),
    ],
)
def test_capitals_and_articles_that_are_not_those_of_the_article_are_seen(stem, key, fault):
    content = ItemContent("short_answer", stem, {"accepted": [key]}, (), "It was Mara Voss who opened it.")
    found = faults_of_draft(ItemDraft("short_answer", content, cite(TEXT, 0, 45), 1), TEXT)
    assert any(fault in one for one in found), found


def test_a_false_statement_that_stands_in_the_article_is_a_fault():
    assert "false, but the article says just so" in faults_of_draft(
        statement("Mara Voss opened the bridge at Orrin in 1907.", value=False), TEXT
    )


def test_a_question_shows_the_key_of_another_where_it_tells_the_same():
    asked = draft("Who opened the bridge at Orrin in 1907?", "Mara Voss", "Tom Harrow", "Ada Lund")
    assert shows(statement("Mara Voss opened the bridge at Orrin.", value=True), asked)
    assert not shows(statement("Mara Voss opened the bridge at Orrin.", value=False), asked)
    assert not shows(statement("Mara Voss was born far from the coast.", value=True), asked)


def test_a_report_can_be_read_by_people_and_by_programs(tmp_path, capsys):
    (tmp_path / "bridge.txt").write_text(f"The bridge\n\n{TEXT}\n", "utf-8")
    assert report.main([str(tmp_path)]) == 0
    assert "1 texts" in capsys.readouterr().out
    assert report.main([str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"texts", "summary", "speed", "faults"}
    assert told["summary"]["words"] == len(TEXT.split())
    assert told["speed"]["cpu_ratio"] > 0


def test_a_folder_without_texts_is_told(tmp_path, capsys):
    assert report.main([str(tmp_path)]) == 2
    assert "no .txt files" in capsys.readouterr().err


def test_texts_come_by_name(tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(f"{name}\n\nWords.\n", "utf-8")
    assert [article.name for article in read_articles(tmp_path)] == ["a", "b"]
    assert read_articles(tmp_path)[0] == Article("a", "a", "Words.")
