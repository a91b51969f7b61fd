"""Questions on opposites, on terms that an article introduces, and claims as they stand."""

from collections.abc import Iterator
from dataclasses import replace

from quizapp.core.generation.asking.candidates import Candidate, Source, gapped, make
from quizapp.core.generation.claims.focus import Focus
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.terms import specifics
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.vocabulary import word_pairs
from quizapp.core.generation.words import Word
from quizapp.core.items import ItemContent


def on_claim(source: Source, around_sentence: str, around: Surroundings) -> Iterator[Candidate]:
    """The claim itself, to be judged true. ``around_sentence`` is what the article says."""
    claim = source.claim
    modal = claim.clause.verb.child("aux")
    if modal is not None and modal.lower in {"may", "might", "would", "should"}:
        return  # what may or would be is hardly true or false
    joined = [w for w in claim.words if w.dep == "conj"]
    if len(joined) >= LISTED or any(w.pos in {"VERB", "AUX"} for w in joined):
        return  # two claims in one, or a list
    known = specifics(claim, around)
    general = any(w.lower in _GENERAL for w in claim.words)
    if general and known < 1:
        return  # a truism
    why = f"The article says: “{_inner(around_sentence)}”"
    content = ItemContent("true_false", claim.text, {"value": True}, (), why)
    told = make(source, "true_false", content, 0.5 + 0.03 * min(known, 3), "claim")
    yield replace(told, is_doubtful=known < (2 if general else 1))


LISTED = 4
"""Members of a list that nobody judges as one claim."""
_GENERAL = frozenset(["can", "could", "many", "various", "often", "several", "numerous", "some"])


def _inner(sentence: str) -> str:
    return " ".join(sentence.split()).replace("“", "‘").replace("”", "’").replace('"', "’")


_CONDITIONS = frozenset(["if", "unless", "when", "until"])
_OPEN = frozenset(["can", "may", "might", "could", "some", "sometimes", "many", "perhaps", "no", "never"])
"""Words with which a claim and its opposite can both be true."""


def on_opposite(source: Source) -> Iterator[Candidate]:
    """The claim with one word turned into its opposite."""
    claim = source.claim
    pairs = word_pairs("opposites")
    found = [w for w in claim.words if w.text in pairs and claim.has(w) and w.ent == "" and w.pos != "PROPN"]
    if len(found) != 1 or any(w.dep == "neg" or w.lower in _OPEN for w in claim.words):
        return
    word = found[0]
    if not _turns_safely(word, claim):
        return
    start, end = claim.span([word])
    wrong = pairs[word.text]
    stem = claim.text[:start] + wrong + claim.text[end:]
    why = f"It is the other way round: “{word.text}”, not “{wrong}”. {claim.text}"
    yield make(source, "true_false", ItemContent("true_false", stem, {"value": False}, (), why), 0.6, "opposite")


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
    # the oldest and the youngest church may both stand beside the harbour
    of_subject = word.tag in {"JJS", "RBS"} and word in claim.clause.subject_words
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
        return not any(c.dep in {"amod", "compound"} for c in word.children)
    return word.pos in {"VERB", "ADV"} or (word.pos == "ADJ" and _is_plain_adjective(word)) or word.dep == "prep"


def _is_plain_adjective(word: Word) -> bool:
    """Whether an adjective can be turned round by itself: no degree beside it, no name or term around it."""
    if any(c.dep in {"advmod", "neg"} for c in word.children) or word.dep not in {"amod", "acomp", "attr"}:
        return False
    beside = [c for c in word.head.children if c.dep in {"compound", "amod", "nmod"} and c is not word]
    return word.dep != "amod" or not beside


def on_term(source: Source, focus: Focus, merit: float) -> Iterator[Candidate]:
    """The term that a claim introduces, as a gap."""
    claim = source.claim
    if any(w.lemma in claim.text[: focus.start].lower() for w in focus.words) or "example" in claim.text:
        return
    content = ItemContent("cloze", gapped(claim, focus), {"gaps": [list(focus.accepted)]}, (), claim.text)
    yield make(source, "cloze", content, merit, "term")
