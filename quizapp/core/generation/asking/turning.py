"""Turning a claim into a question, grammatical by construction; ``None`` wherever that is not safe."""

import re
from collections.abc import Collection, Sequence

from lemminflect import getInflection

from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.siblings.offer import place_class
from quizapp.core.generation.words import FINITE, Word

_SPACES = re.compile(r"\s+")
_ABBREVIATED = re.compile(r"(?:\b\w\.){2,}\Z")
_BEFORE_MARK = re.compile(r"\s+([,.;?’])")
SHORTEST, LONGEST = 5, 26
"""Words of a question that reads easily."""


def tidy(words: str) -> str:
    """Single spaces, none before a comma, no comma at the ends; the full stop of "U.S." stays."""
    text = _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", words)).strip(" ,")
    return text if _ABBREVIATED.search(text) else text.strip(" ,.")


def said(claim: Claim, words: Sequence[Word]) -> str:
    """Words of a claim as it writes them, in their order; neighbours of the article stay side by side."""
    text = ""
    for n, word in enumerate(words):
        follows = n + 1 < len(words) and (word.space or words[n + 1].i != word.i + 1)
        text += claim.by_place[word.i].text + (" " if follows else "")
    return tidy(text)


def subject_words(claim: Claim) -> list[Word]:
    """The words of the subject."""
    return [w for w in claim.clause.subject_words if w.i in claim.by_place]


def within(claim: Claim, words: Sequence[Word]) -> str:
    """Words of a claim as they stand within a sentence: with a small first letter unless they are a name."""
    text, first = said(claim, words), words[0]
    written_anew = claim.by_place[first.i].text.lower() != first.lower
    if text.startswith(("The ", "A ", "An ")) or (first.pos in _FUNCTION_WORDS and not written_anew):
        return text if first.lower == "i" else text[:1].lower() + text[1:]
    is_name = first.pos == "PROPN" or first.ent in _NAMES or place_class(first.text) in {"nationality", "people"}
    if is_name or written_anew or not first.text[1:].islower():
        return text
    return text[:1].lower() + text[1:]


_FUNCTION_WORDS = frozenset(["ADP", "DET", "SCONJ", "ADV", "PRON", "NUM"])
_NAMES = frozenset(["PERSON", "GPE", "ORG", "NORP", "FAC", "LOC", "EVENT", "WORK_OF_ART"])


def helper_of(claim: Claim) -> Word | None:
    """The auxiliary that goes before the subject in a question."""
    verb = claim.clause.verb
    places = claim.by_place
    found = [c for c in claim.words if c.dep in {"aux", "auxpass"} and c.tag in FINITE and c.i in places]
    return next((c for c in found if c.head is verb or c.head is verb.head), None)


def has_joined_verb(claim: Claim) -> bool:
    """Whether two verbs share the clause: turning one round would break the other."""
    return any(
        c.dep == "conj" and c.pos in {"VERB", "AUX"} and c.i in claim.by_place for c in claim.clause.verb.children
    )


def is_negated(claim: Claim) -> bool:
    """Whether the clause says no."""
    return any(w.dep == "neg" or w.lower in {"no", "never", "none", "neither", "nor"} for w in claim.words)


def asked_with(claim: Claim, opening: str, left_out: Collection[int]) -> str | None:
    """``opening`` + auxiliary + subject + the rest, without the words at ``left_out``.

    Words before the subject go to the end, as in "In 1911 she founded X": "What did she found in 1911?"
    """
    subject = subject_words(claim)
    verb = claim.clause.verb
    if not subject or is_negated(claim) or has_joined_verb(claim) or claim.clause.subject.dep == "expl":
        return None
    inside = {w.i for w in subject}
    first, last = min(inside), max(inside)
    if any(w.text == "," and last < w.i < verb.i for w in claim.words):
        return None
    fronted = [w for w in claim.words if w.i < first and w.i not in left_out and w.dep != "punct"]
    rest = [w for w in claim.words if w.i > last and w.i not in left_out and w.i not in inside]
    parts = _verb_parts(claim, rest, verb)
    if parts is None:
        return None
    auxiliary, body = parts
    tail = within(claim, fronted) if fronted else ""
    if fronted and (len(fronted) > 6 or fronted[0].dep != "prep" or (rest[-1:] and rest[-1].head.dep == "prep")):
        return None
    return finished(f"{opening} {auxiliary} {within(claim, subject)} {body} {tail}")


def _verb_parts(claim: Claim, rest: list[Word], verb: Word) -> tuple[str, str] | None:
    """The auxiliary of the question, and what follows its subject."""
    helper = helper_of(claim)
    if helper is not None and helper.lower == "had":
        return None  # "in which year had they elected": before what?
    if helper is not None:
        return helper.lower, said(claim, [w for w in rest if w is not helper])
    if verb.lemma == "be" and verb.tag in FINITE:
        return verb.lower, said(claim, [w for w in rest if w is not verb])
    auxiliary = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(verb.tag, "")
    base = (getInflection(verb.lemma, "VB") or (verb.lemma,))[0]
    if not auxiliary or verb not in rest:
        return None
    at = rest.index(verb)
    return auxiliary, tidy(f"{said(claim, rest[:at])} {base} {said(claim, rest[at + 1 :])}")


def finished(question: str) -> str | None:
    """A question with its mark, where its length is fit."""
    text = tidy(question)
    words = text.lower().split()
    runs = [tuple(words[n : n + 3]) for n in range(len(words) - 2)]
    if len(set(runs)) < len(runs):
        return None  # the parser lost its way
    return f"{text}?" if SHORTEST <= len(text.split()) <= LONGEST else None


def asked_subject(claim: Claim, opening: str, *, singular: bool | None = None) -> str | None:
    """``opening`` in the place of the subject, as in "Who founded the museum?".

    With ``singular`` the verb is made to agree with that number, where it shows one.
    """
    subject = subject_words(claim)
    if not subject or subject[0] is not claim.words[0]:
        return None
    last = subject[-1].i
    predicate = [w for w in claim.words if w.i > last]
    if len(predicate) < 2 or any(w.dep == "punct" and w.text == "," for w in predicate[:2]):
        return None
    if any(w.lower in {"his", "her", "himself", "herself"} for w in predicate):
        return None  # who did it to "her" house?
    text = said(claim, predicate)
    if singular is not None:
        text = _agreeing(claim, predicate, text, singular=singular)
    return finished(f"{opening} {text}")


_AGREEMENT = {True: {"are": "is", "were": "was", "have": "has", "do": "does"}, False: {}}


def _agreeing(claim: Claim, predicate: list[Word], text: str, *, singular: bool) -> str:
    finite = next(
        (w for w in predicate if w.tag in FINITE and (w is claim.clause.verb or w.head is claim.clause.verb)), None
    )
    if finite is None or not singular:
        return text
    shown = claim.by_place[finite.i].text
    other = _AGREEMENT[True].get(shown.lower())
    if other is None and finite.tag == "VBP":
        other = (getInflection(finite.lemma, "VBZ") or (shown,))[0]
    return re.sub(rf"\b{re.escape(shown)}\b", other, text, count=1) if other else text
