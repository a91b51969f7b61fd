"""Articles in a folder, with the questions that people wrote on them where such lie beside."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quizapp.core.text.passages import normalize_text

OWN = Path(__file__).parent / "texts"
"""Articles of our own."""
SHARED = Path(__file__).parents[3] / "shared" / "texts"
"""Articles of others; beside the checkout, where they are at all."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article to try the generator on.

    ``text`` is normalized and without the title. ``answers`` holds, by passage counted from 0, what
    people answered to their own questions.
    """

    name: str
    title: str
    text: str
    answers: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def words(self) -> int:
        """How many words the text has."""
        return len(self.text.split())


def read_article(path: Path) -> Article:
    """The article of one file: the title, a blank line, the paragraphs. ``NAME.qa.json`` holds the questions."""
    title, _, rest = normalize_text(path.read_text("utf-8")).partition("\n")
    asked = path.with_suffix(".qa.json")
    return Article(path.stem, title, normalize_text(rest), _answers(asked) if asked.exists() else {})


def read_articles(folder: Path) -> list[Article]:
    """The articles of a folder's ``.txt`` files, by name."""
    return [read_article(path) for path in sorted(folder.glob("*.txt"))]


def _answers(path: Path) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for question in json.loads(path.read_text("utf-8"))["qas"]:
        found[question["para"]].extend(question["answers"])
    return {passage: tuple(dict.fromkeys(answers)) for passage, answers in found.items()}
