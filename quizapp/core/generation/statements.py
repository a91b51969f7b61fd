"""Statements that stand alone: claims that a reader understands without the sentences around them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.core.generation.entities import Names
from quizapp.core.generation.reader import Document, Sentence
from quizapp.core.generation.references import SUBJECTS, own_possessive, resolve
from quizapp.core.generation.standing import is_clear_definite
from quizapp.core.generation.trimming import kept_tokens, quoted_tokens

if TYPE_CHECKING:
    from spacy.tokens import Token

SHORTEST, LONGEST = 6, 28
"""Words of a statement."""
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "them",
        "we",
        "us",
        "i",
        "you",
        "this",
        "these",
        "those",
        "that",
        "one",
        "ones",
        "another",
        "other",
        "others",
        "such",
        "both",
        "former",
        "latter",
        "here",
        "there",
        "itself",
        "himself",
        "herself",
        "themselves",
        "its",
        "their",
        "theirs",
        "his",
        "her",
        "hers",
        "our",
        "your",
        "my",
        "some",
        "many",
        "most",
    ]
)
_DEICTIC = re.compile(
    r"\b(?:today|yesterday|tomorrow|now|currently|recently|ago|last (?:year|month|week|night)|this (?:year|month|week)|"
    r"next (?:year|month|week)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|at the time|at that time|later|earlier|"
    r"previously|above|below|figure \d|the following|the same|as well|too|(?:the )?year before|again)\b",
    re.IGNORECASE,
)
_INSET = re.compile(r"[”\"‘:—–]|\s-\s")
_QUOTED = re.compile(r"“[^“”]*”")


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A claim that stands alone; ``[start, end)`` is the span of the article that proves it."""

    text: str
    passage: int
    start: int
    end: int
    sentence: Sentence
    tokens: tuple["Token", ...]
    """The tokens that its words come from; a replaced pronoun is not among them."""
    offsets: dict[int, int] = field(repr=False)
    """Where each token begins in ``text``, by the token's index."""
    subject: str = ""
    """The name that replaced a pronoun, or blank."""

    def at(self, token: "Token") -> int:
        """Where ``token`` begins in ``text``."""
        return self.offsets[token.i]

    def has(self, token: "Token") -> bool:
        """Whether the token's words stand in ``text``."""
        return token.i in self.offsets


def title_words(document: Document) -> set[str]:
    """Lower-case words of the title."""
    return {word.lower() for word in re.findall(r"\w+", document.title)}


def find_statements(document: Document, names: Names) -> tuple[list[Statement], Counter[str]]:
    """The statements of an article in order, and why the other sentences were dropped."""
    found: list[Statement] = []
    dropped: Counter[str] = Counter()
    for sentence in document.sentences:
        tokens = kept_tokens(sentence.span)
        reason = _drop_reason(document, sentence, tokens, names)
        statement = None if reason else _statement(document, sentence, tokens, names)
        if statement is None:
            dropped[reason or "unclear reference"] += 1
        else:
            found.append(statement)
    return found, dropped


def _drop_reason(document: Document, sentence: Sentence, tokens: Sequence["Token"], names: Names) -> str:
    """Why a sentence cannot be asked about, or blank. A pronoun as the subject is looked at later."""
    words = "".join(token.text_with_ws for token in tokens).strip()
    count = sum(token.is_alpha or token.like_num for token in tokens)
    if not SHORTEST <= count <= LONGEST:
        return "length"
    if words[-1:] not in {".", "”"} or not words[:1].isalnum():
        return "not a plain sentence"
    unquoted = _QUOTED.sub("", words)
    if _INSET.search(unquoted) or not _keeps_quotations(sentence, tokens):
        return "quotation or inset"
    if _DEICTIC.search(unquoted):
        return "time or place unclear"
    return _structure(sentence, tokens) or _references(document, sentence, tokens, names)


def _keeps_quotations(sentence: Sentence, tokens: Sequence["Token"]) -> bool:
    """Whether every quotation is closed and kept whole."""
    kept = {token.i for token in tokens}
    quoted = quoted_tokens(sentence.span)
    closed = sentence.span.text.count("“") == sentence.span.text.count("”")
    return closed and (quoted <= kept or not quoted & kept)


def _structure(sentence: Sentence, tokens: Sequence["Token"]) -> str:
    root = sentence.span.root
    kept = {token.i for token in tokens}
    if root.pos_ not in {"VERB", "AUX"} or root.i not in kept:
        return "no main verb"
    finite = root.tag_ in {"VBD", "VBZ", "VBP"} or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ in {"VBD", "VBZ", "VBP", "MD"} for child in root.children
    )
    subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    if not finite or subject is None or subject.i > root.i or subject.i not in kept:
        return "no plain main clause"
    if any(child.dep_ == "expl" for child in root.children):
        return "no plain main clause"
    return ""


def _replaceable(sentence: Sentence, tokens: Sequence["Token"]) -> "Token | None":
    """The he or she that is the subject of the main clause, or the his or her of that subject, if there is one.

    Nothing but a phrase without people may stand before it.
    """
    root = sentence.span.root
    for token in tokens:
        word = token.lower_
        if word in {"he", "she"} and token.dep_ in SUBJECTS and token.head == root:
            return token
        if word in {"his", "her"} and token.tag_ == "PRP$" and token.head.dep_ in SUBJECTS and token.head.head == root:
            return token if token == tokens[0] else None
        if token.pos_ in {"PRON", "VERB"} or token.ent_type_ == "PERSON":
            return None
    return None


def _is_fine_pronoun(token: "Token", replaced: "Token | None", names: Names) -> bool:
    """Pronouns that need nothing outside their sentence, or are replaced by a name."""
    word = token.lower_
    if word in {"he", "she", "his", "her", "himself", "herself"}:
        if replaced is not None and replaced.dep_ in SUBJECTS and token.i >= replaced.i:
            return True
        return token == replaced or (token.tag_ == "PRP$" and own_possessive(token, names))
    if word in {"its", "their"}:
        return _is_own_possessive(token)
    if word == "that":
        return token.tag_ in {"IN", "WDT"}
    if word in {"some", "many", "most", "other", "both", "one"}:
        return token.head != token and token.head.pos_ == "NOUN" and token.i < token.head.i
    return False


def _references(document: Document, sentence: Sentence, tokens: Sequence["Token"], names: Names) -> str:
    title = title_words(document)
    replaced = _replaceable(sentence, tokens)
    quoted = quoted_tokens(sentence.span)
    for token in tokens:
        if token.i in quoted:
            continue  # a speaker's own words; what they point to is part of the quotation
        word = token.lower_
        if word in _PRONOUNS and not _is_fine_pronoun(token, replaced, names):
            return "unclear reference"
        if word == "the" and token.dep_ == "det" and not is_clear_definite(token.head, title):
            return "unclear definite"
        if token.tag_ in {"JJR", "RBR"} and not any(t.lower_ == "than" for t in tokens) and word != "more":
            return "comparison without its other half"
    return ""


def _is_own_possessive(token: "Token") -> bool:
    """Its and their mean the subject of the sentence; only where no other noun stands between."""
    subject = next((t for t in token.sent.root.children if t.dep_ in SUBJECTS), None)
    if subject is None or subject.i > token.i or subject.pos_ == "PRON":
        return False
    plural = subject.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in subject.children)
    between = [t for t in token.doc[subject.right_edge.i + 1 : token.i] if t.pos_ in {"NOUN", "PROPN"}]
    return not between and plural == (token.lower_ == "their")


def _statement(document: Document, sentence: Sentence, tokens: Sequence["Token"], names: Names) -> Statement | None:
    start, subject, words = sentence.start, "", {}
    replaced = _replaceable(sentence, tokens)
    if replaced is not None:
        resolution = resolve(document, sentence, names)
        if resolution is None:
            return None
        start = resolution.named_in.start
        subject = resolution.full_name if replaced.dep_ in SUBJECTS else ""
        words = {replaced.i: resolution.full_name if subject else f"{resolution.full_name}’s"}
    text, offsets = _render(tokens, words)
    kept = tuple(token for token in tokens if token.i not in words)
    return Statement(text, sentence.passage, start, sentence.end, sentence, kept, offsets, subject)


def _render(tokens: Sequence["Token"], replaced: Mapping[int, str]) -> tuple[str, dict[int, int]]:
    """The words of the tokens, some replaced, and where each of the others begins."""
    text, offsets = "", {}
    for n, token in enumerate(tokens):
        if token.is_punct and token.text in {".", ",", "?", "!"}:
            text = text.rstrip()
        if token.i not in replaced:
            offsets[token.i] = len(text)
        follows = n + 1 < len(tokens) and (token.whitespace_ or tokens[n + 1].i != token.i + 1)
        text += replaced.get(token.i, token.text) + (" " if follows else "")
    text = text.strip()
    return text[:1].upper() + text[1:], offsets
