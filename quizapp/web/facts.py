"""The fact coverage map: an article with what is asked about in it, and one more question on a fact."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from quizapp.core.text.marking import Mark, runs
from quizapp.services import articles, facts, generation, replacing
from quizapp.services.facts import MappedFact
from quizapp.web.access import teacher_id
from quizapp.web.draft_pages import Line
from quizapp.web.pages import renewing

pages = Blueprint("facts", __name__, url_prefix="/desk/articles/<int:article_id>/facts")

STATES = ("unasked", "asked", "twice")
"""Of a fact, from the one that most wants a question."""


def _marks(mapped: Sequence[MappedFact]) -> list[Mark]:
    """One mark for all facts of the same words: in the state of the one least asked about, labelled with their numbers.

    The shortest come first, so that a part shows within its whole.
    """
    same: dict[tuple[int, int], list[MappedFact]] = {}
    for fact in mapped:
        same.setdefault((fact.start, fact.end), []).append(fact)
    return [
        Mark(start, end, min((f.state for f in own), key=STATES.index), " ".join(str(f.number) for f in own))
        for (start, end), own in sorted(same.items(), key=lambda entry: entry[0][1] - entry[0][0])
    ]


@pages.get("")
def show(article_id: int) -> tuple[str, int, dict[str, str]]:
    """The article with each fact shaded by how often it is asked about, and the facts with their questions."""
    article = articles.article_text(article_id, teacher_id=teacher_id())
    mapped = facts.fact_map(article, teacher_id=teacher_id())
    marks = _marks(mapped)
    run = generation.last_run(article.version_id)
    page = render_template(
        "facts/show.html",
        article=article,
        facts=mapped,
        lines=[Line(p, tuple(runs(article.text, p.start, p.end, marks))) for p in article.passages],
        by_paragraph={
            p.number: [fact for fact in mapped if fact.paragraph == p.number] for p in article.passages if p.number
        },
        run=run,
        was_set_aside=run is not None and replacing.has_set_aside(run.id),
    )
    return renewing(page, is_active=run is not None and run.is_active)


@pages.post("/<int:fact_id>/another")
def ask(article_id: int, fact_id: int) -> Response:
    """Have one more question on a fact drafted."""
    facts.ask_again(article_id, fact_id, teacher_id=teacher_id())
    return redirect(url_for("facts.show", article_id=article_id), 303)


@pages.post("/questions/<int:version_id>/replace")
def replace(article_id: int, version_id: int) -> Response:
    """Have another question on the fact of a question drafted, to take its place."""
    facts.ask_in_place_of(article_id, version_id, teacher_id=teacher_id())
    return redirect(url_for("facts.show", article_id=article_id), 303)
