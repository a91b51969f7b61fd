"""The built-in reading: an article of our own with questions of our own, each with its proof."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from quizapp.core.items import ItemContent, Option
from quizapp.core.text.citations import Citation, locate
from quizapp.core.text.passages import normalize_text


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """A question we wrote. ``group`` and ``facts`` name what it asks about in ``facts.json``."""

    kind: str
    content: ItemContent
    citation: Citation
    refutations: Mapping[str, Citation]
    group: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The article and its questions. ``text`` is normalized and leaves the title out."""

    title: str
    author: str
    text: str
    items: tuple[WrittenItem, ...]


def _read(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")


def _citation(text: str, words: str) -> Citation:
    found = locate(text, words)
    if found is None:
        raise ValueError(f"these words do not stand once in the reading: {words}")
    return found


def _item(entry: Mapping[str, Any], text: str) -> WrittenItem:
    options = tuple(Option(o["id"], o["text"], o.get("feedback", "")) for o in entry["options"])
    content = ItemContent(entry["interaction"], entry["stem"], entry["key"], options, entry["explanation"])
    return WrittenItem(
        kind=entry["kind"],
        content=content,
        citation=_citation(text, entry["citation"]),
        refutations={option: _citation(text, words) for option, words in entry["refutations"].items()},
        group=entry["group"],
        facts=tuple(entry["facts"]),
    )


def builtin_reading() -> Reading:
    """The built-in reading. Raises ``ValueError`` where a citation of ours is not verbatim."""
    title, _, rest = normalize_text(_read("reading.txt")).partition("\n")
    text = normalize_text(rest)
    return Reading(title, "quizapp", text, tuple(_item(entry, text) for entry in json.loads(_read("items.json"))))


def fact_sentences() -> dict[str, str]:
    """For each fact of the reading (``F1`` …) words of it that state the fact."""
    facts: dict[str, str] = json.loads(_read("facts.json"))
    return facts
