"""Files read into blocks: every kind, what it says of itself, and why one cannot be read."""

import random
from contextlib import suppress

import pytest

from quizapp.core.importing.found import Block, Found, Unreadable, composed
from quizapp.core.importing.reading import read
from quizapp.core.text.passages import PassageKind, split_passages
from tests import files
from tests.files import CAPTION, HEADING, PARAGRAPHS, wrapped

BLOCKS = (Block(HEADING, is_heading=True), *(Block(text) for text in PARAGRAPHS))
PLAIN = "\n\n".join(("The bridge at Orrin", HEADING, *PARAGRAPHS))
PDF = files.pdf([[HEADING, *wrapped(PARAGRAPHS[0])], [*wrapped(PARAGRAPHS[1]), *wrapped(PARAGRAPHS[2])]])


def test_plain_text_has_its_first_heading_as_title():
    assert read(PLAIN.encode(), "a.txt") == Found(BLOCKS, title="The bridge at Orrin")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_is_read_in_any_usual_encoding(encoding):
    found = read(PLAIN.replace("Mara", "“Zoë” Mara").encode(encoding), "a.TXT")
    assert "“Zoë” Mara Voss" in found.blocks[1].text


def test_markdown_loses_its_marks_and_keeps_what_it_says_of_itself():
    text = (
        "---\ntitle: The bridge at Orrin\nauthor: 'A. Writer'\ndate: 2019-05-04\nlang: en\n---\n# The bridge at Orrin\n"
        f"## {HEADING}\n{PARAGRAPHS[0].replace('Mara Voss', '[*Mara* **Voss**](https://x.example)')}\n\n{PARAGRAPHS[1]}\n"
        f"\n- {PARAGRAPHS[2]}\n\n<script>alert(1)</script>\n"
    )
    expected = Found(BLOCKS, "The bridge at Orrin", "A. Writer", "", "2019-05-04", "en")
    assert read(text.encode(), "a.md") == expected


def test_a_web_page_is_read_without_what_stands_around_the_article():
    found = read(files.web_page().encode(), "a.html")
    assert [b.text for b in found.blocks] == [PARAGRAPHS[0], HEADING, PARAGRAPHS[1], PARAGRAPHS[2], CAPTION]
    assert (found.title, found.author, found.publisher) == ("The bridge at Orrin", "Jane Roe", "The Daily")
    assert (found.published_on, found.language) == ("2021-03-04", "en-GB")
    assert found.address == "https://daily.example/bridge"


def test_a_page_without_an_article_gives_its_paragraphs():
    assert read(b"<p>One.</p><div>Two<br>lines.</div>", "a.htm").blocks == (Block("One."), Block("Two\nlines."))


def test_a_word_file_is_read_with_its_headings_and_properties():
    expected = Found(BLOCKS, "The bridge at Orrin", "A. Writer", "", "2019-05-04", "en-GB")
    assert read(files.word_file(), "a.docx") == expected


def test_a_book_is_read_page_by_page_without_its_table_of_contents():
    expected = Found(BLOCKS, "The bridge at Orrin", "A. Writer", "The Press", "2019-05-04", "en")
    assert read(files.book(), "a.epub") == expected


def test_the_lines_of_a_pdf_are_joined_to_paragraphs_again():
    found = read(PDF, "a.pdf")
    assert (found.title, found.author, found.published_on) == ("The bridge at Orrin", "A. Writer", "2019-05-04")
    assert found.blocks[0] == BLOCKS[0]
    assert " ".join(block.text for block in found.blocks[1:]) == " ".join(PARAGRAPHS)


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out():
    pages = [[f"The Orrin Times {n}", *wrapped(PARAGRAPHS[n % 3]), f"- {n} -"] for n in range(1, 7)]
    words = " ".join(block.text for block in read(files.pdf(pages), "a.pdf").blocks)
    assert "Times" not in words
    assert "- 3 -" not in words


def test_a_word_broken_at_the_end_of_a_line_is_whole_again():
    pages = [
        ["The engineer of the bridge drew its plans in a small ho-", "use on the coast, far away from the river there."]
    ]
    found = read(files.pdf(pages), "a.pdf")
    assert "a small house on the coast" in found.blocks[0].text


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
DRM = '<encryption><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></encryption>'


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"  \n ", "empty"),
        ("a.exe", b"MZ some words", "quizapp reads .txt"),
        ("a", b"some words", "quizapp reads .txt"),
        ("a.txt", b"\x00\x01\x02", "something else inside"),
        ("a.txt", b"\x89PNG\r\n" + bytes(range(256)), "something else inside"),
        ("a.txt", PDF, "something else inside"),
        ("a.md", files.word_file(), "something else inside"),
        ("a.pdf", PLAIN.encode(), "something else inside"),
        ("a.docx", files.book(), "something else inside"),
        ("a.epub", files.word_file(), "something else inside"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "without a password"),
        ("a.docx", files.word_file()[:400], "damaged"),
        ("a.docx", files.word_file(document=ENTITIES), "damaged"),
        ("a.docx", files.word_file(document="<w:document"), "damaged"),
        ("a.pdf", PDF[:300], "damaged"),
        ("a.pdf", files.locked(PDF), "password"),
        ("a.pdf", files.pdf([[], [], ["3"]]), "pictures of pages"),
        ("a.epub", files.book({"META-INF/encryption.xml": DRM}), "copy-protected"),
        ("a.epub", files.book({"META-INF/container.xml": "<container/>"}), "list of pages"),
        ("a.epub", files.book({"OPS/book.opf": ENTITIES}), "damaged"),
        ("a.epub", files.book({"OPS/x": b"\0" * 90_000_000}), "unpacks to far more"),
        ("a.html", b"<script>alert(1)</script><!-- nothing -->", "no words"),
    ],
)
def test_what_cannot_be_read_is_told_why(name, data, words):
    with pytest.raises(Unreadable, match=words):
        read(data, name)


SAMPLES = {
    "a.docx": files.word_file(),
    "a.epub": files.book(),
    "a.pdf": PDF,
    "a.html": files.web_page().encode(),
    "a.md": PLAIN.encode(),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(name):
    chance = random.Random(name)  # noqa: S311
    for _ in range(60):
        data = bytearray(SAMPLES[name])
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        with suppress(Unreadable):
            assert read(bytes(data), name).blocks


def test_what_is_found_survives_being_stored():
    found = read(files.book(), "a.epub")
    assert Found.from_json(found.as_json()) == found


def test_an_article_made_of_blocks_is_split_into_the_same_ones():
    text = composed(BLOCKS)
    again = [(p.of(text), p.kind is PassageKind.HEADING) for p in split_passages(text)]
    assert again == [(block.text, block.is_heading) for block in BLOCKS]
