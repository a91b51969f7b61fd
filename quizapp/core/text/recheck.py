"""Where cited words stand after a text was corrected: unmoved, moved, changed or lost.

After the robust anchoring of annotations: the quotation with its surroundings first, then the most like sentence
(https://www.w3.org/TR/annotation-model/#text-quote-selector).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizapp.core.text.citations import CONTEXT, Citation, cite
from quizapp.core.text.likeness import likeness
from quizapp.core.text.passages import split_passages
from quizapp.core.text.sentences import sentence_spans

LIKE = 0.5
"""Likeness (0 to 1, ``likeness``) from which a new sentence is taken to be the old one in other words."""
Span = tuple[int, int]


class Fate(StrEnum):
    """What became of cited words, from the best to the worst."""

    UNMOVED = "unmoved"
    MOVED = "moved"
    CHANGED = "changed"
    LOST = "lost"


def worst(fates: Iterable[Fate]) -> Fate:
    """The worst of what became of several citations; of none, ``UNMOVED``."""
    return max(fates, key=list(Fate).index, default=Fate.UNMOVED)


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of cited words; ``citation`` is where they stand in the new text, none where they are lost."""

    fate: Fate
    citation: Citation | None


def _one_spaced(words: str) -> str:
    return " ".join(words.split())


class _Sentences:
    """A text with its passages and sentences."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.passages = [(p.start, p.end) for p in split_passages(text)]
        self.by_passage = [sentence_spans(text, start, end) for start, end in self.passages]
        self.words = {_one_spaced(text[s:e]) for spans in self.by_passage for s, e in spans}

    def around(self, start: int, end: int) -> Span:
        """The whole sentences that hold a span."""
        spans = [span for spans in self.by_passage for span in spans if span[0] < end and start < span[1]]
        return min([start, *(s for s, _ in spans)]), max([end, *(e for _, e in spans)])

    def passages_of(self, start: int, end: int) -> Span:
        """The whole passages that hold a span."""
        spans = [span for span in self.passages if span[0] < end and start < span[1]]
        return min([start, *(s for s, _ in spans)]), max([end, *(e for _, e in spans)])

    def surroundings(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and behind within the passages: the rest of the sentences, 32 characters at least."""
        first, last = self.passages_of(start, end)
        before, behind = self.around(start, end)
        before, behind = min(before, max(first, start - CONTEXT)), max(behind, min(last, end + CONTEXT))
        return _one_spaced(self.text[before:start]), _one_spaced(self.text[end:behind])

    def runs(self, count: int) -> Iterator[tuple[Span, int]]:
        """Every run of ``count`` sentences of one passage, with the number of its passage."""
        for number, spans in enumerate(self.by_passage):
            for at in range(len(spans) - count + 1):
                yield (spans[at][0], spans[at + count - 1][1]), number


class Correction:
    """A text before and after it was corrected; ``follow`` says what became of cited words."""

    def __init__(self, before: str, after: str) -> None:
        """Both texts as ``normalize_text`` gives them."""
        self._old, self._new = _Sentences(before), _Sentences(after)

    def follow(self, citation: Citation) -> Followed:
        """Where the words of a citation of the old text stand in the new one.

        Unmoved or moved: the same words in the same surroundings. Changed: the same words in others, or the most like
        of the sentences that the old text did not have. White space and line ends do not count.
        """
        standing = self.standing(citation)
        if standing is not None:
            return standing
        found = self._occurrences(citation.exact)
        changed = self._in_same_sentence(citation, found) or self._in_like_sentence(citation, found)
        if changed is None:
            return Followed(Fate.LOST, None)
        return Followed(Fate.CHANGED, cite(self._new.text, *changed))

    def standing(self, citation: Citation) -> Followed | None:
        """Where the same words stand in the same surroundings, unmoved or moved, if they do; fast."""
        wanted = self._old.surroundings(citation.start, citation.end)
        same = [s for s in self._occurrences(citation.exact) if self._new.surroundings(*s) == wanted]
        if not same:
            return None
        start, end = min(same, key=lambda span: self._distance(citation, span))
        is_unmoved = (start, self._new.text[start:end]) == (citation.start, citation.exact)
        return Followed(Fate.UNMOVED if is_unmoved else Fate.MOVED, cite(self._new.text, start, end))

    def old_passage(self, citation: Citation) -> str:
        """The whole passages of the old text in which a citation of it stands."""
        start, end = self._old.passages_of(citation.start, citation.end)
        return self._old.text[start:end]

    def new_passage(self, citation: Citation) -> str:
        """The whole passages of the new text in which a citation of it stands."""
        start, end = self._new.passages_of(citation.start, citation.end)
        return self._new.text[start:end]

    def _occurrences(self, exact: str) -> list[Span]:
        words = r"\s+".join(map(re.escape, exact.split()))
        found = re.finditer(f"(?=({words}))", self._new.text)  # looking ahead, for they may overlap
        return [match.span(1) for match in found]

    def _distance(self, citation: Citation, span: Span) -> int:
        """How far from its old place, counted from the nearer end of the text: what stood once in a text is followed."""
        from_end = len(self._old.text) - citation.start - (len(self._new.text) - span[0])
        return min(abs(span[0] - citation.start), abs(from_end))

    def _in_same_sentence(self, citation: Citation, found: list[Span]) -> Span | None:
        """The same words in a sentence that is still the same, though what stands beside it is not."""
        start, end = self._old.around(citation.start, citation.end)
        wanted = _one_spaced(self._old.text[start:end])
        spans = [span for span in found if self._sentence(span) == wanted]
        return min(spans, key=lambda span: self._distance(citation, span), default=None)

    def _sentence(self, span: Span) -> str:
        start, end = self._new.around(*span)
        return _one_spaced(self._new.text[start:end])

    def _in_like_sentence(self, citation: Citation, found: list[Span]) -> Span | None:
        """The most like of the sentences that the old text did not have, or the very words where they stand in it."""
        start, end = self._old.around(citation.start, citation.end)
        old = self._old.text[start:end]
        count = sum(s < end and start < e for spans in self._old.by_passage for s, e in spans) or 1
        scored = [
            (likeness(old, self._new.text[s:e]), -self._distance(citation, (s, e)), (s, e))
            for length in {max(1, count - 1), count, count + 1}
            for (s, e), number in self._new.runs(length)
            if self._has_new(number, s, e)
        ]
        score, _, best = max(scored, default=(0.0, 0, (0, 0)))
        if score < LIKE:
            return None
        return next((span for span in found if best[0] <= span[0] and span[1] <= best[1]), best)

    def _has_new(self, passage: int, start: int, end: int) -> bool:
        """Whether one of the sentences there did not stand in the old text."""
        within = (span for span in self._new.by_passage[passage] if start <= span[0] and span[1] <= end)
        return any(_one_spaced(self._new.text[s:e]) not in self._old.words for s, e in within)
