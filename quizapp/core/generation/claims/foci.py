"""What can be asked about in a claim: its year, number, place, person, people or term."""

import re
from collections.abc import Iterator

from quizapp.core.generation.claims.figures import find_numbers, find_ordinals, find_years
from quizapp.core.generation.claims.focus import Focus, make_focus
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.terms import find_terms, rare_words, set_phrases
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.names.entities import PERSON
from quizapp.core.generation.vocabulary import word_list
from quizapp.core.generation.words import Word, written


def find_foci(claim: Claim, around: Surroundings) -> list[Focus]:
    """Everything that can be asked for in a claim, in order. Nothing that the title tells."""
    found = [
        *find_years(claim),
        *find_numbers(claim),
        *find_ordinals(claim),
        *_names(claim, around),
        *find_terms(claim),
        *rare_words(claim, around),
        *set_phrases(claim, around),
    ]
    clear = [
        f
        for f in found
        if not (_is_addressed(f, claim) or _told(f, claim, around) or _begins_bare(f, claim) or _is_bare(f, claim))
    ]
    return sorted(clear, key=lambda f: (f.start, f.kind))


def _is_addressed(focus: Focus, claim: Claim) -> bool:
    """Whether a name is only the one to whom something was said."""
    verb = claim.clause.verb
    return (
        verb.lemma in word_list("saying")
        and focus.root.head in {verb, *(c for c in verb.children if c.dep == "prep")}
        and focus.root.dep in {"dobj", "pobj", "dative"}
    )


def _begins_bare(focus: Focus, claim: Claim) -> bool:
    """Whether a gap at the beginning leaves too little to tell what is missing."""
    return focus.start < GAP_AT_START and len(claim.text.split()) < WORDS_BEHIND_GAP


def _is_bare(focus: Focus, claim: Claim) -> bool:
    """Whether too little stands around a word for it to be the only answer: "Holt joined _____"."""
    around = [
        w for w in claim.words if w.pos in _TELLING and w not in focus.words and w not in claim.clause.subject_words
    ]
    return focus.kind not in {"year", "number", "term"} and (
        len(claim.text.split()) < WORDS_OF_GAP or len(around) < TOLD
    )


_TELLING = frozenset(["NOUN", "PROPN", "VERB", "ADJ", "NUM"])


WORDS_OF_GAP, TOLD = 6, 2


GAP_AT_START, WORDS_BEHIND_GAP = 5, 10


def _told(focus: Focus, claim: Claim, around: Surroundings) -> bool:
    """Whether the title or the rest of the claim shows it."""
    rest = f"{claim.text[: focus.start]} {claim.text[focus.end :]}".lower()
    tokens = set(re.findall(r"\w+", rest))
    own = {w.lower() for w in re.findall(r"\w+", focus.text) if len(w) > 3 or w[:1].isupper() or w.isdigit()}
    if focus.kind == "organization" and len(focus.words) > 1 and focus.words[-1].lower not in around.title:
        own -= {word.lower() for word in around.title}
        return any(_alike(word, other) for word in own for other in tokens)
    named = any(
        len(word) > 2 and word in focus.text.lower() for word in around.title if word not in word_list("common")
    )
    if named or own & _COMPASS:
        return True
    if focus.kind != "number" and any(_alike(word, other) for word in own for other in around.title):
        return True
    return any(_alike(word, other) for word in own for other in tokens)


_COMPASS = frozenset(["north", "south", "east", "west", "northern", "southern", "eastern", "western"])


STEM = 6
"""Letters after which two words are taken for forms of one: ctenophores, Ctenophora."""


def _alike(one: str, other: str) -> bool:
    return one == other or (len(one) > STEM and len(other) > STEM and one[:STEM] == other[:STEM] and one.isalpha())


def _names(claim: Claim, around: Surroundings) -> Iterator[Focus]:
    for mention in around.names.mentions(claim.sentence):
        if mention.kind == "group" or not claim.has(*mention.words):
            continue
        words = mention.words
        root = next((w for w in words if w.head not in words), words[-1])
        if (
            root.dep not in {"pobj", "dobj", "nsubj", "nsubjpass", "attr"}
            or _is_part_of_name(root)
            or any(c.dep in {"appos", "conj", "cc"} for c in root.children)
        ):
            continue
        accepted = tuple(around.names.variants(mention.name)) if mention.kind == PERSON else ()
        kind = mention.kind if mention.kind in {PERSON, "place", "organization"} else "name"
        if kind == "name" and (len(words) < MANY_WORDS or root.pos != "PROPN"):
            continue  # one capital alone may be anything
        focus = make_focus(kind, claim, words, _with_own(words, accepted))
        if focus:
            yield focus


MANY_WORDS = 2


def _is_part_of_name(root: Word) -> bool:
    """Whether a place is part of a person's or a thing's name: William of Apulia."""
    return root.dep == "pobj" and root.head.lower == "of" and root.head.head.pos == "PROPN"


def _with_own(words: tuple[Word, ...], accepted: tuple[str, ...]) -> tuple[str, ...]:
    own = written(words)
    return tuple(dict.fromkeys([own, *accepted])) if accepted else ()
