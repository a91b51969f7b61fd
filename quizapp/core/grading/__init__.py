"""Grading: one module per interaction, found by its file name.

Every module beside this one whose name does not begin with ``_`` is an interaction: it is named
after its file and offers what ``Interaction`` lists. To add one, add its module here, its partial
in ``templates/interactions/`` and its form in ``web/forms/interactions/``; nothing else names it.
"""

import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from quizapp.core.grading._grade import Grade, NotGradable, Problem
from quizapp.core.items import ItemContent, Json

__all__ = ["Grade", "Interaction", "NotGradable", "Problem", "grade", "interaction", "interaction_names"]

Fields = Mapping[str, Sequence[str]]


class Interaction(Protocol):
    """What the module of an interaction offers. Shapes of key and response stand in its docstring."""

    LABEL: str
    """Its name as a teacher reads it."""
    KIND: str
    """The kind of a draft of this interaction where nothing more precise is known."""

    def problems(self, content: ItemContent) -> list[Problem]:
        """What is wrong with an item, for whoever writes it; empty where it can be asked."""

    def parse(self, content: ItemContent, fields: Fields) -> Json | None:
        """The response in a form's fields, ``None`` where none was given.

        Raises ``NotGradable`` where there is one that this item cannot take.
        """

    def grade(self, content: ItemContent, response: Json) -> Grade:
        """The grade of a response that ``parse`` gave. A pure function of its arguments."""

    def key_text(self, content: ItemContent) -> str:
        """The key as a person reads it."""

    def response_text(self, content: ItemContent, response: Json) -> str:
        """A response as a person reads it."""


@cache
def interaction_names() -> tuple[str, ...]:
    """The names of all interactions, in alphabetical order."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")))


@cache
def interaction(name: str) -> Interaction:
    """The module of the interaction ``name``. Raises ``KeyError`` where there is none."""
    if name not in interaction_names():
        raise KeyError(name)
    return cast("Interaction", import_module(f"{__name__}.{name}"))


def grade(content: ItemContent, response: Json | None) -> Grade:
    """The grade of ``response`` to an item; no response scores 0."""
    if response is None:
        return Grade(0.0, "")
    return interaction(content.interaction).grade(content, response)
