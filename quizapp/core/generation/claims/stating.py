"""Claims: what an article states, each as a sentence that stands alone, with the span that proves it."""

import re
from collections import Counter

from quizapp.core.generation.claims.clauses import Clause, find_clauses, with_short_tail
from quizapp.core.generation.claims.phrases import pointed_at
from quizapp.core.generation.claims.soundness import ill_formed, unfit
from quizapp.core.generation.claims.standing import dangling
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.claims.writing import Claim, write_claim
from quizapp.core.generation.vocabulary import rank, word_list
from quizapp.core.generation.words import Word

_DEICTIC = re.compile(
    r"\b(?:today|(?<!is )(?<!are )(?<!area )now|just one|, too,|, however|back then|until then|since then|by then|that follows?|yesterday|tomorrow|currently|recently|ago|last (?:year|month|week|night)|this (?:year|month|week)|"
    r"next (?:year|month|week)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|at (?:the|that) time|that time|at present|"
    r"so far|to date|figure \d|table \d|in (?:this|other) (?:chapter|section|article|words)|"
    r"(?:the )?year before|years? later|days? later|months? later|weeks? later|hours? later|thus far|in turn|"
    r"in contrast|as a result|of course|after all|in this way|for this reason|on the other hand|in fact|at first|at last|the time)\b",
    re.IGNORECASE,
)


_INSET = re.compile(
    r"\w-\s|[¹²³†‡|_#•]|[^\W\d]\.\d|[a-z]\d+\b|[;—]|(?<!\d)[:–]|[:–](?!\d)|\s-\s|\.\.|”\.|…|/|\[|\]|\(|\)|\{|\}|=|\*|http|[!?]"
)


_MONTH = re.compile(
    r"\b(?:In|in|Since|since|Until|until|By|by|during|During) (?:early |mid-|late )?(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\b(?!,? (?:of )?\d)"
)
"""A month of which only the day of writing tells the year."""


_OPEN_MARK = re.compile(r"(?:^|\s)['‘](?!.*\w[.,!?]?['’](?:\s|[.,]|\Z))|\b(?:as well|too|either)\.\Z")
"""A single quotation mark that is never closed, or an "as well" that points back."""


def find_claims(around: Surroundings) -> tuple[list[Claim], Counter[str]]:
    """The claims of an article in order, each once, and why the other clauses were dropped."""
    found: dict[str, Claim] = {}
    dropped: Counter[str] = Counter()
    for clause in find_clauses(around.document):
        whole = with_short_tail(clause)
        claim, reason = _stated(whole, around) if whole is not None else (None, "")
        if claim is None:
            claim, reason = _stated(clause, around)
        if claim is None:
            dropped[reason] += 1
        else:
            found.setdefault(claim.text, claim)
    return list(found.values()), dropped


def _stated(clause: Clause, around: Surroundings) -> tuple[Claim | None, str]:
    """What a clause claims, or why it cannot stand alone."""
    phrase = pointed_at(clause, around.document)
    words = [w for w in clause.words if not phrase or w not in clause.subject_words]
    places = {w.i for w in clause.words}
    reason = unfit(clause) or ill_formed(clause) or dangling(words, places, clause.verb, around)
    if reason:
        return None, reason
    claim = write_claim(clause, phrase, around)
    reason = _wording(claim) or _unanchored(claim, around)
    return (None, reason) if reason else (claim, "")


SPECIAL = 8000
"""Rank from which a noun is a term of its field: plankton, electron."""
REPEATED = 3
"""Mentions that make a noun one of those an article is about."""


def _unanchored(claim: Claim, around: Surroundings) -> str:
    """Whether nothing in a claim says where it belongs, or blank.

    A claim on the past or on one event needs a name or a word of the title; one that always holds may
    instead have a noun that the article returns to, unless the article is on one named place or thing.
    """
    if any(_is_unknown_short_form(w, around) for w in claim.words):
        return "a short form without its words"
    written = set(re.findall(r"\w+", claim.text.lower()))
    titled = bool(written & around.title_nouns) or any(_is_of_title(word, around) for word in written)
    if titled or (claim.clause.subject.dep != "expl" and (_is_named(claim, around) or _always_holds(claim, around))):
        return ""
    return "nothing says where it belongs"


SAME_STEM = 7
"""Letters in common from which two words are forms of one: ctenophores, Ctenophora."""


def _is_of_title(word: str, around: Surroundings) -> bool:
    return len(word) > SAME_STEM and any(noun[:SAME_STEM] == word[:SAME_STEM] for noun in around.title_nouns)


def _is_named(claim: Claim, around: Surroundings) -> bool:
    return any(around.names.mention_at(w) is not None or around.references.get(w) is not None for w in claim.words)


def _always_holds(claim: Claim, around: Surroundings) -> bool:
    """Whether a claim in the present is about something that the article returns to, or that has a name of its own.

    Where the article is on one place, its parking and its police are that place's only.
    """
    verb = claim.clause.verb
    helpers = [c.tag for c in verb.children if c.dep in _HELPERS]
    present = {"VBZ", "VBP", "MD"} & {verb.tag, *helpers}
    nouns = [w for w in claim.words if w.pos == "NOUN" and w.lemma not in word_list("abstract")]
    local = around.names.topic and around.names.kinds.get(around.names.topic) == "place"
    if not present or local or claim.clause.subject.pos == "PRON":
        return False
    special = any(rank(w.lemma) >= SPECIAL for w in nouns)
    return special or any(around.frequency[w.lemma] >= REPEATED for w in nouns)


def _is_unknown_short_form(word: Word, around: Surroundings) -> bool:
    """Whether a word is an abbreviation that only this article explains, and that it does not use again and again."""
    letters = word.text.replace("-", "").replace(".", "")
    if not (1 < len(letters) <= LONGEST_SHORT_FORM and letters.isupper() and letters.isalpha()):
        return False
    known = letters in word_list("short_forms") or word.lower in around.title
    return not known and around.frequency[word.lemma] < REPEATED


LONGEST_SHORT_FORM = 5
_HELPERS = frozenset(["aux", "auxpass"])


def _wording(claim: Claim) -> str:
    """What makes the written claim unfit, or blank."""
    if _DEICTIC.search(claim.text) or _MONTH.search(claim.text):
        return "time or place unclear"
    if _INSET.search(claim.text.rstrip(".")) or claim.text.endswith((".”.", '.".')):
        return "inset"
    first = claim.text.split()[0].lower().strip(",")
    numbered = claim.text.partition(" ")[0] in {"First,", "Second,", "Third,", "That", "Such", "Next,", "Even"}
    if numbered or re.search(r"\b(?:is|are|was|were) even\b", claim.text):
        return "not a plain sentence"
    if not claim.text[:1].isalnum() or first in word_list("connectives") or _OPEN_MARK.search(claim.text):
        return "not a plain sentence"
    if (claim.clause.subject.dep == "expl" and first == "as") or _hangs(claim):
        return "not a plain sentence"
    return ""


def _hangs(claim: Claim) -> bool:
    """Whether a claim is half a sentence: "While X says so", "As X told Y", "of crude that spilled"."""
    first = claim.words[0]
    marked = first.dep == "mark" and first.head is claim.clause.verb
    cut_off = first.dep == "prep" and first.head.i not in claim.by_place
    of_which = first.lower == "of" and len(claim.words) > 1 and claim.words[1].lower in {"which", "whom"}
    saying = first.lower == "as" and claim.clause.verb.lemma in word_list("saying")
    return marked or cut_off or of_which or saying or _is_bare_naming(claim)


def _is_bare_naming(claim: Claim) -> bool:
    """Whether a verb of naming has lost its "is": "The abacus called a counting frame"."""
    verb = claim.clause.verb
    named = verb.child("oprd") is not None and verb.child("dobj") is None
    return verb.lemma in {"call", "name", "term", "dub"} and verb.child("auxpass") is None and named
