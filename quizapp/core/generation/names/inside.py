"""Pronouns whose antecedent stands earlier in the same sentence: they can stay as they are."""

from quizapp.core.generation.names.people import is_person_noun
from quizapp.core.generation.names.values import PERSON, Names
from quizapp.core.generation.words import SUBJECTS, Word

PLURAL = ("NNS", "NNPS")
THEY = frozenset(["they", "them", "their"])
_HIS = frozenset(["he", "she", "him", "her", "his", "hers"])


def own_antecedent(word: Word, names: Names) -> Word | None:
    """The head of what a pronoun refers to in its own sentence, ``None`` where that is not certain.

    "their" and "they" behind a plural subject (93 of 99 measured), "his" and "her" behind the subject
    of their own clause where that is a person (33 of 34). "it" never (61 %), "its" never (about 90 %).
    """
    if word.quoted:
        return None
    if word.lower in THEY:
        return _plural_subject(word)
    if word.lower in _HIS and word.tag == "PRP$":
        return _clause_subject(word, names)
    return None


def _plural_subject(word: Word) -> Word | None:
    found = None
    for earlier in word.sentence.words[: word.i]:
        if earlier.lower in THEY:
            return None
        if earlier.dep in SUBJECTS and _is_plural(earlier):
            if found is not None:
                return None
            found = earlier
    return found


def _is_plural(word: Word) -> bool:
    return word.tag in PLURAL or (word.pos in ("NOUN", "PROPN") and any(c.lower == "and" for c in word.children))


def _clause_subject(word: Word, names: Names) -> Word | None:
    """The subject of the clause that a possessive stands in, where it is a person and no pronoun or object comes between."""
    for verb in word.above():
        if verb.pos in ("VERB", "AUX"):
            subject = verb.child("nsubj", "nsubjpass")
            if subject is None and verb.dep in ("xcomp", "conj", "advcl", "pcomp"):
                if verb.dep == "xcomp" and verb.head.child("dobj", "dative", "prep"):
                    return None
                continue
            certain = subject and subject.i < word.i and _is_person(subject, names)
            return subject if certain and subject and not _is_torn(subject, word) else None
    return None


def _is_torn(subject: Word, word: Word) -> bool:
    """Whether another he or she stands between."""
    return any(between.lower in _HIS for between in word.sentence.words[subject.i + 1 : word.i])


def _is_person(word: Word, names: Names) -> bool:
    mention = names.mention_at(word)
    if mention:
        return mention.kind == PERSON
    return word.tag == "NN" and is_person_noun(word.lemma)
