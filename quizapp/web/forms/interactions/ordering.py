"""Writing events to be put in order."""

from typing import ClassVar

from wtforms import TextAreaField

from quizapp.core.grading.ordering import arranged
from quizapp.core.items import ItemContent
from quizapp.core.text.citations import Citation
from quizapp.web.forms.items import ItemForm


class Form(ItemForm):
    """Three to six events, the earliest first."""

    INTERACTION = "ordering"
    KEY_FIELDS = ("key",)
    HINTS: ClassVar[dict[str, str]] = {
        "key": "Three to six, one a line, the earliest first. Students see them in another order."
    }

    key = TextAreaField("Events", render_kw={"rows": 6})

    def content(self) -> ItemContent:
        """The events as written."""
        events = [" ".join(line.split()) for line in (self.key.data or "").splitlines() if line.strip()]
        options, key = arranged(events)
        return ItemContent(self.INTERACTION, self.text_of("stem"), key, options, self.text_of("explanation"))

    def fill(self, content: ItemContent, citation: Citation | None) -> None:
        """Show a stored question."""
        super().fill(content, citation)
        texts = {option.id: option.text for option in content.options}
        self.key.data = "\n".join(texts[option_id] for option_id in content.key["order"])
