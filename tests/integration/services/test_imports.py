"""Articles on their way in: read by the worker under limits, stopped, found again after a crash, saved once."""

import datetime as dt

import pytest
from flask import current_app
from sqlalchemy import select, update

from quizapp.core.importing.found import Unreadable
from quizapp.extensions import db
from quizapp.models.articles import Article, GenerationRun
from quizapp.models.imports import ArticleImport, ImportStatus
from quizapp.services import article_details, articles, import_previews, imports
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.reading_apart import BROKEN, SLOW, Limits, ReadingStopped, read_apart
from tests import files
from tests.samples import TEXT, TITLE, make_teacher

pytestmark = pytest.mark.usefixtures("app")
GOOD = ("bridge.docx", files.word_file())


def statuses(batch: str, owner_id: int) -> list[ImportStatus]:
    found = [view.status for view in imports.batch_view(batch, owner_id=owner_id)]
    db.session.rollback()
    return found


def read_all(batch: str) -> list[int]:
    ids = list(db.session.scalars(select(ArticleImport.id).filter_by(batch=batch).order_by(ArticleImport.id)))
    db.session.rollback()
    for import_id in ids:
        imports.run(import_id)
    return ids


def stored(import_id: int) -> ArticleImport:
    row = db.session.get_one(ArticleImport, import_id)
    db.session.rollback()
    return row


def test_files_are_read_one_by_one_and_a_bad_one_spoils_no_other() -> None:
    vera = make_teacher().id
    batch = imports.request_files([GOOD, ("a.pdf", b"%PDF-1.4 broken"), ("b.html", b"<p></p>")], owner_id=vera)
    ids = read_all(batch)
    assert statuses(batch, vera) == [ImportStatus.READY, ImportStatus.FAILED, ImportStatus.FAILED]
    views = imports.batch_view(batch, owner_id=vera)
    assert views[0].title == "The bridge at Orrin"
    assert "damaged" in views[1].reason
    db.session.rollback()
    assert [stored(import_id).data for import_id in ids] == [None, None, None]
    assert db.session.scalars(select(Article)).all() == []


def test_what_was_found_becomes_an_article_that_is_read_once() -> None:
    vera = make_teacher().id
    (import_id,) = read_all(imports.request_files([GOOD], owner_id=vera))
    seen = import_previews.preview(import_id, owner_id=vera)
    assert (seen.details.author, seen.details.published_on) == ("A. Writer", dt.date(2019, 5, 4))
    article_id = import_previews.save(import_id, seen.details, {0, 1, 3}, owner_id=vera)
    article = articles.article_text(article_id, teacher_id=vera)
    assert [p.of(article.text) for p in article.passages] == [
        files.HEADING,
        files.PARAGRAPHS[0],
        files.PARAGRAPHS[2],
    ]
    assert (article.language, article.published_on) == ("en-GB", dt.date(2019, 5, 4))
    assert len(db.session.scalars(select(GenerationRun)).all()) == 1
    with pytest.raises(Conflict):
        import_previews.save(import_id, seen.details, seen.kept, owner_id=vera)
    assert len(db.session.scalars(select(Article)).all()) == 1


def test_what_cannot_be_saved_is_told_and_stays() -> None:
    vera = make_teacher().id
    (import_id,) = read_all(imports.request_files([GOOD], owner_id=vera))
    seen = import_previews.preview(import_id, owner_id=vera)
    with pytest.raises(Invalid, match="too short"):
        import_previews.save(import_id, seen.details, {0}, owner_id=vera)
    assert stored(import_id).status is ImportStatus.READY


def test_a_batch_is_saved_as_found_without_captions_and_never_twice() -> None:
    vera = make_teacher().id
    page = files.web_page().encode()
    batch = imports.request_files([("a.html", page), ("b.html", page), ("c.txt", b"Too short.")], owner_id=vera)
    read_all(batch)
    saved = import_previews.save_all(batch, owner_id=vera)
    assert (saved.articles, saved.left) == (1, 2)
    text = articles.article_text(db.session.scalars(select(Article.id)).one(), teacher_id=vera).text
    assert files.CAPTION not in text
    assert files.PARAGRAPHS[0] in text


def test_what_is_stopped_is_not_read_and_what_was_read_stays() -> None:
    vera = make_teacher().id
    batch = imports.request_files([GOOD, GOOD, GOOD], owner_id=vera)
    first, *rest = db.session.scalars(select(ArticleImport.id).order_by(ArticleImport.id)).all()
    db.session.rollback()
    imports.run(first)
    imports.stop(batch, owner_id=vera)
    for import_id in rest:
        imports.run(import_id)
    assert statuses(batch, vera) == [ImportStatus.READY, ImportStatus.STOPPED, ImportStatus.STOPPED]
    assert [stored(import_id).data for import_id in rest] == [None, None]


def test_what_a_dead_worker_left_behind_is_read_by_the_next() -> None:
    vera = make_teacher().id
    batch = imports.request_files([GOOD, GOOD], owner_id=vera)
    long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    db.session.execute(update(ArticleImport).values(status=ImportStatus.READING, started_at=long_ago))
    db.session.commit()
    current_app.extensions["quizapp_queue"].flush()
    assert imports.requeue_stale() == 2
    queue = current_app.extensions["quizapp_queue"]
    while (task := queue.dequeue()) is not None:
        queue.execute(task)
    assert statuses(batch, vera) == [ImportStatus.READY, ImportStatus.READY]


def test_too_many_or_too_large_files_are_refused_as_a_whole() -> None:
    vera = make_teacher().id
    for given in ([], [GOOD] * 41, [GOOD, ("large.pdf", b"x" * (5 * 1024 * 1024 + 1))]):
        with pytest.raises(Invalid):
            imports.request_files(given, owner_id=vera)
    for _ in range(3):
        imports.request_files([GOOD] * 40, owner_id=vera)
    with pytest.raises(Invalid, match="wait already"):
        imports.request_files([GOOD], owner_id=vera)
    assert len(db.session.scalars(select(ArticleImport)).all()) == 120


def test_somebody_elses_import_is_not_there() -> None:
    vera, karl = make_teacher().id, make_teacher("karl@school.org", "Karl").id
    batch = imports.request_files([GOOD], owner_id=vera)
    (import_id,) = read_all(batch)
    for deed in (
        lambda: imports.batch_view(batch, owner_id=karl),
        lambda: imports.stop(batch, owner_id=karl),
        lambda: import_previews.preview(import_id, owner_id=karl),
        lambda: import_previews.drop(import_id, owner_id=karl),
        lambda: import_previews.save_all(batch, owner_id=karl),
    ):
        with pytest.raises(NotFound):
            deed()


def test_addresses_are_fetched_only_where_the_server_is_told_to() -> None:
    vera = make_teacher().id
    with pytest.raises(Invalid, match="fetches no addresses"):
        imports.request_address("https://example.org/", owner_id=vera)
    current_app.config["FETCH_ADDRESSES"] = True
    for address in ("file:///etc/passwd", "http://[", "http://"):
        with pytest.raises(Invalid, match="begins with http"):
            imports.request_address(address, owner_id=vera)
    batch = imports.request_address("http://127.0.0.1/", owner_id=vera)
    read_all(batch)
    (view,) = imports.batch_view(batch, owner_id=vera)
    assert view.status is ImportStatus.FAILED
    assert "could not be read" in view.reason


def test_pasted_text_may_wait_to_be_looked_through() -> None:
    vera = make_teacher().id
    text = articles.normalize_text(f"{TEXT}\n\n{files.CAPTION}")
    assert import_previews.has_leftovers(text)
    assert not import_previews.has_leftovers(TEXT)
    details = article_details.ArticleDetails(TITLE, text=text, published_on=dt.date(2020, 1, 2))
    seen = import_previews.preview(imports.offer_text(details, owner_id=vera), owner_id=vera)
    assert seen.text(seen.kept) == TEXT
    assert seen.details.published_on == dt.date(2020, 1, 2)


def test_a_file_larger_than_a_pipe_is_read_whole() -> None:
    """A child that is given its input by ``communicate`` with a timeout waits for ever for the rest of it."""
    data = files.PARAGRAPHS[0].encode() * 2_000
    found = read_apart(data, "a.txt", is_stopped=lambda: False)
    assert len(found.blocks[0].text) == len(data)


def test_reading_ends_at_its_limits_and_when_it_is_stopped() -> None:
    data = files.word_file(["A paragraph."] * 60_000)
    with pytest.raises(Unreadable) as error:
        read_apart(data, "a.docx", is_stopped=lambda: False, limits=Limits(seconds=0))
    assert str(error.value) == SLOW
    with pytest.raises(Unreadable) as error:
        read_apart(data, "a.docx", is_stopped=lambda: False, limits=Limits(megabytes=40))
    assert str(error.value) == BROKEN
    with pytest.raises(ReadingStopped):
        read_apart(data, "a.docx", is_stopped=lambda: True)


def test_the_reading_process_knows_none_of_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in its surroundings names the database or a secret."""
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", "postgresql://user:password@host/name")
    seen: list[dict[str, str]] = []
    real = __import__("subprocess").Popen

    def noting(*args: object, **more: object) -> object:
        seen.append(more["env"])  # type: ignore[arg-type]
        return real(*args, **more)

    monkeypatch.setattr("quizapp.services.reading_apart.subprocess.Popen", noting)
    read_apart(*GOOD[::-1], is_stopped=lambda: False)
    assert not any("QUIZAPP" in name for name in seen[0])
