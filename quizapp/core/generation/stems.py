"""Questions on statements and quotations: several forms, each only where its rule is sure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from quizapp.core.generation import clauses, distractors
from quizapp.core.generation.entities import Names, countries, person_span
from quizapp.core.generation.quotations import Quotation
from quizapp.core.generation.statements import Statement
from quizapp.core.items import ItemContent, Option
from quizapp.core.text.gaps import BLANK

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR = re.compile(r"(?:1\d{3}|20\d{2})\Z")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+\Z|\d+\Z")
_UP = ("more", "least", "over", "exceed", "minimum")
_DOWN = ("up", "most", "under", "less", "fewer", "maximum")


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A question that may enter the set, with the span that proves it."""

    kind: str
    content: ItemContent
    passage: int
    start: int
    end: int
    source: int
    """Index of the statement or quotation it asks about, over both lists."""
    merit: float
    """How well its form passes strict readers, 0 to 1 (measured on 203 questions)."""


@dataclass(frozen=True, slots=True)
class Values:
    """What the article offers as other values."""

    years: tuple[int, ...]
    countries: tuple[str, ...]
    title: frozenset[str]
    speakers: tuple[str, ...]
    names: Names


def collect(statements: Sequence[Statement], quotations: Sequence[Quotation], title: set[str], names: Names) -> Values:
    """The years, countries and people of an article."""
    years = [int(t.text) for s in statements for t in s.sentence.span if _YEAR.match(t.text)]
    named = [e.text for s in statements for e in s.sentence.span.ents if e.text in countries()]
    speakers = list(dict.fromkeys(q.speaker for q in quotations))
    return Values(tuple(years), tuple(named), frozenset(title), tuple(speakers), names)


def _gap(statement: Statement, token: "Token", length: int) -> str:
    at = statement.at(token)
    return statement.text[:at] + BLANK + statement.text[at + length :]


def _swapped(statement: Statement, token: "Token", length: int, value: str) -> str:
    at = statement.at(token)
    return statement.text[:at] + value + statement.text[at + length :]


def _years(statement: Statement) -> list["Token"]:
    return [t for t in statement.sentence.span if statement.has(t) and _YEAR.match(t.text) and t.ent_type_ == "DATE"]


def ask(statement: Statement, source: int, values: Values, random: Random) -> Iterator[Candidate]:
    """Every question that can be asked on a statement with certainty; of a quotation only whose it is."""
    if "“" in statement.text:
        yield from _on_quoted(statement, source, values, random)
        return
    yield from _on_year(statement, source, values, random)
    yield from _on_number(statement, source, random)
    yield from _on_country(statement, source, values, random)
    yield from _on_place(statement, source, values)
    yield from _on_person(statement, source, values)
    yield from _on_other_person(statement, source, values)
    yield from _on_opposite(statement, source)
    yield from _on_term(statement, source, values)


def _make(kind: str, statement: Statement, source: int, merit: float, content: ItemContent) -> Candidate:
    return Candidate(kind, content, statement.passage, statement.start, statement.end, source, merit)


def _true_false(  # noqa: PLR0913, PLR0917
    statement: Statement, source: int, token: "Token", value: str, wrong: str, what: str
) -> Iterator[Candidate]:
    right = ItemContent("true_false", statement.text, {"value": True}, (), f"The article says so: {statement.text}")
    yield _make("true_false", statement, source, 0.5, right)
    stem = _swapped(statement, token, len(value), wrong)
    why = f"The article gives {value} as the {what}, not {wrong}: {statement.text}"
    yield _make("true_false", statement, source, 0.56, ItemContent("true_false", stem, {"value": False}, (), why))


def _on_year(statement: Statement, source: int, values: Values, random: Random) -> Iterator[Candidate]:
    years = _years(statement)
    if len(years) != 1 or years[0].text in values.title:
        return
    token, year = years[0], int(years[0].text)
    preposition = token.head
    if preposition.ent_type_ == "DATE" and preposition.pos_ == "PROPN" and token.dep_ == "nummod":
        gaps = {"gaps": [[str(year)]]}  # 17 July 1505: the year alone is asked
        yield _make(
            "cloze", statement, source, 0.56, ItemContent("cloze", _gap(statement, token, 4), gaps, (), statement.text)
        )
        return
    if preposition.lower_ != "in" or token.dep_ != "pobj" or list(token.children):
        return
    phrase = [preposition, token]
    others = distractors.other_years(year, values.years, random, count=3, latest=2026)
    question = None
    if preposition.head == statement.sentence.span.root:
        question = clauses.asked_when(statement, "In which year", phrase)
    if question and len(question.split()) <= 26:
        options = sorted([year, *others])
        if len(options) == 4:
            ids = dict(zip(options, "abcd", strict=True))
            shown = tuple(Option(ids[o], str(o)) for o in options)
            yield _make(
                "mcq",
                statement,
                source,
                0.67,
                ItemContent("single_choice", question, {"option": ids[year]}, shown, statement.text),
            )
        key = {"value": str(year), "tolerance": "0", "unit": ""}
        yield _make("date", statement, source, 0.66, ItemContent("numeric", question, key, (), statement.text))
    else:
        gaps = {"gaps": [[str(year)]]}
        yield _make(
            "cloze", statement, source, 0.6, ItemContent("cloze", _gap(statement, token, 4), gaps, (), statement.text)
        )
    if others:
        yield from _true_false(statement, source, token, str(year), str(random.choice(others)), "year")


def _on_number(statement: Statement, source: int, random: Random) -> Iterator[Candidate]:
    numbers = [
        t
        for t in statement.sentence.span
        if statement.has(t) and _NUMBER.match(t.text) and t.ent_type_ in {"CARDINAL", "QUANTITY", "PERCENT", "MONEY"}
    ]
    if len(numbers) != 1 or any(_YEAR.match(t.text) for t in statement.tokens):
        return
    token = numbers[0]
    value = int(token.text.replace(",", ""))
    if value < 3 or token.nbor(1).text in {"-", "–"} or token.nbor(-1 if token.i else 0).text in {"-", "–", "/"}:
        return
    if token.dep_ not in {"nummod", "pobj", "quantmod"} or token.text in statement.text.replace(token.text, "", 1):
        return
    accepted = list(dict.fromkeys([token.text, str(value), f"{value:,}"]))
    content = ItemContent("cloze", _gap(statement, token, len(token.text)), {"gaps": [accepted]}, (), statement.text)
    yield _make("cloze", statement, source, 0.58, content)
    before = {t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]}
    wrong = distractors.other_number(
        value, random, only_up=bool(before & set(_UP)), only_down=bool(before & set(_DOWN))
    )
    if wrong:
        shown = f"{wrong:,}" if "," in token.text else str(wrong)
        yield from _true_false(statement, source, token, token.text, shown, "number")


def _on_country(statement: Statement, source: int, values: Values, random: Random) -> Iterator[Candidate]:
    found = [e for e in statement.sentence.span.ents if e.text in countries() and statement.has(e[0])]
    if len(found) != 1 or set(found[0].text.lower().split()) & values.title:
        return
    ent = found[0]
    token, root = ent[0], ent.root
    if (
        root.dep_ not in {"pobj", "nsubj", "nsubjpass", "dobj"}
        or root.head.dep_ == "conj"
        or statement.text.count(ent.text) != 1
    ):
        return
    if any(child.dep_ in {"conj", "case", "amod"} for child in root.children) or root.conjuncts:
        return
    content = ItemContent("cloze", _gap(statement, token, len(ent.text)), {"gaps": [[ent.text]]}, (), statement.text)
    yield _make("cloze", statement, source, 0.62, content)
    wrong = distractors.other_country(ent.text, values.countries, statement.text, random)
    if wrong:
        yield from _true_false(statement, source, token, ent.text, wrong, "country")


_PLACED = frozenset(["in", "at", "to", "from", "near", "into"])


def _on_place(statement: Statement, source: int, values: Values) -> Iterator[Candidate]:
    """A town or region after a preposition of place, where it is the only name of its kind in the statement."""
    found = [e for e in statement.sentence.span.ents if e.label_ == "GPE" and statement.has(e[0])]
    if len(found) != 1 or found[0].text in countries() or not found[0].text[:1].isupper():
        return
    ent = found[0]
    root = ent.root
    if root.dep_ != "pobj" or root.head.lower_ not in _PLACED or root.conjuncts or "." in ent.text:
        return
    if any(t.dep_ in {"det", "appos", "conj"} for t in root.children) or set(ent.text.lower().split()) & values.title:
        return
    if not all(statement.has(t) for t in ent) or statement.text.count(ent.text) != 1:
        return
    content = ItemContent("cloze", _gap(statement, ent[0], len(ent.text)), {"gaps": [[ent.text]]}, (), statement.text)
    yield _make("cloze", statement, source, 0.57, content)


def _on_other_person(statement: Statement, source: int, values: Values) -> Iterator[Candidate]:
    """A person who is not the subject, asked for as the word that is missing."""
    for token in statement.tokens:
        found = person_span(token, values.names) if token.dep_ in {"pobj", "dobj"} and token.pos_ == "PROPN" else None
        if found is None or not all(statement.has(t) for t in found[0]):
            continue
        span, full = found
        if full.split()[-1].lower() in values.title or token.conjuncts or statement.text.count(full.split()[-1]) != 1:
            continue
        if any(child.dep_ in {"conj", "case", "appos"} for child in token.children):
            continue
        stem = _gap(statement, span[0], len(span.text))
        gaps = {"gaps": [values.names.variants(full)]}
        yield _make("cloze", statement, source, 0.57, ItemContent("cloze", stem, gaps, (), statement.text))
        return


def _subject_person(statement: Statement, names: Names) -> tuple[str, bool]:
    """The person who is the subject, by full name, and whether the subject is the name alone; blank for nobody."""
    if statement.subject:
        return statement.subject, True
    token = clauses.subject_of(statement)
    found = person_span(token, names)
    if found is None:
        return "", False
    span, full = found
    return full, [t.i for t in token.subtree if statement.has(t)] == list(range(span.start, span.end))


_SPOKE = frozenset(
    [
        "say",
        "state",
        "declare",
        "describe",
        "call",
        "claim",
        "tell",
        "add",
        "argue",
        "explain",
        "warn",
        "write",
        "insist",
        "announce",
        "emphasize",
        "stress",
        "note",
        "remark",
        "reply",
        "admit",
        "conclude",
        "believe",
        "recall",
        "promise",
    ]
)


def _on_quoted(statement: Statement, source: int, values: Values, random: Random) -> Iterator[Candidate]:
    """Who said it, with the words around the quotation; other people of the article as options."""
    full, _ = _subject_person(statement, values.names)
    if not full or statement.sentence.span.root.lemma_.lower() not in _SPOKE:
        return
    question = clauses.asked_who(statement)
    if question is None or full.split()[-1] in question or len(question.split()) > 34 or not _is_telling(question):
        return
    others = distractors.other_people(full, values.names, question, count=3)
    if len(others) < 2:
        key = {"accepted": values.names.variants(full)}
        yield _make("who_said", statement, source, 0.62, ItemContent("short_answer", question, key, (), statement.text))
        return
    people = [full, *others]
    random.shuffle(people)
    ids = dict(zip(people, "abcd", strict=False))
    options = tuple(Option(ids[name], name) for name in people)
    yield _make(
        "who_said",
        statement,
        source,
        0.66,
        ItemContent("single_choice", question, {"option": ids[full]}, options, statement.text),
    )


def _is_telling(question: str) -> bool:
    """Whether a question quotes at least four words: fewer are a turn of phrase."""
    return any(len(quoted.split()) >= 4 for quoted in re.findall(r"“([^”]*)”", question))


def _on_person(statement: Statement, source: int, values: Values) -> Iterator[Candidate]:
    full, alone = _subject_person(statement, values.names)
    if not full:
        return
    surname = full.split()[-1]
    question = clauses.asked_who(statement) if alone else None
    if (
        question is None
        or surname in question
        or surname.lower() in values.title
        or not 7 <= len(question.split()) <= 26
    ):
        return
    content = ItemContent("short_answer", question, {"accepted": values.names.variants(full)}, (), statement.text)
    yield _make("short_answer", statement, source, 0.6, content)
    others = distractors.other_people(full, values.names, statement.text, count=1)
    if others and statement.text.startswith(full):
        swapped = others[0] + statement.text[len(full) :]
        why = f"The article says it of {full}, not of {others[0]}: {statement.text}"
        yield _make("true_false", statement, source, 0.5, ItemContent("true_false", swapped, {"value": False}, (), why))


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


def _on_opposite(statement: Statement, source: int) -> Iterator[Candidate]:
    found = [t for t in statement.tokens if t.text in OPPOSITES and t.ent_type_ == "" and t.pos_ != "PROPN"]
    if len(found) != 1 or statement.text.count(found[0].text) != 1:
        return
    token = found[0]
    if token.lower_ in {"before", "after"} and token.head.pos_ != "VERB":
        return
    wrong = OPPOSITES[token.text]
    right = ItemContent("true_false", statement.text, {"value": True}, (), f"The article says so: {statement.text}")
    yield _make("true_false", statement, source, 0.48, right)
    why = f"It is the other way round, “{token.text}” and not “{wrong}”: {statement.text}"
    stem = _swapped(statement, token, len(token.text), wrong)
    yield _make("true_false", statement, source, 0.52, ItemContent("true_false", stem, {"value": False}, (), why))


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


def _on_term(statement: Statement, source: int, values: Values) -> Iterator[Candidate]:
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
    yield _make("cloze", statement, source, 0.64, ItemContent("cloze", stem, {"gaps": [[term]]}, (), statement.text))


def ask_speaker(quotation: Quotation, source: int, values: Values, random: Random) -> Iterator[Candidate]:
    """Whose words a quotation is: among the other people quoted, or typed where there are fewer than two."""
    quoted = [name for name in values.speakers if name != quotation.speaker and name.split()[-1] not in quotation.words]
    others = list(
        dict.fromkeys(quoted + distractors.other_people(quotation.speaker, values.names, quotation.words, count=3))
    )
    stem = f"Who said: “{quotation.words.rstrip('.')}”?"
    why = f"These are the words of {quotation.speaker}."
    if len(others) >= 2:
        people = [quotation.speaker, *others[:3]]
        random.shuffle(people)
        ids = dict(zip(people, "abcd", strict=False))
        options = tuple(Option(ids[name], name) for name in people)
        content = ItemContent("single_choice", stem, {"option": ids[quotation.speaker]}, options, why)
    else:
        content = ItemContent("short_answer", stem, {"accepted": values.names.variants(quotation.speaker)}, (), why)
    yield Candidate("who_said", content, quotation.passage, quotation.start, quotation.end, source, 0.75)
