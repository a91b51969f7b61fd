"""What a class made of a quiz: by student, by question, on the article, and as a spreadsheet."""

import re
from uuid import UUID

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import Headers

from quizapp.core.grading import KEY
from quizapp.services import results as services
from quizapp.services.accepting import newest_version
from quizapp.services.regrade_plans import another_key
from quizapp.services.regrade_reach import key_versions
from quizapp.services.result_exports import as_csv, as_xlsx, response_words
from quizapp.services.result_scopes import assignment_scope, quiz_scope
from quizapp.services.results import Results
from quizapp.web import result_pages
from quizapp.web.access import teacher_id
from quizapp.web.charts import choice_chart, right_bars
from quizapp.web.regrades import ways
from quizapp.web.request_guard import id_of

pages = Blueprint("results", __name__, url_prefix="/desk/quizzes/<int:quiz_id>/results")

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""What no file can have in its name on one system or another."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.app_context_processor
def _words() -> dict[str, object]:
    return {"result_pages": result_pages}


def _asked(name: str) -> int | None:
    return id_of(request.args.get(name))


def _results(quiz_id: int) -> Results:
    """Of the class that is asked for, else of everybody who took the quiz."""
    version, assignment = _asked("version"), _asked("assignment")
    if assignment is not None:
        return services.results(assignment_scope(assignment, quiz_id, teacher_id=teacher_id(), version=version))
    return services.results(quiz_scope(quiz_id, teacher_id=teacher_id(), version=version))


@pages.get("")
def show(quiz_id: int) -> str:
    """The heat map, and a line for each question."""
    results = _results(quiz_id)
    last = result_pages.pages_of(results)
    page = min(last, max(1, _asked("page") or 1))
    return render_template(
        "results/show.html",
        results=results,
        rows=result_pages.map_rows(results, page),
        page=page,
        last=last,
        bars=right_bars([found.analysis for found in results.questions]),
    )


@pages.get("/questions/<int:position>")
def question(quiz_id: int, position: int) -> str:
    """One question: advice, who chose what, and what can be done about it."""
    results = _results(quiz_id)
    found = results.question(position)
    versions = key_versions(results.scope.version_id, position)
    by_key = another_key(versions, found.ruling)
    signs, keys = [row.sign for row in found.choices], [row.result == KEY for row in found.choices]
    return render_template(
        "results/question.html",
        results=results,
        found=found,
        lines=result_pages.choice_lines(found),
        chart=choice_chart(found.analysis, signs, keys),
        passages=result_pages.cited_lines(results, found),
        key_versions=versions if by_key else (),
        newest_version=newest_version(results.scope.version_id, position),
        ways=ways(versions[0].number, by_key=by_key),
    )


@pages.get("/article")
def article(quiz_id: int) -> str:
    """The article with what the class knew and what it missed."""
    results = _results(quiz_id)
    lines = result_pages.article_lines(results)
    return render_template("results/article.html", results=results, lines=lines, article=results.content.article)


@pages.get("/attempts/<uuid:attempt_id>")
def attempt(quiz_id: int, attempt_id: UUID) -> str:
    """One student's attempt: every response with its verdict."""
    results = _results(quiz_id)
    sitting = results.sitting(str(attempt_id))
    answers = [
        (found, cell, result_pages.cell_of(found, cell), response_words(found, cell))
        for found, cell in zip(results.questions, sitting.cells, strict=True)
    ]
    seen_at = services.seen_at(sitting.public_id) if results.content.settings.shuffle_questions else ()
    before, after = results.beside(sitting)
    return render_template(
        "results/attempt.html",
        results=results,
        sitting=sitting,
        answers=answers,
        seen_at=seen_at,
        before=before,
        after=after,
    )


@pages.get("/csv")
def csv(quiz_id: int) -> Response:
    """All attempts as CSV."""
    results = _results(quiz_id)
    return _download(results, as_csv(results), "text/csv; charset=utf-8", "csv")


@pages.get("/xlsx")
def xlsx(quiz_id: int) -> Response:
    """All attempts and all questions as a workbook."""
    results = _results(quiz_id)
    return _download(results, as_xlsx(results), XLSX, "xlsx")


def _download(results: Results, body: bytes, kind: str, ending: str) -> Response:
    """A file that is found again among others: named after the quiz and the class."""
    scope = results.scope
    name = _NOT_IN_NAMES.sub(" ", " ".join(filter(None, ["Results", scope.class_name, scope.title])))
    headers = Headers({"Cache-Control": "no-store"})
    headers.set("Content-Disposition", "attachment", filename=f"{' '.join(name.split())[:100]}.{ending}")
    return Response(body, content_type=kind, headers=headers)
