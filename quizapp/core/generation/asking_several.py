"""Questions over several claims: events in their order, events with their years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from quizapp.core.generation import turning
from quizapp.core.generation.candidates import LETTERS, Candidate, Source
from quizapp.core.generation.focus import Focus
from quizapp.core.items import ItemContent, Option

FEWEST, MOST = 4, 5
"""Events of one question; with three, one guess in six is right."""
LONGEST = 16
"""Words of an event that is read at a glance."""
MERIT = 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """A claim without its year."""

    source: Source
    text: str
    year: int
    weight: float


def event(source: Source, focus: Focus, weight: float) -> Event | None:
    """The claim without "in 1911" behind its verb or at its beginning; ``None`` where the year hangs elsewhere."""
    claim, word = source.claim, focus.words[0]
    preposition = word.head
    if focus.kind != "year" or word.dep != "pobj" or word.children or preposition.lower != "in":
        return None
    if preposition.head is not claim.clause.verb or claim.clear < 0.85:
        return None
    words = [w for w in claim.words if w not in {word, preposition}]
    if words and words[0].text == ",":
        words = words[1:]
    text = turning.said(claim, words)
    if not 4 <= len(text.split()) <= LONGEST or str(focus.text) in text:
        return None
    return Event(source, f"{text[:1].upper()}{text[1:]}.", int(focus.text), weight)


def in_order(events: Sequence[Event], random: Random) -> Iterator[Candidate]:
    """Events to be put in order, the earliest first. Their years are all different and certain."""
    chosen = _chosen(events)
    if len(chosen) < FEWEST:
        return
    shuffled = sorted(chosen, key=lambda e: e.text)
    random.shuffle(shuffled)
    ids = {id(e): LETTERS[n] for n, e in enumerate(shuffled)}
    options = tuple(Option(ids[id(e)], e.text) for e in shuffled)
    why = " ".join(f"{e.year}: {e.text}" for e in chosen)
    key = {"order": [ids[id(e)] for e in chosen]}
    content = ItemContent("ordering", "Put these events in order, the earliest first.", key, options, why)
    yield _candidate("ordering", content, chosen, MERIT)


def _chosen(events: Sequence[Event]) -> list[Event]:
    """The weightiest events of different sentences and years, by year."""
    found: list[Event] = []
    for e in sorted(events, key=lambda e: (-e.weight, e.source.index)):
        apart = all(e.year != o.year and e.source.claim.sentence is not o.source.claim.sentence for o in found)
        if apart and len(found) < MOST:
            found.append(e)
    return sorted(found, key=lambda e: e.year)


def _candidate(kind: str, content: ItemContent, events: Sequence[Event], merit: float) -> Candidate:
    first = min(events, key=lambda e: e.source.claim.start).source.claim
    last = max(events, key=lambda e: e.source.claim.end).source.claim
    sources = tuple(sorted(e.source.index for e in events))
    return Candidate(kind, content, first.passage, first.start, last.end, sources, merit, "order")
