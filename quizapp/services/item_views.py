"""Items as a teacher reads them: the newest versions with citations, checks and status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from quizapp.core.generation.evidence import evidence_stem
from quizapp.core.grading import Row, key_letters
from quizapp.core.items import CitationRole, ItemContent, ItemStatus, Option, Origin, Outcome, Verdict
from quizapp.core.text.citations import Citation
from quizapp.core.text.marking import Mark
from quizapp.extensions import db
from quizapp.models.articles import Article, FactRow
from quizapp.models.items import CitationRow, ItemRow, ItemVersion
from quizapp.services import articles
from quizapp.services.errors import Conflict, NotFound


@dataclass(frozen=True, slots=True)
class CitationValue:
    """A citation as stored: what it proves or which option it rules out."""

    role: CitationRole
    option: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the newest version of an item stands."""

    status: ItemStatus
    is_stale: bool
    """Whether it is asked, or waits for review, and cites a text of the article that was corrected since."""

    @property
    def is_waiting(self) -> bool:
        """Whether it is a draft that can be decided on as it stands."""
        return self.status is ItemStatus.DRAFT and not self.is_stale

    @property
    def can_be_asked(self) -> bool:
        """Whether a new quiz may ask it."""
        return self.status is ItemStatus.APPROVED and not self.is_stale


@dataclass(frozen=True, slots=True)
class ItemView(Standing):
    """The newest version of an item, as a teacher reviews it."""

    item_id: int
    version_id: int
    number: int
    article_id: int
    article_version_id: int
    fact_id: int | None
    kind: str
    content: ItemContent
    checks: tuple[Verdict, ...]
    origin: Origin
    status_reason: str
    citations: tuple[CitationValue, ...]

    @property
    def proof(self) -> Citation | None:
        """The citation that proves the key."""
        return next((value.citation for value in self.citations if value.role is CitationRole.SUPPORTS), None)

    @property
    def refutations(self) -> dict[str, Citation]:
        """Citations by the option that they rule out."""
        return {v.option: v.citation for v in self.citations if v.role is CitationRole.REFUTES}

    @property
    def has_failed_check(self) -> bool:
        """Whether any check failed."""
        return any(verdict.outcome is Outcome.FAIL for verdict in self.checks)


def content_of(row: ItemVersion) -> ItemContent:
    """The content of a stored version."""
    options = tuple(Option(**option) for option in row.options)
    return ItemContent(row.interaction, row.stem, row.key, options, row.explanation)


def verdicts_of(checks: Sequence[Mapping[str, str]]) -> tuple[Verdict, ...]:
    """The verdicts of a stored version."""
    return tuple(Verdict(v["name"], Outcome(v["outcome"]), v["note"]) for v in checks)


EDITED = "This question has been edited since. Open it again from its article."
COUNTED = (ItemStatus.DRAFT, ItemStatus.APPROVED)
"""Questions that nobody set aside."""


def _current() -> Select[ItemVersion, ItemRow, bool]:
    newest = select(func.max(ItemVersion.number)).where(ItemVersion.item_id == ItemRow.id).correlate(ItemRow)
    return (
        select(ItemVersion, ItemRow, articles.cites_older_text(ItemVersion.id, ItemRow.article_id))
        .join(ItemRow, ItemRow.id == ItemVersion.item_id)
        .join(Article, Article.id == ItemRow.article_id)
        .where(ItemVersion.number == newest.scalar_subquery())
    )


def _views(rows: Sequence[tuple[ItemVersion, ItemRow, bool]]) -> list[ItemView]:
    ids = [version.id for version, _, _ in rows]
    cited: dict[int, list[CitationRow]] = {}
    for row in db.session.scalars(
        select(CitationRow).where(CitationRow.item_version_id.in_(ids)).order_by(CitationRow.id)
    ):
        cited.setdefault(row.item_version_id, []).append(row)
    return [_view(version, item, cited.get(version.id, []), is_stale=old) for version, item, old in rows]


def citation_value(row: CitationRow) -> CitationValue:
    """A stored citation as a value."""
    return CitationValue(row.role, row.option, Citation(row.start, row.end, row.exact, row.prefix, row.suffix))


def mark_of(value: CitationValue, rows: Sequence[Row], key: str) -> Mark:
    """The mark that a citation puts into the article: it names options by their letters, else the ``key``."""
    start, end = value.citation.start, value.citation.end
    if value.role is CitationRole.SUPPORTS:
        return Mark(start, end, "proves", f"proves {key_letters(rows) or key}")
    letter = next((row.sign for row in rows if row.option == value.option), "")
    return Mark(start, end, "refutes", f"rules out {letter}".strip())


def _view(version: ItemVersion, item: ItemRow, cited: list[CitationRow], *, is_stale: bool) -> ItemView:
    return ItemView(
        item_id=item.id,
        version_id=version.id,
        number=version.number,
        article_id=item.article_id,
        article_version_id=cited[0].article_version_id if cited else 0,
        fact_id=item.fact_id,
        kind=version.kind,
        content=content_of(version),
        checks=verdicts_of(version.checks),
        origin=version.origin,
        status=version.status,
        status_reason=version.status_reason,
        citations=tuple(citation_value(row) for row in cited),
        is_stale=is_stale and version.status in COUNTED,
    )


def article_items(article_id: int, *, teacher_id: int) -> list[ItemView]:
    """The newest version of every item of an article, in the order they were made. Two statements.

    A question for the proof stands behind the question it belongs to.
    """
    views = _found(_current().where(Article.id == article_id, articles.visible_to(teacher_id)).order_by(ItemRow.id))
    return [views[n] for n in in_order([view.content.stem for view in views])]


def chosen_items(item_ids: Sequence[int], *, teacher_id: int) -> list[ItemView]:
    """The newest versions of those of the items that are on the teacher's desk, in the order given. Two statements."""
    views = _found(_current().where(ItemRow.id.in_(item_ids), articles.visible_to(teacher_id)))
    places = {item_id: n for n, item_id in enumerate(item_ids)}
    return sorted(views, key=lambda view: places[view.item_id])


def in_order(stems: Sequence[str]) -> list[int]:
    """The places of questions in the order of a list: those for the proof behind the questions they belong to."""
    places = {evidence_stem(stem): n for n, stem in enumerate(stems)}
    return sorted(range(len(stems)), key=lambda n: (places.get(stems[n], n), n))


def _found(query: Select[ItemVersion, ItemRow, bool]) -> list[ItemView]:
    return _views([(version, item, old) for version, item, old in db.session.execute(query)])


def item_view(version_id: int, *, teacher_id: int) -> ItemView:
    """One newest version. Raises ``NotFound`` for an unknown or somebody else's, ``Conflict`` for an older one."""
    row = db.session.execute(
        select(ItemVersion, ItemRow, articles.cites_older_text(ItemVersion.id, ItemRow.article_id))
        .join(ItemRow, ItemRow.id == ItemVersion.item_id)
        .join(Article, Article.id == ItemRow.article_id)
        .where(ItemVersion.id == version_id, articles.visible_to(teacher_id))
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such question on your desk.")
    newest = db.session.scalar(select(func.max(ItemVersion.number)).where(ItemVersion.item_id == row[1].id))
    if newest != row[0].number:
        raise Conflict(EDITED)
    return _views([(row[0], row[1], row[2])])[0]


def facts_of(article_version_id: int) -> list[FactRow]:
    """The facts found in an article version, in the order of the text."""
    query = select(FactRow).where(FactRow.article_version_id == article_version_id)
    return list(db.session.scalars(query.order_by(FactRow.position)))


def fact_and_stems(fact_id: int) -> tuple[tuple[int, int, str], list[str]]:
    """Where a fact stands and its words, and the stems of all questions there ever were on it."""
    fact = db.session.get_one(FactRow, fact_id)
    stems = (
        select(ItemVersion.stem)
        .join(ItemRow, ItemRow.id == ItemVersion.item_id)
        .where(ItemRow.fact_id == fact_id)
        .order_by(ItemVersion.id)
    )
    return (fact.start, fact.end, fact.claim), list(db.session.scalars(stems))
