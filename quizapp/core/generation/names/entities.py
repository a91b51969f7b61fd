"""Names over the whole document: a kind is trusted only where the document agrees on it."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from quizapp.core.generation.names.aliases import aliases, birth_name
from quizapp.core.generation.names.bearers import Bearers, find_people, genders
from quizapp.core.generation.names.kinds import agreed
from quizapp.core.generation.names.links import linked_genders
from quizapp.core.generation.names.mentions import Span, plain, spans, spelled
from quizapp.core.generation.names.values import PERSON, UNCERTAIN, Mention, Names
from quizapp.core.generation.names.votes import Evidence, count
from quizapp.core.generation.words import Document, Word

__all__ = ["PERSON", "Mention", "Names", "countries", "find_names", "plain"]


@cache
def countries() -> dict[str, str]:
    """Country names with their region, from ``countries.json``."""
    found: dict[str, str] = json.loads(files(__package__).joinpath("countries.json").read_text("utf-8"))
    return found


def find_names(document: Document) -> Names:
    """All names of an article with what they stand for.

    A person is who is called one more often than anything else; parts of a name stand for the one
    person who bears them, the hero of the title first. Other kinds need two thirds of the votes.
    """
    title = plain(document.title.split("(")[0].split(",")[0])
    found = {(s.passage, s.index): list(spans(s, title.split())) for s in document.sentences}
    votes = count(span for group in found.values() for span in group)
    said = [pair for group in found.values() for pair in aliases(group)]
    said += birth_name(next(iter(found.values()), []), title)
    nouns = (word for s in document.sentences for word in s.words if word.pos == "NOUN")
    common = {word.lemma for word in nouns if word.text == word.lower}
    seen = Evidence(votes, said, common, countries())
    people = find_people(document, title, seen)
    kinds = _kinds(people, seen)
    by_place = {place: tuple(_mentions(group, people, kinds)) for place, group in found.items()}
    by_word = {word: mention for group in by_place.values() for mention in group for word in mention.words}
    return Names(
        people=people.people,
        hero=people.hero,
        topic=title if not people.hero and title in kinds else "",
        kinds=kinds,
        forms=people.forms,
        genders=genders(people, votes, linked_genders(document, by_word)),
        with_article=frozenset(name for name, own in votes.items() if 2 * own.articles > own.mentions),
        by_word=by_word,
        by_place=by_place,
    )


def _kinds(people: Bearers, seen: Evidence) -> dict[str, str]:
    kinds = dict.fromkeys(people.people, PERSON)
    for name, own in seen.votes.items():
        if name not in kinds and name not in people.forms:
            kinds[name] = agreed(
                name,
                own.kinds,
                common=name.lower() in seen.common,
                in_place=own.in_place,
                country=name in seen.places,
            )
            if kinds[name] == PERSON:
                kinds[name] = UNCERTAIN  # called a person here and there, but never doing what people do
    return kinds


def _mentions(group: Sequence[Span], people: Bearers, kinds: Mapping[str, str]) -> list[Mention]:
    """The mentions of a sentence; neighbours that together are a known person's name are one."""
    made: list[Mention] = []
    for span in group:
        words: tuple[Word, ...] = span.words
        if made and made[-1].words[-1].i + 1 == words[0].i:
            both = made[-1].words + words
            person = _person(spelled(both), people)
            if person:
                made[-1] = Mention(both, person, PERSON)
                continue
        name = span.name
        person = _person(name, people)
        made.append(Mention(words, person, PERSON) if person else Mention(words, name, kinds.get(name, UNCERTAIN)))
    return made


def _person(name: str, people: Bearers) -> str | None:
    return name if name in people.people else people.forms.get(name)
