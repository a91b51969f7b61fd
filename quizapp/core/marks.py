"""What a student has marked in the article: steps that mark and steps that rub out, folded into spans."""

from collections.abc import Iterable

from quizapp.core.attempts import StepValue

MARK = "mark"
Span = tuple[int, int]
"""``[start, end)`` in the article's text."""


def standing(steps: Iterable[StepValue]) -> tuple[Span, ...]:
    """The spans that are marked after all ``steps``, in the order of the text, none touching another.

    Marking adds a span to what is marked, rubbing out takes one from it, whatever earlier steps they cover.
    """
    spans: tuple[Span, ...] = ()
    for step in sorted(steps, key=lambda step: step.sequence):
        if step.kind == MARK and isinstance(step.response, dict):
            span = (int(step.response["start"]), int(step.response["end"]))
            spans = _with(spans, span) if step.response["on"] else _without(spans, span)
    return spans


def _with(spans: tuple[Span, ...], new: Span) -> tuple[Span, ...]:
    met = [span for span in spans if span[0] <= new[1] and new[0] <= span[1]]
    rest = [span for span in spans if span not in met]
    return tuple(sorted([*rest, (min(s for s, _ in [*met, new]), max(e for _, e in [*met, new]))]))


def _without(spans: tuple[Span, ...], gone: Span) -> tuple[Span, ...]:
    pieces = [piece for start, end in spans for piece in ((start, min(end, gone[0])), (max(start, gone[1]), end))]
    return tuple(piece for piece in pieces if piece[0] < piece[1])


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without blanks at its ends; ``None`` where it is no span of ``text`` or holds no word."""
    if not 0 <= start < end <= len(text):
        return None
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return (start, end) if start < end else None
