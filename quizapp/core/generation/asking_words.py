"""Questions on opposites and on terms that an article introduces."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.core.generation.candidates import Candidate, Values, make, swapped
from quizapp.core.generation.statements import Statement
from quizapp.core.items import ItemContent
from quizapp.core.text.gaps import BLANK

if TYPE_CHECKING:
    from spacy.tokens import Token


OPPOSITES = {
    "north": "south", "south": "north", "east": "west", "west": "east", "northern": "southern",
    "southern": "northern", "eastern": "western", "western": "eastern", "before": "after", "after": "before",
    "increased": "decreased", "increases": "decreases", "increase": "decrease", "decreased": "increased",
    "decreases": "increases", "rejected": "accepted", "accepted": "rejected",
    "supported": "opposed", "opposed": "supported", "won": "lost", "lost": "won", "attracts": "repels",
    "repels": "attracts", "positive": "negative", "negative": "positive", "positively": "negatively",
    "negatively": "positively", "above": "below", "below": "above", "allowed": "forbade",
}  # fmt: skip
"""Words whose opposite is a plausible mistake in nearly every sentence; a short list on purpose."""


def on_opposite(statement: Statement, source: int) -> Iterator[Candidate]:
    """A statement with one word turned into its opposite."""
    found = [t for t in statement.tokens if t.text in OPPOSITES and t.ent_type_ == "" and t.pos_ != "PROPN"]
    if len(found) != 1 or statement.text.count(found[0].text) != 1:
        return
    token = found[0]
    if token.lower_ in {"before", "after"} and token.head.pos_ != "VERB":
        return
    wrong = OPPOSITES[token.text]
    right = ItemContent("true_false", statement.text, {"value": True}, (), f"The article says so: {statement.text}")
    yield make("true_false", statement, source, 0.48, right)
    why = f"It is the other way round, “{token.text}” and not “{wrong}”: {statement.text}"
    stem = swapped(statement, token, len(token.text), wrong)
    yield make("true_false", statement, source, 0.52, ItemContent("true_false", stem, {"value": False}, (), why))


_NAMING = frozenset(["call", "know", "name", "term", "dub", "label"])


def _term(statement: Statement) -> list["Token"]:
    """The words that a statement introduces as a name: "is called X", "known as X"; else none."""
    for token in statement.tokens:
        if token.lemma_.lower() not in _NAMING or token.pos_ != "VERB":
            continue
        for child in token.children:
            target = next((t for t in child.children if t.dep_ == "pobj"), None) if child.lower_ == "as" else child
            if target is not None and (child.dep_ in {"oprd", "attr"} or child.lower_ == "as") and target.i > token.i:
                words = [t for t in target.subtree if t.dep_ != "det"]
                return words if all(statement.has(t) for t in words) else []
    return []


def on_term(statement: Statement, source: int, values: Values) -> Iterator[Candidate]:
    """The term that a statement introduces, as a gap."""
    words = _term(statement)
    if not 1 <= len(words) <= 3 or any(t.pos_ not in {"NOUN", "PROPN", "ADJ"} for t in words):
        return
    if words[-1].i - words[0].i + 1 != len(words) or {t.lower_ for t in words} & values.title:
        return
    begin, end = statement.at(words[0]), statement.at(words[-1]) + len(words[-1].text)
    term = statement.text[begin:end]
    if statement.text.lower().count(term.lower()) != 1 or any(
        t.lemma_.lower() in statement.text[:begin].lower() for t in words
    ):
        return
    stem = statement.text[:begin] + BLANK + statement.text[end:]
    yield make("cloze", statement, source, 0.64, ItemContent("cloze", stem, {"gaps": [[term]]}, (), statement.text))
