"""Questions over several claims: events in their order, and with their years."""

from random import Random

from quizapp.core.generation.asking.candidates import Candidate, Source
from quizapp.core.generation.asking.several import MOST, Event, event, on_events
from quizapp.core.generation.claims.foci import find_foci
from tests.unit.core.generation.parsed import claims, surroundings

LIFE = (
    "Mara Voss opened a school in Bergen in 1907. In 1911, Mara Voss sold a house to Tom Harrow. "
    "Mara Voss moved to Paris in 1920. Since 1925 Mara Voss has lived in Rome."
)


def events(text: str, *weights: float) -> list[Event]:
    around, found = surroundings(text), []
    for n, claim in enumerate(claims(text)):
        source = Source(claim, n, Random(n))  # noqa: S311 # no secret
        made = (event(source, f, weights[n] if weights else 0.5) for f in find_foci(claim, around))
        found += [e for e in made if e is not None]
    return found


def asked(text: str, *weights: float) -> list[Candidate]:
    return list(on_events(events(text, *weights), Random(1)))  # noqa: S311 # no secret


def test_an_event_is_a_claim_without_its_year():
    assert [(e.text, e.year) for e in events(LIFE)] == [
        ("Mara Voss opened a school in Bergen.", 1907),
        ("Mara Voss sold a house to Tom Harrow.", 1911),
        ("Mara Voss moved to Paris.", 1920),
    ]


def test_a_claim_that_an_attentive_reader_alone_places_is_no_event():
    assert events("A museum stood in Bergen. The museum showed old tools of Norway in 1907.") == []


def test_events_are_put_in_order():
    ordering, _ = asked(LIFE)
    texts = {o.id: o.text for o in ordering.content.options}
    assert ordering.kind == ordering.content.interaction == "ordering"
    assert [texts[o] for o in ordering.content.key["order"]] == [e.text for e in events(LIFE)]
    assert list(texts) != list(ordering.content.key["order"])
    assert ordering.content.explanation.startswith("1907: Mara Voss opened a school in Bergen. 1911:")


def test_events_are_matched_with_their_years():
    _, matching = asked(LIFE)
    texts = {o.id: o.text for o in matching.content.options}
    pairs = {texts[p]: texts[a] for p, a in matching.content.key["pairs"].items()}
    assert pairs == {e.text: str(e.year) for e in events(LIFE)}


def test_the_proof_reaches_from_the_first_event_to_the_last():
    ordering, _ = asked(LIFE)
    assert LIFE[ordering.start : ordering.end].startswith("Mara Voss opened")
    assert LIFE[ordering.start : ordering.end].endswith("Paris in 1920.")
    assert ordering.sources == (0, 1, 2)


def test_two_events_are_too_few_and_events_of_two_paragraphs_are_not_mixed():
    assert asked("Mara Voss opened a school in Bergen in 1907. Mara Voss moved to Paris in 1920.") == []
    assert asked(LIFE.replace(" Mara Voss moved", "\n\nMara Voss moved")) == []


def test_events_of_one_year_are_not_put_in_order():
    assert asked(LIFE.replace("1920", "1911")) == []


def test_two_events_of_one_sentence_are_not_put_in_order():
    text = LIFE.replace(". Mara Voss moved to Paris in", " and moved to Paris in")
    assert len(events(text)) == 3
    assert asked(text) == []


def test_the_weightiest_events_are_taken():
    more = " ".join(f"Mara Voss moved to {place} in {1930 + n}." for n, place in enumerate(["Rome", "Oslo", "Vienna"]))
    text = f"{LIFE.partition(' Since')[0]} {more}"
    ordering, _ = asked(text, 0.1, *[0.5] * 5)
    assert len(ordering.content.options) == MOST
    assert "Mara Voss opened a school in Bergen." not in {o.text for o in ordering.content.options}
