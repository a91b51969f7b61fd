"""Where a name begins and ends: without article, titles, possessive, degrees and what else the parser took in."""

from collections.abc import Sequence

from quizapp.core.generation.names.people import TITLES, first_names, is_person_noun
from quizapp.core.generation.words import Word

PARTICLES = frozenset(
    ["de", "da", "di", "du", "la", "le", "van", "von", "der", "den", "bin", "ibn", "al", "el", "of", "y"]
)
NUMERALS = frozenset(
    ["II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI", "I", "V", "X"]
)
_LEADING = frozenset(["DT", "PRP$", "POS", "``", "''", "IN", "-LRB-"])
_TRAILING = frozenset(["POS", "IN", "DT", ",", ":", "``", "''", "CC", "-LRB-", "-RRB-"])
_BREAKS = frozenset([",", ":", "-LRB-", "-RRB-", "``", "''"])
_PREPOSITIONS = frozenset(["the", "before", "after", "near", "when", "while", "with", "like", "unlike", "under", "by"])


def is_title(text: str) -> bool:
    """Whether a word is a person's title."""
    return text.lower().strip(".") in TITLES


def trimmed(words: Sequence[Word], *, person: bool) -> tuple[Word, ...]:
    """The words of a name alone; none where nothing of a name is left. ``person``: it may be a person's."""
    found = tuple(words)
    while found and (found[0].tag in _LEADING or found[0].lower in _PREPOSITIONS):
        found = found[1:]
    while found and (found[-1].tag in _TRAILING or found[-1].lower in ("'s", "’s")):
        found = found[:-1]
    if person:
        found = _person_only(found)
    capital = any(ch.isupper() for word in found for ch in word.text)
    if not capital or not any(ch.isalpha() for ch in found[0].text) or (len(found) == 1 and is_title(found[0].text)):
        return ()
    return found


def _person_only(words: tuple[Word, ...]) -> tuple[Word, ...]:
    end = next((place for place, word in enumerate(words) if place and word.tag in _BREAKS), len(words))
    words = words[_after_titles(words) : end]
    while len(words) > 1 and words[0].text.islower() and words[0].lower not in PARTICLES:
        words = words[1:]  # "née", "canton"
    while len(words) > 1 and words[-1].text.islower() and words[-1].lower in PARTICLES:
        words = words[:-1]
    while len(words) > 2 and _is_degree(words[-1].text):
        words = words[:-1]
    return words


def _is_degree(text: str) -> bool:
    """Whether letters behind a name are an order or a degree: "DBE RA", "FRS"."""
    return text.isupper() and text.isalpha() and len(text) > 1 and text not in NUMERALS


def _after_titles(words: Sequence[Word]) -> int:
    """How many words of titles stand in front of a name."""
    start = 0
    for place in range(len(words) - 1):
        if _heads_a_title(words, place):
            start = place + 1
    if start == 0 and len(words) > 2 and words[0].i > 1:
        office, of = words[0].sentence.words[words[0].i - 2 : words[0].i]
        if of.lower == "of" and is_title(office.text):
            return 1  # "Minister of Education | Ada Voss"
    return start


def _heads_a_title(words: Sequence[Word], place: int) -> bool:
    """Whether a name goes on behind a title here: "Foreign Minister | Qin Gang", "NASA Administrator | Bolden"."""
    lower = words[place].lower.strip(".")
    if words[place + 1].lower in PARTICLES or words[place + 1].text in NUMERALS:
        return False
    if lower in TITLES:
        return lower not in first_names() or place > 0 or len(words) > 2
    return len(words) - place > 2 and lower not in first_names() and is_person_noun(lower)
