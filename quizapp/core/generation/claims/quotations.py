"""Quotations with their speaker, where both are certain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.names.entities import PERSON
from quizapp.core.generation.vocabulary import word_list
from quizapp.core.generation.words import SUBJECTS, Sentence, Word

SHORTEST, LONGEST = 8, 34
"""Words of a quotation worth asking about; shorter ones are turns of phrase."""
RICH = 12
"""Words from which a quotation can be recognized though an "it" in it points back."""
_QUOTED = re.compile(r"“([^“”]+)(?:”|\Z)|\"([^\"]+)\"")
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s|\Z)[^.!?]*)*[.!?]*")
_POINTS_BACK = re.compile(
    r"(?:and|but|so|or|because|then|also|he|she|they|it|this|that|these|those|there|here|which|yes|no|well|now|indeed|however|instead|perhaps)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:he|she|him|her|his|these|those|too|then|that one|this one|today|yesterday|tomorrow)\b", re.IGNORECASE
)
_IT = re.compile(r"\bit\b", re.IGNORECASE)
_EMPTY_IT = re.compile(r"\bit(?: is|’s|'s| was| makes?)? \w+ (?:that|to|for)\b", re.IGNORECASE)
"""It that points at nothing: it is natural to."""
_OWN_NAME = re.compile(r"\b(?:my name|as a|I am a|I’m a|I'm a)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Quotation:
    """Words between quotation marks and who said them. The span takes in the whole sentence."""

    words: str
    speaker: str
    verb: str
    """said or wrote."""
    passage: int
    start: int
    end: int


MOST = 2
"""Sentences of one passage of speech that are asked about at most."""


@dataclass(frozen=True, slots=True)
class _Attribution:
    """Who says a passage of speech, and from where on the article says so."""

    speaker: str
    verb: str
    start: int


def find_quotations(around: Surroundings) -> list[Quotation]:
    """Quoted sentences whose speaker stands beside them by name, the longest of each passage of speech first.

    Speech that goes on in the same paragraph, with nobody else named in between, is the same person's.
    """
    found: dict[str, Quotation] = {}
    for paragraph in around.document.paragraphs:
        if not paragraph:
            continue
        start, end = paragraph[0].start, paragraph[-1].end
        text = around.document.text[start:end]
        last: _Attribution | None = None
        ended = start
        for match in _QUOTED.finditer(text) if text.count('"') % 2 == 0 else ():
            near = [s for s in paragraph if s.start < start + match.end() and start + match.start() < s.end]
            between = [w for s in paragraph for w in s.words if ended <= w.start < start + match.start()]
            if last is not None and any(_is_another(word, last, around) for word in between):
                last = None
            last = _attribution(near, start + match.start(), start + match.end(), last, around)
            ended = start + match.end()
            if last is not None and near:
                for quotation in _quotations(match, last, near):
                    found.setdefault(quotation.words, quotation)
    return list(found.values())


def _is_another(word: Word, last: _Attribution, around: Surroundings) -> bool:
    mention = around.names.mention_at(word)
    return mention is not None and mention.kind == PERSON and mention.name != last.speaker


def _attribution(
    near: Sequence[Sentence], start: int, end: int, last: _Attribution | None, around: Surroundings
) -> _Attribution | None:
    """Who says the speech at ``[start, end)``: named beside it, or, with nobody named there, the last speaker."""
    outside = [word for sentence in near for word in sentence.words if not start <= word.start < end]
    speakers = _speakers(outside, around)
    if len(speakers) == 1:
        speaker, named_at = next(iter(speakers.items()))
        verb = "wrote" if any(word.lemma == "write" for word in outside) else "said"
        return _Attribution(speaker, verb, min(near[0].start, named_at))
    named = any(around.names.mention_at(word) is not None for word in outside)
    speaks = any(word.lemma in word_list("saying") for word in outside)
    return None if named or speaks else last


def _quotations(match: re.Match[str], by: _Attribution, near: Sequence[Sentence]) -> list[Quotation]:
    """The sentences of a passage of speech that can be recognized, the longest first."""
    speech = (match[1] or match[2]).strip().rstrip(",")
    parts = [part.strip() for part in _SENTENCE.findall(speech)]
    names = [part for part in by.speaker.split() if len(part) > LETTER]
    fit = [words for words in parts if _is_telling(words) and not any(name in words for name in names)]
    fit.sort(key=lambda words: (-min(len(words), FULL), len(words)))
    start = min(by.start, near[0].start)
    return [Quotation(words, by.speaker, by.verb, near[0].passage, start, near[-1].end) for words in fit[:MOST]]


LETTER, FULL = 2, 140
"""Letters of an initial, and of a quotation that says enough."""


def _is_telling(words: str) -> bool:
    """Whether a quoted sentence can be recognized by itself: whole, of fair length, pointing at nothing before it."""
    if not SHORTEST <= len(words.split()) <= LONGEST or not words[:1].isupper():
        return False
    if _IT.search(_EMPTY_IT.sub("", words)) and len(words.split()) < RICH:
        return False
    marks = any(mark in words for mark in ("[", "…", "(", "“"))
    return not (marks or _POINTS_BACK.match(words) or _OPEN.search(words) or _OWN_NAME.search(words))


def _speakers(outside: list[Word], around: Surroundings) -> dict[str, int]:
    """The people beside a quotation who are subjects of verbs of saying, with where the article names them."""
    found: dict[str, int] = {}
    for word in outside:
        if word.lemma in word_list("saying") and word.pos == "VERB":
            for child in word.children:
                name, start = _person(child, around) if child.dep in SUBJECTS else ("", 0)
                if name:
                    found.setdefault(name, start)
    return found


def _person(word: Word, around: Surroundings) -> tuple[str, int]:
    """Whom a subject names, and where: by name, by a pronoun that is resolved, or in its apposition."""
    for candidate in [word, *(c for c in word.children if c.dep == "appos")]:
        mention = around.names.mention_at(candidate)
        if mention is not None and mention.kind == PERSON:
            return mention.name, word.sentence.start
    reference = around.references.get(word)
    if reference is not None and not reference.internal and reference.name in around.names.people:
        return reference.name, reference.antecedent.sentence.start
    return "", 0
