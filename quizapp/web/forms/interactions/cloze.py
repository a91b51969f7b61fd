"""Writing a sentence with gaps."""

from typing import ClassVar

from wtforms import TextAreaField

from quizapp.core.items import ItemContent
from quizapp.core.text.citations import Citation
from quizapp.web.forms.items import ItemForm


class Form(ItemForm):
    """A sentence with gaps and the words that fill them."""

    INTERACTION = "cloze"
    KEY_FIELDS = ("key",)
    HINTS: ClassVar[dict[str, str]] = {
        "key": "One gap a line, in their order. Where several words fill a gap, part them with a bar: Qin | Qin Gang"
    }

    key = TextAreaField("Words for the gaps", render_kw={"rows": 3})

    def content(self) -> ItemContent:
        """The sentence as written."""
        lines = [line for line in (self.key.data or "").splitlines() if line.strip()]
        gaps = [[word.strip() for word in line.split("|") if word.strip()] for line in lines]
        return ItemContent(self.INTERACTION, self.text_of("stem"), {"gaps": gaps}, (), self.text_of("explanation"))

    def fill(self, content: ItemContent, citation: Citation | None) -> None:
        """Show a stored sentence."""
        super().fill(content, citation)
        self.key.data = "\n".join(" | ".join(words) for words in content.key["gaps"])
