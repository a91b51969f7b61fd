"""What it means at the start of a sentence, and "the city" in an article on a city."""

from collections.abc import Iterator

from quizapp.core.generation.names.people import is_person_noun
from quizapp.core.generation.names.values import GROUP, PERSON, Names
from quizapp.core.generation.words import Document, Sentence, Word, written

_CLAUSES = frozenset(["ccomp", "xcomp", "csubj", "csubjpass", "acl", "advcl", "relcl"])
_LINKING = frozenset(["be", "become", "take", "make", "cost", "do"])
_STATING = frozenset(["seem", "appear", "follow", "turn", "happen", "help", "say", "matter", "rain", "snow"])
DEFINED_WITHIN = 3
"""Sentences from the start of the article within which it may say what its topic is."""


def find_things(document: Document, names: Names) -> dict[Word, tuple[str, Word]]:
    """Sentence-initial It, and the noun of the title's topic, with what they mean and the word that gives it."""
    found: dict[Word, tuple[str, Word]] = {}
    for paragraph in document.paragraphs:
        before: Sentence | None = None
        for sentence in paragraph:
            meant = _it(before, sentence, names, found) if before else None
            if meant:
                found[sentence.words[0]] = meant
            before = sentence
    noun = topic_noun(document, names)
    if noun:
        found.update(_definites(document, names, noun))
    return found


def _it(
    before: Sentence, sentence: Sentence, names: Names, found: dict[Word, tuple[str, Word]]
) -> tuple[str, Word] | None:
    """It as main subject means the main subject of the sentence before.

    Where that is a name or an It that is certain (10 of 10 measured), or a noun that needs no more
    words, beside no other subject (12 of 12 for all nouns).
    """
    word = sentence.words[0]
    if word.lower != "it" or word.quoted or word.dep not in ("nsubj", "nsubjpass"):
        return None
    subject = before.root.child("nsubj", "nsubjpass")
    if not word.head.is_root or subject is None or subject.quoted or is_empty(word):
        return None
    if any(other.lower == "it" and other is not subject for other in before.words):
        return None  # that may be what goes on being meant
    if subject in found:
        return found[subject]
    mention = names.mention_at(subject)
    if mention:
        person = mention.kind in (PERSON, GROUP) or any(word.ent == "PERSON" for word in mention.words)
        several = subject.tag == "NNPS" or any(child.dep == "conj" for child in subject.children)
        certain = mention.head is subject and not person and not several and not is_person_noun(subject.lower)
        return (names.phrase(mention.name), subject) if certain else None
    return (phrase, subject) if (phrase := _stands_alone(subject, before)) else None


def _stands_alone(subject: Word, before: Sentence) -> str:
    """The words of a singular noun that is meant as such: "Photosynthesis", "A glacier" with a verb in the present."""
    if subject.tag != "NN" or is_person_noun(subject.lemma) or before.root.tag not in ("VBZ", "VBN"):
        return ""
    if any(w.dep in ("nsubj", "nsubjpass") and w is not subject and w.tag not in ("WDT", "WP") for w in before.words):
        return ""
    if before.root.tag == "VBN" and not any(w.dep == "auxpass" and w.tag == "VBZ" for w in before.root.children):
        return ""
    kept = [subject, *(w for w in subject.children if w.i < subject.i)]
    plain = all(w.dep in ("det", "compound", "amod") and not w.children for w in kept[1:])
    bare = all(w.dep != "det" or w.lower in ("a", "an") for w in kept[1:])
    after = any(w.i > subject.i and w.dep in ("prep", "conj", "acl", "relcl", "appos") for w in subject.children)
    return written(sorted(kept, key=lambda w: w.i)) if plain and bare and not after else ""


def is_empty(word: Word) -> bool:
    """Whether it stands for nothing named: "it is clear that", "it took years to", "it is said that", weather."""
    verb = word.head
    if word.dep == "expl" or verb.lemma in _STATING:
        return True
    if any(child.dep in ("ccomp", "csubj", "csubjpass") for child in verb.children):
        return True
    if verb.lemma not in _LINKING:
        return False
    told = [child for child in verb.children if child.dep in ("attr", "acomp", "dobj", "oprd", "advmod", "prep")]
    return any(child.dep in _CLAUSES for child in (*verb.children, *(w for c in told for w in c.children)))


def topic_noun(document: Document, names: Names) -> str:
    """The noun for what the title names: "city" where the article starts with "York is a city"; nothing if unsaid."""
    for sentence in document.sentences[:DEFINED_WITHIN]:
        for word in sentence.words:
            mention = names.mention_at(word) if names.topic and word.dep == "nsubj" else None
            if mention and mention.name == names.topic and word.head.lemma == "be":
                told = word.head.child("attr")
                if told and told.tag == "NN" and not is_person_noun(told.lemma):
                    return told.lower
    return ""


def _definites(document: Document, names: Names, noun: str) -> Iterator[tuple[Word, tuple[str, Word]]]:
    """The topic's noun with nothing but "the" on it (9 of 9 measured), unless the paragraph has had another one."""
    for paragraph in document.paragraphs:
        last: Word | None = None
        other = False
        for sentence in paragraph:
            for word in sentence.words:
                mention = names.mention_at(word)
                if mention and mention.name == names.topic and mention.kind != PERSON:
                    last = mention.head
                elif word.lower == noun and not word.quoted and _is_bare_definite(word, names):
                    if not other:
                        yield word, (names.phrase(names.topic), last or word)
                elif noun in (word.lower, word.lemma) and not (last and last.sentence is sentence):
                    other = True


def _is_bare_definite(word: Word, names: Names) -> bool:
    """Whether only "the" stands on it, and no name behind it ("the river Rhine")."""
    after = word.sentence.words[word.i + 1 : word.i + 2]
    bare = word.tag == "NN" and word.dep != "compound" and [child.lower for child in word.children] == ["the"]
    return bare and not (after and names.mention_at(after[0]))
