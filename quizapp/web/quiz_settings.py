"""Quiz settings: the page on which a teacher decides how a quiz is taken."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from quizapp.services import quiz_settings
from quizapp.services.clock import utc_now
from quizapp.services.errors import Invalid
from quizapp.web.access import teacher_id
from quizapp.web.forms.quiz_settings import QuizSettingsForm
from quizapp.web.pages import put_problems

pages = Blueprint("quiz_settings", __name__, url_prefix="/desk")


def _page(quiz: quiz_settings.SettingsView, form: QuizSettingsForm) -> str:
    return render_template("quizzes/settings.html", quiz=quiz, form=form, now=utc_now().astimezone())


@pages.get("/quizzes/<int:quiz_id>/settings")
def show(quiz_id: int) -> str:
    """The settings as they are."""
    quiz = quiz_settings.settings_view(quiz_id, teacher_id=teacher_id())
    return _page(quiz, QuizSettingsForm.of(quiz.settings, quiz.closes_at))


@pages.post("/quizzes/<int:quiz_id>/settings")
def keep(quiz_id: int) -> Response | tuple[str, int]:
    """Keep them, all or none."""
    quiz = quiz_settings.settings_view(quiz_id, teacher_id=teacher_id())
    form = QuizSettingsForm()
    try:
        settings, closes_at = form.values()
        quiz_settings.keep_settings(quiz_id, settings, closes_at, teacher_id=teacher_id())
    except Invalid as error:
        put_problems(form, error)
        return _page(quiz, form), 422
    flash(
        "The settings are kept." + (" Publish the quiz, so that they hold." if settings != quiz.settings else ""),
        "done",
    )
    if settings.practice and not settings.may_be_practised:
        flash("Nobody can practise it: something is told later than when it is handed in.", "problem")
    return redirect(url_for("quizzes.show", quiz_id=quiz_id), 303)
