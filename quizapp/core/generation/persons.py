"""Whom he and she mean: rules A0, A1, A2 (the title is a person) and B1 (one person in the paragraph)."""

from quizapp.core.generation.names import PERSON, Mention, Names
from quizapp.core.generation.people import is_person_noun, noun_gender
from quizapp.core.generation.words import SUBJECTS, Sentence, Word

FORMS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_OBLIQUE = ("dobj", "pobj", "dative", "obj")


class Persons:
    """Reads a document sentence by sentence and remembers who was named in the paragraph."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._hero = names.hero
        self._before: Sentence | None = None
        self._named: dict[str, Word] = {}
        self._last: dict[str, Word] = {}
        self._open: dict[str, Sentence] = {}
        self._rivals: dict[int, list[Word]] = {}

    def enter(self) -> None:
        """A new paragraph: nobody is named yet."""
        self._before = None
        self._named, self._last, self._open, self._rivals = {}, {}, {}, {}

    def read(self, sentence: Sentence) -> dict[Word, tuple[str, Word]]:
        """The pronouns of the next sentence that are certain, with the name and the word that gives it."""
        found: dict[Word, tuple[str, Word]] = {}
        rivals: list[Word] = []
        self._rivals = {0: self._rivals.get(1, []), 1: rivals}
        for word in sentence.words:
            mention = self._names.mention_at(word)
            if mention and mention.words[0] is word:
                self._meet(mention, rivals)
            elif word.lower in FORMS and word.pos == "PRON":
                meant = None if word.quoted else self._meant(word, sentence)
                if meant:
                    found[word] = meant
                    self._last[meant[0]] = word
                else:
                    self._open[FORMS[word.lower]] = sentence
            elif mention is None and word.tag == "NN" and is_person_noun(word.lemma) and not self._says_who(word):
                rivals.append(word)
        self._before = sentence
        return found

    def _meet(self, mention: Mention, rivals: list[Word]) -> None:
        person = mention.kind == PERSON or any(word.ent == "PERSON" for word in mention.words)
        if not person:
            return
        self._named.setdefault(mention.name, mention.head)
        self._named[mention.name] = mention.head
        self._last[mention.name] = mention.head
        if mention.name != self._hero:
            rivals.append(mention.head)

    def _says_who(self, word: Word) -> bool:
        """Whether a noun only says what a named person is: "Voss was a painter", "the painter Voss"."""
        if word.dep in ("compound", "appos", "attr", "oprd") or (word.dep == "pobj" and word.head.lower == "as"):
            return True
        return any(child.dep == "appos" for child in word.children)

    def _meant(self, word: Word, sentence: Sentence) -> tuple[str, Word] | None:
        gender = FORMS[word.lower]
        blocked = self._open.get(gender)
        if blocked is not None and (blocked is sentence or blocked is self._before):
            return None
        if self._in_clause_on_another(word):
            return None
        name = self._by_hero(word, gender) if self._hero else self._by_only_one(gender)
        return (name, self._last.get(name, word)) if name else None

    def _by_hero(self, word: Word, gender: str) -> str:
        if self._names.gender(self._hero) != gender:
            return ""
        near = [*self._rivals[0], *self._rivals[1]]
        fitting = [rival for rival in near if self._fits(rival, gender)]
        if self._hero not in self._last:  # A0
            others = [name for name in self._named if name != self._hero]
            return "" if others or fitting else self._hero
        if not [rival for rival in fitting if self._names.mention_at(rival) or rival.dep in SUBJECTS]:  # A1
            return self._hero
        subject = _main_subject(word.sentence)  # A2
        mine = subject is not None and subject.i < word.i and self._is_hero(subject)
        if mine and subject is not None and not any(r.i > subject.i for r in self._rivals[1] if self._fits(r, gender)):
            return self._hero
        return ""

    def _is_hero(self, word: Word) -> bool:
        mention = self._names.mention_at(word)
        return (mention is not None and mention.name == self._hero) or self._last.get(self._hero) is word

    def _by_only_one(self, gender: str) -> str:
        if len(self._named) != 1:
            return ""
        name = next(iter(self._named))
        if name not in self._names.people or self._names.gender(name) not in ("", gender):
            return ""
        near = [r for r in (*self._rivals[0], *self._rivals[1]) if self._names.mention_at(r) is None]
        return "" if any(self._fits(rival, gender) for rival in near) else name

    def _fits(self, rival: Word, gender: str) -> bool:
        """Whether another person can be meant by a pronoun of this sex."""
        mention = self._names.mention_at(rival)
        told = self._names.gender(mention.name) if mention else noun_gender(rival.lower)
        return told in ("", gender)

    def _in_clause_on_another(self, word: Word) -> bool:
        """Whether it stands in a relative clause on another person: "a woman who has lost her parents"."""
        for above in word.above():
            if above.dep == "relcl":
                head = above.head
                mention = self._names.mention_at(head)
                if mention is not None:
                    return mention.kind == PERSON and mention.name != self._hero
                return head.pos in ("NOUN", "PRON") and (head.pos == "PRON" or is_person_noun(head.lemma))
        return False


def _main_subject(sentence: Sentence) -> Word | None:
    return sentence.root.child("nsubj", "nsubjpass")
