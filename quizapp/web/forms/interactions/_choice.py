"""What the forms of questions with options share."""

from collections.abc import Callable, Sequence

from wtforms import StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from quizapp.core.items import ItemContent, Option
from quizapp.core.text.citations import Citation
from quizapp.web.forms.items import ItemForm


def letters(ids: str) -> list[SelectChoice]:
    """The options to choose the right one from, by their letters."""
    return [SelectChoice(n, n.upper()) for n in ids]


def with_options(
    ids: str, word: str, kind: Callable[[str], StringField] = StringField
) -> Callable[[type["ChoiceForm"]], type]:
    """Give a form a field for each option, and one for what somebody who chose it reads."""

    def add(form: type[ChoiceForm]) -> type[ChoiceForm]:
        for n in ids:
            setattr(form, f"option_{n}", kind(f"{word} {n.upper()}"))
            setattr(form, f"feedback_{n}", StringField(f"Why {n.upper()} is wrong, if it is"))
        form.IDS = ids
        form.KEY_FIELDS = ("key", *(name for n in ids for name in (f"option_{n}", f"feedback_{n}")))
        return form

    return add


class ChoiceForm(ItemForm):
    """Options with their feedback; subclasses add ``key``."""

    IDS = ""
    """The letters of its options, which are their ids."""

    def options(self) -> tuple[Option, ...]:
        """The options as written; blank ones are left out."""
        return tuple(
            Option(n, " ".join(self.text_of(f"option_{n}").split()), self.text_of(f"feedback_{n}"))
            for n in self.IDS
            if self.text_of(f"option_{n}")
        )

    def key_words(self) -> str:
        """The words of the first option that is said to be right."""
        key = self["key"].data or []
        chosen = [key] if isinstance(key, str) else key
        return next((text for n in chosen if n in self.IDS and (text := self.text_of(f"option_{n}"))), "")

    def take(self, words: str) -> None:
        """Put words into the first empty option."""
        empty = [n for n in self.IDS if not self.text_of(f"option_{n}")]
        if words and empty:
            self[f"option_{empty[0]}"].data = words[:500]

    def show(self, content: ItemContent, key: Sequence[str]) -> list[str]:
        """Show stored options; the letters under which those of ``key`` now stand."""
        ids = [option.id for option in content.options]
        places = dict(zip(ids, ids if set(ids) <= set(self.IDS) else self.IDS, strict=False))
        for option in content.options:
            if option.id in places:
                self[f"option_{places[option.id]}"].data = option.text
                self[f"feedback_{places[option.id]}"].data = option.feedback
        return [places[option_id] for option_id in key if option_id in places]


class OneChoiceForm(ChoiceForm):
    """Options of which one is right; subclasses add ``key`` as one field of letters."""

    def content(self) -> ItemContent:
        """The question as written."""
        key = {"option": self["key"].data or ""}
        return ItemContent(self.INTERACTION, self.text_of("stem"), key, self.options(), self.text_of("explanation"))

    def fill(self, content: ItemContent, citation: Citation | None) -> None:
        """Show a stored question."""
        super().fill(content, citation)
        self["key"].data = next(iter(self.show(content, [content.key["option"]])), "")
