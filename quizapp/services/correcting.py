"""Correcting an article: a new version of its text, and what becomes of the questions and facts that cite the old one.

Questions whose cited words stand as they did are carried over with their approval; the others are stale until their
teacher has looked at them again (``looking_again``). Nothing that was published or taken changes.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select, update

from quizapp.core.generation.checks import check_item
from quizapp.core.items import CitationRole, ItemStatus, Verdict
from quizapp.core.text.citations import Citation, cite
from quizapp.core.text.recheck import Correction, Fate, Followed, worst
from quizapp.extensions import db
from quizapp.models.articles import Article, ArticleVersion, FactRow, PassageRow
from quizapp.models.items import Approval, CitationRow, ItemRow, ItemVersion
from quizapp.services import article_details, articles, audit, generation, item_views
from quizapp.services.article_details import ArticleDetails
from quizapp.services.articles import ArticleText
from quizapp.services.clock import utc_now
from quizapp.services.errors import Conflict, Invalid, NotFound
from quizapp.services.fact_rows import NewFact, store_facts
from quizapp.services.item_views import COUNTED, CitationValue, ItemView
from quizapp.services.items import content_problems, insert_version

CARRIED = (Fate.UNMOVED, Fate.MOVED)
_DETAILS = ("title", "author", "publisher", "address", "published_on", "language")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a correction does to one question: what became of each of its citations, in their order."""

    view: ItemView
    followed: tuple[Followed, ...]
    correction: Correction
    """From the text that the question cites."""
    problems: Mapping[str, Sequence[str]]
    """What keeps it from being asked on the new text, by field."""

    @property
    def fate(self) -> Fate:
        """The worst of its citations'; changed where they stand but what it quotes does not."""
        found = worst(one.fate for one in self.followed)
        return Fate.CHANGED if found in CARRIED and self.problems else found

    @property
    def cited(self) -> list[tuple[CitationValue, Followed]]:
        """Each citation with what became of it."""
        return list(zip(self.view.citations, self.followed, strict=True))

    @property
    def proof(self) -> Citation | None:
        """Where the words that prove the key stand now."""
        return next((f.citation for value, f in self.cited if value.role is CitationRole.SUPPORTS), None)

    @property
    def refutations(self) -> dict[str, Citation]:
        """Where the words that rule options out stand now; without those that are lost."""
        return {v.option: f.citation for v, f in self.cited if v.role is CitationRole.REFUTES and f.citation}


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction did: how many questions met which fate; nothing where the text stayed the same."""

    is_new_text: bool
    is_changed: bool
    """Whether anything at all is another."""
    fates: Mapping[Fate, int]


def effects(views: Sequence[ItemView], text: str) -> list[Effect]:
    """What becomes of the questions that nobody set aside when their article reads ``text``. One statement."""
    counted = [view for view in views if view.status in COUNTED and view.citations]
    cited = {view.article_version_id for view in counted}
    rows = db.session.execute(select(ArticleVersion.id, ArticleVersion.text).where(ArticleVersion.id.in_(cited)))
    corrections = {row.id: Correction(row.text, text) for row in rows}
    return [_effect(view, corrections[view.article_version_id], text) for view in counted]


def _effect(view: ItemView, correction: Correction, text: str) -> Effect:
    followed = tuple(correction.follow(value.citation) for value in view.citations)
    return Effect(view, followed, correction, content_problems(view.content, text))


def preview(article_id: int, details: ArticleDetails, *, teacher_id: int) -> list[Effect] | None:
    """What would become of the questions; ``None`` where the text stays the same. Nothing is stored.

    Raises as ``correct`` does.
    """
    article = to_correct(article_id, teacher_id)
    details = article_details.tidy(details)
    article_details.check(details)
    if details.text == article.text:
        return None
    views = item_views.article_items(article_id, teacher_id=teacher_id)
    return effects(views, details.text)


def to_correct(article_id: int, teacher_id: int) -> ArticleText:
    """A teacher's article. Raises ``NotFound`` for somebody else's and the built-in one."""
    article = articles.article_text(article_id, teacher_id=teacher_id)
    if article.is_builtin:
        raise NotFound("There is no such article on your desk.")
    return article


def correct(article_id: int, details: ArticleDetails, *, teacher_id: int, seen_version_id: int) -> Corrected:
    """Give an article other details or another text, and carry over what still stands, in one transaction.

    ``seen_version_id`` is the version that the teacher corrected. The same text makes no version. Raises ``NotFound`` for
    somebody else's and the built-in article, ``Invalid`` by field, ``Conflict`` where another correction came first or
    the article is being read.
    """
    row = articles.own_article(article_id, teacher_id)
    article = articles.article_text(article_id, teacher_id=teacher_id)
    details = article_details.tidy(details)
    article_details.check(details)
    if article.version_id != seen_version_id:
        raise Conflict("This text was corrected in the meantime. Open it again and look at it first.")
    is_new = details.text != article.text
    run = generation.last_run(article.version_id)
    if is_new and run is not None and run.is_active:
        raise Conflict("quizapp is reading this article just now. Wait until it is done, or stop it first.")
    changed = _set_details(row, details)
    if changed:
        audit.record("describe", "article", article_id, teacher_id, changed=changed)
    fates = _set_text(article, details.text, teacher_id) if is_new else Counter()
    db.session.commit()
    return Corrected(is_new, is_new or bool(changed), fates)


def _set_details(row: Article, details: ArticleDetails) -> list[str]:
    """The names of the details that are others now."""
    changed = [name for name in _DETAILS if getattr(row, name) != getattr(details, name)]
    for name in changed:
        setattr(row, name, getattr(details, name))
    return changed


def _set_text(article: ArticleText, text: str, teacher_id: int) -> Counter[Fate]:
    _lock_items(article.article_id)
    found = effects(item_views.article_items(article.article_id, teacher_id=teacher_id), text)
    number = select(func.max(ArticleVersion.number)).where(ArticleVersion.article_id == article.article_id)
    version_id = articles.insert_text(article.article_id, db.session.scalars(number).one() + 1, text)
    _carry_facts(article.article_id, version_id, text)
    for effect in found:
        if effect.fate in CARRIED:
            _carry(effect, version_id, text, teacher_id)
    fates = Counter(effect.fate for effect in found)
    audit.record(
        "correct",
        "article",
        article.article_id,
        teacher_id,
        version=version_id,
        fates={f.value: fates[f] for f in Fate},
    )
    return fates


def _lock_items(article_id: int) -> None:
    """Edits and decisions wait, and are told afterwards that the question is another."""
    db.session.flush()
    items = select(ItemRow.id).where(ItemRow.article_id == article_id).order_by(ItemRow.id)
    db.session.execute(items.with_for_update(key_share=True))
    versions = (
        select(ItemVersion.id)
        .join(ItemRow, (ItemRow.id == ItemVersion.item_id) & (ItemRow.newest == ItemVersion.number))
        .where(ItemRow.article_id == article_id)
        .order_by(ItemVersion.id)
    )
    db.session.execute(versions.with_for_update(of=ItemVersion, key_share=True))
    db.session.expire_all()


def _carry(effect: Effect, article_version_id: int, text: str, teacher_id: int) -> None:
    """The same question on the new text, checked on it, with the approval of the old one where it has one."""
    old = db.session.get_one(ItemVersion, effect.view.version_id)
    row = recite(effect, article_version_id, checks=checks_on(effect, text), author_id=old.author_id)
    audit.record("carry", "item_version", row.id, teacher_id, was=old.id)
    if old.status is ItemStatus.APPROVED:
        approve_as(row, old.reviewer_id)


def checks_on(effect: Effect, text: str) -> tuple[Verdict, ...]:
    """The verdict of every check on a question as it is asked on the new text."""
    return check_item(effect.view.content, effect.proof, text) if effect.proof else ()


def recite(effect: Effect, article_version_id: int, *, checks: Sequence[Verdict], author_id: int | None) -> ItemVersion:
    """A new version of a question with the same content, citing the new text, in the open transaction."""
    view, proof = effect.view, effect.proof
    if proof is None:
        raise Invalid({"citation": ["The words that prove it are gone. Edit the question and choose others."]})
    return insert_version(
        db.session.get_one(ItemRow, view.item_id),
        view.number + 1,
        view.content,
        citation=proof,
        refutations=effect.refutations,
        article_version_id=article_version_id,
        kind=view.kind,
        origin=view.origin,
        author_id=author_id,
        checks=checks,
    )


def approve_as(row: ItemVersion, reviewer_id: int | None) -> None:
    """Approve a version that was just made, in the open transaction."""
    db.session.flush()
    proof = select(CitationRow.id).where(
        CitationRow.item_version_id == row.id, CitationRow.role == CitationRole.SUPPORTS
    )
    now = utc_now()
    db.session.add(
        Approval(
            item_version_id=row.id,
            citation_id=db.session.scalars(proof).one(),
            reviewer_id=reviewer_id,
            approved_at=now,
        )
    )
    db.session.flush()
    row.status, row.reviewer_id, row.reviewed_at = ItemStatus.APPROVED, reviewer_id, now


def _carry_facts(article_id: int, version_id: int, text: str) -> None:
    """The facts that still stand, of whichever version, and the items that ask about them, go with the text.

    Six statements at most, however many facts.
    """
    old = db.session.execute(
        select(FactRow.id, FactRow.kind, FactRow.claim, FactRow.start, FactRow.end, FactRow.weight, ArticleVersion)
        .join(ArticleVersion, ArticleVersion.id == FactRow.article_version_id)
        .where(ArticleVersion.article_id == article_id)
        .order_by(ArticleVersion.number.desc(), FactRow.position)
    ).all()
    texts = {row.ArticleVersion.id: row.ArticleVersion.text for row in old}
    corrections = {old_id: Correction(old_text, text) for old_id, old_text in texts.items()}
    passages = _paragraphs(version_id)
    standing = {row.id: _standing(row, corrections[row.ArticleVersion.id], passages) for row in old}
    facts = {fact_id: fact for fact_id, fact in standing.items() if fact is not None}
    ids = store_facts(version_id, facts.values())
    if facts:
        db.session.connection().execute(
            update(ItemRow).where(ItemRow.fact_id == bindparam("was")).values(fact_id=bindparam("now")),
            [{"was": fact_id, "now": ids[fact.stated]} for fact_id, fact in facts.items()],
        )


def _paragraphs(version_id: int) -> Sequence[Any]:
    """Id, start and end of each paragraph of a version of the text, in its order."""
    return db.session.execute(
        select(PassageRow.id, PassageRow.start, PassageRow.end)
        .where(PassageRow.article_version_id == version_id, PassageRow.number.is_not(None))
        .order_by(PassageRow.position)
    ).all()


def _standing(fact: Any, correction: Correction, passages: Sequence[Any]) -> NewFact | None:
    """An old fact as the new text states it, within one paragraph; ``None`` where it no longer does."""
    found = correction.standing(cite(fact.ArticleVersion.text, fact.start, fact.end))
    place = found.citation if found else None
    passage = next((p.id for p in passages if place and p.start <= place.start and place.end <= p.end), None)
    if place is None or passage is None:
        return None
    return NewFact(passage, fact.kind, fact.claim, place.start, place.end, fact.weight)
