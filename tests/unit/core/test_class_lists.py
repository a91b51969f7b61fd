"""Class lists as they come: separators, quotes, marks, headers, and what is wrong with them in words."""

import pytest

from quizapp.core.class_lists import MOST_ROWS, decoded, name_order, read_list, unread_columns


def listed(text):
    found = read_list(text)
    assert found.problems == ()
    return [(student.name, student.number, student.email) for student in found.students]


@pytest.mark.parametrize(
    "text",
    [
        "Mia Lang\nBen Adler\n",
        "\ufeffMia Lang\r\nBen Adler",
        "Name\nMia Lang\n\n  Ben   Adler \n",
        '"Mia Lang"\n"Ben Adler"',
        "First name,Last name\nMia,Lang\nBen,Adler",
        "Surname;Given name\nLang;Mia\nAdler;Ben",
    ],
)
def test_names_alone_make_a_list(text):
    assert listed(text) == [("Mia Lang", "", ""), ("Ben Adler", "", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Mia Lang,17,mia@school.org",
        "Mia Lang;17;mia@school.org",
        "Mia Lang\t17\tmia@school.org",
        "Mia Lang,mia@school.org,17",
        "E-Mail;Class;Number;Name\nmia@school.org;7b;17;Mia Lang",
        '"Student ID","Student","Email"\n"17","Mia Lang","mia@school.org"',
    ],
)
def test_number_and_email_are_found_in_any_order(text):
    assert listed(text) == [("Mia Lang", "17", "mia@school.org")]


def test_a_separator_within_quotation_marks_is_part_of_the_name():
    assert listed('"Lang, Mia";1\n"Adler, Ben";2') == [("Lang, Mia", "1", ""), ("Adler, Ben", "2", "")]
    assert listed('"Lang ""Mia"" M."') == [('Lang "Mia" M.', "", "")]


def test_two_of_one_name_are_told_apart_by_their_numbers():
    assert listed("Mia Lang,1\nMia Lang,2") == [("Mia Lang", "1", ""), ("Mia Lang", "2", "")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "There is no student in this list. Write one a line."),
        (" \n;;\n", "There is no student in this list. Write one a line."),
        ("Name\n", "There is no student in this list. Write one a line."),
        ('Mia\n"Ben', "A quotation mark is opened and not closed. Look through the list once more."),
        ("Number;E-mail\n1;a@b.org", "The first line names no column “name”."),
        ("Mia Lang\nmia  LANG", "Line 2: mia LANG stands in line 1 already."),
        ("Mia Lang,1\nmia lang", "Line 2: mia lang stands in line 1 already."),
        ("Mia,1\nBen,1", "Line 2: the number 1 stands in line 1 already."),
        ("Mia\n,17", "Line 2: there is no name."),
        ("M" * 81, "Line 1: a name has up to 80 characters."),
        ("Mia," + "1" * 41, "Line 1: a student number has up to 40 characters."),
        ("Mia,mia@school", "Line 1: “mia@school” is no e-mail address."),
        ("Mia\x1b[1m", "Line 1: a name has up to 80 characters."),
        ("a\n" * (MOST_ROWS + 2), "This list has more than 1,000 lines. Divide it."),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_line(text, problem):
    assert read_list(text).problems == (problem,)


def test_of_many_faults_the_first_are_told_by_line_and_the_others_counted():
    told = read_list("Mia\n" + ",1\n" * 30 + "Mia\n").problems
    assert told[0] == "Line 2: there is no name."
    assert len(told) == 21
    assert told[-1] == "There are 40 more faults."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_are_read_as_offices_save_them(encoding):
    assert decoded("Zoë Müller;1".encode(encoding)) == "Zoë Müller;1"


def test_a_file_that_is_no_text_is_not_read():
    assert decoded(b"PK\x03\x04\x00\x00") is None


def test_names_are_sorted_as_people_read_them():
    names = ["student 10", "Student 2", "Ann", "10a", "9b", "zoë", "Äde", "Student"]
    assert sorted(names, key=name_order) == ["9b", "10a", "Ann", "Student", "Student 2", "student 10", "zoë", "Äde"]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Name;Nummer;E-mail\nMia;17;", ("Nummer",)),
        ("First name,Last name,,Form,House\nMia,Lang,,7b,red", ("Form", "House")),
        ("Name,Number\nMia,17", ()),
        ("Mia,17\nBen,18", ()),
        ("", ()),
    ],
)
def test_columns_that_tell_nothing_are_named(text, unread):
    assert unread_columns(text) == unread
