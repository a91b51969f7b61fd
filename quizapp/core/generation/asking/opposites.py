"""Claims made false by turning one word into its opposite, or by taking their no away."""

from collections.abc import Iterator

from quizapp.core.generation.asking.candidates import Candidate, Source, make
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.vocabulary import word_pairs
from quizapp.core.generation.words import Word
from quizapp.core.items import ItemContent

_CONDITIONS = frozenset(["if", "unless", "when", "until"])
_OPEN = frozenset(["can", "may", "might", "could", "some", "sometimes", "many", "perhaps", "no", "never"])
"""Words with which a claim and its opposite can both be true."""


def on_opposite(source: Source) -> Iterator[Candidate]:
    """The claim with one word turned into its opposite."""
    claim = source.claim
    found = [(w, wrong) for w in claim.words if claim.has(w) and (wrong := _opposite(w))]
    if not found or (len(found) > 1 and not _are_halves(found, claim)):
        return
    if any(w.dep == "neg" or w.lower in _OPEN for w in claim.words) or not _turns_safely(found[-1][0], claim):
        return
    start, end = claim.span([word for word, _ in found])
    wrong = "-".join(wrong for _, wrong in found)
    stem = f"{_led(claim.text[:start], wrong)}{wrong}{claim.text[end:]}"
    why = f"The article says “{claim.text[start:end]}”, not “{wrong}”: {claim.text}"
    yield make(source, "true_false", ItemContent("true_false", stem, {"value": False}, (), why), 0.6, "opposite")


def _are_halves(found: list[tuple[Word, str]], claim: Claim) -> bool:
    """Whether two words are the halves of one: south-east."""
    text = claim.text[slice(*claim.span([word for word, _ in found]))]
    return len(found) == 2 and text == "-".join(word.text for word, _ in found)


def _opposite(word: Word) -> str:
    """Its opposite, blank where it has none that somebody might believe."""
    return "" if word.ent or word.pos == "PROPN" else word_pairs("opposites").get(word.text, "")


def _led(before: str, word: str) -> str:
    """The text before ``word``, its indefinite article in the form that ``word`` needs."""
    head, space, article = before.rstrip().rpartition(" ")
    if article.lower() not in {"a", "an"}:
        return before
    return f"{head}{space}{article[0]}{'n' if word[0] in 'aeiou' else ''} "


def on_negation(source: Source) -> Iterator[Candidate]:
    """A claim that says no, without its no: "has not commented" said of somebody who has."""
    claim, verb = source.claim, source.claim.clause.verb
    no = [
        w
        for w in claim.words
        if w.dep == "neg" and w.lower in {"not", "n't", "n’t"} and w.head is verb and claim.has(w)
    ]
    helper = next((c for c in verb.children if c.dep in {"aux", "auxpass"} and claim.has(c)), verb)
    if len(no) != 1 or any(w.lower in _WITH_NO for w in claim.words) or helper.lemma == "do" or no[0].i < helper.i:
        return
    start, end = claim.span(no)
    stem = claim.text[:start].rstrip() + " " + claim.text[end:].lstrip()
    why = f"The article says the opposite: {claim.text}"
    yield make(source, "true_false", ItemContent("true_false", stem, {"value": False}, (), why), 0.56, "opposite")


_WITH_NO = frozenset(
    [
        "any",
        "anybody",
        "anyone",
        "anything",
        "either",
        "yet",
        "ever",
        "neither",
        "nor",
        "but",
        "only",
        "because",
        "longer",
    ]
)
"""Words that go with a no, or that say which part of the claim it denies."""


def _turns_safely(word: Word, claim: Claim) -> bool:
    """Whether a word can be turned round by itself, and its sentence still be one that somebody might believe."""
    conditional = any(w.dep == "mark" and w.lower in _CONDITIONS for w in claim.words)
    # the oldest and the youngest church may both stand beside the harbour; nobody is one of the least important
    of_subject = word.tag in {"JJS", "RBS"} and (word in claim.clause.subject_words or "one of" in claim.text.lower())
    if conditional or of_subject or word.dep == "conj" or any(c.dep in {"conj", "cc"} for c in word.children):
        return False
    if word.lower in {"before", "after"}:
        return word.dep == "mark"
    if word.lower.startswith(("increas", "decreas", "reduc")) and sum(w.pos == "NUM" for w in claim.words) > 1:
        return False  # from 4 to 5 is no decrease
    return _turns_by_its_kind(word, claim)


def _turns_by_its_kind(word: Word, claim: Claim) -> bool:
    """Comparatives need their other half, nouns and adjectives must stand alone."""
    if word.tag in {"JJR", "RBR"}:
        return any(w.lower == "than" and w.i > word.i + 1 for w in claim.words)
    if word.pos == "NOUN":
        return not any(c.dep in {"amod", "compound"} and not _opposite(c) for c in word.children)
    return word.pos in {"VERB", "ADV"} or (word.pos == "ADJ" and _is_plain_adjective(word)) or word.dep == "prep"


def _is_plain_adjective(word: Word) -> bool:
    """Whether an adjective can be turned round by itself: no degree beside it, no name or term around it."""
    if any(c.dep in {"advmod", "neg"} for c in word.children) or word.dep not in {"amod", "acomp", "attr"}:
        return False
    beside = [c for c in word.head.children if c.dep in {"compound", "amod", "nmod"} and c is not word]
    return word.dep != "amod" or not beside
