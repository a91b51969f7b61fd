"""Writing a short answer."""

from typing import ClassVar

from wtforms import TextAreaField

from quizapp.core.items import ItemContent
from quizapp.core.text.citations import Citation
from quizapp.web.forms.items import ItemForm


class Form(ItemForm):
    """A question and the words that are accepted."""

    INTERACTION = "short_answer"
    KEY_FIELDS = ("key",)
    HINTS: ClassVar[dict[str, str]] = {
        "key": "One a line; the first one is shown. Capitals, accents and “the” do not matter."
    }

    key = TextAreaField("Accepted answers", render_kw={"rows": 3})

    def content(self) -> ItemContent:
        """The question as written."""
        accepted = [line.strip() for line in (self.key.data or "").splitlines() if line.strip()]
        return ItemContent(
            self.INTERACTION, self.text_of("stem"), {"accepted": accepted}, (), self.text_of("explanation")
        )

    def fill(self, content: ItemContent, citation: Citation | None) -> None:
        """Show a stored question."""
        super().fill(content, citation)
        self.key.data = "\n".join(content.key["accepted"])
