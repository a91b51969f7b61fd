"""Other names of a person where the article says so: "Ada Voss, born Ada Kling", "known as the Fox"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizapp.core.generation.names.mentions import Span
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

    ``group``: the names of the sentence in order. The other name belongs to the nearest one before it.
    """
    able = [span for span in group if _can_be(span)]
    for earlier, span in pairwise(able):
        first = span.words[0]
        near = first.i - earlier.words[-1].i <= REACH
        if near and _says_alias(first.sentence.words[earlier.words[-1].i + 1 : first.i]):
            yield earlier.name, span.name


def birth_name(first: Sequence[Span], title: str) -> Iterator[tuple[str, str]]:
    """The title's person with the one of whom the first sentence says that he was born, if that has another name."""
    for span in first:
        verb = span.words[-1].head
        born = verb.lemma == "bear" and verb.tag == "VBN" and span.words[-1].dep == "nsubjpass"
        if born and span.name not in title and _can_be(span) and title not in (other.name for other in first):
            yield title, span.name


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
