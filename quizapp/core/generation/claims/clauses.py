"""Clauses cut out of sentences: each says one thing and has a subject of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quizapp.core.generation.claims.pruning import (
    bracketed,
    follows_comma,
    is_clausal,
    joins,
    kept,
    left_edge,
    needs_its_partner,
    subject_of,
    without_loose_commas,
)
from quizapp.core.generation.vocabulary import word_list
from quizapp.core.generation.words import FINITE, Document, Sentence, Word

SHORTEST_GLOSS = 4
"""Words of an apposition that says something worth knowing."""
LONGEST = 26
"""Words past which a clause is cut down to what it says first."""
CLOSING = frozenset(["”", "’", '"', "%"])
_OWN_CLAIM = frozenset(["although", "though", "while", "whereas", "whilst", "because", "since"])
"""Conjunctions whose clause is stated as a fact of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A finite clause with its subject. ``words`` are all that it says, in order, without the end mark."""

    kind: str
    """main, joined, subordinate or relative: where in its sentence it stood."""
    verb: Word
    subject: Word
    subject_words: tuple[Word, ...]
    words: tuple[Word, ...]

    @property
    def sentence(self) -> Sentence:
        """Where it stands."""
        return self.verb.sentence


SHORT_TAIL = 10
"""Words behind a main clause up to which leaving them off is felt."""


def with_short_tail(clause: Clause) -> Clause | None:
    """A main clause with the few words that were left off behind it; ``None`` where there are none, or a second verb.

    Of questions on pieces that lacked up to ten words at the end, readers took 24 of 100, on whole sentences 70.
    """
    sentence, out = clause.sentence, bracketed(clause.sentence)
    ends = clause.words[-1].i if clause.words else len(sentence.words)
    tail = [w for w in sentence.words[ends + 1 : -1] if w.i not in out]
    said = sum(w.text.isalnum() for w in tail)
    if clause.kind != "main" or not 1 <= said <= SHORT_TAIL or joins(clause.verb) or clause.verb.child("parataxis"):
        return None
    if sum(w.text.isalnum() for w in clause.words) + said > LONGEST or any(w.dep == "ROOT" for w in tail):
        return None
    return replace(clause, words=tuple(without_loose_commas([*clause.words, *tail], out)))


def find_clauses(document: Document) -> Iterator[Clause]:
    """The clauses of an article in order; of each sentence the main one first."""
    for sentence in document.sentences:
        yield from clauses_of(sentence)


def clauses_of(sentence: Sentence) -> Iterator[Clause]:
    """The clauses of one sentence that state something: no questions, no bare phrases."""
    root = sentence.root
    if sentence.words[-1].text == "?" or not is_clausal(root):
        return
    out = bracketed(sentence)
    if root.i in out:
        return
    main = _clause("main", root, out)
    if main is None:
        return
    yield main
    yield from _joined(root, main, out)
    for word in sentence.words:
        if word.i in out or word.quoted:
            continue
        if word.dep == "advcl" and word.head is root:
            yield from _subordinate(word, out)
        elif word.dep == "relcl" and follows_comma(word):
            yield from _relative(word, out)
        elif word.dep == "appos" and follows_comma(word):
            yield from _apposition(word, out)


def _clause(kind: str, verb: Word, out: set[int]) -> Clause | None:
    subject = subject_of(verb)
    if subject is None or not is_clausal(verb):
        return None
    joined = needs_its_partner(verb)
    words = kept(verb, out, joined=joined)
    if len(words) > LONGEST:
        words = _shortened(verb, kept(verb, out, joined=joined, tight=True))
    while words and words[-1].dep in {"cc", "punct"} and words[-1].text not in CLOSING:
        words.pop()
    own = tuple(without_loose_commas(kept(subject, out), out))
    return Clause(kind, verb, subject, own, tuple(without_loose_commas(words, out, own[0].i)))


def _shortened(verb: Word, words: list[Word]) -> list[Word]:
    """Words without the last phrases behind the verb that say where, when or how, as far as its length asks for it."""
    ends = [
        c
        for c in verb.children
        if c.i > verb.i and c.dep in {"prep", "npadvmod", "dobj", "attr", "xcomp", "ccomp", "acomp"}
    ]
    while len(words) > LONGEST and len(ends) > 1 and ends[-1].dep in {"prep", "npadvmod"}:
        gone = {w.i for w in ends.pop().subtree()}
        words = [w for w in words if w.i not in gone]
    return words


def _joined(verb: Word, main: Clause, out: set[int]) -> Iterator[Clause]:
    """The clauses coordinated with ``verb``; one without a subject of its own takes the main clause's."""
    if needs_its_partner(verb):
        return
    for partner in joins(verb):
        own = _clause("joined", partner, out)
        if own is not None:
            yield own
        else:
            shared = _with_subject_of(main, verb, partner, out)
            if shared is not None:
                yield shared
        if own is not None or partner.tag in FINITE:
            yield from _joined(partner, own or main, out)


def _with_subject_of(main: Clause, verb: Word, partner: Word, out: set[int]) -> Clause | None:
    """``partner`` with the subject, and where it needs one the auxiliary, of ``verb``."""
    words = kept(partner, out)
    if any(c.dep in {"nsubj", "nsubjpass", "expl"} for c in partner.children) or not _is_joined_on(partner):
        return None
    helpers: list[Word] = []
    if not is_clausal(partner):
        own = any(c.dep in {"aux", "auxpass"} for c in partner.children)
        helpers = [c for c in verb.children if c.dep in {"aux", "auxpass"} and c.i < verb.i]
        if own or not helpers or partner.tag != verb.tag:
            return None
    elif partner.tag not in FINITE and not any(c.tag in FINITE for c in partner.children):
        return None
    words = [w for w in words if w.dep != "cc" or w.head is not partner]
    said = [*main.subject_words, *helpers, *words]
    return Clause("joined", partner, main.subject, main.subject_words, tuple(without_loose_commas(said, out)))


def _is_joined_on(partner: Word) -> bool:
    """Whether "and" or a comma stands just before a coordinated verb: if not, its own subject was misread."""
    edge = left_edge(partner)
    lead = edge.sentence.words[edge.i - 1]
    return edge.dep == "cc" or lead.dep == "cc" or lead.text == ","


def _subordinate(verb: Word, out: set[int]) -> Iterator[Clause]:
    marks = [c for c in verb.children if c.dep == "mark"]
    if len(marks) != 1 or marks[0].lower not in _OWN_CLAIM or marks[0].lower == "since":
        return
    clause = _clause("subordinate", verb, out | {marks[0].i})
    if clause is not None:
        yield clause


def _relative(verb: Word, out: set[int]) -> Iterator[Clause]:
    """``Mara Voss, who drew the plans,`` says that Mara Voss drew the plans."""
    pronoun, noun = subject_of(verb), verb.head
    if pronoun is None or pronoun.tag not in {"WP", "WDT"} or pronoun.lower == "that" or not is_clausal(verb):
        return
    between = noun.sentence.words[noun.i + 1 : left_edge(verb).i]
    if not _is_plainly_meant(noun, pronoun) or any(w.text != "," and w.i not in out for w in between):
        return
    own = [w for w in kept(noun, out | {verb.i}) if w.i <= noun.i]
    words = [w for w in kept(verb, out, joined=needs_its_partner(verb)) if w is not pronoun]
    subject = tuple(without_loose_commas(own, out))
    yield Clause("relative", verb, noun, subject, tuple(without_loose_commas([*own, *words], out)))


def _is_plainly_meant(noun: Word, pronoun: Word) -> bool:
    """Whether a relative clause is sure to speak of ``noun``: parsers attach those behind "the X of Y" by guess."""
    if noun.pos not in {"PROPN", "NOUN"} or noun.dep == "conj" or any(c.dep == "cc" for c in noun.children):
        return False
    if pronoun.lower == "who":
        return True
    verb = noun.head.head if noun.dep == "pobj" else noun.head
    return noun.dep in {"nsubj", "nsubjpass", "dobj", "attr", "pobj"} and is_clausal(verb)


def _apposition(noun: Word, out: set[int]) -> Iterator[Clause]:
    """``Mara Voss, the chair of the council,`` says that Mara Voss is the chair of the council.

    Only with a person or thing by name before it, an article within it and something that narrows it.
    """
    named = noun.head
    words = [w for w in kept(noun, out) if w.dep != "punct" or w.text != ","]
    if named.pos != "PROPN" or noun.pos != "NOUN" or named.dep in {"conj", "compound"} or not words:
        return
    if (
        words[0].lower not in {"a", "an", "the"}
        or len(words) < SHORTEST_GLOSS
        or any(c.dep in {"conj", "cc"} for c in noun.children)
    ):
        return
    own = [w for w in kept(named, out | {noun.i}) if w.i <= named.i]
    if any(w.text != "," for w in named.sentence.words[named.i + 1 : words[0].i] if w.i not in out):
        return
    if named.dep == "nsubj" and named.head.lemma in word_list("saying"):
        return  # what a speaker is by trade is told to place what is said
    yield Clause("apposition", noun, named, tuple(own), (*own, *words))
