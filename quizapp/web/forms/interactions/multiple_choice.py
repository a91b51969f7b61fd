"""Writing a choice of all options that apply."""

from typing import ClassVar

from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.core.items import ItemContent
from quizapp.core.text.citations import Citation
from quizapp.web.forms.interactions._choice import ChoiceForm, letters, with_options


@with_options("abcdefgh", "Option")
class Form(ChoiceForm):
    """Up to eight options, each with what somebody who chose it reads."""

    INTERACTION = "multiple_choice"
    HINTS: ClassVar[dict[str, str]] = {
        "option_c": "Leave out what you do not need.",
        "feedback_a": "What a student who chose it reads.",
    }

    key = SelectMultipleField(
        "Right answers",
        choices=letters("abcdefgh"),
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def content(self) -> ItemContent:
        """The question as written."""
        key = {"options": [n for n in self.IDS if n in (self.key.data or [])]}
        return ItemContent(self.INTERACTION, self.text_of("stem"), key, self.options(), self.text_of("explanation"))

    def fill(self, content: ItemContent, citation: Citation | None) -> None:
        """Show a stored question."""
        super().fill(content, citation)
        self.key.data = self.show(content, content.key["options"])
