"""Correcting an article, and looking again at the questions whose words changed under them."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.grading import interaction, key_rows, proven
from quizapp.core.text.differences import Piece, word_diff
from quizapp.core.text.recheck import Fate
from quizapp.services import article_details, articles, correcting, item_views, looking_again
from quizapp.services.article_details import ArticleDetails
from quizapp.services.articles import ArticleText
from quizapp.services.correcting import CARRIED, Corrected, Effect
from quizapp.services.errors import Conflict, Invalid
from quizapp.web.access import teacher_id
from quizapp.web.forms.articles import CorrectionForm
from quizapp.web.pages import plural, put_problems
from quizapp.web.request_guard import id_of

pages = Blueprint("correcting", __name__, url_prefix="/desk")


@dataclass(frozen=True, slots=True)
class CitedLine:
    """What became of the words that one citation of a question cited."""

    label: str
    """What they do: ``proves B``, ``rules out A``."""
    is_lost: bool
    pieces: tuple[Piece, ...]
    """The old passage against the new one."""
    exact: str
    """The words it would cite now, or cited before they were lost."""


@dataclass(frozen=True, slots=True)
class Again:
    """A question to look at again."""

    effect: Effect
    label: str
    key_text: str
    lines: tuple[CitedLine, ...]
    problems: tuple[str, ...]
    """What keeps it from being asked on the new text."""

    @property
    def can_be_kept(self) -> bool:
        """Whether it can be asked on the new text as it is."""
        return self.effect.proof is not None and not self.problems

    @property
    def gone(self) -> list[str]:
        """The words that its key or its explanation still says and its proof does not any more, in their order."""
        old, new = self.effect.view.proof, self.effect.proof
        if old is None or new is None:
            return []
        taken_out = set(_words(old.exact)) - set(_words(new.exact))
        said = _words(f"{self.key_text} {self.effect.view.content.explanation}")
        return [word for word in dict.fromkeys(said) if word in taken_out]


def _words(text: str) -> list[str]:
    """The words and numbers of a text as they are compared: small, and ``1,931.5`` in one."""
    return re.findall(r"\w+(?:[.,’'-]\w+)*", text.casefold())


@pages.get("/articles/<int:article_id>/correct")
def show(article_id: int) -> str:
    """The text and its details, to be corrected."""
    article = correcting.to_correct(article_id, teacher_id())
    form = CorrectionForm(text=article.text, base=str(article.version_id))
    form.fill(_details(article))
    return _page(form, article_id, None)


def _details(article: ArticleText) -> ArticleDetails:
    return ArticleDetails(
        title=article.title,
        author=article.author,
        publisher=article.publisher,
        address=article.address,
        published_on=article.published_on,
        language=article.language,
    )


def _page(form: CorrectionForm, article_id: int, found: Sequence[Effect] | None) -> str:
    effects = found or ()
    return render_template(
        "correcting/form.html",
        form=form,
        article=articles.article_text(article_id, teacher_id=teacher_id()),
        is_seen=found is not None,
        fates=Counter(effect.fate.value for effect in effects),
        affected=[effect for effect in effects if effect.fate not in CARRIED],
        count=len(effects),
    )


@pages.post("/articles/<int:article_id>/correct")
def save(article_id: int) -> Response | tuple[str, int] | str:
    """Show what a correction does to the questions; keep it where that was seen, or where the text is the same."""
    correcting.to_correct(article_id, teacher_id())
    form = CorrectionForm()
    try:
        details = article_details.tidy(form.details(), form.text.data or "")
        found = correcting.preview(article_id, details, teacher_id=teacher_id())
        digest = hashlib.sha256(details.text.encode()).hexdigest()
        if found is not None and form.seen.data != digest:
            form.seen.data = digest
            return _page(form, article_id, found)
        base = id_of(form.base.data) or 0
        done = correcting.correct(article_id, details, teacher_id=teacher_id(), seen_version_id=base)
    except Invalid as error:
        put_problems(form, error)
        return _page(form, article_id, None), 422
    except Conflict as error:
        form.form_errors.append(str(error))
        return _page(form, article_id, None), 409
    flash(_told(done), "done")
    return redirect(url_for(_next(done), article_id=article_id), 303)


def _waiting(done: Corrected) -> int:
    return done.fates.get(Fate.CHANGED, 0) + done.fates.get(Fate.LOST, 0)


def _next(done: Corrected) -> str:
    return "correcting.again" if _waiting(done) else "desk.article"


def _told(done: Corrected) -> str:
    if not done.is_changed:
        return "Nothing was changed: this is the text as it stands."
    if not done.is_new_text:
        return "Saved. The text is the same, so the questions stay as they are."
    carried = sum(done.fates.get(fate, 0) for fate in CARRIED)
    went = f" {plural(carried, 'question').capitalize()} went with it." if carried else ""
    waiting = _waiting(done)
    waits = f" {plural(waiting, 'question').capitalize()} to look at again." if waiting else ""
    return f"The text is corrected.{went}{waits}"


@pages.get("/articles/<int:article_id>/again")
def again(article_id: int) -> str:
    """The questions to look at again, each with what changed under it."""
    article = articles.article_text(article_id, teacher_id=teacher_id())
    found = looking_again.waiting(article, teacher_id=teacher_id())
    return render_template("correcting/again.html", article=article, questions=[_again(effect) for effect in found])


def _again(effect: Effect) -> Again:
    content = effect.view.content
    module = interaction(content.interaction)
    return Again(effect, module.LABEL, module.key_text(content), tuple(_lines(effect)), tuple(_problems(effect)))


def _problems(effect: Effect) -> list[str]:
    """Each problem, with the words of the option that it is about."""
    options = {f"option_{option.id}": f"“{option.text}” " for option in effect.view.content.options}
    return [options.get(name, "") + message for name, found in effect.problems.items() for message in found]


def _lines(effect: Effect) -> list[CitedLine]:
    rows, key = key_rows(effect.view.content), proven(effect.view.content)
    lines = []
    for value, one in effect.cited:
        if one.fate in CARRIED:
            continue
        old = effect.correction.old_passage(value.citation)
        new = effect.correction.new_passage(one.citation) if one.citation else old
        words = (one.citation or value.citation).exact
        label = item_views.mark_of(value, rows, key).label
        lines.append(CitedLine(label, one.citation is None, tuple(word_diff(old, new)), words))
    return lines


@pages.post("/drafts/<int:version_id>/keep")
def keep(version_id: int) -> Response:
    """Let a question stand on the new text."""
    article_id = item_views.item_view(version_id, teacher_id=teacher_id()).article_id
    seen = id_of(request.form.get("text")) or 0
    try:
        is_approved = looking_again.keep(version_id, teacher_id=teacher_id(), seen_version_id=seen)
    except (Conflict, Invalid) as error:
        flash(str(error), "problem")
    else:
        flash("Kept and approved." if is_approved else "Kept. It waits for review as before.", "done")
    return redirect(url_for("correcting.again", article_id=article_id), 303)
