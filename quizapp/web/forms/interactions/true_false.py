"""Writing a statement that is true or false."""

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from quizapp.core.items import ItemContent
from quizapp.core.text.citations import Citation
from quizapp.web.forms.items import ItemForm


class Form(ItemForm):
    """A statement and whether it is true."""

    INTERACTION = "true_false"
    KEY_FIELDS = ("key",)

    key = RadioField(
        "The statement is",
        choices=[SelectChoice("true", "True"), SelectChoice("false", "False")],
        validate_choice=False,
    )

    def content(self) -> ItemContent:
        """The statement as written."""
        value = {"true": True, "false": False}.get(self.key.data or "")
        key = {} if value is None else {"value": value}
        return ItemContent(self.INTERACTION, self.text_of("stem"), key, (), self.text_of("explanation"))

    def fill(self, content: ItemContent, citation: Citation | None) -> None:
        """Show a stored statement."""
        super().fill(content, citation)
        self.key.data = "true" if content.key["value"] else "false"
