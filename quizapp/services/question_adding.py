"""Adding rows to the bank as drafts, batch by batch: a batch is one transaction with the count of what is done.

So whatever stops the work, no row is added twice: who goes on begins behind the last batch that was kept.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import insert, select, update

from quizapp.core.generation.checks import check_item, check_unproven
from quizapp.core.importing.questions.rows import Row
from quizapp.core.items import CitationRole, ItemStatus, Origin
from quizapp.extensions import db, only_reading
from quizapp.models.articles import Article
from quizapp.models.items import CitationRow, ItemRow, ItemVersion
from quizapp.models.question_imports import QuestionImport, QuestionImportStatus
from quizapp.services import audit, question_rows, tags
from quizapp.services.clock import utc_now
from quizapp.services.items import search_words
from quizapp.services.question_rows import Drafted, Source

BATCH = 100
"""Rows of one transaction. It costs fourteen statements at most, whatever their number."""


class Adding:
    """One import that the worker has in hand: its rows, and the texts of their articles."""

    def __init__(self, import_id: int, owner_id: int, rows: Sequence[dict[str, Any]]) -> None:
        """``rows`` as ``QuestionImport.rows`` has them."""
        self._import_id, self._owner_id = import_id, owner_id
        self._rows = rows
        self._sources: dict[int, Source] = {}

    def add_next(self, done: int) -> int | None:
        """Add the batch behind the first ``done`` rows; how many are done then.

        ``None`` where somebody stopped it meanwhile, or another worker has it: then nothing is kept.
        """
        batch = self._rows[done : done + BATCH]
        made = self._made(batch)
        drafts = [draft for draft, _ in made]
        versions = self._hold({draft.article_id for draft in drafts})
        if any(versions.get(draft.article_id, draft.version_id) != draft.version_id for draft in drafts):
            db.session.rollback()  # an article was corrected just now: the words are looked for in its new text
            return done
        there = question_rows.known(drafts)
        new = [(d, checks) for d, checks in made if d.identity not in there and d.article_id in versions]
        if new:
            self._store(new)
        if not self._count(done, len(batch), len(new)):
            db.session.rollback()
            return None
        db.session.commit()
        return done + len(batch)

    def _made(self, batch: Sequence[dict[str, Any]]) -> list[tuple[Drafted, list[dict[str, Any]]]]:
        """Drafts with the verdicts of their checks: the slow part, done before anything is locked."""
        with only_reading():
            self._sources = question_rows.renewed({row["article_id"] for row in batch}, self._sources)
            db.session.rollback()
        found = (
            question_rows.drafted(Row.from_json(row["row"]), self._sources[row["article_id"]])
            for row in batch
            if row["article_id"] in self._sources
        )
        return [
            (draft, _verdicts(draft, self._sources[draft.article_id])) for draft in found if not isinstance(draft, str)
        ]

    def _hold(self, article_ids: set[int]) -> dict[int, int]:
        """The newest versions of the teacher's articles, which nobody corrects until the batch is kept."""
        held = select(Article.id).where(Article.id.in_(article_ids), Article.owner_id == self._owner_id)
        own = list(db.session.scalars(held.order_by(Article.id).with_for_update(key_share=True)))
        return question_rows.newest_versions(own)

    def _store(self, new: Sequence[tuple[Drafted, list[dict[str, Any]]]]) -> None:
        now = utc_now()
        items = [
            {"article_id": d.article_id, "created_at": now, "search": search_words(d.content), "newest": 1}
            for d, _ in new
        ]
        item_ids = _inserted_items(items)
        shared = {"number": 1, "origin": Origin.IMPORTED, "author_id": self._owner_id, "status": ItemStatus.DRAFT}
        shared |= {"status_reason": "", "created_at": now}
        versions = [
            {**shared, **_content(draft), "item_id": item_id, "checks": checks}
            for item_id, (draft, checks) in zip(item_ids, new, strict=True)
        ]
        _cite(_inserted_versions(versions), [draft for draft, _ in new])
        named = {item_id: draft.tags for item_id, (draft, _) in zip(item_ids, new, strict=True) if draft.tags}
        if named:
            tags.tag_new(named, teacher_id=self._owner_id)
        audit.record_all("import", "item", item_ids, self._owner_id, question_import=self._import_id)

    def _count(self, done: int, gone_through: int, added: int) -> bool:
        """Note how far it is; whether it is this worker's still."""
        counted = db.session.execute(
            update(QuestionImport)
            .where(
                QuestionImport.id == self._import_id,
                QuestionImport.status == QuestionImportStatus.ADDING,
                QuestionImport.done == done,
            )
            .values(done=done + gone_through, added=QuestionImport.added + added, touched_at=utc_now())
        )
        return bool(counted.rowcount)  # type: ignore[attr-defined]


def _verdicts(draft: Drafted, source: Source) -> list[dict[str, Any]]:
    if draft.citation is None:
        verdicts = check_unproven(draft.content, draft.note)
    else:
        verdicts = check_item(draft.content, draft.citation, source.quotable.text)
    return [asdict(verdict) for verdict in verdicts]


def _content(draft: Drafted) -> dict[str, Any]:
    return {
        "interaction": draft.content.interaction,
        "kind": draft.kind,
        "stem": draft.content.stem,
        "options": [asdict(option) for option in draft.content.options],
        "key": dict(draft.content.key),
        "explanation": draft.content.explanation,
    }


def _inserted_items(values: Sequence[dict[str, Any]]) -> list[int]:
    """The ids of new items, in the order of their values. One statement.

    A database may give back new rows in any order, so each is known by what it says; those that say the same are alike.
    """
    made: dict[tuple[int, str], list[int]] = {}
    rows = db.session.execute(insert(ItemRow).returning(ItemRow.id, ItemRow.article_id, ItemRow.search), values)
    for item_id, article_id, search in rows:
        made.setdefault((article_id, search), []).append(item_id)
    return [made[value["article_id"], value["search"]].pop(0) for value in values]


def _inserted_versions(values: Sequence[dict[str, Any]]) -> list[int]:
    """The ids of new versions, in the order of their values. One statement."""
    rows = db.session.execute(insert(ItemVersion).returning(ItemVersion.item_id, ItemVersion.id), values)
    made = {row[0]: row[1] for row in rows}
    return [made[value["item_id"]] for value in values]


def _cite(version_ids: Sequence[int], drafts: Sequence[Drafted]) -> None:
    cited = [
        {
            "item_version_id": version_id,
            "article_version_id": draft.version_id,
            "role": CitationRole.SUPPORTS,
            "option": "",
            **asdict(draft.citation),
        }
        for version_id, draft in zip(version_ids, drafts, strict=True)
        if draft.citation is not None
    ]
    if cited:
        db.session.execute(insert(CitationRow), cited)
