"""Questions to look at again after their article was corrected: what changed under them, and keeping one as it is."""

from dataclasses import replace

from sqlalchemy import select

from quizapp.core.items import ItemStatus
from quizapp.extensions import db
from quizapp.models.items import ItemRow
from quizapp.services import articles, audit, item_views
from quizapp.services.articles import ArticleText
from quizapp.services.correcting import Effect, approve_as, checks_on, effects, recite
from quizapp.services.errors import Conflict, Invalid
from quizapp.services.item_views import ItemView


def waiting(article: ArticleText, *, teacher_id: int) -> list[Effect]:
    """The stale questions of an article with what became of their citations."""
    views = item_views.article_items(article.article_id, teacher_id=teacher_id)
    return effects([view for view in views if view.is_stale], article.text)


def followed(view: ItemView, article: ArticleText) -> ItemView:
    """A question with its citations where they stand in the article now, without those that are lost."""
    if not view.is_stale:
        return view
    cited = effects([view], article.text)[0].cited
    return replace(view, citations=tuple(replace(v, citation=f.citation) for v, f in cited if f.citation))


def keep(version_id: int, *, teacher_id: int, seen_version_id: int) -> bool:
    """Let a stale question cite the new text where its words stand there now; whether it is approved.

    It is approved where it was before; a draft stays one. ``seen_version_id`` is the version of the text that the teacher
    saw. Raises ``NotFound`` for somebody else's, ``Conflict`` where the text or the question was changed in the
    meantime, ``Invalid`` where the words that prove it are lost or it cannot be asked on the new text.
    """
    article_id = item_views.item_view(version_id, teacher_id=teacher_id).article_id
    articles.own_article(article_id, teacher_id)
    article = articles.article_text(article_id, teacher_id=teacher_id)
    if article.version_id != seen_version_id:
        raise Conflict("This text was corrected in the meantime. Look at the question once more.")
    effect = _locked_effect(version_id, article, teacher_id)
    if effect.problems:
        raise Invalid(effect.problems)
    row = recite(effect, article.version_id, checks=checks_on(effect, article.text), author_id=teacher_id)
    audit.record("recite", "item_version", row.id, teacher_id, was=version_id)
    is_approved = effect.view.status is ItemStatus.APPROVED
    if is_approved:
        approve_as(row, teacher_id)
        audit.record("approve", "item_version", row.id, teacher_id, was="draft", was_reason="")
    db.session.commit()
    return is_approved


def _locked_effect(version_id: int, article: ArticleText, teacher_id: int) -> Effect:
    """Of two deeds on the question at once the second sees the first."""
    item_id = item_views.item_view(version_id, teacher_id=teacher_id).item_id
    db.session.execute(select(ItemRow.id).where(ItemRow.id == item_id).with_for_update())
    db.session.expire_all()
    view = item_views.item_view(version_id, teacher_id=teacher_id)
    if not view.is_stale:
        raise Conflict("This question is up to date already, or was set aside.")
    return effects([view], article.text)[0]
