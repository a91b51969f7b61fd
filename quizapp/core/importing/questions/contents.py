"""Making a question of a row: how it is answered, its options and its key."""

from quizapp.core.grading import interaction, interaction_names
from quizapp.core.importing.questions.rows import Row
from quizapp.core.items import ItemContent

SAYS = "The article says: “{}”"
"""The explanation of a question for which none is given, but words that prove it are."""


def _plain(name: str) -> str:
    return "".join(ch for ch in name.lower() if ch.isalnum())


def named_kind(kind: str) -> str:
    """The interaction that a file calls so: by its name, its label, or its kind; blank for none."""
    wanted = _plain(kind)
    for name in interaction_names():
        module = interaction(name)
        if wanted in {_plain(name), _plain(module.LABEL), _plain(module.KIND)}:
            return name
    return ""


def labels() -> list[str]:
    """What kinds may be called, for a teacher."""
    return [interaction(name).LABEL for name in interaction_names()]


def kind_of(row: Row) -> str:
    """The interaction of a row: as it says, else what it can only mean; blank where it says or means none."""
    if row.kind:
        return named_kind(row.kind)
    return next((name for name in interaction_names() if interaction(name).is_meant(row.cells)), "")


def content_of(row: Row, proof: str = "") -> ItemContent | str:
    """The question of a row, or why there is none, for a teacher. What is wrong within it is for ``problems`` to say.

    ``proof`` are the words of the article that prove it: they explain it where the file does not.
    """
    name = kind_of(row)
    if not name and row.kind:
        return f"There is no kind of question called “{row.kind[:40]}”. Call it {', '.join(labels())}."
    if not name and not row.cells.key:
        return "The key is missing: say which answer is right."
    if not name:
        return "The key names none of the options. Write the right option’s words, letter or number."
    options, key = interaction(name).of_cells(row.cells)
    explanation = row.explanation or (SAYS.format(" ".join(proof.split())) if proof else "")
    return ItemContent(name, row.cells.stem, key, options, explanation)
