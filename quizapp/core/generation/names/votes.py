"""What the whole document says about each name: the parser's types, titles, verbs, prepositions."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.core.generation.names.kinds import LEXICON
from quizapp.core.generation.names.mentions import KINDS, Span
from quizapp.core.generation.names.people import PERSON_VERBS, is_person_noun, noun_gender
from quizapp.core.generation.words import SUBJECTS, Word

_WHERE = frozenset(["in", "at", "near", "across", "throughout", "outside", "around", "within"])
_NAMED_AFTER = frozenset(
    ["fort", "lake", "mount", "cape", "river", "port", "camp", "project", "operation", "hurricane"]
)
_WHITHER = frozenset(["from", "to", "into", "via", "toward", "towards", "through", "between", "north", "south", "of"])
"""Words that stand before people as well: they count where the parser says that it is a place."""


SAID = 4
"""Votes for what the article itself says: "Delft is a city"."""


@dataclass(slots=True)
class Votes:
    """Counts over all mentions of one name, spelled the same."""

    kinds: Counter[str] = field(default_factory=Counter)
    mentions: int = 0
    score: float = 0.0
    """For being a person if positive."""
    acts: int = 0
    """Mentions where only a person can stand: title, apposition, subject of a person's verb, who."""
    in_place: int = 0
    articles: int = 0
    """Mentions behind "the"."""
    genders: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a document says about its names."""

    votes: Mapping[str, Votes]
    """By name, in the order of the first mention."""
    said: Sequence[tuple[str, str]]
    """Names that it says are one person's."""
    common: Container[str]
    """Words that stand in it as common nouns, in lower case."""
    places: Container[str]
    """Names of countries."""


def count(found: Iterable[Span]) -> dict[str, Votes]:
    """Votes by name, in the order of the first mention."""
    votes: dict[str, Votes] = {}
    for span in found:
        own = votes.get(span.name)
        if own is None:
            own = votes[span.name] = Votes()
        _add(own, span)
    return votes


def _add(own: Votes, span: Span) -> None:
    own.mentions += 1
    kind = KINDS.get(span.label, "")
    if kind:
        own.kinds[kind] += 1
        own.score += 1 if kind == "person" else -1
    head = span.words[-1]
    if head.dep in ("compound", "flat") and head.head in span.words:
        head = head.head
    acts = _acts(head) + 3 * span.titled
    first = span.words[0]
    if first.i:
        before = first.sentence.words[first.i - 1]
        acts += _introduced(own, before)
        own.articles += before.lower == "the"
        own.score -= 2 * (before.lower == "the" and not span.titled) + 3 * (before.lower in _NAMED_AFTER)
        _place(own, before, head, kind)
    own.score += acts - 2 * (head.tag == "NNPS")
    own.acts += acts > 0
    _tell(own, head)


def _place(own: Votes, before: Word, head: Word, kind: str) -> None:
    """Count a name that stands where places stand: "in Delft", and, if called a place, "to Delft", "Delft, Holland"."""
    if before.lower in _WHERE and head.dep == "pobj":
        own.in_place += 1
        own.score -= 2
    elif kind == "place":
        beside = before.text == "," and head.dep in ("appos", "npadvmod")
        own.in_place += before.lower in _WHITHER or beside


def _introduced(own: Votes, before: Word) -> int:
    """Points for the word before: "Mrs Gray", "the singer Mara Voss"; "the planet Voss" is told not to be one."""
    _gender(own, before.lower)
    if before.tag == "NN" and LEXICON.get(before.lower):
        own.kinds[LEXICON[before.lower]] += SAID
        own.score -= SAID
    return 2 if before.pos in ("NOUN", "PROPN") and before.tag != "NNS" and is_person_noun(before.lower) else 0


def _tell(own: Votes, head: Word) -> None:
    """Count what the article says it is: "Voss, a widow", "Delft is a city"."""
    told = [child for child in head.children if child.dep == "appos"]
    if head.dep == "nsubj" and head.head.lemma == "be":
        told += [word for word in head.head.children if word.dep == "attr"]
    for noun in told:
        _gender(own, noun.lower)
        if noun.tag == "NN" and LEXICON.get(noun.lower):
            own.kinds[LEXICON[noun.lower]] += SAID


def _gender(own: Votes, lower: str) -> None:
    gender = noun_gender(lower)
    if gender:
        own.genders[gender] += 1


def _acts(head: Word) -> int:
    """Points for standing where people stand."""
    points = 0
    if head.dep in SUBJECTS and head.head.lemma in PERSON_VERBS:
        points += 1
    for child in head.children:
        who = child.dep == "relcl" and any(w.lower in ("who", "whom") for w in child.children)
        told = child.dep in ("appos", "acl") and (is_person_noun(child.lemma) or child.lower == "born")
        points += 2 * (who or told)
    if head.dep == "appos" and head.head.pos == "NOUN" and is_person_noun(head.head.lemma):
        points += 2
    if head.dep == "nsubj" and head.head.lemma == "be":
        points += 2 * any(w.dep == "attr" and w.tag == "NN" and is_person_noun(w.lemma) for w in head.head.children)
    return points
