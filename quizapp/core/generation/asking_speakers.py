"""Whose words they are: questions on quotations."""

import re
from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING

from quizapp.core.generation import clauses, distractors
from quizapp.core.generation.asking_names import subject_person
from quizapp.core.generation.candidates import Candidate, Values, make
from quizapp.core.generation.quotations import Quotation
from quizapp.core.generation.statements import Statement
from quizapp.core.items import ItemContent, Option

if TYPE_CHECKING:
    pass


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


def on_quoted(statement: Statement, source: int, values: Values, random: Random) -> Iterator[Candidate]:
    """Who said it, with the words around the quotation; other people of the article as options."""
    full, _ = subject_person(statement, values.names)
    if not full or statement.sentence.span.root.lemma_.lower() not in _SPOKE:
        return
    question = clauses.asked_who(statement)
    if question is None or full.split()[-1] in question or len(question.split()) > 34 or not _is_telling(question):
        return
    others = distractors.other_people(full, values.names, question, count=3)
    if len(others) < 2:
        key = {"accepted": values.names.variants(full)}
        yield make("who_said", statement, source, 0.62, ItemContent("short_answer", question, key, (), statement.text))
        return
    people = [full, *others]
    random.shuffle(people)
    ids = dict(zip(people, "abcd", strict=False))
    options = tuple(Option(ids[name], name) for name in people)
    yield make(
        "who_said",
        statement,
        source,
        0.66,
        ItemContent("single_choice", question, {"option": ids[full]}, options, statement.text),
    )


def _is_telling(question: str) -> bool:
    """Whether a question quotes at least four words: fewer are a turn of phrase."""
    return any(len(quoted.split()) >= 4 for quoted in re.findall(r"“([^”]*)”", question))


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
