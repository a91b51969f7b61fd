"""Put events in order, the earliest first.

The options are the events. key ``{"order": [id, …]}``: the ids of all of them, earliest first ·
response ``{"order": [id, …]}``: all of them. Neither the ids nor the order in which the options
are written may tell the key; those who write items see to it, and no attempt shows the key's order.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random

from quizapp.core.grading._cells import Cells, Parts, named, pieces
from quizapp.core.grading._grade import KEY, WRONG, Grade, NotGradable, Problem, Row
from quizapp.core.grading._options import option_problems, text_of
from quizapp.core.items import ItemContent, Json, Option
from quizapp.core.text.counting import count_word

LABEL = "Put in order"
KIND = "ordering"

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")


def problems(content: ItemContent) -> list[Problem]:
    """Three to six events, all different; the key names each of them once."""
    found = option_problems(content.options, 3, 6, field="key", one="event")
    if sorted(content.key.get("order") or []) != sorted(option.id for option in content.options):
        found.append(Problem("key", "Say in which order all of the events happened."))
    return found


def shown_order(content: ItemContent, random: Random) -> list[str]:
    """All events, shuffled until they do not stand in the order of the key."""
    ids = [option.id for option in content.options]
    random.shuffle(ids)
    while ids == list(content.key["order"]) and len(set(ids)) > 1:
        random.shuffle(ids)
    return ids


def parse(content: ItemContent, fields: Mapping[str, Sequence[str]]) -> Json | None:
    """The events in the order given: one value ``id:place`` an event, places counting from 1.

    Raises ``NotGradable`` where an event or a place is missing, comes twice or is unknown.
    """
    ids = [option.id for option in content.options]
    known = {f"{option_id}:{place}": (option_id, place) for option_id in ids for place in range(1, len(ids) + 1)}
    values = [value for value in fields.get("response", ()) if value]
    if not values:
        return None
    if not set(values) <= set(known):
        raise NotGradable("That is not a place for one of these events. Choose from the lists.")
    given = [known[value] for value in values]
    if len({option_id for option_id, _ in given}) < len(given):
        raise NotGradable("An event was given two places. Choose one for each.")
    if len(given) < len(ids):
        left = len(ids) - len(given)
        raise NotGradable(f"Give every event a place; {count_word(left)} {'has' if left == 1 else 'have'} none yet.")
    places = [place for _, place in given]
    twice = next((place for place in places if places.count(place) > 1), None)
    if twice:
        raise NotGradable(f"Two events have the place {twice}. Give each place once.")
    return {"order": [option_id for option_id, _ in sorted(given, key=lambda pair: pair[1])]}


def grade(content: ItemContent, response: Json) -> Grade:
    """The share of all pairs of events that stand the right way round; 1 only where all do.

    With Kendall's tau it is (tau + 1) / 2: M. G. Kendall, "A New Measure of Rank Correlation",
    Biometrika 30 (1938), 81-93. One event too far forward so costs little, all turned round everything.
    """
    at = {option_id: place for place, option_id in enumerate(response["order"])}
    pairs = list(combinations(content.key["order"], 2))
    right = sum(at[earlier] < at[later] for earlier, later in pairs)
    note = f"Of {count_word(len(pairs))} pairs of events, {count_word(right)} stood the right way round."
    return Grade(right / len(pairs), note=note)


def key_text(content: ItemContent) -> str:
    """The events, earliest first."""
    return response_text(content, content.key)


def response_text(content: ItemContent, response: Json) -> str:
    """The events in the order given."""
    return "; then ".join(text_of(content, option_id) for option_id in response["order"])


def rows(content: ItemContent, order: Sequence[str], response: Json | None) -> list[Row]:  # noqa: ARG001
    """The events, earliest first, each with the place it was given."""
    key = list(content.key["order"])
    if response is None:
        return [Row(str(place), text_of(content, option_id)) for place, option_id in enumerate(key, 1)]
    found = []
    for place, option_id in enumerate(key):
        given = response["order"].index(option_id)
        note = "In its place." if given == place else f"You put it {_PLACES[given]}."
        found.append(Row(str(place + 1), text_of(content, option_id), KEY if given == place else WRONG, note))
    return found


def arranged(events: Sequence[str]) -> Parts:
    """Options and key of events, given the earliest first. Their ids follow the alphabet, so that they tell nothing."""
    numbered = sorted(range(len(events)), key=lambda n: events[n].casefold())
    ids = {n: f"e{place}" for place, n in enumerate(numbered, 1)}
    return tuple(Option(ids[n], events[n]) for n in numbered), {"order": [ids[n] for n in range(len(events))]}


def is_meant(cells: Cells) -> bool:
    """Whether the key names all of at least three options."""
    return len(named(cells)) == len(cells.options) > 2


def of_cells(cells: Cells) -> Parts:
    """The events in the order of the key; without a key as the options stand, without options as it lists them."""
    places = named(cells) if cells.key.strip() else range(len(cells.options))
    events = [cells.options[place] for place in places] if cells.options else pieces(cells.key)
    return arranged([" ".join(event.split()) for event in events])
