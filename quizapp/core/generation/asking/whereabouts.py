"""Which phrases say where something happened, so that "where" asks for them."""

from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.vocabulary import word_list
from quizapp.core.generation.words import Word

PLACING = frozenset(["in", "at", "on", "near", "along", "between", "off", "around"])
"""Prepositions that place what happens."""
_LOCATED = frozenset(["GPE", "LOC", "FAC"])
_COMPASS = frozenset(["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "midwest"])
_NOUNS = frozenset(
    [
        "region",
        "city",
        "town",
        "village",
        "surface",
        "valley",
        "coast",
        "island",
        "museum",
        "hall",
        "street",
        "centre",
        "center",
        "neighbourhood",
        "neighborhood",
        "province",
        "district",
        "county",
        "area",
        "building",
        "lake",
        "mountain",
        "mountains",
        "desert",
        "forest",
        "sea",
        "ocean",
        "bay",
        "park",
        "school",
        "university",
        "hospital",
        "prison",
        "cave",
        "church",
        "palace",
        "laboratory",
        "stadium",
        "port",
        "harbour",
        "harbor",
        "airport",
        "station",
        "square",
        "garden",
        "site",
        "mainland",
        "capital",
        "suburb",
        "bank",
        "shore",
        "border",
        "canyon",
        "plain",
        "delta",
        "rainforest",
        "temple",
        "cathedral",
        "castle",
        "market",
    ]
)
_PLACELESS = frozenset(
    [
        "be",
        "rank",
        "interest",
        "result",
        "participate",
        "invest",
        "engage",
        "believe",
        "specialize",
        "specialise",
        "succeed",
        "fail",
        "base",
        "depend",
    ]
)
"""Verbs with which "in" does not say where: to specialize in."""


def is_place(target: Word) -> bool:
    """Whether a noun names a place, or is a word for one that something narrows."""
    if target.ent in _LOCATED and target.pos == "PROPN":
        return target.lower not in _COMPASS
    if any(c.lower in word_list("vague") for c in target.children):
        return False
    told = [c for c in target.children if c.dep in {"amod", "compound", "prep", "poss", "nmod"}]
    return target.lemma in _NOUNS and bool(told) and target.pos == "NOUN"


def takes_place(verb: Word) -> bool:
    """Whether what a verb says happens somewhere."""
    return verb.lemma not in _PLACELESS


def is_told(target: Word, around: Surroundings) -> bool:
    """Whether the title holds the place."""
    return any(w.lower in around.title_nouns for w in target.subtree())


def is_set_off(preposition: Word, claim: Claim) -> bool:
    """Whether a comma behind the verb parts a place from its sentence, or it from a wider one."""
    places = [w.i for w in preposition.subtree() if w.i in claim.by_place]
    sentence = preposition.sentence.words
    beside = [sentence[i] for i in (places[0] - 1, places[-1] + 1) if 0 <= i < len(sentence)]
    return preposition.i > claim.clause.verb.i and any(w.text == "," and w.i in claim.by_place for w in beside)
