"""A question as its teacher looks it through: the key open, what rules each option out, the passage beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.generation.checks import tally
from quizapp.core.grading import KEY, Row, interaction, key_rows, proven
from quizapp.core.items import Verdict
from quizapp.core.text.marking import Mark, Run, runs
from quizapp.core.text.passages import Passage
from quizapp.services import item_views
from quizapp.services.articles import ArticleText
from quizapp.services.item_views import ItemView


@dataclass(frozen=True, slots=True)
class Line:
    """A passage beside a question; ``runs`` where words of it are marked."""

    passage: Passage
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftPage:
    """All that a page shows of one question."""

    view: ItemView
    label: str
    rows: tuple[Row, ...]
    key_text: str
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    """The cited passages, with one before and one behind each."""
    ruled_out: dict[str, tuple[int, str]]
    """By option: the paragraph and the words that rule it out."""

    @property
    def wrong_options(self) -> list[str]:
        """The words of the options that are not the key."""
        return [row.text for row in self.rows if row.option and row.result != KEY]

    @property
    def cited(self) -> list[int]:
        """The numbers of the cited paragraphs."""
        return [line.passage.number for line in self.lines if line.runs and line.passage.number is not None]

    @property
    def verdicts(self) -> dict[str, list[Verdict]]:
        """The verdicts of the checks by outcome."""
        return tally(self.view.checks)


def _holds(passage: Passage, start: int, end: int) -> bool:
    return start < passage.end and passage.start < end


def _lines(article: ArticleText, marks: Sequence[Mark]) -> tuple[Line, ...]:
    passages = article.passages
    cited = {n for n, p in enumerate(passages) if any(_holds(p, mark.start, mark.end) for mark in marks)}
    near = sorted({n + step for n in cited for step in (-1, 0, 1)} & set(range(len(passages))))
    return tuple(
        Line(passages[n], tuple(runs(article.text, passages[n].start, passages[n].end, marks)) if n in cited else ())
        for n in near
    )


def draft_page(view: ItemView, article: ArticleText) -> DraftPage:
    """A question with the passages of its article that it cites."""
    module, rows = interaction(view.content.interaction), key_rows(view.content)
    is_same = view.article_version_id == article.version_id
    marks = [item_views.mark_of(value, rows, proven(view.content)) for value in view.citations] if is_same else []
    return DraftPage(
        view=view,
        label=module.LABEL,
        rows=tuple(rows),
        key_text=module.key_text(view.content),
        marks=tuple(marks),
        lines=_lines(article, marks),
        ruled_out={
            option: (p.number or 0, citation.exact)
            for option, citation in view.refutations.items()
            for p in article.passages
            if is_same and p.start <= citation.start < p.end
        },
    )
