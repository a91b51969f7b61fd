"""Writing pairs to be matched."""

from typing import ClassVar

from wtforms import TextAreaField

from quizapp.core.items import ItemContent, Option
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
        """The pairs as written. The targets are numbered by the alphabet, so that their ids tell nothing."""
        halves = [tuple(part.strip() for part in line.partition("|")[::2]) for line in _lines(self.key.data)]
        targets = sorted(
            {target for _, target in halves if target} | set(_lines(self.others.data)),
            key=lambda target: (target.casefold(), target),
        )
        ids = {target: f"a{n}" for n, target in enumerate(targets, 1)}
        prompts = [Option(f"p{n}", prompt) for n, (prompt, _) in enumerate(halves, 1)]
        pairs = {f"p{n}": ids[target] for n, (_, target) in enumerate(halves, 1) if target}
        options = (*prompts, *(Option(ids[target], target) for target in targets))
        return ItemContent(
            self.INTERACTION, self.text_of("stem"), {"pairs": pairs}, options, self.text_of("explanation")
        )

    def fill(self, content: ItemContent, citation: Citation | None) -> None:
        """Show a stored question."""
        super().fill(content, citation)
        texts = {option.id: option.text for option in content.options}
        pairs = content.key["pairs"]
        self.key.data = "\n".join(f"{texts[prompt]} | {texts[pairs[prompt]]}" for prompt in texts if prompt in pairs)
        spare = [option_id for option_id in texts if option_id not in pairs and option_id not in pairs.values()]
        self.others.data = "\n".join(texts[option_id] for option_id in spare)
