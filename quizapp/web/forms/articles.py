"""Forms with which an article is added, looked through and corrected."""

import datetime as dt
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from quizapp.core.importing.found import Block
from quizapp.core.importing.kinds import ENDINGS
from quizapp.services.article_details import ArticleDetails
from quizapp.services.errors import Invalid


class SourceForm(FlaskForm):
    """An article's title and where it comes from. ``anyway`` says that a warning was read."""

    title = StringField("Title", render_kw={"autocomplete": "off"})
    author = StringField("Author", render_kw={"autocomplete": "off"})
    publisher = StringField("Publisher", render_kw={"autocomplete": "off"})
    address = StringField("Web address", render_kw={"inputmode": "url", "autocomplete": "off"})
    published_on = StringField("Published on", render_kw={"type": "date"})
    language = StringField("Language", render_kw={"autocomplete": "off", "spellcheck": "false", "size": "8"})
    anyway = BooleanField("Read it all the same")

    def details(self) -> ArticleDetails:
        """The article as it was given, without its text. Raises ``Invalid`` where the date is none."""
        return ArticleDetails(
            title=self.title.data or "",
            author=self.author.data or "",
            publisher=self.publisher.data or "",
            address=self.address.data or "",
            published_on=_day(self.published_on.data or ""),
            language=self.language.data or "",
        )

    def fill(self, details: ArticleDetails) -> None:
        """Show what is known of an article."""
        for name in ("title", "author", "publisher", "address", "language"):
            self[name].data = getattr(details, name)
        self.published_on.data = details.published_on.isoformat() if details.published_on else ""

    @property
    def has_source(self) -> bool:
        """Whether anything but the title is given or wrong."""
        names = ("author", "publisher", "address", "published_on", "language")
        return any(self[name].data or self[name].errors for name in names)


def _day(text: str) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise Invalid({"published_on": ["Give the day as in 2024-05-31, or leave it out."]}) from error


class ArticleForm(SourceForm):
    """An article: pasted, as files, or at an address."""

    text = TextAreaField("Text", render_kw={"rows": 12})
    file = MultipleFileField("Files", render_kw={"accept": ",".join(ENDINGS)})
    fetch = StringField("Address of a page", render_kw={"inputmode": "url", "autocomplete": "off"})

    def files(self) -> list[tuple[str, bytes]]:
        """Name and bytes of every file chosen."""
        return [(upload.filename, upload.read()) for upload in self.file.data or [] if upload and upload.filename]


class CorrectionForm(SourceForm):
    """An article that is corrected: ``base`` is the version it was, ``seen`` the text whose effects were shown."""

    text = TextAreaField("Text", render_kw={"rows": 24})
    base = HiddenField()
    seen = HiddenField()


class LookForm(SourceForm):
    """What was found in a file, to be corrected; the paragraphs to be kept are check boxes named ``keep``."""


def kept_blocks(form: Any, blocks: tuple[Block, ...]) -> frozenset[int]:
    """The places of the blocks that are ticked in a request's form; anything else in it is left out."""
    places = {str(place): place for place in range(len(blocks))}
    return frozenset(places[value] for value in form.getlist("keep") if value in places)
