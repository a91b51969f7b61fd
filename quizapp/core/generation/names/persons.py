"""Whom he and she mean: rules A0 to A3 (the title is a person) and B1 (one person in the paragraph)."""

from dataclasses import dataclass, field

from quizapp.core.generation.names.people import PRONOUNS, is_person_noun, noun_gender
from quizapp.core.generation.names.values import PERSON, Mention, Names
from quizapp.core.generation.words import SUBJECTS, Sentence, Word

_SAYS_WHO = ("compound", "appos", "attr", "oprd")


@dataclass(slots=True)
class _Heard:
    """What a sentence has said so far about persons."""

    rivals: list[Word] = field(default_factory=list)
    """Heads of persons other than the hero, named or not ("a spokesman")."""
    open: set[str] = field(default_factory=set)
    """Sexes of pronouns that were not certain: who they mean may go on being meant."""
    led: str = ""
    """The person that its main subject means, where that is certain."""


class Persons:
    """Reads a document sentence by sentence and remembers who was named in the paragraph."""

    def __init__(self, names: Names) -> None:
        self.found: dict[Word, tuple[str, Word]] = {}
        """Pronouns that are certain, with the full name and the word that gives it."""
        self._names = names
        self._hero = names.hero
        self.enter()

    def enter(self) -> None:
        """A new paragraph: nobody is named yet."""
        self._named: dict[str, Word] = {}
        self._last: dict[str, Word] = {}
        self._before, self._now = _Heard(), _Heard()

    def read(self, sentence: Sentence) -> None:
        """The next sentence of the paragraph."""
        self._before, self._now = self._now, _Heard()
        for word in sentence.words:
            mention = self._names.mention_at(word)
            if mention:
                if mention.words[0] is word:
                    self._meet(mention)
            elif word.lower in PRONOUNS:
                if word.pos == "PRON":
                    self._hear(word)
            elif word.tag == "NN" and is_person_noun(word.lemma) and not _says_who(word):
                self._now.rivals.append(word)
        subject = main_subject(sentence)
        self._now.led = self._who(subject) if subject else ""

    def _meet(self, mention: Mention) -> None:
        if mention.kind != PERSON and not any(word.ent == "PERSON" for word in mention.words):
            return
        self._named[mention.name] = self._last[mention.name] = mention.head
        if mention.name != self._hero:
            self._now.rivals.append(mention.head)

    def _hear(self, word: Word) -> None:
        gender = PRONOUNS[word.lower]
        if word.quoted:
            return
        name = "" if self._is_blocked(word, gender) else self._meant(word, gender)
        if not name:
            self._now.open.add(gender)
            return
        last = self._last.get(name)
        here = last is not None and last.sentence is word.sentence
        self.found[word] = (name, last if here and last else self._named.get(name, word))
        self._last[name] = word

    def _meant(self, word: Word, gender: str) -> str:
        if not self._hero:
            return self._only_one(gender)
        if self._names.gender(self._hero) != gender:
            return ""
        fitting = [rival for rival in (*self._before.rivals, *self._now.rivals) if self._fits(rival, gender)]
        if self._hero not in self._last:  # A0: the paragraph names nobody yet (43 of 43)
            return "" if fitting or any(name != self._hero for name in self._named) else self._hero
        acting = [rival for rival in fitting if rival.dep in SUBJECTS or self._names.mention_at(rival)]
        if not acting or self._leads(word, gender):  # A1: nobody else in this and the last sentence (218 of 222)
            return self._hero
        return ""

    def _leads(self, word: Word, gender: str) -> bool:
        """Whether the hero leads this sentence (A2: 7 of 7), or led the last one and goes on as He (A3: 25 of 26)."""
        subject = main_subject(word.sentence)
        if subject is None:
            return False
        now = [rival for rival in self._now.rivals if self._fits(rival, gender)]
        if subject is word:
            acting = any(rival.dep in SUBJECTS and self._fits(rival, gender) for rival in self._before.rivals)
            return self._before.led == self._hero and not now and not acting
        led = subject.i < word.i and self._who(subject) == self._hero
        return led and not any(rival.i > subject.i for rival in now)

    def _who(self, word: Word) -> str:
        mention = self._names.mention_at(word)
        return mention.name if mention else self.found.get(word, ("", word))[0]

    def _only_one(self, gender: str) -> str:
        """B1: exactly one named person in the paragraph so far, and no unnamed one near (79 of 83)."""
        if len(self._named) != 1:
            return ""
        name = next(iter(self._named))
        if name not in self._names.people or self._names.gender(name) not in ("", gender):
            return ""
        near = [r for r in (*self._before.rivals, *self._now.rivals) if self._names.mention_at(r) is None]
        return "" if any(self._fits(rival, gender) for rival in near) else name

    def _fits(self, rival: Word, gender: str) -> bool:
        """Whether another person can be meant by a pronoun of this sex."""
        mention = self._names.mention_at(rival)
        return (self._names.gender(mention.name) if mention else noun_gender(rival.lower)) in ("", gender)

    def _is_blocked(self, word: Word, gender: str) -> bool:
        """Whether an uncertain pronoun stands near, or it is in a clause on another person ("a woman who lost her")."""
        if gender in self._now.open or gender in self._before.open or self._is_beside_another(word):
            return True
        for above in word.above():
            if above.dep == "relcl":
                mention = self._names.mention_at(above.head)
                if mention:
                    return mention.kind == PERSON and mention.name != self._hero
                return above.head.pos == "PRON" or (above.head.pos == "NOUN" and is_person_noun(above.head.lemma))
        return False

    def _is_beside_another(self, word: Word) -> bool:
        """Whether it belongs to the name it is joined to, which is not known as a person: "Rollo and his men"."""
        joined = word.head.head if word.dep == "poss" and word.head.dep == "conj" else None
        mention = self._names.mention_at(joined) if joined else None
        return mention is not None and mention.kind != PERSON


def _says_who(word: Word) -> bool:
    """Whether a noun only says what a named person is: "Voss was a painter", "the painter Voss", "as a painter"."""
    return (
        word.dep in _SAYS_WHO
        or (word.dep == "pobj" and word.head.lower == "as")
        or any(child.dep == "appos" for child in word.children)
    )


def main_subject(sentence: Sentence) -> Word | None:
    """The subject of the sentence's main verb."""
    return sentence.root.child("nsubj", "nsubjpass")
