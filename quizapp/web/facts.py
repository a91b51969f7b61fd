"""The fact coverage map: an article with what is asked about in it, and one more question on a fact."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from quizapp.core.text.marking import Mark, runs
from quizapp.services import articles, facts, generation
from quizapp.services.facts import MappedFact
from quizapp.web.access import teacher_id
from quizapp.web.draft_pages import Line
from quizapp.web.forms.attempts import PlainForm

pages = Blueprint("facts", __name__, url_prefix="/desk/articles/<int:article_id>/facts")

REFRESH_SECONDS = 2


def _mark(fact: MappedFact) -> Mark:
    """The mark of a fact: its role is its state, its label its number."""
    return Mark(fact.start, fact.end, fact.state, str(fact.number))


@pages.get("")
def show(article_id: int) -> str | tuple[str, int, dict[str, str]]:
    """The article with each fact shaded by how often it is asked about, and the facts with their questions."""
    article = articles.article_text(article_id, teacher_id=teacher_id())
    mapped = facts.fact_map(article, teacher_id=teacher_id())
    shortest_first = sorted(mapped, key=lambda fact: fact.end - fact.start)  # a part shows within its whole
    marks = [_mark(fact) for fact in shortest_first]
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
        form=PlainForm(),
    )
    if run is not None and run.is_active:
        return page, 200, {"Refresh": str(REFRESH_SECONDS)}
    return page


@pages.post("/<int:fact_id>/another")
def ask(article_id: int, fact_id: int) -> Response:
    """Have one more question on a fact drafted."""
    facts.ask_again(article_id, fact_id, teacher_id=teacher_id())
    return redirect(url_for("facts.show", article_id=article_id), 303)
