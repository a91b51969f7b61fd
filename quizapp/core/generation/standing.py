"""Whether a claim stands alone: what each of its words points at is in it, or is known to every reader."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from quizapp.core.generation.entities import Names
from quizapp.core.generation.people import is_person_noun
from quizapp.core.generation.references import Reference
from quizapp.core.generation.things import is_empty, topic_noun
from quizapp.core.generation.vocabulary import word_list
from quizapp.core.generation.words import Document, Word, written

CLEAR, LIKELY, UNCLEAR = 2, 1, 0
"""How sure it is that a reader of the article knows which one "the N" is."""
_PERSONAL = frozenset(["he", "she", "him", "her", "his", "hers", "it", "its", "they", "them", "their", "theirs"])
_REFLEXIVE = frozenset(["himself", "herself", "itself", "themselves"])
_QUANTIFIERS = frozenset(
    [
        "several",
        "some",
        "many",
        "most",
        "few",
        "all",
        "none",
        "each",
        "any",
        "half",
        "two",
        "three",
        "four",
        "one",
        "either",
        "neither",
        "more",
        "less",
        "much",
    ]
)
_DEMONSTRATIVE = frozenset(["this", "these", "that", "those"])
_NARROWING = frozenset(["relcl", "acl", "nummod", "poss"])
_NARROWING_PREPOSITIONS = frozenset(
    ["of", "between", "for", "in", "from", "against", "on", "at", "to", "with", "among"]
)
_NAMES = frozenset(["GPE", "NORP", "PERSON", "ORG", "FAC", "LOC", "EVENT", "DATE", "ORDINAL"])


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
        if noun.pos != "NOUN" or noun.tag != "NN" or any(c.dep not in {"det", "punct"} for c in noun.children):
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


def phrase_head(article: Word) -> Word:
    """The noun that "the" belongs to; parsers hang it on the first of two nouns at times."""
    noun = article.head
    while noun.dep in {"compound", "nmod", "amod"} and noun.head.i > noun.i:
        noun = noun.head
    return noun


def _stands_for_nouns(word: Word) -> bool:
    """Whether a quantifier stands without its noun: "Several were hurt"."""
    if word.dep in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"} and word.pos in {"ADJ", "PRON", "DET", "NUM", "NOUN"}:
        return not any(c.dep == "prep" and c.lower == "of" for c in word.children)
    return False


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
    words = noun.sentence.words[min(c.i for c in before) : noun.i + 1]
    fine = len(words) <= LONGEST_PHRASE and all(w.pos in {"NOUN", "PROPN", "ADJ"} for w in words)
    return list(words) if fine else []


LONGEST_PHRASE = 5


def _description(word: Word) -> str:
    return " ".join(child.lower for child in word.children if child.dep in {"amod", "compound", "poss"})


def clarity(noun: Word, places: Collection[int], around: Surroundings) -> int:
    """How clear "the ``noun``" is by the words at ``places`` of its sentence, from ``UNCLEAR`` to ``CLEAR``."""
    if noun.pos in {"ADJ", "VERB", "ADV", "NUM", "PRON"}:
        return CLEAR if noun.ent == "NORP" or noun.tag in {"JJS", "RBS"} else UNCLEAR
    if noun.pos == "PROPN" and _is_common_name(noun):
        return CLEAR if noun.lower in around.title else UNCLEAR
    if noun.pos == "PROPN" or noun.lemma in word_list("unique") or noun.lower.endswith("0s") or _named_behind(noun):
        return CLEAR
    if any(_narrows(child) for child in noun.children if child.i in places):
        return CLEAR
    return _clarity_in_article(noun, around)


def _is_common_name(noun: Word) -> bool:
    """Whether a capital is all that makes a noun a name: the Court, the Treaties."""
    alone = not any(c.dep in {"compound", "prep", "amod", "nmod", "appos", "poss"} for c in noun.children)
    listed = noun.lemma in word_list("concrete") or noun.lemma in word_list("abstract")
    return alone and noun.dep != "compound" and (listed or noun.lower.removesuffix("s") in word_list("concrete"))


def _named_behind(noun: Word) -> bool:
    """Whether a name follows that tells which one: the fungus Beauveria bassiana."""
    words = noun.sentence.words
    following = words[noun.i + 1] if noun.i + 1 < len(words) else noun
    return following.pos == "PROPN" and following.head.head in {noun, noun.head, following.head}


def _clarity_in_article(noun: Word, around: Surroundings) -> int:
    """How clear a definite is that nothing in its sentence narrows: by the title, and by what else the article names."""
    if around.fuller(noun):
        return LIKELY
    single = around.is_single(noun.lemma)
    if noun.lemma in around.title or noun.lower in around.title:
        return CLEAR if single else LIKELY
    if noun.lemma in word_list("abstract"):
        return UNCLEAR
    if noun.lemma in word_list("concrete"):
        return UNCLEAR
    if any(child.dep in {"amod", "compound", "nmod"} for child in noun.children):
        return CLEAR if single else LIKELY
    return LIKELY if single else UNCLEAR


def _narrows(child: Word) -> bool:
    if child.dep == "prep" and child.i > child.head.i:
        return child.lower in _NARROWING_PREPOSITIONS and bool(child.children)
    if child.dep == "appos" and child.pos == "PROPN":
        return True
    return (
        child.dep in _NARROWING
        or child.tag == "JJS"
        or child.lower in {"only", "first", "last"}
        or (child.ent in _NAMES and child.dep in {"compound", "amod", "nmod", "poss"})
    )


def dangling(words: Sequence[Word], places: Collection[int], verb: Word, around: Surroundings) -> str:
    """Why the clause of ``verb`` cannot stand alone, or blank. Quoted words are left to their speaker."""
    narrowing = set(places) - {verb.i}  # a relative clause that became the claim narrows nothing
    for word in words:
        if word.quoted:
            continue
        reason = _points_away(word, narrowing, around)
        if reason:
            return reason
    return ""


def _points_away(word: Word, places: Collection[int], around: Surroundings) -> str:  # noqa: PLR0911
    lower = word.lower
    if lower in _PERSONAL and word.pos in {"PRON", "DET"}:
        return "" if _is_settled(word, places, around) else "unclear reference"
    if lower in _REFLEXIVE:
        return (
            ""
            if any(w.dep in {"nsubj", "nsubjpass"} for w in word.sentence.words[: word.i] if w.i in places)
            else "unclear reference"
        )
    if lower in word_list("persons_speaking"):
        return "speaks of itself"
    if lower in _DEMONSTRATIVE:
        return _demonstrative(word)
    if lower in word_list("unclear"):
        return _unclear_word(word, places)
    if lower == "other" and not _is_set_off(word, places):
        return "unclear reference"
    if lower == "the" and word.dep == "det" and clarity(phrase_head(word), places, around) == UNCLEAR:
        return "unclear definite"
    if lower in _QUANTIFIERS and _stands_for_nouns(word):
        return "unclear reference"
    if word.tag in {"JJR", "RBR"}:
        return _comparison(word, places)
    return ""


def _is_settled(word: Word, places: Collection[int], around: Surroundings) -> bool:
    """Whether a pronoun is replaced by a name, or means something in its claim before it."""
    reference = around.references.get(word)
    if word.lower == "it" and word.dep in {"nsubj", "nsubjpass"} and is_empty(word):
        return True
    if reference is None:
        return _means_its_subject(word, places, around)
    if reference.internal:
        return reference.antecedent.i in places and reference.antecedent.i < word.i
    return True


def _means_its_subject(word: Word, places: Collection[int], around: Surroundings) -> bool:
    """Whether a reader takes a pronoun for the subject before it: "France ceded its land", "Voss said she was glad"."""
    subjects = [w for w in word.sentence.words[: word.i] if w.dep in {"nsubj", "nsubjpass"} and w.i in places]
    subjects = [w for w in subjects if w.head.i < word.i or w.head is word.head]  # "its" within a subject is not it
    if not subjects:
        return False
    if word.lower in _SEX:
        return _means_person(word, subjects, around)
    return word.lower in {"its", "their", "they"} and _means_thing(word, subjects, around)


def _means_person(word: Word, subjects: Sequence[Word], around: Surroundings) -> bool:
    """Whether he or she is the one who says the clause, or his and her belong to the subject of their own clause.

    The latter held in 33 of 34 places of 68 annotated documents.
    """
    above = {id(w) for w in word.above()}
    speakers = [w for w in subjects if w.head.lemma in word_list("saying") and id(w.head) in above]
    own = [w for w in subjects if word.tag == "PRP$" and id(w.head) in above]
    chosen = own[-1] if own else speakers[0] if speakers and len(subjects) <= len(speakers) + 1 else None
    mention = around.names.mention_at(chosen) if chosen is not None else None
    if chosen is None or mention is None or mention.kind != "person":
        return False
    return around.names.gender(mention.name) in {"", _SEX[word.lower]}


def _means_thing(word: Word, subjects: Sequence[Word], around: Surroundings) -> bool:
    """Whether its, their or they mean the only subject before them.

    Behind a subject of their number they do in about nine of ten places, "they" in 41 of 43 (measured
    on 68 annotated documents).
    """
    subject = subjects[0]
    plural = subject.tag in {"NNS", "NNPS"} or any(c.dep == "conj" for c in subject.children)
    if len(subjects) > 1 or subject.pos == "PRON" or (is_person_noun(subject.lemma) and not plural):
        return False
    mention = around.names.mention_at(subject)
    person = mention is not None and mention.kind == "person" and bool(around.names.gender(mention.name))
    collective = word.lower == "their" and subject.lemma in _COLLECTIVE
    return (plural == (word.lower != "its") or collective) and not person


_COLLECTIVE = frozenset(
    ["team", "company", "group", "government", "police", "family", "crew", "band", "party", "public"]
)


_SEX = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


def _demonstrative(word: Word) -> str:
    if word.lower == "that" and word.tag in {"IN", "WDT"}:
        return ""
    compared = word.i > word.sentence.root.i and any(c.dep in {"relcl", "prep", "acl"} for c in word.children)
    if word.lower in {"those", "that"} and word.pos == "PRON" and compared:
        return ""
    return "unclear reference"


def _unclear_word(word: Word, places: Collection[int]) -> str:
    """Words of the list that stand on their own feet here: "there is", "such as", "both A and B"."""
    sentence = word.sentence.words
    following = sentence[word.i + 1].lower if word.i + 1 < len(sentence) else ""
    fine = {
        "there": word.dep == "expl",
        "following": word.dep != "amod",
        "such": following == "as",
        "both": word.dep == "preconj" or any(c.dep == "cc" for c in word.head.children),
        "others": word.dep == "conj" or (word.dep == "pobj" and not word.children),
        "whose": word.head.head.dep == "relcl" and word.i - 1 in places,
    }
    return "" if fine.get(word.lower, False) else "unclear reference"


def _is_set_off(word: Word, places: Collection[int]) -> bool:
    """Whether "other" says within its claim what it leaves out: "owls and other birds", "all other birds"."""
    sentence = word.sentence.words
    before = sentence[word.i - 1].lower if word.i else ""
    if before in {"and", "or", "all", "any", "no", "each", "every", "than", "among"}:
        return True
    if word.head.tag == "NNS" and word.i > word.sentence.root.i and before not in {"the", "these", "those"}:
        return True
    return any(w.i in places and w.i < word.i and w.lemma == word.head.lemma for w in sentence)


def _comparison(word: Word, places: Collection[int]) -> str:
    sentence = word.sentence.words
    if any(w.lower == "than" and w.i in places for w in sentence[word.i :]):
        return ""
    following = sentence[word.i + 1].lower if word.i + 1 < len(sentence) else ""
    if following == "and" or word.lower in {
        "further",
        "later",
        "earlier",
        "upper",
        "lower",
        "inner",
        "outer",
        "elder",
        "older",
        "younger",
    }:
        return ""
    noun = word.head.head if word.dep == "advmod" and word.head.dep == "amod" else word.head
    if word.dep in {"amod", "advmod"} and noun.pos == "NOUN" and any(c.lower in {"a", "an"} for c in noun.children):
        return ""
    return "comparison without its other half"
