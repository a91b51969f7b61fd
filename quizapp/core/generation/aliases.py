"""Other names of a person where the article says so: "Ada Voss, born Ada Kling", "known as the Fox"."""

from collections.abc import Iterator, Sequence

from quizapp.core.generation.mentions import Span
from quizapp.core.generation.words import Word

_SAYS = frozenset(["born", "née", "nee", "né", "alias", "aka", "a.k.a.", "nicknamed", "pseudonym", "pseudonyms"])
_KNOWN = frozenset(["as", "name", "pseudonym"])
_BETWEEN = frozenset(
    [
        "the",
        "simply",
        "his",
        "her",
        "by",
        "under",
        "pen",
        "stage",
        "birth",
        "given",
        "was",
        "is",
        "name",
        ",",
        "“",
        '"',
        "‘",
        "'",
        "of",
    ]
)
REACH = 30
"""Words between the two names at most: dates of birth and death stand there."""


def aliases(group: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """Pairs of names of a sentence that are said to be one person's, the first named first.

    ``group``: the names of the sentence in order.
    """
    for place, span in enumerate(group[1:], start=1):
        if not _can_be(span):
            continue
        before = span.words[0].sentence.words[: span.words[0].i]
        if _says_alias(before):
            for earlier in reversed(group[:place]):
                if span.words[0].i - earlier.words[-1].i > REACH:
                    break
                if _can_be(earlier):
                    yield earlier.name, span.name


def _can_be(span: Span) -> bool:
    """Whether a name can be a person's: no nationality, no language, no place ("born American")."""
    return span.label in ("PERSON", "ORG", "PRODUCT", "") and all(word.tag == "NNP" for word in span.words)


def _says_alias(before: Sequence[Word]) -> bool:
    """Whether a name that follows ``before`` is announced as another name."""
    at = len(before) - 1
    while at >= 0 and before[at].lower in _BETWEEN and len(before) - at <= 5:
        at -= 1
    if at < 0:
        return False
    if before[at].lower in _SAYS:
        return True
    tail = [word.lower for word in before[max(0, at - 3) :]]
    return "known" in tail and bool(_KNOWN & set(tail))
