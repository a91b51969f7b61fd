"""Questions over several claims: events in their order, events with their years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from quizapp.core.generation.asking import turning
from quizapp.core.generation.asking.candidates import LETTERS, Candidate, Source
from quizapp.core.generation.claims.focus import Focus
from quizapp.core.items import ItemContent, Option

FEWEST, MOST = 3, 5
"""Events of one question."""
LONGEST = 16
"""Words of an event that is read at a glance."""
ORDERING, MATCHING = 0.62, 0.62
CLEAR = 0.8
"""Clearness below which a claim is no event of its own."""


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
    if preposition.head is not claim.clause.verb or claim.clear < CLEAR:
        return None
    words = [w for w in claim.words if w not in {word, preposition}]
    if words and words[0].text == ",":
        words = words[1:]
    text = turning.said(claim, words)
    if not 4 <= len(text.split()) <= LONGEST or str(focus.text) in text:
        return None
    return Event(source, f"{text[:1].upper()}{text[1:]}.", int(focus.text), weight)


def on_events(events: Sequence[Event], random: Random) -> Iterator[Candidate]:
    """Questions on the dated events of each paragraph: to be put in order, or to be matched with their years."""
    passages = sorted({e.source.claim.passage for e in events})
    for passage in passages:
        chosen = _chosen([e for e in events if e.source.claim.passage == passage])
        if len(chosen) >= FEWEST:
            yield _in_order(chosen, random)
            yield _with_years(chosen, random)


def _in_order(chosen: Sequence[Event], random: Random) -> Candidate:
    """Events to be put in order, the earliest first. Their years are all different and certain."""
    shuffled = sorted(chosen, key=lambda e: e.text)
    random.shuffle(shuffled)
    if shuffled == list(chosen):
        shuffled.reverse()
    ids = {id(e): LETTERS[n] for n, e in enumerate(shuffled)}
    options = tuple(Option(ids[id(e)], e.text) for e in shuffled)
    key = {"order": [ids[id(e)] for e in chosen]}
    content = ItemContent("ordering", "Put these events in order, the earliest first.", key, options, _told(chosen))
    return _candidate("ordering", content, chosen, ORDERING)


def _with_years(chosen: Sequence[Event], random: Random) -> Candidate:
    """Events to be matched with their years."""
    prompts = sorted(chosen, key=lambda e: e.text)
    random.shuffle(prompts)
    years = {e.year: f"a{n}" for n, e in enumerate(sorted(chosen, key=lambda e: e.year), start=1)}
    options = [Option(f"p{n}", e.text) for n, e in enumerate(prompts, start=1)]
    options += [Option(name, str(year)) for year, name in years.items()]
    key = {"pairs": {f"p{n}": years[e.year] for n, e in enumerate(prompts, start=1)}}
    content = ItemContent("matching", "Match each event with its year.", key, tuple(options), _told(chosen))
    return _candidate("matching", content, chosen, MATCHING)


def _told(chosen: Sequence[Event]) -> str:
    return " ".join(f"{e.year}: {e.text}" for e in chosen)


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
    return Candidate(kind, content, first.passage, first.start, last.end, sources, merit, topic="order")
