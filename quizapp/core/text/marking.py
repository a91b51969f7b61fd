"""Cut a passage into runs, so that a page can mark the words that prove or rule out."""

from collections.abc import Sequence
from dataclasses import dataclass


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
