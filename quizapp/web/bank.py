"""The item bank: searching and filtering a teacher's questions, tagging them, and the versions of one."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from quizapp.core.grading import interaction, interaction_names
from quizapp.services import bank, histories, tags
from quizapp.services.bank import Facility, Filters
from quizapp.services.errors import Invalid
from quizapp.web.access import teacher_id
from quizapp.web.forms.attempts import PlainForm
from quizapp.web.request_guard import id_of, ids

pages = Blueprint("bank", __name__, url_prefix="/desk/bank")

FILTERS = ("words", "article", "interaction", "status", "tag", "facility")
FACILITY_WORDS = {
    Facility.LOW: "low: below 0.4",
    Facility.MIDDLE: "middle: 0.4 to 0.8",
    Facility.HIGH: "high: 0.8 and more",
    Facility.UNKNOWN: "not known yet",
}


def _number(name: str) -> int:
    return id_of(request.args.get(name)) or 0


def _filters() -> Filters:
    asked = request.args
    return Filters(
        asked.get("words", "").strip(),
        _number("article"),
        asked.get("interaction", ""),
        asked.get("status", ""),
        _number("tag"),
        asked.get("facility", ""),
    )


def _asked() -> dict[str, Any]:
    """What the address looks for, without the page: links to other pages and the way back keep it."""
    return {name: value for name in FILTERS if (value := request.args.get(name))}


@pages.get("")
def index() -> str:
    """What was looked for, page by page."""
    found = bank.search(_filters(), teacher_id=teacher_id(), page=_number("page") or 1)
    return render_template(
        "bank/index.html",
        found=found,
        filters=_filters(),
        asked=_asked(),
        articles=bank.own_articles(teacher_id()),
        tags=[(tag.id, tag.name) for tag in tags.teachers_tags(teacher_id())],
        kinds={name: interaction(name).LABEL for name in interaction_names()},
        facilities=FACILITY_WORDS,
        enough=bank.ENOUGH,
        form=PlainForm(),
    )


@pages.post("")
def tag() -> Response:
    """Give the ticked questions one more tag."""
    try:
        count = tags.add_tag(ids(request.form.getlist("items")), request.form.get("name", ""), teacher_id=teacher_id())
    except Invalid as error:
        flash(str(error), "problem")
    else:
        flash(f"Tagged: {count}.", "done")
    return redirect(url_for("bank.index", **_asked()), 303)


@pages.get("/<int:item_id>")
def item(item_id: int) -> str:
    """A question with its tags and versions."""
    return _item_page(item_id, "")


def _item_page(item_id: int, problem: str) -> str:
    return render_template(
        "bank/item.html",
        history=histories.history(item_id, teacher_id=teacher_id()),
        enough=bank.ENOUGH,
        problem=problem,
        typed=request.form.get("tags"),
        form=PlainForm(),
    )


@pages.post("/<int:item_id>")
def set_tags(item_id: int) -> Response | tuple[str, int]:
    """Give a question just these tags."""
    try:
        tags.set_tags(item_id, request.form.get("tags", "").split(","), teacher_id=teacher_id())
    except Invalid as error:
        return _item_page(item_id, str(error)), 422
    flash("Tags saved.", "done")
    return redirect(url_for("bank.item", item_id=item_id), 303)
