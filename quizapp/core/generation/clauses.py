"""Turning a statement into a question, grammatical by construction."""

import re
from typing import TYPE_CHECKING

from lemminflect import getInflection

from quizapp.core.generation.references import SUBJECTS
from quizapp.core.generation.statements import Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+([,.;?])")


def tidy(words: str) -> str:
    """Single spaces, none before a comma, no comma at the ends."""
    return _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", words)).strip(" ,.").replace(".”", "”").replace(",”", "”")


def subject_of(statement: Statement) -> "Token":
    """The subject of the main clause."""
    return next(child for child in statement.sentence.span.root.children if child.dep_ in SUBJECTS)


def subject_words(statement: Statement) -> str:
    """The subject as it stands within a question: the resolved name, or the words with a small first letter."""
    if statement.subject:
        return statement.subject
    token = subject_of(statement)
    words = [t for t in token.subtree if statement.has(t)]
    text = tidy("".join(t.text_with_ws for t in words))
    keeps_capital = words[0].pos_ == "PROPN" or words[0].ent_type_ or words[0].text.isupper()
    return text if keeps_capital else text[:1].lower() + text[1:]


def _joined(tokens: list["Token"]) -> str:
    """The words of tokens that need not stand side by side."""
    parts = [
        t.text + (t.whitespace_ or (" " if n + 1 < len(tokens) and tokens[n + 1].i != t.i + 1 else ""))
        for n, t in enumerate(tokens)
    ]
    return "".join(parts)


def _has_second_verb(statement: Statement) -> bool:
    root = statement.sentence.span.root
    return any(c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"} and statement.has(c) for c in root.children)


def _fronted(statement: Statement, subject: list["Token"], left_out: set[int]) -> list["Token"]:
    """Words before the subject other than those left out."""
    return [t for t in statement.tokens if t.i < subject[0].i and t.i not in left_out and not t.is_punct]


def asked_when(statement: Statement, opening: str, phrase: list["Token"]) -> str | None:
    """``opening`` + auxiliary + subject + the rest without ``phrase``; ``None`` where that is not safe."""
    root = statement.sentence.span.root
    subject = list(subject_of(statement).subtree)
    if any(child.dep_ == "neg" for child in root.children):
        return None
    left_out = {token.i for token in phrase}
    if _fronted(statement, subject, left_out):
        return None
    helper = next((c for c in root.children if c.dep_ in {"aux", "auxpass"} and c.i < root.i and c.tag_ != "TO"), None)
    if helper is None and root.pos_ != "AUX" and _has_second_verb(statement):
        return None
    rest = [t for t in statement.tokens if t.i > subject[-1].i and t.i not in left_out and t != helper]
    if helper is not None:
        auxiliary, words = helper.text.lower(), _joined(rest)
    elif root.lemma_ == "be":
        auxiliary, words = root.text.lower(), _joined([token for token in rest if token != root])
    else:
        auxiliary = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(root.tag_, "")
        base = (getInflection(root.lemma_, "VB") or (root.lemma_,))[0]
        words = _joined(rest).replace(root.text, base, 1) if rest and rest[0] == root else ""
        if not words:
            before = [t for t in rest if t.i < root.i]
            words = f"{_joined(before)} {base} {_joined([t for t in rest if t.i > root.i])}"
    body = tidy(words)
    if not auxiliary or len(body.split()) < 2:
        return None
    return f"{opening} {auxiliary} {subject_words(statement)} {body}?"


def asked_who(statement: Statement) -> str | None:
    """``Who`` + the predicate of a statement whose subject is a person alone; ``None`` where that is not safe."""
    subject = [t for t in subject_of(statement).subtree if statement.has(t)]
    pronoun = subject_of(statement)
    first = subject[0].i if subject else pronoun.i
    if any(t.i < first for t in statement.tokens):
        return None
    after = subject[-1].i if subject else pronoun.i
    predicate = tidy(_joined([token for token in statement.tokens if token.i > after]))
    return f"Who {predicate}?" if len(predicate.split()) >= 4 else None
