"""Questions for a phrase behind the verb: where, when, how, why, with whom, in which country."""

from collections.abc import Iterator, Sequence

from quizapp.core.generation.asking import distractors, turning
from quizapp.core.generation.asking.candidates import Candidate, Source, lettered, make, ordered
from quizapp.core.generation.asking.distractors import Values
from quizapp.core.generation.asking.whereabouts import PLACING, is_place, is_set_off, is_told, takes_place
from quizapp.core.generation.claims.focus import Focus
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.names.people import is_person_noun
from quizapp.core.generation.names.values import PERSON
from quizapp.core.generation.siblings.offer import aliases, place_class
from quizapp.core.generation.vocabulary import word_list
from quizapp.core.generation.words import Word
from quizapp.core.items import ItemContent

MIN_KEY, LONGEST_KEY, LONGEST_REASON = 2, 8, 14
"""Words of a key that is typed willingly, and of a reason."""
_SPATIAL = frozenset(
    [
        "inside",
        "outside",
        "under",
        "beneath",
        "above",
        "near",
        "beyond",
        "behind",
        "beside",
        "within",
        "across",
        "along",
        "through",
    ]
)
_PLACING = frozenset(["in", "at", "on", "near", "from", "to", "into"])
_ASKED_WITH = frozenset(["in", "at", "to", "from", "near", "into", "against", "with", "by", "for", "on", "under"])
_DATING = frozenset(["in", "on", "during"])
CLASSES = {
    "country": "country",
    "city": "city",
    "us_state": "US state",
    "river": "river",
    "sea": "sea",
    "island": "island",
    "lake": "lake",
}
"""Classes of places with the word that asks for one."""


def on_adverbial(source: Source, around: Surroundings) -> Iterator[Candidate]:
    """When and how long: the time phrase of a claim asked for; and where, for a phrase that is sure to be a place."""
    claim = source.claim
    for preposition in claim.clause.verb.children:
        target = preposition.child("pobj") if preposition.dep == "prep" else None
        if target is None or preposition.i not in claim.by_place:
            continue
        opening = _opening(preposition, target)
        if opening == "Where" and (is_told(target, around) or is_set_off(preposition, claim)):
            continue
        if opening:
            yield from _asked(source, opening, [w for w in preposition.subtree() if w.i in claim.by_place])


def _opening(preposition: Word, target: Word) -> str:
    if target.ent == "DATE":
        if preposition.lower == "for":
            return "How long" if any(w.pos == "NUM" for w in target.subtree()) else ""
        only_year = target.text.isdigit() and not target.children
        return "When" if preposition.lower in _DATING and not only_year and _is_dated(target) else ""
    if (
        preposition.lower in _SPATIAL
        and target.pos in {"NOUN", "PROPN"}
        and target.ent not in {"TIME", "PERCENT", "MONEY", "PERSON"}
    ):
        return "Where" if preposition.lower in {"inside", "outside", "beneath", "beside"} else ""
    return "Where" if preposition.lower in PLACING and is_place(target) and takes_place(preposition.head) else ""


def _is_dated(target: Word) -> bool:
    """Whether a date names a time of the calendar: a month, a year, a decade or a century."""
    words = target.subtree()
    return any(w.text.isdigit() and len(w.text) == 4 for w in words) or any(
        w.lower.endswith("0s") or w.lower == "century" for w in words
    )


def on_means(source: Source) -> Iterator[Candidate]:
    """How: the key is "by" with what was done."""
    verb = source.claim.clause.verb
    means = [c for c in verb.children if c.dep == "prep" and c.lower == "by" and c.i > verb.i and c.child("pcomp")]
    if len(means) == 1 and verb.child("auxpass") is None and verb.lemma != "be":
        yield from _asked(source, "How", means[0].subtree(), merit=0.6, longest=LONGEST_REASON)


def on_reason(source: Source) -> Iterator[Candidate]:
    """Why: the key begins with "because"."""
    verb = source.claim.clause.verb
    for child in verb.children:
        marks = {c.lower for c in child.children if c.dep == "mark"}
        clause = child.dep == "advcl" and marks == {"because"}
        if child.i > verb.i and (clause or (child.dep == "prep" and child.lower in {"because", "due"})):
            yield from _asked(source, "Why", child.subtree(), merit=0.5, longest=LONGEST_REASON)
            return


def on_purpose(source: Source) -> Iterator[Candidate]:
    """Why: the key is what somebody did it "to" reach."""
    verb = source.claim.clause.verb
    for child in verb.children:
        aims = child.dep == "advcl" and child.tag == "VB" and child.lemma != "be" and child.i > verb.i
        if (
            aims
            and [c.lower for c in child.children if c.dep in {"aux", "mark"}] == ["to"]
            and verb.lemma not in _NO_AIM
            and not _is_of_people(child)
        ):
            yield from _asked(source, "Why", child.subtree(), merit=0.58, longest=LONGEST_REASON)
            return


def _is_of_people(deed: Word) -> bool:
    """Whether people stand just before "to", whose aim it may be as well: Cuban troops to fight."""
    first = min(deed.subtree(), key=lambda w: w.i)
    before = first.sentence.words[first.i - 1] if first.i else first
    return is_person_noun(before.lemma)


_NO_AIM = frozenset(["be", "go", "come", "live", "grow", "continue", "begin", "start", "turn", "use", "need", "have"])
"""Verbs behind which "to" says what came next, or belongs to them."""


def _asked(
    source: Source, opening: str, words: Sequence[Word], *, merit: float = 0.62, longest: int = LONGEST_KEY
) -> Iterator[Candidate]:
    """A claim asked for one of its phrases, which is the key; accepted without its first word too."""
    claim = source.claim
    phrase = [w for w in words if w.i in claim.by_place and w.text != "."]
    if any(w.i not in claim.by_place and w.dep != "punct" for w in words):
        return  # a piece of an answer is none
    if not MIN_KEY <= len(phrase) <= longest or any(w.tag in {"PRP", "PRP$"} for w in phrase):
        return
    if (opening == "Why" and any(w.text == "," for w in phrase)) or (opening == "Where" and phrase[0].pos != "ADP"):
        return
    question = turning.asked_with(claim, opening, {w.i for w in phrase})
    if question is None:
        return
    key = turning.within(claim, phrase)
    rest = key.partition(" ")[2]
    accepted = [a for a in dict.fromkeys([key, rest, rest.removeprefix("the "), rest.removeprefix("of ")]) if a]
    content = ItemContent("short_answer", question, {"accepted": accepted}, (), claim.text)
    yield make(source, "short_answer", content, merit, opening.lower())


def on_named(source: Source, focus: Focus, values: Values) -> Iterator[Candidate]:
    """A person, place or institution behind the verb: whom, with whom, in which country, at which university."""
    claim, verb = source.claim, source.claim.clause.verb
    root = focus.root
    preposition = root.head if root.dep == "pobj" and root.head.dep in {"prep", "agent", "dative"} else None
    direct = root.dep == "dobj" and root.head is verb
    if not direct and (preposition is None or preposition.head is not verb or preposition.lower == "of"):
        return
    if preposition is not None and (preposition.lower not in _ASKED_WITH or _is_done_by_another(preposition)):
        return
    what = _asked_for(focus)
    if not what or (preposition is None and what != "whom"):
        return
    opening = f"{preposition.lower} {what}" if preposition is not None else what
    phrase = [w for w in (preposition or root).subtree() if w.i in claim.by_place and w.text != "."]
    if any(w not in focus.words and w.lower not in {"the", opening.split()[0]} for w in phrase):
        return  # something narrows the name; left behind it would dangle
    question = turning.asked_with(claim, opening[:1].upper() + opening[1:], {w.i for w in phrase})
    if question is not None:
        yield from _typed_or_chosen(source, focus, question, values)


def _is_done_by_another(preposition: Word) -> bool:
    """Whether "by" says who does it, and "in which country" stands beside it."""
    agent = preposition.head.child("agent")
    return agent is not None and agent is not preposition


def _asked_for(focus: Focus) -> str:
    if focus.kind == PERSON:
        return "whom"
    if focus.kind == "place":
        label = CLASSES.get(place_class(focus.text), "")
        return f"which {label}" if label else ""
    last = focus.text.split()[-1].lower()
    first = focus.text.split()[0].lower()
    kind = last if last in word_list("institutions") else first if first in word_list("institutions") else ""
    return f"which {kind}" if kind else ""


def _typed_or_chosen(source: Source, focus: Focus, question: str, values: Values) -> Iterator[Candidate]:
    claim = source.claim
    accepted = list(dict.fromkeys([*focus.accepted, *(aliases(focus.text) if focus.kind == "place" else ())]))
    yield make(
        source,
        "short_answer",
        ItemContent("short_answer", question, {"accepted": accepted}, (), claim.text),
        0.62,
        focus.kind,
    )
    others = distractors.other_names(claim, focus, values, source.random, count=3) if focus.kind == "place" else []
    if len(others) == 3:
        options, right = lettered(ordered([focus.text, *others], source.random), focus.text)
        content = ItemContent("single_choice", question, {"option": right}, options, claim.text)
        yield make(source, "mcq", content, 0.66, focus.kind)
