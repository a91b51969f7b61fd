"""The names of an article as plain values: who and what they are, and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizapp.core.generation.names.edges import is_title
from quizapp.core.generation.names.mentions import plain
from quizapp.core.generation.names.people import is_person_noun
from quizapp.core.generation.words import Sentence, Word

PERSON = "person"
PLACE = "place"
ORGANIZATION = "organization"
EVENT = "event"
GROUP = "group"
UNCERTAIN = ""
"""The document does not agree on it, or names it once only: nothing is to be built on it."""


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One occurrence of a name, without article, titles and possessive."""

    words: tuple[Word, ...]
    name: str
    """The full form that the article uses for what is meant."""
    kind: str

    @property
    def head(self) -> Word:
        """The word of it that the rest of the sentence hangs on."""
        inside = set(map(id, self.words))
        return next((w for w in self.words if id(w.head) not in inside or w.is_root), self.words[-1])


@dataclass(frozen=True, slots=True)
class Names:
    """All names of an article. Kinds are decided over the whole article, never from one place."""

    people: Mapping[str, int] = field(default_factory=dict)
    """Full names of persons with the number of times they are mentioned by any of their forms."""
    hero: str = ""
    """The person whom the title names, or nothing."""
    topic: str = ""
    """What the title names where that is no person but stands as a name in the text, or nothing."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Kind of every name, blank where uncertain."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """Shorter and other forms of persons' names with the full name, where only one person bears them."""
    genders: Mapping[str, str] = field(default_factory=dict)
    with_article: frozenset[str] = frozenset()
    """Names that mostly stand behind "the"."""
    by_word: Mapping[Word, Mention] = field(default_factory=dict)
    by_place: Mapping[tuple[int, int], tuple[Mention, ...]] = field(default_factory=dict)
    """Mentions by passage and index of their sentence."""

    def full(self, text: str) -> str | None:
        """The full name of the person named ``text``, or ``None`` where nobody certain is meant.

        What stands before a title or a noun for people is no part of the name: "NASA Administrator Ada Voss".
        """
        words = plain(text).split()
        for start in range(len(words)):
            if start == 0 or is_title(words[start - 1]) or is_person_noun(words[start - 1].lower()):
                name = " ".join(words[start:])
                if name in self.people or name in self.forms:
                    return self.forms.get(name, name)
        return None

    def variants(self, full: str) -> list[str]:
        """What is accepted for a person: the full name, then the surname where it is theirs alone, then other names."""
        own = [form for form, name in self.forms.items() if name == full]
        return [full, *sorted(own, key=lambda form: (not full.endswith(f" {form}"), form))]

    def phrase(self, name: str) -> str:
        """A name as it stands inside a sentence: "the Rhine", "Mara Voss"."""
        return f"the {name}" if name in self.with_article and name not in self.people else name

    def gender(self, full: str) -> str:
        """The sex, "m" or "f", where the article or the first name tells it, else nothing."""
        return self.genders.get(full, "")

    def mentions(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The names in a sentence, in order."""
        return self.by_place.get((sentence.passage, sentence.index), ())

    def mention_at(self, word: Word) -> Mention | None:
        """The name that ``word`` is part of."""
        return self.by_word.get(word)
