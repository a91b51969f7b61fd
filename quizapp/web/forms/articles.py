"""Forms with which an article is added."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, StringField, TextAreaField

from quizapp.core.text.acceptance import is_binary
from quizapp.services.articles import ArticleDetails


class ArticleForm(FlaskForm):
    """An article, pasted or as a text file. ``anyway`` says that a warning was read."""

    title = StringField("Title", render_kw={"autocomplete": "off"})
    text = TextAreaField("Text", render_kw={"rows": 12})
    file = FileField("Plain text (.txt), up to 5 MB", render_kw={"accept": ".txt,text/plain"})
    author = StringField("Author", render_kw={"autocomplete": "off"})
    publisher = StringField("Publisher", render_kw={"autocomplete": "off"})
    address = StringField("Web address", render_kw={"inputmode": "url", "autocomplete": "off"})
    anyway = BooleanField("Read it all the same")

    def details(self) -> ArticleDetails | None:
        """The article given, or ``None`` where the file cannot be read; the field says why."""
        text = self.text.data or ""
        upload = self.file.data
        if upload is not None and upload.filename:
            data = upload.read()
            if is_binary(data):
                self.file.errors = ["This file is not plain text. Save it as .txt in UTF-8, or paste the text."]
                return None
            text = data.decode("utf-8-sig")
        title = self.title.data or ""
        return ArticleDetails(
            title=title,
            author=self.author.data or "",
            publisher=self.publisher.data or "",
            address=self.address.data or "",
            text=text,
        )
