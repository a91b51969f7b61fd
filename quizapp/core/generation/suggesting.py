"""Wrong options for a question that a teacher writes: from the article, from lists of things of the same kind, from figures.

No parser: this runs while a page waits. What is offered is a proposal; whether it is wrong for sure is the teacher's to say.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from random import Random

from quizapp.core.generation.asking.numbers import FIGURES, value_of, wrong_numbers
from quizapp.core.generation.siblings.offer import Context, place_class, same_kind, siblings
from quizapp.core.text.folding import folded

MOST = 6
YEAR = re.compile(r"(?:1\d{3}|20\d{2})\Z")
NEAR = 30
"""Years within which another year of the article is plausible."""
_FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])|(?<![\w.,])\d+(?:\.\d+)?(?![\w])")
_NAME = re.compile(r"(?<![.!?:“\"\n] )(?<!\A)(?<!\n)\b[A-Z][\w’'-]+(?: (?:of |the |de |von )?[A-Z][\w’'-]+){0,3}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A wrong option, and what ``kind`` of thing it is, in words for a teacher."""

    text: str
    kind: str


def suggest(key: str, text: str, *, start: int = 0, end: int = 0, others: Iterable[str] = ()) -> list[Suggestion]:
    """Up to six wrong options for ``key``, the best first; the same arguments give the same ones.

    ``text`` is the article's, ``text[start:end]`` the words that prove the key: what they name is not offered, for it may
    be right too. ``others`` are keys and options of other questions on the article.
    """
    key = " ".join(key.split())
    if not key:
        return []
    proof = text[start:end]
    random = Random(f"{key}:{start}")  # noqa: S311 - choices, not secrets
    found: list[Suggestion] = []
    if value_of(key.partition(" ")[0]) is not None:
        found = _figures(key, text, random)
    elif key[:1].isupper():
        found = [*_siblings(key, proof, text, random), *_names(key, text)]
    alike = [Suggestion(other, "from another question") for other in others if _alike(key, other)]
    return _chosen(key, proof, [*found, *alike])


def _figures(key: str, text: str, random: Random) -> list[Suggestion]:
    first, _, unit = key.partition(" ")
    value = value_of(first) or 0.0
    in_text = [m.group() for m in _FIGURE.finditer(text)]
    if YEAR.match(key):
        years = sorted({int(y) for y in in_text if YEAR.match(y)}, key=lambda y: (abs(y - value), y))
        near = [int(value) + step for step in (-3, 4, -7, 9)]
        named = [Suggestion(str(y), "another year of the article") for y in years if 0 < abs(y - value) <= NEAR]
        return [*named[:3], *(Suggestion(str(y), "a year nearby") for y in near)]
    tail = f" {unit}" if unit else ""
    named = [
        Suggestion(other + tail, "another number of the article")
        for other in dict.fromkeys(in_text)
        if FIGURES.match(other) and not YEAR.match(other) and value / 10 <= (value_of(other) or 0) <= value * 10
    ]
    wrong = wrong_numbers(first, random, count=3)
    return [*named[:2], *(Suggestion(number + tail, "a number nearby") for number in wrong)]


def _siblings(key: str, proof: str, text: str, random: Random) -> list[Suggestion]:
    at = proof.find(key)
    sentence, start = (proof, at) if at >= 0 else (key, 0)
    names = tuple(dict.fromkeys(m.group() for m in _NAME.finditer(text)))
    context = Context(sentence, start, start + len(key), names)
    kind = place_class(key, context).replace("_", " ") or "of the same kind"
    return [Suggestion(name, kind) for name in siblings(key, context, count=3, random=random)]


def _names(key: str, text: str) -> list[Suggestion]:
    """Names of the article: of the key's kind first, then those with as many words."""
    names = list(dict.fromkeys(m.group() for m in _NAME.finditer(text)))
    kind = place_class(key)
    close = [name for name in names if same_kind(key, name)]
    size = len(key.split())
    rest = [name for name in names if name not in close and not kind and len(name.split()) == size]
    return [Suggestion(name, "named in the article") for name in [*close, *rest]]


def _alike(key: str, other: str) -> bool:
    """Whether another option looks like the key: a number beside a number, a capital beside a capital, about as long."""
    if not other.strip() or key[:1].isdigit() != other[:1].isdigit() or key[:1].isupper() != other[:1].isupper():
        return False
    return len(key.split()) / 3 <= len(other.split()) <= len(key.split()) * 3


def _chosen(key: str, proof: str, found: Iterable[Suggestion]) -> list[Suggestion]:
    taken: set[str] = {folded(key)}
    chosen: list[Suggestion] = []
    for suggestion in found:
        words = folded(suggestion.text)
        if words and suggestion.text not in proof and not _overlaps(words, taken):
            taken.add(words)
            chosen.append(suggestion)
    return chosen[:MOST]


def _overlaps(words: str, taken: Collection[str]) -> bool:
    return any(f" {words} " in f" {other} " or f" {other} " in f" {words} " for other in taken)
