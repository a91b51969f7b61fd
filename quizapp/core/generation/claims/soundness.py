"""Whether a clause is whole: no turned order, no hole where words were cut, no open quotation."""

from itertools import pairwise

from quizapp.core.generation.claims.clauses import Clause
from quizapp.core.generation.words import Word

SHORTEST, LONGEST = 4, 33
"""Words of a claim."""


CONTENT = 3
"""Content words below which a claim says next to nothing."""


FULL = 7
"""Words with which a claim says enough though nothing stands behind its verb."""


def unfit(clause: Clause) -> str:
    """Why a clause is no plain statement, or blank."""
    count = sum(word.text.isalnum() for word in clause.words)
    if not SHORTEST <= count <= LONGEST:
        return "length"
    if _breaks_quotation(clause):
        return "quotation"
    if clause.sentence.words[-1].text in {"...", "…"}:
        return "not a plain sentence"
    return "not a plain sentence" if _is_turned(clause) else ""


def _is_turned(clause: Clause) -> bool:
    """Whether a clause is no subject with its verb and the rest: turned round, put in between, begun with a scrap."""
    verb, subject, words = clause.verb, clause.subject, clause.words
    if verb.dep == "parataxis" or any(c.dep in {"parataxis", "intj"} for c in verb.children):
        return True
    if (subject.pos == "NUM" and subject.lower != "one") or subject.ent in {"DATE", "TIME"} or subject.i > verb.i:
        return True
    if any(c.dep == "ccomp" and c.i < subject.i for c in verb.children) or subject.dep in {"csubj", "csubjpass"}:
        return True
    if _is_bare(clause):
        return True
    scrap = len(words) > 1 and words[1].text == "," and words[0] in clause.subject_words
    return scrap or words[0].dep in {"cc", "punct"}


def _is_bare(clause: Clause) -> bool:
    """Whether the subject lacks its article, as where a full stop of an abbreviation was taken for an end."""
    first, subject = clause.words[0], clause.subject
    if subject.tag != "NN" or first.head is not subject:
        return False
    return (first.tag == "NNP" and first.dep == "compound") or (first.ent == "NORP" and first.dep == "amod")


SHORT_QUOTATION = 16
"""Words of a quotation that may stand inside a claim."""


def _breaks_quotation(clause: Clause) -> bool:
    """Whether quoted words would lose a mark, or make up most of the claim."""
    quoted = {w.i for w in clause.words if w.quoted}
    if not quoted:
        return False
    runs = _runs(sorted(w.i for w in clause.sentence.words if w.quoted))
    straight = sum(w.text == '"' for w in clause.sentence.words)
    marks = sum(w.text in _OPENING for w in clause.sentence.words) + (straight + 1) // 2
    whole = {place for run in runs for place in run}
    inside = range(clause.words[0].i, clause.words[-1].i)
    if any(run[0] in inside and not quoted & set(run) for run in runs):
        return True  # a quotation was cut out of the middle
    return (
        clause.verb.quoted
        or not quoted <= whole
        or marks != len(runs)
        or any(len(run) - 2 > SHORT_QUOTATION or 0 < len(quoted & set(run)) < len(run) for run in runs)
    )


_OPENING = frozenset(["“", "‘"])


def _runs(places: list[int]) -> list[list[int]]:
    """Neighbouring places put together."""
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def ill_formed(clause: Clause) -> str:
    """Signs that the parser lost its way, or that a cut left a hole."""
    subject_end = clause.subject_words[-1].i
    commas = sum(w.text == "," and subject_end < w.i < clause.verb.i for w in clause.words)
    if commas == 1 and not any(w.text == "," for w in clause.subject_words):
        return "not a plain sentence"
    last = next(w for w in reversed(clause.words) if w.dep != "punct")
    if last.pos in {"DET", "CCONJ", "SCONJ", "AUX"} or (last.pos == "ADP" and last.dep not in {"prt", "prep"}):
        return "not a plain sentence"
    if any(w.dep in {"dep", "meta"} for w in clause.words) or _has_hole(clause):
        return "not a plain sentence"
    if _ends_open(clause) or _is_broken_list(clause):
        return "not a plain sentence"
    said = [w for w in clause.words if w.i > clause.verb.i and w.dep != "punct"]
    content = sum(w.pos in {"NOUN", "PROPN", "ADJ", "NUM", "VERB"} for w in clause.words)
    telling = content == CONTENT - 1 and any(w.pos in {"NUM", "PROPN"} or w.dep == "attr" for w in said)
    return "" if (said or len(clause.words) > FULL) and (content >= CONTENT or telling) else "nothing said"


_GOES_ON = frozenset(["NOUN", "PROPN", "ADJ", "NUM", "AUX"])


def _ends_open(clause: Clause) -> bool:
    """Whether the claim stops within a phrase: "before moving, in 1966", "a link between cuts", "and the student"."""
    last, words = clause.words[-1], clause.sentence.words
    following = words[last.i + 1] if last.i + 1 < len(words) else last
    follows = following.text if following is not last else "."
    if following is not last and (following.pos in _GOES_ON or following.tag in {"VBD", "VBZ", "VBP"}):
        return True
    if last.tag == "VB" and following is not last and follows != ".":
        return True
    if follows == "," and any(w.text == "," for w in clause.words[-4:]) and last.ent not in {"GPE", "DATE"}:
        return True
    places = {w.i for w in clause.words}
    between = next((w for w in clause.words if w.lower == "between"), None)
    target = between.child("pobj") if between is not None else None
    if target is None:
        return False
    second = [c for c in target.children if c.dep == "conj"]
    return not any(c.i in places for c in second) and (bool(second) or target.tag in {"NN", "NNP"})


def _is_broken_list(clause: Clause) -> bool:
    """Whether a list lost its last member, and with it the "and": "creativity, skill and drive" cut to two."""
    places = {w.i for w in clause.words}
    for word in clause.words:
        if word.dep == "conj" and word.pos in {"NOUN", "PROPN", "ADJ"}:
            first = word
            while first.dep == "conj" and not first.is_root:
                first = first.head
            chain = [first, *(w for w in clause.words if first in w.above() and w.dep == "conj")]
            if not any(c.dep == "cc" and c.i in places for member in chain for c in member.children):
                return True
    return False


_CLOSERS = frozenset([",", ".", ";", ":", ")", "”", "’", '"', "–", "—", "]", "?", "!", "--"])


def _is_apart(before: Word, word: Word) -> bool:
    """Whether the words at the edges of a cut end and begin as words: no half of "semi-final" is left."""
    words = word.sentence.words
    follows, leads = words[before.i + 1 if before.i + 1 < len(words) else before.i], words[word.i - 1]
    return (bool(before.space) or follows.text in _CLOSERS) and (bool(leads.space) or leads.text in {"(", "“", "["})


def _has_hole(clause: Clause) -> bool:
    """Whether a noun hangs on one across a cut, with neither comma nor "and" left between them."""
    places = [w.i for w in clause.words]
    words = clause.sentence.words
    last = clause.words[-1]
    if not last.space and last.i + 1 < len(words) and words[last.i + 1].text not in _CLOSERS:
        return True
    for before, word in pairwise(clause.words):
        if word.i != before.i + 1 and word.dep != "punct" and not _is_apart(before, word):
            return True
        if word.i == before.i + 1 or before.dep in {"cc", "punct"} or word.dep in {"cc", "punct"}:
            continue
        head = word
        while head.head.i >= word.i and not head.is_root:
            head = head.head
        if head.dep in {"appos", "conj", "dep"} and head.head.i in places and head is not clause.verb:
            return True
        if word.pos in {"NOUN", "PROPN"} and before.pos in {"NOUN", "PROPN"} and word.head is not clause.verb:
            return True
    return False
