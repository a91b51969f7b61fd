"""Where a name stands: its sentence with the gap, and which things sentence and article mention."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.core.generation.gazetteer import Entry, lookup
from quizapp.core.generation.lists.keys import lookup_key

LONGEST = 4
_NAME_WORDS = re.compile(r"[^\W\d_][\w.&'’-]*")
_JOINERS = frozenset(["of", "the", "and", "de", "da", "do", "del", "am", "upon"])
_NO_NAMES_WORDS = """a an and as at but by for from he her his if in is it its may no of on or our she so some than that the their then
there these they this those to was we were what when where which while who with you"""
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())


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
    """All that is named, as lookup keys between bars, the sentence as a whole among them."""

    def says(self, name: str) -> bool:
        """Whether the sentence or a name of the article holds ``name``."""
        return re.search(rf"(?<!\w){re.escape(lookup_key(name))}(?!\w)", self.words) is not None


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
    if not (last[0].isupper() or last[0].isdigit()) or (len(words) == 1 and last.lower() in _NO_NAMES):
        return ()
    if any(not (word[0][0].isupper() or word[0] in _JOINERS) for word in words):
        return ()
    return lookup(re.sub(r"['’]s?$", "", run).rstrip(".,")) or lookup(run)


def scene_of(context: Context, key: Iterable[Entry]) -> Scene:
    """What stands around the key; ``key`` holds the things that the key itself may be."""
    own = {entry.id for entry in key}
    sentence = tuple(entry for entry in things_in(context.rest) if entry.id not in own)
    article = {entry.id: entry for entry in sentence}
    for name in context.names:
        article |= {entry.id: entry for entry in (lookup(name) or things_in(name)) if entry.id not in own}
    words = "|".join(lookup_key(part) for part in (*context.names, *context.rest.split("___")))
    return Scene(sentence, tuple(article.values()), f"|{words}|")
