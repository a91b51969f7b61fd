"""Where names may stand in a sentence: what the parser marks and runs of proper nouns, trimmed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.core.generation.people import TITLES, first_names, is_person_noun
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
PARTICLES = frozenset(["de", "da", "di", "du", "la", "le", "van", "von", "der", "den", "bin", "ibn", "al", "el", "of"])
_POSSESSIVE = re.compile(r"['’]s?\Z")
_PROPER = ("NNP", "NNPS")
NUMERALS = frozenset(["II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI"])


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
    while len(words) > 1 and (_is_title(words[0]) or words[0].lower() in ("the", "a", "an")):
        words = words[1:]
    return " ".join(words)


def _is_title(text: str) -> bool:
    return text.lower().strip(".") in TITLES


def spans(sentence: Sentence, title: Sequence[str] = ()) -> Iterator[Span]:
    """Names in a sentence in order: the ``title`` where it stands, what the parser marks, runs of proper nouns.

    A run that touches a marked person belongs to it ("Évariste" marked, "Galois" not).
    """
    labels = {id(entity.words[0]): entity for entity in sentence.entities if entity.label in KINDS}
    words, at = sentence.words, 0
    while at < len(words):
        entity = labels.get(id(words[at]))
        if len(title) > 1 and words[at].text == title[0] and _stands(title, words, at):
            label = entity.label if entity else ""
            found = Span(words[at : at + len(title)], label, at > 0 and _is_title(words[at - 1].text))
            at += len(title)
        elif entity:
            end = at + len(entity.words)
            found = _span(_joined(words, at, end, entity.label), entity.label)
            at = max(end, found.words[-1].i + 1 if found else 0)
        elif words[at].tag in _PROPER and not words[at].ent:
            end = at + 1
            while end < len(words) and words[end].tag in _PROPER and (not words[end].ent):
                end += 1
            follows = labels.get(id(words[end])) if end < len(words) else None
            if follows and follows.label == "PERSON" and words[end].tag in _PROPER:
                label, stop = "PERSON", end + len(follows.words)
            else:
                label, stop = "", end
            found = _span(words[at:stop], label)
            at = stop
        else:
            at += 1
            continue
        if found:
            yield found


def _stands(title: Sequence[str], words: Sequence[Word], at: int) -> bool:
    return [word.text for word in words[at : at + len(title)]] == list(title)


def _joined(words: tuple[Word, ...], at: int, end: int, label: str) -> tuple[Word, ...]:
    """A marked person with the proper nouns right behind that nothing else claims."""
    if label == "PERSON":
        while end < len(words) and words[end].tag in _PROPER and not words[end].ent and words[end - 1].tag in _PROPER:
            end += 1
    return words[at:end]


def _span(words: tuple[Word, ...], label: str) -> Span | None:
    """The words of a name without article, titles, possessive and what hangs over at the end."""
    while words and (words[0].tag in ("DT", "PRP$", "POS", "``", "''") or words[0].lower == "the"):
        words = words[1:]
    while words and (words[-1].tag in ("POS", "IN", "DT", ",", "``", "''", "CC") or words[-1].lower in ("'s", "’s")):
        words = words[:-1]
    start = 0
    if label in ("PERSON", ""):
        start = _after_titles(words)
        words = words[start:]
        while (
            len(words) > 2 and words[-1].text.isupper() and len(words[-1].text) > 1 and words[-1].text not in NUMERALS
        ):
            words = words[:-1]  # "DBE RA", "FRS" behind a name
    if not words or not any(ch.isalpha() for ch in words[0].text):
        return None
    if len(words) == 1 and _is_title(words[0].text):
        return None
    titled = start > 0 or (words[0].i > 0 and _is_title(words[0].sentence.words[words[0].i - 1].text))
    return Span(words, label, titled)


def _after_titles(words: Sequence[Word]) -> int:
    """How many words of titles stand in front of a name."""
    start = 0
    for place in range(len(words) - 1):
        if _heads_a_title(words, place):
            start = place + 1
    if start == 0 and len(words) > 2 and words[0].i > 1:
        office, of = words[0].sentence.words[words[0].i - 2 : words[0].i]
        if of.lower == "of" and _is_title(office.text):
            return 1  # "Minister of Education | Ada Voss"
    return start


def _heads_a_title(words: Sequence[Word], place: int) -> bool:
    """Whether a name goes on behind a title here: "Foreign Minister | Qin Gang", "NASA Administrator | Bolden"."""
    lower = words[place].lower.strip(".")
    if words[place + 1].lower in PARTICLES:
        return False
    if lower in TITLES:
        return lower not in first_names() or place > 0 or len(words) > 2
    return lower not in first_names() and is_person_noun(lower)
