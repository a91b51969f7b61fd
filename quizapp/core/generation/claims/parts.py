"""Claims that say two things, each said by itself: the year without the place, the place without the year."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizapp.core.generation.claims.phrases import pointed_at
from quizapp.core.generation.claims.pruning import without_loose_commas
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.terms import specifics
from quizapp.core.generation.claims.writing import Claim, write_claim
from quizapp.core.generation.words import Word

FEWEST = 2
"""Phrases behind the verb that can each go, so that each can be asked for without showing the other."""
SHORTEST = 7
"""Words of a part."""


def parts_of(claim: Claim, around: Surroundings) -> list[Claim]:
    """The claim once without each phrase that says when, where or with whom; none where it has fewer than two."""
    phrases = [phrase for phrase in _phrases(claim) if _tells(phrase, around)]
    if len(phrases) < FEWEST or claim.clause.kind == "apposition":
        return []
    shortened = (_without(claim, phrase, around) for phrase in phrases)
    parts = [part for part in shortened if len(part.text.split()) >= SHORTEST and specifics(part, around)]
    return parts if len(parts) >= FEWEST else []


def _phrases(claim: Claim) -> Iterator[list[Word]]:
    for child in claim.clause.verb.children:
        if child.dep == "prep" and child.i in claim.by_place and child.lower not in {"of", "according"}:
            yield [word for word in child.subtree() if word.i in claim.by_place]


def _tells(phrase: Sequence[Word], around: Surroundings) -> bool:
    """Whether a phrase holds a year or a name."""
    return any((w.ent == "DATE" and w.text.isdigit()) or around.names.mention_at(w) is not None for w in phrase)


def _without(claim: Claim, phrase: Sequence[Word], around: Surroundings) -> Claim:
    gone = {word.i for word in phrase}
    words = [word for word in claim.clause.words if word.i not in gone]
    clause = replace(claim.clause, words=tuple(without_loose_commas(words, gone)))
    return write_claim(clause, pointed_at(claim.clause, around.document), around)
