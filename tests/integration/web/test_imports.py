"""A teacher's way from files to articles: upload, progress, looking through, saving."""

import io
import re

from quizapp.models.articles import Article
from quizapp.models.imports import ArticleImport
from tests import files
from tests.integration.web.test_desk import ADD, all_of, work
from tests.samples import TEXT, TITLE, make_article

DOCX = files.word_file()


def upload(desk, *given: tuple[str, bytes]) -> str:
    sent = [(io.BytesIO(data), name) for name, data in given]
    return desk.send(ADD, desk.get(ADD).form(ADD), {"file": sent}).location


def test_a_file_is_read_looked_through_and_saved(desk):
    address = upload(desk, ("bridge.docx", DOCX))
    waiting = desk.get(address)
    assert "0 of 1 read" in waiting.text
    assert waiting.headers["Refresh"]
    assert "being read" in desk.get("/desk").text
    work()
    look = desk.get(desk.get(address, 302).location)
    assert "Look it through" in look.h1
    page = desk.post_form(look.url, {"title": "The bridge", "keep": ["0", "1", "3"]})
    assert re.fullmatch(r"/desk/articles/\d+", page.location)
    work()
    text = desk.get(page.location).text
    assert files.PARAGRAPHS[2] in text
    assert files.PARAGRAPHS[1] not in text
    assert "The bridge" in text
    assert "4 May 2019" in text


def test_several_files_show_how_far_they_are_and_are_saved_together(desk):
    address = upload(desk, ("a.docx", DOCX), ("b.html", files.web_page().encode()), ("c.pdf", b"%PDF-broken"))
    work()
    page = desk.get(address)
    assert "2 of 3 read, one could not be" in page.text
    assert "This PDF is damaged" in page.text
    assert "Refresh" not in page.headers
    saved = desk.get(desk.post_form(f"{address}/save", at=address).location)
    assert "Two articles saved." in saved.text
    assert len(all_of(Article)) == 2


def test_an_import_is_stopped(desk):
    address = upload(desk, ("a.docx", DOCX), ("b.docx", DOCX))
    desk.post_form(f"{address}/stop", at=address)
    work()
    assert desk.get(address).text.count("stopped") == 2


def test_what_was_found_can_be_thrown_away(desk):
    address = upload(desk, ("a.docx", DOCX))
    work()
    look = desk.get(address, 302).location
    desk.post(f"{look}/drop", {"csrf_token": desk.token()})
    assert "thrown away" in desk.get(address).text
    desk.get(look, 409)
    assert all_of(Article) == []


def test_the_same_article_is_told_with_a_link_whichever_way_it_comes(desk, vera):
    text = "\n\n".join((f"## {files.HEADING}", *files.PARAGRAPHS))
    mine = make_article(vera, text=text)
    address = upload(desk, ("a.docx", DOCX))
    work()
    look = desk.get(desk.get(address, 302).location)
    assert "same text already" in look.text
    assert f"/desk/articles/{mine}" in look.links()
    told = desk.post_form(look.url, {}, status=422)
    assert "same text already" in told.text
    assert desk.post_form(look.url, {"anyway": "y"}).location.startswith("/desk/articles/")


def test_what_is_wrong_in_the_preview_is_told_beside_its_field(desk):
    address = upload(desk, ("a.docx", DOCX))
    work()
    look = desk.get(address, 302).location
    page = desk.post_form(look, {"title": "", "published_on": "2019-13-01"}, status=422)
    assert "Give the day as in" in page.text
    page = desk.post_form(look, {"title": "", "language": "English!", "address": "ftp://x"}, status=422)
    for words in ("Give the article a title", "short tag", "begins with http"):
        assert words in page.text
    page = desk.post_form(look, {"keep": []}, status=422)
    assert "Paste the text" in page.text


def test_pasting_stays_one_action_unless_something_looks_left_over(desk):
    assert desk.post_form(ADD, {"title": TITLE, "text": TEXT}).location.startswith("/desk/articles/")
    look = desk.post_form(ADD, {"title": TITLE, "text": f"{TEXT}\n\n{files.CAPTION}"}).location
    assert look.startswith("/desk/imports/look/")
    page = desk.get(look)
    assert "One paragraph that looks like a caption or a notice is unticked already." in page.text
    boxes = page.all("input", name="keep")
    assert [box.get("checked") is not None for box in boxes] == [True] * (len(boxes) - 1) + [False]


def test_script_in_a_file_is_shown_as_words(desk):
    evil = "<script>alert(1)</script>"
    paragraphs = [*files.PARAGRAPHS, evil.replace("<", "&lt;").replace(">", "&gt;") + " is written here."]
    address = upload(desk, (f"{evil}.docx", files.word_file(paragraphs)))
    work()
    look = desk.get(desk.get(address, 302).location)
    assert evil in look.text
    assert evil not in look.html


def test_hostile_uploads_are_told_and_leave_no_article(desk):
    bomb = files.packed({"word/document.xml": b"\0" * 90_000_000})
    given = (("a.docx", bomb), ("b.epub", files.book({"OPS/one page.xhtml": "<" * 100_000})), ("", b"x"), ("c", b"y"))
    address = upload(desk, *given)
    work()
    assert "unpacks to far more" in desk.get(address).text
    assert all_of(Article) == []
    assert {row.data for row in all_of(ArticleImport)} == {None}


def test_the_web_is_offered_only_where_the_server_may_fetch(desk, app):
    assert "take it from the web" not in desk.get(ADD).text
    assert (
        "fetches no addresses"
        in desk.send(ADD, desk.get(ADD).form(ADD), {"fetch": "http://x.example"}, status=422).text
    )
    app.config["FETCH_ADDRESSES"] = True
    assert "take it from the web" in desk.get(ADD).text
    address = desk.send(ADD, desk.get(ADD).form(ADD), {"fetch": "http://127.0.0.1/secret"}).location
    work()
    assert "This address could not be read" in desk.get(address).text
