"""Writing a claim: the words of a clause, with names for its pronouns."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from quizapp.core.generation.claims.clauses import Clause
from quizapp.core.generation.claims.definites import LIKELY, SINGLE, clarity, phrase_head
from quizapp.core.generation.claims.phrases import phrase_text
from quizapp.core.generation.claims.surroundings import Surroundings
from quizapp.core.generation.names.entities import PERSON
from quizapp.core.generation.words import Sentence, Word

_DOUBT = {LIKELY: 0.12, SINGLE: 0.3}
"""What a definite that only an attentive reader places takes from a claim's clearness."""


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


def write_claim(clause: Clause, phrase: Sequence[Word], around: Surroundings) -> Claim:
    """A clause as a sentence; ``phrase`` stands in the place of its subject where it is not empty."""
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
            if not _is_named_already(word, reference.name, named, clause, around):
                named.add(reference.name)
                written |= _replacing(word, reference.name)
                sentences.append(reference.antecedent.sentence)
        elif word.lower == "the" and word.dep == "det" and (fuller := around.fuller(word.head)):
            written[word.head.i] = fuller
            if fuller == around.names.topic and around.names.phrase(fuller) == fuller:
                written[word.i] = ""
        else:
            written |= _in_full(word, named, clause, around)
    return written, sentences


def _is_named_already(word: Word, name: str, named: set[str], clause: Clause, around: Surroundings) -> bool:
    """Whether a pronoun can stay: its person is named before it, or as the subject right behind it."""
    parts = {part for part in name.split() if part[:1].isupper()}
    by_surname = any(w.i < word.i and w.pos == "PROPN" and w.text in parts for w in clause.words)
    if (name in named or by_surname) and word.dep not in {"nsubj", "nsubjpass"}:
        return True
    return word.i < clause.subject.i and _names_same(clause.subject, name, around)


def _replacing(word: Word, name: str) -> dict[int, str]:
    """The name in the place of he, with its mark of possession in that of his; of "the city" with its own article."""
    if word.pos != "NOUN":
        return {word.i: name + (("’" if name.endswith("s") else "’s") if word.tag == "PRP$" else "")}
    article = word.child("det")
    bare = name.removeprefix("the ")
    return {word.i: bare} | ({article.i: ""} if article is not None and bare == name else {})


def _in_full(word: Word, named: set[str], clause: Clause, around: Surroundings) -> dict[int, str]:
    """The full name for a surname at its first mention, as far as ``word`` begins one; notes whom it names."""
    mention = around.names.mention_at(word)
    if mention is None or mention.kind != PERSON or mention.words[0] is not word:
        return {}
    first = mention.name not in named
    named.add(mention.name)
    inside = {id(w) for w in clause.words}
    short = " ".join(w.text for w in mention.words)
    if not first or not _stands_free(mention.words) or any(id(w) not in inside for w in mention.words):
        return {}
    longer = mention.name.endswith(short) and len(mention.name) > len(short)
    return {word.i: mention.name[: len(mention.name) - len(short)] + word.text} if longer else {}


def _stands_free(words: Sequence[Word]) -> bool:
    """Whether a surname stands for its person, and not for a family or a thing: the Bernoulli family."""
    sentence = words[0].sentence.words
    before = sentence[words[0].i - 1] if words[0].i else None
    if before is not None and (before.lower in {"the", "a", "an", "&"} or before.pos == "PROPN"):
        return False
    return words[-1].dep != "compound"


def _names_same(subject: Word, name: str, around: Surroundings) -> bool:
    """Whether the subject is that person, by name or by a pronoun that will be replaced."""
    reference = around.references.get(subject)
    mention = around.names.mention_at(subject)
    return (reference is not None and reference.name == name) or (mention is not None and mention.name == name)


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
