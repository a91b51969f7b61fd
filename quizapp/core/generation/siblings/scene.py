"""Where a name stands: its sentence with the gap, and which things sentence and article mention."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from quizapp.core.generation.siblings.gazetteer import Entry, lookup
from quizapp.core.generation.siblings.lists.keys import lookup_key

LONGEST = 4
_NAME_WORDS = re.compile(r"[^\W\d_][\w.&'’-]*")
_JOINERS = frozenset(["of", "the", "and", "de", "da", "do", "del", "am", "upon"])
_LOOSE_WORDS = """a about above across after against all along also although among an and any are around as at away back be because
before behind below beneath beside besides between beyond both but by de despite down during each either even every
except far few following for from had has have he her here his how however if in inside instead into is it its just
like many meanwhile modern more most much near nearby neither no nor not now of off on once one only onto or our out
outside over past per perhaps recently she since so some such than that the their then there they this those though
three through throughout thus to today toward towards two under underneath unlike until up upon was were what when
where whereas wherever whether which while who whose why with within without yet last next early late mid"""
LOOSE = frozenset(_LOOSE_WORDS.split())
"""Words that name nothing, in lower case: they may stand in capitals where a sentence begins."""


@dataclass(frozen=True, slots=True)
class Context:
    """What decides which wrong options fit."""

    text: str
    """The sentence with the key in it."""
    start: int
    end: int
    """``text[start:end]`` is the key."""
    names: tuple[str, ...] = ()
    """All names that the article mentions, in any order."""
    year: int | None = None
    """The median year of the article."""
    sentences: tuple[str, ...] = ()
    """All sentences of the article. With them, a name that it mentions may be offered where nothing else that it says
    about that name is near to this sentence; without them, only names that it does not mention."""

    @property
    def key(self) -> str:
        """The key as it stands in the sentence."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """What stands before the key."""
        return self.text[: self.start]

    @property
    def after(self) -> str:
        """What stands after the key."""
        return self.text[self.end :]

    @property
    def rest(self) -> str:
        """The sentence without the key."""
        return f"{self.before} ___ {self.after}"


@dataclass(frozen=True, slots=True)
class Scene:
    """What is mentioned beside the key."""

    sentence: tuple[Entry, ...]
    """In the sentence."""
    article: tuple[Entry, ...]
    """In the article, the sentence included."""
    words: str
    """All that is named, as lookup keys between spaces and bars, the sentence as a whole among them."""

    def says(self, name: str) -> bool:
        """Whether the sentence or a name of the article holds ``name``."""
        return f" {lookup_key(name)} " in self.words


@lru_cache(maxsize=1024)
def content(text: str) -> frozenset[str]:
    """The beginnings of the words that carry the meaning of ``text``: enough to see that two sentences are near."""
    words = (word.group().lower() for word in _NAME_WORDS.finditer(text))
    return frozenset(word[:5] for word in words if len(word) > 3 and word not in LOOSE)


def told_elsewhere(names: Iterable[str], context: Context) -> bool:
    """Whether no sentence about one of ``names`` shares two content words with the sentence of the key."""
    here = content(context.rest)
    for name in names:
        pattern = f" {lookup_key(name)} "
        about = (s for s in context.sentences if pattern in f" {lookup_key(s)} ")
        if any(len(here & content(s) - content(name)) >= 2 for s in about):
            return False
    return True


@lru_cache(maxsize=4096)
def things_in(text: str) -> tuple[Entry, ...]:
    """The things that ``text`` names, by the longest capitalized run of words that is a name."""
    words = list(_NAME_WORDS.finditer(text))
    found: dict[int, Entry] = {}
    at = 0
    while at < len(words):
        size = 0
        if words[at][0][0].isupper():
            for length in range(min(LONGEST, len(words) - at), 0, -1):
                run = text[words[at].start() : words[at + length - 1].end()]
                entries = _named(run, words[at : at + length])
                if entries:
                    found |= {entry.id: entry for entry in entries}
                    size = length
                    break
        at += size or 1
    return tuple(found.values())


def _named(run: str, words: list[re.Match[str]]) -> tuple[Entry, ...]:
    last = words[-1][0]
    if not (last[0].isupper() or last[0].isdigit()) or (len(words) == 1 and last.lower() in LOOSE):
        return ()
    if any(not (word[0][0].isupper() or word[0] in _JOINERS) for word in words):
        return ()
    found = lookup(re.sub(r"['’]s?$", "", run).rstrip(".,")) or lookup(run)
    return tuple(entry for entry in found if not entry.name[0].islower())


def scene_of(context: Context, key: Iterable[Entry]) -> Scene:
    """What stands around the key; ``key`` holds the things that the key itself may be."""
    own = {entry.id for entry in key}
    sentence = tuple(entry for entry in things_in(context.rest) if entry.id not in own)
    article = {entry.id: entry for entry in sentence}
    for name in context.names:
        article |= {entry.id: entry for entry in (lookup(name) or things_in(name)) if entry.id not in own}
    words = " | ".join(lookup_key(part) for part in (*context.names, *context.rest.split("___")))
    return Scene(sentence, tuple(article.values()), f" {words} ")
