"""The form with which a file of questions is given."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from quizapp.core.importing.questions.reading import FORMATS
from quizapp.web.request_guard import id_of


class QuestionFileForm(FlaskForm):
    """A file, and the article that its questions are about."""

    file = FileField("File", render_kw={"accept": ",".join(FORMATS)})
    article = SelectField("The questions are about", validate_choice=False)

    def offer(self, articles: Sequence[tuple[int, str]]) -> "QuestionFileForm":
        """Let the teacher choose among their articles, by id and title."""
        own = [SelectChoice(str(article_id), title) for article_id, title in articles]
        self.article.choices = [SelectChoice("", "The articles that the file names"), *own]
        return self

    def article_id(self) -> int | None:
        """The id of the article chosen for every row; ``None`` where the rows name theirs."""
        return id_of(self.article.data)

    def given(self) -> tuple[str, bytes]:
        """Name and bytes of the file, blank where none was chosen."""
        upload = self.file.data
        return (upload.filename, upload.read()) if upload and upload.filename else ("", b"")
