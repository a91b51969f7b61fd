"""What can be asked about in a claim: its year, number, place, person, people or term."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lemminflect import getInflection

from quizapp.core.generation.claims import Claim
from quizapp.core.generation.entities import PERSON
from quizapp.core.generation.numbers import SCALES, spellings, value_of
from quizapp.core.generation.people import is_person_noun
from quizapp.core.generation.standing import Surroundings
from quizapp.core.generation.vocabulary import rank, word_list
from quizapp.core.generation.words import Word

YEAR = re.compile(r"(?:1\d{3}|20\d{2})\Z")
_DECADE = re.compile(r"(?:1\d|20)\d0s\Z")
_NAMING = frozenset(["call", "know", "name", "term", "dub", "label", "refer", "nickname"])
_NO_UNIT = frozenset(["degree", "day", "hour", "minute", "second", "pm", "am", "o'clock"])
_TOO_SMALL = 2


@dataclass(frozen=True, slots=True, eq=False)
class Focus:
    """One thing in a claim that can be asked for. ``text`` stands at ``[start, end)`` of the claim's text."""

    kind: str
    """year, decade, number, place, person, organization, group or term."""
    words: tuple[Word, ...]
    text: str
    start: int
    end: int
    accepted: tuple[str, ...]
    """What counts as right when it is typed, ``text`` first."""

    @property
    def root(self) -> Word:
        """The word that heads it."""
        inside = set(map(id, self.words))
        return next((w for w in self.words if id(w.head) not in inside or w.is_root), self.words[-1])


def find_foci(claim: Claim, around: Surroundings) -> list[Focus]:
    """Everything that can be asked for in a claim, in order. Nothing that the title tells."""
    found = [
        *_years(claim),
        *_numbers(claim),
        *_names(claim, around),
        *_terms(claim),
        *_rare_words(claim),
        *_set_phrases(claim, around),
    ]
    clear = [f for f in found if not _told(f, claim, around) and not _begins_bare(f, claim)]
    return sorted(clear, key=lambda f: (f.start, f.kind))


def _begins_bare(focus: Focus, claim: Claim) -> bool:
    """Whether a gap at the beginning leaves too little to tell what is missing."""
    return focus.start < GAP_AT_START and len(claim.text.split()) < WORDS_BEHIND_GAP


GAP_AT_START, WORDS_BEHIND_GAP = 5, 10


def _told(focus: Focus, claim: Claim, around: Surroundings) -> bool:
    """Whether the title or the rest of the claim shows it."""
    rest = f"{claim.text[: focus.start]} {claim.text[focus.end :]}".lower()
    tokens = set(re.findall(r"\w+", rest))
    own = {w.lower() for w in re.findall(r"\w+", focus.text) if len(w) > 3 or w[:1].isupper() or w.isdigit()}
    named = any(
        len(word) > 2 and word in focus.text.lower() for word in around.title if word not in word_list("common")
    )
    if named or own & _COMPASS:
        return True
    if focus.kind != "number" and any(_alike(word, other) for word in own for other in around.title):
        return True
    return any(_alike(word, other) for word in own for other in tokens)


_COMPASS = frozenset(["north", "south", "east", "west", "northern", "southern", "eastern", "western"])
STEM = 6
"""Letters after which two words are taken for forms of one: ctenophores, Ctenophora."""


def _alike(one: str, other: str) -> bool:
    return one == other or (len(one) > STEM and len(other) > STEM and one[:STEM] == other[:STEM] and one.isalpha())


def _focus(kind: str, claim: Claim, words: tuple[Word, ...], accepted: tuple[str, ...] = ()) -> Focus | None:
    if not claim.has(*words) or [w.i for w in words] != list(range(words[0].i, words[-1].i + 1)):
        return None
    start, end = claim.span(words)
    text = claim.text[start:end]
    return Focus(kind, words, text, start, end, accepted or (text,))


def _years(claim: Claim) -> Iterator[Focus]:
    years = [w for w in claim.words if (YEAR.match(w.text) and w.ent == "DATE") or _is_early_year(w)]
    if len(years) == 1 and not _is_bound_to_range(years[0]) and _is_free(years[0]):
        focus = _focus("year", claim, (years[0],))
        if focus:
            yield focus
    decades = [w for w in claim.words if _DECADE.match(w.text)]
    if len(decades) == 1 and not years and decades[0].dep == "pobj" and decades[0].head.lower == "in":
        focus = _focus("decade", claim, (decades[0],), _decade_spellings(decades[0].text))
        if focus:
            yield focus


_ERAS = frozenset(["AD", "CE", "BC", "BCE", "A.D.", "B.C."])


def _is_early_year(word: Word) -> bool:
    """Whether a number below 1000 is a year: "in 476", "347 AD"."""
    if not word.text.isdigit() or len(word.text) != 3:
        return False
    words = word.sentence.words
    follows = words[word.i + 1].text if word.i + 1 < len(words) else ""
    return follows in _ERAS or (
        word.ent == "DATE" and word.dep == "pobj" and word.head.lower in {"in", "by", "until", "since"}
    )


def _decade_spellings(text: str) -> tuple[str, ...]:
    return (text, text.replace("s", "’s"), text[2:], f"the {text}")


def _is_free(year: Word) -> bool:
    """Whether a year tells when: not the year of a census, a treaty or a season."""
    return year.dep in {"pobj", "npadvmod"} or year.head.ent == "DATE"


def _is_bound_to_range(word: Word) -> bool:
    words = word.sentence.words
    near = {words[i].text for i in (word.i - 1, word.i + 1) if 0 <= i < len(words)}
    return bool(near & {"-", "–", "/", "s", "'s", "’s"}) or (
        word.dep in {"compound", "nmod", "poss"} and word.head.ent != "DATE"
    )


def _numbers(claim: Claim) -> Iterator[Focus]:
    numbers = [w for w in claim.words if w.pos == "NUM" and not YEAR.match(w.text) and w.ent != "DATE"]
    counts = [w for w in numbers if value_of(w.text) is not None and w.lower != "one"]
    if len(counts) != 1 or len(numbers) > 2:
        return
    word = counts[0]
    words = word.sentence.words
    before = words[word.i - 1].text if word.i else ""
    after = words[word.i + 1] if word.i + 1 < len(words) else None
    if word.head.pos == "PROPN" or (after is not None and not word.space and after.text[:1].isalpha()):
        return
    if before in {"-", "–", "/", "."} or (after is not None and after.text in {"-", "–", "/", ":"}):
        return
    value = value_of(word.text) or 0
    scaled = after is not None and after.lower in SCALES and after.pos == "NUM"
    if (value < _TOO_SMALL and not scaled) or (len(numbers) == 2 and not scaled):
        return
    if (
        _is_early_year(word)
        or word.head.lemma in _NO_UNIT
        or word.dep not in {"nummod", "pobj", "compound", "quantmod", "dobj", "attr", "nsubj"}
    ):
        return
    if word.dep == "pobj" and not (scaled or word.ent in {"MONEY", "PERCENT", "QUANTITY"}):
        return
    chosen = (word, after) if scaled and after is not None else (word,)
    focus = _focus("number", claim, chosen)
    if focus:
        yield Focus("number", focus.words, focus.text, focus.start, focus.end, tuple(spellings(focus.text)))


def number_noun(focus: Focus) -> Word | None:
    """What a number counts: the noun that it stands before."""
    head = focus.words[0].head
    while head.pos == "NUM" and not head.is_root:
        head = head.head
    return head if head.pos in {"NOUN", "PROPN", "SYM"} and head.i > focus.words[-1].i else None


def _names(claim: Claim, around: Surroundings) -> Iterator[Focus]:
    for mention in around.names.mentions(claim.sentence):
        if mention.kind == "group" or not claim.has(*mention.words):
            continue
        words = mention.words
        root = next((w for w in words if w.head not in words), words[-1])
        if (
            root.dep not in {"pobj", "dobj", "nsubj", "nsubjpass", "attr"}
            or _is_part_of_name(root)
            or any(c.dep in {"appos", "conj", "cc"} for c in root.children)
        ):
            continue
        accepted = tuple(around.names.variants(mention.name)) if mention.kind == PERSON else ()
        kind = mention.kind if mention.kind in {PERSON, "place", "organization"} else "name"
        if kind == "name" and (len(words) < MANY_WORDS or root.pos != "PROPN"):
            continue  # one capital alone may be anything
        focus = _focus(kind, claim, words, _with_own(words, accepted))
        if focus:
            yield focus


MANY_WORDS = 2


def _is_part_of_name(root: Word) -> bool:
    """Whether a place is part of a person's or a thing's name: William of Apulia."""
    return root.dep == "pobj" and root.head.lower == "of" and root.head.head.pos == "PROPN"


def _with_own(words: tuple[Word, ...], accepted: tuple[str, ...]) -> tuple[str, ...]:
    own = " ".join(w.text for w in words)
    return tuple(dict.fromkeys([own, *accepted])) if accepted else ()


def _terms(claim: Claim) -> Iterator[Focus]:
    """The words that a claim introduces as a name: "is called X", "known as X"."""
    for word in claim.words:
        if word.lemma not in _NAMING or word.pos != "VERB":
            continue
        target = _named_by(word)
        if target is None or target.i < word.i:
            continue
        words = tuple(w for w in target.subtree() if w.dep != "det")
        if 1 <= len(words) <= 3 and all(w.pos in {"NOUN", "PROPN", "ADJ"} for w in words):
            focus = _focus("term", claim, words)
            if focus:
                yield focus
        return


def _named_by(verb: Word) -> Word | None:
    through = next((c for c in verb.children if c.dep == "prep" and c.lower == "as"), None)
    if through is not None:
        return through.child("pobj")
    return verb.child("oprd", "attr") if verb.lemma not in {"know", "refer"} else None


def _rare_words(claim: Claim) -> Iterator[Focus]:
    """Technical terms: nouns that are no common words, with the nouns before them, where no other stands beside."""
    for word in claim.words:
        if not is_rare(word) or word.dep not in {"pobj", "dobj", "nsubj", "nsubjpass", "attr"}:
            continue
        if word.i == 0 or any(c.dep in {"conj", "cc", "amod", "appos", "poss"} for c in word.children):
            continue
        words = tuple(
            sorted([c for c in word.children if c.dep == "compound" and c.i < word.i] + [word], key=lambda w: w.i)
        )
        before = word.sentence.words[words[0].i - 1]
        if any(not w.text.islower() for w in words) or before.pos == "PROPN":
            continue
        focus = _focus("rare", claim, words)
        if focus:
            accepted = (focus.text, *_other_number(word, focus.text))
            yield Focus("rare", words, focus.text, focus.start, focus.end, accepted)


_DESCRIBING = frozenset(
    [
        "new",
        "old",
        "other",
        "many",
        "few",
        "several",
        "same",
        "different",
        "first",
        "second",
        "last",
        "next",
        "large",
        "small",
        "great",
        "high",
        "low",
        "long",
        "short",
        "good",
        "bad",
        "main",
        "important",
        "major",
        "common",
        "own",
        "whole",
        "certain",
        "various",
        "early",
        "late",
        "recent",
        "young",
        "full",
        "general",
        "special",
        "local",
        "possible",
    ]
)


def _set_phrases(claim: Claim, around: Surroundings) -> Iterator[Focus]:
    """Two words that the article uses together again and again: hydrogen bonds, natural selection."""
    for word in claim.words:
        lead = next((c for c in word.children if c.i == word.i - 1 and c.dep in {"compound", "amod"}), None)
        if lead is None or word.pos != "NOUN" or word.dep not in {"pobj", "dobj", "nsubj", "nsubjpass", "attr"}:
            continue
        if (
            lead.lower in _DESCRIBING
            or not lead.text.isalpha()
            or lead.pos not in {"NOUN", "ADJ"}
            or is_person_noun(word.lemma)
        ):
            continue
        extra = [
            c for c in word.children if c is not lead and c.dep in {"compound", "amod", "conj", "cc", "appos", "poss"}
        ]
        before = word.sentence.words[lead.i - 1] if lead.i else None
        if before is not None and before.pos in {"NOUN", "PROPN", "ADJ"} and before.dep in {"compound", "amod", "nmod"}:
            continue
        if max(rank(lead.lower), rank(word.lemma)) < FAMILIAR:
            continue  # city centre, rush hour
        if extra or around.pairs[lead.lemma, word.lemma] < TOGETHER:
            continue
        focus = _focus("rare", claim, (lead, word))
        if focus:
            yield Focus(
                "rare", focus.words, focus.text, focus.start, focus.end, (focus.text, *_other_number(word, focus.text))
            )


FAMILIAR = 2_500
"""Rank among English words up to which both words of a phrase are everybody's."""
TOGETHER = 2
"""Times that two words stand together in an article that speaks of them as one thing."""


def _other_number(word: Word, text: str) -> tuple[str, ...]:
    other = getInflection(word.lemma, "NN" if word.tag == "NNS" else "NNS")
    return (text.removesuffix(word.text) + other[0],) if other else ()


RARE, UNCOMMON = 10_000, 6_000
"""Ranks among English words from which a noun is a term of its subject, and from which it is at least no everyday word."""


def is_rare(word: Word) -> bool:
    """Whether a noun is no common word: a term of its subject."""
    return word.pos == "NOUN" and not is_person_noun(word.lemma) and _is_beyond(word, RARE)


def is_uncommon(word: Word) -> bool:
    """Whether a word is none that everybody uses daily."""
    return word.pos in {"NOUN", "ADJ", "VERB"} and _is_beyond(word, UNCOMMON)


def _is_beyond(word: Word, limit: int) -> bool:
    return word.text.isalpha() and min(rank(word.lower), rank(word.lemma)) >= limit
