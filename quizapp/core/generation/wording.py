"""How likely readers are to take a question unedited, by the wording of its claim.

524 questions on 65 articles, each judged by two strict readers, were counted by what can be seen in their
words: a whole sentence was taken in 70 of 100 cases, a piece that leaves a few words off in 24, one that lost
its "perhaps" or "once" in 23, one with "instead" or "another" in 11, a "What" question that is no passive in 25,
a swapped nation or adjective in 33, a passive in 69. Points follow those shares; with -2 and less 29 of 100
were taken (123 questions), with 0 and more 74 (258). Kind, length, commas and place in the article told nothing.
"""

import re
from collections.abc import Collection, Sequence

from quizapp.core.generation.asking.candidates import Candidate
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.writing import Claim
from quizapp.core.generation.words import Word
from quizapp.core.text.gaps import BLANK

TOO_FEW = -2.0
"""Points from which a question is left out."""
SHORT_TAIL = 10
"""Words left off behind a piece up to which their loss is felt."""
_QUALIFYING = frozenset(
    [
        "now",
        "today",
        "currently",
        "recently",
        "again",
        "perhaps",
        "once",
        "later",
        "nearly",
        "originally",
        "then",
        "far",
        "almost",
        "only",
        "mainly",
        "mostly",
        "usually",
        "generally",
        "partly",
        "often",
        "sometimes",
        "presently",
        "yet",
        "still",
        "probably",
        "possibly",
        "reportedly",
        "allegedly",
    ]
)
_ADDING = frozenset(["another", "instead", "likewise", "otherwise", "similarly", "also"])
_COUNTING = frozenset(["some", "several", "many", "most", "few", "all", "no", "each", "both", "any", "much"])
_OPINION = frozenset(
    [
        "good",
        "great",
        "beautiful",
        "excellent",
        "nice",
        "important",
        "complex",
        "difficult",
        "easy",
        "significant",
        "spectacular",
        "popular",
        "famous",
        "interesting",
        "healthy",
        "strict",
        "rich",
        "vast",
        "amazing",
        "special",
        "wonderful",
        "charming",
        "enormous",
        "remarkable",
        "major",
        "best",
        "worst",
    ]
)
_VAGUELY = re.compile(r"\b(?:an? (?:series|number|variety|range|lot) of|several|various|numerous)\b", re.IGNORECASE)
SHORT = 7
"""Words of a statement that says too little to be worth a question."""
_FALSE_BY_SWAP = frozenset(["opposite", "people", "person", "place", "organization", "listed", "side"])
_COMPASS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northward",
        "southward",
        "eastward",
        "westward",
    ]
)
"""Words that are swapped well: 75 of 100 were taken."""
_SURE_KEYS = frozenset(["year", "number"])


def points(candidate: Candidate, claim: Claim, around: Surroundings) -> float:
    """Points of a question on ``claim``: 0 for a plain sentence, less for what readers stumble over."""
    kind, topic = candidate.kind, candidate.topic
    found = _wholeness(claim) - 0.5 * any(w.lower in _OPINION for w in claim.words) - _lacks_its_scene(claim, around)
    found -= any(w.lower in _ADDING and w.pos != "NOUN" for w in claim.words)
    found += claim.clause.verb.child("auxpass") is not None
    found += topic in _SURE_KEYS
    if kind == "short_answer" and candidate.content.stem.startswith("What ") and topic == "thing":
        found += TOO_FEW - 1
    if kind == "true_false":
        found -= claim.words[0].lower in _COUNTING
        found -= _is_perfect_or_modal(claim.clause.verb)
        found -= _VAGUELY.search(claim.text) is not None or len(claim.text.split()) <= SHORT
        found -= candidate.content.key["value"] is False and topic in _FALSE_BY_SWAP and not _is_compass(candidate)
    if kind == "cloze":
        found -= claim.text.find(claim.clause.subject.text) > candidate.content.stem.find(BLANK)
    return found


def _is_compass(candidate: Candidate) -> bool:
    return bool(_COMPASS & set(re.split(r"\W+", candidate.content.stem.lower())))


def _lacks_its_scene(claim: Claim, around: Surroundings) -> bool:
    """Whether an article on somebody or something by name states what names neither that nor another as its subject."""
    if not (around.names.hero or around.names.topic) or around.names.mention_at(claim.clause.subject) is not None:
        return False
    return not set(re.findall(r"\w+", claim.text.lower())) & around.title_nouns


def _wholeness(claim: Claim) -> float:
    """What a cut costs: one point for a piece, another where few words were left off behind it, two for a lost "once"."""
    sentence = claim.sentence.words
    places = {w.i for w in claim.clause.words} | {w.i for w in claim.words}
    bracketed = _bracketed(sentence)
    lost = [w for w in sentence if w.i not in places and w.dep != "punct" and w.i not in bracketed]
    if not lost or _is_only_lead(lost):
        return 0.0
    behind = [w for w in lost if w.i > max(places)]
    if _placed(lost, claim) or _narrowing(behind, places):
        return TOO_FEW
    if len(behind) == len(lost) and behind[0].dep == "prep" and sentence[behind[0].i - 1].text != ",":
        return -0.5  # a phrase that says where or when is no loss that shows
    tail = len(behind)
    qualifying = any(w.lower in _QUALIFYING and w.dep in {"advmod", "npadvmod"} and w.head.i in places for w in lost)
    return -1.0 - (1 <= tail <= SHORT_TAIL) - 2.0 * qualifying


def _placed(lost: Sequence[Word], claim: Claim) -> bool:
    """Whether the place that a sentence begins with is gone: what holds there is claimed for everywhere."""
    return any(w.ent == "GPE" and w.i < claim.clause.subject.i and w.dep == "pobj" for w in lost)


def _narrowing(behind: Sequence[Word], places: Collection[int]) -> bool:
    """Whether the words left off tell which noun is meant: "the resistance of many Americans" to taxes."""
    first = behind[0] if behind else None
    return (
        first is not None
        and first.dep in {"prep", "acl", "relcl"}
        and first.head.i in places
        and first.head.pos == "NOUN"
    )


def _bracketed(words: Sequence[Word]) -> set[int]:
    inside: set[int] = set()
    depth = 0
    for word in words:
        depth += word.text == "("
        if depth:
            inside.add(word.i)
        depth -= word.text == ")"
    return inside


def _is_only_lead(lost: Sequence[Word]) -> bool:
    """Whether nothing is missing but a word that leads on from the sentence before: however, and, in addition."""
    return (
        [w.i for w in lost] == list(range(len(lost)))
        and len(lost) <= LEAD
        and lost[-1].pos in {"ADV", "CCONJ", "SCONJ"}
    )


LEAD = 2


def _is_perfect_or_modal(verb: Word) -> bool:
    """Whether a verb has "has" or "may" before it."""
    helpers = [c for c in verb.children if c.dep == "aux"]
    return any(c.tag == "MD" or (c.lemma == "have" and c.tag in {"VBZ", "VBP"}) for c in helpers)
