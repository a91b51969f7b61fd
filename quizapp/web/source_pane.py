"""What of the article lies beside the questions, as the quiz allows: no more than that is given to the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import url_for

from quizapp.core.settings import ArticleAccess
from quizapp.core.text.marking import Mark, Run, runs
from quizapp.core.text.outline import Part, outline
from quizapp.core.text.passages import Passage
from quizapp.services.articles import ArticleText
from quizapp.services.attempts import AttemptView


@dataclass(frozen=True, slots=True)
class Line:
    """A passage and, where words of it are marked by the student, its runs."""

    passage: Passage
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class SourcePane:
    """The pane beside the questions: lines with the words, or parts without them."""

    article: ArticleText
    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    marks_address: str

    @property
    def is_open(self) -> bool:
        """Whether the words are to be read."""
        return bool(self.lines)


def source_pane(view: AttemptView) -> SourcePane | None:
    """The pane of an attempt, ``None`` where the quiz hides the article."""
    article, access = view.content.article, view.content.settings.article
    if access is ArticleAccess.HIDDEN:
        return None
    if access is ArticleAccess.NUMBERS:
        return SourcePane(article, (), outline(article.text, article.passages), "")
    return SourcePane(article, own_lines(view), (), url_for("marks.change", attempt_id=view.public_id))


def own_marks(view: AttemptView) -> list[Mark]:
    """What the student marked, to be drawn in the article."""
    return [Mark(start, end, "inked", "marked by you") for start, end in view.marks]


def own_lines(view: AttemptView) -> tuple[Line, ...]:
    """The whole article with what the student marked in it."""
    article, ink = view.content.article, own_marks(view)
    return tuple(Line(p, _runs(article.text, p, ink)) for p in article.passages)


def runs_with(view: AttemptView) -> Callable[[str, int, int, Sequence[Mark]], list[Run]]:
    """As ``runs``, with the student's own marks where no other mark lies."""
    ink = own_marks(view)
    return lambda text, start, end, marks: runs(text, start, end, [*marks, *ink])


def _runs(text: str, passage: Passage, ink: list[Mark]) -> tuple[Run, ...]:
    if not any(mark.start < passage.end and passage.start < mark.end for mark in ink):
        return ()
    return tuple(runs(text, passage.start, passage.end, ink))
