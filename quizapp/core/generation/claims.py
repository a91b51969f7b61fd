"""Claims: what an article states, each as a sentence that stands alone, with the span that proves it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from quizapp.core.generation.clauses import Clause, find_clauses
from quizapp.core.generation.entities import PERSON
from quizapp.core.generation.phrases import phrase_text, pointed_at
from quizapp.core.generation.standing import LIKELY, Surroundings, clarity, dangling, phrase_head
from quizapp.core.generation.vocabulary import word_list
from quizapp.core.generation.words import Sentence, Word

SHORTEST, LONGEST = 5, 30
"""Words of a claim."""
_DOUBT = {LIKELY: 0.12}
"""What a definite that only an attentive reader places takes from a claim's clearness."""
_DEICTIC = re.compile(
    r"\b(?:today|yesterday|tomorrow|currently|recently|ago|last (?:year|month|week|night)|this (?:year|month|week)|"
    r"next (?:year|month|week)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|at (?:the|that) time|that time|at present|"
    r"so far|to date|figure \d|table \d|in (?:this|other) (?:chapter|section|article|words)|"
    r"(?:the )?year before|years? later|days? later|months? later|weeks? later|hours? later|thus far|in turn|"
    r"in contrast|as a result|of course|after all|in this way|for this reason|on the other hand|in fact|at first|at last|the time)\b",
    re.IGNORECASE,
)
_INSET = re.compile(r"[:;—–]|\s-\s|\.\.\.|…|/|\[|\]|\(|\)|\{|\}|=|\*|http|[!?]")
CONTENT = 3
"""Content words below which a claim says next to nothing."""
FULL = 7
"""Words with which a claim says enough though nothing stands behind its verb."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A word as a claim writes it. ``start`` is where it begins in the claim's text."""

    word: Word
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the claim's text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A claim that stands alone. ``article[start:end]`` proves it and names whom its pronouns mean."""

    text: str
    clause: Clause
    pieces: tuple[Piece, ...]
    start: int
    end: int
    clear: float
    """From 0 to 1: how sure it is that it stands alone."""
    by_place: dict[int, Piece] = field(repr=False)

    @property
    def sentence(self) -> Sentence:
        """The sentence it comes from."""
        return self.clause.sentence

    @property
    def passage(self) -> int:
        """Number of its paragraph."""
        return self.sentence.passage

    @property
    def words(self) -> list[Word]:
        """Its words, those that were written differently among them."""
        return [piece.word for piece in self.pieces]

    def has(self, *words: Word) -> bool:
        """Whether all ``words`` stand in it as the article has them."""
        return all(w.i in self.by_place and self.by_place[w.i].text.lower() == w.lower for w in words)

    def span(self, words: Sequence[Word]) -> tuple[int, int]:
        """Where neighbouring ``words`` stand in the text."""
        return self.by_place[words[0].i].start, self.by_place[words[-1].i].end


def find_claims(around: Surroundings) -> tuple[list[Claim], Counter[str]]:
    """The claims of an article in order, each once, and why the other clauses were dropped."""
    found: dict[str, Claim] = {}
    dropped: Counter[str] = Counter()
    for clause in find_clauses(around.document):
        phrase = pointed_at(clause, around.document)
        words = [w for w in clause.words if not phrase or w not in clause.subject_words]
        places = {w.i for w in clause.words}
        reason = _unfit(clause) or _form(clause) or dangling(words, places, clause.verb, around)
        if reason:
            dropped[reason] += 1
            continue
        claim = _claim(clause, phrase, around)
        reason = _wording(claim) or _unanchored(claim, around)
        if reason:
            dropped[reason] += 1
        else:
            found.setdefault(claim.text, claim)
    return list(found.values()), dropped


def _unfit(clause: Clause) -> str:
    """Why a clause is no plain statement, or blank."""
    count = sum(word.text.isalnum() for word in clause.words)
    if not SHORTEST <= count <= LONGEST:
        return "length"
    if _breaks_quotation(clause):
        return "quotation"
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
    return subject.tag == "NN" and first.tag == "NNP" and first.head is subject and first.dep == "compound"


SHORT_QUOTATION = 16
"""Words of a quotation that may stand inside a claim."""


def _breaks_quotation(clause: Clause) -> bool:
    """Whether quoted words would lose a mark, or make up most of the claim."""
    quoted = {w.i for w in clause.words if w.quoted}
    if not quoted:
        return False
    runs = _runs(sorted(w.i for w in clause.sentence.words if w.quoted))
    marks = sum(w.text in _OPENING for w in clause.sentence.words)
    whole = {place for run in runs for place in run}
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


def _form(clause: Clause) -> str:
    """Signs that the parser lost its way, or that a cut left a hole."""
    subject_end = clause.subject_words[-1].i
    commas = sum(w.text == "," and subject_end < w.i < clause.verb.i for w in clause.words)
    if commas == 1 and not any(w.text == "," for w in clause.subject_words):
        return "not a plain sentence"
    last = next(w for w in reversed(clause.words) if w.dep != "punct")
    if last.pos in {"DET", "CCONJ", "SCONJ"} or (last.pos == "ADP" and last.dep not in {"prt", "prep"}):
        return "not a plain sentence"
    if any(w.dep in {"dep", "meta"} for w in clause.words) or _has_hole(clause):
        return "not a plain sentence"
    if _ends_open(clause):
        return "not a plain sentence"
    said = [w for w in clause.words if w.i > clause.verb.i and w.dep != "punct"]
    content = sum(w.pos in {"NOUN", "PROPN", "ADJ", "NUM", "VERB"} for w in clause.words)
    return "" if (said or len(clause.words) > FULL) and content >= CONTENT else "nothing said"


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
    if follows == "," and any(w.text == "," for w in clause.words[-4:]):
        return True
    places = {w.i for w in clause.words}
    between = next((w for w in clause.words if w.lower == "between"), None)
    target = between.child("pobj") if between is not None else None
    return (
        target is not None
        and target.tag in {"NN", "NNP"}
        and not any(c.dep == "conj" and c.i in places for c in target.children)
    )


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
        if head.dep in {"appos", "conj", "dep"} and head.head.i in places:
            return True
        if word.pos in {"NOUN", "PROPN"} and before.pos in {"NOUN", "PROPN"} and word.head is not clause.verb:
            return True
    return False


def _claim(clause: Clause, phrase: Sequence[Word], around: Surroundings) -> Claim:
    written, named_in = _written(clause, around)
    if phrase:
        written |= {w.i: "" for w in clause.subject_words} | {clause.subject.i: phrase_text(phrase)}
        named_in.append(phrase[0].sentence)
    start = min([clause.sentence.whole[0], *(s.whole[0] for s in named_in)])
    if clause.kind == "apposition":
        first = clause.words[len(clause.subject_words)]
        written[first.i] = f"{_copula(clause)} {first.text}"
    pieces: list[Piece] = []
    text = ""
    for n, word in enumerate(clause.words):
        own = written.get(word.i, word.text)
        if not own:
            continue
        if word.dep == "punct" and word.text in {",", "."}:
            text = text.rstrip()
        if not text and own.islower():
            own = own[:1].upper() + own[1:]
        elif text and word.i == 0 and word.pos != "PROPN" and word.ent == "" and not own.isupper():
            own = own[:1].lower() + own[1:]
        pieces.append(Piece(word, own, len(text)))
        text += own
        if n + 1 < len(clause.words):
            text += " " if word.space or clause.words[n + 1].i != word.i + 1 else ""
    text = text.rstrip(" ,.") + "."
    return Claim(
        text,
        clause,
        tuple(pieces),
        start,
        clause.sentence.whole[1],
        _clear(clause, around),
        {p.word.i: p for p in pieces},
    )


def _copula(clause: Clause) -> str:
    """Is or was, as the verb of the sentence has it."""
    root = clause.sentence.root
    past = root.tag == "VBD" or any(c.tag == "VBD" for c in root.children if c.dep in {"aux", "auxpass"})
    return "was" if past else "is"


def _written(clause: Clause, around: Surroundings) -> tuple[dict[int, str], list[Sentence]]:
    """What is written for words that the claim cannot keep: names for pronouns, full names for surnames."""
    written: dict[int, str] = {}
    sentences: list[Sentence] = []
    named: set[str] = set()
    for word in clause.words:
        reference = around.references.get(word)
        if reference is not None and not reference.internal and not _has_name_behind(word):
            if reference.name in named and word.dep not in {"nsubj", "nsubjpass"}:
                continue
            named.add(reference.name)
            possessive = word.tag == "PRP$"
            written[word.i] = reference.name + (("’" if reference.name.endswith("s") else "’s") if possessive else "")
            if word.lower == "the":
                written.pop(word.i)
            sentences.append(reference.antecedent.sentence)
            continue
        if word.lower == "the" and word.dep == "det" and (fuller := around.fuller(word.head)):
            written[word.head.i] = fuller
            if fuller == around.names.topic and around.names.phrase(fuller) == fuller:
                written[word.i] = ""
            continue
        mention = around.names.mention_at(word)
        if mention is None or mention.kind != PERSON or mention.words[0] is not word:
            continue
        if mention.name not in named and all(any(w is x for x in clause.words) for w in mention.words):
            short = " ".join(w.text for w in mention.words)
            if mention.name.endswith(short) and len(mention.name) > len(short):
                written[word.i] = mention.name[: len(mention.name) - len(short)] + word.text
        named.add(mention.name)
    return written, sentences


def _has_name_behind(word: Word) -> bool:
    """Whether a name follows already, as in "the river Rhine"."""
    words = word.sentence.words
    return word.pos == "NOUN" and word.i + 1 < len(words) and words[word.i + 1].pos == "PROPN"


def _clear(clause: Clause, around: Surroundings) -> float:
    clear = 1.0
    places = {word.i for word in clause.words} - {clause.verb.i}
    for word in clause.words:
        if word.lower == "the" and word.dep == "det":
            clear -= _DOUBT.get(clarity(phrase_head(word), places, around), 0.0)
        reference = around.references.get(word)
        if reference is not None:
            clear -= 0.05
    return max(0.0, clear)


REPEATED = 3
"""Mentions that make a noun one of those an article is about."""


def _unanchored(claim: Claim, around: Surroundings) -> str:
    """Whether nothing in a claim says where it belongs, or blank.

    A claim on the past or on one event needs a name or a word of the title; one that always holds may
    instead have a noun that the article returns to.
    """
    if any(w.lower in around.title or w.lemma in around.title for w in claim.words if w.pos in {"NOUN", "PROPN"}):
        return ""
    if any(around.names.mention_at(w) is not None or around.references.get(w) is not None for w in claim.words):
        return ""
    verb = claim.clause.verb
    general = verb.tag in {"VBZ", "VBP"} or any(
        c.tag in {"VBZ", "VBP", "MD"} for c in verb.children if c.dep in _HELPERS
    )
    nouns = [w for w in claim.words if w.pos == "NOUN"]
    if general and any(around.frequency[w.lemma] >= REPEATED and w.lemma not in word_list("abstract") for w in nouns):
        return ""
    return "nothing says where it belongs"


_HELPERS = frozenset(["aux", "auxpass"])


def _wording(claim: Claim) -> str:
    """What makes the written claim unfit, or blank."""
    if _DEICTIC.search(claim.text):
        return "time or place unclear"
    if _INSET.search(claim.text.rstrip(".")):
        return "inset"
    if not claim.text[:1].isalnum():
        return "not a plain sentence"
    return ""
