"""The questions asked on a text, by their kind, for the tests of every form."""

from random import Random

from quizapp.core.generation.asking.candidates import Candidate, Source
from quizapp.core.generation.asking.names import on_subject
from quizapp.core.items import ItemContent
from tests.unit.core.generation.parsed import asked, claims, surroundings


def of_kind(text: str, kind: str, topic: str = "", title: str = "Notes") -> list[Candidate]:
    return [c for c in asked(text, title) if c.kind == kind and topic in {"", c.topic}]


def content(text: str, kind: str, topic: str = "", title: str = "Notes") -> ItemContent:
    """The only question of a kind, and where given of a topic."""
    (found,) = of_kind(text, kind, topic, title)
    return found.content


def false(text: str, topic: str) -> list[str]:
    return [c.content.stem for c in of_kind(text, "true_false", topic) if c.content.key == {"value": False}]


def who_is(text: str) -> list[str]:
    """Questions for the person on what stands beside a name."""
    around = surroundings(text)
    own = next(claim for claim in claims(text) if claim.clause.kind == "apposition")
    return [c.content.stem for c in on_subject(Source(own, 0, Random(0)), around)]  # noqa: S311 # no secret


def accepted(text: str, kind: str, topic: str = "") -> list[str]:
    return list(content(text, kind, topic).key["accepted"])
