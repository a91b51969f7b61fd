"""Questions on years and numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizapp.core.generation.asking import distractors, turning
from quizapp.core.generation.asking.candidates import Candidate, Source, changed, gapped, lettered, make, ordered
from quizapp.core.generation.asking.distractors import Values
from quizapp.core.generation.asking.numbers import value_of
from quizapp.core.generation.claims.figures import ORDINALS, number_noun
from quizapp.core.generation.claims.focus import Focus
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.vocabulary import word_list
from quizapp.core.items import ItemContent


def on_year(source: Source, focus: Focus, values: Values) -> Iterator[Candidate]:
    """The year of a claim: as a question, as a gap, and as a statement with another year."""
    claim, random = source.claim, source.random
    if turning.is_negated(claim):
        return
    others = distractors.other_years(int(focus.text), values, random, count=3)
    key: dict[str, object] = {"gaps": [list(focus.accepted)]}
    yield make(
        source,
        "cloze",
        ItemContent("cloze", gapped(claim, focus, _hint(claim, focus)), key, (), claim.text),
        0.62,
        "year",
    )
    question = _in_which_year(source, focus)
    if question is not None:
        numeric = {"value": focus.text, "tolerance": "0", "unit": ""}
        yield make(source, "date", ItemContent("numeric", question, numeric, (), claim.text), 0.7, "year")
    if len(others) == 3 and _is_at(focus):
        texts = sorted([focus.text, *map(str, others)])
        options, right = lettered(texts, focus.text)
        stem, kind = (question, "mcq") if question else (gapped(claim, focus), "cloze_mcq")
        content = ItemContent("single_choice", stem, {"option": right}, options, claim.text)
        told = {o.id: values.dated[o.text] for o in options if o.id != right and o.text in values.dated}
        yield replace(make(source, kind, content, 0.71, "year"), refutations=told)
    if others and _is_at(focus):
        yield _false(source, focus, str(min(others, key=lambda other: abs(other - int(focus.text)))), "year")


_DATED = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d+,?)? \Z"
)


def _hint(claim: Claim, focus: Focus) -> str:
    """What tells that a year is wanted, where no day or month before the gap does."""
    return "" if _DATED.search(claim.text[: focus.start]) else " (a year)"


def _is_at(focus: Focus) -> bool:
    """Whether a year says when something happened, not by when, since when or until when: those fit many years."""
    word = focus.words[0]
    leads = [word.head.lower, *(w.lower for w in word.head.above())] if word.dep == "pobj" else []
    return not {"by", "since", "until", "before", "after", "from", "to", "between", "as"} & set(leads[:2])


def _in_which_year(source: Source, focus: Focus) -> str | None:
    """The claim as a question for its year, where "in 1911" hangs on its verb."""
    word = focus.words[0]
    preposition = word.head
    if (
        preposition.lower != "in"
        or word.dep != "pobj"
        or word.children
        or preposition.head is not source.claim.clause.verb
    ):
        return None
    return turning.asked_with(source.claim, "In which year", {word.i, preposition.i})


def _false(source: Source, focus: Focus, wrong: str, what: str, merit: float = 0.6) -> Candidate:
    claim = source.claim
    why = f"It is {focus.text}, not {wrong}: {claim.text}"
    content = ItemContent("true_false", changed(claim, focus, wrong), {"value": False}, (), why)
    return make(source, "true_false", content, merit, what)


THIRD = 2
"""Places before it: what is first is told for being so, and nobody takes it for second."""


def on_ordinal(source: Source, focus: Focus) -> Iterator[Candidate]:
    """The place of a thing in a row: among others, and as a statement with another place."""
    claim = source.claim
    place = ORDINALS.index(focus.text)
    if turning.is_negated(claim) or place < THIRD:
        return
    first = max(0, place - source.random.randint(0, 3))
    shown = list(ORDINALS[first : first + 4])
    if len(shown) == 4:
        options, right = lettered(shown, focus.text)
        content = ItemContent("single_choice", gapped(claim, focus), {"option": right}, options, claim.text)
        yield make(source, "cloze_mcq", content, 0.6, "ordinal")
    yield _false(source, focus, ORDINALS[place - 1], "ordinal")


def on_decade(source: Source, focus: Focus) -> Iterator[Candidate]:
    """The decade of a claim, as a gap."""
    gap = gapped(source.claim, focus, " (a decade)")
    content = ItemContent("cloze", gap, {"gaps": [list(focus.accepted)]}, (), source.claim.text)
    yield make(source, "cloze", content, 0.58, "year")


def on_number(source: Source, focus: Focus) -> Iterator[Candidate]:
    """A number: as a question, as a gap, among others, and as a statement with another number."""
    claim, random = source.claim, source.random
    if turning.is_negated(claim) or _is_counted_out(claim, focus):
        return
    key: dict[str, object] = {"gaps": [list(focus.accepted)]}
    if focus.text.lower() != "two":  # too easily guessed
        yield make(source, "cloze", ItemContent("cloze", gapped(claim, focus), key, (), claim.text), 0.5, "number")
    question = _how_many(source, focus)
    if question is not None and focus.text.lower() != "two":
        content = ItemContent("short_answer", question, {"accepted": list(focus.accepted)}, (), claim.text)
        yield make(source, "numeric", content, 0.64, "number")
    others = distractors.other_numbers(focus, random, count=3)
    if others:
        stem, kind = (question, "mcq") if question else (gapped(claim, focus), "cloze_mcq")
        yield _chosen(source, focus, stem, kind, others)
        if not _is_bounded(focus):
            yield _false(source, focus, random.choice(others), "number", 0.59)


def _is_counted_out(claim: Claim, focus: Focus) -> bool:
    """Whether a list in the claim shows the number: "three sources: A, B and C"."""
    value = value_of(focus.text.partition(" ")[0]) or 0
    listed = sum(w.dep == "conj" for w in claim.words) + 1
    return value <= MOST_LISTED and listed >= value


MOST_LISTED = 6


def _is_bounded(focus: Focus) -> bool:
    """Whether a number is a bound: "more than 5" and "more than 3" can both be true."""
    words = focus.words[0].sentence.words
    before = {w.lower for w in words[max(0, focus.words[0].i - 3) : focus.words[0].i]}
    return bool(
        before
        & {"than", "least", "over", "most", "up", "under", "almost", "nearly", "minimum", "maximum", "<", ">", "≤", "≥"}
    )


def _chosen(source: Source, focus: Focus, stem: str, kind: str, others: Sequence[str]) -> Candidate:
    options, right = lettered(ordered([focus.text, *others], source.random), focus.text)
    content = ItemContent("single_choice", stem, {"option": right}, options, source.claim.text)
    return make(source, kind, content, 0.67, "number")


def _how_many(source: Source, focus: Focus) -> str | None:
    """The claim as a question for its number: "How many people died?", "How many brothers did X have?"."""
    claim = source.claim
    noun = number_noun(focus)
    if noun is None or noun.lemma in word_list("units") or noun.tag not in {"NNS", "NNPS"} or noun.pos == "SYM":
        return None
    if noun.child("conj", "cc") is not None or claim.clause.subject.lemma[:5] == claim.clause.verb.lemma[:5]:
        return None
    before = focus.words[0].sentence.words[focus.words[0].i - 1] if focus.words[0].i else None
    phrase = [w for w in noun.subtree() if w.i in claim.by_place]
    if (
        any(w.text == "," for w in phrase)
        or phrase[0] is not focus.words[0]
        or (before is not None and before.head in focus.words)
    ):
        return None
    counted = turning.said(claim, [w for w in phrase if w not in focus.words])
    if noun is claim.clause.subject:
        return turning.asked_subject(claim, f"How many {counted}")
    if noun.dep in {"dobj", "attr"} and noun.head is claim.clause.verb:
        return turning.asked_with(claim, f"How many {counted}", {w.i for w in phrase})
    return None
