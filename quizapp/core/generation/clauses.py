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
    return _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", words)).strip(" ,.")


def subject_of(statement: Statement) -> "Token":
    """The subject of the main clause."""
    return next(child for child in statement.sentence.span.root.children if child.dep_ in SUBJECTS)


def subject_words(statement: Statement) -> str:
    """The subject as it stands within a question: the resolved name, or the words with a small first letter."""
    if statement.subject:
        return statement.subject
    token = subject_of(statement)
    words = [t for t in token.subtree if t.i >= statement.first]
    text = tidy("".join(t.text_with_ws for t in words))
    keeps_capital = words[0].pos_ == "PROPN" or words[0].ent_type_ or words[0].text.isupper()
    return text if keeps_capital else text[:1].lower() + text[1:]


def _is_contiguous(tokens: list["Token"]) -> bool:
    return tokens[-1].i - tokens[0].i + 1 == len(tokens)


def _fronted(statement: Statement, subject: list["Token"], left_out: set[int]) -> list["Token"]:
    """Words before the subject, which stay in the question but at its end."""
    doc = statement.sentence.span.doc
    begin = statement.first if not statement.subject else subject[-1].i + 1
    return [doc[i] for i in range(begin, subject[0].i) if i not in left_out]


def asked_when(statement: Statement, opening: str, phrase: list["Token"]) -> str | None:
    """``opening`` + auxiliary + subject + the rest without ``phrase``; ``None`` where that is not safe."""
    root = statement.sentence.span.root
    subject = list(subject_of(statement).subtree)
    if not _is_contiguous(subject) or any(child.dep_ == "neg" for child in root.children):
        return None
    left_out = {token.i for token in phrase}
    if _fronted(statement, subject, left_out | {t.i for t in statement.sentence.span if t.is_punct}):
        return None
    helper = next((c for c in root.children if c.dep_ in {"aux", "auxpass"} and c.i < root.i and c.tag_ != "TO"), None)
    if helper is None and root.pos_ != "AUX" and any(c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"} for c in root.children):
        return None
    rest = [
        token
        for token in statement.sentence.span
        if token.i > subject[-1].i and token.i not in left_out and token is not helper
    ]
    if helper is not None:
        auxiliary, words = helper.text.lower(), "".join(token.text_with_ws for token in rest)
    elif root.lemma_ == "be":
        auxiliary, words = root.text.lower(), "".join(token.text_with_ws for token in rest if token is not root)
    else:
        auxiliary = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(root.tag_, "")
        base = (getInflection(root.lemma_, "VB") or (root.lemma_,))[0]
        words = "".join((base + token.whitespace_) if token is root else token.text_with_ws for token in rest)
    body = tidy(words)
    if not auxiliary or len(body.split()) < 2:
        return None
    return f"{opening} {auxiliary} {subject_words(statement)} {body}?"


def asked_who(statement: Statement) -> str | None:
    """``Who`` + the predicate of a statement whose subject is a person alone; ``None`` where that is not safe."""
    subject = list(subject_of(statement).subtree)
    if not _is_contiguous(subject) or (not statement.subject and subject[0].i != statement.first):
        return None
    rest = [token for token in statement.sentence.span if token.i > subject[-1].i]
    predicate = tidy("".join(token.text_with_ws for token in rest))
    return f"Who {predicate}?" if len(predicate.split()) >= 4 else None
