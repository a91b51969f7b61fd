"""Cut a passage into runs, so that a page can mark the words that prove or rule out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from quizapp.core.text.passages import Passage


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the article's text to be marked. ``label`` says what for ("proves C")."""

    start: int
    end: int
    role: str
    label: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one passage; ``mark`` is ``None`` where they are not marked, ``ends`` where the mark ends."""

    text: str
    mark: Mark | None = None
    ends: bool = False


def runs(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Run]:
    """The runs of ``text[start:end]``. Marks are clipped to it; where two overlap, the earlier given wins."""
    owner: dict[int, Mark] = {}
    for mark in marks:
        for offset in range(max(start, mark.start), min(end, mark.end)):
            owner.setdefault(offset, mark)
    cut: list[Run] = []
    at = start
    for offset in range(start + 1, end + 1):
        if offset == end or owner.get(offset) is not owner.get(at):
            mark_here = owner.get(at)
            cut.append(Run(text[at:offset], mark_here, mark_here is not None and offset >= min(end, mark_here.end)))
            at = offset
    return cut


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring passages that all hold a mark, or none of them."""

    is_cited: bool
    passages: tuple[Passage, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its paragraphs; headings have none."""
        return tuple(p.number for p in self.passages if p.number is not None)


def stretches(passages: Sequence[Passage], marks: Sequence[Mark]) -> list[Stretch]:
    """The passages in their order, cut where cited ones begin and end; one stretch where nothing is cited."""

    def is_cited(passage: Passage) -> bool:
        return any(mark.start < passage.end and passage.start < mark.end for mark in marks)

    return [Stretch(cited, tuple(group)) for cited, group in groupby(passages, is_cited)]
