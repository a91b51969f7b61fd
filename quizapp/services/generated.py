"""What a generation run found, stored: facts and drafts, in the open transaction."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from quizapp.core.items import ItemDraft, Origin
from quizapp.extensions import db
from quizapp.models.articles import PassageRow
from quizapp.models.items import ItemRow
from quizapp.services import fact_rows
from quizapp.services.clock import utc_now
from quizapp.services.fact_rows import NewFact
from quizapp.services.items import insert_version

if TYPE_CHECKING:
    from quizapp.core.generation.facts import Fact


def store_facts(version_id: int, facts: Sequence["Fact"]) -> list[int]:
    """Ids of the facts in their order; those of an earlier run over the same text are used again. Four statements."""
    passages = {
        number: passage_id
        for passage_id, number in db.session.execute(
            select(PassageRow.id, PassageRow.number).where(PassageRow.article_version_id == version_id)
        )
    }
    ids = fact_rows.store_facts(
        version_id,
        (NewFact(passages[f.passage], f.kind, f.claim, f.start, f.end, f.weight) for f in facts),
    )
    return [ids[fact.stated] for fact in facts]


def store_draft(draft: ItemDraft, article_id: int, version_id: int, run_id: int, facts: Sequence[int]) -> None:
    """Add a draft of a run to the open transaction; ``facts`` are the ids of the run's."""
    item = ItemRow(
        article_id=article_id,
        fact_id=None if draft.fact is None else facts[draft.fact],
        generation_run_id=run_id,
        created_at=utc_now(),
    )
    db.session.add(item)
    db.session.flush()
    insert_version(
        item,
        1,
        draft.content,
        citation=draft.citation,
        refutations=draft.refutations,
        article_version_id=version_id,
        kind=draft.kind,
        origin=Origin.GENERATED,
        author_id=None,
        checks=draft.checks,
    )
