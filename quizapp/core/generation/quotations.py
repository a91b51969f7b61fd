"""Quotations with their speaker, where both are certain."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.core.generation.entities import Names, person_span
from quizapp.core.generation.reader import Document, Sentence
from quizapp.core.generation.references import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

SHORTEST, LONGEST = 7, 40
"""Words of a quotation worth asking about; shorter ones are turns of phrase."""
_SAID = frozenset(
    [
        "say",
        "tell",
        "state",
        "declare",
        "add",
        "argue",
        "explain",
        "warn",
        "write",
        "insist",
        "claim",
        "announce",
        "note",
        "remark",
        "reply",
        "ask",
        "admit",
        "conclude",
        "stress",
        "believe",
        "observe",
        "recall",
        "promise",
        "joke",
    ]
)
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")
_OPEN = re.compile(r"\b(?:he|she|they|him|them|this|these|those|that’s|that's|it|there|here|who)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Quotation:
    """Words between quotation marks and who said them. The span takes in the whole sentence."""

    words: str
    speaker: str
    passage: int
    start: int
    end: int


def find_quotations(document: Document, names: Names) -> list[Quotation]:
    """Whole quoted sentences whose speaker stands beside them by name. Unbalanced paragraphs are skipped."""
    found: list[Quotation] = []
    for paragraph in document.paragraphs:
        if not paragraph:
            continue
        start, end = paragraph[0].start, paragraph[-1].end
        text = document.text[start:end]
        if text.count("“") != text.count("”") or text.count('"') % 2:
            continue
        for match in _QUOTED.finditer(text):
            quotation = _quotation(paragraph, start + match.start(), start + match.end(), match, names)
            if quotation and not any(q.start == quotation.start for q in found):
                found.append(quotation)
    return found


def _quotation(
    paragraph: tuple[Sentence, ...], start: int, end: int, match: re.Match[str], names: Names
) -> Quotation | None:
    words = (match[1] or match[2]).strip().rstrip(",")
    count = len(words.split())
    if not SHORTEST <= count <= LONGEST or not words[:1].isupper() or _OPEN.search(words):
        return None
    around = [sentence for sentence in paragraph if sentence.start < end and start < sentence.end]
    outside = [
        token
        for sentence in around
        for token in sentence.span
        if not start <= sentence.start - sentence.span.start_char + token.idx < end
    ]
    speaker = _speaker(outside, names)
    if speaker is None or speaker.split()[-1] in words:
        return None
    return Quotation(words, speaker, around[0].passage, around[0].start, around[-1].end)


def _speaker(outside: list["Token"], names: Names) -> str | None:
    """The one person beside the quotation who is the subject of a verb of saying."""
    speakers = set()
    for token in outside:
        if token.lemma_.lower() in _SAID and token.pos_ == "VERB":
            for child in token.children:
                found = person_span(child, names) if child.dep_ in SUBJECTS else None
                if found:
                    speakers.add(found[1])
    return speakers.pop() if len(speakers) == 1 else None
