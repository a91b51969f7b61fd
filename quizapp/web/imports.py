"""Articles on their way in: how far their reading is, and looking through what was found."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.text.counting import number_word
from quizapp.models.imports import ImportStatus
from quizapp.services import article_details, import_previews, imports
from quizapp.services.errors import Invalid
from quizapp.services.import_previews import Preview
from quizapp.web.access import teacher_id
from quizapp.web.article_warnings import article_warnings
from quizapp.web.forms.articles import LookForm, kept_blocks
from quizapp.web.pages import plural, put_problems, renewing

pages = Blueprint("imports", __name__, url_prefix="/desk/imports")


@pages.get("/<uuid:batch>")
def show(batch: UUID) -> Response | tuple[str, int, dict[str, str]]:
    """How far a batch is; a single one that is ready is looked through at once."""
    views = imports.batch_view(str(batch), owner_id=teacher_id())
    if len(views) == 1 and views[0].status is ImportStatus.READY:
        return redirect(url_for("imports.look", import_id=views[0].id))
    active = [view for view in views if view.is_active]
    page = render_template(
        "imports/show.html",
        batch=batch,
        views=views,
        active=active,
        ready=[view for view in views if view.status is ImportStatus.READY],
    )
    return renewing(page, is_active=bool(active))


@pages.post("/<uuid:batch>/stop")
def stop(batch: UUID) -> Response:
    """Stop what is not read yet."""
    imports.stop(str(batch), owner_id=teacher_id())
    flash("Stopped. What was read before is still here.", "done")
    return redirect(url_for("imports.show", batch=batch), 303)


@pages.post("/<uuid:batch>/save")
def save_all(batch: UUID) -> Response:
    """Save all that is ready as it was found."""
    saved = import_previews.save_all(str(batch), owner_id=teacher_id())
    left = f" {number_word(saved.left).capitalize()} left to look through." if saved.left else ""
    flash(f"{plural(saved.articles, 'article').capitalize()} saved.{left}", "done")
    return redirect(url_for("imports.show", batch=batch) if saved.left else url_for("desk.index"), 303)


@pages.get("/look/<int:import_id>")
def look(import_id: int) -> str:
    """What was found in one of them, before it is saved."""
    seen = import_previews.preview(import_id, owner_id=teacher_id())
    form = LookForm()
    form.fill(seen.details)
    return _look_page(form, seen, seen.kept, article_warnings(seen.text(seen.kept), teacher_id()))


def _look_page(form: LookForm, seen: Preview, kept: frozenset[int], warnings: list[tuple[str, str]]) -> str:
    return render_template("imports/look.html", form=form, seen=seen, kept=kept, warnings=warnings)


@pages.post("/look/<int:import_id>")
def save(import_id: int) -> Response | tuple[str, int]:
    """Make an article of the kept paragraphs and have it read; the next of the batch follows."""
    seen = import_previews.preview(import_id, owner_id=teacher_id())
    form, kept = LookForm(), kept_blocks(request.form, seen.blocks)
    warnings = [] if form.anyway.data else article_warnings(seen.text(kept), teacher_id())
    try:
        details = article_details.tidy(form.details(), seen.text(kept))
        article_details.check(details)
        if not warnings:
            article_id = import_previews.save(import_id, details, kept, owner_id=teacher_id())
            return redirect(_next(seen.batch) or url_for("desk.article", article_id=article_id), 303)
    except Invalid as error:
        put_problems(form, error)
        warnings = []
    return _look_page(form, seen, kept, warnings), 422


def _next(batch: UUID | str) -> str | None:
    """Where the rest of a batch waits; none where nothing does."""
    views = imports.batch_view(str(batch), owner_id=teacher_id())
    ready = [view for view in views if view.status is ImportStatus.READY]
    if ready:
        return url_for("imports.look", import_id=ready[0].id)
    return url_for("imports.show", batch=batch) if any(view.is_active for view in views) else None


@pages.post("/look/<int:import_id>/drop")
def drop(import_id: int) -> Response:
    """Throw it away."""
    batch = import_previews.drop(import_id, owner_id=teacher_id())
    flash("Thrown away.", "done")
    return redirect(_next(batch) or url_for("desk.index"), 303)
