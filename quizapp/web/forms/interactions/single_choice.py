"""Writing a single choice."""

from typing import ClassVar

from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice

from quizapp.core.items import ItemContent, Option
from quizapp.core.text.citations import Citation
from quizapp.web.forms.items import ItemForm

_IDS = "abcdef"


class Form(ItemForm):
    """Up to six options, each with what somebody who chose it reads."""

    INTERACTION = "single_choice"
    KEY_FIELDS = ("key", *(name for n in _IDS for name in (f"option_{n}", f"feedback_{n}")))
    HINTS: ClassVar[dict[str, str]] = {
        "option_c": "Leave out what you do not need.",
        "feedback_a": "What a student who chose it reads.",
    }

    key = RadioField("Right answer", choices=[SelectChoice(n, n.upper()) for n in _IDS], validate_choice=False)
    option_a = StringField("Option A")
    feedback_a = StringField("Why A is wrong, if it is")
    option_b = StringField("Option B")
    feedback_b = StringField("Why B is wrong, if it is")
    option_c = StringField("Option C")
    feedback_c = StringField("Why C is wrong, if it is")
    option_d = StringField("Option D")
    feedback_d = StringField("Why D is wrong, if it is")
    option_e = StringField("Option E")
    feedback_e = StringField("Why E is wrong, if it is")
    option_f = StringField("Option F")
    feedback_f = StringField("Why F is wrong, if it is")

    def content(self) -> ItemContent:
        """The question as written; blank options are left out."""
        options = tuple(
            Option(n, self.text_of(f"option_{n}"), self.text_of(f"feedback_{n}"))
            for n in _IDS
            if self.text_of(f"option_{n}")
        )
        key = {"option": self.key.data or ""}
        return ItemContent(self.INTERACTION, self.text_of("stem"), key, options, self.text_of("explanation"))

    def fill(self, content: ItemContent, citation: Citation | None) -> None:
        """Show a stored question."""
        super().fill(content, citation)
        self.key.data = content.key["option"]
        for option in content.options:
            self[f"option_{option.id}"].data = option.text
            self[f"feedback_{option.id}"].data = option.feedback
