"""Hints from the article, from far to near: the section, the paragraph, the sentence with the key blanked."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.core.grading import given_away
from quizapp.core.items import ItemContent
from quizapp.core.text.citations import Citation
from quizapp.core.text.counting import number_word
from quizapp.core.text.passages import Passage, PassageKind

BLANK = "_____"
_NUMBER = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = re.compile(rf"{_NUMBER}|[^\W_]+(?:['’][^\W_]+)*")
_BETWEEN = re.compile(r"[\s\-–,.’']*\Z")
_EMPTY = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "in",
        "into",
        "is",
        "it",
        "its",
        "no",
        "not",
        "of",
        "on",
        "or",
        "over",
        "she",
        "than",
        "that",
        "the",
        "their",
        "them",
        "they",
        "this",
        "to",
        "under",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "with",
        "would",
    ]
)
_SAME_START = 4
"""Letters at the start of two longer words by which they count as forms of one."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint: what it says, and the words of the article it shows, if any."""

    words: str
    quoted: str = ""
    paragraph: int | None = None
    """The number of the paragraph whose words it shows."""


def ladder(content: ItemContent, text: str, passages: Sequence[Passage], proof: Citation | None) -> tuple[Hint, ...]:
    """The hints to a question, from far to near; none where no words of the article prove its key.

    The last one, the sentence with the key blanked, is left out where blanking cannot hide the key.
    """
    if proof is None:
        return ()
    hints = [_section(content, text, passages, proof)]
    home = next((p for p in passages if p.number is not None and p.start <= proof.start < p.end), None)
    if home:
        hints.append(Hint(f"Read paragraph {home.number}.", home.of(text), home.number))
    sentence = blanked(proof.exact, given_away(content), content.stem)
    if sentence:
        hints.append(Hint("It is settled by this sentence.", sentence))
    return tuple(hints)


def _section(content: ItemContent, text: str, passages: Sequence[Passage], proof: Citation) -> Hint:
    above = [p for p in passages if p.kind is PassageKind.HEADING and p.start <= proof.start]
    heading = above[-1].of(text) if above else ""
    if heading and not _spans(heading, given_away(content), content.stem):
        return Hint(f"Look in the section “{heading}”.")
    half = "first" if 2 * proof.start < len(text) else "second"
    return Hint(f"Look in the {half} half of the article.")


def blanked(sentence: str, secrets: Iterable[str], stem: str) -> str | None:
    """``sentence`` with every word of the ``secrets`` blanked that ``stem`` does not hold already.

    Blanks whole secrets, their words in other forms, and their numbers however written. ``None``
    where nothing of them stands in it, or a number of theirs does not: it may stand there in other words.
    """
    spans = _spans(sentence, secrets, stem)
    if not spans:
        return None
    joined = [spans[0]]
    for start, end in spans[1:]:
        if _BETWEEN.match(sentence[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    at, shown = 0, []
    for start, end in joined:
        shown += [sentence[at:start], BLANK]
        at = end
    return "".join([*shown, sentence[at:]])


def _spans(sentence: str, secrets: Iterable[str], stem: str) -> list[tuple[int, int]]:
    """Where the secrets stand in ``sentence``, in order; none where a number of theirs cannot be found."""
    secrets = list(secrets)
    asked = {_folded(word) for word in _WORD.findall(stem)}
    words = {_folded(word) for secret in secrets for word in _WORD.findall(secret)} - _EMPTY - asked
    numbers = {word for word in words if word[0].isdigit()}
    spans = [m.span() for m in _WORD.finditer(sentence) if _is_one_of(_folded(m.group()), words)]
    seen = {_folded(sentence[start:end]) for start, end in spans}
    if numbers and not any(number in seen or _spelled(number) in seen for number in numbers):
        return []
    spans += [match.span() for secret in secrets for match in _whole(secret).finditer(sentence)]
    return sorted(spans)


def _whole(secret: str) -> re.Pattern[str]:
    """The secret as it stands, with any spaces and marks between its words."""
    words = [re.escape(word) for word in _WORD.findall(secret)]
    return re.compile(r"\b" + r"\W+".join(words) + r"\b" if words else r"(?!)", re.IGNORECASE)


def _is_one_of(word: str, words: Iterable[str]) -> bool:
    return any(_is_form(word, other) or word == _spelled(other) for other in words)


def _is_form(word: str, other: str) -> bool:
    if word == other or word.removesuffix("s") == other.removesuffix("s"):
        return True
    return min(len(word), len(other)) > _SAME_START and word[:_SAME_START] == other[:_SAME_START] and word.isalpha()


def _spelled(word: str) -> str:
    """A number up to ten in words, blank for anything else."""
    return number_word(int(word)) if word.isascii() and word.isdigit() and 0 < int(word) <= 10 else ""


def _folded(word: str) -> str:
    """A word without case, accents and a possessive ending; a number without marks between its thousands."""
    plain = "".join(ch for ch in unicodedata.normalize("NFKD", word) if not unicodedata.combining(ch)).casefold()
    if plain[:1].isdigit():
        return re.sub(r"[,\s]", "", plain)
    return re.sub(r"['’]s?\Z", "", plain)
