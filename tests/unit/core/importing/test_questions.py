"""Questions in files: whatever the program that saved them, a row is a question or told with its line."""

import json
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from quizapp.core.generation import export
from quizapp.core.grading import interaction, interaction_names
from quizapp.core.importing.found import Unreadable
from quizapp.core.importing.questions.contents import content_of, kind_of, labels
from quizapp.core.importing.questions.reading import read_questions
from quizapp.core.importing.questions.rows import Cells, Row, Sheet
from quizapp.core.items import ItemDraft
from quizapp.core.text.citations import is_verbatim
from quizapp.core.text.quoting import Quotable
from tests import files
from tests.factories import CONTENTS, cited
from tests.tables import FLOOD, PLANS, csv_file, workbook

TEMPLATE = Path("quizapp/static/questions.csv")


def stems(data: bytes, name: str = "a.csv") -> list[str]:
    return [row.cells.stem for row in read_questions(data, name).rows]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_whatever_parts_its_cells_and_however_it_is_written(sign, code):
    row = ("Who said “no” in São Paulo?", *PLANS[1:])
    (found,) = read_questions(csv_file([row], sign=sign, code=code), "a.csv").rows
    assert found.cells.stem == row[0]
    assert found.cells.options == PLANS[2:5]
    assert found.tags == ("bridges", " people")
    assert (found.line, found.quote) == (2, PLANS[7])


def test_columns_are_found_by_their_names_in_any_order_below_other_lines():
    lines = b"Questions of class 7b,,\n,,\nKey,Option A,OPTION 2,Nothing we know,Question (required)*\n1,Yes,No,x,Is it so?\n"
    (found,) = read_questions(lines, "a.csv").rows
    assert (found.line, found.cells) == (4, Cells("Is it so?", ("Yes", "No"), "1", ("", "")))


def test_a_line_is_counted_as_an_editor_shows_it_though_cells_hold_line_ends():
    found = read_questions(csv_file([("One?\nor two?", *PLANS[1:]), [""] * 10, FLOOD]), "a.csv").rows
    assert [(row.line, row.cells.stem) for row in found] == [(2, "One? or two?"), (5, FLOOD[0])]


def test_a_workbook_is_read_as_words_and_no_formula_is_computed():
    rows = [("In which year?", "", "", "", "", 1907.0, "", "", "", ""), ("=1+1", "", "", "", "", True, "", "", "", "")]
    found = read_questions(workbook([*rows, PLANS]), "a.xlsx").rows
    assert [(row.line, row.cells.stem, row.cells.key) for row in found] == [
        (2, "In which year?", "1907"),
        (3, "", "True"),
        (4, PLANS[0], "B"),
    ]


def test_what_generate_prints_is_read_back_as_it_was():
    content, words = CONTENTS["single_choice"]
    draft = ItemDraft("who_said", content, cited(words), 2)
    data = f"{export.json_line('light', draft)}\n\n[1]\n{{broken\n".encode()
    sheet = read_questions(data, "a.jsonl")
    assert [(fault.line, fault.words) for fault in sheet.faults] == [
        (3, "This line is no question in JSON."),
        (4, "This line is no question in JSON."),
    ]
    (row,) = sheet.rows
    assert (row.article, row.asked, row.quote) == ("light", "who_said", words)
    assert Sheet.from_json(json.loads(json.dumps(sheet.as_json()))) == sheet


@pytest.mark.parametrize("name", interaction_names())
def test_every_kind_of_question_comes_back_from_what_generate_prints(name):
    content, words = CONTENTS[name]
    kind = interaction(name).KIND
    line = export.json_line("light", ItemDraft(kind, content, cited(words), 1))
    (row,) = read_questions(line.encode(), "a.jsonl").rows
    found = content_of(row)
    assert not isinstance(found, str)
    module = interaction(name)
    assert module.problems(found) == []
    assert (found.interaction, found.stem) == (name, content.stem)
    assert module.key_text(found) == module.key_text(content)
    assert {option.text for option in found.options} == {option.text for option in content.options}


def test_every_row_of_the_template_is_a_question_of_the_kind_it_names():
    rows = read_questions(TEMPLATE.read_bytes(), TEMPLATE.name).rows
    made = [content_of(row) for row in rows]
    assert [row.kind for row in rows] == [interaction(content.interaction).LABEL for content in made]  # type: ignore[union-attr]
    assert [interaction(content.interaction).problems(content) for content in made] == [[]] * len(rows)  # type: ignore[union-attr,arg-type]
    assert set(labels()) - {row.kind for row in rows} == {interaction("evidence").LABEL}


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (Cells("Who?", ("Ann", "Ben"), "Ben"), "single_choice"),
        (Cells("Who?", ("Ann", "Ben"), "b)"), "single_choice"),
        (Cells("How many?", ("3", "1", "2"), "2"), "single_choice"),
        (Cells("Who?", ("Ann", "Ben", "Cy"), "1,3"), "multiple_choice"),
        (Cells("Who?", ("Ann", "Ben", "Cy"), "Ann; Cy"), "multiple_choice"),
        (Cells("In which order?", ("Ann", "Ben", "Cy"), "Cy; Ann; Ben"), "ordering"),
        (Cells("It is so.", (), "FALSE"), "true_false"),
        (Cells("How many?", (), "40,000"), "numeric"),
        (Cells("It has _____ arms.", (), "8"), "cloze"),
        (Cells("Who with whom?", (), "a = b\nc = d\ne = f"), "matching"),
        (Cells("Who?", (), "Ann | Anna"), "short_answer"),
        (Cells("Who?", ("Ann", "Ben"), "Cy"), ""),
        (Cells("Who?", ("Ann", "Ann"), "Ann"), ""),
        (Cells("Who?", (), ""), ""),
    ],
)
def test_a_row_that_names_no_kind_is_what_it_can_only_mean(cells, kind):
    meant = [name for name in interaction_names() if interaction(name).is_meant(cells)]
    assert meant == ([kind] if kind else [])


def test_an_option_is_named_by_its_own_words_before_its_number():
    content = content_of(Row(1, Cells("How many?", ("3", "1", "2"), "2"), explanation="So it is."))
    assert content.key == {"option": "c"}  # type: ignore[union-attr]


def test_why_a_row_is_no_question_is_said():
    assert "no kind of question called “Riddle”" in str(content_of(Row(1, Cells("Who?", (), "Ann"), kind="Riddle")))
    assert "names none of the options" in str(content_of(Row(1, Cells("Who?", ("Ann", "Ben"), "Cy"))))
    assert "key is missing" in str(content_of(Row(1, Cells("Who?"))))
    assert kind_of(Row(1, Cells("Who?", ("Ann", "Ben"), "A"), kind="single-choice")) == "single_choice"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"x", "reads questions from .csv"),
        ("a.csv", b" \n", "empty"),
        ("a.csv", b"\x00\x01", "not plain text"),
        ("a.csv", b"name,class\nAnn,7b\n", "names a column “question”"),
        ("a.csv", b"question,key\n", "no question in this file"),
        ("a.csv", b'question,key\n"open,1\n', "From line 2 on"),
        ("a.csv", b"question,key\n" + b"Is it?,true\n" * 10_001, "more than 10,000"),
        ("a.jsonl", b"[1]\n", "No line of this file"),
        ("a.jsonl", b"[" * 100_000, "No line of this file"),
        ("a.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("a.xlsx", files.word_file(), "holds no table"),
        ("a.xlsx", files.packed({"xl/workbook.xml": b"\0" * 90_000_000}), "unpacks to far more"),
        ("a.xlsx", workbook([["x"]] * 20_001, head=("question", "key")), "more than 10,000"),
    ],
)
def test_what_cannot_be_read_says_why(name, data, words):
    with pytest.raises(Unreadable, match=words):
        read_questions(data, name)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_only_a_line_end_parts_one_question_from_the_next(sign):
    data = f"question,option 1,option 2,key\nWho{sign}was it?,Anna,Ben,Ben\r\n\rWho else?,Anna,Ben,1\n".encode()
    found = read_questions(data, "a.csv").rows
    assert [(row.line, row.cells.stem, row.cells.key) for row in found] == [
        (2, "Who was it?", "Ben"),
        (4, "Who else?", "1"),
    ]


def test_a_huge_cell_spoils_its_own_line_only():
    sheet = read_questions(csv_file([("x" * 5_000, *PLANS[1:]), PLANS]), "a.csv")
    assert ([row.line for row in sheet.rows], [fault.line for fault in sheet.faults]) == ([3], [2])


def test_words_are_found_though_spaces_and_quotation_marks_differ():
    text = "He said “never\nagain” – and   left. He said more."
    found = Quotable(text).find('"He said "never again" - and left."')
    assert found is not None
    assert is_verbatim(text, found)
    assert found.exact == "He said “never\nagain” – and   left."
    assert Quotable(text).find("He said").start == 0  # type: ignore[union-attr]
    assert [Quotable(text).find(words) for words in ("", " ", "“”", "he said")] == [None] * 4


def test_no_mutation_of_a_file_is_more_than_unreadable():
    """Byte flips, cuts and repetitions of good files: read, or refused in words; never another error but of a workbook.

    What breaks the library that reads workbooks ends the process it runs in, which has a test of its own.
    """
    random = Random(5)  # noqa: S311 - the same every time, no secret
    good = {".csv": csv_file([PLANS, FLOOD]), ".jsonl": export.json_line("a", ItemDraft("mcq", *_choice(), 1)).encode()}
    for ending, data in good.items():
        for _ in range(400):
            spoiled = bytearray(data)
            for _ in range(random.randint(1, 8)):
                spoiled[random.randrange(len(spoiled))] = random.randrange(256)
            cut = bytes(spoiled[: random.randint(1, len(spoiled))]) * random.randint(1, 3)
            with suppress(Unreadable):
                sheet = read_questions(cut, f"a{ending}")
                assert all(content_of(row) for row in sheet.rows)
                json.dumps(sheet.as_json()).encode()


def _choice():
    content, words = CONTENTS["single_choice"]
    return content, cited(words)
