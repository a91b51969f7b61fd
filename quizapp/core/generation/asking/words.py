"""Questions on terms that an article introduces, and claims as they stand."""

from collections.abc import Iterator
from dataclasses import replace

from quizapp.core.generation.asking.candidates import Candidate, Source, gapped, make
from quizapp.core.generation.claims.focus import Focus
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.terms import specifics
from quizapp.core.items import ItemContent


def on_claim(source: Source, around_sentence: str, around: Surroundings) -> Iterator[Candidate]:
    """The claim itself, to be judged true. ``around_sentence`` is what the article says."""
    claim = source.claim
    modal = claim.clause.verb.child("aux")
    if modal is not None and modal.lower in {"may", "might", "would", "should"}:
        return  # what may or would be is hardly true or false
    joined = [w for w in claim.words if w.dep == "conj"]
    listed = sum(w.dep in {"conj", "appos"} for w in claim.words) if joined else 0  # parsers take members for either
    if listed >= LISTED or any(w.pos in {"VERB", "AUX"} for w in joined):
        return  # two claims in one, or a list
    known = specifics(claim, around)
    general = any(w.lower in _GENERAL for w in claim.words)
    if general and known < 1:
        return  # a truism
    why = f"The article says: “{_inner(around_sentence)}”"
    content = ItemContent("true_false", claim.text, {"value": True}, (), why)
    told = make(source, "true_false", content, 0.5 + 0.03 * min(known, 3), "claim")
    yield replace(told, is_doubtful=known < (2 if general else 1))


LISTED = 3
"""Members of a list that nobody judges as one claim."""
_GENERAL = frozenset(["can", "could", "many", "various", "often", "several", "numerous", "some"])


def _inner(sentence: str) -> str:
    return " ".join(sentence.split()).replace("“", "‘").replace("”", "’").replace('"', "’")


def on_term(source: Source, focus: Focus, merit: float) -> Iterator[Candidate]:
    """The term that a claim introduces, as a gap."""
    claim = source.claim
    if any(w.lemma in claim.text[: focus.start].lower() for w in focus.words) or "example" in claim.text:
        return
    content = ItemContent("cloze", gapped(claim, focus), {"gaps": [list(focus.accepted)]}, (), claim.text)
    yield make(source, "cloze", content, merit, "term")
