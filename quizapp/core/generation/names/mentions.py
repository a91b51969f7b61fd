"""Where names may stand in a sentence: what the parser marks and runs of proper nouns, trimmed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.core.generation.names.edges import is_title, trimmed
from quizapp.core.generation.words import Sentence, Word

KINDS = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organization",
    "NORP": "group",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "PRODUCT": "",
    "LAW": "",
    "LANGUAGE": "",
}
"""The parser's types with our kinds; dates and amounts are no names."""
NAMED_WITH_OF = frozenset(
    [
        *("battle", "siege", "treaty", "peace", "edict", "diet", "council", "university", "bank", "house", "duchy"),
        *("kingdom", "principality", "republic", "gulf", "cape", "bay", "strait", "museum", "church", "ministry"),
        *("department", "court"),
    ]
)
_POSSESSIVE = re.compile(r"['’]s?\Z")
_PROPER = ("NNP", "NNPS")


@dataclass(frozen=True, slots=True)
class Span:
    """A place where a name may stand. ``titled``: a person's title was trimmed from its front."""

    words: tuple[Word, ...]
    label: str
    titled: bool

    @property
    def name(self) -> str:
        """Its words with single spaces."""
        return spelled(self.words)


def spelled(words: Sequence[Word]) -> str:
    """Words as a name: white space in between is one space."""
    return "".join(word.text + (" " if word.space else "") for word in words).rstrip()


def plain(name: str) -> str:
    """A name without article, titles and possessive."""
    words = _POSSESSIVE.sub("", name.strip()).split()
    while len(words) > 1 and (is_title(words[0]) or words[0].lower() in ("the", "a", "an")):
        words = words[1:]
    return " ".join(words)


def spans(sentence: Sentence, title: Sequence[str] = ()) -> list[Span]:
    """Names in a sentence in order: the ``title`` where it stands, what the parser marks, runs of proper nouns.

    "Battle of Hastings" is one name, however it is marked.
    """
    found: list[Span] = []
    for span in _pieces(sentence, title):
        last = found[-1] if found else None
        if last and _joins(last, span):
            words = sentence.words[last.words[0].i : span.words[-1].i + 1]
            found[-1] = Span(words, last.label if last.label != "PERSON" else "", titled=False)
        else:
            found.append(span)
    return found


def _joins(last: Span, span: Span) -> bool:
    """Whether "of", or "of the", stands between a noun for things that are named so and a name."""
    between = last.words[0].sentence.words[last.words[-1].i + 1 : span.words[0].i]
    return [word.lower for word in between] in (["of"], ["of", "the"]) and last.words[-1].lower in NAMED_WITH_OF


def _pieces(sentence: Sentence, title: Sequence[str]) -> Iterator[Span]:
    """What is marked, and runs of proper nouns; one that touches a marked person belongs to it."""
    labels = {entity.words[0]: entity for entity in sentence.entities if entity.label in KINDS}
    words, at = sentence.words, 0
    while at < len(words):
        word, entity = words[at], labels.get(words[at])
        found: Span | None = None
        end = at + 1
        if len(title) > 1 and word.text == title[0] and _stands(title, words, at):
            end = at + len(title)
            found = Span(words[at:end], entity.label if entity else "", at > 0 and is_title(words[at - 1].text))
        elif entity:
            end = _run(words, at + len(entity.words)) if entity.label == "PERSON" else at + len(entity.words)
            found = _span(words[at:end], entity.label)
        elif _is_free(word):
            end = _run(words, end)
            follows = labels.get(words[end]) if end < len(words) else None
            person = follows is not None and follows.label == "PERSON" and words[end].tag in _PROPER
            end += len(follows.words) if person and follows else 0
            found = _span(words[at:end], "PERSON" if person else "")
        at = end
        if found:
            yield found


def _is_free(word: Word) -> bool:
    """Whether a word is a proper noun that the parser took for nothing."""
    return word.tag in _PROPER and not word.ent


def _run(words: Sequence[Word], end: int) -> int:
    """Where the proper nouns end that go on at ``end``."""
    while end < len(words) and _is_free(words[end]) and words[end - 1].tag in _PROPER:
        end += 1
    return end


def _stands(title: Sequence[str], words: Sequence[Word], at: int) -> bool:
    return [word.text for word in words[at : at + len(title)]] == list(title)


def _span(words: tuple[Word, ...], label: str) -> Span | None:
    own = trimmed(words, person=label in ("PERSON", ""))
    if not own:
        return None
    before = own[0].sentence.words[own[0].i - 1] if own[0].i else None
    within = any(is_title(word.text) for word in words if word.i < own[0].i)
    return Span(own, label, within or (before is not None and is_title(before.text)))
