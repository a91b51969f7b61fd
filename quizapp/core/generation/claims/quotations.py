"""Quotations with their speaker, where both are certain."""

import re
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
_OPEN = re.compile(r"\b(?:he|she|him|her|his|these|those|too|then|today|yesterday|tomorrow)\b", re.IGNORECASE)
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


def find_quotations(around: Surroundings) -> list[Quotation]:
    """Quoted sentences whose speaker stands beside them by name; of one passage of speech the longest that is fit."""
    found: list[Quotation] = []
    for paragraph in around.document.paragraphs:
        if not paragraph:
            continue
        start, end = paragraph[0].start, paragraph[-1].end
        text = around.document.text[start:end]
        if text.count('"') % 2:
            continue
        for match in _QUOTED.finditer(text):
            quotation = _quotation(paragraph, start, match, around)
            if quotation and not any(q.start == quotation.start or q.words == quotation.words for q in found):
                found.append(quotation)
    return found


def _quotation(
    paragraph: tuple[Sentence, ...], offset: int, match: re.Match[str], around: Surroundings
) -> Quotation | None:
    start, end = offset + match.start(), offset + match.end()
    speech = (match[1] or match[2]).strip().rstrip(",")
    fit = [words for part in _SENTENCE.findall(speech) if _is_telling(words := part.strip())]
    near = [sentence for sentence in paragraph if sentence.start < end and start < sentence.end]
    if not fit or not near:
        return None
    outside = [word for sentence in near for word in sentence.words if not start <= word.start < end]
    speaker = _speaker(outside, around)
    telling = [
        words for words in fit if speaker and not any(part in words for part in speaker.split() if len(part) > 2)
    ]
    if speaker is None or not telling:
        return None
    words = max(telling, key=lambda words: (min(len(words), 140), -len(words)))
    verb = "wrote" if any(word.lemma == "write" for word in outside) else "said"
    return Quotation(words, speaker, verb, near[0].passage, near[0].start, near[-1].end)


def _is_telling(words: str) -> bool:
    """Whether a quoted sentence can be recognized by itself: whole, of fair length, pointing at nothing before it."""
    if not SHORTEST <= len(words.split()) <= LONGEST or not words[:1].isupper():
        return False
    if _IT.search(_EMPTY_IT.sub("", words)) and len(words.split()) < RICH:
        return False
    marks = any(mark in words for mark in ("[", "…", "(", "“"))
    return not (marks or _POINTS_BACK.match(words) or _OPEN.search(words) or _OWN_NAME.search(words))


def _speaker(outside: list[Word], around: Surroundings) -> str | None:
    """The one person beside the quotation who is the subject of a verb of saying."""
    speakers = set()
    for word in outside:
        if word.lemma in word_list("saying") and word.pos == "VERB":
            speakers |= {name for child in word.children if child.dep in SUBJECTS and (name := _person(child, around))}
    return speakers.pop() if len(speakers) == 1 else None


def _person(word: Word, around: Surroundings) -> str:
    """Whom a subject names: by name, by a pronoun that is resolved, or by the name in its apposition."""
    named = [word, *(c for c in word.children if c.dep == "appos")]
    for candidate in named:
        mention = around.names.mention_at(candidate)
        if mention is not None and mention.kind == PERSON:
            return mention.name
    reference = around.references.get(word)
    if reference is not None and not reference.internal and reference.name in around.names.people:
        return reference.name
    return ""
