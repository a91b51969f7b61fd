"""Grading: one module per interaction, found by its file name.

Every module beside this one whose name does not begin with ``_`` is an interaction: it is named
after its file and offers what ``Interaction`` lists; one that lays options before the student also
what ``Offering`` lists, one whose options are words of the article what ``Quoting`` lists,
one whose stem is a statement what ``Stating`` lists,
one whose key is words that can be blanked what ``Hiding`` lists, one whose responses choose among few what
``Choosing`` lists, one that takes variants of its key what ``Accepting`` lists. To add one, add its module here, its partial
in ``templates/interactions/`` and its form in ``web/forms/interactions/``; nothing else names it.
"""

import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from random import Random
from typing import Protocol, cast, runtime_checkable

from quizapp.core.grading._cells import Cells, Parts
from quizapp.core.grading._grade import KEY, NONE, WRONG, Grade, NotGradable, Problem, Row, key_letters
from quizapp.core.grading._options import shuffled_unless_figures
from quizapp.core.items import ItemContent, Json

__all__ = [
    "KEY",
    "NONE",
    "WRONG",
    "Accepting",
    "Cells",
    "Choosing",
    "Grade",
    "Hiding",
    "Interaction",
    "NotGradable",
    "Offering",
    "Problem",
    "Quoting",
    "Row",
    "Stating",
    "accepting",
    "choices",
    "chosen",
    "given_away",
    "grade",
    "interaction",
    "interaction_names",
    "key_letters",
    "key_rows",
    "proven",
    "quotation_problems",
    "shown_order",
]

SHORT_KEY = 24
"""Characters of a key that still fit into the mark beside its proof."""

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

    def is_meant(self, cells: Cells) -> bool:
        """Whether a row of a table that names no kind can only be meant so."""

    def of_cells(self, cells: Cells) -> Parts:
        """Options and key as a row of a table has them; ``problems`` says what is wrong with them."""


@runtime_checkable
class Offering(Protocol):
    """What the module of an interaction offers besides where options lie before the student."""

    def shown_order(self, content: ItemContent, random: Random) -> list[str]:
        """The ids of the options as one attempt shows them. Pages that show them know no key."""

    def rows(self, content: ItemContent, order: Sequence[str], response: Json | None) -> list[Row]:
        """The question with its key open, line by line, and what came of a response if there is one.

        ``order`` is the order in which the options were shown.
        """


@runtime_checkable
class Quoting(Protocol):
    """What the module of an interaction offers besides where its options are words of the article."""

    def quotation_problems(self, content: ItemContent, text: str) -> list[Problem]:
        """Which options do not stand in the article's ``text``; each with the form's field for it."""


@runtime_checkable
class Stating(Protocol):
    """What the module of an interaction offers besides where its stem is a statement."""

    def proven(self, content: ItemContent) -> str:
        """What the cited words prove the statement to be, as said after "proves"."""


@runtime_checkable
class Hiding(Protocol):
    """What the module of an interaction offers besides where its key is hidden by blanking words in its proof."""

    def given_away(self, content: ItemContent) -> list[str]:
        """The words that would give the key away."""


@runtime_checkable
class Choosing(Protocol):
    """What the module of an interaction offers besides where a response chooses among few, so that each can be counted."""

    def choices(self, content: ItemContent) -> list[Row]:
        """All that can be chosen, as it was written, the key marked; ``option`` names each."""

    def chosen(self, response: Json) -> list[str]:
        """The ``option`` of everything that a response chose."""


@runtime_checkable
class Accepting(Protocol):
    """What the module of an interaction offers besides where its key has variants and can take another."""

    def accepting(self, content: ItemContent, response: Json) -> Json:
        """The key with ``response`` as a further variant; the same key where it is met already."""


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


def response_words(content: ItemContent, response: Json | None) -> str:
    """A response as a person reads it; blank for none."""
    return "" if response is None else interaction(content.interaction).response_text(content, response)


def shown_order(content: ItemContent, random: Random) -> list[str]:
    """The ids of an item's options as one attempt shows them; none where it lays out no options."""
    module = interaction(content.interaction)
    return module.shown_order(content, random) if isinstance(module, Offering) else []


def is_order_free(content: ItemContent) -> bool:
    """Whether options may lie as they were written: one is chosen or several, and where it lies tells nothing.

    Of events to put in order and of pairs, the written order is the key.
    """
    return getattr(interaction(content.interaction), "shown_order", None) is shuffled_unless_figures


def key_rows(content: ItemContent, order: Sequence[str] = (), response: Json | None = None) -> list[Row]:
    """An item with its key open, line by line; none where it lays out no options.

    Without an ``order`` the options stand as they were written.
    """
    module = interaction(content.interaction)
    order = order or [option.id for option in content.options]
    return module.rows(content, order, response) if isinstance(module, Offering) else []


def quotation_problems(content: ItemContent, text: str) -> list[Problem]:
    """What an item quotes though the article's ``text`` does not have it; nothing where it quotes none."""
    module = interaction(content.interaction)
    return module.quotation_problems(content, text) if isinstance(module, Quoting) else []


def proven(content: ItemContent) -> str:
    """What the words cited for an item prove, as said after "proves": its key where that is short."""
    module = interaction(content.interaction)
    if isinstance(module, Stating):
        return module.proven(content)
    key = module.key_text(content)
    return key if len(key) <= SHORT_KEY else "the answer"


def given_away(content: ItemContent) -> list[str]:
    """The words that would give the key away in its proof; none where blanking words cannot hide it."""
    module = interaction(content.interaction)
    return module.given_away(content) if isinstance(module, Hiding) else []


def choices(content: ItemContent) -> list[Row]:
    """All that can be chosen in an item, its key marked; none where a response is something else than a choice."""
    module = interaction(content.interaction)
    return module.choices(content) if isinstance(module, Choosing) else []


def chosen(content: ItemContent, response: Json | None) -> list[str]:
    """What a response chose among ``choices``; none where it is something else than a choice."""
    module = interaction(content.interaction)
    return module.chosen(response) if response and isinstance(module, Choosing) else []


def accepting(content: ItemContent, response: Json) -> Json | None:
    """The key of an item with ``response`` as a further variant; ``None`` where keys of its kind have no variants."""
    module = interaction(content.interaction)
    return module.accepting(content, response) if isinstance(module, Accepting) else None
