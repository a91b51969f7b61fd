"""Parsed text as plain values: words with their place in the article, their head and their children.

Nothing here knows the parser. Labels are those of the English spaCy models: Penn Treebank tags,
CLEAR dependency labels, OntoNotes entity types (https://spacy.io/models/en).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quizapp.core.text.passages import Passage

SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass"])
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])


@dataclass(slots=True, eq=False)
class Word:
    """One token of a sentence. ``article[start:end]`` is what it says."""

    i: int
    """Its place in the sentence, from 0."""
    text: str
    lower: str
    lemma: str
    """Lower-case base form."""
    pos: str
    tag: str
    dep: str
    ent: str
    """The type of the entity it belongs to; blank outside entities."""
    start: int
    end: int
    space: str
    """The white space after it: one space or nothing."""
    quoted: bool = False
    """Whether it stands between quotation marks; the marks count as inside."""
    head: "Word" = field(default=None, repr=False)  # type: ignore[assignment] # set once all words are there
    children: list["Word"] = field(default_factory=list, repr=False)
    sentence: "Sentence" = field(default=None, repr=False)  # type: ignore[assignment] # set by the sentence

    @property
    def is_root(self) -> bool:
        """Whether it heads its sentence."""
        return self.head is self

    def subtree(self) -> list["Word"]:
        """It and all words below it, in the order of the sentence."""
        found, waiting = [self], list(self.children)
        while waiting:
            word = waiting.pop()
            found.append(word)
            waiting.extend(word.children)
        return sorted(found, key=_place)

    def child(self, *deps: str) -> "Word | None":
        """Its first child with one of the labels ``deps``."""
        return next((c for c in self.children if c.dep in deps), None)

    def above(self) -> Iterable["Word"]:
        """Its head, the head's head and so on up to the root."""
        word = self
        while word.head is not word:
            word = word.head
            yield word


def _place(word: Word) -> int:
    return word.i


@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """A name, date or number that the parser saw: words ``[first, last]`` of a sentence."""

    label: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """As it stands in the article."""
        return written(self.words)

    @property
    def root(self) -> Word:
        """The word that heads it."""
        inside = set(map(id, self.words))
        return next((w for w in self.words if id(w.head) not in inside or w.is_root), self.words[-1])


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One parsed sentence. ``article[start:end]`` is what it says."""

    passage: int
    """Number of its paragraph."""
    index: int
    """Its place in the paragraph, from 0."""
    start: int
    end: int
    words: tuple[Word, ...]
    entities: tuple[Entity, ...]
    whole: tuple[int, int]
    """Span of the sentence of the article that it is part of: a semicolon parts one sentence in two here."""

    @property
    def root(self) -> Word:
        """The head of the sentence."""
        return next(word for word in self.words if word.is_root)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A parsed article: its title and its sentences, by paragraph. Headings are not parsed."""

    title: str
    text: str
    passages: tuple[Passage, ...]
    paragraphs: tuple[tuple[Sentence, ...], ...]

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences in order."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]


def written(words: Sequence[Word]) -> str:
    """Words side by side as they stand in the article, without white space at the end."""
    return "".join(word.text + word.space for word in words).rstrip()
