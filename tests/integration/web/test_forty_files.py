"""Forty files at once: progress counts, a stop in the middle leaves what was read and nothing more."""

import io

import pytest
from flask import current_app

from quizapp.models.articles import Article
from quizapp.models.imports import ArticleImport, ImportStatus
from tests import files
from tests.integration.web.test_desk import ADD, all_of, work

STOPPED_AFTER = 7
"""One of each kind, and one more."""


def forty() -> list[tuple[str, bytes]]:
    """Real files of six kinds, each an article of its own."""
    made = []
    for n in range(40):
        paragraphs = [f"Bridge number {n} stands beside the others. {files.PARAGRAPHS[0]}", *files.PARAGRAPHS[1:]]
        text = "\n\n".join(paragraphs)
        kinds = {
            "txt": f"The bridge of Orrin {n}\n\n{text}".encode(),
            "md": f"# The bridge of Orrin {n}\n\n{text}\n".encode(),
            "html": files.web_page().replace(files.PARAGRAPHS[0], paragraphs[0]).encode(),
            "docx": files.word_file(paragraphs),
            "epub": files.book({"OPS/two page.xhtml": f"<html><body><p>{paragraphs[0]}</p></body></html>"}),
            "pdf": files.pdf([[line for paragraph in paragraphs for line in files.wrapped(paragraph)]]),
        }
        ending = [*kinds][n % len(kinds)]
        made.append((f"bridge {n}.{ending}", kinds[ending]))
    return made


def test_forty_files_are_counted_as_they_are_read_stopped_and_saved(desk):
    sent = [(io.BytesIO(data), name) for name, data in forty()]
    address = desk.send(ADD, desk.get(ADD).form(ADD), {"file": sent}).location
    assert "0 of 40 read" in desk.get(address).text
    queue = current_app.extensions["quizapp_queue"]
    for read in range(1, STOPPED_AFTER + 1):
        queue.execute(queue.dequeue())
        assert f"{read} of 40 read" in desk.get(address).text
    stopped = desk.get(desk.post_form(f"{address}/stop", at=address).location)
    work()
    statuses = [row.status for row in sorted(all_of(ArticleImport), key=lambda row: row.id)]
    assert statuses == [ImportStatus.READY] * STOPPED_AFTER + [ImportStatus.STOPPED] * (40 - STOPPED_AFTER)
    assert {row.data for row in all_of(ArticleImport)} == {None}
    assert stopped.text.count("ready to look through") == STOPPED_AFTER
    assert stopped.text.count("stopped") == 40 - STOPPED_AFTER
    saved = desk.get(desk.post_form(f"{address}/save", at=address).location)
    assert "Seven articles saved." in saved.text
    assert len(all_of(Article)) == STOPPED_AFTER


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_forty_files_of_every_kind_are_all_read(desk):
    sent = [(io.BytesIO(data), name) for name, data in forty()]
    address = desk.send(ADD, desk.get(ADD).form(ADD), {"file": sent}).location
    work()
    page = desk.get(address)
    assert "40 of 40 read" in page.text
    assert [(row.name, row.reason) for row in all_of(ArticleImport) if row.status is not ImportStatus.READY] == []
    assert "Refresh" not in page.headers
