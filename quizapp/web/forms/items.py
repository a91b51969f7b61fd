"""What the forms of all interactions share: stem, explanation, and the citation."""

import re
from typing import ClassVar

from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.core.items import ItemContent
from quizapp.core.text.citations import Citation, cite, locate

_SPAN = re.compile(r"(\d{1,7})-(\d{1,7})\Z")


class ItemForm(FlaskForm):
    """Base of the forms of interactions: each adds its key in ``content`` and ``fill``."""

    INTERACTION = ""
    KEY_FIELDS: tuple[str, ...] = ()
    """Names of the fields between stem and explanation, in the order shown."""
    HINTS: ClassVar[dict[str, str]] = {}

    stem = TextAreaField("Question", render_kw={"rows": 3})
    explanation = TextAreaField("Why the answer is right", render_kw={"rows": 3})
    citation = TextAreaField("Words of the article that prove it", render_kw={"rows": 3})
    sentences = SelectMultipleField(
        "Sentences", validate_choice=False, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    def content(self) -> ItemContent:
        """The question as written."""
        raise NotImplementedError

    def fill(self, content: ItemContent, citation: Citation | None) -> None:
        """Show a stored question."""
        self.stem.data = content.stem
        self.explanation.data = content.explanation
        self.citation.data = citation.exact if citation else ""

    def text_of(self, name: str) -> str:
        """What was typed into a field, trimmed."""
        return (self[name].data or "").strip()

    def key_words(self) -> str:
        """The words of the key, where it is an option that others should stand beside; else blank."""
        return ""

    def take(self, words: str) -> None:
        """Put words into the first empty option, where the form has options."""

    def chosen_citation(self, text: str) -> Citation | None:
        """The citation: ticked sentences from the first to the last, else the words typed.

        Words that stand several times in the article are taken where they stand first.
        """
        spans = [(int(m[1]), int(m[2])) for value in self.sentences.data or [] if (m := _SPAN.match(value))]
        if spans:
            start, end = min(spans)[0], max(end for _, end in spans)
            return cite(text, start, end) if start < end <= len(text) else None
        words = self.text_of("citation").replace("\r\n", "\n")
        if not words or words not in text:
            return None
        return locate(text, words) or cite(text, text.index(words), text.index(words) + len(words))


def key_line(label: str) -> StringField:
    """A one-line field for a key."""
    return StringField(label, render_kw={"autocomplete": "off"})
