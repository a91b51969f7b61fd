"""Writing pairs to be matched."""

from typing import ClassVar

from wtforms import TextAreaField

from quizapp.core.grading.matching import paired
from quizapp.core.items import ItemContent
from quizapp.core.text.citations import Citation
from quizapp.web.forms.items import ItemForm


def _lines(text: str | None) -> list[str]:
    return [" ".join(line.split()) for line in (text or "").splitlines() if line.strip()]


class Form(ItemForm):
    """Three to six pairs, and up to two targets that match nothing."""

    INTERACTION = "matching"
    KEY_FIELDS = ("key", "others")
    HINTS: ClassVar[dict[str, str]] = {
        "key": "Three to six, one a line, with a bar between the two: Mara Voss | drew the plans",
        "others": "Two at most, one a line. They match nothing.",
    }

    key = TextAreaField("Pairs", render_kw={"rows": 6})
    others = TextAreaField("Further matches", render_kw={"rows": 2})

    def content(self) -> ItemContent:
        """The pairs as written."""
        halves = [(left.strip(), right.strip()) for left, _, right in (p.partition("|") for p in _lines(self.key.data))]
        options, key = paired(halves, _lines(self.others.data))
        return ItemContent(self.INTERACTION, self.text_of("stem"), key, options, self.text_of("explanation"))

    def fill(self, content: ItemContent, citation: Citation | None) -> None:
        """Show a stored question."""
        super().fill(content, citation)
        texts = {option.id: option.text for option in content.options}
        pairs = content.key["pairs"]
        self.key.data = "\n".join(f"{texts[prompt]} | {texts[pairs[prompt]]}" for prompt in texts if prompt in pairs)
        spare = [option_id for option_id in texts if option_id not in pairs and option_id not in pairs.values()]
        self.others.data = "\n".join(texts[option_id] for option_id in spare)
