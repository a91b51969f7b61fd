"""Questions on places, peoples, organizations and persons."""

from collections.abc import Iterator

from quizapp.core.generation.asking import distractors, turning
from quizapp.core.generation.asking.candidates import Candidate, Source, changed, gapped, lettered, make, ordered
from quizapp.core.generation.asking.distractors import Values
from quizapp.core.generation.claims.focus import Focus
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.names.entities import PERSON
from quizapp.core.generation.siblings.offer import aliases, place_class
from quizapp.core.generation.vocabulary import word_list
from quizapp.core.items import ItemContent

_WIDE = frozenset(["Europe", "Asia", "Africa", "America", "North America", "South America", "Western", "Middle East"])
"""Places so wide that hardly anybody would type them for a gap."""
_UNLIKE = frozenset(["planet", "zodiac_sign"])
"""Classes whose members hardly ever stand in for one another."""
_WHICH = {"country": "Which country", "city": "Which city", "us_state": "Which US state", "river": "Which river"}


def on_place(source: Source, focus: Focus, values: Values) -> Iterator[Candidate]:
    """A place, people or organization: among others of its kind, and as a statement with another."""
    claim = source.claim
    accepted = list(dict.fromkeys([*focus.accepted, *aliases(focus.text)]))
    hint = _HINTS.get(place_class(focus.text), "") if focus.kind == "place" else ""
    typed = ItemContent("cloze", gapped(claim, focus, hint), {"gaps": [accepted]}, (), claim.text)
    if (
        turning.is_negated(claim)
        or place_class(focus.text) == "continent"
        or focus.text in _WIDE
        or any(w.tag == "MD" for w in claim.words)
    ):
        return
    if _is_typed_well(focus, claim):
        yield make(source, "cloze", typed, 0.55, focus.kind)
    if place_class(focus.text) in _UNLIKE:
        return
    others = distractors.other_names(claim, focus, values, source.random, count=3)
    if len(others) == 3:
        options, right = lettered(ordered([focus.text, *others], source.random), focus.text)
        content = ItemContent("single_choice", gapped(claim, focus), {"option": right}, options, claim.text)
        yield make(source, "cloze_mcq", content, 0.65, focus.kind)
        opening = _WHICH.get(place_class(focus.text))
        fits = opening and _is_subject(source, focus) and claim.clause.verb.lemma != "be"
        question = turning.asked_subject(claim, opening) if opening and fits else None
        if question:
            asked = ItemContent("single_choice", question, {"option": right}, options, claim.text)
            yield make(source, "mcq", asked, 0.63, focus.kind)
    others = others or distractors.other_names(claim, focus, values, source.random, count=1)
    if others and _excludes_others(source, focus):
        wrong = source.random.choice(others)
        why = f"The article says {focus.text}, not {wrong}. {claim.text}"
        content = ItemContent("true_false", changed(claim, focus, wrong), {"value": False}, (), why)
        yield make(source, "true_false", content, 0.6, focus.kind)


_HINTS = {
    "country": " (a country)", "city": " (a city)", "river": " (a river)", "lake": " (a lake)", "island": " (an island)",
    "us_state": " (a US state)", "sea": " (a sea)", "mountain": " (a mountain)",
}  # fmt: skip
"""What stands behind the gap for a place, since a town, its region and its country would fit it alike."""


def _excludes_others(source: Source, focus: Focus) -> bool:
    """Whether a claim that is true of one place is false of any other: one past event that happened there.

    "It was important in France" does not deny that it was in Spain.
    """
    claim, verb = source.claim, source.claim.clause.verb
    past = verb.tag in {"VBD", "VBN"} and verb.lemma not in {"be", "have"} and not turning.is_negated(claim)
    preposition = focus.root.head
    there = focus.root.dep == "pobj" and preposition.head is verb
    return past and (there or focus.root is verb.child("dobj") or _is_subject(source, focus))


def _is_typed_well(focus: Focus, claim: Claim) -> bool:
    """Whether one would type just this name: it stands by itself after a preposition or as subject or object."""
    verb = claim.clause.verb
    near = focus.root.head is verb or focus.root.head.head is verb
    if focus.kind == "place" and (place_class(focus.text) not in _HINTS or not near):
        return False
    return focus.root.dep in {"pobj", "nsubj", "nsubjpass", "dobj"} and not any(
        c.dep == "compound" for c in focus.root.children if c not in focus.words
    )


def _is_subject(source: Source, focus: Focus) -> bool:
    """Whether the subject is this name and nothing else."""
    words = turning.subject_words(source.claim)
    return [w for w in words if w.lower != "the"] == list(focus.words)


def on_person(source: Source, focus: Focus) -> Iterator[Candidate]:
    """A person who is not the subject, as a gap."""
    claim = source.claim
    if focus.root.dep in {"pobj", "dobj"} and not any(c.dep in {"conj", "case", "appos"} for c in focus.root.children):
        content = ItemContent("cloze", gapped(claim, focus), {"gaps": [list(focus.accepted)]}, (), claim.text)
        yield make(source, "cloze", content, 0.6, PERSON)


def on_subject(source: Source, around: Surroundings) -> Iterator[Candidate]:
    """Who did it, where the subject is a person known by name, written in full or for a pronoun."""
    claim = source.claim
    full = subject_person(source, around)
    if (
        not full
        or turning.is_negated(claim)
        or claim.clause.subject.tag == "NNPS"
        or any(part.lower() in around.title for part in full.split())
    ):
        return
    if claim.clause.kind == "apposition" and claim.words[len(claim.clause.subject_words)].lower != "the":
        return  # many may be "an activist"
    said = claim.clause.verb.lemma in word_list("saying") and claim.clause.verb.child("ccomp") is not None
    kind = "who_said" if said else "short_answer"
    question = turning.asked_subject(claim, "Who", singular=True)
    if question is None or any(part in question for part in full.split() if len(part) > 2):
        return
    content = ItemContent("short_answer", question, {"accepted": around.names.variants(full)}, (), claim.text)
    yield make(source, kind, content, 0.58, PERSON)
    yield from _of_another(source, full, around)


def subject_person(source: Source, around: Surroundings) -> str:
    """The person who is the whole subject, by full name; blank for nobody or for more."""
    claim = source.claim
    words = turning.subject_words(claim)
    if not words:
        return ""
    reference = around.references.get(words[0])
    if len(words) == 1 and reference is not None and not reference.internal:
        return reference.name if reference.name in around.names.people else ""
    mention = around.names.mention_at(claim.clause.subject)
    if mention is None or mention.kind != PERSON or [w for w in words if w not in mention.words]:
        return ""
    return mention.name


def _of_another(source: Source, full: str, around: Surroundings) -> Iterator[Candidate]:
    """The claim said of somebody else whom the article names elsewhere."""
    claim = source.claim
    paragraph = around.document.text[claim.start : claim.end]
    others = distractors.other_people(full, around, paragraph, count=1)
    shown = claim.by_place[claim.words[0].i].text
    if claim.clause.verb.lemma not in word_list("exclusive") or turning.is_negated(claim):
        return
    if not others or not claim.text.startswith(full) or shown.endswith(("’s", "’")):
        return
    wrong = others[0]
    why = f"The article says this of {full}, not of {wrong}. {claim.text}"
    content = ItemContent("true_false", wrong + claim.text[len(full) :], {"value": False}, (), why)
    yield make(source, "true_false", content, 0.5, PERSON)
