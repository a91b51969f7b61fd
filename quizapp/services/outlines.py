"""The questions of an article in short, where thousands may stand on it: where each stands and its stem, no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select

from quizapp.core.items import CitationRole, Outcome, Verdict
from quizapp.extensions import db
from quizapp.models.articles import Article
from quizapp.models.items import CitationRow, ItemRow, ItemVersion
from quizapp.services import articles
from quizapp.services.item_views import COUNTED, Standing, in_order, verdicts_of


@dataclass(frozen=True, slots=True)
class Entry(Standing):
    """The newest version of one item."""

    item_id: int
    version_id: int
    fact_id: int | None
    stem: str
    is_sound: bool
    """Whether it passes every check and cites its proof."""

    @property
    def passes(self) -> bool:
        """Whether it is a draft that may be approved with others at once."""
        return self.is_waiting and self.is_sound


@dataclass(frozen=True, slots=True)
class Outline:
    """All items of an article, in the order of ``item_views.article_items``."""

    entries: tuple[Entry, ...]

    @property
    def waiting(self) -> list[Entry]:
        """Drafts that can be decided on."""
        return [entry for entry in self.entries if entry.is_waiting]

    @property
    def passing(self) -> list[Entry]:
        """Drafts that may be approved at once."""
        return [entry for entry in self.entries if entry.passes]

    def passing_after(self, version_id: int | None) -> list[Entry]:
        """Those of them that stand behind a version in the list, whatever became of it; all where it is not there."""
        at = next((n for n, entry in enumerate(self.entries) if entry.version_id == version_id), -1)
        return [entry for entry in self.entries[at + 1 :] if entry.passes]

    @property
    def approved(self) -> list[Entry]:
        """Questions that a new quiz may ask."""
        return [entry for entry in self.entries if entry.can_be_asked]

    @property
    def aside(self) -> list[Entry]:
        """Questions that somebody set aside or retired."""
        return [entry for entry in self.entries if entry.status not in COUNTED]

    @property
    def stale(self) -> int:
        """How many are to be looked at again, because the text was corrected."""
        return sum(entry.is_stale for entry in self.entries)


def outline(article_id: int, *, teacher_id: int) -> Outline:
    """The outline of an article's items; empty for somebody else's. One statement."""
    has_proof = exists().where(CitationRow.item_version_id == ItemVersion.id, CitationRow.role == CitationRole.SUPPORTS)
    rows = db.session.execute(
        select(
            ItemRow.id,
            ItemVersion.id.label("version_id"),
            ItemRow.fact_id,
            ItemVersion.status,
            ItemVersion.stem,
            ItemVersion.checks,
            articles.cites_older_text(ItemVersion.id, ItemRow.article_id).label("is_stale"),
            has_proof.label("has_proof"),
        )
        .join(ItemVersion, (ItemVersion.item_id == ItemRow.id) & (ItemVersion.number == ItemRow.newest))
        .join(Article, Article.id == ItemRow.article_id)
        .where(Article.id == article_id, articles.visible_to(teacher_id))
        .order_by(ItemRow.id)
    ).all()
    entries = [
        Entry(
            row.status,
            row.is_stale and row.status in COUNTED,
            row.id,
            row.version_id,
            row.fact_id,
            row.stem,
            row.has_proof and _all_passed(verdicts_of(row.checks)),
        )
        for row in rows
    ]
    return Outline(tuple(entries[n] for n in in_order([row.stem for row in rows])))


def _all_passed(checks: Sequence[Verdict]) -> bool:
    """Whether there are checks and every one of them passed."""
    return bool(checks) and all(verdict.outcome is Outcome.PASS for verdict in checks)
