"""What a question is, as a value: content, citations and the verdicts of the checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from quizapp.core.text.citations import Citation

Json = Mapping[str, Any]


class ItemStatus(StrEnum):
    """Where a version of an item stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    REJECTED = "rejected"
    RETIRED = "retired"


class Origin(StrEnum):
    """Who made a version of an item."""

    GENERATED = "generated"
    WRITTEN = "written"
    IMPORTED = "imported"


class CitationRole(StrEnum):
    """What a citation does: proves the key, or rules an option out."""

    SUPPORTS = "supports"
    REFUTES = "refutes"


class Outcome(StrEnum):
    """The outcome of one check."""

    PASS = "pass"  # noqa: S105
    LOOK = "look"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one check said of one item. ``name`` is the check's, ``note`` what it saw, for a teacher."""

    name: str
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One option. ``id`` names it in responses and never shows whether it is the key.

    ``feedback`` is what a student who chose it reads: why it is wrong.
    """

    id: str
    text: str
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class ItemContent:
    """The content of a version of an item, whatever its interaction.

    ``key`` is JSON whose shape the interaction's module in ``core.grading`` states.
    """

    interaction: str
    stem: str
    key: Json
    options: tuple[Option, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A question as the generator makes it, with the passage that proves its key.

    ``kind`` says how it was asked (mcq, who_said, date …), ``content.interaction`` how it is
    answered. ``passage`` is the number of the cited paragraph. ``refutations`` maps an option's id
    to the citation that rules it out. ``fact`` is the index of its fact in the generated set.
    """

    kind: str
    content: ItemContent
    citation: Citation
    passage: int
    checks: tuple[Verdict, ...] = ()
    refutations: Mapping[str, Citation] = field(default_factory=dict)
    fact: int | None = None
