"""Citations: a quotation with its place, after the W3C Web Annotation selectors.

A citation joins a TextQuoteSelector (exact, prefix, suffix) with a TextPositionSelector (start,
end): https://www.w3.org/TR/annotation-model/#selectors. The quotation survives when offsets shift.
"""

from dataclasses import dataclass

CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Citation:
    """The words ``exact`` at ``[start, end)`` of one article's text, with their surroundings.

    ``prefix`` and ``suffix`` are up to 32 code points before and after.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


def cite(text: str, start: int, end: int) -> Citation:
    """The citation of ``text[start:end]``, without white space at its ends.

    Raises ``ValueError`` where the span is empty, blank or outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at [{start}, {end}) of a text of {len(text)}")
    exact = text[start:end]
    start += len(exact) - len(exact.lstrip())
    exact = exact.strip()
    if not exact:
        raise ValueError("a citation needs words")
    end = start + len(exact)
    return Citation(start, end, exact, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def is_verbatim(text: str, citation: Citation) -> bool:
    """Whether the citation's words stand in ``text`` at the citation's place."""
    return bool(citation.exact) and text[citation.start : citation.end] == citation.exact


def locate(text: str, quotation: str) -> Citation | None:
    """The citation of ``quotation`` where it stands exactly once in ``text``, else ``None``."""
    quotation = quotation.strip()
    if not quotation:
        return None
    start = text.find(quotation)
    if start < 0 or text.find(quotation, start + 1) >= 0:
        return None
    return cite(text, start, start + len(quotation))
