"""Writing a question whose answer is a number."""

from typing import ClassVar

from quizapp.core.items import ItemContent
from quizapp.core.text.citations import Citation
from quizapp.web.forms.items import ItemForm, key_line


class Form(ItemForm):
    """A question, its number, the tolerance and the unit."""

    INTERACTION = "numeric"
    KEY_FIELDS = ("key", "tolerance", "unit")
    HINTS: ClassVar[dict[str, str]] = {
        "key": "In figures, such as 1998.",
        "tolerance": "How far off still counts as right. Leave it blank for none.",
        "unit": "Such as km; blank for years and counts.",
    }

    key = key_line("Right number")
    tolerance = key_line("Tolerance")
    unit = key_line("Unit")

    def content(self) -> ItemContent:
        """The question as written."""
        key = {
            "value": self.text_of("key").replace(",", ""),
            "tolerance": self.text_of("tolerance") or "0",
            "unit": self.text_of("unit"),
        }
        return ItemContent(self.INTERACTION, self.text_of("stem"), key, (), self.text_of("explanation"))

    def fill(self, content: ItemContent, citation: Citation | None) -> None:
        """Show a stored question."""
        super().fill(content, citation)
        self.key.data = content.key["value"]
        self.tolerance.data = content.key.get("tolerance", "0")
        self.unit.data = content.key.get("unit", "")
