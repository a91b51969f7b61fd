"""Claims made false by one plausible change: another thing of the same kind, or the two sides in each other's place."""

from collections.abc import Iterator

from quizapp.core.generation.asking import turning
from quizapp.core.generation.asking.candidates import Candidate, Source, lettered, make, ordered
from quizapp.core.generation.asking.distractors import Values
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.siblings.offer import Context, place_class, siblings
from quizapp.core.generation.vocabulary import word_list
from quizapp.core.generation.words import Word
from quizapp.core.items import ItemContent
from quizapp.core.text.gaps import BLANK

LISTED = frozenset(
    [
        "gas",
        "element",
        "alloy",
        "season",
        "religion",
        "language",
        "currency",
        "crop",
        "fruit",
        "vegetable",
        "grain",
        "animal_class",
        "body_organ",
        "bone",
        "cell_part",
        "organelle",
        "vitamin",
        "hormone",
        "energy_source",
        "fossil_fuel",
        "form_of_government",
        "material",
        "fabric",
        "metal",
        "meal",
        "nut",
        "spice",
        "science",
        "played_instrument",
        "planet_part",
        "radiation",
        "subatomic_particle",
        "sugar",
        "blood_cell",
        "gland",
    ]
)
"""Classes of common words whose members can stand in for one another."""


def on_listed(source: Source, values: Values, around: Surroundings) -> Iterator[Candidate]:
    """A common word of a closed class: another of its class in its place, and among others."""
    claim = source.claim
    if claim.clause.verb.tag not in {"VBD", "VBN"} or claim.clause.verb.lemma in {"be", "have"}:
        return  # what holds of rice may hold of maize: only an event happens with one of them
    for word in claim.words:
        if (
            not word.i
            or not _is_listed(word, around)
            or not claim.has(word)
            or turning.is_negated(claim)
            or claim.text.count(word.text) > 1
        ):
            continue
        start, end = claim.span([word])
        context = Context(claim.text, start, end, values.names, values.year, values.sentences)
        others = siblings(word.text, context, count=3, random=source.random)
        if len(others) < 3:
            continue
        wrong = source.random.choice(others)
        why = f"It is {word.text}, not {wrong}: {claim.text}"
        stem = f"{claim.text[:start]}{wrong}{claim.text[end:]}"
        yield make(source, "true_false", ItemContent("true_false", stem, {"value": False}, (), why), 0.56, "listed")
        options, right = lettered(ordered([word.text, *others], source.random), word.text)
        gap = f"{claim.text[:start]}{BLANK}{claim.text[end:]}"
        content = ItemContent("single_choice", gap, {"option": right}, options, claim.text)
        yield make(source, "cloze_mcq", content, 0.58, "listed")
        return


def _is_listed(word: Word, around: Surroundings) -> bool:
    if (
        word.pos not in {"NOUN", "PROPN"}
        or word.lower in around.title
        or word.dep not in {"pobj", "dobj", "nsubj", "attr", "compound", "nmod"}
    ):
        return False
    alone = not any(c.dep in {"compound", "amod", "conj", "cc"} for c in word.children) and word.dep != "conj"
    return alone and place_class(word.text) in LISTED


def on_people(source: Source, values: Values) -> Iterator[Candidate]:
    """Whose a thing is by its definition, "is a British company": another people in its place."""
    claim, verb = source.claim, source.claim.clause.verb
    told = verb.child("attr") if verb.lemma == "be" else None
    if told is None or turning.is_negated(claim) or told.child("conj") is not None:
        return
    for word in told.children:
        if word.dep != "amod" or word.ent != "NORP" or not claim.has(word) or place_class(word.text) != "nationality":
            continue
        start, end = claim.span([word])
        context = Context(claim.text, start, end, values.names, values.year, values.sentences)
        others = siblings(word.text, context, count=1, random=source.random)
        if not others or any(c.dep in {"conj", "npadvmod", "punct"} for c in word.children):
            continue
        stem = f"{claim.text[:start]}{others[0]}{claim.text[end:]}"
        why = f"It is {word.text}, not {others[0]}: {claim.text}"
        yield make(source, "true_false", ItemContent("true_false", stem, {"value": False}, (), why), 0.6, "people")
        return


def on_sides(source: Source, around: Surroundings) -> Iterator[Candidate]:
    """The two sides of a one-way deed in each other's place: "Norway ceded the town to Sweden" the other way round."""
    claim, verb = source.claim, source.claim.clause.verb
    if verb.lemma not in word_list("one_way") or turning.is_negated(claim):
        return
    first = around.names.mention_at(claim.clause.subject)
    targets = [c for c in verb.children if c.dep == "dobj"] + [
        t for c in verb.children if c.dep in {"prep", "agent", "dative"} and (t := c.child("pobj")) is not None
    ]
    for target in targets:
        second = around.names.mention_at(target)
        if first is None or second is None or first.kind != second.kind or first.kind in {"", "work", "event"}:
            continue
        if not claim.has(*first.words) or not claim.has(*second.words) or first.name == second.name:
            continue
        if (
            target.child("conj", "appos", "prep", "relcl") is not None
            or claim.clause.subject.child("conj", "appos", "prep") is not None
        ):
            continue
        one, other = claim.span(first.words), claim.span(second.words)
        if one[1] > other[0]:
            continue
        text = claim.text
        stem = text[: one[0]] + text[slice(*other)] + text[one[1] : other[0]] + text[slice(*one)] + text[other[1] :]
        why = f"It is the other way round: {claim.text}"
        content = ItemContent("true_false", stem[:1].upper() + stem[1:], {"value": False}, (), why)
        yield make(source, "true_false", content, 0.6, "sides")
        return
