"""What a claim may lean on: its article's title, names, references and nouns."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from quizapp.core.generation.names.entities import Names
from quizapp.core.generation.names.references import Reference
from quizapp.core.generation.names.things import topic_noun
from quizapp.core.generation.vocabulary import rank, word_list
from quizapp.core.generation.words import Document, Word, written


@dataclass(frozen=True)
class Surroundings:
    """What a claim may lean on: its article's title, names, references and nouns."""

    document: Document
    names: Names
    references: Mapping[Word, Reference]

    @cached_property
    def title(self) -> frozenset[str]:
        """Lower-case words of the title, and their likely singulars."""
        found = {
            word.strip(".,:;!?“”\"'’()").removesuffix("’s").removesuffix("'s")
            for word in self.document.title.lower().split()
        }
        return frozenset(found | {word.removesuffix("s") for word in found if len(word) > 3} - {""})

    @cached_property
    def title_nouns(self) -> frozenset[str]:
        """The words of the title that say what an article is about: none of the commonest."""
        return frozenset(word for word in self.title if rank(word) >= EVERYWHERE)

    @cached_property
    def _nouns(self) -> dict[str, list[Word]]:
        found: dict[str, list[Word]] = {}
        for sentence in self.document.sentences:
            for word in sentence.words:
                if word.pos == "NOUN":
                    found.setdefault(word.lemma, []).append(word)
        return found

    @cached_property
    def frequency(self) -> Counter[str]:
        """How often each content lemma occurs."""
        return Counter(
            word.lemma
            for sentence in self.document.sentences
            for word in sentence.words
            if word.pos in {"NOUN", "PROPN", "VERB", "ADJ"} and word.text.isalpha()
        )

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """How often an adjective or noun stands just before a noun, by their lemmas."""
        return Counter(
            (before.lemma, word.lemma)
            for sentence in self.document.sentences
            for before, word in pairwise(sentence.words)
            if word.pos == "NOUN" and before.pos in {"NOUN", "ADJ"}
        )

    @cached_property
    def acting(self) -> frozenset[str]:
        """The people of whom the article says that they did something."""
        mentions = (m for s in self.document.sentences for m in self.names.mentions(s))
        return frozenset(m.name for m in mentions if m.kind == "person" and m.head.dep in {"nsubj", "nsubjpass"})

    @cached_property
    def _fuller(self) -> dict[str, tuple[str, int]]:
        """By noun the one fuller phrase that the article has for it, with where it first stands."""
        found: dict[str, dict[str, tuple[str, int]]] = {}
        for sentence in self.document.sentences:
            for word in sentence.words:
                if word.pos in {"NOUN", "PROPN"} and not word.quoted and (phrase := _described(word)):
                    text = written(phrase)
                    found.setdefault(word.lemma.lower(), {}).setdefault(text.lower(), (text, word.start))
        return {lemma: next(iter(phrases.values())) for lemma, phrases in found.items() if len(phrases) == 1}

    @cached_property
    def _topic_nouns(self) -> frozenset[str]:
        """What the topic of the title is called: its own noun and those that are used for the same."""
        own = topic_noun(self.document, self.names) if self.names.topic else ""
        groups = [group for group in _SAME if own in group]
        return frozenset([own, *(noun for group in groups for noun in group)]) - {""}

    def fuller(self, noun: Word) -> str:
        """What can be written for a bare "``noun``" behind "the": the name of the topic, or its only fuller phrase.

        Blank where there is neither. (Longer phrases with the same noun meant the same in 19 of 21 places,
        the topic of the title in 13 of 15, measured on 68 annotated documents.)
        """
        if (
            noun.lemma in word_list("unique")
            or noun.pos != "NOUN"
            or noun.tag != "NN"
            or any(c.dep not in {"det", "punct"} for c in noun.children)
        ):
            return ""
        if noun.lemma in self._topic_nouns and not self._has_another(noun):
            return self.names.phrase(self.names.topic).removeprefix("the ")
        if not self.is_single(noun.lemma) or noun.lemma in word_list("abstract"):
            return ""
        text, start = self._fuller.get(noun.lemma, ("", 0))
        return text if text and start < noun.start else ""

    def _has_another(self, noun: Word) -> bool:
        """Whether another thing of that kind stands in the sentence or the one before."""
        sentence = noun.sentence
        near = [w for w in self._nouns.get(noun.lemma, []) if w.sentence.passage == sentence.passage]
        close = [w for w in near if sentence.index - 1 <= w.sentence.index <= sentence.index and w.start <= noun.start]
        return any(w is not noun and (w.tag != "NN" or [c.lower for c in w.children] != ["the"]) for w in close)

    def counts(self, lemma: str) -> int:
        """How often the article uses a noun."""
        return len(self._nouns.get(lemma, ()))

    def is_single(self, lemma: str) -> bool:
        """Whether the article speaks of one ``lemma`` only: never of several, never told apart by adjectives."""
        found = self._nouns.get(lemma, [])
        described = {_description(word) for word in found} - {""}
        counted = any(
            c.dep == "nummod" or c.lower in {"another", "other", "each", "every"} for w in found for c in w.children
        )
        several = sum(word.tag == "NNS" for word in found)
        return len(described) <= 1 and not counted and (several == len(found) or several <= len(found) / 4)


_SAME = tuple(
    frozenset(group.split())
    for group in (
        "show series programme program sitcom drama",
        "company firm business corporation group retailer broadcaster bank chain",
        "city town",
        "country nation",
        "war conflict",
        "book novel",
        "film movie",
        "team club side",
        "organization organisation charity body agency",
        "disease illness condition disorder",
        "festival event",
        "game sport",
        "university institution college school",
        "museum gallery",
        "mission program programme project",
    )
)
"""Nouns that articles use for one and the same thing."""


def _described(noun: Word) -> list[Word]:
    """The noun with the names or nouns before it that tell it apart; empty where there are none."""
    before = [c for c in noun.children if c.i < noun.i and c.dep in {"compound", "amod", "nmod"}]
    if not any(c.dep == "compound" or c.pos == "PROPN" for c in before):
        return []
    words = noun.sentence.words[min(w.i for c in before for w in c.subtree() if w.i < noun.i) : noun.i + 1]
    fine = len(words) <= LONGEST_PHRASE and all(w.pos in {"NOUN", "PROPN", "ADJ"} for w in words)
    return list(words) if fine else []


LONGEST_PHRASE = 5
EVERYWHERE = 150
"""Rank of the words that stand in any text: the, and, after."""


def _description(word: Word) -> str:
    return " ".join(child.lower for child in word.children if child.dep in {"amod", "compound", "poss"})
