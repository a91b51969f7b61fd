"""The item bank: adding and editing items, approving, rejecting, listing drafts with their proof."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import select, update

from quizapp.core.grading import interaction, interaction_names, quotation_problems
from quizapp.core.items import CitationRole, ItemContent, ItemStatus, Origin, Verdict
from quizapp.core.text.citations import Citation, is_verbatim
from quizapp.extensions import db
from quizapp.models.articles import Article, ArticleVersion, FactRow
from quizapp.models.items import Approval, CitationRow, ItemRow, ItemVersion
from quizapp.services import articles, audit, replacing
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.item_views import EDITED, citation_value, content_of, item_view

STEM_LIMIT = 2000


def content_problems(content: ItemContent, text: str) -> dict[str, list[str]]:
    """What is wrong with an item's content, by field; ``text`` is the article's."""
    found: dict[str, list[str]] = {}
    if content.interaction not in interaction_names():
        return {"interaction": ["There is no such kind of question."]}
    if not content.stem.strip():
        found["stem"] = ["Write the question."]
    elif len(content.stem) > STEM_LIMIT:
        found["stem"] = [f"Keep the question to {STEM_LIMIT} characters."]
    if not content.explanation.strip():
        found["explanation"] = ["Say why the answer is right."]
    for problem in (*interaction(content.interaction).problems(content), *quotation_problems(content, text)):
        found.setdefault(problem.field, []).append(problem.message)
    return found


def search_words(content: ItemContent) -> str:
    """The words of an item in small letters, as the bank searches in them."""
    options = [option.text for option in content.options]
    key = interaction(content.interaction).key_text(content)
    return " ".join(" ".join([content.stem, *options, key, content.explanation]).lower().split())


def _article_version(article_id: int) -> tuple[int, str]:
    row = db.session.execute(
        select(ArticleVersion.id, ArticleVersion.text)
        .where(ArticleVersion.article_id == article_id)
        .order_by(ArticleVersion.number.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such article.")
    return row.id, row.text


def _validate(content: ItemContent, citations: Iterable[Citation], text: str) -> None:
    found = content_problems(content, text)
    if not all(is_verbatim(text, citation) for citation in citations):
        found["citation"] = ["These words do not stand in the article just so. Choose them in the text again."]
    if found:
        raise Invalid(found)


def _validate_fact(fact_id: int | None, article_version_id: int) -> None:
    fact = None if fact_id is None else db.session.get(FactRow, fact_id)
    if fact_id is not None and (fact is None or fact.article_version_id != article_version_id):
        raise NotFound("There is no such fact in this article.")


def insert_version(  # noqa: PLR0913
    item: ItemRow,
    number: int,
    content: ItemContent,
    *,
    citation: Citation,
    refutations: Mapping[str, Citation],
    article_version_id: int,
    kind: str,
    origin: Origin,
    author_id: int | None,
    checks: Sequence[Verdict],
) -> ItemVersion:
    """Add a version with its citations to the open transaction; the caller has validated it."""
    row = ItemVersion(
        item_id=item.id,
        number=number,
        interaction=content.interaction,
        kind=kind,
        stem=content.stem,
        options=[asdict(option) for option in content.options],
        key=dict(content.key),
        explanation=content.explanation,
        checks=[asdict(verdict) for verdict in checks],
        origin=origin,
        author_id=author_id,
        status=ItemStatus.DRAFT,
        created_at=utc_now(),
    )
    db.session.add(row)
    item.search, item.newest = search_words(content), number
    db.session.flush()
    cited = [(CitationRole.SUPPORTS, "", citation), *((CitationRole.REFUTES, o, c) for o, c in refutations.items())]
    db.session.add_all(
        CitationRow(
            item_version_id=row.id, article_version_id=article_version_id, role=role, option=option, **asdict(c)
        )
        for role, option, c in cited
    )
    return row


def add_item(  # noqa: PLR0913
    article_id: int,
    content: ItemContent,
    citation: Citation,
    *,
    refutations: Mapping[str, Citation] | None = None,
    kind: str,
    origin: Origin,
    author_id: int | None = None,
    fact_id: int | None = None,
    run_id: int | None = None,
    checks: Sequence[Verdict] = (),
) -> int:
    """Store a new item as a draft; the id of its first version.

    Raises ``Invalid`` by field where it cannot be asked or a citation is not verbatim, ``NotFound`` for a fact of
    another text.
    """
    refutations = refutations or {}
    version_id, text = _article_version(article_id)
    _validate_fact(fact_id, version_id)
    _validate(content, [citation, *refutations.values()], text)
    item = ItemRow(article_id=article_id, fact_id=fact_id, generation_run_id=run_id, created_at=utc_now())
    db.session.add(item)
    db.session.flush()
    row = insert_version(
        item,
        1,
        content,
        citation=citation,
        refutations=refutations,
        article_version_id=version_id,
        kind=kind,
        origin=origin,
        author_id=author_id,
        checks=checks,
    )
    audit.record("add", "item", item.id, author_id)
    db.session.commit()
    return row.id


def edit_item(  # noqa: PLR0913
    version_id: int,
    content: ItemContent,
    citation: Citation,
    *,
    teacher_id: int,
    refutations: Mapping[str, Citation] | None = None,
    checks: Sequence[Verdict] = (),
) -> int:
    """Store a changed item as a new version, a draft again; its id.

    Raises ``NotFound`` for somebody else's, ``Conflict`` where another edit came first, ``Invalid`` by field.
    """
    of_version = select(ItemVersion.item_id).where(ItemVersion.id == version_id).scalar_subquery()
    db.session.execute(select(ItemRow.id).where(ItemRow.id == of_version).with_for_update())  # edits come one by one
    view = item_view(version_id, teacher_id=teacher_id)
    refutations = refutations or {}
    article_version_id, text = _article_version(view.article_id)
    _validate(content, [citation, *refutations.values()], text)
    item = db.session.get_one(ItemRow, view.item_id)
    row = insert_version(
        item,
        view.number + 1,
        content,
        citation=citation,
        refutations=refutations,
        article_version_id=article_version_id,
        kind=view.kind if content.interaction == view.content.interaction else interaction(content.interaction).KIND,
        origin=Origin.WRITTEN,
        author_id=teacher_id,
        checks=checks,
    )
    audit.record("edit", "item", item.id, teacher_id, version=row.number)
    db.session.commit()
    return row.id


def _settle(version_id: int, status: ItemStatus, reviewer_id: int | None, reason: str = "") -> None:
    db.session.execute(
        update(ItemVersion)
        .where(ItemVersion.id == version_id)
        .values(status=status, status_reason=reason, reviewer_id=reviewer_id, reviewed_at=utc_now())
    )


def _owned(version_id: int, reviewer_id: int | None) -> ItemVersion:
    """A version the reviewer may decide on; ``None`` is the system, which decides on the built-in items only."""
    allowed = Article.owner_id.is_(None) if reviewer_id is None else Article.owner_id == reviewer_id
    row = db.session.scalar(
        select(ItemVersion)
        .join(ItemRow, ItemRow.id == ItemVersion.item_id)
        .join(Article, Article.id == ItemRow.article_id)
        .where(ItemVersion.id == version_id, allowed)
        .with_for_update(of=ItemVersion, key_share=True)  # of two decisions at once the second sees the first
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound("There is no such question on your desk.")
    return row


def approve(item_version_id: int, *, reviewer_id: int | None) -> None:
    """Say that a version may be asked; the approved question whose place it takes is retired.

    Raises ``NotFound`` for somebody else's, ``Conflict`` where it is approved already, was edited since, has no supporting
    citation that stands in the article word for word, cites a text that was corrected since, or quotes what the article
    does not say.
    """
    of_version = select(ItemVersion.item_id).where(ItemVersion.id == item_version_id).scalar_subquery()
    articles.lock(select(ItemRow.article_id).where(ItemRow.id == of_version).scalar_subquery())
    version = _owned(item_version_id, reviewer_id)
    if version.status is ItemStatus.APPROVED:
        raise Conflict("This question is approved already.")
    if version.number < db.session.scalars(select(ItemRow.newest).where(ItemRow.id == version.item_id)).one():
        raise Conflict(EDITED)
    proof = db.session.execute(
        select(CitationRow, ArticleVersion.text, articles.newest_id(ArticleVersion.article_id))
        .join(ArticleVersion, ArticleVersion.id == CitationRow.article_version_id)
        .where(CitationRow.item_version_id == version.id, CitationRow.role == CitationRole.SUPPORTS)
        .order_by(CitationRow.id)
    ).first()
    if proof is None or not is_verbatim(proof[1], citation_value(proof[0]).citation):
        raise Conflict(
            "This question cites no words of the article, so it cannot be approved. Edit it and choose them."
        )
    if proof[0].article_version_id != proof[2]:
        raise Conflict("The text of the article was corrected since. Look at this question again from its article.")
    if quotation_problems(content_of(version), proof[1]):
        raise Conflict("One of these sentences does not stand in the article word for word. Edit the question first.")
    if db.session.get(Approval, version.id) is None:
        db.session.add(
            Approval(
                item_version_id=version.id, citation_id=proof[0].id, reviewer_id=reviewer_id, approved_at=utc_now()
            )
        )
        db.session.flush()
    before = {"was": version.status.value, "was_reason": version.status_reason}
    _settle(version.id, ItemStatus.APPROVED, reviewer_id)
    retired = replacing.retire_for([version.id], reviewer_id)
    audit.record("approve", "item_version", version.id, reviewer_id, **before, **retired)
    db.session.commit()


def reject(item_version_id: int, *, reviewer_id: int, reason: str = "") -> None:
    """Set a version aside, with a reason that is only kept. Raises ``NotFound`` for somebody else's."""
    version = _owned(item_version_id, reviewer_id)
    status = ItemStatus.RETIRED if version.status is ItemStatus.APPROVED else ItemStatus.REJECTED
    kept = reason.strip()[:500]
    before = {"was": version.status.value, "was_reason": version.status_reason}
    _settle(version.id, status, reviewer_id, kept)
    audit.record(status.value, "item_version", version.id, reviewer_id, reason=kept, **before)
    db.session.commit()
